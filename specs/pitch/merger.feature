Feature: A buy-side pitch shows what a company to buy is worth, and what buying it does to the acquirer
  The company that is bought is the one that is valued. The offer stands on the forecasts of both companies; who is
  bought is an assumption where nobody names it.

  @pitch.merger.pages
  Scenario: Without further input the book names a target and shows the consequences of buying it
    Given a buy-side pitch of Johnson & Johnson that names nobody
    When its book is written
    Then Bristol-Myers Squibb is bought, of its peers with less revenue the nearest, as an assumption to be adopted
    And the deck has its seven pages, the workbook its sheets, and every check of the merger holds

  @pitch.merger.recalculates
  Scenario: Another program computes what its workbook holds
    Given a buy-side pitch of Johnson & Johnson that names nobody
    When its book is written
    Then LibreOffice computes every formula cell of the workbook to the same value

  @pitch.merger.grids
  Scenario: The grids are the model with two figures replaced
    Given a buy-side pitch of Johnson & Johnson that names nobody
    When its book is written
    Then the centre of each grid is the model's accretion or premium, and more synergies never take away

  @pitch.merger.offer-beside-value
  Scenario: The valuation summary shows the offer beside what the target is worth
    Given a buy-side pitch of Johnson & Johnson that names nobody
    When its book is written
    Then the offer at the ladder's premiums is a bar of the summary, and no method counts it

  @pitch.merger.another-place
  Scenario: Another of the smaller peers can be adopted as the target
    Given the sample
    When the second place is adopted for a buy-side pitch of Johnson & Johnson
    Then Abbott is bought

  @pitch.merger.named
  Scenario: The target that somebody names is bought
    Given the sample
    When Home Depot is to buy McDonald's with two peers
    Then McDonald's is valued, no place among peers is assumed, and its fiscal years are weighed into Home Depot's

  @pitch.merger.refused
  Scenario: Nobody buys itself, and who is not listed has no shares to pay with
    Given the sample
    When a purchase by itself, by a private company, and by a type that is about none are asked for
    Then each is refused with what would do

  @pitch.merger.needs
  Scenario: Without a price of the target or a share count of the acquirer the page says what is required
    Given the sample
    When a buy-side pitch lacks the target's price, and another the acquirer's share count
    Then the page of each says what is required and the valuation of the target stands
