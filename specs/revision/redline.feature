Feature: What differs between two versions of a file is told by place

  @revision.redline.same
  Scenario: A file beside itself shows nothing
    Given a workbook and a deck
    Then neither differs from itself

  @revision.redline.workbook
  Scenario: Numbers, formulas and words of a workbook
    Given a workbook in which a number, a formula and a label were changed
    Then each is told with its cell, what it was and what it is

  @revision.redline.rows
  Scenario: An inserted row is one change, not one for every row below it
    Given a workbook with a row inserted above a sum
    Then the row is told as added and the sum's formula as the only other change

  @revision.redline.sheets
  Scenario: Sheets that come, go and move
    Given a workbook with one sheet added, one removed and one moved to the end
    Then each is told once

  @revision.redline.deck
  Scenario: Numbers and words of a deck
    Given a deck in which a number, a word and a chart point were changed
    Then each is told with its slide, what it was and what it is

  @revision.redline.slides
  Scenario: Slides that come, go and move
    Given a deck with one slide added, one removed and one moved to the front
    Then each is told once and nothing else

  @revision.redline.table-rows
  Scenario: A row that is added to a table is one change
    Given a deck with a row added in the middle of a table
    Then only the row is told

  @revision.redline.strangers
  Scenario Outline: What is no workbook and no deck is named
    Given a file that is <kind>
    Then comparing it says <error>

    Examples:
      | kind                              | error       |
      | cut off in the middle             | NotAPackage |
      | a text                            | NotAPackage |
      | a zip of other things             | NotAPackage |
      | a workbook with a broken part     | NotXml      |
      | a workbook beside a deck          | KindsDiffer |
