"""Lines of single members: a segment's, a product's or a region's number, as a report tags it.

A member's number is that of one report and one tag. Where a report tells it twice and the numbers
differ (with and without sales to other segments), the one in a breakdown that adds up counts; where
none adds up, there is no number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bookrunner.facts.companies import Company
from bookrunner.facts.filings import Fact
from bookrunner.facts.lines import LINES_BY_KEY, Tagged
from bookrunner.facts.segments import Axis, breakdown, is_of_operating_segments, member_figure
from bookrunner.figures import Figure, Period

_PROFIT = re.compile(r":(?:.*)(?:Income|Profit|Earnings)")
_SUBSEGMENTS = frozenset({"us-gaap:SubsegmentsAxis", "srt:SubsegmentsAxis"})


@dataclass(frozen=True)
class Member:
    """A part of a company."""

    axis: Axis
    name: str
    """As tagged: ``srt:EuropeMember``."""
    parent: str = ""
    """The segment that it is a part of, where it is tagged under one."""


def member_of(fact: Fact) -> Member | None:
    """Whose the fact is; None for the company's own and for those cut by anything more."""
    rest = [pair for pair in fact.dimensions if not is_of_operating_segments(pair)]
    own = [(axis, name) for tag, name in rest for axis in Axis if tag in axis.value]
    within = [name for tag, name in rest if tag in _SUBSEGMENTS]
    if len(own) != 1 or len(rest) != 1 + len(within) or len(within) > 1:
        return None
    axis, name = own[0]
    if not within:
        return Member(axis, name)
    return Member(axis, within[0], name) if axis is Axis.SEGMENT else None


class MemberLines:
    """The lines that a company's facts tell of its parts.

    Args:
        facts: All of the company that are known.
    """

    def __init__(self, company: Company, facts: Iterable[Fact]) -> None:
        self._company = company
        self._facts = list(facts)
        self._of_line: dict[str, list[tuple[Member, Fact]]] = {}

    def members(self, key: str, period: Period) -> Sequence[Member]:
        """Whoever the line is told of in a period, in the order of the reports."""
        told = [one for one, fact in self._told(key) if fact.period == period]
        return list(dict.fromkeys(told))

    def figure(self, key: str, member: Member, period: Period, report: str = "") -> Figure | None:
        """The member's number; None where none is told, or two that differ.

        Args:
            report: The accession of the report to read; the newest that tells it otherwise.
        """
        told = [f for one, f in self._told(key) if one == member and f.period == period]
        if report:
            told = [fact for fact in told if fact.accession == report]
        if not told:
            return None
        newest = max(told, key=_knowledge)
        told = [fact for fact in told if _place(fact) == _place(newest)]
        if len({fact.value for fact in told}) > 1:
            footing = self._in_breakdown(key, member, period, newest)
            if footing is None:
                return None
            told = [fact for fact in told if fact.concept == footing.concept] or told
            told = [fact for fact in told if float(fact.value) == footing.value]
        if not told or len({fact.unit for fact in told}) > 1:
            return None
        return member_figure(self._company, key, min(told, key=_position))

    def have_profit(self, members: Sequence[Member], period: Period) -> bool:
        """Whether a profit is told of those below segments, as of a segment that is reported.

        Lines of a business below its segment are told by their sales alone.
        """
        below = {one for one in members if one.parent}
        return any(
            fact.period == period and _PROFIT.search(fact.concept) and member_of(fact) in below
            for fact in self._facts
            if fact.dimensions
        )

    def whole(self, figure: Figure, key: str, period: Period) -> Figure | None:
        """The company's own number of the same tag and report as a member's."""
        for _, fact in self._told(key):
            if fact.period == period and figure.value == float(fact.value):
                for other in self._facts:
                    if (
                        not other.dimensions
                        and (other.concept, other.period) == (fact.concept, period)
                        and _place(other) == _place(fact)
                    ):
                        return member_figure(self._company, key, other)
        return None

    def report_of_all(self, key: str, member: Member, periods: Sequence[Period]) -> str:
        """The newest report that tells the line of all the periods; "" where none does."""
        found: dict[str, set[Period]] = {}
        newest: dict[str, Fact] = {}
        for one, fact in self._told(key):
            if one == member and fact.accession:
                found.setdefault(fact.accession, set()).add(fact.period)
                newest[fact.accession] = fact
        whole = [name for name, told in found.items() if told >= set(periods)]
        return max(whole, key=lambda name: _knowledge(newest[name]), default="")

    def _told(self, key: str) -> list[tuple[Member, Fact]]:
        if key not in self._of_line:
            concepts = set(_concepts(key))
            self._of_line[key] = [
                (member, fact)
                for fact in self._facts
                if fact.dimensions and fact.concept in concepts
                if (member := member_of(fact)) is not None
            ]
        return self._of_line[key]

    def _in_breakdown(
        self, key: str, member: Member, period: Period, newest: Fact
    ) -> _Footing | None:
        own = [fact for fact in self._facts if _place(fact) == _place(newest)]
        made = breakdown(self._company, own, key, member.axis, period)
        if made is None or not made.foots:
            return None
        for part in (*made.parts, *made.left_out):
            if part.member == member.name and isinstance(part.figure.value, float):
                return _Footing(made.concept, part.figure.value)
        return None


@dataclass(frozen=True)
class _Footing:
    concept: str
    value: float


def _concepts(key: str) -> Iterator[str]:
    line = LINES_BY_KEY.get(key)
    for rule in line.rules if line is not None else ():
        if isinstance(rule, Tagged):
            yield from rule.concepts


def _place(fact: Fact) -> tuple[str, str]:
    return fact.accession, fact.document


def _knowledge(fact: Fact) -> tuple[str, str]:
    return str(fact.accepted_at or ""), fact.accession


def _position(fact: Fact) -> int:
    return fact.citation.start if fact.citation is not None else 0
