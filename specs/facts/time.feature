Feature: Periods, fiscal years and splits as the company means them

  @facts.time.named-by-all-reports
  Scenario: A report that names the wrong fiscal year is outvoted and told of
    Given a company whose first quarter's report names the year before
    Then the quarter is labelled Q1 FY2022
    And a finding "facts.fiscal-year-name" is about it

  @facts.time.calendarised
  Scenario: A calendar year is weighted by months from years that end in January
    Given a retailer with years to 2023-01-31 of 1200 and to 2024-01-31 of 2400
    Then its revenue of CY2023 is 2300
    And its total assets of CY2023 are not there

  @facts.time.split-adjusted
  Scenario: A split is applied to what was never reported again, by a visible formula
    Given a company that split five for one after reporting 1.60 a share
    Then its latest earnings per share of that year are 0.32 by a formula
    And its first reported ones are 1.60
    And a finding "facts.split-adjusted" is about it
