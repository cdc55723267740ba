Feature: Reports under IFRS have the same key lines

  @facts.ifrs.key-lines
  Scenario: A 20-F with the tags of IFRS answers the key lines without a doubt
    Given an annual report on Form 20-F tagged with the IFRS taxonomy
    Then its lines are those that the report tells, each by its own tag
    And its sums are those of the lines: EBITDA 260, total debt 450, net debt 350, free cash flow 110

  @facts.ifrs.stand-ins
  Scenario: A tag of IFRS that means more than the line is told with a caution
    Given a report under IFRS that tells finance costs, all borrowings and trade and other receivables alone
    Then interest_expense, total_debt and receivables are there, each with a finding

  @facts.ifrs.shareholders
  Scenario: Profit of all holders is not taken for that of the parent's
    Given a report under IFRS with profit of 150, of which 20 are of noncontrolling interests
    Then its net_income is 130 and never 150
