Feature: A company that is not listed is valued from its own accounts and plan
  Its imported management case holds both: fiscal years that had ended by the day for which it holds are
  accounts, the others the plan. Its equity is valued as a whole, as nothing of it trades.

  @pitch.unlisted.equity-as-a-whole
  Scenario: Methods state the value of all equity, none a value per share
    Given the invented private company of the sample
    When its book is written
    Then its last accounts are revenue of 176480 and EBITDA of 30730 thousand for FY2023
    And every bar of the football field and every grid is an amount of money
    And its deck says nowhere that it has a share price

  @pitch.unlisted.recalculates
  Scenario: Another program computes what its workbook holds
    Given the invented private company of the sample
    When its book is written
    Then LibreOffice computes every formula cell of the workbook to the same value

  @pitch.unlisted.walks
  Scenario: A number of its accounts walks back to the cell of the bank's file
    Given the invented private company of the sample
    When its book is written
    Then the source of its revenue of FY2023 is the cell "Plan!E4"

  @pitch.unlisted.no-accounts
  Scenario: A plan without years past cannot be valued from
    Given the invented private company of the sample
    When it is to be valued as of a day before its first fiscal year ended
    Then it is refused with "none of its fiscal years had ended"
