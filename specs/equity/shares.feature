Feature: Shares and everything that may become shares, at any price
  A banker asks what a company's equity costs at an offer price. Each count stands in a filing and
  can be looked up there; what dilutes moves with the price, tranche by tranche.

  @equity.cover.classes
  Scenario: The cover's counts are shown class by class
    Given the annual report of an invented company
    When I ask for its shares at 60
    Then the classes are "Class A common" with 80000000 and "Class B common" with 20000000 shares
    And each count is cited in the words of the report

  @equity.cover.conversion
  Scenario: A class that converts at another rate counts at that rate
    Given the annual report of an invented company whose class B converts into 1.5 of class A
    When I ask for its shares at 60
    Then there are 110000000 basic shares
    And a finding "equity.share-classes" says so

  @equity.cover.contradiction
  Scenario: A cover that its own balance sheet contradicts by thousands is not used
    Given the annual report of an invented company whose cover has lost its thousands
    When I ask for its shares at 60
    Then there is no basic count and nothing is diluted
    And a finding "equity.cover-scale" says so

  @equity.awards.tranches
  Scenario: Options, units and performance units are read with their strikes
    Given the annual report of an invented company
    When I ask for its shares at 60
    Then the tranches are
      | kind        | number  | strike | dilution |
      | options     | 6000000 | 30     | 3000000  |
      | rsu         | 2000000 |        | 2000000  |
      | psu         | 500000  |        | 500000   |
    And diluted shares are 105500000 and equity value is 6330000000

  @equity.awards.out-of-the-money
  Scenario: Options out of the money dilute nothing
    Given the annual report of an invented company
    When I ask for its shares at 20
    Then diluted shares are 102500000 and equity value is 2050000000

  @equity.awards.scale
  Scenario: A tag that lost the table's thousands is told of
    Given the annual report of an invented company whose options are tagged without their thousands
    When I ask for its shares at 60
    Then a finding "equity.award-scale" says so

  @equity.awards.roll-forward
  Scenario: A table whose movements do not make its closing balance is told of
    Given the annual report of an invented company with 6500 thousand options at the end
    When I ask for its shares at 60
    Then a finding "equity.roll-forward" says so

  @equity.awards.untagged
  Scenario: Tables without tags are read in the scale of their headings
    Given the annual report of an invented company without tags in its notes
    When I ask for its shares at 60
    Then diluted shares are 105500000 and equity value is 6330000000
    And a finding "equity.award-from-table" says so

  @equity.converts.if-converted
  Scenario: A convertible in the money is equity and no debt
    Given the annual report of an invented company with notes of 500 million that convert at 50
    When I ask for its shares at 60
    Then the notes add 10000000 shares and 500000000 of them is no debt

  @equity.converts.out-of-the-money
  Scenario: A convertible out of the money stays debt
    Given the annual report of an invented company with notes of 500 million that convert at 50
    When I ask for its shares at 40
    Then the notes add 0 shares and 0 of them is no debt

  @equity.converts.net-settled
  Scenario: Of a convertible settled net only the excess is equity
    Given the annual report of an invented company with such notes whose principal is paid in cash
    When I ask for its shares at 100
    Then the notes add 5000000 shares and 0 of them is no debt

  @equity.price.required
  Scenario: Without a price there are counts and no dilution
    Given the annual report of an invented company
    When I ask for its shares without a price
    Then there is no basic dilution and a finding "equity.price-required" says so

  @equity.shares.why
  Scenario: Diluted shares walk back to the words of the report
    Given the annual report of an invented company
    When I ask for its shares at 60
    Then why its diluted shares are so many leads to the words "6,000" of the report
