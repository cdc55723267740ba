"""The periods that a question names, and which of a company's they are."""

from __future__ import annotations

import re
from calendar import month_name, monthrange
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from bookrunner.search import Question

_ANNUAL = 12


@dataclass(frozen=True)
class When:
    """A fiscal year, a quarter of it, or months of it to a day."""

    year: int
    """As the company names it; 0 where the question leaves it open."""
    quarter: int | None = None
    months: int | None = None
    """6 or 9 of the year to the quarter's end; 12 to the end of a quarter are the last twelve."""
    end: date | None = None
    """The day it ends, where the question names it by that; its year is then open."""
    is_calendar: bool = False

    @property
    def prior(self) -> When:
        """The same a year before."""
        return replace(self, year=self.year - 1)

    @property
    def quarter_before(self) -> When:
        """The quarter before a quarter."""
        assert self.quarter is not None
        if self.quarter == 1:
            return replace(self, year=self.year - 1, quarter=4)
        return replace(self, quarter=self.quarter - 1)

    @property
    def length(self) -> int:
        """How many months a flow of it is of."""
        if self.months is not None:
            return self.months
        return _ANNUAL if self.quarter is None else 3

    @property
    def is_twelve_months(self) -> bool:
        """Whether it is the last twelve months to a quarter, or to the newest."""
        return self.months == _ANNUAL

    def __str__(self) -> str:
        if self.is_twelve_months:
            return f"LTM Q{self.quarter} FY{self.year}" if self.quarter else "LTM"
        if self.months is not None:
            return f"{self.months}M FY{self.year}"
        year = f"{'CY' if self.is_calendar else 'FY'}{self.year}"
        if self.quarter is None:
            return year
        return f"CYQ{self.quarter} {self.year}" if self.is_calendar else f"Q{self.quarter} {year}"


_COUNT = {
    "three": 3, "3": 3, "thirteen": 3, "13": 3, "quarter": 3,
    "six": 6, "6": 6, "twenty-six": 6, "26": 6,
    "nine": 9, "9": 9, "thirty-nine": 9, "39": 9,
    "twelve": 12, "12": 12, "fifty-two": 12, "52": 12, "fifty-three": 12, "53": 12, "year": 12,
}  # fmt: skip
_SPAN = re.compile(
    r"\b(?:(?:fiscal |the )?(quarter|year)|(three|six|nine|twelve|3|6|9|12)[- ]months?(?: period)?|"
    r"(thirteen|twenty-six|thirty-nine|fifty-two|fifty-three|13|26|39|52|53)[- ]weeks?(?: period)?)"
    r"(?:\s+(?:period\s+)?(?:that )?(?:end(?:ed|ing|s)|to|through)\b)",
    re.I,
)
_TO_DATE = re.compile(
    r"\b(?:(?:first\s+)?(six|nine|6|9)[- ]months?|([69])M|(first half|H1|1H)|"
    r"(?:first )?(?:three|two) quarters)\b",
    re.I,
)
_TWELVE = re.compile(r"\b(?:LTM|TTM|(?:last|trailing|latest)[- ](?:twelve|12)[- ]months?)\b", re.I)
_CALENDAR = re.compile(r"\bCY\s?\d|\bcalendar (?:year|\d{4})", re.I)
_QUARTER_FIRST = re.compile(r"\b([1-4])Q\s*'?(?:FY|CY)?\s*'?((?:19|20)\d\d|\d\d)\b", re.I)
_MONTHS = {name.lower(): number for number, name in enumerate(month_name) if name}
_MONTH_YEAR = re.compile(
    rf"\b(?:ended|ending|end of|as of|at|through)\s+({'|'.join(_MONTHS)})\s*,?\s*((?:19|20)\d\d)\b",
    re.I,
)
_REPORT_YEAR = re.compile(
    r"\b(?:(?:FY|fiscal(?: year)?)\s*)?((?:19|20)\d\d|(?<=FY)\d\d)(?:['’]s)?\s+(?:form\s+)?"
    r"(?:10-?K|annual report|filing)|(?:10-?K|annual report)\s+(?:for|of)\s+(?:the\s+)?"
    r"(?:FY|fiscal(?: year)?)?\s*((?:19|20)\d\d)",
    re.I,
)
_SEQUENTIAL = re.compile(r"\bsequential\w*|\bquarter[- ](?:over|on)[- ]quarter\b|\bq[/o]q\b", re.I)
NEAR_DAYS = 7
"""How far a fiscal close may lie from the month's end that it is called by."""


def whens_asked(asked: Question, years: Sequence[int]) -> tuple[When, ...]:
    """The periods that the question names, earliest first; empty where it names none.

    Args:
        years: The fiscal years it names.
    """
    words = asked.words
    is_calendar = bool(_CALENDAR.search(words))
    days = list(asked.days) or [
        date(int(m[2]), n := _MONTHS[m[1].lower()], monthrange(int(m[2]), n)[1])
        for m in _MONTH_YEAR.finditer(words)
    ]
    if _TWELVE.search(words):
        return _twelve_months(asked, years, days)
    if days and (not years or _SPAN.search(words) or _MONTH_YEAR.search(words)):
        match = _SPAN.search(words)
        said = _TO_DATE.search(words) if match is None else None
        months = None
        if match is not None:
            months = _COUNT[(match[1] or match[2] or match[3]).lower()]
        elif said is not None:
            months = _months_to_date(said)
        found = {day: When(0, None, months, day) for day in days}
        return tuple(found[day] for day in sorted(found))
    quarters = list(asked.quarters) or [
        (int(m[2]) if len(m[2]) == 4 else 2000 + int(m[2]), int(m[1]))
        for m in _QUARTER_FIRST.finditer(words)
    ]
    if quarters:
        whens = {
            When(of, number, is_calendar=is_calendar)
            for year, number in quarters
            for of in ([year] if year is not None else years or [0])
        }
        if all(year is not None for year, _ in quarters):
            # "between FY2023 and Q2 FY2024": a year beside a quarter.
            beside = set(years) - {year for year, _ in quarters}
            whens |= {When(year, is_calendar=is_calendar) for year in beside}
        return tuple(sorted(whens, key=lambda one: (one.year, one.quarter or 4)))
    if (match := _TO_DATE.search(words)) and (months := _months_to_date(match)) and years:
        return tuple(When(year, months // 3, months) for year in years)
    return tuple(When(year, is_calendar=is_calendar) for year in years)


def years_asked(asked: Question) -> tuple[int, ...]:
    """The fiscal years of the numbers; not that of the report they are asked from."""
    reports = {
        int(year) if len(year) == 4 else 2000 + int(year)
        for match in _REPORT_YEAR.finditer(asked.words)
        if (year := match[1] or match[2])
    }
    rest = _REPORT_YEAR.sub(" ", asked.words)
    kept = [
        year
        for year in asked.years
        if year not in reports or re.search(rf"{year}|(?:FY|')\s?{year % 100:02}\b", rest, re.I)
    ]
    found = set(kept or asked.years)
    found |= {
        int(m[2]) if len(m[2]) == 4 else 2000 + int(m[2])
        for m in _QUARTER_FIRST.finditer(asked.words)
    }
    return tuple(sorted(found))


def is_sequential(words: str) -> bool:
    """Whether a change is asked from one quarter to the next."""
    return bool(_SEQUENTIAL.search(words))


def _months_to_date(match: re.Match[str]) -> int | None:
    if match[3]:
        return 6
    if match[1] or match[2]:
        return _COUNT[(match[1] or match[2]).lower()]
    return 9 if "three" in match[0].lower() else 6


def _twelve_months(asked: Question, years: Sequence[int], days: Sequence[date]) -> tuple[When, ...]:
    if days:
        return tuple(When(0, None, _ANNUAL, day) for day in sorted(days))
    if asked.quarters:
        year, number = asked.quarters[0]
        year = year if year is not None else (years[-1] if years else 0)
        return (When(year, number, _ANNUAL),)
    return tuple(When(year) for year in years) or (When(0, None, _ANNUAL),)


def near(day: date, other: date) -> bool:
    """Whether a day is that by which a close is called."""
    return abs((day - other).days) <= NEAR_DAYS
