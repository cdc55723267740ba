Feature: Documents beside the pitch book are held to the same ledger

  @pitch.documents.agree
  Scenario: Each number of a page has its cell in the data pack and its record in the ledger
    When a one-pager of HD is written
    Then each number of its pages stands in a named cell of the data pack with the same value

  @pitch.documents.edited
  Scenario: A number typed into the document by hand is found
    When a one-pager of HD is written
    And its revenue of 152,669.0 is typed over with 152,700.0
    Then the gate says that the document shows 152,700.0

  @pitch.documents.sourced
  Scenario: Footnotes name the report of each table by its accession
    When a one-pager of HD is written
    Then a footnote of the document names 0000354950-24-000062

  @pitch.documents.same
  Scenario: The same document is the same bytes
    When a one-pager of HD is written
    And it is written once more elsewhere
    Then both have the same bytes

  @pitch.documents.states
  Scenario: A document passes through the release states
    Given its assumptions are adopted by Ann Banker
    When a one-pager of HD is written as checked by Ann Banker
    Then its header carries the watermark NOT REVIEWED
    And after the review of Bea Second no part carries a watermark
    And its release is a read-only copy that verifies

  @pitch.documents.unadopted
  Scenario: A default that nobody adopted keeps a document a draft
    When a one-pager of HD is written as checked by Ann Banker
    Then it is refused because defaults are adopted by nobody

  @pitch.documents.unlisted
  Scenario: Without a price a page says that one is required
    When a one-pager of Fernhollow is written
    Then the document says that a share price is required

  @pitch.documents.pack
  Scenario: The data pack holds years, quarters, key figures and adjustments, each input with its source
    When a data-pack of ZZALD is written
    Then its sheets are among others Annual, Quarterly, Key figures, Adjustments and Segments
    And each typed number of it has a comment that names its source or owner
    And LibreOffice recalculates the same and the auditor finds no error

  @pitch.documents.quarters
  Scenario: Four quarters are held against their year
    When a year of 100 is told beside quarters of 20, 25, 25 and 30
    Then the check of the data pack holds
    And with a quarter of 31 it does not

  @pitch.documents.adjusted
  Scenario: Adjusted EBITDA follows the switch that somebody adopts
    Given stock compensation is added back by Ann Banker
    When a data-pack of HD is written
    Then adjusted EBITDA of FY2023 is 25,316.0 million

  @pitch.documents.ranges
  Scenario: A teaser shows ranges that at least three companies of the records fit
    When a teaser of HD is written
    Then its revenue stands in the range up to 250,000 million
    And neither HD nor Home Depot nor an accession stands in the document
    And at least two other companies of the records fit every range

  @pitch.documents.narrow
  Scenario: Ranges that somebody makes narrower than that are refused by name
    Given the range of revenue is made 1,000,000,000 wide by Ann Banker
    When a teaser of HD is tried
    Then it is refused because the page tells of HD

  @pitch.documents.named
  Scenario: Words that name the company are refused
    Given words that say "The Home Depot serves everybody" as description
    When a teaser of HD is tried
    Then it is refused because the page tells of HD

  @pitch.documents.searched
  Scenario: Words of its own report lead a search to the company, which is told by name
    Given words that say "Alder sells outdoor clothing in stores, direct and wholesale" as description
    When a teaser of ZZALD is written
    Then a finding names the report of ZZALD that a search for them finds

  @pitch.documents.typed
  Scenario: A number in somebody's words stops the teaser
    Given words that say "A chain of 2,335 stores" as description
    When a teaser of HD is tried
    Then it is refused because of 2,335

  @pitch.documents.dates
  Scenario: The dates of a process letter follow from its day and an assumption
    Given offers are due 35 days after the letter by Ann Banker
    When a process-letter of HD is written
    Then the document shows 04-Oct-2024 for offers

  @pitch.documents.counsel
  Scenario: A process letter without counsel's wording stays a draft
    When a process-letter of HD is written as checked by Ann Banker
    Then it is refused because # No-shop is required

  @pitch.documents.outline
  Scenario: The outline of a memorandum says of each section what it holds or requires
    Given words that say "Stores and a catalogue" as description
    When a cim-outline of ZZALD is written
    Then its sections are those of an information memorandum, in order
    And the document requires words under # Management and not under # Description
    And its adjustment bridge ends with adjusted EBITDA

  @pitch.documents.projected
  Scenario: Projections are management's or none
    When a cim-outline of Fernhollow is written
    Then the document shows a plan
    And the outline of ZZALD requires management's plan
