"""What analysts expect of a company, put on one calendar for all companies of a page.

Calendar years are made of fiscal years by months (both must be known), the twelve months
ahead by days; nothing is extrapolated. A fiscal year that was reported stands before any estimate.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

from bookrunner.facts import YearsDoNotFit, month_weighted, next_twelve_months
from bookrunner.figures import (
    PURE,
    Figure,
    Finding,
    Period,
    Severity,
    Source,
    computed,
    instant,
    natural,
    sourced,
)
from bookrunner.imports import Estimate
from bookrunner.valuation.company_inputs import CompanyInputs

NTM, CY1, CY2 = "NTM", "CY1", "CY2"
LINES = ("revenue", "ebitda", "operating_income", "eps_diluted")
_MEAN = "mean"
_DECEMBER = 12


@dataclass(frozen=True)
class Expected:
    """A company's lines for the twelve months ahead and two calendar years, where known."""

    by_basis: Mapping[str, Mapping[str, Figure]]
    """``NTM``, ``CY1`` and ``CY2`` to lines to figures; what cannot be made is absent."""
    findings: Sequence[Finding] = ()

    def get(self, basis: str, line: str) -> Figure | None:
        """The line's figure, or None where estimates are required."""
        return self.by_basis.get(basis, {}).get(line)


def calendar_years(on: date) -> Mapping[str, int]:
    """Which calendar years the columns are of: that of the valuation date, and the next."""
    return {CY1: on.year, CY2: on.year + 1}


def expected_years(company: CompanyInputs, estimates: Sequence[Estimate], on: date) -> Expected:
    """What the estimates make up for a valuation on a day.

    Args:
        estimates: The company's, as known on that day; of each period and line the mean is taken,
            of several the latest.
    """
    by_basis: dict[str, dict[str, Figure]] = {}
    findings: list[Finding] = []
    for line in LINES:
        unit = company.per_share if line == "eps_diluted" else company.money
        own = {
            one.period_end: one.figure
            for one in sorted(estimates, key=lambda one: one.as_of)
            if one.line == line and one.statistic == _MEAN and one.figure.period.is_year
        }
        foreign = [figure for figure in own.values() if figure.unit != unit]
        if foreign:
            message = f"estimates of {line} are in {foreign[0].unit}, not {unit}; they are not used"
            findings.append(
                Finding("valuation.estimate-unit", message, Severity.WARNING, where=company.label)
            )
        years = {end: figure for end, figure in own.items() if figure.unit == unit}
        if not years:
            continue
        reported = {
            year.period.end: figure
            for year in company.years
            if (figure := year.get(line)) is not None
        }
        for basis, figure in _made(company, line, years, reported, on):
            by_basis.setdefault(basis, {})[line] = figure
    return Expected(by_basis, tuple(findings))


def _made(
    company: CompanyInputs,
    line: str,
    years: Mapping[date, Figure],
    reported: Mapping[date, Figure],
    on: date,
) -> Sequence[tuple[str, Figure]]:
    found: list[tuple[str, Figure]] = []
    ahead = _twelve_months(company, line, years, on)
    if ahead is not None:
        found.append((NTM, ahead))
    closes = {_close(end): figure for end, figure in (*years.items(), *reported.items())}
    for basis, year in calendar_years(on).items():
        figure = _calendar_year(company, line, closes, year)
        if figure is not None:
            found.append((basis, figure))
    return found


def _twelve_months(
    company: CompanyInputs, line: str, years: Mapping[date, Figure], on: date
) -> Figure | None:
    for (_, this), (_, following) in pairwise(sorted(years.items())):
        try:
            return next_twelve_months(
                this,
                following,
                on,
                key=f"{company.prefix}.ntm.{line}",
                name=f"{company.label} {_words(line)}, next twelve months",
            )
        except YearsDoNotFit:
            continue
    return None


def _calendar_year(
    company: CompanyInputs, line: str, closes: Mapping[tuple[int, int], Figure], year: int
) -> Figure | None:
    """``CY = m/12 x FY ending in it + (1 - m/12) x the FY after``; a December year is itself."""
    ending = [(month, figure) for (own, month), figure in closes.items() if own == year]
    if len(ending) != 1:
        return None
    month, earlier = ending[0]
    key = f"{company.prefix}.calendar.{line}"
    name = f"{company.label} {_words(line)}, calendar year {year}"
    period = Period(date(year, 1, 1), date(year, 12, 31))
    if month == _DECEMBER:
        return computed(key, name, earlier * natural(1), period)
    later = closes.get((year + 1, month))
    if later is None:
        return None
    month_figure = sourced(
        f"{company.prefix}.calendar.month",
        f"{company.label}: months of the calendar year in the fiscal year that ends in it",
        Decimal(month),
        PURE,
        instant(earlier.period.end),
        Source(
            system="calendar",
            document=f"the month whose end is nearest to {earlier.period.end}",
            as_of=earlier.period.end,
            accepted_at=earlier.period.end,
        ),
    )
    return computed(key, name, month_weighted(earlier, later, month_figure), period)


def _close(end: date) -> tuple[int, int]:
    """The year and month whose end is nearest to the day; years of 52 weeks end around it."""
    if 2 * end.day > monthrange(end.year, end.month)[1]:
        return end.year, end.month
    return (end.year, end.month - 1) if end.month > 1 else (end.year - 1, _DECEMBER)


def _words(line: str) -> str:
    return {
        "revenue": "revenue",
        "ebitda": "EBITDA",
        "operating_income": "EBIT",
        "eps_diluted": "diluted earnings per share",
    }[line]
