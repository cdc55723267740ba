"""Why a line is missing: what its rules looked for, and what the reports hold in its place."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from bookrunner.facts.lines import (
    LINES_BY_KEY,
    ByBusiness,
    ByMember,
    ByMethod,
    StandardLine,
    Sum,
    Tagged,
)
from bookrunner.facts.lines.rules import BALANCE_KINDS, LENDER_TAGS, NOT_OF_LENDERS
from bookrunner.facts.vintages import ReportedNumbers
from bookrunner.figures import Period, instant

_MEMBERS_MAX = 3
_TAGS_MAX = 3


def why_missing(
    line: StandardLine,
    period: Period,
    numbers: ReportedNumbers,
    is_there: Callable[[str, Period], bool],
    *,
    contradicted: bool = False,
) -> str:
    """The reason in words, the nearest to the reports first.

    Args:
        line: A line that nothing gave for the period.
        is_there: Whether another line of the period was found.
        contradicted: Whether a report tells several values of it and nothing decides.
    """
    if contradicted:
        return "its report tells several values of it, and nothing decides between them"
    if line.kind in BALANCE_KINDS:
        period = instant(period.end)
    if line.key in NOT_OF_LENDERS and any(numbers.is_told(tag, period) for tag in LENDER_TAGS):
        return "the company reports as a bank or lender, whose statements have no such line"
    concepts = list(dict.fromkeys(_concepts(line)))
    return (
        _by_members(concepts, period, numbers)
        or _told_but_not_taken(concepts, period, numbers)
        or _parts_missing(line, period, is_there)
        or _at_other_times(concepts, period, numbers)
        or _not_tagged(line, concepts)
    )


def _concepts(line: StandardLine) -> Iterable[str]:
    for rule in line.rules:
        if isinstance(rule, Tagged | ByMember | ByMethod | ByBusiness):
            yield from rule.concepts


def _by_members(concepts: list[str], period: Period, numbers: ReportedNumbers) -> str:
    for concept in concepts:
        members = [] if numbers.is_told(concept, period) else numbers.members_told(concept, period)
        if members:
            names = ", ".join(member.split(":")[-1] for member in members[:_MEMBERS_MAX])
            more = ", ..." if len(members) > _MEMBERS_MAX else ""
            return f"{concept} is tagged only by members ({names}{more}), not for the company"
    return ""


def _told_but_not_taken(concepts: list[str], period: Period, numbers: ReportedNumbers) -> str:
    told = [concept for concept in concepts if numbers.is_told(concept, period)]
    if not told:
        return ""
    return f"{', '.join(told[:_TAGS_MAX])} is tagged, but stands for something else there"


def _at_other_times(concepts: list[str], period: Period, numbers: ReportedNumbers) -> str:
    for concept in concepts:
        ends = [one.end for one in numbers.periods_of(concept)]
        if ends:
            near = min(ends, key=lambda end: abs((end - period.end).days))
            return f"{concept} is tagged for other periods (to {near}), not for this one"
    return ""


def _parts_missing(
    line: StandardLine, period: Period, is_there: Callable[[str, Period], bool]
) -> str:
    """What the sum lacks that lacks the least, where a part of it is there."""
    best: list[str] = []
    for rule in _sums(line):
        keys = [*rule.plus, *rule.minus]
        there = [key for key in keys if is_there(key, period)]
        lacking = [key for key in keys if key not in there and key not in rule.optional]
        if there and lacking and (not best or len(lacking) < len(best)):
            best = lacking
    return f"it would be made of {_labels(best)}, missing" if best else ""


def _sums(line: StandardLine) -> Iterable[Sum]:
    return (rule for rule in line.rules if isinstance(rule, Sum))


def _labels(keys: Iterable[str]) -> str:
    return " and ".join(LINES_BY_KEY[key].label for key in keys)


def _not_tagged(line: StandardLine, concepts: list[str]) -> str:
    names = ", ".join(concepts[:_TAGS_MAX])
    more = " or other tags for it" if len(concepts) > _TAGS_MAX else ""
    told = [f"no report at hand tags {names}{more}"] if names else []
    parts = next((_labels((*rule.plus, *rule.minus)) for rule in _sums(line)), "")
    if parts:
        told.append(f"{'nor' if told else 'no report at hand tells'} its parts {parts}")
    return ", ".join(told)
