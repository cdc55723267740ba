Feature: A workbook is a live model whose every number can be traced
  A banker opens the file and reads it by its colours: what was typed and from where, what is
  computed, what is assumed and by whom, and whether the checks hold.

  @office.workbook.recalculates
  Scenario: LibreOffice computes what the engine computed
    Given the workbook of a small model
    When LibreOffice recalculates it
    Then every formula cell has the engine's value
    And the Checks sheet says "ALL OK"

  @office.workbook.house-rules
  Scenario: The written file keeps the house rules
    Given the workbook of a small model
    Then the audit finds nothing

  @office.workbook.comments
  Scenario Outline: Every typed number says where it comes from
    Given the workbook of a small model
    Then the cell <cell> of "Inputs" has the comment "<comment>"

    Examples:
      | cell | comment                                                        |
      | B4   | Source: SEC EDGAR, 10-K for the year to 2024-12-31             |
      | D11  | Assumption: committee's view; Jane Doe, 2025-01-30             |
      | D10  | Default: long-run nominal growth; adopted by nobody            |

  @office.workbook.draft-with-defaults
  Scenario: A workbook with a default that nobody adopted stays a draft
    Given the workbook of a small model
    When it is to be called checked
    Then that is refused and the refusal names "Growth"

  @office.workbook.checked
  Scenario: A workbook whose checks hold and whose assumptions have owners can be checked
    Given the workbook of a small model whose growth Jane Doe has adopted
    When it is to be called checked
    Then nothing stands against it

  @office.workbook.typed-numbers-fail
  Scenario: A number typed into the file later turns its verdict
    Given the workbook of a small model
    When somebody types a number beside its figures
    And LibreOffice recalculates it
    Then the Checks sheet says "CHECK FAILED"

  @office.workbook.formulas-typed-over-fail
  Scenario: A number typed over a formula turns the verdict, even the same number
    Given the workbook of a small model
    When somebody types its own number over the formula in "D6" of "Inputs"
    And LibreOffice recalculates it
    Then the Checks sheet says "CHECK FAILED"

  @office.workbook.inputs-taken-out-fail
  Scenario: An input that is taken out turns the verdict
    Given the workbook of a small model
    When somebody empties "D11" of "Inputs"
    And LibreOffice recalculates it
    Then the Checks sheet says "CHECK FAILED"
