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
class Column:
    """What a column's numbers are of."""

    end: date
    months: int
    """12, 9, 6 or 3, also where it is told in weeks; of a balance sheet 0."""
    period: Period | None
    """None where nothing says on which day it begins, or ends."""


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


def without_dates(line: str) -> str:
    """A line without its days, years and lengths of periods."""
    for pattern in (_MONTH_DAY, _SLASHED, _YEAR, _DURATION):
        line = pattern.sub(" ", line)
    return line


def columns_of(
    lines: Sequence[str], count: int, dates: Dates, *, instants: bool
) -> tuple[Column, ...]:
    """What each of so many columns is of.

    Args:
        lines: Those above the statement's first numbers, from above.

    Raises:
        Undated: The lines do not say it beyond doubt.
    """
    ends, exact = _ends(lines, count, dates)
    if len(set(ends)) < len(ends) and instants:
        raise Undated("two columns bear the same date")
    if dates.period_end is not None and abs(max(ends) - dates.period_end) > _SLACK:
        raise Undated(f"its latest column ends {max(ends)}, the report {dates.period_end}")
    if instants:
        return tuple(Column(day, 0, instant(day) if exact else None) for day in ends)
    spans = _durations(lines, count, dates)
    weekly = any(not _is_month_end(day) for day in ends) or _is_weekly(ends[0], dates)
    known = {*ends, *dates.known}
    found = tuple(
        Column(end, _in_months(span), _period(end, span, known, weekly=weekly) if exact else None)
        for end, span in zip(ends, spans, strict=True)
    )
    if len({(one.end, one.months) for one in found}) < len(found):
        raise Undated("two columns bear the same period")
    return found


def _in_months(span: tuple[int, str]) -> int:
    number, unit = span
    return number if unit == "months" else 3 * round(number / 13)


def _ends(lines: Sequence[str], count: int, dates: Dates) -> tuple[list[date], bool]:
    """The days the columns end on, and whether they are those days to the day."""
    years: list[int] = []
    at = 0
    for at in range(len(lines) - 1, -1, -1):
        days = written_days(lines[at])
        if len(days) == count:
            return days, True
        bare = [int(year) for year in _YEAR.findall(_SLASHED.sub(" ", _dated_out(lines[at])))]
        if len(_month_days([lines[at]])) == 1 and len(days) == 1:
            # One day for all: "December 31, 2023  2022  2021" in a cell each.
            bare, days = [days[0].year, *bare], []
        if len(bare) == count and not days:
            years = bare
            break
        if wrapped := _wrapped(lines, at, count):
            return wrapped, True
    if not years:
        if stacked := _stacked(lines, count):
            return stacked, True
        raise Undated(f"its header does not date {count} columns")
    for line in lines[:at]:
        # Years that end about New Year: "December 31, 2023 and January 1, 2023" over 2023 and 2022.
        days = written_days(line)
        if len(days) == count and len({(day.month, day.day) for day in days}) > 1:
            return days, True
    return _of_years(lines, years, at, dates)


def _of_years(
    lines: Sequence[str], years: Sequence[int], at: int, dates: Dates
) -> tuple[list[date], bool]:
    """The ends of columns that bear years alone, by the days of the lines about them."""
    near = [found for line in reversed(lines[: at + 1]) if (found := _month_days([line]))]
    every = list(dict.fromkeys(_month_days(lines)))
    fitting = [days for days in (*near, every) if days and not len(years) % len(days)]
    if not fitting:
        return _fiscal_ends(years, dates)
    return _joined(years, fitting[0], dates)


def _wrapped(lines: Sequence[str], at: int, count: int) -> list[date] | None:
    """Days whose years stand in the line below, column by column."""
    if at == 0:
        return None
    years = [int(year) for year in _YEAR.findall(lines[at])]
    month_days = _month_days([lines[at - 1]])
    if len(years) != count or len(month_days) != count:
        return None
    if any(match["years"] for match in _MONTH_DAY.finditer(lines[at - 1])):
        return None
    ends = [_day(year, *day) for year, day in zip(years, month_days, strict=True)]
    return [day for day in ends if day is not None] if None not in ends else None


def _stacked(lines: Sequence[str], count: int) -> list[date] | None:
    """Days that stand one under another, a line each, next to each other."""
    run: list[date] = []
    for line in lines:
        days = written_days(line)
        if len(days) == 1 and not re.search(r"[a-z]{4}", _MONTH_DAY.sub("", line), re.I):
            run.append(days[0])
        elif run:
            break
    return run if len(run) == count else None


def _month_days(lines: Sequence[str]) -> list[tuple[int, int]]:
    return [
        (_MONTHS[match["month"].lower()], int(match["day"]))
        for line in lines
        for match in _MONTH_DAY.finditer(line)
    ]


def _joined(
    years: Sequence[int], month_days: Sequence[tuple[int, int]], dates: Dates
) -> tuple[list[date], bool]:
    """Days of the month in one row of the header, and the years in another."""
    if len(set(month_days)) == 1:
        month_days = month_days[:1]
    each = len(years) // len(month_days)
    ends = []
    for place, year in enumerate(years):
        end = _day(year, *month_days[place // each])
        if end is None:
            raise Undated("its header names a day that is not")
        ends.append(end)
    if len(month_days) == 1 and not _is_month_end(ends[0]):
        # A year of weeks ends on another day each year.
        return _known(ends, dates)
    return ends, True


def _dated_out(line: str) -> str:
    return _MONTH_DAY.sub(lambda m: " " if m["years"] else m[0], line)


def _fiscal_ends(years: Sequence[int], dates: Dates) -> tuple[list[date], bool]:
    """The ends of fiscal years named by number alone, by the report's own."""
    end = dates.period_end
    if end is None or not dates.is_annual:
        raise Undated("its columns are named by years alone")
    shift = end.year - max(years)
    if shift not in (0, 1) or (shift == 1 and end.month > 6):
        raise Undated("the years of its columns are not the report's")
    ends = []
    for year in years:
        last = calendar.monthrange(year + shift, end.month)[1]
        day = last if _is_month_end(end) else min(end.day, last)
        ends.append(date(year + shift, end.month, day))
    if _is_month_end(end) and not _is_weekly(end, dates):
        return ends, True
    return _known(ends, dates)


def _is_weekly(end: date, dates: Dates) -> bool:
    """Whether another of the document's days shows that the year ends on a day of the week."""
    return any(
        not _is_month_end(day)
        and min(abs((day - end).days + 365 * years) for years in range(-4, 5)) <= 8
        for day in dates.known
    )


def _known(like: Sequence[date], dates: Dates) -> tuple[list[date], bool]:
    """The days about these that the document writes out; these where it writes out none."""
    every = {*dates.known, *([dates.period_end] if dates.period_end else [])}
    near = [{day for day in every if abs(day - one) <= timedelta(days=7)} for one in like]
    if all(len(days) == 1 for days in near):
        return [days.pop() for days in near], True
    return list(like), False


def _durations(lines: Sequence[str], count: int, dates: Dates) -> list[tuple[int, str]]:
    """How long each column's period is: by the last line that says it, else by all of them."""
    told = [[_span(m) for m in _DURATION.finditer(line)] for line in lines]
    for spans, line in zip(reversed(told), reversed(lines), strict=True):
        if not spans or (_SEVERAL.search(line) and len(spans) != count):
            continue
        if len(set(spans)) == 1 and len({one for every in told for one in every}) == 1:
            break
        if count % len(spans) or (len(spans) == 1 and _has_several(told)):
            continue
        each = count // len(spans)
        return [spans[place // each] for place in range(count)]
    if any(_SEVERAL.search(line) for line in lines):
        raise Undated("its heading names several lengths of periods")
    every = {span for spans in told for span in spans}
    if len(every) > 1:
        raise Undated("the lengths of its periods do not fit its columns")
    if every:
        return [every.pop()] * count
    if dates.is_annual:
        return [(12, "months")] * count
    raise Undated("its header does not say how long its periods are")


def _has_several(told: Sequence[Sequence[tuple[int, str]]]) -> bool:
    return len({span for spans in told for span in spans}) > 1


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
