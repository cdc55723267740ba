"""Lines of periods that were not tagged, from what was reported of longer and shorter ones."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from bookrunner.facts.calendar import Difference, TwelveMonths, calendar_year
from bookrunner.facts.calendar_years import WeightedYears, quarters_of, weighted_years
from bookrunner.facts.filings import EDGAR
from bookrunner.facts.forward import month_weighted
from bookrunner.facts.lines import (
    Kind,
    StandardLine,
)
from bookrunner.facts.vintages import mixes_vintages
from bookrunner.facts.workings.bench import Bench, Found
from bookrunner.figures import (
    PURE,
    Figure,
    Period,
    Severity,
    Source,
    average,
    sourced,
    total,
)

_QUARTERS = 4


class OverTime:
    """Finds a line of a period from those of other stretches of time."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench

    def found(self, line: StandardLine, period: Period) -> Found | None:
        """The line from what was reported for longer or shorter stretches of time."""
        if line.kind is Kind.FLOW:
            return (
                self._windowed(line, period)
                or self._difference(line, period)
                or self._calendarised(line, period)
            )
        if line.kind is Kind.AVERAGE_SHARES:
            return self._average_shares(line, period)
        if line.kind is Kind.PER_SHARE:
            return self._per_share(line, period)
        return None

    def _windowed(self, line: StandardLine, period: Period) -> Found | None:
        parts = self._bench.calendar.parts(period)
        if parts is None:
            return None
        stretches = (parts.year, parts.to_date, parts.to_date_before)
        found = [self._bench.reported(line, stretch) for stretch in stretches]
        year, to_date, before = found
        if year is None or to_date is None or before is None:
            return None
        self._check_window(line, parts, (year, to_date, before), period)
        words = f"{parts.year} + {parts.to_date} - {parts.to_date_before}"
        return self._bench.computed(
            line, year.figure + to_date.figure - before.figure, period, words
        )

    def _difference(self, line: StandardLine, period: Period) -> Found | None:
        for way in self._bench.calendar.differences(period):
            longer = self._bench.reported(line, way.longer)
            shorter = self._bench.reported(line, way.shorter)
            if longer is not None and shorter is not None:
                self._check_difference(line, way, (longer, shorter), period)
                words = f"{way.longer} - {way.shorter}"
                return self._bench.computed(line, longer.figure - shorter.figure, period, words)
        fourth = self._bench.calendar.quarters_before(period)
        if fourth is None:
            return None
        year = self._bench.reported(line, fourth[0])
        three = [self._bench.reported(line, quarter) for quarter in fourth[1]]
        told = [quarter for quarter in three if quarter is not None]
        if year is None or len(told) < 3:
            return None
        first, second, third = (quarter.figure for quarter in told)
        words = f"{fourth[0]} - its first three quarters"
        return self._bench.computed(line, year.figure - first - second - third, period, words)

    def _calendarised(self, line: StandardLine, period: Period) -> Found | None:
        """The line of a calendar year that is no fiscal one; see ``calendar_years``."""
        year = period.end.year
        if period != calendar_year(year):
            return None
        quarters = [self._bench.found(line.key, p) for p in quarters_of(year, self._bench.calendar)]
        told = [quarter.figure for quarter in quarters if quarter is not None]
        if len(told) == _QUARTERS:
            shares = line.kind is Kind.AVERAGE_SHARES
            joined = average(told) if shares else total(told)
            words = f"{'average' if shares else 'sum'} of the fiscal quarters that end in {year}"
            return self._bench.computed(line, joined, period, words)
        years = weighted_years(year, self._bench.calendar)
        if years is None:
            return None
        earlier, later = (self._bench.found(line.key, p) for p in (years.earlier, years.later))
        if earlier is None or later is None:
            return None
        month = self._month(years, earlier)
        weighted = month_weighted(earlier.figure, later.figure, month)
        names = [self._bench.calendar.label(p) for p in (years.earlier, years.later)]
        words = f"{years.month}/12 x {names[0]} + {12 - years.month}/12 x {names[1]}"
        self._bench.find(
            "facts.calendarised",
            f"{line.label}: {words}, as the fiscal year ends near the end of month {years.month} "
            "and its quarters do not end with the calendar's",
            period,
            Severity.NOTE,
        )
        return self._bench.computed(line, weighted, period, words)

    def _month(self, years: WeightedYears, found: Found) -> Figure:
        """The month that a fiscal year ends with, read from the reports' own period end."""
        read = Source(
            system=EDGAR if found.fact is None else found.fact.system,
            document=f"the end of the fiscal year, {years.earlier.end}",
            as_of=years.earlier.end,
            accession="" if found.fact is None else found.fact.accession,
            concept="dei:DocumentPeriodEndDate",
            accepted_at=None if found.fact is None else found.fact.accepted_at,
            subject=self._bench.company.ticker or self._bench.company.name,
        )
        return sourced(
            f"{self._bench.prefix}.year_end_month",
            "Month that the fiscal year ends with",
            Decimal(years.month),
            PURE,
            years.earlier,
            read,
            case=self._bench.case,
        )

    def _average_shares(self, line: StandardLine, period: Period) -> Found | None:
        """The average over the period nearest to it that was reported.

        Averages do not add up over time. Twelve months take that of the year to date, which is on
        today's share basis after a split; a fourth quarter takes that of its year.
        """
        if found := self._calendarised(line, period):
            return found
        if self._bench.calendar.parts(period) is not None:
            near = self._bench.calendar.year_to_date(period)
        else:
            near = self._bench.calendar.year_of(period)
            near = near if near is not None and near.end == period.end else None
        if near is None or near == period:
            return None
        reported = self._bench.reported(line, near)
        if reported is None:
            return None
        self._bench.find(
            "facts.average-of-longer",
            f"{line.label} is the average over {near}, the nearest that was reported; averages do "
            "not add up over time",
            period,
            Severity.NOTE,
        )
        return self._bench.computed(line, reported.figure, period, f"the average over {near}")

    def _per_share(self, line: StandardLine, period: Period) -> Found | None:
        kind = line.key.removeprefix("eps_")
        income = self._bench.found("net_income", period)
        shares = self._bench.found(f"{kind}_shares", period)
        if income is None or shares is None:
            return None
        words = f"net_income / {kind}_shares"
        self._bench.find(
            "facts.derived-line",
            f"{line.label}: none is tagged for the period; it is net income over average shares, "
            "before preferred dividends and what participating securities take",
            period,
        )
        return self._bench.computed(line, income.figure / shares.figure, period, words)

    def _check_window(
        self,
        line: StandardLine,
        parts: TwelveMonths,
        found: tuple[Found, Found, Found],
        period: Period,
    ) -> None:
        self._check_tags(line, found, period)
        year, _, before = (one.fact for one in found)
        if mixes_vintages(self._bench.numbers, self._bench.vintage, year, before):
            self._bench.find(
                "facts.mixed-vintages",
                f"{line.label} of twelve months subtracts a restated {parts.to_date_before} from "
                f"{parts.year} as it was before the restatement",
                period,
            )

    def _check_difference(
        self, line: StandardLine, way: Difference, found: tuple[Found, Found], period: Period
    ) -> None:
        self._check_tags(line, found, period)
        longer, shorter = (one.fact for one in found)
        if way.longer.is_year and mixes_vintages(
            self._bench.numbers, self._bench.vintage, longer, shorter
        ):
            self._bench.find(
                "facts.mixed-vintages",
                f"{line.label} of the last quarter subtracts a restated {way.shorter} from "
                f"{way.longer} as it was before the restatement",
                period,
            )

    def _check_tags(self, line: StandardLine, found: Sequence[Found], period: Period) -> None:
        tags = dict.fromkeys(one.explanation for one in found)
        if len(tags) > 1:
            self._bench.find(
                "facts.mixed-tags",
                f"{line.label} joins numbers of different tags: {', '.join(tags)}",
                period,
                Severity.NOTE,
            )
