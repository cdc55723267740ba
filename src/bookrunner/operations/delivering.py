"""Alerts sent to those who are to know of them, and to nobody else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime

from bookrunner.app import Desk
from bookrunner.figures import BookrunnerError, Finding, Severity, Unusable, Viewer, Walls, may_see
from bookrunner.monitor import KeptAlert
from bookrunner.monitor.alert_words import mail, payload, secret_of, signed
from bookrunner.monitor.mail_smtp import MailNotSent, MailNotSet
from bookrunner.monitor.outbox_sql import FAILED, SENT, WITHHELD, Chosen, Message
from bookrunner.monitor.recipients import EMAIL, Recipient, read_recipients
from bookrunner.operations.alerting import evaluated
from bookrunner.operations.delivering_shapes import Delivered, DeliverRequest, DeliveryLine
from bookrunner.operations.told import remarks
from bookrunner.web import AddressRefused, Undelivered, destination, post

_REASON_MAX = 200
_AT_ONCE = 200
"""Messages to one recipient in one pass, so that one cannot take all the time."""
_OUTSIDE = "the person is not inside its wall, or was shut out"


class NoRecipients(Unusable):
    """Nobody is named who is to be told."""

    def __init__(self) -> None:
        super().__init__(
            "nobody is named who is to be told of alerts; set BOOKRUNNER_RECIPIENTS to a file as "
            "docs/guides/alerts.md has one"
        )


class MissingSecret(Unusable):
    """The file that signs a webhook cannot be read."""

    def __init__(self, name: str, error: OSError) -> None:
        super().__init__(f"the secret {name} cannot be read ({error.strerror or error})")


def delivered(desk: Desk, request: DeliverRequest) -> Delivered:
    """One pass: rules look, what is due enters the outboxes, and what can be sent is sent.

    Raises:
        NoRecipients: No file of recipients is set.
        NotFound: There is no such file.
        BadRecipients: It breaks the form.
    """
    if desk.settings.recipients is None:
        raise NoRecipients
    recipients = read_recipients(desk.settings.recipients)
    raised, findings = evaluated(desk)
    queued = sent = 0
    for to in recipients:
        queued += _enqueued(desk, to)
        sent += _sent(desk, to, findings)
    return Delivered(
        raised=raised,
        queued=queued,
        sent=sent,
        recipients=_lines(desk, recipients),
        findings=remarks(findings),
        again_in_seconds=0 if request.once else request.every,
    )


def walls_of(desk: Desk, person: str, at: datetime) -> Walls | None:
    """The walls a person is inside of; None for somebody who was shut out."""
    known = desk.register.person(person)
    if known is not None and known.disabled_by:
        return None
    return desk.register.walls_of(person, at)


def _enqueued(desk: Desk, to: Recipient) -> int:
    now = datetime.now(UTC)
    walls = walls_of(desk, to.person, now)
    viewer = Viewer(to.person, walls or frozenset())

    def choose(numbers: Sequence[int]) -> Chosen:
        chosen: list[int] = []
        left_out: Counter[tuple[str, str, Walls]] = Counter()
        due = set(numbers)
        for one in desk.alert_book.alerts(None, after=numbers[0] - 1):
            if one.number not in due:
                continue
            raised = one.raised
            why = to.wants(raised.rule, raised.materiality)
            if walls is None or not may_see(viewer, raised.walls):
                why = _OUTSIDE
            if why:
                reason = f"to {to.person} by {to.channel}: {why}"
                left_out[raised.rule, reason[:_REASON_MAX], raised.walls] += 1
            else:
                chosen.append(one.number)
        return chosen, left_out

    return desk.outbox.enqueue(to, now, choose)


def _sent(desk: Desk, to: Recipient, findings: list[Finding]) -> int:
    done = 0
    for _ in range(_AT_ONCE):
        now = datetime.now(UTC)
        if to.not_before(now) > now:
            break
        message = desk.outbox.claim(to, now)
        if message is None:
            break
        walls = walls_of(desk, to.person, now)
        viewer = Viewer(to.person, walls or frozenset())
        alerts = desk.alert_book.alerts(viewer, numbers=message.alerts)
        if walls is None or not alerts:
            desk.outbox.end(message, WITHHELD, now, _OUTSIDE)
            continue
        try:
            _send(desk, to, message, alerts, now)
        except (MailNotSet, AddressRefused, Unusable) as error:
            desk.outbox.end(message, FAILED, now, str(error))
            findings.append(_finding(to, error, Severity.ERROR))
        except (MailNotSent, Undelivered, BookrunnerError) as error:
            if isinstance(error, MailNotSent) and error.is_final:
                desk.outbox.end(message, FAILED, now, str(error))
                findings.append(_finding(to, error, Severity.ERROR))
                continue
            goes_on = desk.outbox.postpone(message, to, now, str(error))
            severity = Severity.WARNING if goes_on else Severity.ERROR
            findings.append(_finding(to, error, severity))
            break  # who does not answer is not asked again in this pass
        else:
            desk.outbox.end(message, SENT, datetime.now(UTC))
            done += 1
    return done


def _send(
    desk: Desk, to: Recipient, message: Message, alerts: Sequence[KeptAlert], now: datetime
) -> None:
    link = f"{desk.settings.public_url}/alerts" if desk.settings.public_url else ""
    if to.channel == EMAIL:
        server = desk.mail_server
        made = mail(alerts, message.identity, message.made_at, server.sender, to.address, link)
        server.send(made)
        return
    assert to.secret_file is not None, "a webhook without a secret is refused when it is read"
    try:
        text = to.secret_file.read_text(encoding="utf-8")
    except OSError as error:
        raise MissingSecret(to.secret_file.name, error) from error
    secret = secret_of(text, to.secret_file.name)
    body = payload(alerts, message.identity, message.made_at, link)
    inside = desk.settings.webhook_hosts
    post(
        destination(to.address, inside),
        body,
        signed(body, message.identity, now, secret),
        inside=inside,
        proxy=desk.settings.proxy,
    )


def _lines(desk: Desk, recipients: Sequence[Recipient]) -> tuple[DeliveryLine, ...]:
    counts = desk.outbox.counts()
    lines = []
    for to in recipients:
        found = counts.get(to.key, {})
        lines.append(
            DeliveryLine(
                to.person, to.channel, found.get("waiting", 0), found.get(SENT, 0),
                found.get(WITHHELD, 0), found.get(FAILED, 0),
            )
        )  # fmt: skip
    return tuple(lines)


def _finding(to: Recipient, error: BookrunnerError, severity: Severity) -> Finding:
    return Finding("alerts.not-sent", str(error), severity, f"{to.person} by {to.channel}")
