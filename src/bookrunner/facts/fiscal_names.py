"""What a company calls its fiscal years and quarters, from what its reports call themselves.

Each report names its own fiscal year and quarter (``dei:DocumentFiscalYearFocus``), and now and
then one names the wrong one. So the reports vote: a company calls every year that ends at one time
of the calendar by the same rule, after the calendar year in which it ends or after the one before.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta

# Year ends of 52/53-week filers wander by up to a week, and inferred ones by some days more.
_SAME_END_DAYS = 20
_YEAR_DAYS = 365.25
_QUARTER_DAYS = 91.3
# A year end that is reported follows a report within a year, or the year end was changed.
_WITHIN_YEAR_DAYS = 380
# Year ends of the same time of the year, however the weeks fall.
_SAME_SEASON_DAYS = 25
# A year that ends by the end of June may be called after the year before, in which most of it lies.
_AFTER_YEAR_BEFORE_MONTH_MAX = 6
_QUARTERS = 4
# Companies hardly ever begin to call their years otherwise; some slip for years on end.
_FAR_MORE = 2
_WEEK_DAYS = 7

Name = tuple[int, int]
"""Fiscal year and quarter; a year is its fourth quarter."""


class FiscalNames:
    """The names of a company's fiscal periods by the day they end."""

    def __init__(self, reports: Iterable[tuple[date, Name]], twelve_months: Iterable[date]) -> None:
        self._said: dict[date, Counter[Name]] = {}
        for end, name in reports:
            self._said.setdefault(end, Counter())[name] += 1
        self._year_ends = sorted(day for day in set(twelve_months) if self.is_year_end(day))
        self._votes = [
            (self._year_end_of(end, quarter), year)
            for end, names in self._said.items()
            for (year, quarter), _ in names.most_common(1)
        ]

    def name(self, end: date) -> Name | None:
        """The fiscal year and quarter that end on a day; None where no report names any."""
        if not self._votes:
            return None
        known = self._year_end_after(end)
        if known is None or (known - end).days > _WITHIN_YEAR_DAYS:
            known = self._inferred_year_end(end)
        quarter = _QUARTERS - round((known - end).days / _QUARTER_DAYS)
        return self._year_name(known), min(_QUARTERS, max(1, quarter))

    def is_year_end(self, end: date) -> bool:
        """Whether twelve months to this day are a fiscal year, and no window beside it.

        Some report twelve months to each quarter's end, too.
        """
        near = {
            names.most_common(1)[0][0][1]
            for day, names in self._said.items()
            if _days_apart_in_year(day, end) <= _SAME_END_DAYS
        }
        return _QUARTERS in near or not near

    def overruled(self, end: date) -> tuple[int, int] | None:
        """The fiscal year that the report to this day says and the one taken, if they differ."""
        own = self._said.get(end)
        taken = self.name(end)
        if own is None or taken is None:
            return None
        said = own.most_common(1)[0][0][0]
        return None if said == taken[0] else (said, taken[0])

    # ------------------------------------------------------------------ which year end

    def _year_end_of(self, end: date, quarter: int) -> date:
        """The end of the fiscal year that a report is of."""
        if quarter == _QUARTERS:
            return end
        expected = end + timedelta(days=round((_QUARTERS - quarter) * _QUARTER_DAYS))
        near = [day for day in self._year_ends if abs((day - expected).days) <= _SAME_SEASON_DAYS]
        return min(near, key=lambda day: abs((day - expected).days), default=expected)

    def _year_end_after(self, end: date) -> date | None:
        earliest = end - timedelta(days=_SAME_END_DAYS)
        return next((day for day in self._year_ends if day >= earliest), None)

    def _inferred_year_end(self, end: date) -> date:
        """Whole years from the nearest known or voted year end."""
        known = [*self._year_ends, *(day for day, _ in self._votes)]
        anchor = min(known, key=lambda day: (abs((day - end).days), day))
        years = math.ceil(((end - anchor).days - _SAME_END_DAYS) / _YEAR_DAYS)
        return anchor + timedelta(days=round(years * _YEAR_DAYS))

    # ------------------------------------------------------------------ which name

    def _year_name(self, year_end: date) -> int:
        """The votes of this very year where they agree, else those of all years that end so."""
        own = self._offsets(self._votes_near(year_end, _SAME_END_DAYS))
        season = self._offsets(
            vote
            for vote in self._votes
            if _days_apart_in_year(vote[0], year_end) <= _SAME_SEASON_DAYS
        )
        offset = _decided(own, season, year_end)
        if offset is None:
            nearest = min(self._votes, key=lambda vote: abs((vote[0] - year_end).days))
            offset = self._offsets([nearest]).most_common(1)[0][0]
            offset = offset if is_plausible(offset, year_end) else 0
        return calendar_year(year_end) + offset

    def _votes_near(self, year_end: date, days: int) -> Iterable[tuple[date, int]]:
        return (vote for vote in self._votes if abs((vote[0] - year_end).days) <= days)

    @staticmethod
    def _offsets(votes: Iterable[tuple[date, int]]) -> Counter[int]:
        return Counter(year - calendar_year(day) for day, year in votes)


def _decided(own: Counter[int], season: Counter[int], year_end: date) -> int | None:
    """How far the name lies from the calendar year; None where nothing that can be is said.

    What several reports say with one voice holds, however unusual, unless twice as many of other
    years say otherwise. One report alone is believed unless the company's other years contradict
    it, or no company calls a year so.
    """
    for voices in (own, season):
        if len(voices) == 1 and voices.total() > 1:
            said = next(iter(voices))
            most, votes = season.most_common(1)[0]
            is_outvoted = votes >= _FAR_MORE * season[said] and is_plausible(most, year_end)
            return most if is_outvoted else said
    likely = Counter({o: n for o, n in season.items() if is_plausible(o, year_end)})
    mine = Counter({o: n for o, n in own.items() if is_plausible(o, year_end)})
    if not likely:
        return None
    usual, count = likely.most_common(1)[0]
    offset = mine.most_common(1)[0][0] if mine else usual
    return offset if count - likely[offset] < 2 and len(mine) == 1 else usual


def is_plausible(offset: int, year_end: date) -> bool:
    """Whether a year may be called so: after the year it ends in, or the one before if early."""
    ends_early = (year_end - timedelta(days=_WEEK_DAYS)).month <= _AFTER_YEAR_BEFORE_MONTH_MAX
    in_first_days = year_end.month == 1 and year_end.day <= _WEEK_DAYS
    return offset == 0 or (offset == -1 and ends_early) or (offset == 1 and in_first_days)


def calendar_year(year_end: date) -> int:
    """The calendar year that a fiscal year ends in; the first days of January are December's."""
    return (year_end - timedelta(days=_WEEK_DAYS)).year


def _days_apart_in_year(one: date, other: date) -> int:
    apart = abs(one.timetuple().tm_yday - other.timetuple().tm_yday)
    return min(apart, 366 - apart)
