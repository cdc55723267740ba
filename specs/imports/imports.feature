Feature: What the bank brings keeps its cell
  Prices, estimates, curves, plans, past transactions, ratings and league tables come in workbooks and
  CSV files of the bank's own making. Each value is kept with its cell, its day, its source and its licence.

  @imports.tables.templates
  Scenario Outline: The template of a kind can be filled and imported
    Given the template of <kind>
    When it is imported as it is
    Then one row was kept

    Examples:
      | kind            |
      | prices          |
      | estimates       |
      | curves          |
      | management-case |
      | precedents      |
      | ratings         |
      | bond-quotes     |
      | new-issues      |
      | league-table    |
      | cap-table       |
      | market-series   |

  @imports.tables.cell
  Scenario: A value walks back to its cell
    Given a workbook of estimates with EBITDA of 24,900 million in cell D3
    When it is imported as of 2024-08-30
    Then the estimate is 24,900,000,000 USD from cell Estimates!D3
    And its source names the file, the source and the licence

  @imports.tables.mapping
  Scenario: Other headings are mapped, and one value stands for all rows
    Given a CSV file of prices headed Sym, Day and Px Last
    When it is imported with the mapping Px Last=close,Sym=ticker and currency=USD
    Then the closing price of HD on 2024-08-29 is 367.10

  @imports.tables.wide
  Scenario: A plan with a column for each year becomes a row for each line and year
    Given a workbook of a plan with the lines Revenue and EBITDA over FY2025 to FY2027
    When it is imported for HD in USD million
    Then six values were kept, each with its own cell

  @imports.tables.counted
  Scenario: Every row is kept, a duplicate, or rejected with its reason
    Given a CSV file of prices with a good row, its copy, a negative price, an unknown ticker and two that disagree
    When it is imported
    Then 6 rows are 1 kept, 1 duplicate and 4 rejected, each with its row and reason

  @imports.tables.again
  Scenario: Importing a file again changes nothing
    Given a workbook of estimates with EBITDA of 24,900 million in cell D3
    When it is imported as of 2024-08-30 twice
    Then the second time nothing changed

  @imports.tables.walls
  Scenario: A plan behind a wall is seen by nobody else
    Given a workbook of a plan with the lines Revenue and EBITDA over FY2025 to FY2027
    When it is imported for HD in USD million behind the wall oak
    Then who was not brought over oak sees no row

  @imports.tables.as-of
  Scenario: An earlier day does not know a later estimate
    Given a workbook of estimates with EBITDA of 24,900 million in cell D3
    When it is imported as of 2024-08-30
    Then nothing is known of it on 2024-08-29

  @imports.tables.refused
  Scenario Outline: A file that cannot be trusted is refused by name
    Given a file that is <what>
    When it is imported as estimates
    Then it is refused because <why>

    Examples:
      | what                      | why                  |
      | a packed bomb             | unpacks to           |
      | a damaged workbook        | damaged              |
      | a picture                 | neither a workbook   |
      | without its columns       | no row of headings   |
      | without a usable row      | can be used          |
      | with formulas not counted | never calculated     |
      | with an error for a value | holds the error      |

  @imports.tables.ahead
  Scenario: Periods that lie ahead are answered from imported estimates, and from nothing else
    Given a workbook of mean EBITDA estimates of HD for FY2024 of 24,000 and FY2025 of 25,500 million
    When EBITDA of the next twelve months is asked for before and after it is imported as of 2024-08-30
    Then before it says that estimates are required
    And after it is 24,000 x 156/365 + 25,500 x 209/365 million, with the cells it is made of

  @imports.tables.licence
  Scenario: A class of licence that is not known is refused
    Given a workbook of estimates with EBITDA of 24,900 million in cell D3
    When it is imported under the licence "house"
    Then the class is refused and nothing was kept

  @imports.tables.narrow-screen
  Scenario: On a narrow screen values stay whole
    Given a workbook of estimates with EBITDA of 24,900 million in cell D3
    When it is imported as of 2024-08-30
    Then 80 columns show its period, its unit and its file whole
