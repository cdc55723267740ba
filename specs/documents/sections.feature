Feature: The parts of a report are found where they begin and end
  A cited answer names the Item it was read in, so an Item begins at its own heading, ends at the
  next, and says so when the filing leaves its place open.

  @documents.sections.index
  Scenario: An Item without a heading is found by the page an index names
    Given a 10-K of an invented company whose cross-reference index names pages
    When it is read
    Then "Item 3" begins with "LEGAL PROCEEDINGS" and ends before "PROPERTIES"
    And "Item 11" is the row of the index
    And a finding "documents.items-by-index" says so
    And a finding "documents.items-by-reference" says so

  @documents.sections.contents
  Scenario: An Item whose heading leaves its number out is found by the contents
    Given a 10-Q of an invented company whose statements have no Item heading
    When it is read
    Then "Item 1" begins with "Consolidated Statements of Income" and ends before "Item 2"

  @documents.sections.joined
  Scenario: Items under one heading share its text
    Given a 10-K of an invented company with one heading for Items 1 and 2
    When it is read
    Then "Item 1" and "Item 2" are the same words
    And a finding "documents.items-combined" says so

  @documents.sections.signatures
  Scenario: The last Item ends at the signatures
    Given a 10-K of an invented company with one heading for Items 1 and 2
    When it is read
    Then the last Item ends before "SIGNATURES"
    And the signatures are a section without Item

  @documents.sections.prospectus
  Scenario: The headings of a prospectus are those its contents name
    Given a prospectus of an invented company
    When it is read
    Then it has the sections "Summary, The Offering, Risk Factors, Use of Proceeds, Legal Matters"
    And "Risk Factors" begins with "RISK FACTORS" and ends before "USE OF PROCEEDS"

  @documents.sections.foreign-annual
  Scenario: The Items of a foreign issuer's annual report are sections
    Given a 20-F of an invented company
    When it is read
    Then it has the sections "Item 3, Item 4, Item 4A, Item 5, Item 16A, Item 19"

  @documents.sections.listed-contents
  Scenario: Contents that list statements and notes between their Items are not the text
    Given a 10-Q of an invented company whose contents list its notes
    When it is read
    Then "Item 1" begins with "Consolidated Statements of Income" and ends before "Item 2"

  @documents.sections.strays
  Scenario: An Item that stands out of the form's order is a section
    Given a 10-K of an invented trust that lists the Items it omits first
    When it is read
    Then it has the sections "Item 1, Item 2, Item 3, Item 1B, Item 4, Item 9B, Item 10"
    And no section holds "omitted as well"
