Feature: Whoever comes from afar signs in at the bank's provider, and nothing that is forged opens anything

  @signin.oidc.browser
  Scenario: A browser signs in by code and PKCE, works, and signs out
    Given a server with sign-in at a provider, where ann is an analyst
    When ann signs in on her way to "/companies"
    Then she is led to "/companies" and the server knows her as ann@bank.example, an analyst
    And the session opens the interface, and no cookie of it is readable by scripts
    When she signs out
    Then the session opens nothing

  @signin.oidc.token
  Scenario: A program comes in with a token that the provider made for this server
    Given a server with sign-in at a provider, where ann is an analyst
    Then a token for this server with the scope bookrunner.read may read and not write
    And without any token it is told where to find the provider

  @signin.oidc.refusals
  Scenario: Nothing that is forged, stolen, late or meant for another opens anything
    Given a server with sign-in at a provider, where ann is an analyst
    Then each of at least 40 wrong sign-ins is refused by the name of its fault

  @signin.oidc.local
  Scenario: With sign-in configured the machine's own user is nobody, and other addresses may be listened at
    Given a server with sign-in at a provider, where ann is an analyst
    Then a request from the machine itself without a session is not let in
    And the server may listen beyond the machine

  @signin.oidc.settings
  Scenario Outline: Half a configuration is an error at the start, by name
    Given settings with <what>
    Then the server does not start and names <name>

    Examples:
      | what                                     | name                        |
      | an issuer without a client               | BOOKRUNNER_OIDC_CLIENT      |
      | an issuer without roles                  | BOOKRUNNER_OIDC_ROLES       |
      | an issuer without a public address       | BOOKRUNNER_PUBLIC_URL       |
      | a public address over plain http         | BOOKRUNNER_PUBLIC_URL       |
      | an issuer over plain http                | BOOKRUNNER_OIDC_ISSUER      |
      | a role that there is not                 | BOOKRUNNER_OIDC_ROLES       |
      | a client without an issuer               | BOOKRUNNER_OIDC_CLIENT      |
      | the client as the audience of tokens     | BOOKRUNNER_OIDC_AUDIENCE    |
      | sessions that last longer idle than open | BOOKRUNNER_SESSION_MINUTES  |
