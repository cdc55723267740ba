Feature: Data vendors' servers are sources like any other
  A vendor's tools, spoken to over the Model Context Protocol, give estimates, prices and spreads. Each
  value keeps the place in the answer where it stands, the answer itself, and the class of its licence.

  @sources.vendors.lineage
  Scenario Outline: A value from a vendor walks back to its place in the answer
    Given a vendor over <way>
    When its estimates of HD are fetched
    Then the estimate of EBITDA is 24,900,500,000 USD from /answer/data/0/mean of Example Data
    And the answer is kept with the tool, what it was asked and who answered
    And the row without a number is named and left out

    Examples:
      | way           |
      | standard input |
      | HTTP          |

  @sources.vendors.days
  Scenario: A day in the past is asked of the vendor, not cut out here
    Given a vendor over standard input
    When its prices of HD are fetched as of 2024-08-29
    Then the closing price of HD on 2024-08-29 is 367.1 and none is known of the day after
    When its estimates of HD are fetched as of 2024-08-29
    Then it is refused because "cannot be asked for as of a day"

  @sources.vendors.separate
  Scenario: What one company's answer lacks hides no other's
    Given a vendor over standard input
    When its estimates of HD, LOW and WMT are fetched
    Then HD is kept, LOW says "not subscribed" and WMT says "is empty"

  @sources.vendors.key
  Scenario: The key reaches the vendor and nothing else
    Given a vendor over HTTP
    When its estimates of HD are fetched
    And its estimates of LOW are fetched
    Then it is refused because "not subscribed"
    And nothing that was said or kept holds the key

  @sources.vendors.late
  Scenario: A vendor that takes too long is given up
    Given a vendor over HTTP that may take a second
    When its curves are fetched
    Then it is refused because "did not answer within 1 s"

  @sources.vendors.refused
  Scenario Outline: What is no data is refused by name and keeps nothing
    Given a vendor over standard input
    When its <kind> are fetched
    Then it is refused because "<why>"
    And nothing of <kind> was kept

    Examples:
      | kind          | why                   |
      | ratings       | its text is no JSON   |
      | league-table  | Unknown tool          |
      | market-series | asked for by company  |

  @sources.vendors.unreachable
  Scenario: A vendor that is not there, or wants another key, is told of
    Given a vendor that is not there
    When its estimates of HD are fetched
    Then it is refused because "could not be asked"

  @sources.vendors.checked
  Scenario: A check asks for the tools and says which are missing
    Given a vendor over standard input
    When the vendors are checked
    Then it is said that it has no tool rankings

  @sources.vendors.file
  Scenario Outline: A file of vendors that says what is not understood is refused
    Given a file of vendors with <line>
    When the vendors are checked
    Then it is refused because "<why>"

    Examples:
      | line                    | why                 |
      | licence = "some"        | must be one of      |
      | licens = "internal"     | means nothing       |
      | url = "http://data.com" | not encrypted       |
      | key = "secret"          | does not stand in   |
      | arguments of {tickr}    | must be of {ticker} |

  @sources.vendors.walls
  Scenario: A vendor's table behind a wall is seen by nobody else
    Given a vendor over standard input
    When its estimates of HD are fetched behind oak
    Then who was not brought over oak sees no estimate
