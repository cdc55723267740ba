"""Calendar years and quarters out of fiscal ones, for comparing companies whose years differ.

Quarters that end with the calendar's are added up. Where they do not (a year that ends in January),
two fiscal years are weighted by months: ``CY t = m/12 x (fiscal year ending in t) + (1 - m/12) x
(fiscal year ending in t + 1)``, m the month whose end is nearest to the fiscal year's end. A year's
name says nothing here: The Home Depot's year to 2024-01-28 is its FY2023 and ends in 2024.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from bookrunner.facts.calendar import FiscalCalendar
from bookrunner.figures import Period, days_after

# Ends of 52/53-week years and quarters lie up to a week beside the month's; half a month is the
# most that can still be nearer to that month's end than to another.
_SAME_END_DAYS = 15
_MONTHS = 12


@dataclass(frozen=True)
class WeightedYears:
    """Two fiscal years that a calendar year is weighted from."""

    earlier: Period
    """Ends in the calendar year."""
    later: Period
    """Ends in the year after."""
    month: int
    """The month whose end is nearest to the end of the earlier."""


def calendar_quarter(year: int, number: int) -> Period:
    """A quarter of the calendar."""
    start = date(year, 3 * number - 2, 1)
    return Period(start, days_after(_months_later(start, 3), -1))


def as_reported(period: Period, calendar: FiscalCalendar) -> Period:
    """The fiscal year or quarter that is the calendar's but for some days; else the period."""
    fiscal = calendar.years if period.is_year else calendar.quarters
    same = (p for p in fiscal if abs((p.end - period.end).days) <= _SAME_END_DAYS)
    return min(same, key=lambda p: abs((p.end - period.end).days), default=period)


def quarters_of(year: int, calendar: FiscalCalendar) -> Sequence[Period]:
    """The four fiscal quarters that end with those of a calendar year; empty unless all do."""
    wanted = [calendar_quarter(year, number) for number in (1, 2, 3, 4)]
    found = [as_reported(quarter, calendar) for quarter in wanted]
    known = set(calendar.quarters)
    joined = all(
        one.start and other.start and abs((other.start - one.end).days - 1) <= 1
        for one, other in pairwise(found)
    )
    return found if joined and known.issuperset(found) else []


def weighted_years(year: int, calendar: FiscalCalendar) -> WeightedYears | None:
    """The two fiscal years that make up a calendar year; None unless both are reported."""
    by_year = {_nearest_month_end(p.end).year: p for p in calendar.years}
    earlier, later = by_year.get(year), by_year.get(year + 1)
    if earlier is None or later is None:
        return None
    months = [_nearest_month_end(p.end).month for p in (earlier, later)]
    # A changed year end makes the weights of the two differ; nothing then says which holds.
    if months[0] != months[1] or months[0] == _MONTHS:
        return None
    return WeightedYears(earlier, later, months[0])


def _nearest_month_end(day: date) -> date:
    first = day.replace(day=1)
    before, after = first - timedelta(days=1), _months_later(first, 1) - timedelta(days=1)
    return before if (day - before).days < (after - day).days else after


def _months_later(first: date, months: int) -> date:
    place = first.month - 1 + months
    return date(first.year + place // _MONTHS, place % _MONTHS + 1, 1)
