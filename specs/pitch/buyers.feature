Feature: A sell-side pitch shows who could buy the company
  The list is that of the command `buyers`, with its tiers, fit, means and reasons. Who is not to be called stands
  nowhere in the book.

  @pitch.buyers.pages
  Scenario: Names stand by tier with what they could pay
    Given a sell-side pitch of the sample's private company
    When its book with buyers is written
    Then its page shows the names of the third tier with market value, means and leverage before and after
    And the Buyers sheet computes a buyer's means from its reports as the list does
    And the auditor finds no error on the Buyers sheet, and the linter none on the page

  @pitch.buyers.recalculates
  Scenario: Another program computes the means that the sheet holds
    Given a sell-side pitch of the sample's private company
    When its book with buyers is written
    Then LibreOffice computes every formula cell of its workbook to the same value

  @pitch.buyers.not-called
  Scenario: Who is not to be called stands nowhere
    Given a restricted list of the bank with "GE" and the house's own with "BA"
    When the sell-side pitch is asked for from the command line
    Then neither has a row among the buyers, and the others have

  @pitch.buyers.sponsors
  Scenario: Sponsors stand beside companies
    Given imported sponsors, and rates of a buyout adopted
    When the sell-side pitch is asked for from the command line
    Then the page has the sponsors with their dry powder and what ties them to the company
    And the sheet has what a buyout could pay

  @pitch.buyers.required
  Scenario: Without records the page says what is required
    Given a sell-side pitch of a company to which nobody in the records has a tie
    When its deck with buyers is made
    Then a page says which reports and funds to bring, and the valuation stands
