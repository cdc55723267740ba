Feature: From draft to released

  Files that leave the house were checked by whoever made them, reviewed by another person, and copied under lock with the ledger
  and the hashes of everything. What stands against a step is named, all of it, and nothing is written.

  Background:
    Given checked files of Ann Banker, with prices of 30 January 2025

  @release.states.another-person
  Scenario: Whoever made the files cannot review them
    When "ANN  BANKER" reviews them
    Then it is barred by "release.own-review"
    And the files are as they were

  @release.states.maker-named
  Scenario: Files whose maker nobody named cannot be reviewed
    Given nobody is named as their maker
    When "Ben Second" reviews them
    Then it is barred by "release.no-maker"

  @release.states.order
  Scenario: What nobody reviewed is not released
    When they are released for 31 January 2025
    Then it is barred by "release.state"

  @release.watermark.everywhere
  Scenario: Files carry a watermark until they are reviewed
    Then every slide and every sheet carries the watermark
    When "Ben Second" reviews them
    Then no slide and no sheet carries it

  @release.watermark.nothing-else
  Scenario: Taking the watermark off changes nothing else
    When "Ben Second" reviews them
    Then each part of each file is, byte for byte, as it is written without a watermark

  @release.gate.edited
  Scenario Outline: A file edited after its check goes no further
    When somebody edits the <file>
    And "Ben Second" reviews them
    Then it is barred by "release.edited"

    Examples:
      | file     |
      | deck     |
      | workbook |

  @release.gate.typed
  Scenario: A number typed by hand into the deck is named
    Given "Ben Second" has reviewed them
    When somebody types 4,711.0 into the deck
    And they are released for 31 January 2025
    Then it is barred by "ledger.untraced"
    And it is barred by "release.edited"

  @release.gate.default
  Scenario: A default that nobody adopted stops the review
    Given a default that nobody has adopted
    When "Ben Second" reviews them
    Then it is barred by "release.default"

  @release.gate.price
  Scenario Outline: A price too old on the day of the release stops it
    Given "Ben Second" has reviewed them
    When they are released for <day>
    Then <outcome>

    Examples:
      | day             | outcome                               |
      | 3 February 2025 | there is a released copy              |
      | 4 February 2025 | it is barred by "release.expired-price" |

  @release.gate.licence
  Scenario Outline: What a publisher's licence keeps in the bank does not leave it
    Given the sourced numbers have a licence of the class "<class>"
    And "Ben Second" has reviewed them
    When they are released for 31 January 2025
    Then <outcome>

    Examples:
      | class           | outcome                         |
      | internal        | it is barred by "release.licence" |
      | derived         | it is barred by "release.licence" |
      | some other      | it is barred by "release.licence" |
      | redistributable | there is a released copy        |

  @release.gate.licence-derived
  Scenario: What is only computed of derived data may leave
    Given the sourced numbers have a licence of the class "derived"
    Then their licence bars them where they stand, and not what is computed of them

  @release.gate.layout
  Scenario: A fault of layout stops the release
    Given "Ben Second" has reviewed them
    And the deck has a fault of layout
    When they are released for 31 January 2025
    Then it is barred by "office.geometry.overlap"

  @release.gate.hidden
  Scenario Outline: Nothing hidden and no link to another file is released
    Given checked files with <thing>
    And "Ben Second" has reviewed them
    When they are released for 31 January 2025
    Then it is barred by "<code>"

    Examples:
      | thing                 | code                  |
      | a hidden sheet        | release.hidden-sheet  |
      | a link to a workbook  | release.external-link |
      | a hidden slide        | release.hidden-slide  |
      | a link to a film      | release.external-link |

  @release.copy.locked
  Scenario: The released copy is locked and sealed
    Given "Ben Second" has reviewed them
    When they are released for 31 January 2025
    Then its sheets and structure are protected and its deck is marked as final
    And its ledger says released and its manifest names the hash of each file
    And each step says who took it, when and why
    And it opens in LibreOffice with the same numbers

  @release.copy.intact
  Scenario: An edit of the released copy shows
    Given "Ben Second" has reviewed them
    When they are released for 31 January 2025
    Then it is intact
    And an edited deck, an edited ledger, a changed step, a further file and a missing file each show
    And a copy made anew with another seal shows

  @release.copy.kept
  Scenario: A released copy is never written over
    Given "Ben Second" has reviewed them
    When they are released for 31 January 2025
    Then neither another release nor another book can be written into its folder
