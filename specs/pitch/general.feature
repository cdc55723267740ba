Feature: A general pitch says what a company owes, what it can do and what the bank has done
  Beside its value: capital structure, credit statistics, the ways open to it in figures, and the bank's own record.

  @pitch.general.room-for-debt
  Scenario: The room for debt is the limit of leverage times EBITDA, less debt
    Given Home Depot with EBITDA of 24,936 and debt of 44,111 million in fiscal 2023
    When its general pitch is written
    Then it says that 18.2 billion can be added before debt is 2.5x EBITDA, 22.0 billion with its cash
    And the room stands on a sheet of its own as a formula, with a check

  @pitch.general.beyond-the-limit
  Scenario: Beyond the limit there is no room, and what equity would be needed is said
    Given a company with EBITDA of 250 and debt of 800
    When its capacity for debt is computed
    Then its room is -175, the equity that is needed 175, and a share of the equity value means nothing

  @pitch.general.lender
  Scenario: Of a lender neither the one nor the other is said
    Given MARA, which reports as a financial company
    When its general pitch is made
    Then it has no part on debt and none on alternatives

  @pitch.general.record-of-the-bank
  Scenario: The bank's own deals and league tables stand on a page and a sheet
    Given deals and a league table that the bank imported
    When its general pitch is written
    Then the page names the deals, those of the sector first, and of the league table the latest period by place
    And a deal without a size has none

  @pitch.general.no-record
  Scenario: A bank that imported nothing is told how to
    Given Home Depot with EBITDA of 24,936 and debt of 44,111 million in fiscal 2023
    When its general pitch is written
    Then the page on credentials says which two imports it needs, and a notice ends the deck

  @pitch.general.past-deals
  Scenario: Past deals that the bank imported have a page, bars and a message
    Given three past deals that the bank imported
    When its general pitch is written
    Then the page shows each with its multiples, and 12.0x as the median of EBITDA
    And the football field has their ranges, and an auditor finds nothing in the workbook

  @pitch.general.year-of-closes
  Scenario: A year of closes gives the football field a range, in words that pass the gate
    Given a year and more of daily closes of Home Depot
    When its general pitch is written
    Then the football field has a bar for 52 weeks, from 332.00 to 368.50 a share
