Feature: The Model Context Protocol
  An assistant uses the desk through tools that are the operations themselves.

  @faces.mcp.tools
  Scenario: The tools are the operations, with their own schemas
    Given an assistant at the desk
    Then its tools are the operations for callers from afar
    And each tool says whether it writes

  @faces.mcp.same-answer
  Scenario: A tool answers what the command line answers
    Given an assistant at the desk
    When it calls "facts" with company HD, line revenue and period FY2023
    Then the answer is what "facts HD --line revenue --period FY2023 --json" prints

  @faces.mcp.refusal
  Scenario: A refusal says what to do next and breaks nothing
    Given an assistant at the desk
    When it calls "statements" with company HDD
    Then the tool's error says "did you mean HD"
    And the next call is answered

  @faces.mcp.resource
  Scenario: A figure's proof can be read by its address
    Given an assistant at the desk
    When it reads "bookrunner://figures/hd.revenue.20230130_20240128"
    Then the words name "us-gaap:RevenueFromContractWithCustomerExcludingAssessedTax"
    And no path of the server

  @faces.mcp.read-only
  Scenario: Who was given reading alone is offered no tool that writes
    Given an assistant that was given reading alone
    Then none of its tools writes
    When it calls "index" without fields
    Then the call is refused because it writes

  @faces.mcp.prompts
  Scenario: The common workflows are there as prompts
    Given an assistant at the desk
    Then the prompt "target-list" with the screen "refinancing" names the tool "screen"
    And a company that begins "hd" is completed to "HD"
