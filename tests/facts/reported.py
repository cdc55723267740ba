"""Reports of an invented company, written as a table of numbers."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from bookrunner.facts import AcceptedBasis, Company, Fact, Filing
from bookrunner.figures import (
    SHARES,
    USD,
    USD_PER_SHARE,
    Citation,
    Period,
    Unit,
    Walls,
    instant,
)

ALDER = Company(
    cik="0009999901", name="Alder Tools, Inc.", ticker="ALDR", fiscal_year_end="--12-31"
)

Numbers = Mapping[tuple[str, Period], int | str]
"""Values by tag and period; millions for money, single units for the rest."""


def days(start: str, end: str) -> Period:
    """The period between two dates written in ISO 8601."""
    return Period(date.fromisoformat(start), date.fromisoformat(end))


def close(day: str) -> Period:
    """A day's close."""
    return instant(date.fromisoformat(day))


def report(
    form: str,
    period_end: str,
    accepted: str | None,
    numbers: Numbers,
    *,
    fiscal: tuple[int, str] | None = None,
    accession: str = "",
    walls: Walls = frozenset(),
    company: Company = ALDER,
    dimensions: tuple[tuple[str, str], ...] = (),
) -> tuple[Filing, list[Fact]]:
    """A filing with its facts, each with a place in it."""
    filing = Filing(
        digest=hashlib.sha256(repr((form, period_end, accepted, numbers)).encode()).hexdigest(),
        cik=company.cik,
        form=form,
        accession=accession,
        period_end=date.fromisoformat(period_end),
        accepted_at=date.fromisoformat(accepted) if accepted else None,
        accepted_basis=AcceptedBasis.CALLER if accepted else AcceptedBasis.UNKNOWN,
        fiscal_year=fiscal[0] if fiscal else None,
        fiscal_period=fiscal[1] if fiscal else "",
        name=f"alder-{period_end}.htm",
        walls=walls,
    )
    facts = [
        fact(filing, tag, value, period, place=place, dimensions=dimensions)
        for place, ((tag, period), value) in enumerate(numbers.items())
    ]
    return filing, facts


def fact(
    filing: Filing,
    tag: str,
    value: int | str,
    period: Period,
    *,
    place: int = 0,
    decimals: int | None = -6,
    dimensions: tuple[tuple[str, str], ...] = (),
) -> Fact:
    """One fact of a filing."""
    unit = _unit(tag)
    amount = Decimal(value) * 1_000_000 if unit == USD else Decimal(value)
    return Fact(
        cik=filing.cik,
        concept=tag if ":" in tag else f"us-gaap:{tag}",
        value=amount,
        unit=unit,
        period=period,
        dimensions=dimensions,
        accession=filing.accession,
        form=filing.form,
        accepted_at=filing.accepted_at,
        document=filing.digest,
        citation=Citation(filing.digest, place * 10, place * 10 + 5, f"f-{place}"),
        decimals=decimals if unit == USD else None,
        walls=filing.walls,
        document_name=filing.name,
        system=filing.system,
        report_end=filing.period_end,
        fiscal_year=filing.fiscal_year,
        fiscal_period=filing.fiscal_period,
    )


def other_bytes(filing: Filing, facts: Sequence[Fact]) -> tuple[Filing, list[Fact]]:
    """The same filing as somebody else's software would have saved it."""
    digest = hashlib.sha256(filing.digest.encode()).hexdigest()
    return replace(filing, digest=digest, name="other.htm"), [
        replace(one, document=digest, citation=Citation(digest, 7, 9, "x")) for one in facts
    ]


def _unit(tag: str) -> Unit:
    if "PerShare" in tag:
        return USD_PER_SHARE
    return SHARES if "Shares" in tag else USD
