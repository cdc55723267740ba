Feature: Any workbook is audited, cell by cell
  A banker sends a model that somebody else built. What is wrong in it is told with the cell, why, and what to
  do; a model without a fault has nothing told of it.

  @audit.workbook.faults-are-told
  Scenario: Each kind of fault is told by its rule
    Given small models as strangers build them, each with one fault
    When they are audited
    Then every fault is told by a rule that is about it

  @audit.workbook.clean-is-silent
  Scenario: A whole model has nothing told of it
    Given small models as strangers build them, whole
    When they are audited
    Then nothing is told of any

  @audit.workbook.not-calculated
  Scenario: A workbook whose formulas have kept no values is calculated on a copy
    Given a model with growth above its WACC, written by a program that calculates nothing
    When it is audited from the command line
    Then the growth is told as if the values had been kept

  @audit.workbook.ours-is-silent
  Scenario: Our own workbook passes
    Given the pitch workbook of a company of the sample
    When it is audited from the command line
    Then nothing is found and the sheets and formulas read are counted

  @audit.workbook.bad-files
  Scenario: What is no workbook is refused by name
    Given a text file and a truncated workbook, both called xlsx
    When they are audited from the command line
    Then each is refused as no workbook of Excel
