Feature: Alerts by rules
  What somebody wants to be told of is a small file. Each matching thing is told once, in order, and what is not told is counted.

  @monitor.alerts.listed
  Scenario: A filing is told of the moment the list shows it
    Given a rule for Items 1.01 and 2.02 of all companies
    When the watch lists 3 8-Ks with Items 2.02, 5.07 and 1.01
    Then 2 alerts are raised in the order of the filings
    And each names its Item, its event and its weight

  @monitor.alerts.once
  Scenario: Nothing is raised twice, however often the rules look
    Given a rule for Items 1.01 and 2.02 of all companies
    When the watch lists 3 8-Ks with Items 2.02, 5.07 and 1.01
    And the rules look ten times more
    Then 2 alerts are raised in the order of the filings

  @monitor.alerts.killed
  Scenario: Whoever is killed at whatever moment, no alert is lost or raised twice
    Given a rule for Items 1.01 and 2.02 of all companies
    When the watch lists 12 8-Ks and the look is killed before each of its statements in turn
    Then 12 alerts are raised in the order of the filings

  @monitor.alerts.replay
  Scenario: Recorded pages become alerts while the watch is killed (kill -9)
    Given the pages of latest filings as recorded
    When a minute of them is replayed while the watch is killed 6 times
    Then every filing shown is an alert of the rule, once, in order

  @monitor.alerts.text
  Scenario: The text proves an alert and raises what the list could not decide
    Given a rule for mergers, and one for 8-Ks of weight 4 or more
    When a folder with the 8-K of a merger and the 8-K of a dividend is watched
    Then the merger is told of once by each rule, with the words that prove it at their span
    And the dividend is counted as below the rule's materiality

  @monitor.alerts.unread
  Scenario: What only the text would decide is counted where it is not read
    Given a rule for mergers, and one for 8-Ks of weight 4 or more
    When the watch lists 3 8-Ks with Items 2.02, 5.07 and 1.01
    Then the rule for mergers counts 3 filings whose text is not read

  @monitor.alerts.correction
  Scenario: A correction overrides and says so
    Given a rule for Items 1.01 and 2.02 of all companies
    When the watch lists an 8-K with Item 2.02 and the 8-K/A that corrects it
    Then the second alert overrides the first, and the first says by what

  @monitor.alerts.list
  Scenario: A rule of a list watches the companies that are on it now
    Given a rule for the list "Retail" of HD and LOW
    When the watch lists an 8-K of HD and one of a stranger
    Then the alert is of HD alone

  @monitor.alerts.list-gone
  Scenario: A rule that cannot be followed says so and counts what it missed
    Given a rule for the list "Retail" of HD and LOW, which is gone
    When the watch lists an 8-K of HD and one of a stranger
    Then the rule is told of as unusable, with 2 filings counted

  @monitor.alerts.figure
  Scenario: A line that a new report moves is told with the figure that moved
    Given rules for debt above 50 billion, below 40 billion, and moved by 20 and by 25 percent
    When the annual report with debt of 53,383 million after 44,111 million is looked at
    Then the first and the third tell it with the figure's id and what it was before
    And the others count it as unmoved, and a second look tells nothing

  @monitor.alerts.screen
  Scenario: A name that enters or leaves a screen is told of once
    Given a rule on the first 3 names of the screen "refinancing"
    When the rules look, and the records then have another order of names
    Then each name that entered or left is told of once, and the first look told nothing

  @monitor.alerts.walls
  Scenario: An alert stands behind the walls of its rule and of its filing
    Given a public rule, and one behind the wall "oak"
    When the watch lists a public 8-K and one behind the wall "elm"
    Then an outsider sees the public one by the public rule alone
    And only inside both walls are all 4 seen, and nobody outside sees a count of them

  @monitor.alerts.said
  Scenario: People acknowledge alerts and say whether they were worth telling
    Given a rule for Items 1.01 and 2.02 of all companies
    When the watch lists 3 8-Ks with Items 2.02, 5.07 and 1.01
    And somebody acknowledges the first and gives it a thumb down for a reason
    Then the list of open alerts holds the second alone, and the first tells who said what

  @monitor.alerts.refusals
  Scenario Outline: A file that defines no rule is refused with what is wrong
    Given records
    When the rule <rule> is added
    Then it is refused with "<words>"

    Examples:
      | rule                                                     | words                            |
      | title="a"                                                | 'on' is missing                  |
      | title="a"; on="dreams"                                   | none of events, figure, screen   |
      | title="a"; on="events"; colour="red"                     | 'colour' is none of              |
      | title="a"; on="events"; items=["two"]                    | no Item of an 8-K                |
      | title="a"; on="events"; events=["merger"]                | did you mean                     |
      | title="a"; on="events"; materiality=9                    | up to 5                          |
      | title="a"; on="events"; companies=["HD"]; list="Retail"  | keep one of them                 |
      | title="a"; on="events"; companies=["Qzzzq"]              | Qzzzq                            |
      | title="a"; on="figure"; line="total_debt"                | above, below or changes          |
      | title="a"; on="figure"; line="happiness"; above=1        | happiness                        |
      | title="a"; on="screen"                                   | the screen's name                |
      | title="a"; on="screen"; screen="nonesuch"                | nonesuch                         |
      | title=                                                   | not TOML                         |
