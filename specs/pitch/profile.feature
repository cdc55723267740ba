Feature: The company profile has a second page: business, key figures, reports and owners
  What the records do not hold is named with how to bring it; nothing of it is invented.

  @pitch.profile.key-figures
  Scenario: Growth, margins and leverage are formulas over the reports
    Given Home Depot with revenue of 157,403 million in fiscal 2022 and 152,669 million in fiscal 2023
    When its refinancing pitch is written
    Then the page behind the profile shows growth of (3.0%), an EBITDA margin of 16.3% and net debt of 1.6x EBITDA
    And it names the latest reports with dates, and says how holders are brought
    And the figures stand on the Profile sheet

  @pitch.profile.segments
  Scenario: Segments stand with their shares, the largest first
    Given a report with segments of 300 and 700 million of revenue
    When the profile is made
    Then the larger stands first with 70.0% of revenue

  @pitch.profile.private
  Scenario: A private company's holders come from its cap table
    When the profile of Fernhollow is made for an ipo pitch
    Then its holders and their shares of the company add up to all of it
    And the page says that segments and recent developments are required

  @pitch.profile.every-type
  Scenario: Each type of pitch begins with the profile
    Then every type of pitch has the profile as its first part
