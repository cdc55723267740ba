Feature: One filing read at the command line
  Whoever checks us reads a filing with `parse` and counts in the text that `text` prints; no
  records are needed for it.

  @faces.parse.contract
  Scenario: A filing is read into sections, tables and facts with their spans
    Given a filing of an invented company, compressed
    When I ask to parse it as JSON
    Then the answer names the company, its form and the end of its period
    And revenue is the JSON number 1250500000 in "USD" for the year 2023
    And each span of a fact holds its words in the text that "text" prints

  @faces.parse.instant-nil
  Scenario: An instant has no start, and a nil fact no value
    Given a filing with a balance of "12.50" a share and a nil balance
    When I ask to parse it as JSON
    Then its instant facts have no start and the day that was tagged as their end
    And the value digit for digit is 12.50 in "USD/shares"
    And the nil fact has no value

  @faces.text.bytes
  Scenario: The text is printed byte for byte
    Given a filing of an invented company, compressed
    When I ask for its text in a process that speaks Latin-1
    Then the bytes are the canonical text in UTF-8 and nothing more

  @faces.parse.no-records
  Scenario: A filing is read where the records cannot be opened
    Given a home that cannot be made
    And a filing of an invented company, compressed
    When I ask to parse it as JSON
    Then the answer names the company, its form and the end of its period
