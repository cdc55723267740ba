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

  @facts.key-lines.depreciation-alone
  Scenario: Depreciation under the name of both is doubted
    Given a report whose depreciation and amortization is its depreciation, with amortization beside it
    Then depreciation_and_amortisation carries the finding facts.less-than-a-part

  @facts.key-lines.income-and-shares
  Scenario: Net income that shares and earnings per share contradict carries that finding
    Given a report with net income a thousand times below its shares at their earnings per share
    Then net_income carries the finding facts.share-scale
    And diluted_shares carries the finding facts.share-scale
