"""The lines of one company and vintage, each found once and remembered for every basis."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from itertools import pairwise

from bookrunner.facts.calendar_findings import calendar_findings
from bookrunner.facts.companies import Company
from bookrunner.facts.filings import Fact
from bookrunner.facts.footing import footing
from bookrunner.facts.lines import (
    LINES_BY_KEY,
    STANDARD_LINES,
    Kind,
    StandardLine,
    Sum,
    WithoutPart,
    of_sector,
)
from bookrunner.facts.missing_lines import why_missing
from bookrunner.facts.vintages import Vintage
from bookrunner.facts.workings.bench import Bench, Found
from bookrunner.facts.workings.cover import cover_shares
from bookrunner.facts.workings.debt_beside import DEBT_LINES, DebtBeside
from bookrunner.facts.workings.doubts import Doubts
from bookrunner.facts.workings.one_period import OnePeriod
from bookrunner.facts.workings.over_time import OverTime
from bookrunner.facts.workings.share_basis import ShareBasis
from bookrunner.figures import (
    Finding,
    Period,
    instant,
)

_OF_DEBT = DEBT_LINES | {"total_debt", "net_debt"}
_TOLD_BY_SHARES = frozenset({"net_income", "eps_basic", "eps_diluted"})


class Workings(Bench):
    """Finds and remembers the lines of one company and vintage, for all bases."""

    def __init__(self, company: Company, facts: Sequence[Fact], vintage: Vintage) -> None:
        super().__init__(company, facts, vintage)
        self._doubts = Doubts(self)
        self._shares = ShareBasis(self)
        self._one_period = OnePeriod(self, self._doubts, self._shares)
        self._over_time = OverTime(self)
        self._debt_beside = DebtBeside(self)
        self._memory: dict[tuple[str, Period], Found | None] = {}
        self._expected: list[Sequence[Period]] = []

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
            where = self.where(period)
            for finding in (
                *footing(partial(self._tagged_fact, period), where),
                *calendar_findings(self.calendar, period, where),
            ):
                self.findings.setdefault(finding)
        for before, after in pairwise(periods):
            self._shares.check_jump(before, after)

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
            with self.heard(place):
                self._memory[place] = self._search(line, period)
        self.tell_again(place)
        return self._memory[place]

    def said(self, key: str, period: Period) -> Sequence[Finding]:
        """What was found of one line of a period and of all that it is made of."""
        with self.hearing() as heard:
            self.found(key, period)
        where = self.where(period)
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
        if key in _OF_DEBT and self._debt_beside.shows_none(period):
            return "no row of the balance sheet's liabilities is debt by name, and none is tagged"
        return why_missing(
            LINES_BY_KEY[key],
            period,
            self.numbers,
            lambda other, of: self.found(other, of) is not None,
            contradicted=(key, period) in self.contradicted,
        )

    def reports(self, key: str, period: Period) -> Sequence[Fact]:
        """The number as each report has it, earliest known first; empty for a derived line."""
        found = self.found(key, period)
        if found is None or found.fact is None or found.fact.dimensions:
            return ()
        return self.numbers.values(found.fact.concept, found.fact.period, found.fact.unit)

    def _search(self, line: StandardLine, period: Period) -> Found | None:
        found = self._by_rules(line, period)
        if line.key not in DEBT_LINES or (line.key, period) in self.contradicted:
            return found
        return self._debt_beside.joined(line, found, period)

    def _by_rules(self, line: StandardLine, period: Period) -> Found | None:
        if line.kind is Kind.COVER_SHARES:
            return cover_shares(self, self._shares, line, period)
        tried = 0
        for place, rule in enumerate(line.rules):
            if isinstance(rule, Sum):
                if not of_sector(line, self.company.sic):
                    continue
                # What was tagged for other stretches of time is nearer to the report than sums.
                if over_time := self._over_stretches(line, period, tried, place):
                    return over_time
                tried = place
                found = self._one_period.summed(line, rule, period)
            elif isinstance(rule, WithoutPart):
                found = self._one_period.without_part(line, rule, period)
            else:
                found = self._one_period.by_tags(line, rule, period)
            if (line.key, period) in self.contradicted:
                # Neither a lesser tag nor a sum stands in for what the report contradicts.
                return None
            if found is not None:
                self._doubts.caution(line, rule, period)
                return found
        return self._over_stretches(line, period, tried, len(line.rules))

    def _over_stretches(
        self, line: StandardLine, period: Period, tried: int, until: int
    ) -> Found | None:
        """The line from other stretches of time by its first rules; a lesser one waits its turn."""
        if tried and all(isinstance(rule, Sum) for rule in line.rules[tried:until]):
            return None
        return self._over_time.found(replace(line, rules=line.rules[:until]), period)

    def reported(self, line: StandardLine, period: Period) -> Found | None:
        """The line as tagged for exactly this stretch of time, by the rules that it has."""
        found = self._memory.get((line.key, period))
        if found is not None and found.fact is not None:
            self.tell_again((line.key, period))
            return found
        # What is tagged apart from the line, which may be a sum, has findings of its own.
        place = (f"{line.key} as tagged by {len(line.rules)}", period)
        if place not in self._memory:
            self._memory[place] = None
            with self.heard(place):
                self._memory[place] = self._tagged_for(line, period)
        self.tell_again(place)
        return self._memory[place]

    def _tagged_for(self, line: StandardLine, period: Period) -> Found | None:
        for rule in line.rules:
            if isinstance(rule, Sum | WithoutPart):
                continue
            found = self._one_period.by_tags(line, rule, period)
            if (line.key, period) in self.contradicted:
                return None
            if found is not None:
                self._doubts.caution(line, rule, period)
                return found
        return None

    def _tagged_fact(self, period: Period, key: str) -> Fact | None:
        found = self.found(key, period)
        return None if found is None else found.fact
