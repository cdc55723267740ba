"""What a message says of alerts: words and proof of public ones, no more than a link of others.

Mail and webhooks leave the house's own sign-in behind. Of what stands behind a wall they say only
that something waits: no company, no event, no rule's name.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Sequence
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr
from typing import Any

from bookrunner.figures import Unusable
from bookrunner.monitor.alert_book_sql import KeptAlert
from bookrunner.monitor.brief import Proof

_SUBJECT_MAX = 120
_QUOTE_MAX = 300
_SECRET_MIN = 24


class WeakSecret(Unusable):
    """A secret that anybody may guess, or none."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"the file {name} holds no secret of {_SECRET_MIN} bytes or more; `openssl rand "
            "-base64 32` makes one"
        )


def mail(
    alerts: Sequence[KeptAlert], identity: str, made_at: datetime, sender: str, to: str, link: str
) -> EmailMessage:
    """The e-mail; at every attempt the same, with the same ``Message-ID``.

    Args:
        link: Where alerts are shown in the product; "" where no address is set.
    """
    message = EmailMessage()
    message["From"] = sender
    message["To"] = to
    message["Subject"] = _subject(alerts)
    message["Date"] = format_datetime(made_at)
    domain = parseaddr(sender)[1].rpartition("@")[2]
    message["Message-ID"] = f"<{identity}@{domain}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content("\n".join(_lines(alerts, link)))
    return message


def payload(alerts: Sequence[KeptAlert], identity: str, made_at: datetime, link: str) -> bytes:
    """The body of a webhook; at every attempt the same bytes."""
    said = {
        "id": identity,
        "type": "alerts.raised",
        "timestamp": made_at.isoformat(),
        "alerts": [_told(one, link) for one in alerts],
    }
    return json.dumps(said, ensure_ascii=False, sort_keys=True).encode()


def signed(body: bytes, identity: str, moment: datetime, secret: bytes) -> dict[str, str]:
    """The headers by which a receiver knows that the body is ours, whole, new and not a repeat.

    As Standard Webhooks 1.0 has them: HMAC-SHA256 over ``id.timestamp.body``, in base64.
    """
    stamp = str(int(moment.timestamp()))
    told = b".".join((identity.encode(), stamp.encode(), body))
    signature = base64.b64encode(hmac.new(secret, told, hashlib.sha256).digest()).decode()
    return {
        "Content-Type": "application/json",
        "webhook-id": identity,
        "webhook-timestamp": stamp,
        "webhook-signature": f"v1,{signature}",
    }


def secret_of(text: str, name: str) -> bytes:
    """The key in a secret's file: base64, with ``whsec_`` before it or not.

    Raises:
        WeakSecret: It is shorter than any that is safe, or no base64.
    """
    try:
        key = base64.b64decode(text.strip().removeprefix("whsec_"), validate=True)
    except ValueError as error:
        raise WeakSecret(name) from error
    if len(key) < _SECRET_MIN:
        raise WeakSecret(name)
    return key


def _subject(alerts: Sequence[KeptAlert]) -> str:
    public = [one for one in alerts if not one.raised.walls]
    if len(alerts) > 1:
        return f"{len(alerts)} alerts"
    if not public:
        return "An alert behind a wall"
    raised = public[0].raised
    return " ".join(f"{raised.company}: {raised.says}".split())[:_SUBJECT_MAX]


def _lines(alerts: Sequence[KeptAlert], link: str) -> list[str]:
    lines: list[str] = []
    for one in alerts:
        if one.raised.walls:
            continue
        lines += [*_of(one), ""]
    hidden = sum(bool(one.raised.walls) for one in alerts)
    if hidden:
        count = "An alert" if hidden == 1 else f"{hidden} alerts"
        lines += [f"{count} behind a wall: sign in to read.", ""]
    lines.append(link or "`bookrunner alerts --open` shows them.")
    return lines


def _of(one: KeptAlert) -> list[str]:
    raised = one.raised
    weight = f" (weight {raised.materiality})" if raised.materiality else ""
    item = f" Item {raised.item}" if raised.item else ""
    lines = [f"{raised.company}: {raised.says}{weight}"]
    if raised.accession:
        lines.append(f"{raised.form}{item}, {raised.accession}")
    if one.corrects:
        lines.append(f"overrides {one.corrects}")
    if raised.quote:
        lines.append(f'"{" ".join(raised.quote.split())[:_QUOTE_MAX]}"')
    if raised.figure:
        lines.append(f"bookrunner why {raised.figure}")
    lines.append(f"rule {raised.rule}, alert {one.number}, raised {one.raised_at}")
    address = Proof("", raised.accession, raised.cik, "", 0, 0).url
    return [*lines, address] if address and raised.accession[:1].isdigit() else lines


def _told(one: KeptAlert, link: str) -> dict[str, Any]:
    raised = one.raised
    if raised.walls:
        return {"number": one.number, "behind_a_wall": True, "link": link}
    return {
        "number": one.number,
        "behind_a_wall": False,
        "rule": raised.rule,
        "company": raised.company,
        "cik": raised.cik,
        "says": raised.says,
        "event": raised.event,
        "form": raised.form,
        "item": raised.item,
        "materiality": raised.materiality,
        "accession": raised.accession,
        "quote": raised.quote,
        "figure": raised.figure,
        "corrects": one.corrects,
        "raised_at": one.raised_at,
        "link": link,
    }
