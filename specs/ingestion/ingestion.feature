Feature: Folders of filings become facts, countably and without harm

  @ingestion.count.adds-up
  Scenario: Every file is accounted for
    Given a folder with two filings, one copy, a broken archive and a readme
    When the folder is ingested
    Then 4 came in: 2 stored, 1 duplicate, 1 rejected
    And the readme is named as not a filing
    And each file that was not stored says why

  @ingestion.repeat.stores-nothing
  Scenario: The same folder again stores nothing
    Given a folder with two filings, one copy, a broken archive and a readme
    When the folder is ingested
    And the folder is ingested
    Then 0 were stored the second time
    And the contents are those of the first time

  @ingestion.repeat.mends
  Scenario: The same folder again puts back the files that were lost or damaged since
    Given a folder with two filings, one copy, a broken archive and a readme
    When the folder is ingested
    And one kept file is deleted and another is overwritten
    And the folder is ingested
    Then 0 were stored the second time
    And the contents are those of the first time
    And each kept file is whole, and two are said to have been put back

  @ingestion.disk-full.named
  Scenario: A file that cannot be kept for want of room is not rejected as if it were at fault
    Given a folder with two filings, one copy, a broken archive and a readme
    When the folder is ingested while no file can be kept
    Then the run ends with BlobUnwritable and nothing is kept
    And the same folder ingested with room again stores 2

  @ingestion.killed.resumes
  Scenario: A killed ingest leaves nothing half-done and resumes
    Given a folder with two filings, one copy, a broken archive and a readme
    When an ingest of the folder is killed at each of its steps and then run again
    Then the contents are each time those of an undisturbed run

  @ingestion.killed.together
  Scenario: Filings that are kept in one go are all kept or none
    Given a folder with filings of three companies
    When an ingest of the folder is killed while the second is put into rows
    Then nothing is kept
    And the same ingest run again keeps all three

  @ingestion.archive.bomb-refused
  Scenario: A small file that grows without end is not read to its end
    Given a folder with an archive that is larger than any filing
    When the folder is ingested
    Then the archive is rejected

  @ingestion.archive.dense-refused
  Scenario: An archive packed as only a bomb is, is given up early
    Given a folder with an archive of 300 MB in less than one
    When the folder is ingested
    Then the archive is rejected as too dense within 3 seconds of processor time

  @ingestion.company.unknown-is-kept
  Scenario: A filing that does not say whose it is is kept
    Given a folder with a filing that names no company
    When the folder is ingested
    Then 1 came in: 1 stored, 0 duplicate, 0 rejected
    And a finding says that its company is unknown

  @ingestion.company.said-by-request
  Scenario: Whose a filing is can be said where it does not say so itself
    Given a folder with a filing that names no company
    When the folder is ingested
    And the folder is ingested as that of "0009999902"
    Then 1 came in: 1 stored, 0 duplicate, 0 rejected
    And one filing is kept, of the company "0009999902"
    When the folder is ingested as that of "0009999903"
    Then 1 came in: 0 stored, 1 duplicate, 0 rejected

  @ingestion.company.own-words-first
  Scenario: A filing that says whose it is stays that company's
    Given a folder with a filing of the company 0009999901
    When the folder is ingested as that of "0009999902"
    Then one filing is kept, of the company "0009999901"
    And a finding says that the filing says otherwise itself

  @ingestion.fiscal-year.untagged
  Scenario Outline: An annual report without tags is called as its own words say
    Given an annual report for the year to <end> that says "<words>" <times> times
    Then its fiscal year is <year>

    Examples:
      | end        | words                                                  | times | year |
      | 2021-08-29 | nothing of years                                       | 1     | 2021 |
      | 2023-01-29 | Fiscal 2022 ended January 29, 2023, and fiscal 2023 is ahead. | 20 | 2022 |
      | 2023-01-28 | the year ended January 28, 2023 ("fiscal 2023")        | 1     | 2023 |
      | 2023-01-29 | In fiscal 2022 sales grew; we expect more.             | 12    | 2022 |
      | 2020-05-31 | In fiscal 2020 and fiscal 2019 sales grew.             | 12    | 2020 |
      | 2020-05-31 | In fiscal 2020 sales grew.                             | 2     | open |
      | 2023-01-29 | Fiscal 2022 ended January 29, 2023. Fiscal 2023 ended January 29, 2023. | 20 | open |
