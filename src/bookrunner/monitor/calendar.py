"""The calendar: what falls on which day, each row with its formula and the words that prove it.

What cannot be dated is a row too, with the reason. No date here is guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from bookrunner.figures import PUBLIC, Finding, Walls

PRICING, LOCK_UP, GREENSHOE = "pricing", "lock-up", "greenshoe"
SHELF, MATURITY, BLACKOUT = "shelf", "maturity", "blackout"
CALENDAR_KINDS = (PRICING, LOCK_UP, GREENSHOE, SHELF, MATURITY, BLACKOUT)


@dataclass(frozen=True)
class DateProof:
    """What one part of a row's formula stands on."""

    what: str
    """The part: ``prospectus date``, ``lock-up days``, ``registered amount``."""
    value: str
    form: str = ""
    accession: str = ""
    document: str = ""
    """The digest of the document; empty where a figure proves it."""
    span: tuple[int, int] | None = None
    """Of the canonical text; None for the header that the SEC put before it."""
    quote: str = ""
    figure: str = ""
    """The figure's id, which `why` takes; empty for what no figure is of."""


@dataclass(frozen=True)
class CalendarRow:
    """Something that falls on a day."""

    key: str
    """The same however often the calendar is made."""
    on: date
    kind: str
    """One of ``CALENDAR_KINDS``."""
    company: str
    cik: str
    what: str
    formula: str
    proofs: tuple[DateProof, ...]
    until: date | None = None
    """The last day of what lasts longer than one."""
    business_day: date | None = None
    """The business day on which it takes effect, where a convention names one."""
    convention: str = ""
    """That convention; empty where the calendar day itself counts."""
    detail: str = ""
    walls: Walls = PUBLIC


@dataclass(frozen=True)
class NotDated:
    """What belongs on the calendar and has no day that the filings state."""

    kind: str
    company: str
    cik: str
    what: str
    reason: str
    """Why, and what would date it."""
    proofs: tuple[DateProof, ...] = ()
    walls: Walls = PUBLIC


@dataclass
class Calendar:
    """The rows as they are gathered."""

    dated: list[CalendarRow] = field(default_factory=list)
    not_dated: list[NotDated] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def take(self, rows: Iterable[CalendarRow | NotDated]) -> None:
        """Keep rows of either kind."""
        for row in rows:
            if isinstance(row, CalendarRow):
                self.dated.append(row)
            else:
                self.not_dated.append(row)

    def ordered(self) -> Sequence[CalendarRow]:
        """By day, kind and company."""
        return sorted(self.dated, key=lambda one: (one.on, one.kind, one.company, one.key))
