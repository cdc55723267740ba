Feature: The command line
  A banker asks in words of the trade, gets numbers that lead back to filings, and is told
  what to do where something is missing.

  @faces.cli.sample-is-there
  Scenario: The first question in an empty home is answered from the sample
    Given an empty home
    When I ask "companies"
    Then the answer names "HD" and "Home Depot"

  @faces.cli.did-you-mean
  Scenario: A ticker that is not there names the near one
    Given a home with the sample
    When I ask "statements HDD"
    Then it ends with exit code 3
    And the error says "did you mean HD"

  @faces.cli.statements
  Scenario: Statements show what was reported under the company's own year
    Given a home with the sample
    When I ask "statements HD --as-of 2024-08-30"
    Then the answer names "FY2023" and "152,669"
    And the answer says in what scale its numbers are

  @faces.cli.ingest-counts
  Scenario: What comes in is counted, and coming in twice changes nothing
    Given an empty home
    And a folder with one filing and one note
    When I ask to ingest the folder
    Then the answer begins "in 1 = stored 1 + duplicate 0 + rejected 0"
    When I ask to ingest the folder
    Then the answer begins "in 1 = stored 0 + duplicate 1 + rejected 0"

  @faces.cli.why-to-the-words
  Scenario: Why leads from a computed number to the words in the filing
    Given an empty home
    And a folder with one filing and one note
    When I ask to ingest the folder
    And I ask "why zztw.gross_profit.20230101_20231231"
    Then the answer names "Revenue" and "[1,250.5]"

  @faces.cli.json
  Scenario: Errors can be had as JSON with their exit code
    Given a home with the sample
    When I ask "statements HDD --json"
    Then it ends with exit code 3
    And the answer is JSON whose error has that exit code

  @faces.cli.walls
  Scenario: What stands behind a wall is not there for those outside
    Given an empty home
    And a folder with one filing and one note
    When I ask to ingest the folder behind the wall "project-oak"
    And I ask "statements ZZTW"
    Then it ends with exit code 3
    And nothing said names "Testwick"

  @faces.cli.unknown-setting
  Scenario: A misspelt setting is an error, which the doctor explains
    Given an empty home
    And the setting "BOOKRUNNER_HOEM" in the environment
    When I ask "companies"
    Then it ends with exit code 8
    And the error says "did you mean BOOKRUNNER_HOME"

  @faces.cli.line-of-a-period
  Scenario: A line of a period comes with its tag, filing and days
    Given a home with the sample
    When I ask "facts WMT --line revenue --period FY2024 --vintage first --json"
    Then the answer is the number 648125000000 of the tag "us-gaap:Revenues"
    And its days are "2023-02-01" to "2024-01-31" and its accession "0000104169-24-000056"

  @faces.cli.line-that-is-missing
  Scenario: A line that no report holds is null with the reason, never zero
    Given a home with the sample
    When I ask "facts WMT --line research_and_development --period FY2024 --json"
    Then it ends with exit code 0
    And the answer has no value, and a finding "facts.line-missing"

  @faces.cli.line-ahead
  Scenario: A period that lies ahead asks for estimates
    Given a home with the sample
    When I ask "facts WMT --line revenue --period NTM --json"
    Then the answer has no value, and a finding "facts.estimates-required"

  @faces.cli.lines-in-a-batch
  Scenario: A batch answers each row, whatever is wrong with the others
    Given a home with the sample
    And a batch of a line, an unknown company, no JSON and a day for revenue
    When I ask for the batch
    Then it ends with exit code 0
    And its rows are the value 152669000000 and the errors "NotFound", "BadInput" and "Unusable"
