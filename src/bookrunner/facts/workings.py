"""How the lines of one company's statements are found, and remembered for every basis."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property, partial
from itertools import pairwise

from bookrunner.facts.calendar import Difference, FiscalCalendar, TwelveMonths, calendar_year
from bookrunner.facts.calendar_findings import calendar_findings
from bookrunner.facts.calendar_years import (
    WeightedYears,
    quarters_of,
    weighted_years,
)
from bookrunner.facts.companies import Company
from bookrunner.facts.facts_companyfacts import SYSTEM as COMPANYFACTS
from bookrunner.facts.filings import EDGAR, FROM_TABLE, Fact
from bookrunner.facts.footing import footing
from bookrunner.facts.forward import month_weighted
from bookrunner.facts.history import history_doubt
from bookrunner.facts.lines import (
    LINES_BY_KEY,
    STANDARD_LINES,
    ByBusiness,
    ByMember,
    ByWords,
    Kind,
    Rule,
    StandardLine,
    Sum,
    Tagged,
    WithoutPart,
    of_sector,
)
from bookrunner.facts.missing_lines import why_missing
from bookrunner.facts.splits import Split, only_tagged, since, splits
from bookrunner.facts.vintages import ReportedNumbers, Vintage, mixes_vintages, rounding
from bookrunner.figures import (
    PURE,
    SHARES,
    USD,
    Figure,
    Finding,
    Missing,
    Operand,
    Period,
    Severity,
    Source,
    Term,
    Unit,
    average,
    computed,
    instant,
    sourced,
    total,
)

# Three new shares for two old ones is the smallest split that is common.
_SPLIT_MIN = 1.4
# Less than any expense that a statement would show in a row of its own.
_TIE_TOLERANCE = 0.001
# Debt is told before and after its issue costs and discounts.
_LESS_MAX = 0.03
_QUARTERS = 4
_FROM_SEC = frozenset({EDGAR, COMPANYFACTS})


@dataclass(frozen=True)
class Found:
    """A line's figure for a period, how it was found, and the fact when it was tagged."""

    figure: Figure
    explanation: str
    fact: Fact | None = None


_TOLD_BY_SHARES = frozenset({"net_income", "eps_basic", "eps_diluted"})
# A thousand, less what preferred dividends and two classes of shares may add or take.
_SCALE_APART_MIN = 300


class Workings:
    """Finds and remembers the lines of one company and vintage, for all bases."""

    def __init__(self, company: Company, facts: Sequence[Fact], vintage: Vintage) -> None:
        self.company = company
        self.vintage = vintage
        self.calendar = FiscalCalendar(facts)
        self.findings: dict[Finding, None] = {}
        self._facts = facts
        self._numbers = ReportedNumbers(facts, vintage)
        self._money = _currency(facts)
        self._prefix = company.prefix
        # Both vintages may stand in one workbook, and their figures must not share an id.
        self._case = "" if vintage is Vintage.LATEST else vintage.value
        self._memory: dict[tuple[str, Period], Found | None] = {}
        self._contradicted: set[tuple[str, Period]] = set()
        self._expected: list[Sequence[Period]] = []
        self._said: dict[tuple[str, Period], dict[Finding, None]] = {}
        self._listening: list[dict[Finding, None]] = []

    def expect(self, periods: Sequence[Period]) -> None:
        """Periods whose every line ``all_findings`` is to tell of."""
        self._expected.append(periods)

    @property
    def all_findings(self) -> Sequence[Finding]:
        """The findings of every line of the periods expected, and of all else asked for."""
        while self._expected:
            self._complete(self._expected.pop(0))
        return list(self.findings)

    def _complete(self, periods: Sequence[Period]) -> None:
        for period in periods:
            for line in STANDARD_LINES:
                if line.shown:
                    self.found(line.key, period)
            where = self._where(period)
            for finding in (
                *footing(partial(self._tagged_fact, period), where),
                *calendar_findings(self.calendar, period, where),
            ):
                self.findings.setdefault(finding)
        for before, after in pairwise(periods):
            self._check_share_basis(before, after)

    def found(self, key: str, period: Period) -> Found | None:
        """The line of the period, or for a balance of its end; None when nothing gives it."""
        line = LINES_BY_KEY.get(key)
        if line is None:
            return None
        if line.kind in (Kind.BALANCE, Kind.COVER_SHARES):
            period = instant(period.end)
        place = (key, period)
        if place not in self._memory:
            # Rules that lead in a circle find nothing.
            self._memory[place] = None
            with self._heard(place):
                self._memory[place] = self._search(line, period)
        self._tell_again(place)
        return self._memory[place]

    def said(self, key: str, period: Period) -> Sequence[Finding]:
        """What was found of one line of a period and of all that it is made of."""
        heard: dict[Finding, None] = {}
        self._listening.append(heard)
        self.found(key, period)
        self._listening.pop()
        where = self._where(period)
        sums = footing(partial(self._tagged_fact, period), where, about=key)
        dates = calendar_findings(self.calendar, period, where)
        # Shares that earnings contradict by thousands say that one of the three is wrong.
        scales = [
            finding
            for other in ("basic_shares", "diluted_shares")
            if key in _TOLD_BY_SHARES
            for finding in self.said(other, period)
            if finding.code == "facts.share-scale"
        ]
        return list(dict.fromkeys([*heard, *sums, *dates, *scales]))

    def why_missing(self, key: str, period: Period) -> str:
        """Why nothing gives the line, in words for its reader."""
        return why_missing(
            LINES_BY_KEY[key],
            period,
            self._numbers,
            lambda other, of: self.found(other, of) is not None,
            contradicted=(key, period) in self._contradicted,
        )

    @contextmanager
    def _heard(self, place: tuple[str, Period]) -> Iterator[None]:
        """Remembers what is found meanwhile as said of the place."""
        heard = self._said.setdefault(place, {})
        self._listening.append(heard)
        try:
            yield
        finally:
            self._listening.pop()

    def _tell_again(self, place: tuple[str, Period]) -> None:
        if self._listening:
            self._listening[-1].update(self._said.get(place, {}))

    def reports(self, key: str, period: Period) -> Sequence[Fact]:
        """The number as each report has it, earliest known first; empty for a derived line."""
        found = self.found(key, period)
        if found is None or found.fact is None or found.fact.dimensions:
            return ()
        return self._numbers.values(found.fact.concept, found.fact.period, found.fact.unit)

    # ------------------------------------------------------------------ the search

    def _search(self, line: StandardLine, period: Period) -> Found | None:
        if line.kind is Kind.COVER_SHARES:
            return self._cover_shares(line, period)
        is_over_time_tried = False
        for rule in line.rules:
            if isinstance(rule, Sum):
                if not of_sector(line, self.company.sic):
                    continue
                # What was tagged for other stretches of time is nearer to the report than sums.
                if not is_over_time_tried and (over_time := self._over_time(line, period)):
                    return over_time
                is_over_time_tried = True
                found = self._summed(line, rule, period)
            elif isinstance(rule, WithoutPart):
                found = self._without_part(line, rule, period)
            else:
                found = self._by_tags(line, rule, period)
            if (line.key, period) in self._contradicted:
                # Neither a lesser tag nor a sum stands in for what the report contradicts.
                return None
            if found is not None:
                self._caution(line, rule, period)
                return found
        return None if is_over_time_tried else self._over_time(line, period)

    def _by_tags(
        self, line: StandardLine, rule: Tagged | ByMember | ByBusiness | ByWords, period: Period
    ) -> Found | None:
        if isinstance(rule, Tagged):
            return self._tagged(line, rule, period)
        if isinstance(rule, ByMember):
            return self._by_member(line, rule, period)
        unit = self._unit(line.kind)
        if isinstance(rule, ByWords):
            fact = self._numbers.by_words(rule, period, unit)
            if fact is None:
                return None
            self._doubt_of_value(line, fact, period)
            return Found(self._sourced(line, fact), fact.concept, fact)
        facts = self._numbers.businesses(rule, period, unit)
        if not facts:
            return None
        names = ", ".join(fact.dimensions[0][1].split(":")[-1] for fact in facts)
        for fact in facts:
            self._doubt_of_value(line, fact, period)
        figures = [self._sourced(line, fact) for fact in facts]
        return self._computed(line, total(figures), period, f"{facts[0].concept} of {names}")

    def _tagged(self, line: StandardLine, rule: Tagged, period: Period) -> Found | None:
        if any(self._numbers.is_told(tag, period) for tag in rule.unless_told):
            return None
        unit = self._unit(line.kind)
        fact = self._numbers.chosen(line, rule, period, unit)
        if fact is None or self._is_misscaled(line, fact, period):
            return None
        fact = self._uncontradicted(line, fact, period)
        if fact is None:
            return None
        self._doubts(line, rule, fact, period)
        if line.kind in (Kind.PER_SHARE, Kind.AVERAGE_SHARES):
            return self._after_splits(line, fact, period)
        return Found(self._sourced(line, fact), fact.told_as, fact)

    def _after_splits(self, line: StandardLine, fact: Fact, period: Period) -> Found:
        """The line on the basis of today's shares, where no report has restated it since a split.

        As first reported it stays as it was.
        """
        unseen = since(fact, self._splits)
        names = " and the ".join(split.words for split in unseen)
        if not unseen:
            if self.vintage is Vintage.LATEST and (tag := only_tagged(fact, self._facts, unseen)):
                self._find(
                    "facts.split-not-shown",
                    f"{line.label} was last reported on {fact.accepted_at}, and a later report "
                    f"tags a stock split of {tag.value:f}; no numbers show whether it has to be "
                    "adjusted, so it is as reported",
                    period,
                )
            return Found(self._sourced(line, fact), fact.concept, fact)
        if self.vintage is not Vintage.LATEST:
            self._find(
                "facts.before-split",
                f"{line.label} is as first reported, before the {names} split",
                period,
                Severity.NOTE,
            )
            return Found(self._sourced(line, fact), fact.concept, fact)
        adjusted: Term = self._sourced(line, fact, "before_split")
        words = fact.concept
        for split in unseen:
            ratio = self._split_ratio(split)
            is_count = line.kind is Kind.AVERAGE_SHARES
            adjusted = adjusted * ratio if is_count else adjusted / ratio
            words += f" {'x' if is_count else '/'} {split.words.replace('-for-', ':')}"
        self._find(
            "facts.split-adjusted",
            f"{line.label} was last reported before the {names} split ({fact.value:f}) and is put "
            "on the basis of the new shares",
            period,
        )
        found = self._computed(line, adjusted, period, words)
        return Found(found.figure, words, fact)

    @cached_property
    def _splits(self) -> Sequence[Split]:
        return splits(self._facts)

    def _split_ratio(self, split: Split) -> Term:
        """New shares for an old one: as tagged, else as the same number told twice shows it."""
        subject = self.company.ticker or self.company.name
        at = instant(split.on)
        if split.tag is not None:
            key, name = f"{self._prefix}.split_ratio", "Stock split, new shares for each old"
            tag = split.tag
            ratio = sourced(key, name, tag.value, tag.unit, at, source(tag, subject))
            return ratio if Fraction(tag.value) == split.ratio else 1 / ratio
        told = [
            sourced(
                f"{self._prefix}.{side}_split",
                f"{fact.concept} {side} the split",
                fact.value,
                fact.unit,
                at,
                source(fact, subject),
            )
            for side, fact in (("before", split.before), ("after", split.after))
        ]
        # Of earnings per share the old are the more.
        old, new = told if split.before.unit == SHARES else reversed(told)
        return new / old

    def _uncontradicted(self, line: StandardLine, fact: Fact, period: Period) -> Fact | None:
        """The fact, or the value its report tells more often; None when that contradicts itself."""
        others = self._numbers.contradictions(fact)
        if not others:
            return fact
        taken = self._numbers.prevailing(fact)
        values = " and ".join(dict.fromkeys(f"{one.value:f}" for one in (fact, *others)))
        follows = "the line is left out"
        if taken is None:
            self._contradicted.add((line.key, period))
        else:
            follows = f"{taken.value:f} is taken, which it tells most often"
        self._find(
            "facts.contradiction",
            f"{line.label}: {fact.concept} is {values} in one report; {follows}",
            period,
            Severity.ERROR,
        )
        return taken

    def _is_misscaled(self, line: StandardLine, fact: Fact, period: Period) -> bool:
        """Whether average shares contradict income and earnings per share by thousands or more.

        Some reports tag 732.3 where the table says millions. What the filer meant is not for us to
        type, so the number is left out and said to be.
        """
        if line.kind is not Kind.AVERAGE_SHARES:
            return False
        per_share = self._reported(LINES_BY_KEY[f"eps_{line.key.removesuffix('_shares')}"], period)
        income = self._reported(LINES_BY_KEY["net_income"], period)
        values = [
            found.fact.value for found in (per_share, income) if found is not None and found.fact
        ]
        if len(values) < 2 or 0 in (*values, fact.value):
            return False
        apart = abs(values[1] / values[0] / fact.value)
        if 1 / _SCALE_APART_MIN < apart < _SCALE_APART_MIN:
            return False
        self._find(
            "facts.share-scale",
            f"{line.label}: {fact.concept} is tagged as {fact.value:,f}, which net income and "
            "earnings per share contradict by thousands or more; it is left out",
            period,
        )
        return True

    def _by_member(self, line: StandardLine, rule: ByMember, period: Period) -> Found | None:
        facts = self._numbers.members(rule, period, self._unit(line.kind))
        if not facts:
            return None
        names = ", ".join(member.split(":")[-1] for member in rule.members)
        words = f"{facts[0].concept} of {names}"
        for fact in facts:
            self._doubt_of_value(line, fact, period)
        figures = [self._sourced(line, fact) for fact in facts]
        if len(figures) == 1:
            return Found(figures[0], words)
        return self._computed(line, total(figures), period, words)

    def _caution(self, line: StandardLine, rule: Rule, period: Period) -> None:
        """What a reader must know because this rule was the one that served."""
        if isinstance(rule, WithoutPart) or (isinstance(rule, Sum) and rule.is_certain_alone):
            return
        if rule.caution:
            self._find("facts.derived-line", f"{line.label}: {rule.caution}", period)

    def _doubt_of_value(self, line: StandardLine, fact: Fact, period: Period) -> None:
        told = self._numbers.values(fact.concept, fact.period, fact.unit)
        if doubt := fact.doubt or history_doubt(fact, told):
            kind, _, words = doubt.partition(": ")
            severity = Severity.WARNING if kind == FROM_TABLE else Severity.ERROR
            self._find(f"quality.{kind}", f"{line.label}: {words}", period, severity)

    def _doubts(self, line: StandardLine, rule: Tagged, fact: Fact, period: Period) -> None:
        self._doubt_of_value(line, fact, period)
        self._doubt_of_parts(line, rule, fact, period)
        self._doubt_of_share(line, rule, fact, period)
        self._doubt_of_name(line, fact, period)
        if not rule.largest:
            return
        for other in self._numbers.smaller(rule, fact):
            self._find(
                "facts.several-totals",
                f"{line.label} is {fact.concept} ({fact.value:f}), the larger of two totals; "
                f"{other.concept} is {other.value:f}",
                period,
                Severity.NOTE,
            )

    def _doubt_of_parts(self, line: StandardLine, rule: Tagged, fact: Fact, period: Period) -> None:
        """Tell of a line that may stand beside the number and not in it."""
        for key in rule.may_not_hold:
            other = self.found(key, period)
            if other is not None and other.fact is not None and other.fact.value:
                self._find(
                    "facts.part-of-debt",
                    f"{line.label} is {fact.concept} ({fact.value:f}); nothing reported says "
                    f"whether {other.fact.concept} ({other.fact.value:f}) is in it, and it is "
                    "taken to be",
                    period,
                    Severity.NOTE,
                )

    def _doubt_of_name(self, line: StandardLine, fact: Fact, period: Period) -> None:
        """Tell of depreciation and amortization that is as much as depreciation alone."""
        if line.key != "depreciation_and_amortisation":
            return
        alone, apart = (
            [one for one in self._numbers.values(f"us-gaap:{name}", period, fact.unit) if one.value]
            for name in ("Depreciation", "AmortizationOfIntangibleAssets")
        )
        if apart and any(one.value == fact.value for one in alone):
            self._find(
                "facts.less-than-a-part",
                f"{line.label} is {fact.concept} ({fact.value:f}), which is as much as "
                f"depreciation alone; amortization of {apart[-1].value:f} may not be in it",
                period,
            )

    def _doubt_of_share(self, line: StandardLine, rule: Tagged, fact: Fact, period: Period) -> None:
        """Tell where a share of a whole may still hold what others have in it."""
        if rule.share_of is None:
            return
        whole, others = (self.found(key, period) for key in rule.share_of)
        if others is None or others.fact is None or not others.fact.value:
            return
        if whole is None or whole.fact is None:
            said = f"{others.fact.concept} is {others.fact.value:f} and no total is tagged"
        else:
            rest = whole.fact.value - others.fact.value
            slack = sum((rounding(one) for one in (fact, whole.fact, others.fact)), Decimal(0))
            if abs(rest - fact.value) <= slack:
                return
            said = f"{whole.fact.concept} less {others.fact.concept} is {rest:f}"
        self._find(
            "facts.share-of-others",
            f"{line.label} is {fact.concept} ({fact.value:f}), but {said}; what belongs to others "
            "may be in it",
            period,
            Severity.NOTE,
        )

    def _over_time(self, line: StandardLine, period: Period) -> Found | None:
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
        parts = self.calendar.parts(period)
        if parts is None:
            return None
        stretches = (parts.year, parts.to_date, parts.to_date_before)
        found = [self._reported(line, stretch) for stretch in stretches]
        year, to_date, before = found
        if year is None or to_date is None or before is None:
            return None
        self._check_window(line, parts, (year, to_date, before), period)
        words = f"{parts.year} + {parts.to_date} - {parts.to_date_before}"
        return self._computed(line, year.figure + to_date.figure - before.figure, period, words)

    def _difference(self, line: StandardLine, period: Period) -> Found | None:
        for way in self.calendar.differences(period):
            longer = self._reported(line, way.longer)
            shorter = self._reported(line, way.shorter)
            if longer is not None and shorter is not None:
                self._check_difference(line, way, (longer, shorter), period)
                words = f"{way.longer} - {way.shorter}"
                return self._computed(line, longer.figure - shorter.figure, period, words)
        fourth = self.calendar.quarters_before(period)
        if fourth is None:
            return None
        year = self._reported(line, fourth[0])
        three = [self._reported(line, quarter) for quarter in fourth[1]]
        told = [quarter for quarter in three if quarter is not None]
        if year is None or len(told) < 3:
            return None
        first, second, third = (quarter.figure for quarter in told)
        words = f"{fourth[0]} - its first three quarters"
        return self._computed(line, year.figure - first - second - third, period, words)

    def _calendarised(self, line: StandardLine, period: Period) -> Found | None:
        """The line of a calendar year that is no fiscal one; see ``calendar_years``."""
        year = period.end.year
        if period != calendar_year(year):
            return None
        quarters = [self.found(line.key, p) for p in quarters_of(year, self.calendar)]
        told = [quarter.figure for quarter in quarters if quarter is not None]
        if len(told) == _QUARTERS:
            shares = line.kind is Kind.AVERAGE_SHARES
            joined = average(told) if shares else total(told)
            words = f"{'average' if shares else 'sum'} of the fiscal quarters that end in {year}"
            return self._computed(line, joined, period, words)
        years = weighted_years(year, self.calendar)
        if years is None:
            return None
        earlier, later = (self.found(line.key, p) for p in (years.earlier, years.later))
        if earlier is None or later is None:
            return None
        month = self._month(years, earlier)
        weighted = month_weighted(earlier.figure, later.figure, month)
        names = [self.calendar.label(p) for p in (years.earlier, years.later)]
        words = f"{years.month}/12 x {names[0]} + {12 - years.month}/12 x {names[1]}"
        self._find(
            "facts.calendarised",
            f"{line.label}: {words}, as the fiscal year ends near the end of month {years.month} "
            "and its quarters do not end with the calendar's",
            period,
            Severity.NOTE,
        )
        return self._computed(line, weighted, period, words)

    def _month(self, years: WeightedYears, found: Found) -> Figure:
        """The month that a fiscal year ends with, read from the reports' own period end."""
        read = Source(
            system=EDGAR if found.fact is None else found.fact.system,
            document=f"the end of the fiscal year, {years.earlier.end}",
            as_of=years.earlier.end,
            accession="" if found.fact is None else found.fact.accession,
            concept="dei:DocumentPeriodEndDate",
            accepted_at=None if found.fact is None else found.fact.accepted_at,
            subject=self.company.ticker or self.company.name,
        )
        return sourced(
            f"{self._prefix}.year_end_month",
            "Month that the fiscal year ends with",
            Decimal(years.month),
            PURE,
            years.earlier,
            read,
            case=self._case,
        )

    def _reported(self, line: StandardLine, period: Period) -> Found | None:
        """The line as tagged for exactly this stretch of time."""
        place = (line.key, period)
        found = self._memory.get(place)
        if found is None or found.fact is None:
            with self._heard(place):
                found = self._tagged_for(line, period)
        self._tell_again(place)
        return found

    def _tagged_for(self, line: StandardLine, period: Period) -> Found | None:
        for rule in line.rules:
            if isinstance(rule, Sum | WithoutPart):
                continue
            found = self._by_tags(line, rule, period)
            if (line.key, period) in self._contradicted:
                return None
            if found is not None:
                self._caution(line, rule, period)
                self._memory[(line.key, period)] = found
                return found
        return None

    def _average_shares(self, line: StandardLine, period: Period) -> Found | None:
        """The average over the period nearest to it that was reported.

        Averages do not add up over time. Twelve months take that of the year to date, which is on
        today's share basis after a split; a fourth quarter takes that of its year.
        """
        if found := self._calendarised(line, period):
            return found
        if self.calendar.parts(period) is not None:
            near = self.calendar.year_to_date(period)
        else:
            near = self.calendar.year_of(period)
            near = near if near is not None and near.end == period.end else None
        if near is None or near == period:
            return None
        reported = self._reported(line, near)
        if reported is None:
            return None
        self._find(
            "facts.average-of-longer",
            f"{line.label} is the average over {near}, the nearest that was reported; averages do "
            "not add up over time",
            period,
            Severity.NOTE,
        )
        return self._computed(line, reported.figure, period, f"the average over {near}")

    def _per_share(self, line: StandardLine, period: Period) -> Found | None:
        kind = line.key.removeprefix("eps_")
        income = self.found("net_income", period)
        shares = self.found(f"{kind}_shares", period)
        if income is None or shares is None:
            return None
        words = f"net_income / {kind}_shares"
        self._find(
            "facts.derived-line",
            f"{line.label}: none is tagged for the period; it is net income over average shares, "
            "before preferred dividends and what participating securities take",
            period,
        )
        return self._computed(line, income.figure / shares.figure, period, words)

    def _summed(self, line: StandardLine, rule: Sum, period: Period) -> Found | None:
        if any(self._numbers.is_told(tag, period) for tag in rule.unless_told):
            return None
        parts = {key: self.found(key, period) for key in (*rule.plus, *rule.minus)}
        if any(found is None and key not in rule.optional for key, found in parts.items()):
            return None
        plus = [found.figure for key in rule.plus if (found := parts[key]) is not None]
        minus = [found.figure for key in rule.minus if (found := parts[key]) is not None]
        if rule.plus and not plus:
            return None
        terms: list[Term] = [*plus] if plus else [-minus.pop(0)]
        expression = terms[0]
        for figure in plus[1:]:
            expression = expression + figure
        for figure in minus:
            expression = expression - figure
        used = Sum(
            tuple(key for key in rule.plus if parts[key] is not None),
            tuple(key for key in rule.minus if parts[key] is not None),
        )
        found = self._computed(line, expression, period, used.words)
        amount = found.figure.value
        is_negative = not isinstance(amount, Missing) and amount < 0
        if rule.never_negative and is_negative:
            return None
        if rule.ties_to and not self._ties(found, rule.ties_to, period):
            return None
        if len(plus) + len(minus) > 1 and rule.is_certain_alone:
            self._find("facts.derived-line", f"{line.label}: {rule.caution}", period)
        self._doubt_of_little(line, rule, found, period)
        return found

    def _doubt_of_little(self, line: StandardLine, rule: Sum, found: Found, period: Period) -> None:
        """Tell of a line that the same reports tell to be more, as a whole or in part."""
        amount = found.figure.value
        for key in rule.not_below:
            other = self.found(key, period)
            least = None if other is None else other.figure.value
            if isinstance(least, Missing) or isinstance(amount, Missing) or other is None:
                continue
            if least is not None and amount < least * (1 - _LESS_MAX):
                self._find(
                    "facts.less-than-a-part",
                    f"{line.label} is {amount:,.0f} by {found.explanation}, and "
                    f"{other.explanation} is {least:,.0f}: something is not in it",
                    period,
                )

    def _ties(self, found: Found, key: str, period: Period) -> bool:
        """Whether another line is the same, but for what rounding leaves of several parts."""
        other = self.found(key, period)
        values = [one.figure.value for one in (found, other) if one is not None]
        told = [value for value in values if not isinstance(value, Missing)]
        return len(told) == 2 and math.isclose(told[0], told[1], rel_tol=_TIE_TOLERANCE)

    def _without_part(self, line: StandardLine, rule: WithoutPart, period: Period) -> Found | None:
        whole, part, beside = (
            self.found(key, period) for key in (rule.whole, rule.part, rule.beside)
        )
        if whole is None:
            return None
        kept = self._computed(line, whole.figure, period, rule.whole)
        # Without the part and a tagged number that may hold it, nothing can be counted twice.
        if beside is None or (part is None and beside.fact is None) or beside.figure.value == 0:
            return kept
        taken_off = rule.part if part is not None else rule.beside
        less = self._computed(
            line,
            whole.figure - (beside if part is None else part).figure,
            period,
            f"{rule.whole} - {taken_off}",
        )
        total_debt = self.found(rule.total, period)
        for found in (kept, less):
            if total_debt is not None and _makes_up(total_debt, (found, beside)):
                return found
        supposed, word = (kept, "not to hold") if part is None else (less, "to hold")
        self._find(
            "facts.part-of-debt",
            f"{line.label}: nothing reported says whether {whole.explanation} holds the current "
            f"portion that {beside.explanation} counts; it is taken {word} it",
            period,
        )
        return supposed

    def _cover_shares(self, line: StandardLine, at: Period) -> Found | None:
        rule = line.rules[0]
        assert isinstance(rule, Tagged)
        facts = self._numbers.cover(rule.concepts[0], at.end)
        if not facts or self._is_disputed_cover(line, rule.concepts[0], at):
            return None
        if len(facts) == 1 and not facts[0].dimensions:
            return Found(self._sourced(line, facts[0]), facts[0].concept, facts[0])
        classes = [self._sourced(line, fact) for fact in facts]
        self._find(
            "facts.share-classes",
            f"shares outstanding add up {len(facts)} classes as if each share were worth the same",
            at,
            Severity.NOTE if len(facts) > 1 else Severity.WARNING,
        )
        words = f"sum of {len(facts)} classes of {rule.concepts[0]}"
        return self._computed(line, total(classes), facts[0].period, words)

    def _is_disputed_cover(self, line: StandardLine, concept: str, at: Period) -> bool:
        """Whether the cover page tells two numbers for one thing; told of either way."""
        disputes = self._numbers.cover_disputes(concept, at.end)
        for one, other in disputes:
            self._find(
                "facts.contradiction",
                f"{line.label}: the cover page says {one.value:f} and {other.value:f}; the line is "
                "left out",
                at,
                Severity.ERROR,
            )
        whole = self._numbers.cover(concept, at.end)
        classes = self._numbers.cover_beside(concept, at.end)
        added = sum((fact.value for fact in classes), Decimal(0))
        if classes and not disputes and added != whole[0].value:
            self._find(
                "facts.cover-shares",
                f"{line.label}: the cover page says {whole[0].value:f} for the whole, and for "
                f"{len(classes)} classes that add up to {added:f}; the whole is taken",
                at,
            )
        return bool(disputes)

    # ------------------------------------------------------------------ figures

    def _sourced(self, line: StandardLine, fact: Fact, basis: str = "") -> Figure:
        member = "_".join(member.split(":")[-1] for _, member in fact.dimensions)
        case = "_".join(part for part in (self._case, member, basis) if part)
        return sourced(
            f"{self._prefix}.{line.key}",
            f"{line.label}, {member}" if member else line.label,
            fact.value,
            fact.unit,
            fact.period,
            source(fact, self.company.ticker or self.company.name),
            case=case,
            walls=fact.walls,
        )

    def _computed(
        self, line: StandardLine, expression: Operand, period: Period, words: str
    ) -> Found:
        key = f"{self._prefix}.{line.key}"
        return Found(computed(key, line.label, expression, period, case=self._case), words)

    def _unit(self, kind: Kind) -> Unit:
        if kind in (Kind.AVERAGE_SHARES, Kind.COVER_SHARES):
            return SHARES
        return self._money / SHARES if kind is Kind.PER_SHARE else self._money

    def _tagged_fact(self, period: Period, key: str) -> Fact | None:
        found = self.found(key, period)
        return None if found is None else found.fact

    # ------------------------------------------------------------------ findings

    def _check_share_basis(self, before: Period, after: Period) -> None:
        """Tell of a number of shares that jumps as only a split makes it jump."""
        found = (self.found("diluted_shares", period) for period in (before, after))
        told = [one.figure.value for one in found if one is not None and one.fact is not None]
        values = [value for value in told if not isinstance(value, Missing) and value]
        if len(values) < 2:
            return
        fewer, more = values
        if not 1 / _SPLIT_MIN < more / fewer < _SPLIT_MIN:
            self._find(
                "facts.share-basis",
                f"average shares go from {fewer:,.0f} for {before} to {more:,.0f}; if that "
                "is a split, per-share lines before and after it do not compare",
                after,
            )

    def _check_window(
        self,
        line: StandardLine,
        parts: TwelveMonths,
        found: tuple[Found, Found, Found],
        period: Period,
    ) -> None:
        self._check_tags(line, found, period)
        year, _, before = (one.fact for one in found)
        if mixes_vintages(self._numbers, self.vintage, year, before):
            self._find(
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
        if way.longer.is_year and mixes_vintages(self._numbers, self.vintage, longer, shorter):
            self._find(
                "facts.mixed-vintages",
                f"{line.label} of the last quarter subtracts a restated {way.shorter} from "
                f"{way.longer} as it was before the restatement",
                period,
            )

    def _check_tags(self, line: StandardLine, found: Sequence[Found], period: Period) -> None:
        tags = dict.fromkeys(one.explanation for one in found)
        if len(tags) > 1:
            self._find(
                "facts.mixed-tags",
                f"{line.label} joins numbers of different tags: {', '.join(tags)}",
                period,
                Severity.NOTE,
            )

    def _find(
        self, code: str, message: str, period: Period, severity: Severity = Severity.WARNING
    ) -> None:
        finding = Finding(code, message, severity, where=self._where(period))
        self.findings.setdefault(finding)
        if self._listening:
            self._listening[-1].setdefault(finding)

    def _where(self, period: Period) -> str:
        return f"{self.company.ticker or self.company.name} {self.calendar.label(period)}"


def source(fact: Fact, subject: str = "") -> Source:
    """Where a fact's figure was read, for source notes and ``why``.

    Args:
        subject: What pages call the company.
    """
    kind = fact.form or "report"
    ended = f" for the period to {fact.report_end}" if fact.report_end else ""
    url = ""
    # What was not received from the SEC is not to be found there.
    if fact.system in _FROM_SEC and fact.accession and fact.cik.isdigit():
        folder = fact.accession.replace("-", "")
        url = f"https://www.sec.gov/Archives/edgar/data/{int(fact.cik)}/{folder}/"
    return Source(
        system=fact.system,
        document=f"{kind}{ended}",
        as_of=fact.period.end,
        accession=fact.accession,
        concept=fact.concept,
        url=url,
        citation=fact.citation,
        accepted_at=fact.accepted_at,
        subject=subject,
    )


def _makes_up(whole: Found, parts: Sequence[Found]) -> bool:
    """Whether the parts add up to the whole, within the rounding of each."""
    values = [found.figure.value for found in (whole, *parts)]
    if whole.fact is None or any(isinstance(value, Missing) for value in values):
        return False
    told, *added = (float(value) for value in values if not isinstance(value, Missing))
    slack = float(rounding(whole.fact)) * len(values)
    return math.isclose(told, sum(added), rel_tol=1e-9, abs_tol=slack)


def _currency(facts: Sequence[Fact]) -> Unit:
    """The money most consolidated facts are reported in."""
    seen = Counter(fact.unit for fact in facts if not fact.dimensions)
    money = [unit for unit in seen if unit.currency == str(unit)]
    return max(money, key=lambda unit: (seen[unit], str(unit)), default=USD)
