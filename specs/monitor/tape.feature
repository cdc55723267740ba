Feature: The deal tape

  @monitor.tape.merger
  Scenario: A merger told twice is one deal with what was raised
    Given a report of a merger at 21.50 a share and a later one at 23.00
    When the tape is made
    Then it is one deal of M&A, whose price is 23.00 by the later report and was 21.50 by the earlier
    And every term opens at the words that state it

  @monitor.tape.offering
  Scenario: A priced offering is told once, however often it is received
    Given a prospectus of an offering at 14.00 a share, twice the same file
    When the tape is made
    Then it is one deal of equity, priced, with one document

  @monitor.tape.apart
  Scenario: Another price months later is another deal
    Given two prospectuses of one company at 14.00 and, eight months later, at 19.00 a share
    When the tape is made
    Then they are two deals, the later first, and neither is revised

  @monitor.tape.notes
  Scenario: Notes stand by tranche
    Given a report of two tranches of notes
    When the tape is made
    Then the deal of debt holds the principal of each tranche

  @monitor.tape.filters
  Scenario: The tape can be asked for a market, a company and a day
    Given a report of a merger, a prospectus and a report of notes in a folder
    When `bookrunner tape` is asked for debt, for a name and since a day
    Then each answer holds only what was asked for

  @monitor.tape.walls
  Scenario: A deal behind a wall is not on an outsider's tape
    Given the records with a merger behind a wall
    Then an insider's tape has it and an outsider's is empty
