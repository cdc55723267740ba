"""The days on which the New York exchanges trade, by their rules of holidays."""

from __future__ import annotations

from datetime import date, timedelta

_SATURDAY, _SUNDAY = 5, 6
_MONDAY, _THURSDAY = 0, 3


def is_trading_day(day: date) -> bool:
    """Whether the exchanges are open; closures nobody could foresee are not known."""
    return day.weekday() < _SATURDAY and day not in _holidays(day.year)


def on_or_after(day: date) -> date:
    """The first trading day from that day on."""
    while not is_trading_day(day):
        day += timedelta(days=1)
    return day


def trading_days_after(day: date, count: int) -> date:
    """The trading day that many later: the settlement of a trade at T+1 or T+2."""
    for _ in range(count):
        day = on_or_after(day + timedelta(days=1))
    return day


def _holidays(year: int) -> frozenset[date]:
    """Rule 7.2 of the New York Stock Exchange."""
    fixed = (date(year, 6, 19), date(year, 7, 4), date(year, 12, 25))
    found = {_observed(day) for day in fixed}
    new_year = date(year, 1, 1)
    # A Saturday's new year is not made up for on the last day of the old one.
    if new_year.weekday() != _SATURDAY:
        found.add(_observed(new_year))
    return frozenset(
        found
        | {
            _nth(year, 1, _MONDAY, 3),
            _nth(year, 2, _MONDAY, 3),
            _easter(year) - timedelta(days=2),
            _nth(year, 6, _MONDAY, 1) - timedelta(weeks=1),
            _nth(year, 9, _MONDAY, 1),
            _nth(year, 11, _THURSDAY, 4),
        }
    )


def _observed(day: date) -> date:
    shift = {_SATURDAY: -1, _SUNDAY: 1}.get(day.weekday(), 0)
    return day + timedelta(days=shift)


def _nth(year: int, month: int, weekday: int, number: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (number - 1))


def _easter(year: int) -> date:
    """The Gregorian Easter Sunday (Meeus, Jones and Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = b // 4, b % 4
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)
