Feature: What a company is worth, so that a banker can check it

  @valuation.bridge.reverses
  Scenario: Enterprise value leads back to equity value
    Given a company at 20 a share with 108 diluted shares, debt of 400 and cash of 100
    When its enterprise value is bridged
    Then enterprise value is 2460 and the bridge leads back to 2160

  @valuation.bridge.missing-is-not-zero
  Scenario: A part that nobody reports is left out and named
    Given a company at 20 a share with 108 diluted shares, debt of 400 and cash of 100
    When its enterprise value is bridged
    Then a finding names preferred stock among what is not reported

  @valuation.comps.not-meaningful-stays-out
  Scenario: A loss gives no multiple and no statistic
    Given five peers, one of them with negative EBITDA
    When the target is compared with them
    Then that peer's EV / EBITDA is NM and the median is that of the other four

  @valuation.comps.peers-outside-the-industry
  Scenario: A shoemaker and a restaurant are no peers of a shop
    Given a building materials retailer and the peers LOW, WMT, NKE and MCD by their SIC codes
    When the target is compared with them
    Then a finding says that NKE and MCD are not in the target's industry

  @valuation.wacc.market-data-is-never-made-up
  Scenario: Without a yield curve there is no discount rate
    Given a company at 20 a share with 108 diluted shares, debt of 400 and cash of 100
    When its cost of capital is asked for without a risk-free rate
    Then it is refused, because the rate is market data

  @valuation.dcf.level-perpetuity
  Scenario: A company that never grows is worth its flow over the rate
    Given a company with a level free cash flow of 150
    When its flows are discounted from the ends of their years
    Then enterprise value is 150 over the WACC

  @valuation.dcf.growth-below-discount
  Scenario: A perpetuity that outgrows its discount rate is refused
    Given a company at 20 a share with 108 diluted shares, debt of 400 and cash of 100
    When it is valued with long-run growth of 20%
    Then it is refused, naming both rates

  @valuation.dcf.methods-imply-each-other
  Scenario: The implied exit multiple gives the value of Gordon growth
    Given a company at 20 a share with 108 diluted shares, debt of 400 and cash of 100
    When it is valued again at the multiple that Gordon growth implies
    Then both methods give the same enterprise value

  @valuation.grids.centre-is-the-model
  Scenario: The middle of each sensitivity grid is the value on the page
    Given a company at 20 a share with 108 diluted shares, debt of 400 and cash of 100
    When its three sensitivity grids are made
    Then the centre of each equals the model's own value per share

  @valuation.defaults.their-weight-is-stated
  Scenario: A value says how much of it rests on what nobody adopted
    Given a company at 20 a share with 108 diluted shares, debt of 400 and cash of 100
    When all its unadopted assumptions move by a tenth
    Then the share of its value that moves is stated
