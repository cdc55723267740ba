"""The fiscal years of a forecast, and their ends as spreadsheet days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from bookrunner.figures import (
    DAYS,
    Figure,
    Period,
    Source,
    Sourced,
    Term,
    computed,
    natural,
    sourced,
    spreadsheet_serial,
)
from bookrunner.valuation.company_inputs import ReportedPeriod


def years_ahead(last: date, valuation_date: date, count: int) -> Sequence[Period]:
    """The fiscal years after the last reported one: those over already, and ``count`` more."""
    periods: list[Period] = []
    ahead = 0
    while ahead < count:
        start = periods[-1].end if periods else last
        end = anniversary(start)
        periods.append(Period(start + timedelta(days=1), end))
        ahead += 1 if end > valuation_date else 0
    return periods


def anniversary(day: date) -> date:
    """365 days later, or 366 where a 29 February lies between."""
    later = day + timedelta(days=365)
    return later + timedelta(days=1) if _has_leap_day(day, later) else later


def _has_leap_day(after: date, until: date) -> bool:
    for year in (after.year, until.year):
        is_leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
        if is_leap and after < date(year, 2, 29) <= until + timedelta(days=1):
            return True
    return False


def year_ends(prefix: str, last: ReportedPeriod, periods: Sequence[Period]) -> Sequence[Figure]:
    """The end of the last reported year, from its filing, and of each year ahead, from it."""
    ends = [
        sourced(
            f"{prefix}.last_year_end",
            "Last reported fiscal year end",
            Decimal(spreadsheet_serial(last.period.end)),
            DAYS,
            last.period,
            _source(last),
            walls=last.figures["revenue"].walls,
        )
    ]
    for period in periods:
        later: Term = ends[-1] + natural(365, DAYS)
        if period.days > 365:
            later = later + natural(1, DAYS)
        ends.append(computed(f"{prefix}.year_end", "Fiscal year end", later, period))
    return tuple(ends)


def _source(reported: ReportedPeriod) -> Source:
    """The filing that reported the year's revenue."""
    lineage = reported.figures["revenue"].lineage
    if isinstance(lineage, Sourced):
        # Of the same document, but not the number that its tag and citation are of.
        return replace(lineage.source, as_of=reported.period.end, concept="", citation=None)
    return Source("Company filings", f"annual report for {reported.label}", reported.period.end)


def year_label(last: ReportedPeriod, ahead: int, period: Period) -> str:
    """The name of the year so many after the last, in the company's own counting if it has one."""
    if last.label.startswith("FY") and last.label[2:].isdigit():
        return f"FY{int(last.label[2:]) + ahead}"
    return f"FY{period.end.year}"
