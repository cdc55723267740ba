"""What ``stale`` is asked for and answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bookrunner.operations.operation import Kind, asked
from bookrunner.operations.refreshing_shapes import CauseLine, StaleLine


@dataclass(frozen=True)
class StaleRequest:
    """Which written work no longer says what the records say."""

    folders: tuple[Path, ...] = asked(
        Kind.PLACES,
        "Folders of books; default: every book that was written from this home.",
        default=(),
        positional=True,
        example="DIR",
    )


@dataclass(frozen=True)
class StaleBook:
    """A book whose figures changed."""

    folder: str
    company: str
    as_of: date
    fresh_as_of: date
    causes: tuple[CauseLine, ...]
    """What changed in the records."""
    stale: tuple[StaleLine, ...]
    """Every number of the book that changes with it, and where it stands."""
    anew: int
    """Pages that must be made anew."""
    refresh: str
    """The command that proposes the refresh in full; with `--apply` it makes it."""


@dataclass(frozen=True)
class BookUnchecked:
    """A book that could not be compared."""

    folder: str
    why: str


@dataclass(frozen=True)
class StaleAnswer:
    """The books: looked at = stale + fresh + unchecked."""

    looked_at: int
    fresh: int
    stale: tuple[StaleBook, ...]
    unchecked: tuple[BookUnchecked, ...]
