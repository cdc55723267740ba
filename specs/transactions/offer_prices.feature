Feature: What a listed company costs at various prices, and who then owns it

  @transactions.offer-prices.by-hand
  Scenario: The ladder can be checked on paper
    Given a company at 20.00 with 108 million diluted shares and net debt of 300
    When it is offered for at six premia
    Then at 30% the offer is 26.00, equity value 2,808, EV 3,108, and the multiples are those of paper
    And without a premium every multiple is that of the comparables

  @transactions.offer-prices.dilution
  Scenario: Options dilute more at a higher offer
    Given a company at 20.00 with 10 million options at 25.00
    When it is offered for at six premia
    Then none is exercised up to 24.00, and at 30.00 they add 1.67 million shares

  @transactions.offer-prices.convertible
  Scenario: A convertible is debt below its strike and shares above
    Given a company at 20.00 with a convertible of 100 at 25.00
    When it is offered for at six premia
    Then its principal leaves enterprise value where the offer is above 25.00 only

  @transactions.offer-prices.ownership
  Scenario: The target's holders own what they are paid in stock, of both companies
    Given a company at 20.00 and an acquirer worth 2,160
    When it is offered for at six premia
    Then paid half in stock at 30% they own 39.4%, and all in stock without a premium a half

  @transactions.offer-prices.properties
  Scenario: Whatever the company, the ladder holds together
    Given companies of any price, debt and options
    When each is offered for at six premia
    Then each offer follows from its enterprise value, and value and ownership never fall

  @transactions.offer-prices.refused
  Scenario: Without a price there is no premium
    Given a company without a share price
    When it is offered for
    Then it is refused with what is required
