Feature: A term is taken from the clause that grants it, not from words that look like it
  Prices, fees and rates stand beside others that are none of the deal: earlier proposals, the fee of
  the other side, a contingent right, a prospectus's blanks.

  @deals.clauses.contingent-right
  Scenario: A contingent value right is no part of the cash price
    Given a report of a merger in which each share "will be converted into the right to receive (i) cash in an amount equal to $31.00, without interest, and (ii) one contingent value right representing the right to receive $4.50 in cash if a milestone is achieved."
    When its deal is read
    Then "cash_per_share" is only 31.00
    And "cvr_per_share" is only 4.50

  @deals.clauses.proposals
  Scenario: What a bidder proposed is not what was agreed
    Given a report of a merger in which each share "will be converted into the right to receive $31.00 in cash, without interest. On March 2, 2025, Bidder 2 submitted a proposal to acquire Mossgate at a price of $27.25 per share in cash."
    When its deal is read
    Then "cash_per_share" is only 31.00

  @deals.clauses.election
  Scenario: Cash or shares at the holder's election are both stated, and said to be a choice
    Given a report of a merger in which each share "will be converted into the right to receive, at the election of the holder and subject to proration, either (i) $42.50 in cash or (ii) 1.3750 shares of Larkfield common stock."
    When its deal is read
    Then "cash_per_share" is only 42.50
    And "exchange_ratio" is only 1.3750
    And "consideration_type" is only "cash or stock"

  @deals.clauses.amended
  Scenario: The price of an amendment holds and the former one is kept apart
    Given a report of a merger in which each share "was to be converted. On July 6, 2025, an amendment increases the merger consideration from $21.50 per share in cash to $23.75 per share in cash."
    When its deal is read
    Then "cash_per_share" is only 23.75
    And "former_cash_per_share" is only 21.50

  @deals.clauses.fee-by-payer
  Scenario: A fee belongs to the side that pays it, however long the sentence is
    Given a report of a merger in which each share "will be converted into the right to receive $31.00 in cash. Upon termination (a) Parent, including for failure to obtain approvals, will be required to pay Mossgate a termination fee equal to $81,500,000; and (b) Mossgate, including upon termination by Parent after a change of recommendation, will be required to pay Parent a termination fee equal to $40,750,000."
    When its deal is read
    Then "termination_fee" is only 40750000
    And "reverse_termination_fee" is only 81500000

  @deals.clauses.blanks
  Scenario: The blanks of a preliminary prospectus are absent and its range is no price
    Given a preliminary prospectus of an invented initial public offering
    When its deal is read
    Then "price_range_low" is only 17.00
    And "price_range_high" is only 19.00
    And nothing is stated as "price_per_share"
    And nothing is stated as "gross_proceeds"
    And nothing is stated as "net_proceeds"

  @deals.clauses.computed-apart
  Scenario: The gross spread is computed apart from the terms, with its formula
    Given the prospectus of an invented initial public offering
    When its deal is read
    Then "gross_spread" is computed as 6.0000 from "underwriting_discount / gross_proceeds x 100"
    And "gross_with_option" is computed as 161000000 from "(shares_offered + overallotment_shares) x price_per_share"
    And nothing is stated as "gross_spread"
