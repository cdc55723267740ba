Feature: The Agent2Agent protocol
  Other agents give the desk tasks, in words or exactly, and get what the command line answers.

  @faces.a2a.card
  Scenario: The card is signed by the installation's key
    Given an agent that ann and ben may ask
    Then its card names both bindings and its signature holds
    And a card with one letter changed does not hold

  @faces.a2a.extended-card
  Scenario: The card of a caller names what that caller may ask for
    Given an agent that ann and ben may ask
    Then ann's card names "pitch" and ben's does not
    And nobody else gets one

  @faces.a2a.same-answer
  Scenario Outline: A task answers what the command line answers
    Given an agent that ann and ben may ask
    When ann asks exactly for "facts" of HD, revenue, FY2023 through the official client over <binding>
    Then the artifact's data is what "facts HD --line revenue --period FY2023 --json" prints
    And its words hold no number that the data does not

    Examples:
      | binding   |
      | JSONRPC   |
      | HTTP+JSON |

  @faces.a2a.same-refusal
  Scenario: A refusal is the command line's
    Given an agent that ann and ben may ask
    When ann asks exactly for "statements" of HDD
    Then the task has failed with the problem that "statements HDD" ends with

  @faces.a2a.asks-back
  Scenario: What is missing is asked back, and the answer completes the request
    Given an agent that ann and ben may ask
    When ann says "comps HD"
    Then the task waits for "peers"
    When ann answers "LOW and NVDA"
    Then the task is completed with an answer of "comps"

  @faces.a2a.unclear
  Scenario: Words that are not clear are asked back
    Given an agent that ann and ben may ask
    When ann says "frobnicate the knob"
    Then the task waits for "an operation"
    When ann answers "statements HD"
    Then the task is completed with an answer of "statements"

  @faces.a2a.approval
  Scenario: What writes is approved first when it was asked for in words
    Given an agent that ann and ben may ask
    When ann says "make a one-pager document for HD"
    Then the task waits for "Answer yes"
    And nothing was written
    When ann answers "yes"
    Then the task is completed with files that ann alone can fetch

  @faces.a2a.declined
  Scenario: What is declined is not done
    Given an agent that ann and ben may ask
    When ann says "pitch HD follow-on"
    And ann answers "no"
    Then the task is canceled
    And nothing was written

  @faces.a2a.reading-only
  Scenario: Who may read alone is refused what writes, in words and exactly
    Given an agent that ann and ben may ask
    Then ben is refused "pitch" of HD, and no yes helps

  @faces.a2a.owner
  Scenario: A task is its owner's alone
    Given an agent that ann and ben may ask
    When ann says "frobnicate"
    Then ben cannot get, list, answer, cancel or follow it, nor be told of it

  @faces.a2a.wall
  Scenario: Who leaves a wall leaves the tasks that were worked on inside it
    Given an agent that ann and ben may ask
    When ann says "companies"
    And ann leaves her wall
    Then ann cannot get or list that task

  @faces.a2a.restart
  Scenario: Tasks outlive the server
    Given an agent that ann and ben may ask
    When ann says "comps HD"
    And the server is stopped while another task of ann's is worked on, and started again
    Then the other task has failed and says why
    When ann answers "LOW, NVDA"
    Then the task is completed with an answer of "comps"

  @faces.a2a.bounded
  Scenario: One owner's tasks are bounded
    Given a store of tasks that keeps 3 of an owner
    When ann has 5 tasks that ended
    Then the 3 newest are left
    When ann has 3 tasks that are open
    Then a further one is refused

  @faces.a2a.hostile
  Scenario: Input that is large, deep, broken or strange is refused by name
    Given an agent that ann and ben may ask
    Then each hostile request is refused by name and tells nothing of the server

  @faces.a2a.told
  Scenario: No notification reaches into the house
    Given an agent that ann and ben may ask
    Then each address of the house is refused when it is named

  @faces.a2a.all-operations
  Scenario: Every operation belongs to a skill, and is understood by its name
    Then each operation for callers from afar has one skill and can be asked for in words
