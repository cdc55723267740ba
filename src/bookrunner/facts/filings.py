"""Filings and the facts reported in them, each with the day it became known."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum

from bookrunner.figures import PUBLIC, Citation, Period, Unit, Walls

EDGAR = "SEC EDGAR"
"""Where filings come from unless whoever brings them says otherwise."""


class AcceptedBasis(Enum):
    """Where the date at which a filing became known was read; the first are the most certain."""

    HEADER = "header"
    """The SEC's own record: a submission header, or ``filed`` in its data."""
    CALLER = "caller"
    """Given with the file by whoever brought it."""
    FILE_NAME = "file name"
    SIGNATURE = "signature"
    """The signatures' date: the day of filing or a few days before."""
    DEADLINE = "deadline"
    """Unknown: the last day the form may be filed, so that no earlier view shows it."""
    UNKNOWN = "unknown"
    """Nothing at all is known; no view with an ``as_of`` shows the filing."""


@dataclass(frozen=True)
class Filing:
    """One report of one company, as it was received."""

    digest: str
    """SHA-256 of the document's bytes, in hex; the key of the stored file."""
    cik: str
    """Ten digits; empty when the report does not say whose it is."""
    form: str
    """``10-K``, ``10-Q/A``, ...; empty when unknown."""
    accession: str = ""
    """The SEC's number ``0000320193-24-000123``; empty when unknown."""
    period_end: date | None = None
    accepted_at: date | None = None
    accepted_basis: AcceptedBasis = AcceptedBasis.UNKNOWN
    fiscal_year: int | None = None
    """The company's own name for the year this report belongs to."""
    fiscal_period: str = ""
    """``FY``, ``Q1``, ``Q2`` or ``Q3``."""
    name: str = ""
    """The file's name, for people."""
    system: str = EDGAR
    """Where it came from, as a source note says it."""
    walls: Walls = PUBLIC

    @property
    def is_amendment(self) -> bool:
        """Whether it amends an earlier report (10-K/A)."""
        return self.form.endswith("/A")


FROM_TABLE = "read-from-table"
"""The kind of doubt of a number that nobody tagged: it was read from a statement's cell."""


@dataclass(frozen=True)
class Fact:
    """A reported number: what, whose, when, in what, and since when it is known."""

    cik: str
    concept: str
    """As tagged: ``us-gaap:Revenues``."""
    value: Decimal
    """In single units, exactly as reported."""
    unit: Unit
    period: Period
    dimensions: tuple[tuple[str, str], ...] = ()
    """(axis, member) pairs, sorted; empty for the consolidated company."""
    accession: str = ""
    form: str = ""
    accepted_at: date | None = None
    document: str = ""
    """Digest of the filing it stands in."""
    citation: Citation | None = None
    decimals: int | None = None
    """Digits it is right to: -6 for a number reported in millions; None for exact."""
    walls: Walls = PUBLIC
    document_name: str = ""
    system: str = EDGAR
    report_end: date | None = None
    """The period end of the report it stands in; comparatives stand in later reports."""
    fiscal_year: int | None = None
    fiscal_period: str = ""
    """What the report calls its own period; not the number's."""
    label: str = ""
    """The words at the head of the table row it stands in, where that is known; or in their place
    the code of what they mean (``RowMeaning``), where they may not be carried."""
    doubt: str = ""
    """Why its own report makes one doubt it: ``sign: ...``; empty for almost all."""

    @property
    def told_as(self) -> str:
        """Its tag; of a number that was read from a table, the row's words and the concept."""
        if self.doubt.startswith(FROM_TABLE):
            return f'row "{self.label}", read as {self.concept}'
        return self.concept


def identity(filing: Filing, facts: Sequence[Fact], *, text_digest: str = "") -> str:
    """What makes two files the same filing, whatever their bytes.

    The same company, form and period end with the same facts is the same filing. A report
    without facts is known by its text; one with neither only by its bytes.
    """
    parts = [filing.system, filing.cik, filing.form, str(filing.period_end)]
    if facts:
        parts += sorted({_fact_text(fact) for fact in facts})
    else:
        parts.append(text_digest or filing.digest)
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _fact_text(fact: Fact) -> str:
    value = fact.value.normalize()
    return f"{fact.concept}|{value}|{fact.unit}|{fact.period}|{fact.dimensions}"
