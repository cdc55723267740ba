Feature: A sell-side pitch shows what a sponsor would pay and earn
  The buyout stands on the DCF's selected case. What lenders charge is the bank's to supply; until then the page names
  what is required and the valuation still stands.

  @pitch.lbo.needs-terms
  Scenario: Without rates the page says which are required
    Given a sell-side pitch of the invented private company without rates
    When its deck is made
    Then its page says that the rates of the financing are required and the valuation stands

  @pitch.lbo.pages
  Scenario: With rates the book shows the closing, the returns, the paydown and the ability to pay
    Given a sell-side pitch of the invented private company with rates
    When its book is written
    Then the deck has its four pages and the workbook its sheets, and sources equal uses

  @pitch.lbo.recalculates
  Scenario: Another program computes what its workbook holds
    Given a sell-side pitch of the invented private company with rates
    When its book is written
    Then LibreOffice computes every formula cell of the workbook to the same value

  @pitch.lbo.listed
  Scenario: A listed company is bought at a premium, with options counted at the offer
    Given a sell-side pitch of Home Depot with rates
    When its deck is made
    Then the offer is the price and the premium, and the ability to pay is per share

  @pitch.lbo.beside-value
  Scenario: The valuation summary shows what a sponsor could pay
    Given a sell-side pitch of the invented private company with rates
    When its book is written
    Then the prices for the sponsor's target returns are a bar of the summary
