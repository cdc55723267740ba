Feature: What happened is told from filings, each event with its proof
  A banker hears of an event once, with the words that prove it, what it weighs and why.

  @monitor.events.by-text
  Scenario Outline: Where an Item's number leaves it open, its text says what happened
    Given an 8-K whose Item <item> says "<words>"
    When its events are read
    Then the only event is "<event>" under Item <item>
    And its quote stands at its span

    Examples:
      | item | event             | words                                                                                                                                                                     |
      | 1.01 | merger_agreement  | On June 2, 2025, Mossgate Systems, Inc. entered into an Agreement and Plan of Merger with Larkfield Corporation.                                                            |
      | 1.01 | credit_agreement  | On June 2, 2025, the Company entered into a Credit Agreement with Tarn Bank, N.A., as administrative agent, for $400 million.                                               |
      | 1.01 | debt_offering     | On June 2, 2025, the Company entered into an Underwriting Agreement with Harrow Securities for the sale of $500,000,000 aggregate principal amount of its 5.25% Notes due 2035. |
      | 8.01 | equity_offering   | On June 2, 2025, the Company entered into an underwriting agreement with Pell & Co. relating to the public offering of 4,000,000 shares of common stock.                    |
      | 8.01 | dividend_cut      | On June 2, 2025, the Board of Directors determined to suspend the payment of dividends on the common stock.                                                               |
      | 7.01 | guidance          | On June 2, 2025, the Company raised its guidance for the fiscal year ending January 31, 2026.                                                                              |
      | 8.01 | covenant_waiver   | On June 2, 2025, the lenders waived the default under the leverage covenant of the credit agreement.                                                                      |
      | 1.01 | material_agreement | On June 2, 2025, the Company agreed with Quill LLC on the use of a harbour.                                                                                              |

  @monitor.events.people
  Scenario: Who leaves and who comes are events of their own, and biographies are none
    Given an 8-K whose Item 5.02 says "On June 2, 2025, Ada Brook resigned as Chief Executive Officer and as a member of the Board of Directors, effective immediately. The Board appointed Cyril Dane, the Chief Financial Officer of Larkfield Corporation, as Chief Executive Officer. Mr. Dane, age 51, was appointed Treasurer of Larkfield in January 2011."
    When its events are read
    Then the events are "ceo_departure, director_departure, ceo_appointment"
    And "ceo_departure" weighs 5 because of "with immediate effect: +1"

  @monitor.events.votes
  Scenario: Pay that more shares voted against than for has failed; a shareholder's proposal that fails is no news
    Given an 8-K of a vote with 40,000,000 for and 52,000,000 against pay
    When its events are read
    Then the only event is "vote_failed" under Item 5.07
    But with 60,000,000 for and 32,000,000 against it is "vote"

  @monitor.events.restated
  Scenario: Results with a revision of earlier ones are read at once
    Given an 8-K whose Item 2.02 says "On June 2, 2025, the Company issued a press release revising its previous disclosure of results for the quarter ended March 31, 2025."
    When its events are read
    Then the only event is "results_revised" under Item 2.02
    And "results_revised" weighs 5 because of "results revised: 5"

  @monitor.events.corrected
  Scenario: An amendment overrides the report that it amends, and both say so
    Given an 8-K of a completed acquisition and its amendment
    When their events are put in order
    Then the first says that "0009999990-25-000002" overrides it
    And the second says that it corrects "0009999990-25-000001"
    And both have one key

  @monitor.events.once
  Scenario: A filing received twice is told once
    Given an 8-K of a completed acquisition received twice
    When their events are put in order
    Then there is one event

  @monitor.events.forms
  Scenario Outline: The filing of a form is an event
    Given a filing of form <form>
    When its events are read
    Then the only event is "<event>" without an Item

    Examples:
      | form     | event                 |
      | SC 13D   | activist_stake        |
      | SC 13G/A | passive_stake         |
      | DEF 14A  | proxy_statement       |
      | SC TO-T  | tender_offer          |
      | DEFM14A  | merger_proxy          |
      | S-4      | exchange_registration |
      | 424B5    | prospectus_filed      |
      | NT 10-K  | late_filing           |
      | 25-NSE   | delisting_notice      |
      | 15-12G   | deregistration        |

  @monitor.events.distress
  Scenario: Doubt that is stated is a sign of distress; doubt that only might come is none
    Given a 10-Q that says "Recurring losses raise substantial doubt about our ability to continue as a going concern."
    When its events are read
    Then an event is "going_concern"
    But a 10-Q that says "A loss of funding could raise substantial doubt about our ability to continue as a going concern." has none

  @monitor.events.walls
  Scenario: Events of filings behind a wall show to nobody outside it
    Given an 8-K kept behind the wall "larch"
    When someone outside asks for the events of the records
    Then there is no event
    But someone inside sees it with the wall "larch"

  @monitor.events.unread
  Scenario: A file that cannot be read is told among the events of the others
    Given an 8-K and a file that is no filing
    When the events of both are asked for
    Then the list holds the event and "unread"

  @monitor.events.labelled
  Scenario: The labelled reports of the tuning half are told as they were labelled
    Given the labels of the tuning half
    When the events of those reports are read
    Then the F1 over accession, Item and event is at least 0.95
