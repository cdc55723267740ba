"""What ``refresh`` and ``redline`` can be asked, and what they answer."""

# ruff: noqa: RUF009 - asked() makes a field, as dataclasses.field() does
from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bookrunner.operations.operation import Kind, asked
from bookrunner.operations.responses import Remark


@dataclass(frozen=True)
class RefreshRequest:
    """A written book to be brought up to date."""

    folder: Path = asked(
        Kind.WRITTEN, "The folder that `bookrunner pitch` wrote.", positional=True, example="DIR"
    )
    apply: bool = asked(
        Kind.FLAG, "Change what is stale; without it nothing is written.", default=False
    )
    sentences: bool = asked(
        Kind.FLAG,
        "Also write the new words where a sentence no longer holds, such as grew for fell.",
        default=False,
    )
    overwrite: bool = asked(
        Kind.FLAG,
        "Also write over what a person put in the place of a number that is stale.",
        default=False,
    )
    prices: Path | None = asked(
        Kind.FILE,
        "Closing prices in place of those of the book: a CSV file with the columns "
        "ticker,date,close,currency.",
        default=None,
        example="FILE.csv",
    )
    assumptions: Path | None = asked(
        Kind.FILE,
        "Assumptions in place of those of the book: a CSV file with the columns "
        "assumption,value,owner,reason,date.",
        default=None,
        example="FILE",
    )
    template: Path | None = asked(
        Kind.FILE,
        "The template of the book, where it is no longer where it was.",
        default=None,
        example="FILE.pptx",
    )
    as_of: date | None = asked(
        Kind.DATE,
        "Only what was known at the close of this day; default: as the book was asked for.",
        default=None,
    )
    by: str = asked(Kind.PERSON, "Who refreshes the book.", default="", example="NAME")


@dataclass(frozen=True)
class StaleLine:
    """One number at one place."""

    file: str
    place: str
    kind: str
    figure: str
    name: str
    old: str
    new: str
    why: str
    action: str
    """``change``, ``for a person``, ``overwritten by hand``, ``gone`` or ``follows``."""
    shows: str
    """What stands there now, where a person changed it."""


@dataclass(frozen=True)
class WordsLine:
    """One sentence, label or note whose words change."""

    file: str
    place: str
    kind: str
    old: str
    new: str
    why: str
    action: str


@dataclass(frozen=True)
class AnewLine:
    """A page or sheet whose structure changes."""

    file: str
    page: str
    why: str


@dataclass(frozen=True)
class CauseLine:
    """An input that changed."""

    figure: str
    name: str
    old: str
    new: str
    why: str


@dataclass(frozen=True)
class PartLine:
    """A part of a file and its hash after the refresh."""

    file: str
    part: str
    bytes: int
    sha256: str


@dataclass(frozen=True)
class RefreshAnswer:
    """What is stale, and what was done about it."""

    folder: str
    applied: bool
    as_of: date
    """The valuation date of the book as it is."""
    fresh_as_of: date
    """The valuation date that the records give now."""
    causes: tuple[CauseLine, ...]
    stale: tuple[StaleLine, ...]
    words: tuple[WordsLine, ...]
    anew: tuple[AnewLine, ...]
    """Pages that must be made anew; with any of them nothing is changed."""
    made_anew: tuple[AnewLine, ...]
    """Pages and sheets that nobody has touched and that are written as a whole."""
    changed_by_hand: tuple[str, ...]
    """Places that say something else than when they were written, and those that were added."""
    waiting: tuple[str, ...]
    """Places that stay stale until a person decides."""
    parts_changed: tuple[PartLine, ...]
    parts_untouched: tuple[PartLine, ...]
    unrelated_bytes_changed: int
    """Of parts that hold nothing stale."""
    recalculated: bool
    """Whether LibreOffice has recalculated the workbook and agrees with the engine."""
    findings: tuple[Remark, ...]


@dataclass(frozen=True)
class RedlineRequest:
    """Two versions of a file."""

    old: Path = asked(Kind.FILE, "The earlier version.", positional=True, example="OLD")
    new: Path = asked(Kind.FILE, "The later version.", positional=True, example="NEW")


@dataclass(frozen=True)
class RedlineLine:
    """One difference."""

    change: str
    """``changed``, ``added``, ``removed`` or ``moved``."""
    kind: str
    """``number``, ``formula``, ``words``, ``row``, ``sheet``, ``slide``, ``chart`` and so on."""
    place: str
    """In the later version, or where it stood in the earlier."""
    old: str
    new: str


@dataclass(frozen=True)
class RedlineAnswer:
    """What differs, in the order of the later version."""

    old: str
    new: str
    same: bool
    counts: dict[str, int]
    """By change and kind."""
    changes: tuple[RedlineLine, ...]
