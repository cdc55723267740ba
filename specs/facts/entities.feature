Feature: A company is found by every name it has, and never guessed

  @facts.entities.every-name-one-company
  Scenario Outline: Tickers, classes, former and common names lead to one company
    Given the SEC's list of registrants
    When a banker asks for <asked>
    Then the company is <ticker>

    Examples:
      | asked              | ticker |
      | Google             | GOOGL  |
      | GOOG               | GOOGL  |
      | Facebook           | META   |
      | BRK/B              | BRK-B  |
      | brk.a              | BRK-B  |
      | P&G                | PG     |
      | Procter and Gamble | PG     |

  @facts.entities.ambiguity-is-asked-about
  Scenario: What fits several companies is an error that names them
    Given the SEC's list of registrants
    When a banker asks for Berkshire
    Then the error names "BRK-B (BERKSHIRE HATHAWAY INC)" and "BHLB (BERKSHIRE HILLS BANCORP INC)"

  @facts.entities.not-there
  Scenario: A company that is not there is an error that names near ones
    Given the SEC's list of registrants
    When a banker asks for Alphabat
    Then the error says "did you mean GOOGL (Alphabet Inc.)"

  @facts.entities.cik-written-anyhow
  Scenario Outline: A CIK is one however it is written
    Given the SEC's list of registrants
    When a banker asks for <asked>
    Then the company is PG

    Examples:
      | asked           |
      | 80424           |
      | 0000080424      |
      | 000000000080424 |
      | CIK 80424       |
      | cik0000080424   |

  @facts.entities.co-registrant
  Scenario Outline: A registrant that only takes part in another's filing is told of by that filing
    Given a joint report of Testwick Stores and Testwick Finance
    When a banker asks for <asked>
    Then the error says "Testwick Finance Corp, CIK 9999990078, takes part in the 10-K"
    And the error says "ask for ZZTW"

    Examples:
      | asked            |
      | 9999990078       |
      | Testwick Finance |

  @facts.entities.called-so-then
  Scenario: An earlier view calls a company as it was called then
    Given the SEC's list of registrants
    When a banker asks for META as of 2020-06-30
    Then the company is called "Facebook Inc"
