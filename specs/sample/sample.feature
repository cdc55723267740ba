Feature: A sample that works without a network
  A newcomer has real figures, one date of prices and invented documents at hand, and can tell
  which is which.

  @sample.load.once
  Scenario: The sample loads itself into an empty home, once
    Given an empty home
    When the sample is loaded
    And the sample is loaded again
    Then the eight companies of the demonstration are there
    And the second load wrote nothing

  @sample.facts.sourced
  Scenario: A carried figure names the filing and the tag it comes from
    Given an empty home
    When the sample is loaded
    Then Home Depot's revenue of the year to 2024-01-28 is 152669000000
    And its source is accession 0000354950-24-000062 and a tag, without a citation

  @sample.prices.one-date
  Scenario: Prices are single facts of one date
    Given an empty home
    When the sample is loaded
    Then every company has at most one price
    And all prices are of 2024-08-30

  @sample.prices.replaced
  Scenario: A user's price file is read row by row
    Given a price file with one good row and one with a negative price
    When the price file is read
    Then the good row is a price
    And the other is an error that names its line

  @sample.invented.plain
  Scenario: Invented companies are plainly invented
    Given an empty home
    When the sample is loaded
    Then the invented listed company has three filings that say so first
    And its figures are cited to their words
