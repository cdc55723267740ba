Feature: Three statements of the years ahead that balance

  @credit.projection.balances
  Scenario: The balance sheet balances and every roll-forward ties
    Given a company with debt of 400 at 5% and cash of 100
    When its statements are projected
    Then assets equal liabilities and equity each year, and every check of the model holds

  @credit.projection.by-hand
  Scenario: The first year is what paper says
    Given a company with debt of 400 at 5% and cash of 100
    When its statements are projected
    Then the first year's statements follow from the DCF's forecast by the method's formulas

  @credit.projection.repaid
  Scenario: Maturities that are not refinanced lower debt, and a shortfall draws the revolver
    Given a company with a note of 300 due in 2024, which it repays
    When its statements are projected
    Then the revolver draws what keeps cash at its minimum

  @credit.projection.missing
  Scenario: A balance sheet without a line it needs is refused by name
    Given a company that reports no total assets
    Then its projection is refused and names total assets
