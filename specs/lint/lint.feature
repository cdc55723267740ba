Feature: Any deck is looked through, slide by slide
  A deck goes round before it goes out. What a reader would see as wrong, or be misled by, is told with the slide, the
  shape, why, and what to do; a deck without a fault has nothing told of it.

  @lint.deck.faults-are-told
  Scenario: Each kind of fault is told by its rule
    Given decks as strangers build them, each with one fault
    When they are looked through
    Then every fault is told by a rule that is about it

  @lint.deck.clean-is-silent
  Scenario: A whole deck has nothing told of it
    Given decks as strangers build them, whole
    When they are looked through
    Then nothing is told of any

  @lint.deck.ours-is-held
  Scenario: A deck of ours with a fault is not written
    Given a pitch whose layout is found faulty
    When it is written
    Then it is refused and the fault is named

  @lint.deck.bad-files
  Scenario: What is no deck is refused by name
    Given a text file, a workbook, a truncated deck and a deck that holds macros, all called pptx
    When they are looked through from the command line
    Then each is refused as no deck

  @lint.deck.hostile-files
  Scenario: What was made to do harm is refused by name
    Given a deck that unpacks without end, one that declares entities, one with broken relations and one cut apart
    When they are looked through from the command line
    Then each is refused by a named error and nothing breaks
