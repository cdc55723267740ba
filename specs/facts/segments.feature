Feature: A line by segment, product and geography, held against the company's own number

  @facts.segments.foots
  Scenario: Segments and eliminations add up to the company
    Given a company with segments of 700 and 400, eliminations of -100 and revenue of 1000
    Then its revenue by segment adds up to 1000 by a formula
    And the eliminations are shown as an item between segments and company

  @facts.segments.no-subtotals
  Scenario: A subtotal beside its parts is not counted twice
    Given a company with revenue of 1000 in the US 500, Canada 100, both 600, and Europe 400
    Then its revenue by geography is that of the US, Canada and Europe
    And the subtotal is told beside them

  @facts.segments.does-not-foot
  Scenario: Segments that do not add up are shown whole with a finding
    Given a company with segments of 700 and 400 and revenue of 1000
    Then its revenue by segment is shown with a sum of 1100 that does not foot
    And a finding tells both numbers

  @facts.segments.one-report
  Scenario: A breakdown is made of one report
    Given a company that reported other segments a year later
    Then its latest revenue by segment has the later report's members alone
    And as first reported it has the earlier report's
