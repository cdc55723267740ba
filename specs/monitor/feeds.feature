Feature: EDGAR's lists and folders are watched, and each filing is told of once

  What is new, the alert and the place up to which a feed was read are kept together or not at all.

  @monitor.feeds.once
  Scenario: A filing that is listed for several parties is told of once
    Given a feed with an ownership report of an issuer and its director
    When the watch passes twice
    Then it told of one filing, of the issuer
    And it counted 2 rows new and 2 known

  @monitor.feeds.order
  Scenario: Filings are told of in the order of their acceptance
    Given a feed of 250 filings
    When the watch passes once
    Then all 250 were told of, oldest first

  @monitor.feeds.forward
  Scenario: A pass reads back to where the last one stopped, over as many pages as it takes
    Given a feed of 120 filings
    When the watch passes, 230 more are filed, and it passes again
    Then all 350 were told of, oldest first

  @monitor.feeds.shifting
  Scenario: Filings that arrive while pages are read are neither lost nor told of twice
    Given a feed of 250 filings on which one more arrives with each page
    When the watch passes three times
    Then every filing on the feed before the last pass was told of once

  @monitor.feeds.killed
  Scenario: Whoever is killed at whatever moment, nothing is lost or told of twice
    Given a feed of 12 filings
    When the watch is killed before each of its statements in turn, and then passes
    Then all 12 were told of, oldest first
    And each kill left all of the pass or nothing of it

  @monitor.feeds.wanted
  Scenario: Only companies and forms that are watched are told of
    Given a feed of 12 filings
    When the watch passes for one company and its annual reports
    Then it told of those alone and remembers the others as seen

  @monitor.feeds.unreadable
  Scenario: A row that names no filing is counted and said, and hides no other
    Given a page of the feed with an entry without an accession number
    When the page is read
    Then 1 row failed with a finding and the other was told of

  @monitor.feeds.failed
  Scenario: A page that cannot be had leaves the cursor where it was
    Given a feed of 250 filings whose second page cannot be had
    When the watch passes, which fails, and passes again
    Then all 250 were told of, oldest first

  @monitor.feeds.index
  Scenario: What the feed did not show is found in the index of the day
    Given a feed of 12 filings and an index of the day with one more
    When the watch reads both
    Then the one more was told of by the index and nothing twice

  @monitor.feeds.index-absent
  Scenario: A day without an index is passed over once a later day has one
    Given indexes of Monday and Wednesday, but none of Tuesday
    When the indexes are read from Monday to Thursday
    Then both days were told of and the cursor stands at Wednesday

  @monitor.feeds.corrections
  Scenario: An amendment says what it overrides, and how surely
    Given an 8-K with item 5.02, one with item 2.02 and an 8-K/A with item 2.02
    When the watch passes once
    Then the amendment overrides the 8-K with item 2.02, presumed by their item
    And the alert of that 8-K says by what it is overridden

  @monitor.feeds.corrections-period
  Scenario: An amendment of a report overrides the one for the same period
    Given a company's list with 10-Qs of two quarters and a 10-Q/A of the first
    When what it overrides is asked for
    Then it is the 10-Q of the first quarter, because both report for 2024-03-31

  @monitor.feeds.corrections-unknown
  Scenario: An amendment of a filing that nobody listed overrides none
    Given a company's list with a 10-K/A and no 10-K before it
    When what it overrides is asked for
    Then it is none

  @monitor.feeds.folder
  Scenario: A file in a watched folder is read into the records and told of once
    Given a folder with a 10-K of Testwick Stores and a file that is no filing
    When the folder is watched twice at the command line
    Then the 10-K was told of in the first pass only
    And the other file is named with its reason

  @monitor.feeds.walls
  Scenario: What was read behind a wall shows to nobody outside, not even in counts
    Given a folder with a 10-K of Testwick Stores and a file that is no filing
    When the folder is watched behind a wall by somebody inside
    Then somebody outside sees no alert and no count of it

  @monitor.feeds.walls-public
  Scenario: A filing seen behind a wall is told of again when it is listed in the open
    Given a filing that was seen behind a wall
    When the open feed lists it
    Then it is told of to those outside the wall

  @monitor.feeds.replay
  Scenario: Recorded pages are replayed while the watch is killed
    Given the pages of latest filings as recorded
    When 25 minutes of them are replayed at ten times their speed
    Then after 100 kills nothing was lost, repeated or told of out of order
