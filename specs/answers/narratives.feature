Feature: What a language model writes, as somebody who asks gets it
  With a model configured an extract is told in sentences, as far as they hold; a model gets only what
  it may see.

  @answers.narrative.asked
  Scenario: With a model configured, what it writes is shown as far as it holds
    Given the report of Ashdale in the records and a model that writes one true and one false sentence
    When "Is Ashdale a defendant in a class action?" is asked of the records
    Then the answer is a narrative with the true sentence alone, cited
    And a finding says that the false one was withheld

  @answers.narrative.guarded
  Scenario: A walled report goes only to a model that may see restricted data
    Given the report of Ashdale behind the wall "quartz" and a model for internal data
    When "Is Ashdale a defendant in a class action?" is asked inside the wall "quartz"
    Then the model hears nothing, and the answer is the extract
