"""Who is told of alerts, where, how often and when not: a file that people read and change."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bookrunner.figures import BadInput, NotFound

IMMEDIATE, HOURLY, DAILY = "immediate", "hourly", "daily"
EMAIL, WEBHOOK = "email", "webhook"
_KEYS = frozenset({"person", "email", "webhook", "secret_file", "rules", "materiality", "digest",
                   "at", "quiet", "zone"})  # fmt: skip
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*")
_TIME = re.compile(r"([01]\d|2[0-3]):([0-5]\d)")
_BYTES_MAX = 1_000_000
_PERSON_MAX = 150


class BadRecipients(BadInput):
    """A file that names no recipients."""

    def __init__(self, path: Path, problem: str) -> None:
        super().__init__(
            f"{path.name} names no recipients of alerts: {problem}; docs/guides/alerts.md has one"
        )


@dataclass(frozen=True)
class Quiet:
    """Hours of the day in which nothing is sent, by the recipient's clock."""

    begins: time
    ends: time

    def ends_after(self, moment: datetime, zone: ZoneInfo) -> datetime | None:
        """When the quiet hours that hold the moment end; None outside of them."""
        local = moment.astimezone(zone)
        clock = local.timetz().replace(tzinfo=None)
        over_night = self.begins > self.ends
        inside = (
            clock >= self.begins or clock < self.ends
            if over_night
            else self.begins <= clock < self.ends
        )
        if not inside:
            return None
        day = local.date() + timedelta(days=over_night and clock >= self.begins)
        return datetime.combine(day, self.ends, zone).astimezone(UTC)


@dataclass(frozen=True)
class Recipient:
    """One way to tell one person."""

    person: str
    """As they sign in: the register says behind which walls they are."""
    channel: str
    address: str
    secret_file: Path | None
    """What signs a webhook."""
    rules: tuple[str, ...]
    """Empty for all."""
    materiality: int
    digest: str
    at: time
    quiet: Quiet | None
    zone: ZoneInfo

    @property
    def key(self) -> str:
        """What is remembered of them is kept under it."""
        address = hashlib.sha256(self.address.encode()).hexdigest()[:16]
        return f"{self.person}|{self.channel}|{address}"

    def wants(self, rule: str, weight: int) -> str:
        """Why an alert is not for them; empty where it is."""
        if self.rules and rule not in self.rules:
            return "the recipient does not follow the rule"
        if weight and weight < self.materiality:
            return "below the recipient's materiality"
        return ""

    def boundary(self, moment: datetime) -> datetime:
        """The last time at which a digest was due; the moment itself without digests."""
        local = moment.astimezone(self.zone)
        if self.digest == HOURLY:
            return local.replace(minute=0, second=0, microsecond=0).astimezone(UTC)
        if self.digest == DAILY:
            today = datetime.combine(local.date(), self.at, self.zone)
            if today > local:
                today = datetime.combine(local.date() - timedelta(days=1), self.at, self.zone)
            return today.astimezone(UTC)
        return moment

    def not_before(self, moment: datetime) -> datetime:
        """When something due at a moment may be sent."""
        over = None if self.quiet is None else self.quiet.ends_after(moment, self.zone)
        return over or moment


def read_recipients(path: Path) -> Sequence[Recipient]:
    """The recipients that a TOML file names.

    Raises:
        NotFound: There is no such file.
        BadRecipients: It breaks the form.
    """
    if not path.is_file():
        raise NotFound("file of recipients", str(path))
    if path.stat().st_size > _BYTES_MAX:
        raise BadRecipients(path, "it is larger than any list of people")
    try:
        told = tomllib.loads(path.read_bytes().decode("utf-8"))
    except ValueError as error:
        raise BadRecipients(path, f"it is not TOML ({error})") from error
    rows = told.get("recipient")
    if set(told) != {"recipient"} or not isinstance(rows, list):
        raise BadRecipients(path, "it holds [[recipient]] and nothing else")
    found: dict[str, Recipient] = {}
    for number, row in enumerate(rows, start=1):
        try:
            one = _recipient(row)
        except KeyError as error:
            raise BadRecipients(path, f"no. {number}: {error.args[0]!r} is missing") from error
        except (TypeError, ValueError) as error:
            raise BadRecipients(path, f"no. {number}: {error}") from error
        if one.key in found:
            raise BadRecipients(path, f"no. {number}: {one.person} is told at that address twice")
        found[one.key] = one
    return list(found.values())


def _recipient(row: Mapping[str, Any]) -> Recipient:
    unknown = sorted(set(row) - _KEYS)
    if unknown:
        raise ValueError(f"{unknown[0]!r} is none of {', '.join(sorted(_KEYS))}")
    if ("email" in row) == ("webhook" in row):
        raise ValueError("it needs an email or a webhook, and one of them only")
    channel = EMAIL if "email" in row else WEBHOOK
    address = _text(row, channel)
    if channel == EMAIL and not _ADDRESS.fullmatch(address):
        raise ValueError(f"{address!r} is no e-mail address")
    secret = row.get("secret_file")
    if (channel == WEBHOOK) != (secret is not None):
        raise ValueError("a webhook needs a secret_file, and an e-mail address has none")
    person = _text(row, "person")
    if not 0 < len(person) <= _PERSON_MAX:
        raise ValueError("a recipient needs the name under which the person signs in")
    digest = _text(row, "digest", IMMEDIATE)
    if digest not in (IMMEDIATE, HOURLY, DAILY):
        raise ValueError(f"digest = {digest!r} is none of immediate, hourly, daily")
    weight = row.get("materiality", 0)
    if not isinstance(weight, int) or isinstance(weight, bool) or not 0 <= weight <= 5:
        raise ValueError("materiality must be a whole number up to 5")
    rules = row.get("rules", [])
    if not isinstance(rules, list) or not all(isinstance(one, str) for one in rules):
        raise TypeError("rules must be a list of names")
    return Recipient(
        person=person,
        channel=channel,
        address=address,
        secret_file=None if secret is None else Path(_text(row, "secret_file")),
        rules=tuple(rules),
        materiality=weight,
        digest=digest,
        at=_clock(_text(row, "at", "07:00")),
        quiet=_quiet(_text(row, "quiet", "")),
        zone=_zone(_text(row, "zone", "UTC")),
    )


def _quiet(text: str) -> Quiet | None:
    if not text:
        return None
    begins, dash, ends = text.partition("-")
    if not dash or begins == ends:
        raise ValueError(f"quiet = {text!r} is not two different times such as 20:00-07:00")
    return Quiet(_clock(begins), _clock(ends))


def _clock(text: str) -> time:
    match = _TIME.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"{text!r} is no time of day such as 07:00")
    return time(int(match[1]), int(match[2]))


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError(f"{name!r} is no time zone such as Europe/Zurich") from error


def _text(row: Mapping[str, Any], key: str, default: str | None = None) -> str:
    value = row[key] if default is None else row.get(key, default)
    if not isinstance(value, str):
        raise TypeError(f"{key} must be a text")
    return value.strip()
