"""What a reader must know of a company's periods: extra weeks, moved year ends, wrong names."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from bookrunner.facts.calendar import FiscalCalendar
from bookrunner.figures import Finding, Period, Severity

_WEEK = 7
_YEAR_WEEKS = 53
_YEAR_WEEKS_USUAL = 52
# Quarters of a 52/53-week year have 13 weeks, or 12 and once 16; these have one more.
_LONG_QUARTER_WEEKS = (14, 17)
# Two fiscal years in a row end about a year apart.
_YEAR_DAYS = (350, 380)
_WHOLE_YEARS = (*range(15), *range(350, 365))


def calendar_findings(calendar: FiscalCalendar, period: Period, where: str) -> Iterable[Finding]:
    """The findings about a period itself, whatever the line."""
    yield from _extra_week(calendar, period, where)
    yield from _other_name(calendar, period, where)
    yield from _two_of_one(calendar, period, where)
    yield from _changed_year_end(calendar, period, where)


def newer_than_twelve_months(
    calendar: FiscalCalendar, period: Period, where: str
) -> Iterable[Finding]:
    """A finding where a quarter that reports cover ends after the newest twelve months.

    Their twelve months need the fiscal year before and the same months of it, which is not kept.
    """
    newer = [quarter for quarter in calendar.quarters if quarter.end > period.end]
    if newer:
        end = max(quarter.end for quarter in newer)
        yield Finding(
            "facts.newer-quarter",
            f"these twelve months end {period.end}, and a report covers a quarter to {end}; its "
            "twelve months cannot be made up without the year before it and the same months of it",
            Severity.WARNING,
            where=where,
        )


def _extra_week(calendar: FiscalCalendar, period: Period, where: str) -> Iterable[Finding]:
    weeks, rest = divmod(period.days, _WEEK)
    if rest or not calendar.is_weekly:
        return
    if period.is_year and weeks == _YEAR_WEEKS:
        usual = _YEAR_WEEKS_USUAL
    elif period.is_quarter and weeks in _LONG_QUARTER_WEEKS:
        usual = weeks - 1
    else:
        return
    message = f"it has {weeks} weeks, not {usual}; growth against a usual one holds a week more"
    yield Finding("facts.extra-week", message, Severity.NOTE, where=where)


def _other_name(calendar: FiscalCalendar, period: Period, where: str) -> Iterable[Finding]:
    overruled = calendar.names.overruled(period.end)
    if overruled is not None:
        said, taken = overruled
        yield Finding(
            "facts.fiscal-year-name",
            f"the report for the period to {period.end} calls its fiscal year {said}; by the "
            f"company's other reports it is {taken}, which is taken",
            Severity.WARNING,
            where=where,
        )


def _two_of_one(calendar: FiscalCalendar, period: Period, where: str) -> Iterable[Finding]:
    for other in calendar.rivals(period):
        yield Finding(
            "facts.two-periods",
            f"reports cover {period} and also {other}, which ends within days of it; the first is "
            "taken for the company's own",
            Severity.WARNING,
            where=where,
        )


def _changed_year_end(calendar: FiscalCalendar, period: Period, where: str) -> Iterable[Finding]:
    for before, after in pairwise(calendar.years):
        apart = (after.end - before.end).days
        if _YEAR_DAYS[0] <= apart <= _YEAR_DAYS[1] or apart % 365 in _WHOLE_YEARS:
            # In a row, or with whole years between them of which no report is kept.
            continue
        if period == after or before.end < period.end < after.end:
            yield Finding(
                "facts.year-end-changed",
                f"the fiscal year's end moved between {before.end} and {after.end}; the months "
                "between are a transition period, and the years before and after it do not "
                "follow one another",
                Severity.WARNING,
                where=where,
            )
