Feature: Messages of a deck in a model's words
  With a language model configured and asked for, the executive summary and the titles of pages are
  worded by it. It never sees a figure, and what it writes is used only where it says what the
  template says.

  @pitch.narrative.planted
  Scenario: A wording that says anything else is not used
    Given messages of our decks and planted wordings of each kind of falsehood
    When each wording is held to its message
    Then none of at least 200 planted wordings holds
    And at least 60 of the faithful wordings hold

  @pitch.narrative.live
  Scenario: A wording that holds stands in the deck with the ledger's figures
    Given a model that words Home Depot's titles faithfully, but one with another direction
    When its refinancing pitch is written with its messages narrated
    Then the faithful titles stand in the deck and the other one is the template's
    And each figure of a reworded title stands in the ledger at its place
    And the ledger records the prompt, the model and which messages were reworded
    And a finding says which wording was not used, and why
    And a refresh on the same day finds nothing stale

  @pitch.narrative.default
  Scenario: Without other wordings the deck is the same to the byte
    Given a model that words Home Depot's titles faithfully, but one with another direction
    When its refinancing deck is written without it and with a model that changes nothing
    Then both decks are the same to the byte, and nothing was reworded or refused

  @pitch.narrative.unseen
  Scenario: The model sees no figure, and only one that may be sent a deal is asked about one
    Given a model that words Home Depot's titles faithfully, but one with another direction
    When the messages of a listed company, of a private one and inside a wall are narrated
    Then nothing that was sent holds a figure of the deck
    And the first was sent as confidential, the others as restricted

  @pitch.narrative.kept
  Scenario Outline: What is no usable reply leaves the templates, with a finding
    Given a model that answers <reply>
    When the messages of Home Depot are narrated
    Then no message is reworded and a finding says <why>

    Examples:
      | reply            | why            |
      | no JSON          | no whole JSON  |
      | a cut reply      | no whole JSON  |
      | another key      | there is none  |
      | nothing at all   | no model wrote |

  @pitch.narrative.required
  Scenario: Without a model it is refused by name
    Given the sample and no model
    When a narrated pitch is asked for at the command line
    Then it is refused, and the message says how a model is set up
