Feature: Key lines are found however companies tag them, or say why they are missing

  @facts.key-lines.bank-revenue
  Scenario: A bank's revenue is what it earns after interest
    Given a bank that tags net interest income, noninterest income and fees
    Then its revenue is 850 million
    And a finding tells how its revenue was taken
    And its operating_income is missing because the company reports as a bank

  @facts.key-lines.own-tag
  Scenario: A total under a company's own tag is taken from the words of its row
    Given a company that names its total revenue with a tag of its own
    Then its revenue is 700 million
    And a finding tells how its revenue was taken

  @facts.key-lines.businesses
  Scenario: Debt reported by business is added
    Given a company that tags debt only for its two businesses
    Then its total_debt is 150 million
    And a finding tells how its total_debt was taken

  @facts.key-lines.missing-says-why
  Scenario: A missing line says why it is missing
    Given a company that tags goodwill only by segment and no inventory
    Then its goodwill is missing because tagged only by members \(ToolsMember\)
    And its inventory is missing because no report at hand tags us-gaap:InventoryNet
