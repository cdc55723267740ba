Feature: A new convertible of a listed company
  What its terms mean follows from the closing price; what it is worth rests on levels of a market
  that nobody may guess.

  @offerings.convertible.terms-by-hand
  Scenario: Conversion price, ratio and parity can be checked on paper
    Given a company at 20 a share with 108 diluted shares
    When a convertible of a tenth of its market value is proposed at a premium of 30%
    Then it converts at 26.00, 38.4615 shares for 1,000, with a parity of 76.9% and 8.31 shares underlying

  @offerings.convertible.nothing-guessed
  Scenario: Nobody makes up volatility, spread or borrow
    Given a company at 20 a share with 108 diluted shares
    When the worth of its convertible is asked for without the levels of a market
    Then what is missing is named, each with the name under which it can be adopted

  @offerings.convertible.worth
  Scenario: The worth is the bond floor and an option on the shares
    Given a company at 20 a share with 108 diluted shares
    When its convertible is valued at a volatility of 35%, a spread of 300 bp and borrow of 50 bp
    Then the bond floor, the option and their sum are those of an independent computation
    And it is said to be worth less than par, with the coupon that would make it par

  @offerings.convertible.lattice
  Scenario: A lattice with call and early conversion stands beside the formula
    Given a company at 20 a share with 108 diluted shares
    When its convertible is valued at a volatility of 35%, a spread of 300 bp and borrow of 50 bp
    Then the lattice in the workbook is that of an independent computation on plain numbers

  @offerings.convertible.dilution
  Scenario: Net settlement and a capped call take dilution off
    Given a company at 20 a share with 108 diluted shares
    When a convertible of a tenth of its market value is proposed at a premium of 30%
    Then at 40 a share it delivers 2.91 shares settled net and 8.31 settled in shares
    And up to the cap of 40 the capped call leaves no dilution, and above it some

  @offerings.convertible.if-converted
  Scenario: Interest is added back only where the principal may be paid in shares
    Given a company at 20 a share with 108 diluted shares
    When a convertible of a tenth of its market value is proposed at a premium of 30%
    Then settled net its EPS counts no share below the conversion price, and settled in shares all of them

  @offerings.convertible.existing
  Scenario: A convertible outstanding costs at least its parity to buy back
    Given a company at 20 a share with a convertible of 50 at 16 a share
    When a convertible of a tenth of its market value is proposed at a premium of 30%
    Then buying the old one back costs 62.5 at today's price and its principal at 16 a share or less
