"""What ``lint`` can be asked, and what it answers."""

# ruff: noqa: RUF009 - asked() makes a field, as dataclasses.field() does
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bookrunner.operations.operation import Kind, asked


@dataclass(frozen=True)
class LintRequest:
    """A deck to be looked through."""

    file: Path = asked(
        Kind.FILE, "A deck (.pptx), anybody's.", positional=True, example="FILE.pptx"
    )


@dataclass(frozen=True)
class LintedFlaw:
    """One thing that is wrong or doubtful."""

    severity: str
    """``error`` or ``warning``."""
    rule: str
    slide: int
    """From 1; 0 for the file as a whole."""
    shape: str
    """Empty for the whole slide; a cell of a table as ``Table 1/row 2/column 3``."""
    what: str
    """The words or the number it is about."""
    why: str
    fix: str


@dataclass(frozen=True)
class Linted:
    """What was read of a deck and what was found, the worst first."""

    file: str
    slides: int
    exhibits: int
    """Tables and charts."""
    counts: Mapping[str, int]
    """By severity."""
    flaws: tuple[LintedFlaw, ...]
