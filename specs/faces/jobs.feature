Feature: Long work asked for from afar is done once, whoever asks twice and whatever ends

  @faces.jobs.followed
  Scenario: Long work is asked for as a job, followed, and answered once
    Given a server with the sample that does jobs
    When I post a pitch of Home Depot as a job under the key "k1"
    Then I am told where to look
    And the events of the job tell its progress and end with its answer
    And the job's folder holds pitch.xlsx, pitch.pptx and ledger.json
    When I post a pitch of Home Depot as a job under the key "k1"
    Then it is the same job
    When I post a pitch of Lowe's as a job under the key "k1"
    Then it is refused as KeyUsed

  @faces.jobs.waited-for
  Scenario: A request that writes is done once under its key, also by who waits for it
    Given a server with the sample that does jobs
    When I post a new wall "birch" twice under the key "k2"
    Then both answers are the same, and there is one wall "birch"
    When I post a new wall "birch" under the key "k3"
    Then it is refused as WallTaken

  @faces.jobs.unasked
  Scenario: What cannot be asked is refused before it becomes a job
    Given a server with the sample that does jobs
    When I post "/api/v1/pitch" as a job with '{"no_such_field": 1}'
    Then it is refused as BadRequest
    And there is no job of it

  @faces.jobs.left
  Scenario: A job of somebody who was shut out is not done, and one behind a wall is seen from inside alone
    Given a server whose jobs wait, and ann inside the wall amber
    When ann asks for a job, and is shut out before it begins
    Then the job fails as NotSignedIn
    And nobody outside amber knows of the job

  @faces.jobs.by-tool
  Scenario: Who has no header to ask for a job in submits one as an operation
    Given a server with the sample that does jobs
    When I submit "companies" with '{"search": "Home Depot"}' under the key "k4"
    Then the job "companies" is done in the end and answers what "/api/v1/companies?search=Home%20Depot" answers
    When I submit "companies" with '{"search": "Nike"}' under the key "k4"
    Then it is refused as KeyUsed
    When I submit "companies" with '["Nike"]' under the key "k5"
    Then it is refused as UnreadableJob
    When I submit "serve" with '{}' under the key "k6"
    Then it is refused as NotFound
