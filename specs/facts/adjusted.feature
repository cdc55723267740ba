Feature: Measures that a company defines itself are kept apart from the standard lines

  @facts.adjusted.never-a-line
  Scenario: An adjusted measure never stands in for a standard line
    Given a company that tags its adjusted EBITDA, non-GAAP income and earnings, and no others
    Then none of its standard lines is found
    And the adjusted numbers stay among its facts under the company's own tags
