Feature: What is stale in a written book is found, and only that changes

  @revision.refresh.every-place
  Scenario: A new price is found at every place where it or its consequence stands
    Given a book with a share price of 100.00
    When the records hold a price of 110.00 of a later day
    Then the stale numbers stand in text, table cell, input cell and formula cell
    And each names the price of the later day as its cause
    And nothing is stale at a place that does not show it

  @revision.refresh.chart
  Scenario: A restated number changes in the chart, in the workbook behind it and on the axis
    Given a book with a share price of 100.00
    When a later filing restates revenue from 2,100 to 2,400
    Then the chart point and the workbook behind it hold 2400
    And the line that marks revenue on the football field stands elsewhere
    And each names the restatement as its cause

  @revision.refresh.smallest-edit
  Scenario: Parts in which nothing is stale stay byte for byte
    Given a book with a share price of 100.00
    When the records hold a price of 110.00 of the same day
    And the refreshed files take the old ones' place
    Then every other part is stored as it was, in the same order and under the same times
    And in the parts that changed only stale numbers differ

  @revision.refresh.consistent
  Scenario: Refreshed files pass the gate against the new ledger
    Given a book with a share price of 100.00
    When the records hold a price of 110.00 of a later day
    And the refreshed files take the old ones' place
    Then the gate finds nothing
    And a second refresh finds nothing

  @revision.refresh.false-claim
  Scenario: A sentence whose direction turns is a person's to answer for
    Given a book with a share price of 100.00
    When a later filing restates revenue from 2,100 to 1,900
    Then the title that says rose is told for a person and stays as it is
    And with the new sentences asked for it says fell

  @revision.refresh.by-hand
  Scenario: What a person changed elsewhere survives
    Given a book with a share price of 100.00
    And somebody retitled a slide, moved a shape, coloured a cell and added a slide in front
    When the records hold a price of 110.00 of a later day
    And the refreshed files take the old ones' place
    Then all of it is as they left it
    And the numbers around it are the new ones

  @revision.refresh.own-words
  Scenario: Numbers inside a person's own words change, and the words are told
    Given a book with a share price of 100.00
    And somebody wrote "We think $100.00 is cheap" as the title of slide 2
    When the records hold a price of 110.00 of a later day
    Then the title reads "We think $110.00 is cheap" and is told for a person

  @revision.refresh.typed-over
  Scenario: A number that a person typed over is told and kept
    Given a book with a share price of 100.00
    And somebody typed 105 over the price on a slide and in the workbook
    When the records hold a price of 110.00 of a later day
    Then both places are told as overwritten by hand and stay
    And when it is asked for they show the new price

  @revision.refresh.echo
  Scenario Outline: An old number that a person wrote elsewhere is told
    Given a book with a share price of 100.00
    And somebody added <what>
    When the records hold a price of 110.00 of a later day
    Then <place> is told with "<number>" and stays as it is

    Examples:
      | what                                     | place           | number  |
      | a text box that says "Bought at $100.00" | slide 2/Own box | $100.00 |
      | notes that say "Bought at $100.00"       | slide 2/notes   | $100.00 |
      | a cell that says "Worth 3,000.0"         | Inputs!H20      | 3,000.0 |
      | a cell that holds 3000                   | Inputs!H20      | 3,000.0 |

  @revision.refresh.adopted
  Scenario: An assumption that somebody adopts changes its comment and its colour too
    Given a book with a share price of 100.00
    When A. Banker adopts growth of 3%
    And the refreshed files take the old ones' place
    Then the cell of growth is blue on yellow and its comment names A. Banker

  @revision.refresh.made-anew
  Scenario: A page and a sheet whose rows change are written anew where nobody has touched them
    Given a book with a share price of 100.00
    When a second note must be told
    And the refreshed files take the old ones' place
    Then slide 3 and the sheet Notes show both notes
    And the gate finds nothing

  @revision.refresh.structure
  Scenario Outline: What would make half a page is named and nothing is changed
    Given a book with a share price of 100.00
    And somebody <did>
    When <happens>
    Then <page> is to be made anew and no part changes

    Examples:
      | did                        | happens                        | page    |
      | edited the sheet Notes     | a second note must be told     | Notes   |
      | edited the notes' table    | a second note must be told     | slide 3 |
      | did nothing                | a page comes in                | slide 4 |

  @revision.refresh.saved-by-others
  Scenario: A workbook that another program has saved is refreshed as well
    Given a book with a share price of 100.00
    And another program saved the workbook without its values
    When the records hold a price of 110.00 of a later day
    And the refreshed files take the old ones' place
    Then the gate finds nothing

  @revision.refresh.renamed-by-others
  Scenario: A deck whose placeholders another program has named and numbered anew
    Given a book with a share price of 100.00
    And another program renamed the titles
    When the records hold a price of 110.00 of a later day
    And the refreshed files take the old ones' place
    Then the title of slide 2 reads "$110.00" and nothing waits for a person

  @revision.refresh.damaged
  Scenario: A damaged file is named
    Given a book with a share price of 100.00
    And its deck is cut off
    Then a refresh refuses it by name

  @revision.refresh.nothing-lost
  Scenario: A full disk loses nothing
    Given a book with a share price of 100.00
    When the disk is full while new files are written
    Then every file is as it was and no other is left

  @revision.refresh.never-a-mixture
  Scenario: A kill leaves all old files or all new ones
    Given a book with a share price of 100.00
    And a file of somebody's own in its folder
    When the program is killed at each of its steps in turn
    Then the folder holds the old book or the new one, and each time the own file

  @revision.refresh.one-by-one
  Scenario: Where folders cannot change places, each file is whole and a repetition ends it
    Given a book with a share price of 100.00
    And folders cannot change places
    When the program is killed at each of its steps in turn
    Then each file is whole, old or new, and repeating it leaves the new book
