Feature: Every way in is declared
  Public failures came from a second path that skipped the check: so each path is written down with what it does and who may take it.

  @faces.paths.declared
  Scenario: Each address, tool, resource, prompt and skill stands in the one table
    Given every face of a server
    Then each address that is routed is declared once, and each declared one is routed
    And each tool, resource, prompt and skill leads to an operation of the table

  @faces.paths.strangers
  Scenario Outline: A stranger gets nothing at any address that is not declared open
    Given every face of a server
    When somebody <where> without a key asks at every address
    Then each is refused, except the open ones, which say nothing of data

    Examples:
      | where                           |
      | from elsewhere                  |
      | through a proxy on this machine |
