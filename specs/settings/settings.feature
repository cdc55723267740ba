Feature: Everything configurable comes from the environment

  @settings.environment.unknown-is-refused
  Scenario: A misspelt setting does not pass unnoticed
    Given the environment variable BOOKRUNNER_HOEM
    When the settings are read
    Then they are refused
    And the error proposes BOOKRUNNER_HOME

  @settings.home.holds-all-state
  Scenario: All local state lies below one folder
    Given the environment variable BOOKRUNNER_HOME
    When the settings are read
    Then the database and the stored files lie below that folder
