Feature: A screen is shown to work, or says that it is not
  A hit rate counts only if the past knew no future, chance gives chance, and one rule is not as good.

  @targeting.backtests.measures
  Scenario: The measures are those of the textbooks
    Then the average precision of the order 1 0 1 1 0 is (1 + 2/3 + 3/4) / 3
    And names of equal score share the places that they have together
    And precision at 2 of the scores 3 2 2 1 with outcomes 1 1 0 0 is (1 + 1/2) / 2
    And the separation of 5 4 3 2 with outcomes 1 0 1 0 is 3 of 4 pairs

  @targeting.backtests.works
  Scenario: A screen that finds what comes is shown to work, with n and period
    Given 2400 trials over eight years in which the score holds the outcome in part
    Then the test shows that it works, with 95% bounds of PR-AUC above chance and above the best single rule

  @targeting.backtests.shuffled
  Scenario: Shuffled labels give chance
    Given the same trials with their labels shuffled within years
    Then the test does not show that it works, and PR-AUC lies within a quarter of chance

  @targeting.backtests.planted
  Scenario: A planted future feature alarms, whichever feature it is
    Given the same trials with the outcome planted in one feature after the other
    Then every test alarms and names the feature

  @targeting.backtests.embargo
  Scenario: The rule to beat is chosen on what was known an embargo before the year
    Given the same trials in which one rule is perfect, but only in the year tested
    Then that rule is not chosen for that year

  @targeting.backtests.one-a-year
  Scenario: No company counts twice in a year's list
    Given the same trials, each told twice
    Then the test has as many names as before

  @targeting.backtests.beside
  Scenario: The screen shows the test of its own file and of no other
    Given a file of trials for "fallen-angel", of which few had the outcome
    When it is tested and the screen is run
    Then the screen says "not shown to work" with n and the years of the test
    And a changed copy of the screen says "not tested"

  @targeting.backtests.limits
  Scenario: Trials that are said to be unsound show nothing, whatever the figures
    Given a file of trials for "fallen-angel" that the screen orders well
    Then its test is "shown to work", and with limits told "not shown to work" for them

  @targeting.backtests.records
  Scenario: Records without outcomes give no figures and say so
    When "takeover-target" is tested on the sample
    Then it is not shown to work, for there are 0 outcomes

  @targeting.backtests.labels
  Scenario: An outcome counts from the day after and until the horizon
    Given a company whose event came 100 days after a quarter
    Then it is an outcome of that quarter, of the two before and of the one after

  @targeting.backtests.named-errors
  Scenario Outline: Trials that cannot be used are refused by name
    Given a file of trials with <fault>
    Then its test is refused with "<words>"

    Examples:
      | fault               | words                  |
      | no outcome          | needs rows with        |
      | an unknown column   | 'speed' is no feature  |
      | a day that is none  | a row cannot be read   |
      | an outcome of maybe | a row cannot be read   |
