Feature: Stale work
  When the records change, whoever wrote a book with the old numbers is told which, and how to mend it.

  @revision.stale.found
  Scenario: A new price makes stale the books that show it and no other
    Given a refinancing book of HD and one of LOW, written from one home
    And a book whose folder was deleted since
    When a later closing price of HD is imported
    And I ask what is stale
    Then the book of HD is stale because of that price, and the book of LOW is not
    And every stale number says where it stands and what it would be
    And the deleted book is named as not compared

  @revision.stale.walls
  Scenario: A book behind a wall is not there for those outside
    Given a refinancing book of HD and one of LOW, written from one home
    And the book of LOW stands behind the wall "project-oak"
    When someone outside asks which books there are
    Then the book of LOW is not among them
