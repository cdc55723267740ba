Feature: Banks, insurers, property and utilities have lines of their own

  @facts.lines.documented
  Scenario: Every line a page may show is documented
    Given the lines that statements may show
    Then each has a meaning and there are at least 120

  @facts.lines.bank
  Scenario: A bank's net interest income is what it earns on loans less what it pays
    Given a bank with interest income of 900, interest expense of 350 and a provision of 60
    When its statements are made
    Then its bank_net_interest_income is 550 by the rule total_interest_income - interest_expense
    And its interest_income_after_provision is 490

  @facts.lines.property
  Scenario: Funds from operations are told of property companies only
    Given a company with net income of 100, real estate depreciation of 40 and gains on sale of 15
    When it owns property
    Then its funds_from_operations is 125 with a caution
    When it does something else
    Then it has no funds_from_operations

  @facts.lines.part-of-line
  Scenario: A tag that may be a part of a line is told with a caution
    Given a utility that tags fuel of 300 and no purchased power
    Then its fuel_and_purchased_power of 300 is said to be perhaps a part
