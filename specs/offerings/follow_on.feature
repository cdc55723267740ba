Feature: A follow-on offering of a listed company

  @offerings.follow-on.by-hand
  Scenario: Proceeds and dilution can be checked on paper
    Given a company at 20 a share with 108 diluted shares
    When a tenth of its market value is offered at a discount of 4%, three quarters of it new
    Then 8.4375 new shares bring 155.68 net and dilute by 7.25%

  @offerings.follow-on.secondary
  Scenario: What holders sell brings the company nothing
    Given a company at 20 a share with 108 diluted shares
    When only holders sell
    Then no share is new, and the company only bears the fixed expenses

  @offerings.follow-on.ladder
  Scenario: Nobody makes up a discount
    Given a company at 20 a share with 108 diluted shares
    When an offering is asked for without a discount
    Then there is no proposed offer, but a ladder from 0% to 10%

  @offerings.follow-on.options-at-the-offer
  Scenario: Options count at the offer price
    Given a company at 20 a share with 10 options struck at 19.5
    When a tenth of its market value is offered at a discount of 4%, three quarters of it new
    Then no option is in the money at 19.20

  @offerings.rights.closed-form
  Scenario: The ex-rights price solves its own equation
    Given a company at 20 a share with 108 diluted shares
    When a fifth of its market value is raised by rights at 35% below the ex-rights price
    Then the ex-rights price is 17.67 and every check agrees
