Feature: Traces and logs
  An operator sees where time goes and what failed, and never what was read, by whom it was asked or any secret.

  @faces.traces.continued
  Scenario: A request goes on with the trace of whoever asks, and says its id everywhere
    Given a server whose spans are kept
    When an operation is asked with a W3C trace of the caller's
    Then the request and the operation are spans of that trace, one inside the other
    And the header and the log line tell the same trace

  @faces.traces.no-data
  Scenario: Spans and log lines hold no secret, company, question or words of a document
    Given a server whose spans are kept
    When requests with planted secrets, companies and questions are answered and refused
    Then no span and no log line holds any of them

  @faces.traces.errors
  Scenario: A refusal and a mistake are told by name alone
    Given a server whose spans are kept
    When an unknown company is asked for
    Then its spans name the error and hold no words of it

  @faces.traces.configured
  Scenario: Traces that cannot be sent as configured are told at start
    Given no exporter of traces beside Bookrunner
    Then nothing is traced unless the standard variables ask for it
    And asking for an exporter that is not there is refused with what to do

  @faces.traces.drained
  Scenario: A server that is told to stop says so and ends what it began
    Given a running server
    When it is told to stop while a request is under way
    Then the request is answered
    And it was not ready from the signal on
    And it ends with code 0
