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

  @facts.key-lines.debt-beside
  Scenario: Debt in a row of its own on the balance sheet is added to what is tagged as debt
    Given a balance sheet with long-term debt of 300 and notes payable to a related party of 40
    Then its long_term_debt is 340 million
    And its total_debt is 390 million
    And total_debt carries the finding facts.debt-beside
    And net_debt carries the finding facts.debt-beside

  @facts.key-lines.debt-of-own-tags
  Scenario: Debt that only its row's words name is found
    Given a balance sheet whose only debt is convertible notes under a tag of the company's own
    Then its long_term_debt is 120 million
    And a finding tells how its long_term_debt was taken

  @facts.key-lines.debt-of-notes
  Scenario: Rows of the balance sheet are taken before what notes tell of debt
    Given a balance sheet with short-term debt of 51 and a note that rounds it to 100
    Then its current_debt is 51 million
    And current_debt carries the finding facts.debt-beside

  @facts.key-lines.income-of-segments
  Scenario: Income of segments is not taken for the company's
    Given a note whose row "Total segment operating income" is tagged as operating income
    Then its operating_income is 110 million
    And a finding tells how its operating_income was taken

  @facts.key-lines.operating-income-from-costs
  Scenario: Operating income that nobody tags is revenue less all costs, where what stands below agrees
    Given a company of revenue 900 and costs 700 that tags only its segments' operating income, 260
    And its restructuring of 50 stands apart and interest, other items and affiliates below come to 10
    Then its operating_income is 150 million
    And operating_income carries the finding facts.of-segments
    And operating_income carries the finding facts.derived-line

  @facts.key-lines.costs-with-interest
  Scenario: A total of costs that holds interest too does not make operating income
    Given a company of revenue 900 whose total of costs of 800 leads to pretax income of 100 itself
    Then its operating_income is 130 million
    And a finding tells how its operating_income was taken

  @facts.key-lines.shares-by-method
  Scenario: Shares told only by method are those of the method whose earnings per share are reported
    Given shares of 100 million by the two-class method and of 102 million by the other, at 0.78 reported
    Then its diluted_shares is 102 million
    And a finding tells how its diluted_shares was taken

  @facts.key-lines.not-on-statement
  Scenario: Operating income that no row of the income statement shows is doubted
    Given a note whose row "Operating income" is tagged as operating income
    Then its operating_income is 300 million
    And operating_income carries the finding facts.not-on-statement
    And ebitda carries the finding facts.not-on-statement

  @facts.key-lines.equity-tie
  Scenario: Equity that does not tie to total assets carries that finding, whichever total is tagged
    Given a report with assets 1,000, liabilities 600, equity 350 and noncontrolling interests 40
    Then equity carries the finding facts.does-not-add-up
    And total_liabilities carries the finding facts.does-not-add-up
