"""The lines of a company's parts, as its reports tag them, in the place of the whole's."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bookrunner.answers.lines import LineSource
from bookrunner.answers.periods import When
from bookrunner.facts import (
    Axis,
    Breakdown,
    Fact,
    Member,
    MemberLines,
    Statements,
    breakdown,
    member_label,
)
from bookrunner.figures import BookrunnerError, Figure, Period, Sourced
from bookrunner.search import Entry, Passage

_BETWEEN = re.compile(
    r"\b(?:corporate|eliminations?|reconcil\w+|unallocated|intersegment|not allocated)\b|"
    r"^(?:all )?others?\b",
    re.I,
)
_WHOLE_KINDS = frozenset(
    {"us-gaap:ProductMember", "us-gaap:ServiceMember", "us-gaap:ServiceOtherMember",
     "us-gaap:ProductAndServiceOtherMember"}
)  # fmt: skip
_PLACES = re.compile(
    r"america|europe|asia|china|japan|pacific|africa|\bu\.?s\.?\b|united states|emea|international|"
    r"canada|latin|world|india|korea|germany|kingdom",
    re.I,
)
_LABEL_MAX = 80
_TWO = 2


@dataclass(frozen=True)
class Part:
    """A part of a company by the name that its report gives it."""

    member: Member
    label: str


class Parts:
    """A company's parts, and what its facts tell of them."""

    def __init__(
        self,
        statements: Statements,
        facts: Sequence[Fact],
        passages: Callable[[str], Sequence[Passage]],
    ) -> None:
        self.statements = statements
        self.lines = MemberLines(statements.company, facts)
        self._facts = facts
        self._passages = passages

    def named(self, keys: Sequence[str], when: When) -> list[Part]:
        """Everyone whose lines are told of a time, by the report's names."""
        found: dict[Member, Part] = {}
        for key in keys:
            if (period := self.period(key, when)) is None:
                continue
            for member in self.lines.members(key, period):
                if member not in found:
                    figure = self.lines.figure(key, member, period)
                    found[member] = Part(member, self.label(member, figure))
        return list(found.values())

    def ranked(self, key: str, axis: Axis, when: When) -> list[Part]:
        """All parts of one axis that can be ranked: none missing, none twice, no remainder."""
        if (period := self.period(key, when)) is None:
            return []
        within = self._of_subsegments(key, period) if axis is Axis.SEGMENT else []
        if within:
            return within
        made = breakdown(self.statements.company, self._facts, key, axis, period)
        if made is None or not _is_whole(made, key):
            return []
        if {part.member for part in made.parts} <= _WHOLE_KINDS:
            return []
        parts = [
            Part(Member(axis, one.member), self.label(Member(axis, one.member), one.figure))
            for one in made.parts
            if not one.is_between
        ]
        return [one for one in parts if not _BETWEEN.search(one.label)]

    def _of_subsegments(self, key: str, period: Period) -> list[Part]:
        """The segments where some are tagged below others: the lowest ones."""
        found = [one for one in self.lines.members(key, period) if one.axis is Axis.SEGMENT]
        above = {one.parent for one in found if one.parent}
        if not above or not self.lines.have_profit(found, period):
            return []
        made = [
            Part(one, self.label(one, self.lines.figure(key, one, period)))
            for one in found
            if one.name not in above
        ]
        return [one for one in made if not _BETWEEN.search(one.label)]

    def period(self, key: str, when: When) -> Period | None:
        """The days that are meant for a line."""
        try:
            return self.statements.period(str(when), key)
        except BookrunnerError:
            return None

    def label(self, member: Member, figure: Figure | None) -> str:
        """As the report's row calls it; by its tag where the row says something else."""
        if member.name == "country:US":
            return "the United States"
        own = re.sub(r"\s+Segment$", "", member_label(member.name))
        citation = (
            figure.lineage.source.citation
            if figure is not None and isinstance(figure.lineage, Sourced)
            else None
        )
        if citation is None:
            return own
        for passage in self._passages(citation.document):
            if passage.start <= citation.start < passage.end:
                first = passage.text.rfind("\n", 0, citation.start - passage.start) + 1
                row = passage.text[first : citation.start - passage.start].split("\t")[0]
                return _row_label(row, own, member)
        return own


def places_of(parts: Sequence[Part]) -> list[Part]:
    """Those that are regions by their names, where most of the parts are; else none."""
    found = [one for one in parts if _PLACES.search(one.label)]
    return found if len(found) * _TWO > len(parts) else []


def _row_label(row: str, own: str, member: Member) -> str:
    row = re.sub(r"\s*\(\w{1,2}\)", "", row).strip(" :$(")
    if not row or len(row) > _LABEL_MAX or not re.search(r"[A-Za-z]", row):
        return own
    if member.name.startswith("country:") or _letters(row) == _letters(own):
        return row
    told = {one.removesuffix("s") for one in re.findall(r"[a-z]{3,}", row.casefold())}
    known = {one.removesuffix("s") for one in re.findall(r"[a-z]{3,}", own.casefold())}
    if re.search(r"\b(?:sales|revenues?|income|profit|total|assets)\b", row, re.I):
        return own
    return row if told & known or any(one in _letters(own) for one in told) else own


def _letters(words: str) -> str:
    return re.sub(r"[^a-z]|and", "", words.casefold())


def _is_whole(made: Breakdown, key: str) -> bool:
    """Whether the parts are all of it, so that the most of them is the most of all."""
    if key == "revenue" and not made.foots:
        return False
    own = [one for one in made.left_out if not one.is_between]
    amounts = [float(one.figure.value) for one in made.parts if isinstance(one.figure.value, float)]
    return all(
        one.member.startswith("country:")
        or re.match(r"(?:all )?other|non\b|outside", one.label, re.I)
        or (isinstance(one.figure.value, float) and _is_sum(one.figure.value, amounts))
        for one in own
    )


def _is_sum(value: float, parts: Sequence[float]) -> bool:
    """Whether it is the sum of neighbours among the parts."""
    slack = abs(value) * 1e-3
    return any(
        abs(sum(parts[first:last]) - value) <= slack
        for first in range(len(parts))
        for last in range(first + 2, len(parts) + 1)
    )


class PartSource(LineSource):
    """The lines of one part, asked for as those of a company are.

    Args:
        whens: Those that are asked for; one report that tells all of them is read where there is
            one, so that they are on one basis.
    """

    def __init__(
        self,
        parts: Parts,
        member: Member,
        whens: Sequence[When],
        entries: Sequence[Entry],
    ) -> None:
        super().__init__(parts.statements, entries, lambda _: (), lambda _: frozenset())
        self._parts = parts
        self._member = member
        self._whens = whens

    def line(self, key: str, when: When) -> Figure | None:
        """The part's line; None where nothing says it for certain."""
        if (period := self._parts.period(key, when)) is None:
            return None
        periods = [p for one in self._whens if (p := self._parts.period(key, one)) is not None]
        report = (
            self._parts.lines.report_of_all(key, self._member, periods)
            if len(periods) > 1 and period in periods
            else ""
        )
        return self._parts.lines.figure(key, self._member, period, report)
