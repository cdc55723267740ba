"""A company's fiscal years, quarters and twelve-month windows, read from what it reported.

A company's calendar is nowhere stated in full; it follows from the periods its statements cover.
Years of 52 and 53 weeks and retail quarters of 12 to 17 weeks are found by their length in days.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from bookrunner.facts.filings import Fact
from bookrunner.facts.fiscal_names import FiscalNames
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
_TOTALS = frozenset(
    {
        "us-gaap:Assets",
        "us-gaap:LiabilitiesAndStockholdersEquity",
        "ifrs-full:Assets",
        "ifrs-full:EquityAndLiabilities",
    }
)
# Contexts of 52/53-week filers are sometimes a weekend off.
_SLACK_DAYS = 4
# As ``Period.is_year`` has it.
_YEAR_DAYS_MIN = 350
# Ends of one fiscal period are tagged up to a weekend apart; two of the company's own are not.
_RIVAL_DAYS = 10
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
        self._reported_ends = {fact.report_end for fact in facts}
        self.names = FiscalNames(_reports(facts), (p.end for p in self._durations if p.is_year))
        """What the company calls its fiscal periods."""

    @cached_property
    def years(self) -> Sequence[Period]:
        """Fiscal years, oldest first, one of those that end within days of each other."""
        return [group[0] for group in self._year_groups]

    def rivals(self, period: Period) -> Sequence[Period]:
        """Other years or quarters that reports cover and that end within days of this one."""
        groups = self._year_groups if period.is_year else self._quarter_groups
        return next((group[1:] for group in groups if group[0] == period), ())

    @cached_property
    def quarters(self) -> Sequence[Period]:
        """Quarters reported, or implied by two periods to date; oldest first."""
        return [group[0] for group in self._quarter_groups]

    @cached_property
    def is_weekly(self) -> bool:
        """Whether the company counts its years in weeks, 52 and now and then 53."""
        return any(year.days in (52 * 7, 53 * 7) for year in self.years)

    @cached_property
    def twelve_months(self) -> Sequence[Period]:
        """Windows of twelve months ending with a year or with a period to date; oldest first."""
        windows = {p.end: p for p in self._durations if p.is_year}
        windows |= {year.end: year for year in self.years}
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
        found = [way for way in found if way.shorter in self._covered]
        # The first quarter of a half is the half less its second.
        found += [
            Difference(longer, rest)
            for longer in self._durations
            if longer.start == period.start and longer.end > period.end
            for rest in [Period(days_after(period.end, 1), longer.end)]
            if rest in self._covered
        ]
        return found

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
            (day for day in reversed(self.closes) if self.names.name(day) == (year, quarter)), None
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
        named = self.names.name(period.end)
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
                implied = _rest(longer, shorter)
                if implied is not None and implied.is_quarter:
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

    @cached_property
    def _year_groups(self) -> Sequence[Sequence[Period]]:
        years = [p for p in self._durations if p.is_year and self.names.is_year_end(p.end)]
        return self._grouped(years)

    @cached_property
    def _quarter_groups(self) -> Sequence[Sequence[Period]]:
        reported = [p for p in self._durations if p.is_quarter]
        ends = {p.end for p in reported}
        implied = {p.end: p for p in self._implied_quarters() if p.end not in ends}
        return self._grouped([*reported, *implied.values()])

    def _grouped(self, periods: Iterable[Period]) -> Sequence[Sequence[Period]]:
        """Periods whose ends are days apart, together; the first of each is the one to show.

        It is one that ends with a report, before one that most statements cover, before one of
        about the usual length.
        """
        groups: list[list[Period]] = []
        for period in sorted(periods, key=lambda p: (p.end, p.days)):
            if groups and (period.end - groups[-1][-1].end).days <= _RIVAL_DAYS:
                groups[-1].append(period)
            else:
                groups.append([period])
        return [sorted(group, key=self._rank) for group in groups]

    def _rank(self, period: Period) -> tuple[bool, int, int, date]:
        usual = _YEAR_DAYS if period.is_year else _QUARTER_DAYS
        return (
            period.end not in self._reported_ends,
            -self._covered.get(period, 0),
            abs(period.days - usual),
            period.end,
        )


_QUARTERS = {"Q1": 1, "Q2": 2, "Q3": 3, "Q4": 4, "FY": 4}
_YEAR_DAYS = 365
_QUARTER_DAYS = 91


def _reports(facts: Iterable[Fact]) -> Iterable[tuple[date, tuple[int, int]]]:
    """What each report calls the period it is for, once for each report."""
    said = {
        (fact.accession or fact.document, fact.report_end): (
            fact.fiscal_year,
            _QUARTERS.get(fact.fiscal_period, 0),
        )
        for fact in facts
        if fact.report_end is not None and fact.fiscal_year is not None
    }
    for (_, end), (year, quarter) in said.items():
        if quarter:
            yield end, (year, quarter)


def _covered(facts: Iterable[Fact]) -> dict[Period, int]:
    """The periods that whole statements cover, with how many of their numbers do."""
    seen: dict[Period, set[str]] = {}
    told: Counter[Period] = Counter()
    anchor_of = {concept: key for key in _ANCHORS for concept in _concepts(key)}
    for fact in facts:
        anchor = anchor_of.get(fact.concept)
        if anchor and not fact.dimensions and not fact.period.is_instant:
            seen.setdefault(fact.period, set()).add(anchor)
            told[fact.period] += 1
    return {p: told[p] for p, anchors in seen.items() if len(anchors) >= _ANCHORS_MIN}


def _rest(longer: Period, shorter: Period) -> Period | None:
    """What is left of a period without a shorter one that begins or ends with it."""
    assert longer.start is not None
    assert shorter.start is not None
    if longer.start == shorter.start and longer.end > shorter.end:
        return Period(days_after(shorter.end, 1), longer.end)
    if longer.end == shorter.end and longer.start < shorter.start:
        return Period(longer.start, days_after(shorter.start, -1))
    return None


def _concepts(key: str) -> Iterable[str]:
    for rule in LINES_BY_KEY[key].rules:
        if isinstance(rule, Tagged):
            yield from rule.concepts
