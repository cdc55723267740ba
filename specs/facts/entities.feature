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

  @facts.entities.called-so-then
  Scenario: An earlier view calls a company as it was called then
    Given the SEC's list of registrants
    When a banker asks for META as of 2020-06-30
    Then the company is called "Facebook Inc"
