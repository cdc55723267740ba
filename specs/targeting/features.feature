Feature: A feature is what was known on the day, and the same definition serves history and today
  What was accepted later is not known yet, however early the period that it tells of.

  @targeting.features.acceptance
  Scenario: A report counts from the day of its acceptance
    Given a company whose revenue of 2022 is told as 900 on 2023-02-20, as 880 on 2024-02-19, and of 2023 as 1000 on that day
    Then its revenue is 900 on 2023-12-31 and 1000 on 2024-02-19
    And its revenue growth is missing on 2023-12-31 and is 1000 over 880 less 1 on 2024-02-19

  @targeting.features.twelve-months
  Scenario: Twelve months are the year plus this year-to-date less last year's
    Given a company whose year 2023 is told as 1000, whose half year of 2023 as 450 and that of 2024 as 520
    Then its revenue of twelve months is 1070, made of three facts

  @targeting.features.no-look-ahead
  Scenario: Rows of random days hold nothing accepted later
    Given the sample's records
    When the features of 300 random companies and days are made of the panel and of the facts known then
    Then none differs, and no fact behind one was accepted after its day

  @targeting.features.planted
  Scenario: A feature from the future is found out
    Given the sample's records with the next report of each company moved to the day before its acceptance date
    When the features of 300 random companies and days are made of the panel and of the facts known then
    Then some differ

  @targeting.features.walls
  Scenario: What stands behind a wall is neither told nor counted to who is outside
    Given a report of "Zinnia Mills" behind the wall "larch"
    Then the panel of a viewer outside knows one company less, and its features are as without the report

  @targeting.features.definitions
  Scenario: Every feature says what it is
    Then every feature has a label, a unit, a source and a lag, and a formula of features before it

  @targeting.features.as-of-join
  Scenario: The join takes the last row of the day or before, of the same company
    Given any rows of companies and days
    Then for every company and day the joined row is the one that a search by hand finds

  @targeting.features.statements
  Scenario: The items of the newest year are those of the standardised statements
    Given the sample's records
    Then of the lines that both tell for a fiscal year at least 97 of 100 are equal, and revenue, cash and assets always

  @targeting.features.prices
  Scenario: A year of closes gives high, return and volatility, and a split none of them
    Given 300 daily closes that rise from 100 by 1% and fall by 1% in turn
    Then high, return and volatility are those of the closes of the year
    And with a close cut to a half in the year none of the three is told
