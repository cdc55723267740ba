Feature: Answers about the parts of a company

  Background:
    Given the report of Loomfield for 2023, tagged by segment, place and product

  @answers.parts.one
  Scenario Outline: A part's own number is told by its name, never the whole company's
    When "<question>" is asked
    Then the answer is a figure of <value> in "<unit>" that begins "<words>"

    Examples:
      | question                                                                   | value       | unit | words                                       |
      | What was Loomfield's Yarn revenue in FY2023?                               | 620000000.0 | USD  | Revenue of Yarn of Loomfield                |
      | What was Loomfield's revenue in the United States in FY2023?               | 640000000.0 | USD  | Revenue of the United States of Loomfield   |
      | How much did net sales of Loomfield's Cloth and Felt segment grow in FY2023 in percent? | -6.666666666666665 | % | Change in revenue            |
      | What was the operating margin of Loomfield's Yarn segment in FY2023?       | 5.0         | %    | Operating margin of Yarn                    |
      | How fast did Loomfield's Yarn segment grow in FY2023?                      | 24.0        | %    | Change in revenue                           |

  @answers.parts.most
  Scenario Outline: The most of all segments or places is told with each of them
    When "<question>" is asked
    Then the answer is a figure of <value> in "<unit>" that begins "<words>"
    And it cites the rows of <rows> parts

    Examples:
      | question                                                             | value       | unit | words                                      | rows |
      | Which segment of Loomfield had the highest revenue in FY2023, and how much was it? | 620000000.0 | USD | Yarn is the highest by segment. | 3    |
      | Which Loomfield segment earned the most operating income in FY2023?  | 56000000.0  | USD  | Cloth and felt is the highest by segment.  | 3    |
      | Which of Loomfield's segments had the lowest operating margin in FY2023? | 5.0     | %    | Yarn is the lowest by segment.             | 3    |
      | What was Loomfield's second largest segment by net sales in FY2023?  | 280000000.0 | USD  | Cloth and felt is the second highest       | 3    |
      | Which segment dragged down Loomfield's growth in FY2023?             | -6.666666666666665 | % | Cloth and felt is the lowest by segment. | 3    |
      | Which country brought Loomfield the most revenue in FY2023?          | 640000000.0 | USD  | The United States is the highest by geography. | 2 |

  @answers.parts.share
  Scenario Outline: A part's share is that of one tag of one report, and so is what lies outside
    When "<question>" is asked
    Then the answer is a figure of <value> in "%" that begins "Share of revenue"

    Examples:
      | question                                                                            | value |
      | What share of Loomfield's revenue came from outside the United States in FY2023?    | 36.0  |
      | What percentage of Loomfield's total net sales was generated in Germany in FY2023?  | 20.0  |
      | As a percentage of total revenue, how large was Loomfield's Yarn segment in FY2023? | 62.0  |

  @answers.parts.unsure
  Scenario Outline: Where the parts do not add up, or none is called so, no figure is told
    When "<question>" is asked
    Then the answer is no figure

    Examples:
      | question                                                                      |
      | Which product of Loomfield had the highest sales in FY2023?                   |
      | Which segment of Loomfield had the highest adjusted EBITDA in FY2023?         |
      | Excluding acquisitions, which Loomfield segment dragged down growth in 2023?  |
      | What was Loomfield's revenue from Rope in FY2023?                             |

  @answers.judging.tests
  Scenario Outline: A judgement is yes or no by a test that the answer states, with its figure
    When "<question>" is asked
    Then the answer is a figure of <value> in "<unit>" that begins "<words>"

    Examples:
      | question                                                              | value | unit | words                                                   |
      | Is Loomfield a capital-intensive business based on FY2023?            | 12.0  | %    | Yes, by the test of capital expenditures of at least 10% |
      | Was Loomfield's gross margin stable between FY2022 and FY2023?        | 41.0  | %    | Yes, by the test of no change of more than 2 percentage  |
      | Did Loomfield's gross margin improve between FY2022 and FY2023?       | 41.0  | %    | Yes. Gross margin                                       |
      | Did Loomfield's operating margin improve in FY2023?                   | 10.0  | %    | No. Operating margin                                    |
      | How did Loomfield's revenue change between FY2022 and FY2023?         | 100000000.0 | USD | Change in revenue from FY2022 to FY2023        |
      | How did Loomfield's Yarn revenue change between FY2022 and FY2023?    | 120000000.0 | USD | Change in revenue from FY2022 to FY2023 of Yarn |
      | How did Loomfield's revenue compare between FY2022 and FY2023?        | 1000000000.0 | USD | Revenue of Loomfield Textiles rose by 11.1%       |
