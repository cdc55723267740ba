"""A line by segment, product and geography, as tagged, and whether it adds up to the company's.

A breakdown is made of one report: the facts of one tag whose only dimension is the axis (or the
axis and "operating segments"), with what stands between them and the company: eliminations,
corporate and other reconciling items. Tables tag subtotals beside their parts, under the same
axis; which members are the parts is decided by their sum alone, and of members in the order of the
report only: a row of neighbours, subtotals left out or not, with or without the items between. The
longest one that equals the consolidated number of the same tag is taken. If none does, all members
are shown with the difference and a finding; nothing is left out or scaled to fit.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum

from bookrunner.facts.companies import Company
from bookrunner.facts.filings import Fact
from bookrunner.facts.lines import LINES_BY_KEY, Tagged
from bookrunner.facts.vintages import Vintage, rounding
from bookrunner.facts.workings import source
from bookrunner.figures import Figure, Finding, Period, Severity, computed, sourced, total

_CONSOLIDATION = frozenset({"srt:ConsolidationItemsAxis", "us-gaap:ConsolidationItemsAxis"})
_OPERATING_SEGMENTS = "us-gaap:OperatingSegmentsMember"
# Of more members than any table of segments has, only all together are tried.
_MEMBERS_MAX = 60


class Axis(Enum):
    """What a line is broken down by; the values are the taxonomies' axes for it."""

    SEGMENT = ("us-gaap:StatementBusinessSegmentsAxis", "ifrs-full:SegmentsAxis")
    PRODUCT = (
        "srt:ProductOrServiceAxis",
        "us-gaap:ProductOrServiceAxis",
        "ifrs-full:ProductsAndServicesAxis",
    )
    GEOGRAPHY = (
        "srt:StatementGeographicalAxis",
        "us-gaap:StatementGeographicalAxis",
        "ifrs-full:GeographicalAreasAxis",
    )


@dataclass(frozen=True)
class BreakdownPart:
    """One member's number."""

    member: str
    """As tagged: ``srt:EuropeMember``."""
    label: str
    """The member's name in words."""
    figure: Figure
    is_between: bool = False
    """Whether it is an elimination, corporate or another item between segments and company."""


@dataclass(frozen=True)
class Breakdown:
    """A line of one period by the members of one axis, all of one report."""

    line: str
    axis: Axis
    period: Period
    concept: str
    accession: str
    parts: Sequence[BreakdownPart]
    left_out: Sequence[BreakdownPart]
    """Told beside the parts and not in the sum: subtotals, another cut of the same numbers, and
    items between segments and company that do not make the sum right."""
    sum: Figure
    consolidated: Figure | None
    """What the report tells of the tag for the whole company; None when it does not."""
    foots: bool
    findings: Sequence[Finding]


@dataclass(frozen=True)
class _Choice:
    parts: Sequence[Fact]
    between: Sequence[Fact]

    @property
    def all(self) -> Sequence[Fact]:
        return (*self.parts, *self.between)


def breakdown(
    company: Company,
    facts: Iterable[Fact],
    line: str,
    axis: Axis,
    period: Period,
    vintage: Vintage = Vintage.LATEST,
) -> Breakdown | None:
    """A line of a period by the axis's members; None where fewer than two members are told.

    Args:
        facts: All facts of the company known on the day that counts.
        line: The key of a standard line; its tags are tried in the order of its rules.
        vintage: Which report counts, of those that break the period down.
    """
    concepts = [
        concept
        for rule in LINES_BY_KEY[line].rules
        if isinstance(rule, Tagged)
        for concept in rule.concepts
    ]
    told = [fact for fact in facts if fact.period == period and fact.concept in concepts]
    of_axis = [fact for fact in told if _member(fact, axis) is not None]
    if not of_axis:
        return None
    newest = vintage is Vintage.LATEST
    report = (max if newest else min)(of_axis, key=lambda fact: _knowledge(fact, newest=newest))
    place = (report.accession, report.document)
    told = [fact for fact in told if (fact.accession, fact.document) == place]
    made = [
        found
        for concept in dict.fromkeys(concepts)
        if (found := _of_tag(company, [f for f in told if f.concept == concept], line, axis))
    ]
    # A tag whose parts add up before one whose parts do not; then the tag with the larger total.
    return max(made, key=lambda one: (one.foots, _amount(one)), default=None)


def breakdowns(
    company: Company,
    facts: Sequence[Fact],
    lines: Sequence[str],
    period: Period,
    vintage: Vintage = Vintage.LATEST,
) -> Sequence[Breakdown]:
    """All breakdowns of the lines in a period: by segment, then product, then geography."""
    return [
        found
        for line in lines
        for axis in Axis
        if (found := breakdown(company, facts, line, axis, period, vintage)) is not None
    ]


def member_label(member: str) -> str:
    """A member's name in words: ``gd:MarineSystemsMember`` is ``Marine Systems``."""
    name = member.rsplit(":", maxsplit=1)[-1]
    for ending in ("Member", "Domain"):
        if name != ending:
            name = name.removesuffix(ending)
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z][A-Z])(?=[A-Z][a-z])", " ", name)


# ---------------------------------------------------------------------- one tag of one report


def _of_tag(company: Company, told: Sequence[Fact], line: str, axis: Axis) -> Breakdown | None:
    whole = next((fact for fact in told if not fact.dimensions), None)
    if whole is not None:
        told = [fact for fact in told if fact.unit == whole.unit]
    members = [fact for fact in told if _member(fact, axis) is not None]
    plain = _ordered(fact for fact in members if len(fact.dimensions) == 1)
    operating = _ordered(fact for fact in members if len(fact.dimensions) == 2)
    between = _ordered(fact for fact in told if _is_between(fact))
    groups = [group for group in (plain, operating, _joined(plain, operating)) if len(group) > 1]
    if not groups or any(fact.unit != groups[0][0].unit for group in groups for fact in group):
        return None
    choice = None if whole is None else _footing(groups, between, whole)
    foots = choice is not None
    if choice is None:
        choice = _Choice(max(groups, key=len), ())
    beside = [*members, *between] if axis is Axis.SEGMENT else members
    return _breakdown(company, line, axis, choice, whole, beside, foots=foots)


def _footing(
    groups: Sequence[Sequence[Fact]], between: Sequence[Fact], whole: Fact
) -> _Choice | None:
    """The choice of most members that adds up to the whole; None when none does."""
    # Items between are taken all together or one alone, and only where they are needed.
    extras: list[Sequence[Fact]] = [(), *((one,) for one in between)]
    if len(between) > 1:
        extras.append(between)
    for extra in extras:
        fitting = [
            _Choice(row, extra)
            for group in groups
            for row in _rows(group)
            if _adds_up(whole, (*row, *extra))
        ]
        if fitting:
            return max(fitting, key=lambda choice: len(choice.parts))
    return None


def _rows(group: Sequence[Fact]) -> Iterator[Sequence[Fact]]:
    """Rows of at least two neighbours, of all members and of those that are no subtotal."""
    for members in (group, _without_subtotals(group)):
        if len(members) > _MEMBERS_MAX:
            yield members
            continue
        for first in range(len(members)):
            for last in range(first + 2, len(members) + 1):
                yield members[first:last]


def _without_subtotals(group: Sequence[Fact]) -> Sequence[Fact]:
    """Without the members that are the sum of two or more just before or just after them."""

    def is_subtotal(place: int) -> bool:
        before = [group[place - count : place] for count in range(2, place + 1)]
        after = [group[place + 1 : place + 1 + n] for n in range(2, len(group) - place)]
        return any(_adds_up(group[place], row) for row in (*before, *after))

    return [fact for place, fact in enumerate(group) if not is_subtotal(place)]


def _adds_up(whole: Fact, parts: Sequence[Fact]) -> bool:
    added = sum((fact.value for fact in parts), Decimal(0))
    slack = sum((rounding(fact) for fact in (whole, *parts)), Decimal(0))
    return abs(whole.value - added) <= slack


# -------------------------------------------------------------------------- what is told


def _breakdown(
    company: Company,
    line: str,
    axis: Axis,
    choice: _Choice,
    whole: Fact | None,
    told: Sequence[Fact],
    *,
    foots: bool,
) -> Breakdown:
    first = choice.parts[0]
    parts = [_part(company, line, fact) for fact in choice.all]
    name = f"{LINES_BY_KEY[line].label} by {axis.name.lower()}"
    key = f"{company.prefix}.{line}"
    added = computed(key, name, total([part.figure for part in parts]), first.period, case=name)
    taken = {part.member for part in parts}
    rest = [
        one for fact in _ordered(told) if (one := _part(company, line, fact)).member not in taken
    ]
    return Breakdown(
        line=line,
        axis=axis,
        period=first.period,
        concept=first.concept,
        accession=first.accession,
        parts=parts,
        left_out=rest,
        sum=added,
        consolidated=None if whole is None else member_figure(company, line, whole),
        foots=foots,
        findings=tuple(_doubts(name, company, choice, whole, len(rest), foots=foots)),
    )


def _doubts(
    name: str, company: Company, choice: _Choice, whole: Fact | None, rest: int, *, foots: bool
) -> Iterator[Finding]:
    where = f"{company.ticker or company.name} {choice.parts[0].period}"
    concept = choice.parts[0].concept
    if whole is None:
        message = (
            f"{name}: the report tells no {concept} of the whole company to hold the members "
            "against"
        )
        yield Finding("facts.breakdown-without-total", message, Severity.WARNING, where=where)
    elif not foots:
        added = sum((fact.value for fact in choice.all), Decimal(0))
        message = (
            f"{name}: the members told add up to {added:f}, and {concept} of the company is "
            f"{whole.value:f}; some are missing, overlap or are reconciled by items of other tags"
        )
        yield Finding("facts.breakdown-does-not-foot", message, Severity.WARNING, where=where)
    elif rest:
        message = (
            f"{name}: {rest} more told beside the parts, subtotals or the like, not in the sum"
        )
        yield Finding("facts.breakdown-members", message, Severity.NOTE, where=where)


def _part(company: Company, line: str, fact: Fact) -> BreakdownPart:
    member = next(
        (m for axis, m in fact.dimensions if axis not in _CONSOLIDATION), fact.dimensions[0][1]
    )
    is_between = all(axis in _CONSOLIDATION for axis, _ in fact.dimensions)
    return BreakdownPart(
        member, member_label(member), member_figure(company, line, fact), is_between
    )


def member_figure(company: Company, line: str, fact: Fact) -> Figure:
    """A fact of a line as a figure that names its members."""
    label = LINES_BY_KEY[line].label
    members = ", ".join(member_label(member) for _, member in fact.dimensions)
    return sourced(
        f"{company.prefix}.{line}",
        f"{label}, {members}" if members else label,
        fact.value,
        fact.unit,
        fact.period,
        source(fact, company.ticker or company.name),
        case="_".join((fact.concept, *(member for _, member in fact.dimensions))),
        walls=fact.walls,
    )


def _member(fact: Fact, axis: Axis) -> str | None:
    """The member of the axis, where nothing but "operating segments" is said besides."""
    own = [member for name, member in fact.dimensions if name in axis.value]
    rest = [(name, member) for name, member in fact.dimensions if name not in axis.value]
    is_operating = all(map(is_of_operating_segments, rest))
    return own[0] if len(own) == 1 and is_operating else None


def is_of_operating_segments(dimension: tuple[str, str]) -> bool:
    """Whether a dimension says no more than that a number is one of the operating segments."""
    axis, member = dimension
    return axis in _CONSOLIDATION and member == _OPERATING_SEGMENTS


def _is_between(fact: Fact) -> bool:
    return len(fact.dimensions) == 1 and (
        fact.dimensions[0][0] in _CONSOLIDATION and fact.dimensions[0][1] != _OPERATING_SEGMENTS
    )


def _ordered(facts: Iterable[Fact]) -> list[Fact]:
    """One fact of each member, in the order of the report."""
    found: dict[tuple[tuple[str, str], ...], Fact] = {}
    for fact in facts:
        known = found.get(fact.dimensions)
        if known is None or (rounding(fact), _position(fact)) < (rounding(known), _position(known)):
            found[fact.dimensions] = fact
    return sorted(found.values(), key=_position)


def _joined(plain: Sequence[Fact], operating: Sequence[Fact]) -> list[Fact]:
    """The operating segments, and the plain members that are none of them (corporate, others)."""
    told = {pair for fact in operating for pair in fact.dimensions}
    others = [fact for fact in plain if fact.dimensions[0] not in told]
    return sorted([*operating, *others], key=_position) if operating and others else []


def _position(fact: Fact) -> int:
    return fact.citation.start if fact.citation is not None else 0


def _knowledge(fact: Fact, *, newest: bool) -> tuple[date, str, str]:
    return (
        fact.accepted_at or (date.min if newest else date.max),
        fact.accession,
        fact.document,
    )


def _amount(one: Breakdown) -> float:
    value = one.sum.value
    return value if isinstance(value, float | int) else 0.0
