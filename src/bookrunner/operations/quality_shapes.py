"""What ``quality`` can be asked for and what it answers."""

# ruff: noqa: RUF009 - asked() makes a field, as dataclasses.field() does
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bookrunner.operations.operation import Kind, asked
from bookrunner.operations.responses import CompanyLine, Remark


@dataclass(frozen=True)
class QualityRequest:
    """What is wrong with a company's numbers."""

    company: str = asked(
        Kind.TEXT, "A ticker, a CIK or a name.", positional=True, example="COMPANY"
    )
    as_of: date | None = asked(
        Kind.DATE,
        "Only what was known at the close of this day; default: everything known.",
        default=None,
    )


@dataclass(frozen=True)
class FilingQuality:
    """One report: what it holds, whether the records still hold all of it, what is doubted."""

    form: str
    accession: str
    period_end: date | None
    known_since: date | None
    name: str
    facts: int
    doubted: int
    record: str
    """``as filed``, ``differs``, ``damaged`` where the file as received is no longer what it was,
    ``not checked`` where it is not at hand."""
    findings: tuple[Remark, ...]


@dataclass(frozen=True)
class Quality:
    """A company's filings and statements, each with what a reader should know."""

    company: CompanyLine
    as_of: date | None
    verdict: str
    """``sound``, ``warnings`` or ``errors``: the worst that was found."""
    counts: Mapping[str, int]
    """Findings by severity."""
    filings: tuple[FilingQuality, ...]
    missing_periods: tuple[str, ...]
    """Stretches between the ends of two reports that are longer than a quarter."""
    findings: tuple[Remark, ...]
    """Of the statements made of all filings together."""
