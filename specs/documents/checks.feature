Feature: A report's numbers are checked against the report itself
  A tag that disagrees with its table, a sum that does not come out, a number said twice and not the same:
  what a filer got wrong is told with the number, wherever it is shown.

  @documents.checks.clean
  Scenario: Statements that add up raise nothing
    Given a balance sheet and a cash flow statement that add up
    When the report is checked
    Then nothing is found

  @documents.checks.planted
  Scenario Outline: One wrong number is found
    Given a balance sheet and a cash flow statement that add up
    When <what> and the report is checked
    Then a flaw of <rule> names <concept>

    Examples:
      | what                                           | rule      | concept                                    |
      | inventory of 2023 is tagged in billions        | scale     | InventoryNet                               |
      | capital expenditure of 2023 is tagged negative | sign      | PaymentsToAcquirePropertyPlantAndEquipment |
      | other flows of 2022 turn their sign            | sign      | IncreaseDecreaseInInventories              |
      | total assets are said again as another number  | duplicate | Assets                                     |
      | the row of inventory is gone                   | footing   | AssetsCurrent                              |
      | one digit of inventory of 2023 is wrong        | footing   | AssetsCurrent                              |
      | goodwill of 2023 is tagged as of 2021          | period    | Goodwill                                   |
      | the columns of depreciation are exchanged      | period    | Depreciation                               |
      | debt of 2023 is tagged in shares               | unit      | LongTermDebtNoncurrent                     |
      | inventory of 2023 is a copy of 2022            | footing   | InventoryNet                               |
      | the only number of business sold is tagged as of 2022 | footing | ProceedsFromDivestitureOfBusinesses |
      | all columns of depreciation turn their sign    | sign      | Depreciation                               |
      | non-current assets of 2023 are a copy of 2022  | footing   | AssetsNoncurrent                           |
      | the cash at the end of 2023 is another measure of it | missing | Cash                                 |
      | the row of total equity is gone                | missing   | StockholdersEquity                         |
      | the cash at the beginning of 2022 is gone      | missing   | NetCashProvidedByUsedInOperatingActivities |

  @documents.checks.elimination
  Scenario: What is taken off in a column of eliminations is no wrong sign
    Given a table of segments whose eliminations are tagged as they are shown
    When the report is checked
    Then nothing is found

  @documents.checks.tax-rates
  Scenario: A tax rate shown with the other sign in the year of a loss is no wrong sign
    Given a table of tax rates of which the year of a loss is shown turned
    When the report is checked
    Then nothing is found

  @documents.checks.rate
  Scenario Outline: An effective tax rate is held against tax and pretax income
    Given a loss of 100 with tax of <tax> and an effective rate tagged as <rate> percent
    When the report is checked
    Then the effective tax rate is <verdict>

    Examples:
      | tax | rate | verdict |
      | 9   | -9   | kept    |
      | 9   | 9    | doubted |
      | -34 | 34   | kept    |
      | -34 | -34  | doubted |
      | -34 | 3    | doubted |

  @documents.checks.percent
  Scenario: A percent that is not scaled as one is found
    Given a table of tax rates of which one is tagged as a whole number
    When the report is checked
    Then a flaw of scale names EffectiveIncomeTaxRateContinuingOperations
