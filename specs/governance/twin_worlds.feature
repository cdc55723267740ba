Feature: What stands behind a wall changes nothing that is told outside it

  @governance.twin-worlds.outsider
  Scenario: An outsider cannot tell a world with a walled filing from the same world without it
    Given a world with a filing behind a wall, and the same world without it
    Then an insider finds the filing in the one world alone
    And random sequences of requests by an outsider are answered byte by byte the same in both
