Feature: An initial public offering
  The fair value before the money, the net proceeds of new shares, the discount that new investors ask for, and what
  is left for each old share. Only new shares bring the company money.

  @offerings.ipo.prospectus
  Scenario: The arithmetic of a prospectus comes out
    Given CAMP4 Therapeutics with 12,139,459 shares and net tangible assets of 15,033 thousand
    When 6,820,000 new shares are sold at 11.00 with a spread of 0.77 and expenses of 3,099.6 thousand
    Then proceeds, ownership and the Dilution section are those that its prospectus states

  @offerings.ipo.post-money
  Scenario: The discount holds between values after the money
    Given a company worth 2,160 before the money by its peers
    When a quarter of it is offered, three fifths new, at a discount of 12.5%
    Then the offer is worth 87.5% of the fair value after the money, and the old shares what is left

  @offerings.ipo.secondary
  Scenario: What holders sell brings the company nothing
    Given a company worth 2,160 before the money by its peers
    When only holders sell
    Then no share is new, and the company only pays the fixed expenses

  @offerings.ipo.holders
  Scenario: Holders are diluted by what is new and by what they sell
    Given a company worth 2,160 before the money by its peers
    And its cap table of a fund that sells, a founder who keeps, and options
    When a quarter of it is offered, three fifths new, at a discount of 12.5%
    Then the fund alone sells, the founder's share falls by the dilution, and all shares are somebody's

  @offerings.ipo.range
  Scenario: The range is in whole dollars and its shares stay
    Given a company worth 2,160 before the money by its peers
    When a quarter of it is offered, three fifths new, at a discount of 12.5%
    Then the range is stated in whole dollars, and low, middle and high sell the same shares

  @offerings.ipo.nothing
  Scenario: A company that is worth less than its debt cannot be priced
    Given a company whose debt is above its value
    When an offering of it is asked for
    Then it is refused with what would help
