Feature: Debt of a quarter whose report lists no instruments
  As a banker
  I want the newest debt by instrument, and to know which report each row comes from
  So that a quarter without a table neither hides what changed nor pretends to more than it says

  @debt.quarters.by-type
  Scenario: Types of debt told beside fair values and leases are shown where they foot
    Given a quarter that tells 846.0 of senior notes and 29.0 of finance leases
    When its debt is read
    Then the types are "senior notes 846.0; finance lease 29.0" and foot
    And a finding "debt.by-type" says so

  @debt.quarters.remainder
  Scenario: What the types leave of the balance sheet is a formula that proves nothing
    Given a quarter that tells 800.0 of senior notes and nothing of the rest
    When its debt is read
    Then what the types leave is 75.0, by a formula
    And whether it foots is not said

  @debt.quarters.one-note-is-no-type
  Scenario: One note inside the debt that a type holds is not counted beside it
    Given a quarter that tells 800.0 of long-term debt and 50.0 of one note inside it
    When its debt is read
    Then what the types leave is 75.0, by a formula

  @debt.quarters.assets-are-no-debt
  Scenario: Notes receivable beside the fair value of debt are no debt
    Given a quarter whose table of fair values shows 846.0 of debt and 29.0 of notes receivable
    When its debt is read
    Then no row is of notes receivable

  @debt.quarters.rolled-forward
  Scenario: The annual report's instruments are rolled forward with what the quarter tells
    Given the annual report, and a quarter that redeemed the 3.50% notes and issued 5.100% notes
    When the company's debt is read
    Then the rows are
      | instrument                                            | amount | origin                         |
      | Floating rate notes (SOFR + 1.25%) due 2026           | 149.5  | annual report                  |
      | 4.875% euro-denominated senior notes due March 15, 2031 | 297.0  | annual report                  |
      | Finance lease obligations                             | 29.0   | annual report                  |
      | 5.100% Notes due March 2034                           | 500.0  | issued since the annual report |
      | Commercial paper                                      | 40.0   | balance sheet                  |
    And 4.0 of discount and costs make them foot at 1011.5
    And a finding "debt.rolled-forward" names both notes
    And the wall is said to be the annual report's

  @debt.quarters.does-not-roll
  Scenario: Where the roll-forward does not foot the annual report stands, and the gap is said
    Given the annual report, and a quarter with 120.0 more debt than it explains
    When the company's debt is read
    Then the annual report's table is shown
    And a finding "debt.newer-report" says that 120.0 is not explained

  @debt.quarters.after-the-quarter
  Scenario: What the quarter's report says was repaid after its balance sheet stays
    Given the annual report, and a quarter that redeemed the 3.50% notes in July 2024
    When the company's debt is read
    Then the 3.50% notes are carried forward

  @debt.quarters.undrawn-in-words
  Scenario: What a sentence says is undrawn counts in liquidity, and no commercial paper is zero
    Given a quarter that says "At June 30, 2024, we had $1.2 billion of unused borrowing capacity on revolving credit line agreements and no commercial paper outstanding."
    When its debt is read
    Then 1200.0 is undrawn, cited to "$1.2 billion of unused borrowing capacity"

  @debt.quarters.undrawn-of-another-day
  Scenario Outline: Words of another day, of parts, or of what others may draw are left out, and that is said
    Given a quarter that says "<words>"
    When its debt is read
    Then nothing is told to be undrawn

    Examples:
      | words                                                                                                                  |
      | At December 31, 2023, we had $1.2 billion of unused borrowing capacity.                                                |
      | At June 30, 2024, we had a $1.0 billion unused credit facility, comprising $0.2 billion available under our credit line. |
      | At June 30, 2024, customers had $1.2 billion of unused lines of credit, which we extended to them.                     |

  @debt.quarters.term-sheet
  Scenario: A pricing term sheet of two notes gives each its own amount, coupon, maturity and call
    Given a free writing prospectus with rows
      | Title:               | 4.650% Senior Notes due 2029 and 5.000% Senior Notes due 2034                  |
      | Principal Amount:    | 2029 Notes: $700,000,000 2034 Notes: $500,000,000                              |
      | Maturity Date:       | 2029 Notes: August 15, 2029 2034 Notes: March 15, 2034                          |
      | Coupon:              | 2029 Notes: 4.650% 2034 Notes: 5.000%                                           |
      | Benchmark Treasury:  | 2029 Notes: UST 4.000% due July 31, 2029 2034 Notes: UST 4.375% due May 15, 2034 |
      | Optional Redemption: | 2029 Notes: make-whole at T+10 bps 2034 Notes: make-whole at T+15 bps           |
    When its new notes are read
    Then they are
      | 4.650% Senior Notes due August 15, 2029 | 700.0 | make-whole: benchmark plus 10 basis points |
      | 5.000% Senior Notes due March 15, 2034  | 500.0 | make-whole: benchmark plus 15 basis points |

  @debt.quarters.term-sheet-without-size
  Scenario: A term sheet that leaves the principal open gives no note
    Given a free writing prospectus with rows
      | Title:            | Senior Notes due 2034 |
      | Principal Amount: | $                     |
      | Maturity Date:    | March 15, 2034        |
      | Coupon:           | %                     |
    When its new notes are read
    Then there are none
