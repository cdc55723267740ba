Feature: One road to a language model
  Whoever asks a model sees the same requests, replies and errors, whichever model it is.

  @llm.port.off-by-default
  Scenario: Without a configured model nothing is asked
    Given no configured model
    When a model is asked in the words of a banker
    Then the answer is that none is configured and none is needed

  @llm.port.scripted
  Scenario: A scripted model answers as its script says and remembers the question
    Given a scripted model
    When a model is asked in the words of a banker
    Then it answers as scripted
    And the question can be looked at
