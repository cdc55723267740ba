Feature: An answer that has not changed is told again without being worked out
  A server remembers answers of a line or a statement until anything in the records changes, so that
  a hundred readers of one page cost little. What is remembered is never told to who is inside other
  walls, outlives no change, and is written into the audit log each time.

  @faces.told-again.until-changed
  Scenario: A new filing is in the next answer
    Given a server that was asked for the revenue of Testwick Stores twice
    Then both answers are the same and the second was not worked out
    When another process ingests a filing with another revenue
    Then the next answer is the new revenue

  @faces.told-again.walls
  Scenario: What is known inside a wall is not told again outside, nor the other way round
    Given a server that was asked for the revenue of Testwick Stores twice
    When a filing with another revenue is kept behind the wall birch
    Then who is inside birch is told the one and who is outside the other, whoever asks first

  @faces.told-again.recorded
  Scenario: Each telling is in the audit log, and none is told that cannot be written there
    Given a server that was asked for the revenue of Testwick Stores twice
    Then the audit log tells of both with what was read
    When the audit log cannot be written
    Then the third is refused as RecordUnwritable

  @faces.told-again.why
  Scenario: Why begins at what was told last, though it was told again
    Given a server that was asked for the revenue of Testwick Stores twice
    When it is asked for another line and then for that revenue again
    Then the ledger of the last line holds that revenue

  @faces.told-again.who
  Scenario: Who is shut out, taken out or signs out is refused at the next request
    Given a bank's server that ann has just asked, with a session and a key
    When she is taken out of a wall, her session ends, her key is revoked and she is shut out, in turn
    Then each takes effect at the next request

  @faces.told-again.no-waiting
  Scenario: Nobody waits for an answer because the provider does not answer about somebody else's token
    Given a bank's server whose provider does not answer
    When somebody shows it a token, and ann, who has a session, asks for a line that was told before
    Then ann is answered while the other still waits
