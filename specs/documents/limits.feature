Feature: Untrusted files are read under limits
  A file may be hostile: what it takes of time and memory is bounded, and it reaches nothing.

  @documents.limits.same-document
  Scenario: A good file is read as without limits
    Given the 10-K of an invented company as a file from outside
    When it is read under limits
    Then the document is the same as without

  @documents.limits.misbehaviour-named
  Scenario: What hangs, grows or dies is named, and the rest goes on
    Given two processes under limits of one second and little memory
    When a task hangs, one eats memory, one dies, one fails and ten do as they should
    Then the ten are answered in order
    And the others are told of each by its own reason

  @documents.limits.nothing-reached
  Scenario: A process under limits reaches no network and starts no program
    Given two processes under limits of one second and little memory
    When tasks connect, look up a name, start a program and read the environment
    Then none of them succeeds
