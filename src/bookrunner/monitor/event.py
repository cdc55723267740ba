"""An event: what a filing tells of a company, with the words that prove it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bookrunner.figures import PUBLIC, Walls
from bookrunner.monitor.taxonomy import Materiality


@dataclass(frozen=True)
class Filed:
    """The filing an event was read in."""

    digest: str
    """SHA-256 of the file as received."""
    company: str
    cik: str
    """Ten digits; empty when the filing does not say."""
    form: str
    accession: str
    reported: date | None
    """The day of the report: of an 8-K that of its earliest event."""
    accepted: str
    """When the SEC accepted it, as ISO date, with the time where the header says it; else empty."""
    walls: Walls = PUBLIC

    @property
    def is_amendment(self) -> bool:
        """Whether it amends an earlier filing (8-K/A)."""
        return self.form.endswith("/A")


@dataclass(frozen=True)
class Sign:
    """A kind of event and where in a document the words stand that tell it."""

    event: str
    """A name of ``EVENT_TYPES``."""
    start: int
    end: int
    because: str
    """What in the words decided the kind, for people."""


@dataclass(frozen=True)
class Event:
    """Something that happened; ``text[start:end]`` of the canonical text is its quote."""

    filed: Filed
    item: str
    """``2.02`` of an 8-K; empty for forms without Items."""
    event: str
    """A name of ``EVENT_TYPES``."""
    materiality: Materiality
    drivers: tuple[str, ...]
    """Why it weighs that much."""
    start: int
    end: int
    quote: str
    on: date | None
    """When it happened, by the words, else by the report; None when neither says."""
    key: str
    """The same for one event however often it is told, and for its correction."""
    corrects: str = ""
    """The accession of the filing that this amendment overrides; empty when it corrects none."""
    overridden_by: str = ""
    """The accession of the later amendment that overrides it; empty while it stands."""
    again: str = ""
    """The Item of the same filing that told it first; empty where it is told first."""
