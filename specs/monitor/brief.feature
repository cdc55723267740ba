Feature: The morning brief
  One page before the first call: what happened to the companies of a list, each line with its proof.

  @monitor.brief.proof
  Scenario: Every line has its time and the words that prove it
    Given records with a completed acquisition and a new chief financial officer
    When I ask for the brief of all companies
    Then the completed acquisition stands among the first with "call today"
    And each line's quote stands at its span of its document

  @monitor.brief.correction
  Scenario: A correction overrides and says so
    Given records with an 8-K and the 8-K/A that corrects it
    When I ask for the brief of all companies
    Then the event is told once, labelled with what it corrects

  @monitor.brief.walls
  Scenario: Nothing from behind a wall stands on the page, whoever asks
    Given records with a completed acquisition behind the wall "project-oak"
    When I ask for the brief of all companies inside that wall
    Then the page is empty and says so

  @monitor.brief.one-page
  Scenario: Much news fits one page, and what does not fit is counted
    Given records with 60 filings that tell events
    When I write the brief of all companies as PDF
    Then the file has one page
    And shown and left out together are all the events

  @monitor.brief.kinds
  Scenario: The page is written as HTML, Word and PDF with the same lines
    Given records with a completed acquisition and a new chief financial officer
    When I write the brief as HTML and as Word
    Then both link to the filing and show the quote

  @monitor.brief.lists
  Scenario: A list that was brought chooses the companies
    Given records with a completed acquisition and a new chief financial officer
    And the list "Retail" of HD and LOW was imported
    When I ask for the brief of "Retail"
    Then it is of 2 companies and empty
    When I ask for the brief of "Nonesuch"
    Then it is refused with how to bring a list
