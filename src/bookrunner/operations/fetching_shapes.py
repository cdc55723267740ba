"""What ``fetch`` can be asked for and what it answers."""

# ruff: noqa: RUF009 - asked() makes a field, as dataclasses.field() does
from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bookrunner.operations.operation import Kind, asked
from bookrunner.operations.responses import FileLine, Ingested, Remark

_FORMS = ("10-K", "10-Q", "8-K", "20-F", "6-K")


@dataclass(frozen=True)
class FetchRequest:
    """Filings on EDGAR: of companies, of a day, or the latest."""

    companies: tuple[str, ...] = asked(
        Kind.TEXTS,
        "Companies, parted by commas: tickers, CIKs or names.",
        default=(),
        example="A,B",
    )
    day: date | None = asked(
        Kind.DATE, "All filings that the index of this day lists.", default=None
    )
    latest: bool = asked(Kind.FLAG, "The newest hundred filings of all companies.", default=False)
    forms: tuple[str, ...] = asked(
        Kind.TEXTS,
        "Only these forms and their amendments, parted by commas; 'all' for every form.",
        default=_FORMS,
        example="10-K,8-K",
    )
    since: date | None = asked(Kind.DATE, "Only what was filed on this day or later.", default=None)
    limit: int = asked(Kind.NUMBER, "At most so many of each company, the newest.", default=20)
    facts: bool = asked(
        Kind.FLAG, "Also all facts the SEC keeps of each company (companyfacts).", default=False
    )
    list_only: bool = asked(Kind.FLAG, "List the filings and fetch none.", default=False)
    out: Path | None = asked(
        Kind.FOLDER,
        "The folder to keep them in; default: edgar in BOOKRUNNER_HOME.",
        default=None,
        example="DIR",
    )


@dataclass(frozen=True)
class ListedLine:
    """One filing that EDGAR lists."""

    company: str
    cik: str
    form: str
    accession: str
    filed_on: date


@dataclass(frozen=True)
class Fetched:
    """What was listed and what became of it: listed = fetched + kept + failed."""

    listed: int
    fetched: int
    """Received now."""
    kept: int
    """Received before."""
    failed: tuple[FileLine, ...]
    """Each by accession, with its reason."""
    folder: str
    filings: tuple[ListedLine, ...]
    """All that were listed."""
    ingested: Ingested | None
    """What became of the files; None where none was to be fetched."""
    findings: tuple[Remark, ...]
