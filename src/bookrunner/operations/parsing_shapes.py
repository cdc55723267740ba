"""What ``parse`` and ``text`` are asked for and answer: a filing as it was read, in plain values.

Spans count characters of the canonical text, which ``text`` prints.
"""

# ruff: noqa: RUF009 - asked() makes a field, as dataclasses.field() does
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from bookrunner.operations.operation import Kind, asked
from bookrunner.operations.responses import Remark

_FILE = "A filing as received, or the same as .gz."


class ExactNumber(Decimal):
    """A number that JSON holds as a number, digit for digit."""

    __slots__ = ()


@dataclass(frozen=True)
class ParseRequest:
    """One filing to be read."""

    file: Path = asked(Kind.FILE, _FILE, positional=True, example="FILE")


@dataclass(frozen=True)
class TextRequest:
    """One filing whose words are wanted."""

    file: Path = asked(Kind.FILE, _FILE, positional=True, example="FILE")


@dataclass(frozen=True)
class ParsedDocument:
    """Whose filing it is; what it does not say is None."""

    digest: str
    """SHA-256 of the bytes as received, decompressed, in hex."""
    form: str
    company: str | None
    cik: str | None
    """10 digits."""
    accession: str | None
    period_end: date | None
    """The end of the period reported on, as tags, header or words of the cover say."""
    chars: int
    """Characters of the canonical text."""


@dataclass(frozen=True)
class ParsedSection:
    """An Item: ``text[start:end]`` is its heading and what stands below it."""

    item: str
    title: str
    start: int
    end: int


@dataclass(frozen=True)
class ParsedTable:
    """A table, its rows and columns counted in the grid in which spans are expanded."""

    start: int
    end: int
    rows: int
    columns: int
    unit: str | None
    """The currency, ISO 4217; None when nothing says."""
    scale: int | None
    """1000 when it speaks in thousands; None when it does not say."""


@dataclass(frozen=True)
class ParsedFact:
    """A tagged fact."""

    concept: str
    """With the customary prefix of its namespace: ``us-gaap:Revenues``."""
    value: ExactNumber | str | None
    """A number in single units, scale and sign applied; of other facts what they mean after the
    format's transformation (``2024-09-28``, ``true``), else their words; None when nil."""
    unit: str | None
    """``USD``, ``shares``, ``USD/shares``, ``pure``; None when it is no number."""
    start: date | None
    """None for a point in time."""
    end: date
    dimensions: Mapping[str, str]
    """Axis to member; of a typed dimension the member is its words."""
    span: tuple[int, int]
    """Its words in the canonical text; of a fact in several pieces the first piece."""


@dataclass(frozen=True)
class Parsed:
    """A filing as it was read."""

    document: ParsedDocument
    sections: tuple[ParsedSection, ...]
    tables: tuple[ParsedTable, ...]
    facts: tuple[ParsedFact, ...]
    findings: tuple[Remark, ...]


@dataclass(frozen=True)
class CanonicalText:
    """The words that spans count in."""

    digest: str
    """SHA-256 of the text in UTF-8, in hex."""
    text: str
