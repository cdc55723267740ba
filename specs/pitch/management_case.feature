Feature: A company's own plan drives the discounted cash flows
  An imported management case is one more case beside bear, base and bull. Its figures walk back to
  the cells of the bank's file, and what it does not cover is said.

  @pitch.management-case.drives
  Scenario: The years ahead are those of the plan
    Given a home with the sample
    And an imported plan "Board 2024 v3" of HD for FY2024 and FY2025 as of 2024-08-28
    When Home Depot is valued with the case "board 2024 V3"
    Then the forecast is
      | line    | FY2024 | FY2025 |
      | Revenue | 155000 | 160500 |
      | EBITDA  | 25100  | 26300  |
      | Capital expenditure | 3300 | 3500 |
    And the finding "valuation.management-case" says that growth fades after FY2025 and that D&A is of history
    And the values of bear, base and bull are what they are without the plan

  @pitch.management-case.walks
  Scenario: A planned year walks back to the cells of the file
    Given a home with the sample
    And an imported plan "Board 2024 v3" of HD for FY2024 and FY2025 as of 2024-08-28
    When Home Depot is valued with the case "Board 2024 v3"
    Then the lineage of EBITDA of FY2025 holds the cells of revenue of both years and of EBITDA

  @pitch.management-case.refused
  Scenario Outline: A plan that cannot be used is refused by name
    Given a home with the sample
    And an imported plan "<name>" of HD that <fault>
    When Home Depot is asked to be valued with the case "<asked>"
    Then it is refused with "<words>"

    Examples:
      | name  | fault               | asked | words                                     |
      | Late  | begins in FY2026    | Late  | the first year after the last reported    |
      | Euro  | is in EUR million   | Euro  | is in EUR, not USD                        |
      | Below | has capex below zero | Below | capex of FY2024 is below zero            |
      | Board | is of a later day   | Board | no management case of HD 'Board'          |
      | Board | is good             | Bord  | did you mean Board?                       |

  @pitch.management-case.released
  Scenario: A book with a management case passes the gate and recalculates
    Given a home with the sample
    And an imported plan "Board 2024 v3" of HD for FY2024 and FY2025 as of 2024-08-28
    When the book of Home Depot is written with the case "Board 2024 v3"
    Then another program computes every formula of its DCF as the model does
