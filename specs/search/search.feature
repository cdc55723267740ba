Feature: Passages that answer a question
  A banker asks in words; the answer is the passages of the right document of the right company and
  period, with the page, each cited to the character. What stands behind a wall does not exist for
  those outside.

  @search.passages.whole
  Scenario: Every word of a document is in exactly one passage
    Given a report of two sections with a table of 200 rows
    When it is cut into passages
    Then every line that is not blank stands in exactly one passage
    And no passage runs over a section or a table
    And each later passage of the table carries the table's header

  @search.questions.understood
  Scenario Outline: A question says of when, of what form and on which statement
    When "<question>" is asked
    Then it is about the years "<years>", the forms "<forms>" and the statements "<statements>"

    Examples:
      | question                                                              | years          | forms | statements                       |
      | What is the FY2017 - FY2019 3 year average of capex as a % of revenue? | 2017 2018 2019 |       | income statement cash flow statement |
      | Was there a drop in inventories between fiscal 2023 and Q2 of FY2024? | 2023 2024      |       | balance sheet                    |
      | What was the key agenda of the 8-K dated July 1, 2022?                |                | 8-K   |                                  |
      | Did the quick ratio improve in FY22?                                  | 2022           |       | balance sheet                    |

  @search.questions.disclosures
  Scenario Outline: What the disclosure rules ask for is looked for in the words that filings use
    When "<question>" is asked
    Then it is looked for in the words "<words>"

    Examples:
      | question                                               | words                                  |
      | How many stockholders of record are there?             | holders of record                      |
      | How long has the auditor served?                       | served as the Company's auditor since  |
      | What was spent on advertising?                         | advertising expenses                   |
      | What will be contributed to the pension plans?         | expects to contribute                  |
      | Did any customer make up more than 10% of net revenue? | customer accounted for                 |
      | How many people does it employ?                        | we employed                            |

  @search.retrieval.period
  Scenario: The report of the year asked for comes first
    Given the reports of Ashdale and Birchwood for 2021, 2022 and 2023 in the records
    When "What was Birchwood's revenue in FY2022?" is searched
    Then the first passage is of the report of Birchwood for 2022
    And it holds the words "Total revenues"

  @search.retrieval.exact
  Scenario: A passage is the exact words at its span
    Given the reports of Ashdale and Birchwood for 2021, 2022 and 2023 in the records
    When "Ashdale legal proceedings" is searched
    Then each passage is what `bookrunner text` prints at its span

  @search.retrieval.one-document
  Scenario: A search stays in the document that is named
    Given the reports of Ashdale and Birchwood for 2021, 2022 and 2023 in the records
    When "revenue" is searched in the document "ashdale-2021"
    Then every passage is of the file "ashdale-2021.htm"

  @search.retrieval.as-of
  Scenario: What was not known on a day is not found
    Given the reports of Ashdale and Birchwood for 2021, 2022 and 2023 in the records
    When "Ashdale revenue" is searched as of 2022-12-31
    Then every passage is of the file "ashdale-2021.htm"

  @search.retrieval.context
  Scenario: A passage comes with its neighbours, and a search stays with a form
    Given the reports of Ashdale and Birchwood for 2021, 2022 and 2023 in the records
    When "Ashdale legal proceedings" is searched with 1 passage of context
    Then the text before, the passage and the text after stand in the document in this order
    And searched in documents of the form "SC TO" there is nothing

  @search.retrieval.filters
  Scenario: A search stays with the days, the section and the form that are asked for
    Given the reports of Ashdale and Birchwood for 2021, 2022 and 2023 in the records
    When "class action over labels" is searched from 2022-01-01 to 2022-12-31
    Then every passage is of the files "ashdale-2022.htm" and "birchwood-2022.htm"
    And "Ashdale class action" in the section "item 3" gives passages of "Item 3" alone
    And "Ashdale class action" in the section "Legal Proceedings" gives passages of "Item 3" alone
    And "Ashdale class action" in the section "Item 99" gives nothing

  @search.retrieval.no-other-company
  Scenario: Where the company has no document of the form, no other company's is shown
    Given the reports of Ashdale and Birchwood for 2021, 2022 and 2023 in the records
    And an 8-K of Cobblestone in the records
    When "What was Cobblestone's revenue?" is searched in documents of the form "10-K"
    Then nothing is found
    And without the form its own 8-K is found first

  @search.retrieval.unknown
  Scenario: A company or document that is not there is a named error
    Given the reports of Ashdale and Birchwood for 2021, 2022 and 2023 in the records
    When "revenue" is searched in the document "no-such-report"
    Then the search ends with "NotFound"

  @search.walls.unseen
  Scenario: A walled report changes nothing for those outside
    Given the reports of Ashdale and Birchwood for 2021, 2022 and 2023 in the records
    And the answer to "Birchwood revenue in FY2022" is noted
    And another report of Birchwood for 2022 is kept behind the wall "quartz"
    When "Birchwood revenue in FY2022" is searched
    Then the answer is the one noted, scores included
    And inside the wall "quartz" the other report is found

  @search.index.incremental
  Scenario: One more filing adds itself and touches nothing else
    Given the reports of Ashdale and Birchwood for 2021, 2022 and 2023 in the records
    When the records are indexed
    And the records are indexed again after one more report
    Then the second time 1 document is added

  @search.index.stopped
  Scenario: A run that stopped between words and catalogue is made good
    Given an index whose last run stopped before the catalogue was written
    When the same report is added again
    Then each of its passages is found once

  @search.batch.answers
  Scenario: A batch answers each row in order
    Given the reports of Ashdale and Birchwood for 2021, 2022 and 2023 in the records
    When a batch asks one question, one of no known company's document, one broken row and nothing
    Then it answers four lines: results, NotFound, BadInput and NoQuestion

  @search.vectors.nearest
  Scenario: The nearest of many vectors are found as if all had been compared
    Given 70000 random vectors in a file
    When the nearest 10 to one of them are asked for
    Then that one comes first and 8 of the 10 are those of a full comparison
