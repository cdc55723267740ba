Feature: Posts to addresses that somebody else named
  Nobody reaches into the house through an address that the house is asked to tell.

  @web.outside.named
  Scenario: An address that names a place of the house is refused before anything is sent
    Then addresses of the house are refused and public ones are taken

  @web.outside.resolved
  Scenario: A name is held to the addresses it has when the connection is made
    Given a name that was public and now leads into the house
    When something is posted to it
    Then it is refused and nothing was connected to

  @web.outside.redirected
  Scenario: A redirect is not followed
    Given a host of the bank's own network that redirects into the house
    When something is posted to that host
    Then it did not arrive, and the second place heard nothing
