"""What ``tape`` is asked for and answers: deals with their terms, revisions and documents."""

# ruff: noqa: RUF009 - asked() makes a field, as dataclasses.field() does
from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bookrunner.operations.operation import Kind, asked
from bookrunner.operations.parsing_shapes import ExactNumber
from bookrunner.operations.responses import Remark


@dataclass(frozen=True)
class TapeRequest:
    """Filings whose deals are wanted."""

    files: tuple[Path, ...] = asked(
        Kind.PLACES,
        "Filings as received, or the same as .gz, or folders of them; they are read and not kept. "
        "Default: the filings of the records.",
        default=(),
        positional=True,
        example="FILE",
    )
    market: str = asked(
        Kind.TEXT, "Only deals of one market; default: all.", default="",
        choices=("", "ecm", "dcm", "ma"),
    )  # fmt: skip
    company: str = asked(
        Kind.TEXT, "Only deals in which this name stands as a party.", default="", example="NAME"
    )
    since: date | None = asked(
        Kind.DATE, "Only deals told of on this day or later; default: all.", default=None
    )


@dataclass(frozen=True)
class TapeTermLine:
    """A term as the latest document states it; the span is of that document's canonical text."""

    name: str
    tranche: str | None
    value: ExactNumber | date | str
    unit: str | None
    form: str
    accession: str
    document: str
    """Digest of the document."""
    date: date | None
    """When that document came."""
    span: tuple[int, int]
    quote: str


@dataclass(frozen=True)
class TapeRevision:
    """A term that a later document states otherwise."""

    name: str
    tranche: str | None
    old: TapeTermLine
    new: TapeTermLine


@dataclass(frozen=True)
class TapeFigure:
    """A figure that the stated terms of one document give."""

    name: str
    tranche: str | None
    value: ExactNumber
    unit: str
    formula: str
    accession: str


@dataclass(frozen=True)
class TapeDocument:
    """A document that tells of the deal."""

    form: str
    accession: str
    document: str
    date: date | None
    company: str
    cik: str


@dataclass(frozen=True)
class TapeLine:
    """One transaction."""

    key: str
    market: str
    """``ecm``, ``dcm`` or ``ma``."""
    kind: str
    issuer: str
    """Whose securities they are; of a merger the target."""
    counterparty: str
    """Who buys; empty outside of M&A."""
    status: str
    """``filed``, ``launched``, ``priced``, ``announced`` or ``withdrawn``."""
    first: date | None
    latest: date | None
    terms: tuple[TapeTermLine, ...]
    computed: tuple[TapeFigure, ...]
    revisions: tuple[TapeRevision, ...]
    documents: tuple[TapeDocument, ...]
    walls: tuple[str, ...]


@dataclass(frozen=True)
class Tape:
    """The deals, the latest first."""

    deals: tuple[TapeLine, ...]
    findings: tuple[Remark, ...]
