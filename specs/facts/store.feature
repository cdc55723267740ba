Feature: What was reported is kept for ever, and shown to those who may see it

  @facts.store.twice-is-once
  Scenario: The same filing twice is kept once
    Given a store with a 10-K
    When the same 10-K comes in again
    Then it is called a duplicate
    And the store holds what it held

  @facts.store.other-bytes-same-filing
  Scenario: The same filing with other bytes is the same filing
    Given a store with a 10-K
    When the same 10-K comes in with other bytes
    Then it is called a duplicate
    And the store holds what it held

  @facts.store.walls-hide
  Scenario: A filing behind a wall is not there for those outside
    Given a store with a 10-K behind the wall atlas
    Then a viewer outside sees no company, no filing and no fact
    And a viewer brought over atlas sees them

  @facts.store.known-when
  Scenario: A later filing does not change an earlier view
    Given a store with a 10-K
    When a 10-K/A of a month later restates its revenue
    Then the view as of the first filing has the revenue as filed
    And the view as of today has both
