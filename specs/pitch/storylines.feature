Feature: A type of pitch tells its own subjects, and says what each still needs
  A storyline names parts. A part brings models for the workbook and pages for the deck; what it assumes stands
  with all other assumptions, and a part whose inputs are missing says which, while the others still stand.

  @pitch.storylines.parts-are-laid-out
  Scenario: The sheets, checks, assumptions and pages of a part stand in both files
    Given a storyline with one part on Home Depot's interest cover and no valuation
    When its book is written
    Then the workbook has the part's sheet, its check and its assumption, and no DCF sheet
    And the deck lists the part's page among its contents, and its summary states the part's message

  @pitch.storylines.missing-is-said
  Scenario: A part without its inputs has a page that says what is required
    Given a storyline with a part that needs a yield nobody supplied
    When its book is written
    Then its page says what is required and the summary names the subject

  @pitch.storylines.sample-fits
  Scenario: The sample has a company for each type
    Given the sample
    When it is asked which company fits which type
    Then each type has one, and its pitch can be made of it without further input

  @pitch.storylines.narrow
  Scenario: A page of 10 by 7.5 inches holds the pitches of a company that is not listed
    Given the sample
    When the sell-side pitch of its private company is written into a template of 10 by 7.5 inches
    Then the book passes the gate and the linter finds nothing on its pages

  @pitch.storylines.usual-peers
  Scenario: Peers that nobody names are those of the industry, the nearest in revenue first
    Given the sample
    When a pitch of Johnson & Johnson is asked for without peers
    Then its peers are of its industry, the nearest in revenue first, and a warning says who chose them

  @pitch.storylines.no-peers
  Scenario: A company alone in its sector has a pitch that says so
    Given the sample
    When a pitch of MARA is asked for without peers
    Then it has no peers and a warning says how to name them
