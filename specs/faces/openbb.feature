Feature: The desk inside OpenBB Workspace
  Whoever works in OpenBB Workspace has the desk's tables, charts and answers there, with the same sources and walls.

  @faces.openbb.widgets
  Scenario: The widgets are described as the workspace documents it
    Given a desk that serves OpenBB Workspace
    Then the widgets keep to the documented form
    And each widget stands for a reading operation and names fields of it alone
    And the dashboards and the agent name what there is

  @faces.openbb.same-answer
  Scenario: A widget shows what the command line answers
    Given a desk that serves OpenBB Workspace
    Then the table of statements of "HD" holds the numbers that "statements HD --json" prints
    And comparables of "HD" with the peers "LOW" and "WMT" have no column that is not described

  @faces.openbb.debt
  Scenario: Debt is a table of tranches and a chart of maturities
    Given a desk that serves OpenBB Workspace and has read a report with a debt note
    Then the capitalisation lists each tranche and its totals
    And the maturity wall is a chart whose bars are the years that "debt" answers

  @faces.openbb.agent
  Scenario: The agent answers with the words that prove it
    Given a desk that serves OpenBB Workspace and has read a report
    When the workspace asks "What was revenue in fiscal 2023?" with a widget of that company chosen
    Then events of the documented form tell the figure and cite the words of the report
    And nothing of the workspace's own keys is written down

  @faces.openbb.abstains
  Scenario: The agent says so when the documents do not tell
    Given a desk that serves OpenBB Workspace
    When the workspace asks "What is the weather on the moon?" with nothing chosen
    Then an event says that there is no answer, and no figure is told

  @faces.openbb.refusal
  Scenario: What cannot be served is told with what to do next
    Given a desk that serves OpenBB Workspace
    Then statements of "HDD" are refused with a problem that names "HD"
    And a parameter that no widget has is refused

  @faces.openbb.walls
  Scenario: A walled document shows in no widget to who is outside
    Given a desk that serves OpenBB Workspace and keeps a report behind a wall
    Then every widget and the agent answer an outsider as if it were not there

  @faces.openbb.origin
  Scenario: Pages of the one configured site may read these addresses, and nothing else
    Given a desk that serves OpenBB Workspace
    When pages of "https://pro.openbb.co" and of "https://evil.example" ask everywhere
    Then the first may read the addresses of OpenBB alone, and the second nothing
    And the browser's question beforehand is answered for the first alone

  @faces.openbb.no-origin
  Scenario: Without the setting no page of another site may read anything
    Given a desk without a setting for OpenBB
    When pages of "https://pro.openbb.co" and of "https://evil.example" ask everywhere
    Then neither may read anything

  @faces.openbb.cookie
  Scenario: A page of another site does not speak with the cookie of who is signed in
    Given a desk that serves OpenBB Workspace to people who sign in
    When a page of the configured site asks with a cookie and without a key
    Then it is not known, and with a key it is
