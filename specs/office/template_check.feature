Feature: A presentation is looked at as a template before a deck is made of it
  A bank's template carries no marks for us. What decks take of it, and which kinds of page it can hold, is found by
  trying each.

  @office.template-check.fits
  Scenario: A template that holds every page says so
    Given the template that is built in
    When it is checked
    Then its size, fonts and safe area are told, three layouts have a use, and every kind of page fits

  @office.template-check.too-small
  Scenario: A page that does not fit is named with the reason
    Given a template whose pages are 4 by 3 inches
    When it is checked
    Then the widest table does not fit and the reason says what would help

  @office.template-check.what-is-dropped
  Scenario: What is not taken over is said
    Given a template with two slides of its own, no title slide and no page number
    When it is checked
    Then the slides, the missing cover and the missing page number are remarked

  @office.template-check.refused
  Scenario: What cannot serve is a named error
    Given a text file, a workbook and a deck that holds macros
    When each is checked from the command line
    Then each is refused with exit code 5 and its reason
