Feature: A banker adopts the assumptions of a book

  A book whose assumptions are the system's defaults is a draft. It may be called checked when each
  of them has an owner, a reason and a date, and every check of the workbook holds.

  @journeys.adoption.draft
  Scenario: A book with defaults cannot be written as checked
    Given a home with the sample
    When a banker asks for a checked book
    Then it is refused with the number of defaults, some of their names and how to adopt them
    And no file is written

  @journeys.adoption.checked
  Scenario: A book whose assumptions have an owner is written as checked
    Given a home with the sample
    When a banker has the defaults listed
    And fills in owner and date, and the house view of the equity risk premium
    And asks for a checked book with the list
    Then the book is checked and no assumption is without an owner
    And why names the owner of the equity risk premium, and its value
    And the list that was filled in is never written over
