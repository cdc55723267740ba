"""A company's fiscal years, quarters and twelve-month windows, read from what it reported.

A company's calendar is nowhere stated in full; it follows from the periods its statements cover.
Years of 52 and 53 weeks and retail quarters of 12 to 17 weeks are found by their length in days.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from bookrunner.facts.filings import Fact
from bookrunner.facts.lines import LINES_BY_KEY, Tagged
from bookrunner.figures import Period, days_after

# A statement covers a period when at least two of these stand in it for that period: a lone
# number (an acquired company's revenue since its purchase) does not make a fiscal period.
_ANCHORS = (
    "revenue",
    "net_income",
    "net_income_including_noncontrolling",
    "pretax_income",
    "income_tax",
    "eps_diluted",
    "operating_cash_flow",
    "investing_cash_flow",
    "financing_cash_flow",
)
_ANCHORS_MIN = 2
_TOTALS = frozenset({"us-gaap:Assets", "us-gaap:LiabilitiesAndStockholdersEquity"})
# Contexts of 52/53-week filers are sometimes a weekend off.
_SLACK_DAYS = 4
# As ``Period.is_year`` has it.
_YEAR_DAYS_MIN = 350
# The same quarter of two years may differ by the 53rd week.
_WEEK_SLACK_DAYS = 8


@dataclass(frozen=True)
class TwelveMonths:
    """The parts of the last twelve months: the last full year, this year to date, last year's."""

    year: Period
    to_date: Period
    to_date_before: Period

    @property
    def period(self) -> Period:
        """The twelve months themselves."""
        return Period(days_after(self.to_date_before.end, 1), self.to_date.end)


@dataclass(frozen=True)
class Difference:
    """A period as one to date less a shorter one that began on the same day."""

    longer: Period
    shorter: Period


def calendar_year(year: int) -> Period:
    """A year of the calendar."""
    return Period(date(year, 1, 1), date(year, 12, 31))


class FiscalCalendar:
    """The fiscal periods that a company's facts cover, and the company's own names for them."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        facts = list(facts)
        covered = _covered(facts)
        self._durations = sorted(covered, key=lambda p: (p.end, p.days))
        self._covered = covered
        self.closes = sorted(
            {f.period.end for f in facts if f.concept in _TOTALS and not f.dimensions}
        )
        """The days of balance sheets."""
        self._reports = {
            fact.report_end: (fact.fiscal_year, _QUARTERS[fact.fiscal_period])
            for fact in facts
            if fact.report_end is not None
            and fact.fiscal_year is not None
            and fact.fiscal_period in _QUARTERS
        }

    @cached_property
    def years(self) -> Sequence[Period]:
        """Fiscal years, oldest first."""
        return _one_per_end([p for p in self._durations if p.is_year])

    @cached_property
    def quarters(self) -> Sequence[Period]:
        """Quarters reported, or implied by two periods to date; oldest first."""
        reported = {p.end: p for p in self._durations if p.is_quarter}
        for implied in self._implied_quarters():
            reported.setdefault(implied.end, implied)
        return [reported[end] for end in sorted(reported)]

    @cached_property
    def twelve_months(self) -> Sequence[Period]:
        """Windows of twelve months ending with a year or with a period to date; oldest first."""
        windows = {year.end: year for year in self.years}
        for parts in self._windows.values():
            windows.setdefault(parts.period.end, parts.period)
        return [windows[end] for end in sorted(windows)]

    def parts(self, window: Period) -> TwelveMonths | None:
        """What twelve months are put together from; None for a fiscal year."""
        return self._windows.get(window)

    def differences(self, period: Period) -> Sequence[Difference]:
        """The ways to get a quarter as a difference, the shortest periods first."""
        if period.start is None:
            return []
        before = days_after(period.start, -1)
        found = [
            Difference(longer, Period(longer.start, before))
            for longer in sorted(self._durations, key=lambda p: p.days)
            if longer.end == period.end and longer.start is not None and longer.start < period.start
        ]
        return [way for way in found if way.shorter in self._covered]

    def quarters_before(self, quarter: Period) -> tuple[Period, Sequence[Period]] | None:
        """The year that ends with a fourth quarter and its first three; None when not known."""
        for year in self.years:
            inside = [
                other
                for other in self.quarters
                if other.start
                and year.start
                and other.start >= year.start
                and other.end < quarter.end
            ]
            if year.end == quarter.end and len(inside) == 3:
                return year, inside
        return None

    def year_to_date(self, period: Period) -> Period | None:
        """The longest period to date within a window that ends with it, or None."""
        inside = [
            p
            for p in self._durations
            if p.end == period.end and p.start and period.start and p.start >= period.start
        ]
        return max(inside, key=lambda p: p.days, default=None)

    def year_of(self, quarter: Period) -> Period | None:
        """The fiscal year a quarter lies in, or None when that year has not been reported."""
        for year in self.years:
            if quarter.start and year.start and year.start <= quarter.start <= year.end:
                return year
        return None

    def to_date(self, months: int, year: str, end: Period | None) -> Period | None:
        """So many months from the start of the fiscal year of that name, or None.

        Args:
            end: The quarter that the months end with, where it is known.
        """
        return next(
            (
                p
                for p in reversed(self._durations)
                if p.months == months
                and (p.end == end.end if end is not None else self.label(p) == f"{months}M {year}")
                and self._begins_a_year(p)
            ),
            None,
        )

    def close_of(self, year: int, quarter: int) -> date | None:
        """The day of the balance sheet that ends a fiscal quarter, or None."""
        return next(
            (day for day in reversed(self.closes) if self._fiscal(day) == (year, quarter)), None
        )

    def label(self, period: Period) -> str:
        """The company's name for a period: ``FY2023``, ``Q3 FY2023``, ``LTM 2023-10-29``."""
        if period.is_instant:
            return str(period.end)
        if period in self._windows:
            return f"LTM {period.end}"
        if period == calendar_year(period.end.year) and period not in self.years:
            return f"CY{period.end.year}"
        return self._fiscal_label(period)

    def _fiscal_label(self, period: Period) -> str:
        named = self._fiscal(period.end)
        if named is None:
            kind = "year" if period.is_year else "quarter" if period.is_quarter else "period"
            return f"{kind} to {period.end}"
        year, quarter = named
        if period.is_year:
            return f"FY{year}" if quarter == 4 else f"LTM {period.end}"
        if period.is_quarter:
            return f"Q{quarter} FY{year}"
        return f"{period.months}M FY{year}"

    # ------------------------------------------------------------------ how it is found

    def _begins_a_year(self, period: Period) -> bool:
        """Whether no longer period of less than a year ends with it."""
        assert period.start is not None
        return not any(
            p.end == period.end and period.days < p.days < _YEAR_DAYS_MIN for p in self._durations
        )

    @cached_property
    def _windows(self) -> dict[Period, TwelveMonths]:
        found: dict[Period, TwelveMonths] = {}
        for to_date in self._durations:
            if to_date.days >= _YEAR_DAYS_MIN or to_date.days < 80 or to_date.start is None:
                continue
            year = self._ending(days_after(to_date.start, -1))
            before = self._same_stretch(year, to_date) if year else None
            if year and before:
                parts = TwelveMonths(year, to_date, before)
                found[parts.period] = parts
        return found

    def _ending(self, day: date) -> Period | None:
        near = [y for y in self.years if abs((y.end - day).days) <= _SLACK_DAYS]
        return min(near, key=lambda y: abs((y.end - day).days), default=None)

    def _same_stretch(self, year: Period, to_date: Period) -> Period | None:
        """The period to date of the year before that is as long as this one."""
        assert year.start is not None
        near = [
            p
            for p in self._durations
            if p.start is not None
            and abs((p.start - year.start).days) <= _SLACK_DAYS
            and abs(p.days - to_date.days) <= _WEEK_SLACK_DAYS
        ]
        return min(near, key=lambda p: abs(p.days - to_date.days), default=None)

    def _implied_quarters(self) -> Iterable[Period]:
        for longer in self._durations:
            for shorter in self._durations:
                if longer.start == shorter.start and longer.end > shorter.end:
                    implied = Period(days_after(shorter.end, 1), longer.end)
                    if implied.is_quarter:
                        yield implied
        for year in self.years:
            yield from self._fourth(year)

    def _fourth(self, year: Period) -> Iterable[Period]:
        """The last quarter where the filings have the first three but nothing to date."""
        assert year.start is not None
        inside = sorted(
            (p for p in self._durations if p.is_quarter and p.start and p.start >= year.start),
            key=lambda p: p.end,
        )
        first_three = [p for p in inside if p.end < year.end]
        if len(first_three) == 3:
            implied = Period(days_after(first_three[-1].end, 1), year.end)
            if implied.is_quarter:
                yield implied

    def _fiscal(self, end: date) -> tuple[int, int] | None:
        """The fiscal year and quarter that end on a day, as reported or inferred from the nearest.

        The reports' own words come first; the years between are counted off from them.
        """
        own = self._reports.get(end)
        if own is not None:
            return own
        year_ends = dict(self._year_ends())
        if not year_ends:
            return None
        anchor = min(year_ends, key=lambda known: (abs((known - end).days), known))
        years = math.ceil(((end - anchor).days - _QUARTER_SLACK_DAYS) / 365.25)
        year_end = anchor + timedelta(days=round(years * 365.25))
        quarter = 4 - round((year_end - end).days / 91.3)
        return year_ends[anchor] + years, min(4, max(1, quarter))

    def _year_ends(self) -> Iterable[tuple[date, int]]:
        for end, (year, quarter) in sorted(self._reports.items()):
            yield end + timedelta(days=round((4 - quarter) * 91.3)), year


_QUARTERS = {"Q1": 1, "Q2": 2, "Q3": 3, "Q4": 4, "FY": 4}
# Year ends of 52/53-week filers wander by up to a week, and inferred ones by some days more.
_QUARTER_SLACK_DAYS = 20


def _covered(facts: Iterable[Fact]) -> frozenset[Period]:
    """The periods that whole statements cover."""
    seen: dict[Period, set[str]] = {}
    anchor_of = {concept: key for key in _ANCHORS for concept in _concepts(key)}
    for fact in facts:
        anchor = anchor_of.get(fact.concept)
        if anchor and not fact.dimensions and not fact.period.is_instant:
            seen.setdefault(fact.period, set()).add(anchor)
    return frozenset(p for p, anchors in seen.items() if len(anchors) >= _ANCHORS_MIN)


def _concepts(key: str) -> Iterable[str]:
    for rule in LINES_BY_KEY[key].rules:
        if isinstance(rule, Tagged):
            yield from rule.concepts


def _one_per_end(periods: Sequence[Period]) -> Sequence[Period]:
    by_end: dict[date, Period] = {}
    for period in sorted(periods, key=lambda p: abs(p.days - 365)):
        by_end.setdefault(period.end, period)
    return [by_end[end] for end in sorted(by_end)]
