Feature: Companies are found by words whose reading is shown and can be changed
  A search that guesses in silence is worse than none: what was read, and what was not, stands in the answer.

  @targeting.sourcing.read
  Scenario: Words become a text search and conditions
    When "makers of insulin pumps with net leverage above 3x and a maturity within 24 months" is looked for
    Then the text is "insulin pumps" and the condition "net_leverage > 3 and due_24m > 0"
    And the condition on "net_leverage" is ">" 3 in "multiple"

  @targeting.sourcing.key
  Scenario: Phrasings are read as decided by hand
    Then all phrasings of the halves for tuning and held out are read exactly

  @targeting.sourcing.every-word
  Scenario: No word is dropped in silence
    Then each word of each phrasing stands exactly once in text, conditions, not understood or passed over

  @targeting.sourcing.not-understood
  Scenario Outline: What carries no comparison, unit or feature is told and not guessed
    When "<words>" is looked for
    Then "<unread>" was not understood, for "<why>"

    Examples:
      | words                              | unread                    | why                       |
      | cheap companies with coverage < 2x | cheap                     | no number says how much   |
      | revenue above 500                  | revenue above 500         | an amount such as         |
      | net leverage of 4x                 | net leverage of 4x        | no comparison             |
      | banks with a maturity within 18 months | maturity within 18 months | 12, 24 or 36 months   |
      | a market share above 20%, no debt  | market share above 20%    | no feature of these words |

  @targeting.sourcing.found
  Scenario: Companies come with the passage that says it and the figures of the conditions
    Given annual reports of a maker of valves, of a bakery, and of a carrier without a part on its business
    When "valve makers with revenue above $1 billion" is looked for
    Then only the maker of valves is found, by words of its report that stand where the answer says
    And its revenue is 1250500000 with an id that is explained
    And the bakery is outside, and the carrier is not assessed for want of a report on its business

  @targeting.sourcing.excluded
  Scenario: What is excluded in words is not found
    Given annual reports of a maker of valves, of a bakery, and of a carrier without a part on its business
    When "companies that bake bread, without weddings" is looked for
    Then nobody is found

  @targeting.sourcing.not-assessed
  Scenario: A company that lacks a feature is not assessed, with what is missing
    When "net leverage above 3x and coverage below 8x" is looked for
    Then "SNOW" is not assessed and lacks "Net debt / EBITDA (not meaningful)"
    And the counts add up to the companies known and nobody with a missing feature is found

  @targeting.sourcing.edited
  Scenario: The reading can be given back, changed
    When "net leverage above 2x" is looked for
    Then its condition given back finds the same companies in the same order
    And "net_leverage > 4" given in place of it finds some of them only

  @targeting.sourcing.refused
  Scenario Outline: What cannot be looked for is refused by name
    When "<words>" is looked for where "<where>"
    Then it is refused with "<problem>"

    Examples:
      | words        | where          | problem                    |
      |              |                | say what to look for       |
      | steel makers | net_lev > 3    | no feature 'net_lev'       |
      | steel makers | net_leverage > | it ends too early          |
