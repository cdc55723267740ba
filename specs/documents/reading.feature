Feature: Filings are read into words with exact offsets
  A number is worth what its source is worth: every section, table cell and tagged fact of a filing
  stands at a place in its text, and what cannot be read says so.

  @documents.spans.resolve
  Scenario: Every part of a filing resolves to its words
    Given the 10-K of an invented company
    When it is read
    Then every section, table cell and tagged fact has its span in the canonical text
    And reading it again gives the same text and the same digest

  @documents.facts.single-units
  Scenario: A tagged number is told in single units
    Given the 10-K of an invented company
    When it is read
    Then its revenues of "98,765" thousand dollars are 98765000 USD for the year 2023

  @documents.facts.hidden-resolve
  Scenario: A fact that a browser does not show still resolves to words
    Given the 10-K of an invented company
    When it is read
    Then its fiscal year end is "--12-31" and stands in the appendix of the text

  @documents.facts.never-guessed
  Scenario: A number in an unknown format is not guessed
    Given the 10-K of an invented company
    But its number of pits is tagged with a format nobody knows
    When it is read
    Then there is no number of pits
    And a finding "documents.not-transformable" says so

  @documents.sections.headings
  Scenario: An Item is its heading, not the table of contents
    Given the 10-K of an invented company
    When it is read
    Then "Item 1A" says that granite may crack

  @documents.tables.scale
  Scenario: A table knows its unit and scale
    Given the 10-K of an invented company
    When it is read
    Then its income statement is in thousands of USD except per share data

  @documents.facts.contradictions
  Scenario: Two values for one fact are an error
    Given the 10-K of an invented company
    But its text tells other revenues than its income statement
    When it is read
    Then a finding "documents.facts-contradict" says so

  @documents.bad-input.refused
  Scenario: A PDF named .htm is refused by name
    Given a PDF named "annual-report.htm"
    When it is read
    Then it is refused because it is a PDF

  @documents.sections.current-report
  Scenario: The Items of a current report are sections
    Given an 8-K of an invented company with results and exhibits
    When it is read
    Then it has the sections "Item 2.02" and "Item 9.01"

  @documents.facts.several-documents
  Scenario: A report whose tags stand in several documents is one report
    Given a full submission whose annual report is an exhibit and declares no contexts of its own
    When it is read
    Then the revenues of the exhibit are 98765000 USD for the year 2023
    And their span holds the words of the exhibit

  @documents.facts.fractions
  Scenario: A fraction is its numerator by its denominator
    Given the 10-K of an invented company
    But a share of ownership is tagged as the fraction 3 by 4
    When it is read
    Then the share of ownership is 0.75
