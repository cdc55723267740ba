Feature: Clients in other languages
  A program of the bank's own asks in its own language, by a client that cannot differ from the API's description.

  @faces.clients.java
  Scenario: The Java client compiles for Java 17 and answers as the API does
    Given the Java client made of the API's description
    Then it compiles for Java 17 without a warning
    And its example prints what a running server answers and refuses

  @faces.clients.stale
  Scenario: A client that is out of date is found
    Given the Java client made of the API's description
    When one of its files is changed
    Then the check names that file and nothing else
