"""What ``watch`` and ``alerts`` can be asked for and what they answer."""

# ruff: noqa: RUF009 - asked() makes a field, as dataclasses.field() does
from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from bookrunner.operations.alert_rules_shapes import RaisedLine, SuppressedLine
from bookrunner.operations.operation import Kind, asked
from bookrunner.operations.responses import Remark


@dataclass(frozen=True)
class WatchRequest:
    """New filings on EDGAR or in a folder."""

    companies: tuple[str, ...] = asked(
        Kind.TEXTS,
        "Tell only of these, parted by commas: tickers, CIKs or names; default: all.",
        default=(),
        example="A,B",
    )
    forms: tuple[str, ...] = asked(
        Kind.TEXTS,
        "Tell only of these forms and their amendments, parted by commas; default: all.",
        default=(),
        example="10-K,8-K",
    )
    since: date | None = asked(
        Kind.DATE,
        "Tell of what was filed on this day or later; default: what is new from now on.",
        default=None,
    )
    folder: Path | None = asked(
        Kind.FOLDER,
        "Watch this folder in place of EDGAR; its files are read into the records.",
        default=None,
        example="DIR",
    )
    walls: tuple[str, ...] = asked(
        Kind.WALLS,
        "Deal walls to keep the folder's files behind, parted by commas.",
        default=(),
        example="WALL",
    )
    read: bool = asked(
        Kind.FLAG, "Also fetch each filing told of and read it into the records.", default=False
    )
    once: bool = asked(Kind.FLAG, "One pass, and end.", default=False)
    every: int = asked(Kind.NUMBER, "Seconds from one pass to the next.", default=60)


@dataclass(frozen=True)
class AlertsRequest:
    """What was told of."""

    companies: tuple[str, ...] = asked(
        Kind.TEXTS,
        "Only of these, parted by commas: tickers, CIKs or names.",
        default=(),
        example="A,B",
    )
    since: date | None = asked(Kind.DATE, "Only what was filed on this day or later.", default=None)
    after: int | None = asked(
        Kind.NUMBER, "Only what follows the alert with this number.", default=None
    )
    limit: int = asked(Kind.NUMBER, "At most so many, the newest.", default=50)
    rule: str = asked(Kind.TEXT, "Only alerts of this rule.", default="", example="NAME")
    open: bool = asked(Kind.FLAG, "Only alerts that nobody acknowledged.", default=False)


@dataclass(frozen=True)
class Correction:
    """What an amendment overrides."""

    accession: str
    by: str
    """What ties the two together; begins with "presumed" where the lists do not settle it."""


@dataclass(frozen=True)
class AlertLine:
    """One filing that was told of."""

    number: int
    company: str
    cik: str
    form: str
    accession: str
    filed_on: date
    accepted_at: datetime | None
    items: tuple[str, ...]
    """Of an 8-K."""
    feed: str
    """Which list named it first: latest, index, submissions or folder."""
    seen_at: datetime
    alerted_at: datetime
    overrides: Correction | None
    """Of an amendment; None also where the overridden filing is not known."""
    is_amendment: bool
    overridden_by: str
    """The accession of the newest amendment of it; "" for none."""
    state: str
    """Of its text: queued, read, failed; "" where it was not asked for."""
    reason: str


@dataclass(frozen=True)
class FeedLine:
    """What reading a feed came to: read = new + known + failed, in rows."""

    feed: str
    read: int
    new: int
    known: int
    failed: int


@dataclass(frozen=True)
class Watched:
    """One pass."""

    feeds: tuple[FeedLine, ...]
    """Of this pass."""
    totals: tuple[FeedLine, ...]
    """Of all passes, whatever ended them."""
    alerts: tuple[AlertLine, ...]
    """Told of now, in order."""
    queued: int
    """Filings whose text still waits to be read."""
    findings: tuple[Remark, ...]
    again_in_seconds: int = 0
    """After which the next pass is due; 0 for none."""
    raised: int = 0
    """Alerts that rules raised now; `alerts` shows those that you may see."""


@dataclass(frozen=True)
class Alerts:
    """What was told of, in order."""

    alerts: tuple[AlertLine, ...]
    """The filings."""
    totals: tuple[FeedLine, ...]
    raised: tuple[RaisedLine, ...] = ()
    """What rules raised."""
    suppressed: tuple[SuppressedLine, ...] = ()
    """What rules watched and did not tell, in all, with the reason."""
