Feature: Vectors from the bank's own model
  An endpoint that speaks OpenAI's embeddings API can make the vectors. What it answers is checked;
  vectors of two models are never compared.

  @search.embedder.filings
  Scenario: Words that every filing has weigh less than those that tell it apart
    When passages of a filing that share only its common words are embedded
    Then they are less near each other than to a passage on the same matter
    And the file of the built-in vectors is the one that its page names

  @search.embedder.endpoint
  Scenario: Texts go to the endpoint and unit vectors come back, in their order
    Given an endpoint whose vectors have 48 numbers
    When 150 texts are embedded, one of them blank
    Then each has its own vector of length 1, the blank one zeros
    And it was asked in 4 requests with the model and the key

  @search.embedder.index
  Scenario: An index with the endpoint's vectors finds what is near, apart from others
    Given an endpoint whose vectors have 48 numbers
    When three passages are indexed with it and with the built-in vectors
    Then the nearest passage is found with each, in folders of their own

  @search.embedder.faults
  Scenario Outline: What is wrong with the endpoint is named
    Given an endpoint that <does>
    When a text is embedded
    Then it ends with <error> and the message neither holds the key nor a password

    Examples:
      | does                         | error                 |
      | refuses the key              | EmbeddingsRefused     |
      | fails                        | EmbeddingsRefused     |
      | redirects                    | EmbeddingsRefused     |
      | answers HTML                 | EmbeddingsUnusable    |
      | forgets a text               | EmbeddingsUnusable    |
      | changes the length           | EmbeddingsUnusable    |
      | answers NaN                  | EmbeddingsUnusable    |
      | does not answer in time      | EmbeddingsUnreachable |
      | is not there                 | EmbeddingsUnreachable |
