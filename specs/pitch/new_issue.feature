Feature: A pitch for a new bond

  @pitch.new-issue.on-the-sample
  Scenario: The invented company's levels, named as invented, give terms at each tenor
    Given the sample
    When a new-issue pitch of the invented company is written
    Then its pages show the market, the curve, recent issues, terms, cost and process
    And every formula cell recalculated by LibreOffice equals the engine

  @pitch.new-issue.requires-quotes
  Scenario: Of a real company no level is invented
    Given the sample
    When a new-issue pitch of Home Depot is written
    Then its terms page says that quoted bonds are required, and the process pages stand
