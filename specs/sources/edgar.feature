Feature: Filings fetched from EDGAR arrive whole, politely, or not at all
  The SEC asks for a declared agent and at most ten requests a second, and answers haste with error pages.
  What arrives wrong must never be taken for a filing.

  @sources.edgar.agent
  Scenario: Who asks is said in every request
    Given an archive on loopback
    When a company's list of filings is asked for
    Then every request named the agent

  @sources.edgar.pace
  Scenario: Several processes together stay within eight requests a second
    Given an archive on loopback
    When four processes each fetch ten lists
    Then no second saw more than 8 requests

  @sources.edgar.retries
  Scenario Outline: A passing fault is waited out
    Given an archive on loopback that first answers <fault>
    When a company's list of filings is asked for
    Then the list has its filing
    And it was asked for <times> times

    Examples:
      | fault                                  | times |
      | with status 500                        | 2     |
      | with status 503 and a time to wait     | 2     |
      | with status 429 and a date to wait for | 2     |
      | with status 403 for asking too often   | 2     |
      | by closing the connection              | 2     |
      | with half of the body                  | 2     |
      | with gzip data cut short               | 2     |
      | with a longer body than announced      | 2     |
      | with an error page under status 200    | 2     |
      | with nothing under status 200          | 2     |
      | one byte at a time                     | 2     |

  @sources.edgar.refusals
  Scenario Outline: A lasting fault is named, and nothing is kept
    Given an archive on loopback that always answers <fault>
    When a filing is fetched
    Then it ends with <error>
    And no file is left under the filing's name

    Examples:
      | fault                               | error             |
      | with status 404                     | NotThere          |
      | with status 500                     | SourceUnavailable |
      | with status 400                     | SourceUnavailable |
      | with status 403 for its agent       | AgentRefused      |
      | with an error page under status 200 | NotWhatWasAsked   |
      | with another's text                 | NotWhatWasAsked   |
      | with half of the filing             | NotWhatWasAsked   |
      | with a redirect to itself           | SourceUnavailable |
      | with a redirect to another host     | ForbiddenAddress  |
      | with a redirect to a file           | ForbiddenAddress  |
      | with a gzip bomb                    | SourceUnavailable |

  @sources.edgar.conditional
  Scenario: A list that has not changed is not sent again
    Given an archive on loopback
    When a company's list of filings is asked for twice
    Then the second answer was "not modified" and the list is the same

  @sources.edgar.damaged-cache
  Scenario: A kept list that was damaged is fetched anew
    Given an archive on loopback
    When a company's list of filings is asked for, damaged on disk and asked for again
    Then the second request was unconditional and the list is the same

  @sources.edgar.resume
  Scenario: A download that broke off goes on where it stopped
    Given an archive on loopback that breaks off a filing in the middle
    When a filing is fetched
    Then the file holds the filing byte for byte
    And the second request asked only for the rest

  @sources.edgar.changed-meanwhile
  Scenario: A download whose source changed meanwhile begins anew
    Given an archive on loopback that breaks off a filing and then changes it
    When a filing is fetched
    Then the file holds the new filing byte for byte

  @sources.edgar.circuit
  Scenario: A source that keeps failing is left alone, then probed once
    Given an archive on loopback that always answers with status 500
    When it has failed five times
    Then the next request is refused without asking
    And after a minute one request goes through

  @sources.edgar.vanished
  Scenario: One listed filing that is gone hides no other
    Given an archive on loopback whose index lists a filing that is gone
    When the day's filings are fetched
    Then the others are there and the gone one is named

  @sources.edgar.fetch
  Scenario: A company's filings are fetched and read in one command
    Given an archive on loopback with a 10-K of Testwick Stores
    When its filings are fetched at the command line
    Then one filing was listed, fetched and stored
    And its revenue can be asked for
    And fetching again fetches and stores nothing

  @sources.edgar.agent-missing
  Scenario: Without a declared agent nothing is asked
    Given an archive on loopback
    When filings are fetched at the command line without naming an agent
    Then the error says how to name one
    And the archive was not asked
