Feature: What is wrong with a company's numbers is said at once

  @faces.quality.sound
  Scenario: A company whose reports add up
    Given a home with the 10-K of Testwick Stores
    When the quality of Testwick is asked for
    Then its records are as filed
    And nothing of it is doubted

  @faces.quality.doubted
  Scenario: A scale that its table contradicts is told with the line
    Given a home with a 10-K of Testwick Stores whose revenue is tagged a thousand times too large
    When the quality of Testwick is asked for
    Then an error names us-gaap:Revenues
    And the line of revenue carries the same error

  @faces.quality.records-changed
  Scenario: A row lost in the records is told
    Given a home with the 10-K of Testwick Stores
    And one of its rows is deleted from the database
    When the quality of Testwick is asked for
    Then its records differ from the file as received
