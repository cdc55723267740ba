Feature: Nothing is lost between a file and the records
  What goes into a stage comes out, is rejected for a reason, or is a duplicate by its key. One row lost,
  made of nothing or exchanged for another sounds an alarm.

  @ingestion.counts.balanced
  Scenario: Every stage of an ingest accounts for what it received
    Given a folder of two filings, a copy of one, a broken archive and a readme
    When the folder is ingested
    Then each stage's received keys are its accounted keys
    And there is no alarm

  @ingestion.counts.dropped
  Scenario: Two hundred losses and exchanges all sound an alarm
    Given two hundred stages that each lose, add or exchange one of their keys
    When they are counted
    Then each of them alarms

  @ingestion.counts.clean
  Scenario: A thousand sound stages sound none
    Given a thousand stages whose keys all come out in another order
    When they are counted
    Then none of them alarms

  @ingestion.counts.fact-lost
  Scenario: A tagged number lost on the way is told
    Given a filing, and a reader that loses one of its numbers
    When the filing is taken
    Then a finding says that the stage of facts does not add up
