Feature: What a company owes, and how it is covered

  @credit.statistics.two-views
  Scenario: Leverage as reported and as agencies adjust it stand side by side
    Given a company with EBITDA of 250, debt of 400, operating leases of 60 and interest of 20
    When its credit statistics are made
    Then debt is 1.6x EBITDA as reported and 1.76x as agencies adjust it
    And EBITDA covers interest 12.5 times, which is green

  @credit.statistics.missing-is-not-zero
  Scenario: A statistic that needs what is not reported is not shown
    Given a company that reports no interest
    When its credit statistics are made
    Then no coverage is shown, and debt over EBITDA is

  @credit.structure.capitalisation
  Scenario: The layers of debt come to what the balance sheet shows
    Given notes of 150 due in 2026 and 200 due in 2033, of a company with debt of 400
    When its capital structure is made
    Then the notes stand at 1.4x EBITDA and all debt at 1.6x
    And what the notes leave of the debt is a layer of its own

  @credit.structure.wall
  Scenario: The wall has life, coupon and what falls due within two years
    Given notes of 150 due in 2026 and 200 due in 2033, of a company with debt of 400
    When its capital structure is made
    Then 42.9% fall due within two years and the weighted coupon is 4.143%

  @credit.refinancing.formula
  Scenario: The NPV is that of the formula written down
    Given a 6% bond of 100 with 8 years left, a make-whole spread of 0.20% and a par call a quarter before
    When it is refinanced at 120 basis points over Treasuries of 4%
    Then price, saving, costs and NPV equal sums over coupons coded apart

  @credit.refinancing.flat-make-whole
  Scenario: On a flat curve a make-whole does not pay after tax
    Given a flat Treasury curve at 4%, make-whole spreads of 0.20% and new bonds 120 basis points above it
    When bonds with coupons from 1% to 15% are repaid at their make-whole price
    Then no NPV is above zero

  @credit.refinancing.break-even
  Scenario: At the break-even coupon savings are costs
    Given a 6% bond of 100 with 8 years left, a make-whole spread of 0.20% and a par call a quarter before
    When it is refinanced at 120 basis points over Treasuries of 4%
    Then the savings at the break-even coupon equal the costs

  @credit.refinancing.requires-spread
  Scenario: Nobody supplied what a new issue costs
    Given a 6% bond of 100 with 8 years left, a make-whole spread of 0.20% and a par call a quarter before
    When it is refinanced without a new-issue spread
    Then the spread is said to be required
