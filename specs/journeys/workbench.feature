Feature: The workbench
  A banker works in a browser: every number opens its source, and a book is a few keys away.

  @journeys.workbench.first-visit
  Scenario: From the first visit to a downloaded pitch
    Given the workbench in a browser
    When I open the company HD
    And I open the source of its newest revenue
    Then the proof names the tag and the whole number
    When I write a refinancing pitch for it
    Then workbook, deck and ledger can be downloaded

  @journeys.workbench.as-of
  Scenario: The statements slide back to what was known on an earlier day
    Given the workbench in a browser
    When I open the company HD
    And I slide to the first day on which something was filed
    Then the year that was reported later is gone, and the day stands beside the slider

  @journeys.workbench.calendar
  Scenario: A day ahead opens to its formula and the words it stands on
    Given the workbench in a browser
    When I open the maturities of ZZALD in the calendar
    Then a day opens to its formula, and its proof to the document

  @journeys.workbench.jobs
  Scenario: Long work is told of where the day begins, and can be stopped
    Given the workbench in a browser
    When I ask for two pitches and go to the first page
    Then their progress is told, and the one that I cancel is cancelled

  @journeys.workbench.ask
  Scenario: A question is answered beside its proof, which opens the document
    Given the workbench in a browser
    When I ask "What was the revenue of ZZALD in fiscal 2023?"
    Then the proof stands beside the answer and opens at the cited words

  @journeys.workbench.keyboard
  Scenario: Anywhere is reached by keys alone
    Given the workbench in a browser
    When I press Control and K and type "low"
    Then Enter leads to Lowe's

  @journeys.workbench.refusal
  Scenario: A refusal says what to do next
    Given the workbench in a browser
    When I write an ipo pitch for HD
    Then the page says that HD is listed and what would fit

  @journeys.workbench.quiet
  Scenario: Every place works without an error, in both colours, and asks no other host
    Given the workbench in a browser
    When I go through every place in light and in dark
    Then nothing was asked of another host and the console is clean
    And the first load is below 150 kB

  @journeys.workbench.models
  Scenario: A changed peer or assumption changes every number that stands on it
    Given the workbench in a browser
    When I compare HD with LOW and WMT
    Then the statistics change when WMT is left out
    When I set its long-run growth to 3% in the cash flows
    Then the value per share has risen and its proof names the growth and its owner
    And the workbook of the model carries the growth

  @journeys.workbench.wall
  Scenario: A deal gets a wall, and nothing is brought behind it by who is not inside
    Given the workbench in a browser
    When I open the deal project-larch and bring ada over its wall
    And I bring a filing behind the wall project-larch
    Then who is not inside is told so, and no document of it is listed
    And the audit page tells the bringing over and verifies the record

  @journeys.workbench.accessible
  Scenario: No page has a serious barrier in either colours
    Given the workbench in a browser
    When every page is examined for barriers, in light and in dark
    Then no barrier is serious

  @journeys.workbench.packaged
  Scenario: A wheel carries the built workbench and serves it
    Given a wheel made where the workbench was built
    Then what is installed from it serves the workbench's page and its scripts

  @journeys.workbench.sign-in
  Scenario: Who is not signed in is led to the bank's sign-in and back, and signs out for good
    Given a bank's workbench behind sign-in, in a browser
    When I open the company HD
    Then I am signed in at the bank's provider and back at the company HD
    And every place stands in sight on a page 1280 wide
    And every place stands in sight on a page 800 wide
    When my session ends elsewhere and I open the company LOW
    Then I am signed in again and stand at the company LOW
    When I sign out
    Then the bank's provider ends the sign-in, and the session opens nothing any more
    When I open the page that says so
    Then it has no barrier, asks nothing of the server, and leads back to the sign-in
