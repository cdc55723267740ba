Feature: What is kept is kept whole

  @storage.files.checked-on-reading
  Scenario: A stored file that changed on the disk is not passed on
    Given a stored file
    When somebody changes its bytes on the disk
    Then reading it is refused

  @storage.files.restored
  Scenario Outline: A stored file that was lost or changed is put back from its source
    Given a stored file
    When <damage>
    And it is restored from its source
    Then it is read back as it was

    Examples:
      | damage                                 |
      | somebody changes its bytes on the disk |
      | somebody deletes it                    |

  @storage.files.disk-full
  Scenario: A full disk is said to be that, and leaves nothing half written
    Given a folder that takes no more than a few bytes
    Then keeping a file in it is refused with advice
    And nothing is left in it

  @storage.database.first-error
  Scenario: Of a full database what failed first is told, not what failed for it
    Given a database that is full in the middle of a savepoint
    Then it is refused with the words "database or disk is full"

  @storage.files.stored-once
  Scenario: The same content is kept once
    Given a stored file
    When the same content is stored again
    Then one file is kept

  @storage.files.packed-as-received
  Scenario: A file that came packed is kept as it came
    Given a file that came packed by gzip
    When it is stored with its packed form
    Then the packed form is what lies on the disk

  @storage.files.packed-other-content
  Scenario: A packed form of something else is not kept
    Given a file that came packed by gzip
    When it is stored with the packed form of another file
    Then its own content is read back

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
