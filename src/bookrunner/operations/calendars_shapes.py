"""What ``calendar`` is asked for and answers: days ahead, each with its formula and its proof."""

# ruff: noqa: RUF009 - asked() makes a field, as dataclasses.field() does
from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bookrunner.operations.operation import Kind, asked
from bookrunner.operations.responses import Number, Remark


@dataclass(frozen=True)
class CalendarRequest:
    """Days ahead of companies."""

    company: str = asked(
        Kind.TEXT, "Of one company: a ticker, a CIK or a name.", default="", example="TICKER"
    )
    list: str = asked(
        Kind.TEXT,
        "Of which companies: a name brought by `import watchlist`, a banker's name of `import "
        "coverage`, tickers parted by commas, or `all`.",
        default="all",
        example="NAME",
    )
    since: date | None = asked(Kind.DATE, "The first day that counts; default: today.",
                               default=None)  # fmt: skip
    until: date | None = asked(Kind.DATE, "The last day that counts; default: all.", default=None)
    kind: tuple[str, ...] = asked(
        Kind.TEXTS,
        "Only these, parted by commas: pricing, lock-up, greenshoe, shelf, maturity, blackout; "
        "default: all.",
        default=(),
        example="lock-up,shelf",
    )
    assumptions: Path | None = asked(
        Kind.FILE,
        "Who adopts which days of an earnings blackout: a CSV with the columns assumption, value, "
        "owner, reason and date; the keys are calendar.blackout_before_count and "
        "calendar.blackout_after_count.",
        default=None,
        example="FILE.csv",
    )
    out: Path | None = asked(
        Kind.NEW_FILE, "The calendar as a file for calendar programs: .ics.", default=None,
        example="FILE.ics",
    )  # fmt: skip


@dataclass(frozen=True)
class CalendarProof:
    """What one part of a formula stands on."""

    what: str
    value: str
    form: str
    accession: str
    document: str
    """The digest by which `read` opens it; empty where a figure proves it."""
    span: tuple[int, int] | None
    """Of the document's canonical text; None for the header that the SEC put before it."""
    quote: str
    figure: str
    """The id that `why` takes; empty for what no figure is of."""


@dataclass(frozen=True)
class CalendarLine:
    """Something that falls on a day."""

    key: str
    until: date | None
    """The last day of what lasts longer than one."""
    business_day: date | None
    """The business day on which it takes effect, where a convention names one."""
    date: date
    kind: str
    company: str
    cik: str
    what: str
    formula: str
    convention: str
    detail: str
    proofs: tuple[CalendarProof, ...]
    walls: tuple[str, ...]


@dataclass(frozen=True)
class NotDatedLine:
    """What belongs on the calendar and has no day that the filings state."""

    kind: str
    company: str
    cik: str
    what: str
    reason: str
    proofs: tuple[CalendarProof, ...]
    walls: tuple[str, ...]


@dataclass(frozen=True)
class CalendarTold:
    """The days in order, what has none, and what was assumed."""

    since: date
    until: date | None
    rows: tuple[CalendarLine, ...]
    not_dated: tuple[NotDatedLine, ...]
    assumptions: tuple[Number, ...]
    written: str
    """The file; empty when none was asked for."""
    left_out_walled: int
    """Rows behind walls that stand here and not in the file, which anybody may open."""
    findings: tuple[Remark, ...]
