Feature: A merger, from the offer to the earnings of both

  @transactions.merger.published-accretion
  Scenario: A published example of shares for shares
    Given an acquirer that earns 240 on 160 shares at 3, and a target that earns 300 on 15 shares at 4
    When it is bought for shares at a premium of 25%
    Then 25 shares are issued, earnings per share go from 1.50 to 2.92 and rise by 95%

  @transactions.merger.published-exchange-ratio
  Scenario: The exchange ratio of a published deal
    Given the prices of Chevron and Hess when Chevron offered 171 for each share of Hess
    When all is paid in shares
    Then each share is exchanged for 1.0250 shares, 317 million shares are issued and the equity costs 53 billion

  @transactions.merger.dilution-at-the-offer
  Scenario: Options count at the offer, not at the price
    Given a target at 10 a share with 20 options struck at 11
    When it is bought at a premium of 30%
    Then 20 x (1 - 11 / 13) new shares are bought beside the others

  @transactions.merger.sources-equal-uses
  Scenario: New debt is what cash and shares leave open, its own fees with it
    Given two plain companies
    When the one buys the other half for cash with 50 of its cash
    Then new debt is 672.77 and sources equal uses

  @transactions.merger.allocation
  Scenario: Goodwill is what identifiable net assets do not explain
    Given two plain companies
    When the one buys the other half for cash with 50 of its cash
    Then write-ups of 334.80 bring deferred tax of 83.70 and goodwill is 802.90

  @transactions.merger.balance
  Scenario: The combined balance sheet balances whatever is refinanced
    Given two plain companies
    When the one buys the other with all its debt refinanced at a breakage of 2%
    Then both sides of the balance sheet are equal and the target's debt is gone

  @transactions.merger.price-earnings-rule
  Scenario: Shares for shares add to earnings where the acquirer's multiple is the higher
    Given two plain companies
    When it is bought for shares, once below and once above the acquirer's price/earnings
    Then the first adds to earnings per share and the second takes away

  @transactions.merger.debt-rule
  Scenario: A purchase for debt adds to earnings where they yield more than the debt costs after tax
    Given two plain companies
    When it is bought for debt, once below and once above the yield of its earnings
    Then the first adds to earnings per share and the second takes away

  @transactions.merger.no-earnings
  Scenario: Without earnings of the acquirer accretion is not meaningful
    Given an acquirer that loses money
    When it buys the plain target
    Then accretion and break-even synergies are NM and a finding says so

  @transactions.merger.breakeven
  Scenario: Break-even synergies break even
    Given two plain companies
    When the one buys the other, and again with its break-even synergies
    Then earnings per share of that year are the acquirer's alone

  @transactions.merger.interest-cap
  Scenario: Interest above the cap is taxed and carried forward
    Given two plain companies
    When the one buys the other for debt at 12%
    Then interest over 30% of EBITDA before synergies bears tax and is carried forward

  @transactions.merger.fiscal-years
  Scenario: Years of both companies are the twelve months after closing
    Given an acquirer that grows by 10% a year
    When it buys the plain target, closing on 28 June 2024
    Then the first year is 186 days of the one fiscal year and 180 of the next

  @transactions.merger.market-data
  Scenario: What debt costs is supplied, or the acquirer's own cost stands in and is told of
    Given two plain companies
    When the one buys the other without a rate of new debt
    Then new debt costs 5%, the acquirer's interest over its debt, and a warning says so

  @transactions.merger.market-data-missing
  Scenario: Without any rate the deal is refused
    Given an acquirer without debt
    When it buys the plain target without a rate of new debt
    Then it is refused, and the message names the row that gives it

  @transactions.merger.contribution
  Scenario: Contribution is adjusted for what each company owes
    Given an acquirer without debt and a target with debt that earn the same
    When the one buys the other
    Then each brings half of EBITDA, and the target less than half of the equity
