Feature: Pitches show a listed company at various prices

  @pitch.offer-prices.page
  Scenario: A general pitch shows what each premium comes to
    Given a general pitch of Home Depot
    When its book with the prices is written
    Then the page shows six offers with the peers' median, and the workbook's formulas recalculate

  @pitch.offer-prices.ownership
  Scenario: A buy-side pitch shows who then owns the company
    Given a buy-side pitch of Johnson & Johnson
    When its book with the prices is written
    Then the page shows what the target's holders own at each offer and mix
