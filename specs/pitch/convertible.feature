Feature: A pitch for a convertible

  @pitch.convertible.on-the-sample
  Scenario: The sample alone gives terms and dilution and says what is required
    Given the sample
    When a convertible pitch of Alderbrook is written
    Then its pages show the terms grid, the dilution with and without a capped call, and who buys
    And they say that volatility, credit spread and borrow are required

  @pitch.convertible.recalculates
  Scenario: With the levels of a market the value is live
    Given the sample with invented levels of a market
    When a convertible pitch of Alderbrook is written
    Then its pages tell value, grid and cost beside debt and shares
    And every formula cell recalculated by LibreOffice equals the engine

  @pitch.convertible.does-not-fit
  Scenario: A company without listed shares has nothing to convert into
    Given a company of the sample that is not listed
    When a convertible pitch of it is asked for
    Then it is refused with what would fit
