"""What ``brief`` is asked for and answers."""

# ruff: noqa: RUF009 - asked() makes a field, as dataclasses.field() does
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bookrunner.operations.operation import Kind, asked


@dataclass(frozen=True)
class BriefRequest:
    """One page of what happened."""

    list: str = asked(
        Kind.TEXT,
        "Of which companies: a name brought by `import watchlist`, a banker's name of `import "
        "coverage`, tickers parted by commas, or `all`.",
        default="all",
        example="NAME",
    )
    out: Path | None = asked(
        Kind.NEW_FILE, "The page to write: .html, .docx or .pdf.", default=None, example="FILE"
    )
    as_of: date | None = asked(Kind.DATE, "The last day that counts; default: today.", default=None)
    since: date | None = asked(
        Kind.DATE, "The first day that counts; default: the business day before.", default=None
    )


@dataclass(frozen=True)
class BriefProof:
    """Where the words stand that prove a line."""

    quote: str
    accession: str
    document: str
    """The digest by which `read` opens it; empty for what was imported."""
    span: tuple[int, int]
    url: str
    place: str


@dataclass(frozen=True)
class BriefRow:
    """A line of the page."""

    section: str
    company: str
    says: str
    why: str
    at: str
    """When it could be known."""
    materiality: int
    form: str
    label: str
    banker: str
    action: str
    proof: BriefProof


@dataclass(frozen=True)
class BriefTold:
    """The page."""

    list: str
    since: date
    to: date
    companies: int
    top: tuple[BriefRow, ...]
    sections: Mapping[str, tuple[BriefRow, ...]]
    left_out: Mapping[str, int]
    unproven: int
    notes: tuple[str, ...]
    written: str
    """The file; empty when none was asked for."""
