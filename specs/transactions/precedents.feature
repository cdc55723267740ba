Feature: What buyers paid in past deals

  @transactions.precedents.by-hand
  Scenario: Multiples and premia can be checked on paper
    Given three control deals, one of a minority and one withdrawn
    When the deals are compared
    Then EV, multiples and premia of the first deal are those worked out by hand
    And the statistics are over the three control deals only

  @transactions.precedents.missing
  Scenario: What a deal does not state is not made up
    Given three control deals, one of a minority and one withdrawn
    When the deals are compared
    Then the deal without EBITDA is listed with NA and outside that column's statistics

  @transactions.precedents.implied
  Scenario: The implied price solves its own equation
    Given three control deals, one of a minority and one withdrawn
    When the deals are compared
    Then at the implied price the diluted shares are worth the implied equity value

  @transactions.precedents.required
  Scenario: Without deals it is said what is required
    Given no deals
    When the deals are compared
    Then it is refused with the command that imports them

  @transactions.precedents.takeovers
  Scenario: The takeovers of the shared data are recomputed
    Given the takeovers of the shared data without the rows its README calls bad
    When their premia and equity values are recomputed
    Then each equals what is stated within rounding
