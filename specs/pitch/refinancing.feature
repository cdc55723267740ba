Feature: A pitch for refinancing

  @pitch.refinancing.on-the-sample
  Scenario: The sample alone gives structure, wall and statistics, and says what the rest requires
    Given the sample
    When a refinancing pitch of Home Depot is written
    Then its pages tell capital structure, wall and credit statistics
    And its refinancing page says that the spread of a new issue is required

  @pitch.refinancing.recalculates
  Scenario: With terms and a spread the analysis is live
    Given the sample with the make-whole terms of three bonds, two ratings and a new-issue spread
    When a refinancing pitch of Home Depot is written
    Then the deck tells what each bond costs and saves, and the ratings
    And every formula cell recalculated by LibreOffice equals the engine

  @pitch.refinancing.does-not-fit
  Scenario: A company without debt has nothing to refinance
    Given a company of the sample that reports no debt
    When a refinancing pitch of it is asked for
    Then it is refused with what would fit
