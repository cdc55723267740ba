Feature: The terms of a deal are read from the document that states them
  A term is worth what its words are worth: each stands with its span and quote, what is not stated
  is absent, and what does not tie is said.

  @deals.terms.quoted
  Scenario: Every term is quoted from the canonical text
    Given the prospectus of an invented initial public offering
    When its deal is read
    Then every term's quote is what stands at its span
    And "price_per_share" is 14.00 in "USD/shares"
    And "primary_shares" is 5000000 in "shares"
    And "overallotment_shares" is 1500000 in "shares"
    And "overallotment_days" is 30 in "days"
    And "lock_up" is 180 in "days"

  @deals.terms.absent-not-guessed
  Scenario: What is assumed, historical or par value is no term of the offering
    Given the prospectus of an invented initial public offering
    When its deal is read
    Then no term has the value 15.00
    And no term has the value 9.25
    And "net_proceeds" is 109700000 in "USD"

  @deals.terms.cover-ties
  Scenario: A cover whose proceeds are not price less discount is a finding
    Given the prospectus of an invented initial public offering
    But its cover states proceeds that do not tie
    When its deal is read
    Then a finding "deals.tie" says so

  @deals.terms.contradictory
  Scenario: A term stated with two values is there twice and said to be contradictory
    Given a report of an invented merger that states two prices
    When its deal is read
    Then "cash_per_share" is stated as 21.50 and as 22.50
    And a finding "deals.contradictory" says so

  @deals.terms.tranches
  Scenario: Each tranche of notes has its own terms
    Given a report of invented notes in two tranches
    When its deal is read
    Then the tranche "4.250% Senior Notes due 2031" has the principal 400000000
    And the tranche "4.250% Senior Notes due 2031" has the coupon 4.250
    And the tranche "Floating Rate Senior Notes due 2027" has the principal 250000000
    And no term has the value 900000000

  @deals.terms.parties
  Scenario: A merger's parties are who the sentences say they are
    Given a report of an invented merger
    When its deal is read
    Then "acquirer" reads "Larkfield Corporation"
    And "target" reads "Mossgate Systems, Inc."
    And "merger_sub" reads "Lark Merger Sub, Inc."
    And "cash_per_share" is 21.50 in "USD/shares"
    And "termination_fee" is 38500000 in "USD"
    And "reverse_termination_fee" is 61000000 in "USD"
    And "outside_date" reads "2026-03-31"
    And "agreement_date" reads "2025-06-02"

  @deals.terms.command
  Scenario: The command answers with the terms of a file
    Given the prospectus of an invented initial public offering
    When the command line is asked for its deal
    Then the answer holds name, value, unit, span and quote of each term
