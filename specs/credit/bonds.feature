Feature: Bonds are priced as the market prices them

  @credit.bonds.published-prices
  Scenario: Notes reprice to what their pricing term sheets state
    Given the fixed-rate dollar tranches among the deal documents of the shared data folder
    When each is priced from its coupon, yield and dates
    Then every price is within 0.01 of the one stated

  @credit.bonds.par
  Scenario: A bond whose coupon is its yield costs par on the day of a coupon
    Given a bond of 5 years with a coupon of 4.5%, half-yearly
    When it is priced at a yield of 4.5%
    Then its clean price is 100 and no interest is accrued

  @credit.bonds.accrued
  Scenario: Between coupons the interest so far is paid beside the price
    Given a bond of 5 years with a coupon of 4.5%, half-yearly
    When two months have passed since the last coupon
    Then interest of 0.75 is accrued and 10 coupons are left
