Feature: What a desk was asked to do outlives any end of its worker

  @jobs.crash.desk
  Scenario: A desk whose worker is killed again and again reads and writes everything once
    Given a desk that was asked to read filings and to write a paper
    When its worker is killed with -9 at 10 random moments and then left alone
    Then nothing that was asked for is lost
    And what is there is what a desk has whose worker was never killed
