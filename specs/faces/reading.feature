Feature: Kept documents
  Whoever is shown a citation can open the document at its words.

  @faces.reading.listed
  Scenario: The filings of a company are listed, newest first
    Given a home with one ingested filing
    When I ask "filings ZZTW"
    Then the answer names "10-K" and the beginning of its digest

  @faces.reading.words
  Scenario: A stretch is the very words that its span counts
    Given a home with one ingested filing
    When I read it from character 5
    Then the words are those of the text at that span
    And its tables stand as grids of cells

  @faces.reading.walls
  Scenario: A document behind a wall is not there for those outside
    Given a home with one ingested filing behind the wall "project-oak"
    When I ask "filings"
    Then nothing said names "Testwick"
    When I read it by its digest
    Then it ends with exit code 3
