Feature: What is done is written down, and nobody can change it unnoticed

  @governance.audit-log.tampering
  Scenario Outline: Whatever is done to the log is found, with the first entry that is not right
    Given a log of 200 entries with a checkpoint every 50, copied outside
    When somebody does "<what>"
    Then both verifiers find it and name entry <first>

    Examples:
      | what                                             | first |
      | delete entry 73                                  | 73    |
      | insert a made-up entry before 73                 | 73    |
      | swap entries 73 and 74                           | 73    |
      | duplicate entry 73                               | 74    |
      | change entry 73 and hash everything after again  | 50    |
      | cut the end off after 120                        | 120   |
      | roll log and checkpoints back to 100             | 100   |
      | replace the whole log, key and checkpoints       | 0     |
      | fork the log at 100 with the same key            | 100   |
      | forge the checkpoint over 150                    | 100   |
      | sign with a key of one's own at 210              | 210   |

  @governance.audit-log.bytes
  Scenario: Any byte that is changed is found
    Given a log of 200 entries with a checkpoint every 50, copied outside
    When bytes all over the log are changed, one at a time
    Then both verifiers name the entry that holds the byte, each time

  @governance.audit-log.bytes-all
  Scenario: Every byte of a log, and 10,000 of a large one, are changed and found
    Given a log of 200 entries with a checkpoint every 50, copied outside
    When each byte is changed in turn, and 10,000 at random of a log of 20,000 entries
    Then the verifier names the entry that holds the byte, each time

  @governance.audit-log.without-copies
  Scenario: Without a copy from outside a rolled back log is not told from a younger one
    Given a log of 200 entries with a checkpoint every 50, copied outside
    When it is rolled back to 100 with its checkpoints and looked at without the copy
    Then nothing is found, and the verdict says that no copy from outside was there

  @governance.audit-log.together
  Scenario: Processes and threads write one log together
    When 2 processes of 4 threads write 25 entries each at once
    Then the log holds 200 entries in one chain and verifies

  @governance.audit-log.killed
  Scenario: A kill at any moment raises no alarm and loses nothing that was acknowledged
    When a process that writes is killed 8 times and another goes on each time
    Then the log verifies, and each entry that was acknowledged is in it

  @governance.audit-log.killed-often
  Scenario: A thousand kills raise no alarm
    When a process that writes is killed 1000 times and another goes on each time
    Then the log verifies, and each entry that was acknowledged is in it

  @governance.audit-log.torn
  Scenario Outline: An entry that was half written is taken away, and the log says so
    Given a log whose last entry ends after <part> of its bytes
    When the next entry is written
    Then the log verifies and <said>

    Examples:
      | part      | said                             |
      | one       | says that a torn tail was mended |
      | half      | says that a torn tail was mended |
      | all but 1 | keeps the entry                  |

  @governance.audit-log.unwritable
  Scenario: What cannot be written down is not done
    Given a log in a folder that cannot be written
    When an action is recorded
    Then it is not done, and the error says that the audit log cannot be written

  @governance.audit-log.sink-away
  Scenario: Where a copy cannot be written outside, nothing is done
    Given a log whose outside file lies on a volume that is gone
    When an action is recorded
    Then it is not done, and the error says that the audit log cannot be written

  @governance.audit-log.recorded
  Scenario: An action leaves what was asked, what was read and what left, and no secret
    When an action with a password, a long text and a file that leaves is recorded
    Then its entries hold the digest of the text and the file, and not the password

  @governance.audit-log.failed
  Scenario: An action that fails leaves the name of its error
    When an action that raises an error is recorded
    Then its entry ends with the error's name, and not with its message

  @governance.audit-log.walls
  Scenario: Who is not inside a wall sees no line from behind it
    Given actions behind the wall "apollo" and in the open
    When the log is viewed from outside, from inside and by the control room
    Then the outsider sees the open ones alone, and the others see all

  @governance.audit-log.rotation
  Scenario: A new key is vouched for by the one before
    Given a log of 200 entries with a checkpoint every 50, copied outside
    When the key is rotated and 100 more entries are written
    Then both verifiers find nothing, and the verdict names both keys

  @governance.audit-log.inclusion
  Scenario: One entry is proven to be in a signed log without the others
    Given a log of 200 entries with a checkpoint every 50, copied outside
    When the inclusion of each entry is proven
    Then each proof holds for its entry, and for no other

  @governance.audit-log.light
  Scenario: Recording loads no library for signatures before a checkpoint is due
    When a program writes an entry with no checkpoint due
    Then the library for signatures is not loaded
