Feature: The HTTP API
  Programs ask what bankers ask, of the same table, and get the same answers and refusals.

  @faces.http.same-answer
  Scenario: The API answers what the command line answers
    Given a server with the sample
    When I get "/api/v1/facts?company=HD&line=revenue&period=FY2023"
    Then the status is 200
    And the answer is what "facts HD --line revenue --period FY2023 --json" prints

  @faces.http.problem
  Scenario: A problem says what to do next
    Given a server with the sample
    When I get "/api/v1/statements?company=HDD"
    Then the status is 404
    And the problem names "HD" as near

  @faces.http.all-fields-named
  Scenario: Every field that cannot be read is named
    Given a server with the sample
    When I post "/api/v1/screen" with '{"as_of": "yesterday", "count": 0}'
    Then the status is 400
    And the problem's fields are "as_of" and "count"

  @faces.http.unchanged
  Scenario: Who has the answer already is told so
    Given a server with the sample
    When I get "/api/v1/companies" twice, the second time with the first one's tag
    Then the status is 304

  @faces.http.pages
  Scenario: A long list is read page by page, and nothing twice
    Given a server with the sample
    When I read "/api/v1/companies" in pages of 7
    Then the pages together are the whole list

  @faces.http.upload-and-audit
  Scenario: A file is uploaded and then named where the command line takes a path
    Given a server with the sample
    When I upload a workbook and post it to "/api/v1/audit"
    Then the status is 200
    And no answer holds a path of the server

  @faces.http.no-path
  Scenario: No request reaches a file of the server by its path
    Given a server with the sample
    When I post "/api/v1/audit" with '{"file": "/etc/passwd"}'
    Then the status is 400

  @faces.http.other-host
  Scenario: A page of elsewhere cannot have its own name point here
    Given a server with the sample
    When I ask for "/api/v1/me" under the name "desk.example.com"
    Then the status is 421

  @faces.http.other-origin
  Scenario: A page of another site cannot change anything
    Given a server with the sample
    When a page of "https://evil.example" posts to "/api/v1/companies"
    Then the status is 403

  @faces.http.beyond-this-machine
  Scenario: Without sign-in the server listens on this machine alone
    Given an installation without sign-in
    When I serve at "0.0.0.0"
    Then it is refused with what to configure

  @faces.http.described
  Scenario: Every operation for callers from afar has its address and its description
    Given a server with the sample
    Then each remote operation is described and answers at its address
