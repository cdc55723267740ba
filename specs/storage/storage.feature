Feature: What is kept is kept whole

  @storage.files.checked-on-reading
  Scenario: A stored file that changed on the disk is not passed on
    Given a stored file
    When somebody changes its bytes on the disk
    Then reading it is refused

  @storage.files.stored-once
  Scenario: The same content is kept once
    Given a stored file
    When the same content is stored again
    Then one file is kept

  @storage.database.migrated-by-many
  Scenario: Several processes may start on an empty database at once
    Given an empty database
    When three processes bring it up to date at once
    Then all of them succeed
    And its tables are those of this version

  @storage.database.newer-is-refused
  Scenario: A database that a newer version wrote is left alone
    Given a database that a newer version wrote
    Then bringing it up to date is refused with advice
