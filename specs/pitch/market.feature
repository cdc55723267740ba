Feature: The market update shows levels that somebody supplied, with their changes
  Rates, credit, equity, volatility and foreign exchange, from imported series and the Treasury curve.

  @pitch.market.changes
  Scenario: Changes over a day, a week, a month and the year come from the levels kept
    Given levels of an index, a credit spread and a rate of exchange on chosen days
    When a follow-on pitch is written with them
    Then the index at 5,500.00 moved 10.0% over the day, 25.0% over the month and not known over the week
    And the spread of 120 bp widened by 20 bp in the year to date
    And the levels stand by class with day and time, and on the Market sheet

  @pitch.market.later
  Scenario: A level of a later day is not used
    Given levels of an index, a credit spread and a rate of exchange on chosen days
    When a follow-on pitch is written with them
    Then the level of the day after the valuation date stands nowhere

  @pitch.market.lines
  Scenario: A series of every day is drawn with few enough points to read
    Given an index and a spread with a level on each of 180 days
    When a follow-on pitch is written with them
    Then the market page draws both, each with its last level at the right

  @pitch.market.required
  Scenario Outline: Without levels the page says what to import
    When a pitch of the type <type> is made for <company>
    Then it has a market page that names the import of market series

    Examples:
      | type        | company |
      | general     | HD      |
      | follow-on   | HD      |
      | convertible | ZZALD   |
      | new-issue   | ZZALD   |

  @pitch.market.window
  Scenario: The market window of a first offering shows yields below what is required
    Given levels of an index, a credit spread and a rate of exchange on chosen days
    When an ipo pitch is made for Fernhollow with them
    Then the market window has the Treasury curve, and a page of levels follows it
