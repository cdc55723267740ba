Feature: Workbook, deck and ledger agree number by number
  One number that differs between a slide and the workbook costs a banker the client's trust, so
  both files are read back, and a difference or a number from nowhere stops the release.

  @ledger.gate.agree
  Scenario: Files written from the same figures agree
    Given a workbook, a deck and their ledger
    Then the gate finds nothing

  @ledger.gate.cell-differs
  Scenario: A changed cell is found
    Given a workbook, a deck and their ledger
    When the value kept in the cell of the profit becomes 53,309
    Then the gate finds "Inputs!D6: the workbook holds 53309.0 where the ledger has 53308"
    And the release is refused

  @ledger.gate.slide-differs
  Scenario: A changed number on a slide is found, with slide, shape and both values
    Given a workbook, a deck and their ledger
    When "159,514.0" in the table becomes "159,541.0"
    Then the gate finds "slide 1/Table 1/row 2/column 3: the slide shows 159,541.0 where the ledger has 159,514.0"
    And the release is refused

  @ledger.gate.chart-differs
  Scenario: A changed point of a chart is found
    Given a workbook, a deck and their ledger
    When the first point of the chart becomes 157,304
    Then the gate finds "slide 1/Chart 1/series 1/point 1: the chart draws 157304 where the ledger has 157403"
    And the release is refused

  @ledger.gate.untraced
  Scenario: A number from nowhere is found
    Given a workbook, a deck and their ledger
    When the footnotes say "about 40 stores"
    Then the gate finds "no figure of the ledger stands behind 40"
    And the release is refused

  @ledger.publish.all-or-nothing
  Scenario: Nothing is left behind when the release is refused
    Given a workbook, a deck and their ledger
    When the footnotes say "about 40 stores"
    And they are published
    Then the destination does not exist

  @ledger.why.to-the-source
  Scenario: A number is followed down to its filing
    Given a workbook, a deck and their ledger
    When somebody asks why "ALD.VALUE"
    Then the answer reaches the filing "0000000042-25-000001" and the assumption of "Jane Doe"

  @ledger.why.near
  Scenario: A mistyped id is answered with those near it
    Given a workbook, a deck and their ledger
    When somebody asks why "ald.revenu_.20240101_20241231"
    Then the answer is not found and names "ald.revenue.20240101_20241231"
