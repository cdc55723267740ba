Feature: A pitch for a follow-on offering

  @pitch.follow-on.on-the-sample
  Scenario: The sample alone gives a ladder and says what is required
    Given the sample
    When a follow-on pitch of Home Depot is written
    Then its pages show the ladder, the products and a rights issue
    And they say that discount, volume and shelf are required

  @pitch.follow-on.recalculates
  Scenario: With a discount the offering is live
    Given the sample with a discount and an average volume
    When a follow-on pitch of Home Depot is written
    Then every formula cell recalculated by LibreOffice equals the engine

  @pitch.follow-on.does-not-fit
  Scenario: A company without listed shares has nothing to follow on
    Given a company of the sample that is not listed
    When a follow-on pitch of it is asked for
    Then it is refused as not listed

  @pitch.follow-on.backstop
  Scenario: A bought deal and sales at the market stand once their market data is supplied
    Given the sample with discount, volume and volatility
    When a follow-on pitch of Home Depot is written
    Then a page names the backstop price and the days that sales at the market take
