"""What ``events`` is asked for and answers: what happened, each event with its proof."""

# ruff: noqa: RUF009 - asked() makes a field, as dataclasses.field() does
from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bookrunner.operations.operation import Kind, asked
from bookrunner.operations.responses import Remark


@dataclass(frozen=True)
class EventsRequest:
    """Filings whose events are wanted."""

    files: tuple[Path, ...] = asked(
        Kind.PLACES,
        "Filings as received, or the same as .gz, or folders of them; they are read and not kept. "
        "Default: the filings of the records.",
        default=(),
        positional=True,
        example="FILE",
    )
    since: date | None = asked(
        Kind.DATE, "Only of filings accepted on this day or later; default: all.", default=None
    )


@dataclass(frozen=True)
class EventLine:
    """An event: ``text[span[0]:span[1]]`` of the document's canonical text is its quote."""

    company: str
    cik: str
    form: str
    item: str
    """``2.02`` of an 8-K; empty for forms without Items."""
    event: str
    """``unread`` for a file that could not be read, whose other fields are empty."""
    says: str
    """What it is, for people."""
    materiality: int
    """1 to 5; 5 is read at once."""
    drivers: tuple[str, ...]
    """Why it weighs that much."""
    span: tuple[int, int]
    quote: str
    date: date | None
    """When it happened; None when neither its words nor the report say."""
    accepted: str
    """When the SEC accepted the filing, with the time where its header says it; else empty."""
    accession: str
    document: str
    """Digest of the document."""
    key: str
    """The same for one event however often it is told, and for its correction."""
    again: str
    """The Item of the same filing that told it first; empty where it is told first."""
    corrects: str
    """The accession that this amendment overrides; empty when it corrects none."""
    overridden_by: str
    """The accession of the amendment that overrides it; empty while it stands."""
    walls: tuple[str, ...]


@dataclass(frozen=True)
class EventsTold:
    """The events in the order of acceptance; JSON shows the list itself."""

    events: tuple[EventLine, ...]
    findings: tuple[Remark, ...]
