Feature: Debt to the tranche
  A banker gets each instrument with its amount, rate, maturity, rank and currency, as the debt note
  prints it; the rows add up to the balance sheet, or the answer says what does not.

  @debt.tranches.as-printed
  Scenario: Each instrument has what its row says
    Given a report whose note lists three notes and a lease
    When its debt is read
    Then the tranches are
      | instrument                                              | principal | carrying | coupon | year | currency |
      | 3.50% senior notes due June 2025                        | 400.0     | 399.5    | 3.500  | 2025 | USD      |
      | Floating rate notes (SOFR + 1.25%) due 2026             | 150.0     | 149.5    |        | 2026 | USD      |
      | 4.875% euro-denominated senior notes due March 15, 2031 | 300.0     | 297.0    | 4.875  | 2031 | EUR      |
      | Finance lease obligations                               |           | 29.0     |        |      | USD      |
      | Commercial paper                                        |           | 25.0     |        |      | USD      |
    And the floating notes have a margin of 1.25% over "SOFR"
    And no tranche has the amount of the year before

  @debt.tranches.words
  Scenario: Every value is cited by the words it was read from
    Given a report whose note lists three notes and a lease
    When its debt is read
    Then each sourced figure's words are in the filing at its span

  @debt.tranches.foots
  Scenario: The tranches add up to the balance sheet
    Given a report whose note lists three notes and a lease
    When its debt is read
    Then the tranches come to 900.0 and foot

  @debt.tranches.says-what-is-missing
  Scenario: What does not foot is said, with the difference
    Given a report whose balance sheet shows 60.0 more debt than its note
    When its debt is read
    Then the debt does not foot by 60.0
    And a finding "debt.does-not-foot" says so

  @debt.tranches.no-debt
  Scenario: A company without debt has none reported, with the evidence
    Given a report without debt
    When its debt is read
    Then there is no tranche
    And a finding "debt.none-reported" says so

  @debt.tranches.no-table
  Scenario: Where no table breaks the debt down the balance sheet's rows are shown and said to be that
    Given a report whose note has no table
    When its debt is read
    Then every tranche comes from the balance sheet
    And a finding "debt.no-table" says so

  @debt.tranches.wall-of-the-tags
  Scenario: The maturity wall is the filing's own
    Given a report whose note lists three notes and a lease
    When its debt is read
    Then the wall is 0.0, 400.0, 150.0, 0.0, 0.0 and 300.0 thereafter from 2024
    And each amount of the wall is tagged

  @debt.tranches.wall-contradiction
  Scenario: Tranches that contradict the filing's maturities are reported, and the filing's shown
    Given a report whose maturities name other years than its notes
    When its debt is read
    Then the wall is 400.0, 0.0, 150.0, 0.0, 0.0 and 300.0 thereafter from 2024
    And a finding "debt.wall-apart" says so

  @debt.tranches.measures
  Scenario: Weighted coupon and the share due soon are formulas over the tranches
    Given a report whose note lists three notes and a lease
    When its debt is read
    Then the weighted coupon is a formula worth 4.0893%
    And 47.06% is due within two fiscal years

  @debt.tranches.prospectus
  Scenario: A prospectus' note is read with its call terms
    Given a prospectus supplement for "$750,000,000 4.000% Notes due 2030"
    When it is read beside the report
    Then a tranche of 750.0 at 4.000% due 2030 is issued after the balance sheet date
    And its call terms are "make-whole: benchmark plus 10 basis points"

  @debt.tranches.command-line
  Scenario: The command line answers with the table, and why leads to the words
    Given the report is ingested
    When I ask for its debt as JSON
    Then the answer has 5 tranches that foot and 6 rows of wall
    And why of the first coupon shows "[3.50"

  @debt.tranches.issued-since
  Scenario: Notes issued since are shown apart, in no sum
    Given an 8-K that closes an offering of "$500 million aggregate principal amount of its 5.250% Senior Notes due 2034"
    When it is read beside the report
    Then a tranche of 500.0 at 5.250% due 2034 is issued after the balance sheet date
    And what the 8-K says is redeemed is none

  @debt.tranches.issue-shapes
  Scenario Outline: New notes are read however the sentence names them
    Given an 8-K that closes an offering of "<words>"
    When it is read beside the report
    Then a tranche of <millions> at <coupon>% due <year> is issued after the balance sheet date

    Examples:
      | words                                                                                 | millions | coupon | year |
      | $300,000,000 aggregate principal amount of our 3.50% Convertible Senior Notes due 2031 | 300      | 3.50   | 2031 |
      | $600,000,000 aggregate principal amount of additional 5.000% Senior Notes due 2034     | 600      | 5.000  | 2034 |
      | $1.00 billion of 5.100% Notes due February 20, 2035                                    | 1000     | 5.100  | 2035 |
      | $5,000,000,000 4.250% NOTES DUE 2031                                                   | 5000     | 4.250  | 2031 |
