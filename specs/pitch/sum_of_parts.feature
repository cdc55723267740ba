Feature: A pitch that values a company segment by segment

  @pitch.sum-of-parts.page
  Scenario: Segments that the report tells become a page, a sheet and a bar
    Given a general pitch of a company whose report tells three segments, one of them at a loss
    Then its page shows each segment and the value per share, and the summary has a bar for it
    And LibreOffice computes every formula cell of the workbook to the same value

  @pitch.sum-of-parts.none
  Scenario: Without segments nothing is said
    Given a general pitch of a company whose report tells no segments
    Then no page, sheet or bar speaks of a sum of the parts
