"""Days on which New York's exchanges are open and on which banks pay, by the rules they publish.

Closures that are ordered on short notice (days of mourning, storms) are not known ahead and not
here. Each calendar holds from the year 2000 on.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

_MONDAY, _THURSDAY, _SATURDAY, _SUNDAY = 0, 3, 5, 6
_DAY = timedelta(days=1)
_JUNETEENTH_BANKS, _JUNETEENTH_EXCHANGE = 2021, 2022

Holidays = Callable[[int], frozenset[date]]


def exchange_holidays(year: int) -> frozenset[date]:
    """Weekdays on which the New York Stock Exchange is closed; of a Saturday the Friday before."""
    fixed = [date(year, 7, 4), date(year, 12, 25)]
    if year >= _JUNETEENTH_EXCHANGE:
        fixed.append(date(year, 6, 19))
    found = {_observed_by_exchange(day) for day in fixed}
    # New Year's Day on a Saturday is not moved: the Friday before ends a quarter.
    new_year = date(year, 1, 1)
    if new_year.weekday() != _SATURDAY:
        found.add(_observed_by_exchange(new_year))
    found |= {
        _nth(year, 1, _MONDAY, 3),
        _nth(year, 2, _MONDAY, 3),
        easter(year) - timedelta(days=2),
        _last_monday_of_may(year),
        _nth(year, 9, _MONDAY, 1),
        _nth(year, 11, _THURSDAY, 4),
    }
    return frozenset(found)


def bank_holidays(year: int) -> frozenset[date]:
    """Weekdays on which the Federal Reserve Banks are closed; those on a Saturday do not move."""
    fixed = [date(year, 1, 1), date(year, 7, 4), date(year, 11, 11), date(year, 12, 25)]
    if year >= _JUNETEENTH_BANKS:
        fixed.append(date(year, 6, 19))
    moved = {day + _DAY if day.weekday() == _SUNDAY else day for day in fixed}
    return frozenset(
        {day for day in moved if day.weekday() < _SATURDAY}
        | {
            _nth(year, 1, _MONDAY, 3),
            _nth(year, 2, _MONDAY, 3),
            _last_monday_of_may(year),
            _nth(year, 9, _MONDAY, 1),
            _nth(year, 10, _MONDAY, 2),
            _nth(year, 11, _THURSDAY, 4),
        }
    )


def on_or_after(day: date, holidays: Holidays) -> date:
    """The day itself where it is a business day, else the next one."""
    while not is_business_day(day, holidays):
        day += _DAY
    return day


def is_business_day(day: date, holidays: Holidays) -> bool:
    """Whether it is neither a weekend nor a holiday."""
    return day.weekday() < _SATURDAY and day not in holidays(day.year)


def business_days_after(day: date, count: int, holidays: Holidays) -> date:
    """The date so many business days later."""
    for _ in range(count):
        day = on_or_after(day + _DAY, holidays)
    return day


def years_after(day: date, count: int) -> date:
    """The same day of a later year; of 29 February the 28th where the year has none."""
    try:
        return day.replace(year=day.year + count)
    except ValueError:
        return date(day.year + count, 2, 28)


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def _observed_by_exchange(day: date) -> date:
    return {_SATURDAY: day - _DAY, _SUNDAY: day + _DAY}.get(day.weekday(), day)


def _nth(year: int, month: int, weekday: int, count: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (count - 1))


def _last_monday_of_may(year: int) -> date:
    last = date(year, 5, 31)
    return last - timedelta(days=last.weekday())
