"""Periods as bankers write them (``FY2023``, ``2023Q3``, ``LTM``), and which days they mean.

A fiscal period is named as the company names it; which days that is, its calendar knows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from bookrunner.facts.calendar import FiscalCalendar, calendar_year
from bookrunner.facts.calendar_years import as_reported, calendar_quarter
from bookrunner.figures import Ambiguous, NotFound, Period, Unusable, days_after, instant

# A day typed for a period's end is often the month's end near it.
_NEAR_DAYS = 7
_NEAR_MAX = 4


class NotAPeriod(Unusable):
    """Words that name no period."""

    def __init__(self, asked: str) -> None:
        self.asked = asked
        super().__init__(
            f"{asked!r} is no period; write FY2023, Q3 FY2023, H1 FY2023, 9M FY2023, LTM, "
            "LTM-2023-10-29, LTM Q3 FY2023, CY2023, CYQ3 2023, a day such as 2023-10-29, or two "
            "days as 2023-01-30/2024-01-28"
        )


class EstimatesRequired(Unusable):
    """A period that lies ahead: only estimates or a forecast tell of it."""

    def __init__(self, asked: str) -> None:
        self.asked = asked
        super().__init__(f"estimates required: {asked} lies ahead, and no report tells of it")


class PeriodForm(Enum):
    """What kind of period was asked for."""

    YEAR = "fiscal year"
    QUARTER = "fiscal quarter"
    TO_DATE = "months to date"
    SECOND_HALF = "second half"
    LTM = "last twelve months"
    LTM_TO_DAY = "twelve months to a day"
    LTM_TO_QUARTER = "twelve months to a fiscal quarter"
    CALENDAR_YEAR = "calendar year"
    CALENDAR_QUARTER = "calendar quarter"
    AHEAD = "period ahead"
    DAY = "day"
    SPAN = "span of days"


@dataclass(frozen=True)
class PeriodAsked:
    """A period as it was asked for."""

    words: str
    form: PeriodForm
    year: int = 0
    number: int = 0
    """Of the quarter, or how many months to date."""
    start: date | None = None
    end: date | None = None


def period_asked(words: str) -> PeriodAsked:
    """The period that the words name, whatever their case, blanks and dashes.

    Raises:
        NotAPeriod: They name none.
    """
    plain = re.sub(r"\bFISCAL\s*(YEAR)?\b", "FY", words.strip().upper())
    squeezed = re.sub(r"[\s_'’]+", "", plain)
    if days := re.fullmatch(rf"({_DAY})(?:/|\.\.|TO)({_DAY})", squeezed):
        start, end = _day(days[1], words), _day(days[2], words)
        if start >= end:
            raise NotAPeriod(words)
        return PeriodAsked(words, PeriodForm.SPAN, start=start, end=end)
    if re.fullmatch(_DAY, squeezed):
        return PeriodAsked(words, PeriodForm.DAY, end=_day(squeezed, words))
    if days := re.fullmatch(rf"(?:LTM|TTM)-?(?:TO)?({_DAY})", squeezed):
        return PeriodAsked(words, PeriodForm.LTM_TO_DAY, end=_day(days[1], words))
    joined = squeezed.replace("-", "")
    for pattern, form, fixed in _PATTERNS:
        if match := pattern.fullmatch(joined):
            said = match.groupdict()
            number = fixed if "n" not in said else int(said["n"])
            return PeriodAsked(words, form, _year(said.get("y")), number)
    raise NotAPeriod(words)


_DAY = r"\d{4}-\d{2}-\d{2}"
_YEAR_WORDS = r"(?P<y>(?:19|20)\d\d|\d\d)"
_FY = rf"(?:FY)?{_YEAR_WORDS}"


def _patterns() -> Sequence[tuple[re.Pattern[str], PeriodForm, int]]:
    rows: list[tuple[str, PeriodForm, int]] = [
        (r"LTM|TTM|LASTTWELVEMONTHS", PeriodForm.LTM, 0),
        (rf"(?:LTM|TTM)Q(?P<n>[1-4]){_FY}", PeriodForm.LTM_TO_QUARTER, 0),
        (rf"(?:LTM|TTM){_FY}Q(?P<n>[1-4])", PeriodForm.LTM_TO_QUARTER, 0),
        (rf"(?:LTM|TTM){_FY}", PeriodForm.LTM_TO_QUARTER, 4),
        (rf"FY{_YEAR_WORDS}A?", PeriodForm.YEAR, 0),
        (r"(?P<y>(?:19|20)\d\d)A?", PeriodForm.YEAR, 0),
        (rf"CY{_YEAR_WORDS}", PeriodForm.CALENDAR_YEAR, 0),
        (rf"CYQ(?P<n>[1-4]){_YEAR_WORDS}", PeriodForm.CALENDAR_QUARTER, 0),
        (rf"CQ(?P<n>[1-4]){_YEAR_WORDS}", PeriodForm.CALENDAR_QUARTER, 0),
        (rf"Q(?P<n>[1-4])CY{_YEAR_WORDS}", PeriodForm.CALENDAR_QUARTER, 0),
        (rf"CY{_YEAR_WORDS}Q(?P<n>[1-4])", PeriodForm.CALENDAR_QUARTER, 0),
        (r"NTM|FY\+?1|FY\+?2|CY\+?1|CY\+?2|(?:FY|CY)\d{2,4}E", PeriodForm.AHEAD, 0),
    ]
    for piece, form, fixed in (
        (r"Q(?P<n>[1-4])", PeriodForm.QUARTER, 0),
        (r"(?P<n>[1-4])Q", PeriodForm.QUARTER, 0),
        (r"(?P<n>3|6|9|12)M", PeriodForm.TO_DATE, 0),
        (r"(?:H1|1H)", PeriodForm.TO_DATE, 6),
        (r"(?:H2|2H)", PeriodForm.SECOND_HALF, 0),
    ):
        rows += [(rf"{piece}{_FY}", form, fixed), (rf"{_FY}{piece}", form, fixed)]
    return [(re.compile(pattern), form, fixed) for pattern, form, fixed in rows]


def _year(text: str | None) -> int:
    if not text:
        return 0
    if len(text) == 4:
        return int(text)
    return 2000 + int(text) if int(text) < 70 else 1900 + int(text)


def _day(text: str, asked: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise NotAPeriod(asked) from error


_PATTERNS = _patterns()


# ------------------------------------------------------------------- which days it means


def period_meant(asked: PeriodAsked, calendar: FiscalCalendar, *, at_close: bool) -> Period:
    """The days that a period means in a company's calendar.

    Args:
        at_close: Whether the line is a balance, for which any day with a balance sheet will do.

    Raises:
        NotFound: No report covers it; the error names periods near it that one covers.
        Ambiguous: Two periods have the name; the error gives their days, which can be asked for.
        EstimatesRequired: It lies ahead by its name.
        Unusable: A day was asked for, and the line is none of a day.
    """
    form = asked.form
    if form is PeriodForm.AHEAD:
        raise EstimatesRequired(asked.words)
    if form is PeriodForm.DAY:
        return _of_day(asked, calendar, at_close=at_close)
    if form is PeriodForm.SPAN:
        return Period(asked.start, asked.end or date.max)
    if form is PeriodForm.CALENDAR_YEAR:
        return _of_calendar(calendar_year(asked.year), asked, calendar, at_close=at_close)
    if form is PeriodForm.CALENDAR_QUARTER:
        quarter = calendar_quarter(asked.year, asked.number)
        return _of_calendar(quarter, asked, calendar, at_close=at_close)
    found = _FINDERS[form](asked, calendar)
    if found is None and at_close and form in _CLOSES_WITH:
        found = _close(asked, calendar)
    if found is None:
        raise _not_covered(asked, calendar)
    return found


def _named(periods: Sequence[Period], calendar: FiscalCalendar, name: str) -> Period | None:
    found = [p for p in periods if calendar.label(p) == name]
    if len(found) > 1:
        # A moved year end may leave two years of one name.
        raise Ambiguous("periods", name, [str(period).replace(" to ", "/") for period in found])
    return found[0] if found else None


def _fiscal_year(asked: PeriodAsked, calendar: FiscalCalendar) -> Period | None:
    return _named(calendar.years, calendar, f"FY{asked.year}")


def _fiscal_quarter(asked: PeriodAsked, calendar: FiscalCalendar) -> Period | None:
    return _named(calendar.quarters, calendar, f"Q{asked.number} FY{asked.year}")


def _to_date(asked: PeriodAsked, calendar: FiscalCalendar) -> Period | None:
    if asked.number == 3:
        return _named(calendar.quarters, calendar, f"Q1 FY{asked.year}")
    if asked.number == 12:
        return _fiscal_year(asked, calendar)
    end = _named(calendar.quarters, calendar, f"Q{asked.number // 3} FY{asked.year}")
    return calendar.to_date(asked.number, f"FY{asked.year}", end)


def _second_half(asked: PeriodAsked, calendar: FiscalCalendar) -> Period | None:
    year = _fiscal_year(asked, calendar)
    first = calendar.to_date(6, f"FY{asked.year}", None)
    if year is None or first is None or first.end >= year.end:
        return None
    return Period(days_after(first.end, 1), year.end)


def _latest(asked: PeriodAsked, calendar: FiscalCalendar) -> Period | None:  # noqa: ARG001
    return calendar.twelve_months[-1] if calendar.twelve_months else None


def _to_day(asked: PeriodAsked, calendar: FiscalCalendar) -> Period | None:
    assert asked.end is not None
    return _nearest(calendar.twelve_months, asked.end)


def _to_quarter(asked: PeriodAsked, calendar: FiscalCalendar) -> Period | None:
    if asked.number == 4:
        return _fiscal_year(asked, calendar)
    quarter = _fiscal_quarter(asked, calendar)
    return None if quarter is None else _nearest(calendar.twelve_months, quarter.end)


_FINDERS: dict[PeriodForm, Callable[[PeriodAsked, FiscalCalendar], Period | None]] = {
    PeriodForm.YEAR: _fiscal_year,
    PeriodForm.QUARTER: _fiscal_quarter,
    PeriodForm.TO_DATE: _to_date,
    PeriodForm.SECOND_HALF: _second_half,
    PeriodForm.LTM: _latest,
    PeriodForm.LTM_TO_DAY: _to_day,
    PeriodForm.LTM_TO_QUARTER: _to_quarter,
}
_CLOSES_WITH = {
    PeriodForm.YEAR: 4,
    PeriodForm.QUARTER: 0,
    PeriodForm.TO_DATE: 0,
    PeriodForm.SECOND_HALF: 4,
    PeriodForm.LTM_TO_QUARTER: 0,
}
"""The quarter at whose close each form ends; 0 where it is the one asked for."""


def _close(asked: PeriodAsked, calendar: FiscalCalendar) -> Period | None:
    """A balance sheet's day that ends the period, where no flows of the period are known."""
    months = asked.form is PeriodForm.TO_DATE
    quarter = _CLOSES_WITH[asked.form] or (asked.number // 3 if months else asked.number)
    day = calendar.close_of(asked.year, quarter)
    return None if day is None else instant(day)


def _of_calendar(
    wanted: Period, asked: PeriodAsked, calendar: FiscalCalendar, *, at_close: bool
) -> Period:
    found = as_reported(wanted, calendar)
    if found != wanted or found in calendar.years or found in calendar.quarters:
        return found
    if at_close:
        near = _near_close(wanted.end, calendar)
        if near is None:
            hint = "balances are never calendarised, and no balance sheet is of that day"
            raise NotFound("balance sheet at the end of", asked.words, hint=hint)
        return instant(near)
    if wanted.is_quarter:
        raise _not_covered(asked, calendar)
    return wanted


def _near_close(day: date, calendar: FiscalCalendar) -> date | None:
    near = min(calendar.closes, key=lambda close: abs((close - day).days), default=None)
    return near if near is not None and abs((near - day).days) <= _NEAR_DAYS else None


def _of_day(asked: PeriodAsked, calendar: FiscalCalendar, *, at_close: bool) -> Period:
    assert asked.end is not None
    if not at_close:
        raise Unusable(
            f"{asked.words} is a day, and the line is of a stretch of time; name the period that "
            "ends with it, for example LTM-2023-10-29"
        )
    return instant(_near_close(asked.end, calendar) or asked.end)


def _nearest(periods: Sequence[Period], day: date) -> Period | None:
    near = min(periods, key=lambda period: abs((period.end - day).days), default=None)
    return near if near is not None and abs((near.end - day).days) <= _NEAR_DAYS else None


def _not_covered(asked: PeriodAsked, calendar: FiscalCalendar) -> NotFound:
    sets = {
        PeriodForm.YEAR: calendar.years,
        PeriodForm.SECOND_HALF: calendar.years,
        PeriodForm.QUARTER: calendar.quarters,
        PeriodForm.TO_DATE: calendar.quarters,
        PeriodForm.CALENDAR_QUARTER: calendar.quarters,
    }
    known = [calendar.label(p) for p in sets.get(asked.form, calendar.twelve_months)]
    near = list(dict.fromkeys(known))[-_NEAR_MAX:]
    listed = f"those nearest are {', '.join(near)}" if near else "no report covers any"
    return NotFound("period that a report covers called", asked.words, hint=listed)
