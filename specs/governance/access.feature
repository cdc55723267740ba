Feature: Who may do what: one decision on every path, and nothing is allowed that it does not allow

  @governance.access.matrix
  Scenario: Every operation is open to those declared, and to nobody else
    Given an installation with callers of every kind
    Then each operation answers each kind of caller as declared
      | operations | analyst | reviewer | control room | administrator | client | reading key | service | nobody |
      | reading    | yes     | yes      | yes          | no            | no     | yes         | yes     | no     |
      | writing    | yes     | yes      | yes          | no            | no     | no          | yes     | no     |
      | signing    | no      | yes      | no           | no            | no     | no          | no      | no     |
      | control    | no      | no       | yes          | no            | no     | no          | no      | no     |
      | log        | no      | no       | yes          | yes           | no     | no          | no      | no     |
      | running    | no      | no       | no           | yes           | no     | no          | no      | no     |
      | own-keys   | yes     | yes      | yes          | yes           | no     | yes         | yes     | no     |
      | new-keys   | yes     | yes      | yes          | yes           | no     | no          | yes     | no     |

  @governance.access.own-wall
  Scenario: A wall opens for a person from the moment they are brought over until they are taken out
    Given a filing behind the wall amber, and ann who signs in with a key
    When the control room brings ann over amber
    Then ann finds the filing's company
    When the control room takes ann out of amber
    Then ann does not find the filing's company
    And the insider list of amber tells who was inside from when to when, why and who let them in

  @governance.access.closed-deal
  Scenario: A deal that ends lets everybody out, and its label is never used again
    Given a filing behind the wall amber, and ann who signs in with a key
    When the control room brings ann over amber
    And the control room ends the deal amber
    Then ann does not find the filing's company
    And nobody can be brought over amber, nor a new deal be called amber

  @governance.access.own-approval
  Scenario: Nobody brings themselves over a wall
    Given a filing behind the wall amber, and ann who signs in with a key
    When the control room would bring itself over amber
    Then it is refused

  @governance.access.unknown-walls
  Scenario: Who is outside is told the same of a wall that there is and of one that there is not
    Given a filing behind the wall amber, and ann who signs in with a key
    Then ann is told the same of amber and of a wall that never was, whatever she asks

  @governance.access.keys
  Scenario Outline: A key opens nothing once it is <what>
    Given a filing behind the wall amber, and ann who signs in with a key
    When her key is <what>
    Then she is not let in

    Examples:
      | what                            |
      | revoked                         |
      | expired                         |
      | changed in one character        |
      | of an account that is shut out  |
      | shown with another key's secret |

  @governance.access.key-rights
  Scenario: A key can do no more than its owner, and no key makes keys
    Given a filing behind the wall amber, and ann who signs in with a key
    Then ann cannot make a key by showing a key
    And nobody can give a key a role or a scope that they do not have
    And a key loses the role that its owner loses
    And the records hold nothing that opens anything

  @governance.access.restricted
  Scenario: Nothing is written on a restricted company but by the team of its deal
    Given a filing behind the wall amber, and ann who signs in with a key
    When the control room restricts Home Depot for the deal amber
    Then ann may not write a pitch on Home Depot, and is not told why
    And the book on Home Depot that was written before is not released
    When the control room brings ann over amber
    Then ann may write a pitch on Home Depot

  @governance.access.watched
  Scenario: The watch list changes nothing that anybody sees
    Given a filing behind the wall amber, and ann who signs in with a key
    When the control room puts Home Depot on the watch list
    Then ann sees what she saw before, and may not see the list

  @governance.access.clients
  Scenario: A client sees released files of the own deal and nothing else
    Given a client inside the wall amber, and folders of the wall amber, of another and of none
    Then the client sees the released folder of amber alone

  @governance.access.default
  Scenario: What nobody is allowed by name is refused
    Given any caller, act and thing
    Then it is allowed only with a role of the act, the scope, every wall, and own or shared things
