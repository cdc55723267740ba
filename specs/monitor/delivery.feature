Feature: Alerts are sent to those who are to know, and to nobody else
  By e-mail and signed webhooks, at once or in digests, never in quiet hours, each message under one identity until it arrives.

  @monitor.delivery.mail
  Scenario: An alert is sent by e-mail, once
    Given a mail server and a recipient told at once
    When an alert is raised and deliver passes three times
    Then the server has one message with the company, what happened, its source and a link

  @monitor.delivery.starttls
  Scenario: Beyond this machine nothing is sent in the clear
    Given a mail server without STARTTLS that is not this machine, and a recipient told at once
    When an alert is raised and deliver passes
    Then the server has no message, the message waits, and deliver says that STARTTLS is missing

  @monitor.delivery.encrypted
  Scenario: A server that offers STARTTLS gets message and password encrypted alone
    Given a mail server that offers STARTTLS and wants a password, and a recipient told at once
    When an alert is raised and deliver passes
    Then the server has one message, after STARTTLS, from the user that signed in

  @monitor.delivery.again
  Scenario: Whoever is cut off while sending, the message comes again under the same identity
    Given a mail server that takes a message and dies before it says so, and a recipient told at once
    When an alert is raised and deliver passes, and again when the pause is over
    Then the server has the message twice, with one Message-ID

  @monitor.delivery.webhook
  Scenario: A webhook is signed, and a receiver that fails is asked again later
    Given a webhook that answers 503 first and 204 then
    When an alert is raised and deliver passes, and again when the pause is over
    Then both posts have one id and one body, each with a signature that the secret proves
    And a pass within the pause posts nothing

  @monitor.delivery.ssrf
  Scenario: A webhook cannot reach into the house
    Given a webhook at "https://169.254.169.254/latest"
    When an alert is raised and deliver passes
    Then the message failed at once and deliver says why

  @monitor.delivery.walls
  Scenario: An alert behind a wall goes to those inside, without words
    Given a mail server, A. Lind inside the wall "oak" and B. Reed outside
    When an alert behind "oak" is raised and deliver passes
    Then A. Lind alone has a message, which names no company, no event and no rule
    And it is counted that B. Reed was not told, for those inside alone

  @monitor.delivery.left
  Scenario: Who leaves a wall before the message goes is not told
    Given a mail server, A. Lind inside the wall "oak" and B. Reed outside
    When an alert behind "oak" waits for A. Lind, who is then taken out, and deliver passes
    Then nobody has a message, and that of A. Lind was withheld

  @monitor.delivery.digest
  Scenario: A digest holds what was raised since the last one
    Given a mail server and a recipient of an hourly digest
    When three alerts are raised within an hour and deliver passes before and after its end
    Then the server has one message with the three

  @monitor.delivery.quiet
  Scenario Outline: Nothing is sent in quiet hours
    Given quiet hours <quiet> in Europe/Zurich
    When something is due at <moment> UTC
    Then it is sent at <sent> UTC

    Examples:
      | quiet       | moment           | sent             |
      | 20:00-07:00 | 2026-01-09T21:00 | 2026-01-10T06:00 |
      | 20:00-07:00 | 2026-01-09T03:00 | 2026-01-09T06:00 |
      | 20:00-07:00 | 2026-01-09T12:00 | 2026-01-09T12:00 |
      | 20:00-07:00 | 2026-07-09T19:00 | 2026-07-10T05:00 |
      | 12:00-13:00 | 2026-01-09T11:30 | 2026-01-09T12:00 |

  @monitor.delivery.choice
  Scenario: A recipient is told of the rules and weights they chose, and the rest is counted
    Given a mail server and a recipient of weight 5 and more
    When an alert is raised and deliver passes
    Then the server has no message and the alert is counted as below the recipient's materiality

  @monitor.delivery.refusals
  Scenario Outline: A file that names no recipients is refused with what is wrong
    When the recipients are <row>
    Then deliver refuses with "<words>"

    Examples:
      | row                                            | words                    |
      | person="a"                                     | an email or a webhook    |
      | person="a"; email="a at b"                     | no e-mail address        |
      | person="a"; webhook="https://x.example/h"      | needs a secret_file      |
      | person="a"; email="a@b.example"; quiet="late"  | two different times      |
      | person="a"; email="a@b.example"; zone="Mars"   | no time zone             |
      | person="a"; email="a@b.example"; digest="now"  | none of immediate        |
      | email="a@b.example"                            | 'person' is missing      |
      | person="a"; email="a@b.example"; colour="red"  | 'colour' is none of      |
