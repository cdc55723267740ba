Feature: The road to the configured models
  A bank says which model may see which data and what it may cost; nothing else is asked.

  @llm.gateway.reply
  Scenario: A configured model answers
    Given a model that answers "Leverage fell."
    When it is asked
    Then the reply is "Leverage fell." with its tokens and cost

  @llm.gateway.retry-after
  Scenario: A server that asks for time gets it
    Given a model that first says that it was asked too often and to wait 7 seconds
    When it is asked
    Then the reply comes after at least 7 seconds

  @llm.gateway.fall-back
  Scenario: Another model of the same classification stands in
    Given a model that fails and another that may see the same data
    When a question about internal data is asked
    Then the other answers

  @llm.gateway.never-crosses
  Scenario: No fall-back crosses a classification
    Given a model that fails and another that may see only public data
    When a question about restricted data is asked
    Then no model answers
    And the other was sent nothing

  @llm.gateway.budget
  Scenario: A budget that is spent stops the next call before it is sent
    Given a model with a budget for one call a day
    When it is asked twice
    Then the second is refused by the budget
    And the model was asked once

  @llm.gateway.redaction
  Scenario: Code names of deals do not leave
    Given a model that repeats what it hears, and the code name "Project Atlas"
    When it is asked about "PROJECT  ATLAS"
    Then the code name was not sent
    And the reply names it

  @llm.gateway.replay
  Scenario: What was recorded is replayed, and nothing else
    Given a recorded reply
    When replies are replayed
    Then the same question is answered without a model
    And another question is an error

  @llm.gateway.keys
  Scenario: A key that a server repeats is masked
    Given a model that repeats its key in replies and errors
    When it is asked
    Then the key stands in no reply, error or log
