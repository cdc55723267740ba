"""The period of each column of a statement, from the words above its numbers."""

from __future__ import annotations

import calendar
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bookrunner.figures import Period, instant

_MONTHS = {name.lower(): n for n, name in enumerate(calendar.month_name) if n}
_MONTHS |= {name.lower(): n for n, name in enumerate(calendar.month_abbr) if n} | {"sept": 9}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_MONTH_DAY = re.compile(
    rf"\b(?P<month>{_MONTH})\.?\s+(?P<day>\d{{1,2}})\b(?:\s*,?\s*(?P<years>(?:19|20)\d\d"
    r"(?:(?:\s*,\s*|\s+and\s+|\s*,\s*and\s+)(?:19|20)\d\d)*))?",
    re.IGNORECASE,
)
_SLASHED = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/((?:19|20)?\d\d)(?![\d/])")
_YEAR = re.compile(r"(?<![\d/,.$])(?:19|20)\d\d(?![\d/]|,\d)")
_COUNTS = {"three": 3, "six": 6, "nine": 9, "twelve": 12}
_COUNTS |= {"thirteen": 13, "fourteen": 14, "twenty-six": 26, "thirty-nine": 39}
_COUNTS |= {"fifty-two": 52, "fifty-three": 53}
_COUNTS |= {str(number): number for number in tuple(_COUNTS.values())}
_DURATION = re.compile(
    r"\b(?P<count>" + "|".join(sorted(_COUNTS, key=len, reverse=True)) + r")[\s-]+"
    r"(?P<unit>months?|weeks?)|\b(?P<quarter>quarters?(?:ly period)?\s+ended)"
    r"|\b(?P<year>(?:fiscal\s+)?years?\s+(?:ended|ending))",
    re.IGNORECASE,
)
_SEVERAL = re.compile(
    r"\b(?:three|six|nine|thirteen|twenty-six|thirty-nine|13|26|39|quarters?)"
    r"(?:[\s-]+(?:months?|weeks?))?\s+and\s+(?:six|nine|twelve|twenty|thirty|fifty|26|39|52|year)",
    re.IGNORECASE,
)
_SLACK = timedelta(days=8)
_WEEKS = {3: 13, 6: 26, 9: 39, 12: 52}


@dataclass(frozen=True)
class Header:
    """The lines above a statement's numbers."""

    above: tuple[str, ...]
    """Before the table, from above."""
    inside: tuple[str, ...]
    """The rows of the table before its first numbers."""


@dataclass(frozen=True)
class Dates:
    """What the document says of its dates elsewhere."""

    period_end: date | None
    is_annual: bool
    known: Collection[date]
    """Every day written out in the headers of its statements."""


class Undated(Exception):
    """The columns cannot be dated; the words say why."""


def written_days(line: str) -> list[date]:
    """The days written out in a line, ``December 31, 2009 and 2008`` being two."""
    found: list[tuple[int, date]] = []
    for match in _MONTH_DAY.finditer(line):
        for year in _YEAR.findall(match["years"] or ""):
            day = _day(int(year), _MONTHS[match["month"].lower()], int(match["day"]))
            if day is not None:
                found.append((match.start(), day))
    for match in _SLASHED.finditer(line):
        year = int(match[3])
        year += 0 if year > 99 else 1900 if year > 50 else 2000
        day = _day(year, int(match[1]), int(match[2]))
        if day is not None:
            found.append((match.start(), day))
    return [day for _, day in sorted(found, key=lambda one: one[0])]


def column_periods(
    header: Header, count: int, dates: Dates, *, instants: bool
) -> list[Period | None]:
    """The period of each of so many columns; None of one whose first day nothing says.

    Raises:
        Undated: The header does not say them beyond doubt.
    """
    ends = _ends(header, count, dates)
    if len(set(ends)) < len(ends) and instants:
        raise Undated("two columns bear the same date")
    if dates.period_end is not None and abs(max(ends) - dates.period_end) > _SLACK:
        raise Undated(f"its latest column ends {max(ends)}, the report {dates.period_end}")
    if instants:
        return [instant(day) for day in ends]
    spans = _durations(header, count, dates)
    weekly = any(not _is_month_end(day) for day in ends) or _is_weekly(ends[0], dates)
    known = {*ends, *dates.known}
    periods = [
        _period(end, span, known, weekly=weekly) for end, span in zip(ends, spans, strict=True)
    ]
    dated = [period for period in periods if period is not None]
    if not dated:
        raise Undated(f"nothing says on which day the period to {ends[0]} began")
    if len(set(dated)) < len(dated):
        raise Undated("two columns bear the same period")
    return periods


def _ends(header: Header, count: int, dates: Dates) -> list[date]:
    lines = [*header.above, *header.inside]
    years: list[int] = []
    for line in reversed(lines):
        days = written_days(line)
        if len(days) == count:
            return days
        bare = [int(year) for year in _YEAR.findall(_SLASHED.sub(" ", _dated_out(line)))]
        if len(bare) == count and not days:
            years = bare
            break
    if not years:
        raise Undated(f"its header does not date {count} columns")
    for line in header.above:
        # Years that end about New Year: "December 31, 2023 and January 1, 2023" over 2023 and 2022.
        days = written_days(line)
        if len(days) == count and len({(day.month, day.day) for day in days}) > 1:
            return days
    month_days = _month_days(header.inside) or list(dict.fromkeys(_month_days(header.above)))
    if not month_days:
        return _fiscal_ends(years, dates)
    return _joined(years, month_days, dates)


def _month_days(lines: Sequence[str]) -> list[tuple[int, int]]:
    return [
        (_MONTHS[match["month"].lower()], int(match["day"]))
        for line in lines
        for match in _MONTH_DAY.finditer(line)
    ]


def _joined(
    years: Sequence[int], month_days: Sequence[tuple[int, int]], dates: Dates
) -> list[date]:
    """Days of the month in one row of the header, and the years in another."""
    if len(set(month_days)) == 1:
        month_days = month_days[:1]
    if len(years) % len(month_days):
        raise Undated("the days of its header do not fit its years")
    each = len(years) // len(month_days)
    ends = []
    for place, year in enumerate(years):
        end = _day(year, *month_days[place // each])
        if end is None:
            raise Undated("its header names a day that is not")
        ends.append(end)
    if len(month_days) == 1 and not _is_month_end(ends[0]):
        # A year of weeks ends on another day each year.
        return [_known(end, dates) for end in ends]
    return ends


def _dated_out(line: str) -> str:
    return _MONTH_DAY.sub(lambda m: " " if m["years"] else m[0], line)


def _fiscal_ends(years: Sequence[int], dates: Dates) -> list[date]:
    """The ends of fiscal years named by number alone, by the report's own."""
    end = dates.period_end
    if end is None or not dates.is_annual:
        raise Undated("its columns are named by years alone")
    shift = end.year - max(years)
    if shift not in (0, 1) or (shift == 1 and end.month > 2):
        raise Undated("the years of its columns are not the report's")
    found = []
    for year in years:
        day = min(end.day, calendar.monthrange(year + shift, end.month)[1])
        like = date(year + shift, end.month, day)
        if _is_month_end(end):
            like = like.replace(day=calendar.monthrange(like.year, like.month)[1])
        found.append(
            like if _is_month_end(end) and not _is_weekly(end, dates) else _known(like, dates)
        )
    return found


def _is_weekly(end: date, dates: Dates) -> bool:
    """Whether another of the document's days shows that the year ends on a day of the week."""
    return any(
        not _is_month_end(day)
        and min(abs((day - end).days + 365 * years) for years in range(-4, 5)) <= 8
        for day in dates.known
    )


def _known(like: date, dates: Dates) -> date:
    near = {
        day
        for day in {*dates.known, *([dates.period_end] if dates.period_end else [])}
        if abs(day - like) <= timedelta(days=7)
    }
    if len(near) != 1:
        raise Undated(f"nothing says on which day about {like} a fiscal year ended")
    return near.pop()


def _durations(header: Header, count: int, dates: Dates) -> list[tuple[int, str]]:
    inside = [_span(m) for line in header.inside for m in _DURATION.finditer(line)]
    if inside and not count % len(inside):
        each = count // len(inside)
        return [inside[place // each] for place in range(count)]
    if len(set(inside)) == 1:
        return [inside[0]] * count
    if inside:
        raise Undated("the lengths of its periods do not fit its columns")
    if any(_SEVERAL.search(line) for line in header.above):
        raise Undated("its heading names several lengths of periods")
    above = {_span(m) for line in header.above for m in _DURATION.finditer(line)}
    if len(above) > 1:
        raise Undated("its heading names several lengths of periods")
    if above:
        return [above.pop()] * count
    if dates.is_annual:
        return [(12, "months")] * count
    raise Undated("its header does not say how long its periods are")


def _span(match: re.Match[str]) -> tuple[int, str]:
    if match["quarter"]:
        return 3, "months"
    if match["year"]:
        return 12, "months"
    return _COUNTS[match["count"].lower()], "weeks" if "week" in match["unit"].lower() else "months"


def _period(
    end: date, span: tuple[int, str], known: Collection[date], *, weekly: bool
) -> Period | None:
    number, unit = span
    if unit == "months" and not weekly:
        months = end.year * 12 + end.month - number
        return Period(date(months // 12, months % 12 + 1, 1), end)
    weeks = number if unit == "weeks" else _WEEKS[number]
    before = end - timedelta(weeks=weeks)
    if unit == "weeks":
        return Period(before + timedelta(days=1), end)
    near = {day for day in known if abs(day - before) <= timedelta(days=8)}
    if len(near) == 1:
        return Period(near.pop() + timedelta(days=1), end)
    if number != 3:
        return None
    return Period(before + timedelta(days=1), end)


def _is_month_end(day: date) -> bool:
    return day.day == calendar.monthrange(day.year, day.month)[1]


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
