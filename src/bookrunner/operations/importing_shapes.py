"""What ``import`` and ``imported`` can be asked for and what they answer."""

# ruff: noqa: RUF009 - asked() makes a field, as dataclasses.field() does
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bookrunner.operations.operation import Kind, asked
from bookrunner.operations.responses import Remark

KIND_NAMES = (
    "prices",
    "estimates",
    "curves",
    "management-case",
    "precedents",
    "ratings",
    "bonds",
    "bond-quotes",
    "new-issues",
    "league-table",
    "cap-table",
    "credentials",
    "coverage",
    "sponsors",
    "restricted-list",
    "measures",
    "market-series",
)


@dataclass(frozen=True)
class ImportRequest:
    """A table that the bank brings."""

    kind: str = asked(
        Kind.TEXT,
        f"What the table holds: {', '.join(KIND_NAMES)}.",
        positional=True,
        choices=KIND_NAMES,
        example="KIND",
    )
    file: Path | None = asked(
        Kind.FILE,
        "A workbook (.xlsx) or a CSV file.",
        default=None,
        positional=True,
        example="FILE",
    )
    as_of: date | None = asked(
        Kind.DATE,
        "The day for which the table holds; default: the newest day in it, where it has days.",
        default=None,
    )
    source: str = asked(
        Kind.TEXT,
        "Who publishes it, as source notes shall say; default: the file's name.",
        default="",
        example="NAME",
    )
    licence: str = asked(
        Kind.TEXT,
        "The class of its licence: internal, derived (what is computed of it may leave the bank), "
        "redistributable; default: none stated, which binds nothing.",
        default="",
        example="CLASS",
    )
    sheet: str = asked(
        Kind.TEXT,
        "The workbook's sheet; default: the first that has the columns.",
        default="",
        example="NAME",
    )
    map: tuple[str, ...] = asked(
        Kind.TEXTS,
        "Headings that are called otherwise, parted by commas: 'Px Last=close,Sym=ticker'.",
        default=(),
        example="HEADING=COLUMN",
    )
    set: tuple[str, ...] = asked(
        Kind.TEXTS,
        "Columns with one value for all rows, parted by commas: 'currency=USD'.",
        default=(),
        example="COLUMN=VALUE",
    )
    walls: tuple[str, ...] = asked(
        Kind.WALLS,
        "Deal walls to keep it behind, parted by commas; default: none.",
        default=(),
        example="A,B",
    )
    check: bool = asked(Kind.FLAG, "Say what would be kept and keep nothing.", default=False)
    template: Path | None = asked(
        Kind.NEW_FILE,
        "Write a workbook to fill, with a guide to its columns, instead of reading one.",
        default=None,
        example="FILE.xlsx",
    )


@dataclass(frozen=True)
class TableImported:
    """What became of a table: received = kept + duplicate + rejected."""

    kind: str
    template: str
    """The template that was written; empty when a table was read."""
    sheet: str
    as_of: date | None
    source: str
    received: int
    kept: int
    duplicate: int
    rejected: int
    is_known: bool
    """Whether the same rows of the same file were kept before; nothing changed then."""
    is_check: bool
    findings: tuple[Remark, ...]


@dataclass(frozen=True)
class ImportedRequest:
    """What the bank brought, as it is kept."""

    kind: str = asked(
        Kind.TEXT,
        f"Which tables: {', '.join(KIND_NAMES)}.",
        positional=True,
        choices=KIND_NAMES,
        example="KIND",
    )
    company: str = asked(
        Kind.TEXT,
        "Only rows of this company: a ticker, a CIK or a name.",
        default="",
        positional=True,
        example="COMPANY",
    )
    as_of: date | None = asked(
        Kind.DATE, "Only what held on this day or before; default: everything.", default=None
    )


@dataclass(frozen=True)
class BroughtRow:
    """One row, with the cell of each of its values."""

    values: Mapping[str, str]
    cells: Mapping[str, str]
    file: str
    as_of: date
    source: str
    licence: str


@dataclass(frozen=True)
class Brought:
    """The latest row of each thing."""

    kind: str
    columns: tuple[str, ...]
    rows: tuple[BroughtRow, ...]
