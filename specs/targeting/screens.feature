Feature: A screen says whom to call, why, what speaks against it and what it does not know
  A list of names without reasons is worth nothing, and a name that lacks data is no bad name.

  @targeting.screens.ranked
  Scenario: The names of the refinancing screen come with their drivers, each to be walked to its report
    When "refinancing" is screened as of 2024-08-30
    Then the first name is "SJM" and "liquidity_to_due_12m" speaks for it with 62000000 over 1590300000
    And each driver of the first name is explained down to reports by its id

  @targeting.screens.counted
  Scenario: Every company known on the day is somewhere in the counts
    When "equity-raise" is screened as of 2024-08-30
    Then the counts add up to the companies known

  @targeting.screens.not-assessed
  Scenario: A company that lacks what the screen needs is not assessed, and gets no score
    When "refinancing" is screened as of 2024-08-30
    Then "SNOW" is not assessed, for it lacks "Total debt"
    And "SNOW" is not among the names

  @targeting.screens.unknown-condition
  Scenario: A condition over something missing is unknown, and neither met nor failed
    When "refinancing" is screened as of 2024-08-30 where "due_24m_share > 10%"
    Then "KO" is not assessed, for it lacks "Long-term debt falling due in years one and two of the note, of all debt"

  @targeting.screens.condition
  Scenario: A condition leaves only names that meet it
    When "refinancing" is screened as of 2024-08-30 where "net_leverage > 3 and not (coverage < 1)"
    Then each name has "net_leverage" above 3

  @targeting.screens.test-beside
  Scenario: A score never stands without its test
    When "refinancing" is screened as of 2024-08-30
    Then its test is "not tested" and says "not shown to work"

  @targeting.screens.own-file
  Scenario: A banker copies a screen, changes it and runs it by its path
    Given a copy of "refinancing" in which "full = 5.0" is made "full = 20.0"
    When the copy is screened as of 2024-08-30
    Then its definition is another, and the score of "SJM" is lower than by "refinancing"

  @targeting.screens.coverage
  Scenario: Contacts and conflicts are those of the bank's records
    Given the bank's coverage has A. Lind for "SJM", with the conflict "advises the bidder" and on the restricted list
    When "refinancing" is screened as of 2024-08-30
    Then "SJM" is restricted, has that conflict, and is covered by "A. Lind"
    And "AMD" has nothing in the records

  @targeting.screens.named-errors
  Scenario Outline: What cannot be served is refused by name
    When "<screen>" is screened as of 2024-08-30 where "<where>"
    Then it is refused with "<words>"

    Examples:
      | screen      | where                  | words                                |
      | refinancing | net_lev > 3            | no feature 'net_lev'; did you mean net_leverage |
      | refinancing | __import__('os')       | is none of its signs                 |
      | refinancing | net_leverage >         | it ends too early                    |
      | refinancing | exp(net_leverage) > 1  | 'exp' is no function                 |
      | refinancng  | debt > 0               | did you mean refinancing             |
      | absent.toml | debt > 0               | no screen file                       |

  @targeting.screens.broken-file
  Scenario Outline: A file that defines no screen is refused with what is wrong in it
    Given a screen file with <words>
    When the file is screened as of 2024-08-30
    Then it is refused with "<problem>"

    Examples:
      | words                    | problem                 |
      | no driver                | 'drivers' is missing    |
      | an unknown key           | 'speed' is none of      |
      | a weight of 0            | needs a weight above 0  |
      | an unknown feature       | no feature 'ebidta'     |
      | broken TOML              | it is not TOML          |

  @targeting.screens.bank-measures
  Scenario: What the bank brings counts from its day, walks to its cell, and an unknown measure is told
    Given the bank's measures say that one holder has 12% of "HD" from 2024-08-01, and a measure "bogus"
    When "block" is screened as of 2024-08-30
    Then "holder_stake" of "HD" is 0.12 and is explained by the cell "C2" of "measures.csv"
    And a finding names "bogus"
    And as of 2024-07-31 "HD" is not assessed
