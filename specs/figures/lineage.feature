Feature: A number knows where it comes from

  @figures.lineage.arithmetic-keeps-inputs
  Scenario: A margin remembers both reported numbers
    Given revenue of 152,669 and cost of sales of 101,709 million dollars, as reported
    When gross margin is computed from them
    Then it is 33.4% and its inputs are the two reported numbers

  @figures.lineage.no-typed-numbers
  Scenario: A number typed into a formula is refused
    Given revenue of 152,669 and cost of sales of 101,709 million dollars, as reported
    When somebody multiplies revenue by 1.07 in a formula
    Then it is refused, because 1.07 has no owner and no source

  @figures.lineage.market-data-has-no-default
  Scenario: The system never supplies a price
    When the system proposes a default share price
    Then it is refused, because market data never has a default

  @figures.lineage.walls-are-united
  Scenario: A number computed across two deals stands behind both walls
    Given one number behind the wall oak and one behind the wall elm
    When their sum is computed
    Then only a viewer inside both walls may see it

  @figures.units.mixed-units-are-refused
  Scenario: Dollars and shares do not add up
    When dollars are added to shares
    Then it is refused, naming both units
    And dollars divided by shares are dollars per share

  @figures.values.missing-is-never-zero
  Scenario: What nobody reported does not become zero
    Given revenue of 152,669 million dollars and restructuring cost not available
    When their difference is computed
    Then it is not available
    And the median of the two is 152,669 million dollars

  @figures.workbook.formulas-agree
  Scenario: A workbook of generated formulas recalculates to what was evaluated
    Given a model of 2,500 generated formulas with NM, NA, empty series, switches and scales
    When LibreOffice recalculates its workbook
    Then every formula cell equals the evaluated value within one part in a million

  @figures.scenario.replacing-is-a-new-model
  Scenario: Replacing an input makes a model of its own and leaves the old one alone
    Given revenue of 152,669 and cost of sales of 101,709 million dollars, as reported
    When gross margin is computed from them
    And cost of sales is replaced by 100,000 million dollars
    Then the replaced gross margin is 34.5% under an id of its own
    And the first gross margin is still 33.4%
