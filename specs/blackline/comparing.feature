Feature: What changed between two filings

  @blackline.comparing.edits
  Scenario: Every kind of edit is told with the words that went and came
    Given an annual report and the same with one edit of each kind
    When the two are compared
    Then a word, a negation, a number and a sentence are told as reworded with their words
    And a paragraph struck, one added and one moved are told as such, and nothing else is told

  @blackline.comparing.markup
  Scenario: Other markup is no change
    Given an annual report and the same words in other markup
    When the two are compared
    Then nothing is told

  @blackline.comparing.pages
  Scenario: Page numbers and running heads are no change
    Given an annual report and the same with its pages broken elsewhere
    When the two are compared
    Then nothing is told

  @blackline.comparing.figures
  Scenario: Numbers are compared as figures
    Given a passage with $1.2 billion and a loss of $(40) million and the same with $900 million and $(55) million
    When the two are compared
    Then the numbers are 1,200,000,000 to 900,000,000 and -40,000,000 to -55,000,000 US dollars

  @blackline.comparing.rolled
  Scenario: Dates that only went on come last
    Given a passage on the year 2023, the same on 2024, and a new passage on going concern
    When the two are compared
    Then the new passage comes first and says why, and the other is rolled forward

  @blackline.comparing.cli
  Scenario: Two files are compared by one command
    Given two annual reports in files
    When `bookrunner diff` compares them
    Then each change has its section, kind, weight, spans and quotes, and the spans give the quotes
    And a file that is no filing is refused by name
    And filings of two companies are compared with a warning that says so
