Feature: A pitch book of the sample is brought up to date in place

  @pitch.refreshing.price
  Scenario: A new price changes what rests on it and nothing else
    Given the refinancing pitch of Home Depot
    And a client's remark in the notes of slide 1
    When it is refreshed with a close of 379.55 for 368.50
    Then the share price is stale in workbook and deck, each with the new close as its cause
    And every part of the files that the answer calls untouched has the bytes it had
    And LibreOffice recalculates the same and the auditor finds no error
    And the client's remark is still there
    And a second refresh finds nothing

  @pitch.refreshing.listed
  Scenario: Without being asked to change anything it only lists
    Given the refinancing pitch of Home Depot
    When what a close of 379.55 makes stale is listed
    Then the folder is as it was

  @pitch.refreshing.peers
  Scenario: Peers that nobody named stay those of the book
    Given the refinancing pitch of Home Depot
    When it is refreshed for a day on which other companies would be its peers
    Then its peers are those it was written with

  @pitch.refreshing.released
  Scenario: A released copy is refused by name
    Given the refinancing pitch of Home Depot
    And it was released
    When it is refreshed with a close of 379.55 for 368.50
    Then it is refused because it is released, and the folder is as it was

  @pitch.refreshing.template
  Scenario: A book on somebody's own template keeps its design, and asks for it when it is gone
    Given the refinancing pitch of Home Depot on a template of somebody's own
    When it is refreshed with a close of 379.55 for 368.50
    Then a slide shows 379.55 and every layout, master and theme has the bytes it had
    And once the template is gone a refresh asks for it by name

  @pitch.refreshing.open
  Scenario: A file that somebody has open is not written over
    Given the refinancing pitch of Home Depot
    And somebody has its deck open in PowerPoint
    When it is refreshed with a close of 379.55 for 368.50
    Then it is refused with pitch.pptx is open, and the folder is as it was

  @pitch.refreshing.damaged
  Scenario Outline: What is missing or damaged is named and nothing is written
    Given the refinancing pitch of Home Depot
    And <what> happened to its files
    When it is refreshed with a close of 379.55 for 368.50
    Then it is refused with <words>, and the folder is as it was

    Examples:
      | what                    | words                    |
      | a deleted deck          | pitch.pptx               |
      | a deleted ledger        | ledger.json              |
      | a cut-off workbook      | pitch.xlsx is damaged    |
      | a broken slide          | slide2.xml               |
      | a workbook in its place | pitch.pptx is damaged    |
      | a folder in its place   | Is a directory           |
      | an emptied ledger       | ledger.json              |
