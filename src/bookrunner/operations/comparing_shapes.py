"""What ``diff`` is asked for and answers: what changed between two filings, in plain values.

Spans count characters of each filing's canonical text, which ``text`` prints.
"""

# ruff: noqa: RUF009 - asked() makes a field, as dataclasses.field() does
from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bookrunner.operations.operation import Kind, asked
from bookrunner.operations.parsing_shapes import ParsedDocument
from bookrunner.operations.responses import Remark


@dataclass(frozen=True)
class DiffRequest:
    """Two filings."""

    file_a: Path = asked(
        Kind.FILE, "The earlier filing, as received or .gz.", positional=True, example="FILE_A"
    )
    file_b: Path = asked(
        Kind.FILE, "The later filing, as received or .gz.", positional=True, example="FILE_B"
    )


@dataclass(frozen=True)
class DiffSpan:
    """Words of one of the filings; start and end are the same where nothing stands."""

    start: int
    end: int
    quote: str


@dataclass(frozen=True)
class DiffWords:
    """Words struck and words in their place; either may be empty."""

    old: str
    new: str
    old_start: int
    old_end: int
    new_start: int
    new_end: int


@dataclass(frozen=True)
class DiffNumber:
    """A number that stands in the place of another."""

    old: str
    new: str
    old_value: float
    new_value: float
    """In single units, signed: $1.2 billion is 1200000000."""
    unit: str
    """``USD``, ``%``, ``bps``; "" where nothing is said."""
    change: float | None
    """Of the old one, as a fraction; None where that is zero."""


@dataclass(frozen=True)
class FilingChange:
    """One passage, and what happened to it."""

    kind: str
    """``added``, ``removed``, ``reworded`` or ``moved``."""
    section: str
    weight: int
    """0 to 100; orders the list, and is no probability."""
    reasons: tuple[str, ...]
    rolled_forward: bool
    """Whether only dates and names of periods went on."""
    table_row: bool
    before: DiffSpan
    after: DiffSpan
    words: tuple[DiffWords, ...]
    numbers: tuple[DiffNumber, ...]


@dataclass(frozen=True)
class FilingDiff:
    """What the later filing says otherwise, the changes that matter first."""

    a: ParsedDocument
    b: ParsedDocument
    same: bool
    counts: dict[str, int]
    """By kind; those only rolled forward apart."""
    changes: tuple[FilingChange, ...]
    findings: tuple[Remark, ...]
