Feature: A leveraged buyout, from the price to the return

  @transactions.lbo.sources-equal-uses
  Scenario: Sponsor equity is what the other sources leave open
    Given a company at 20 a share with 108 diluted shares, debt of 400 and cash of 100
    When it is bought at a premium of 30% with 4.5 turns of debt
    Then the equity costs 2808 and sources equal uses, of which the sponsor pays 2098.91

  @transactions.lbo.dilution-at-the-offer
  Scenario: Options count at the offer, not at the price
    Given a company at 20 a share with 10 options struck at 25
    When it is bought at a premium of 30% with 4.5 turns of debt
    Then 10 x (1 - 25 / 26) new shares are bought beside the others

  @transactions.lbo.terms-are-market-data
  Scenario: Nobody makes up what lenders charge
    Given a company at 20 a share with 108 diluted shares, debt of 400 and cash of 100
    When a buyout is asked for without rates
    Then it is refused, and the message names each rate and the row that gives it

  @transactions.lbo.all-equity
  Scenario: Without debt and fees the return is that of the business
    Given a company at 20 a share with 108 diluted shares, debt of 400 and cash of 100
    When it is bought without debt, fees, or a share for management
    Then exit equity is the exit value and all cash earned, and the return follows from the two

  @transactions.lbo.dated-return
  Scenario: The rate of return is by days
    Given a company at 20 a share with 108 diluted shares, debt of 400 and cash of 100
    When it is bought at a premium of 30% with 4.5 turns of debt
    Then the flows on their dates are worth nothing at the rate of return

  @transactions.lbo.ability-to-pay
  Scenario: The highest price for a return is solved
    Given a company at 20 a share with 108 diluted shares, debt of 400 and cash of 100
    When it is bought at the highest multiple for each target, and sold at the same exit multiple
    Then the return is the target

  @transactions.lbo.interest-cap
  Scenario: Interest above the cap is carried forward
    Given a company at 20 a share with 108 diluted shares, debt of 400 and cash of 100
    When it is bought with 7 turns of debt
    Then 30% of EBITDA is deducted and the rest of the interest is carried forward

  @transactions.lbo.revolver-capped
  Scenario: The revolver lends up to its commitment and no more
    Given a company that earns less than its interest and repayments
    When it is bought with 7 turns of debt
    Then the revolver is drawn in full, a check fails and a finding names the years

  @transactions.lbo.payment-in-kind
  Scenario: Interest in kind compounds
    Given a company at 20 a share with 108 diluted shares, debt of 400 and cash of 100
    When it is bought with half a turn of PIK notes at 12%
    Then the notes grow by 12% a year and by its part in the first

  @transactions.lbo.not-listed
  Scenario: A company without shares is priced by a multiple
    Given a company that is not listed
    When it is bought at 9 times EBITDA
    Then enterprise value is 2250, the equity 1950 and no price per share is named
