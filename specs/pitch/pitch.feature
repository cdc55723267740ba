Feature: A pitch book whose every number leads back to a source, a formula or an owner
  A workbook, a deck and a ledger are written together. A banker changes an assumption in the
  workbook and gets what the model would say; a client who asks where a number comes from is told.

  @pitch.workbook.recalculates
  Scenario: Another program computes what the workbook holds
    Given the book of Home Depot beside LOW, WMT, NKE and MCD
    When LibreOffice recalculates its workbook
    Then more than 3000 formula cells hold what was computed, and none shows an error

  @pitch.workbook.every-number-has-an-origin
  Scenario: No number is typed without a source or into a formula
    Given the book of Home Depot beside LOW, WMT, NKE and MCD
    Then the audit of its workbook finds nothing
    And every figure of a slide has a cell named by its id

  @pitch.workbook.live
  Scenario: A switch turned by hand gives the value of the model with that switch
    Given the book of Home Depot beside LOW, WMT, NKE and MCD
    When somebody turns the mid-year convention off in the workbook
    Then LibreOffice and the model agree on every value, and all checks hold

  @pitch.release.faults-stop-it
  Scenario Outline: A number that differs stops the release
    Given the book of Home Depot beside LOW, WMT, NKE and MCD
    When <fault> is planted before the files are compared
    Then the fault is named and nothing is written

    Examples:
      | fault                 |
      | a cached value        |
      | a number on a slide   |
      | a point of a chart    |
      | a number from nowhere |

  @pitch.release.checked-needs-owners
  Scenario: A book with a default that nobody adopted cannot be checked
    Given the book of Home Depot beside LOW, WMT, NKE and MCD
    When it is to be written as checked
    Then it is refused, naming each default, and nothing is written

  @pitch.comps.peers-outside-the-industry
  Scenario: The comparables page names the peers that are none
    Given the book of Home Depot beside LOW, WMT, NKE and MCD
    Then its comps page and its notes say that NKE and MCD are not in the target's industry
    And they say nothing of the kind of LOW or WMT

  @pitch.deck.native-pages-with-sources
  Scenario: The deck is made of native charts and tables with their sources
    Given the book of Home Depot beside LOW, WMT, NKE and MCD
    Then its deck has at least 12 slides without a fault of layout
    And it holds charts and tables but no picture

  @pitch.inputs.missing-is-said
  Scenario: A valuation without a yield curve says that it needs one
    Given Home Depot on a day without a Treasury curve
    When its book is written
    Then the page of the DCF says "load the Treasury curve of the valuation date"
    And no figure of a DCF is in its ledger

  @pitch.inputs.nothing-from-the-future
  Scenario: A book uses nothing that became known after its valuation date
    Given the book of Home Depot beside LOW, WMT, NKE and MCD
    Then no source in its ledger is later than its valuation date

  @pitch.walls.no-trace
  Scenario: A filing behind a wall leaves no trace for those outside
    Given a home with a filing about Home Depot behind the wall "oak"
    When somebody outside the wall writes its book
    Then it is byte for byte the book of a home without that filing
