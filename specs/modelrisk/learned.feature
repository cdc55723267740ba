Feature: A learned score is shown only when it is better than one rule, and can be made again and taken back
  A model that nobody can check, compare or withdraw has no place beside a banker's list.

  @modelrisk.learned.better
  Scenario Outline: A scorer that learns what no single rule holds beats it in every year tested
    Given trials in which three features hold the outcome in part
    When a "<kind>" score is learned
    Then it is better than the best single rule in each of 6 years and nothing stands against it

    Examples:
      | kind     |
      | logistic |
      | boosted  |

  @modelrisk.learned.shuffled
  Scenario Outline: Shuffled labels give chance, and nothing is promoted
    Given trials in which three features hold the outcome in part
    And their labels are shuffled within years
    When a "<kind>" score is learned
    Then pairs are in order as by chance, within 3 points, and something stands against it

    Examples:
      | kind     |
      | logistic |
      | boosted  |

  @modelrisk.learned.planted
  Scenario Outline: A feature from the future alarms, whichever it is
    Given trials in which three features hold the outcome in part
    Then a "<kind>" score with the outcome planted in any feature is not to be shown, for that feature

    Examples:
      | kind     |
      | logistic |
      | boosted  |

  @modelrisk.learned.unseen
  Scenario: A year's scores are learned from what was known an embargo before it
    Given trials in which three features hold the outcome in part
    Then other outcomes in the last two years change no score of the last year

  @modelrisk.learned.missing
  Scenario Outline: Missing is a value of its own
    Given trials whose outcome is decided by a feature being missing
    When a "<kind>" score is learned
    Then names with the outcome come before the others in 95 of 100 pairs

    Examples:
      | kind     |
      | logistic |
      | boosted  |

  @modelrisk.learned.native
  Scenario Outline: A model is JSON, is made again by the same trials, and scores the same bits when read
    Given trials in which three features hold the outcome in part
    When a "<kind>" score is learned
    Then learned again it has the same document, and read back it gives the same bits
    And documents that are broken are refused

    Examples:
      | kind     |
      | logistic |
      | boosted  |

  @modelrisk.learned.promoted
  Scenario: A sound score is promoted by a second person, shown with its test, replayed and taken back
    Given a file of refinancing trials that no single rule orders well
    When A. Lind learns a "logistic" score from it
    Then it is a candidate and the screen shows no learned score
    And A. Lind cannot promote it, and B. Marsh can
    And the screen shows its scores with n, and each is replayed bit for bit
    And it is taken back within 60 seconds and the screen shows no learned score

  @modelrisk.learned.not-promoted
  Scenario: A score of unsound trials is not promoted, and the screen says so
    Given a file of refinancing trials that no single rule orders well
    When A. Lind learns a "logistic" score from it with the limit "survivors only"
    Then B. Marsh is refused for "survivors only"
    And the screen says that no learned score is shown, for "survivors only"

  @modelrisk.learned.shadow
  Scenario: A challenger in shadow is scored and logged, and never shown
    Given a file of refinancing trials that no single rule orders well
    When A. Lind learns a "boosted" score from it
    And B. Marsh puts it into shadow and the screen is run
    Then its scores are logged, none is shown, and a replay tells only that it is the same

  @modelrisk.learned.back
  Scenario: Taking back the second score brings back the first
    Given a file of refinancing trials that no single rule orders well
    When two scores are learned and promoted one after the other
    Then the first is retired, and taking back the second makes the first active again
    And taking back the first leaves the rules alone, and a third time there is nothing to take back

  @modelrisk.learned.changed-file
  Scenario: A version whose file was changed is refused
    Given a file of refinancing trials that no single rule orders well
    When A. Lind learns a "logistic" score from it
    Then after a change of one weight in its file its card is refused

  @modelrisk.drift.quantile
  Scenario: Chi-square quantiles are those of the tables
    Then the quantiles at 95% and 99.9% of 1, 4 and 9 degrees of freedom are those of the tables

  @modelrisk.drift.alarms
  Scenario: Drift alarms when something changed, by the numbers of rows, and not otherwise
    Then of 1000 clean batches of 100 to 3000 rows with five features at most 5 alarm
    And a mean shifted by 0.3 deviations is found within two batches of 1000 in at least 95 of 100 cases
    And a feature that goes missing in a third of the rows alarms at once
