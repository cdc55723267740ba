"""Figures, findings and companies as the plain values of responses."""

from __future__ import annotations

from collections.abc import Iterable

from bookrunner.facts import Company
from bookrunner.figures import (
    Adopted,
    Default,
    Figure,
    Finding,
    Missing,
    Sourced,
    Value,
    explain,
)
from bookrunner.operations.responses import CompanyLine, Number, Remark


def number(figure: Figure) -> Number:
    """A figure as plain values."""
    return Number(
        id=figure.id,
        name=figure.name,
        value=plain(figure.value),
        exact=figure.exact,
        unit=str(figure.unit),
        period_start=figure.period.start,
        period_end=figure.period.end,
        kind=lineage_kind(figure),
        origin=explain(figure),
    )


def plain(value: Value) -> float | str:
    """A value as a JSON number, or ``NM`` or ``NA``."""
    return str(value) if isinstance(value, Missing) else value


def lineage_kind(figure: Figure) -> str:
    """Which of the kinds of figure it is."""
    if isinstance(figure.lineage, Sourced):
        return "sourced"
    if isinstance(figure.lineage, Adopted):
        return "adopted"
    return "default" if isinstance(figure.lineage, Default) else "computed"


def remarks(findings: Iterable[Finding]) -> tuple[Remark, ...]:
    """Findings as plain values, the worst first, else in the order found."""
    ordered = sorted(findings, key=lambda finding: -finding.severity)
    return tuple(
        Remark(finding.code, finding.severity.name.lower(), finding.message, finding.where)
        for finding in ordered
    )


def company_line(company: Company) -> CompanyLine:
    """A company as plain values."""
    return CompanyLine(
        ticker=company.ticker,
        name=company.name,
        cik=company.cik,
        industry=company.industry,
        fiscal_year_end=company.fiscal_year_end,
        invented=company.invented,
    )
