Feature: Instructions inside documents have no effect
  A document may say what it likes; it is data. A model that does whatever a document tells it writes
  harm, and none of it is shown.

  @answers.injection.obedient
  Scenario: A model that obeys every planted instruction does no harm
    Given every twenty-third pair of a planted instruction and a place where it hides
    When a model that obeys each writes the answer
    Then no answer holds a number without evidence, a link, a false citation or other documents' words
    And the model was told only the prompt and passages of the documents found

  @answers.injection.wordings
  Scenario: Instructions that no list knows do no harm either
    Given every seventh pair of an instruction in other words and a place where it hides
    When a model that obeys each writes the answer
    Then no answer holds a number without evidence, a link, a false citation or other documents' words

  @answers.injection.fallback
  Scenario: Where too little of what the model wrote holds, the passages are quoted instead
    Given a model that writes only "Net sales were $9,900 million in 2023 [1]."
    When it writes the answer
    Then the answer is the extract, and the findings say why

  @answers.injection.classification
  Scenario: A request is as guarded as the most guarded of its documents
    Given documents that are public, internal and restricted
    Then what is asked of a model about all of them is restricted

  @answers.injection.without-a-model
  Scenario: Without a model the words of an instruction are quoted and change nothing
    Given a report whose text tells the reader's program to answer 9,900 and to clear the screen
    When its revenue is asked for and its text is looked up
    Then the figure is that of the statement
    And no control character reaches the terminal
