"""What ``filings`` and ``read`` are asked for and answer, in plain values."""

# ruff: noqa: RUF009 - asked() makes a field, as dataclasses.field() does
from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bookrunner.operations.operation import Kind, asked
from bookrunner.operations.parsing_shapes import ParsedSection
from bookrunner.operations.responses import CompanyLine


@dataclass(frozen=True)
class FilingsRequest:
    """Which filings are kept."""

    company: str = asked(
        Kind.TEXT,
        "Only of this company: a ticker, a CIK or a name.",
        default="",
        positional=True,
        example="TICKER",
    )
    form: str = asked(
        Kind.TEXT, "Only forms that begin so, such as 10-K.", default="", example="FORM"
    )
    as_of: date | None = asked(
        Kind.DATE,
        "Only what was known at the close of this day; default: everything known.",
        default=None,
    )


@dataclass(frozen=True)
class FilingRow:
    """One filing."""

    digest: str
    """SHA-256 of its bytes, by which `read` opens it."""
    cik: str
    company: str
    """The name; empty when the records do not say whose it is."""
    form: str
    accession: str
    period_end: date | None
    known_since: date | None
    name: str
    """The file's."""
    source: str
    walls: tuple[str, ...]
    readable: bool
    """Whether its words are kept; of some filings only the numbers are."""


@dataclass(frozen=True)
class FilingRows:
    """Filings, newest known first."""

    filings: tuple[FilingRow, ...]


@dataclass(frozen=True)
class ReadRequest:
    """A stretch of a kept document."""

    document: str = asked(
        Kind.TEXT,
        "Its digest (the beginning will do), accession, or file's name with or without the ending.",
        positional=True,
        example="DOCUMENT",
    )
    start: int = asked(
        Kind.NUMBER, "The first character to show, from 1; default: the first.", default=1
    )
    length: int = asked(Kind.NUMBER, "How many characters to show.", default=20_000)
    section: str = asked(
        Kind.TEXT, "In place of --start: this Item, such as 1A or 7.", default="", example="ITEM"
    )


@dataclass(frozen=True)
class ReadTable:
    """A table that begins in the stretch, as a grid of its cells' words."""

    start: int
    end: int
    caption: str
    currency: str | None
    scale: int | None
    """1000 when it speaks in thousands; None when it does not say."""
    rows: tuple[tuple[str, ...], ...]
    """A cell that spans several places stands in the first and is empty in the others."""


@dataclass(frozen=True)
class Reading:
    """The stretch; spans count characters of the whole text from 0, as citations do."""

    filing: FilingRow
    company: CompanyLine | None
    text: str
    start: int
    end: int
    total: int
    """Characters of the whole document."""
    sections: tuple[ParsedSection, ...]
    """Of the whole document."""
    tables: tuple[ReadTable, ...]
