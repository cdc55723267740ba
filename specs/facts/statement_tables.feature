Feature: Numbers from statement tables where nothing is tagged
  Filings before inline XBRL, plain text and PDF reports tag nothing. What their primary statements
  say is read from the tables, and kept only where the statement's own arithmetic confirms it.

  @facts.statement-tables.read
  Scenario: A report without tags answers from its statements
    Given an old annual report whose statements are in thousands
    When the filing is taken
    Then its total assets, revenue and net income are in single units with the cells they stand in
    And each says that it was read from a table

  @facts.statement-tables.quarantine
  Scenario: A balance sheet that does not balance is kept out
    Given an old annual report whose total assets are misprinted
    When the filing is taken
    Then nothing of its balance sheet is kept and a finding says why

  @facts.statement-tables.scale
  Scenario: A statement that does not say its scale is kept out
    Given an old annual report whose statements name no unit
    When the filing is taken
    Then no number is kept and a finding says that the scale is missing

  @facts.statement-tables.dates
  Scenario: Columns that cannot be dated are kept out
    Given an old annual report whose columns bear no dates
    When the filing is taken
    Then no number is kept and a finding says that the columns are not dated

  @facts.statement-tables.profit
  Scenario: A profit that the cash flow statement contradicts is kept out
    Given an old annual report whose two profits differ
    When the filing is taken
    Then its net income is not kept and a finding says so

  @facts.statement-tables.plain-text
  Scenario: A plain text report of 2000 answers from its statements
    Given the quarterly report 0000912057-00-023442 in plain text
    When the filing is taken
    Then its total assets of 2000-04-01 are 7,007 million dollars

  @facts.statement-tables.currency
  Scenario: A currency that only a row is about is not the statements' own
    Given an old annual report in dollars with a row about Japanese yen
    When the filing is taken
    Then its total assets and net cash from operations are in dollars
