Feature: A pitch for an initial public offering

  @pitch.ipo.on-the-sample
  Scenario: The private company of the sample gets the whole page set
    Given the sample and its private company
    When an ipo pitch of it is written
    Then its pages go from the market window to the risks
    And they say that market levels, investors, syndicate and book value are required

  @pitch.ipo.recalculates
  Scenario: The workbook is live
    Given the sample and its private company
    When an ipo pitch of it is written
    Then every formula cell recalculated by LibreOffice equals the engine

  @pitch.ipo.supplied
  Scenario: What was required is shown once it is supplied
    Given the sample with market levels, book value and add-backs adopted
    When the offering is made
    Then the pages show the levels, the Dilution section and the conservative multiple

  @pitch.ipo.does-not-fit
  Scenario: A listed company is told what would fit
    Given the sample and its private company
    When an ipo pitch of Home Depot is asked for
    Then it is refused as listed, and follow-on and carve-out are named
