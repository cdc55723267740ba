"""Periods that lie ahead or beside a company's own, put together from figures somebody supplied.

Pure arithmetic: where the figures come from (estimates of brokers, a management case) is theirs to
say. Nothing is extrapolated: without both years there is no answer.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from bookrunner.figures import (
    DAYS,
    Expression,
    Figure,
    Period,
    Source,
    Term,
    Unusable,
    computed,
    natural,
    sourced,
)

_YEAR_DAYS = 365
# A year of 52 or 53 weeks ends up to a weekend from where the next begins.
_SLACK_DAYS = 4


class YearsDoNotFit(Unusable):
    """The two years are not those that the twelve months ahead lie in."""


def month_weighted(earlier: Term, later: Term, month: Term) -> Expression:
    """A calendar year out of two fiscal years.

    ``m/12 x earlier + (1 - m/12) x later``: the earlier ends in the calendar year, the later in the
    year after, and m is the month whose end is nearest to the fiscal year's end.
    """
    share = month / 12
    return earlier * share + later * (1 - share)


def next_twelve_months(
    this_year: Figure, next_year: Figure, on: date, *, key: str, name: str, case: str = ""
) -> Figure:
    """The twelve months after a day: ``NTM = FY1 x d/365 + FY2 x (1 - d/365)``.

    FY1 is the fiscal year that contains the day, even where an earlier one is not reported yet, and
    d the days from it to the end of FY1; so the weights lie within nothing and one. Of a year of 53
    weeks the first days count as 365.

    Args:
        this_year: FY1, in the unit of the answer.
        next_year: FY2, the fiscal year after it.
        on: The valuation date.

    Raises:
        YearsDoNotFit: The day does not lie in the first year, or the second does not follow it.
    """
    first, second = this_year.period, next_year.period
    if not (first.is_year and second.is_year and first.contains(on)):
        raise YearsDoNotFit(f"{name}: {on} does not lie in the first fiscal year, {first}")
    if second.start is None or abs((second.start - first.end).days - 1) > _SLACK_DAYS:
        raise YearsDoNotFit(f"{name}: the year {second} does not follow {first}")
    days = min((first.end - on).days, _YEAR_DAYS)
    left = sourced(
        f"{key}_days_left",
        "Days from the valuation date to the fiscal year's end",
        Decimal(days),
        DAYS,
        Period(on, first.end),
        Source(
            system="calendar", document=f"days from {on} to {first.end}", as_of=on, accepted_at=on
        ),
        case=case,
    )
    share = left / natural(_YEAR_DAYS, DAYS)
    ahead = Period(on + timedelta(days=1), on + timedelta(days=_YEAR_DAYS))
    return computed(key, name, this_year * share + next_year * (1 - share), ahead, case=case)
