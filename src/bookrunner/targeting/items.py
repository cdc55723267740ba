"""What a company's reports said of a line on the day they were accepted, report by report.

The tags and sums are those of the standardised statements (``facts.STANDARD_LINES``): the rules
that need neither the words of a row nor members. A flow is of the last twelve months: the year
where one ends at the newest period, else the year plus this year-to-date less last year's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from bookrunner.facts import STANDARD_LINES, Kind, StandardLine
from bookrunner.facts.lines import Sum, Tagged, WithoutPart

_LINES: Mapping[str, StandardLine] = {line.key: line for line in STANDARD_LINES}
_ANCHORS = ("net_income", "consolidated_income", "pretax_income", "operating_cash_flow", "revenue")
"""Lines one of which any report of a period tells; their newest end is the newest period."""
_YEAR_DAYS = (350, 380)
_APART_DAYS = 10
"""By how much years of 52 and 53 weeks make the same day of two years differ from a year."""
_NOTES_DAYS = 400
"""How old a number of the notes may be, which annual reports alone tell."""
_COVER_DAYS = 200
EXACT = 99
"""The digits of a number that is not rounded."""


class Told(NamedTuple):
    """One number of one report, as plain values."""

    concept: str
    start: int
    """The period's first day as an ordinal; 0 for an instant."""
    end: int
    known: int
    """The day on which it was accepted."""
    value: float
    place: int
    """Which of the facts it is; only its reader knows of what list."""
    digits: int = EXACT
    """The decimal place it is right to: -6 for one in millions."""


class Amount(NamedTuple):
    """A number and the facts of which it is the sum, each with +1 or -1."""

    value: float
    terms: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Item:
    """A number of a company that features are made of."""

    name: str
    label: str
    line: str = ""
    """The key of the standardised line; else ``tags``."""
    tags: tuple[str, ...] = ()
    """Tags of an instant's number in notes, the first told taken."""
    years_back: int = 0
    """1 for the same a year before."""

    @property
    def kind(self) -> Kind:
        """Whether it is a flow or a balance."""
        return _LINES[self.line].kind if self.line else Kind.BALANCE


@cache
def _rules(key: str) -> tuple[Tagged | Sum | WithoutPart, ...]:
    return tuple(
        rule
        for rule in _LINES[key].rules
        if isinstance(rule, WithoutPart)
        or (isinstance(rule, Tagged) and rule.row_means is None)
        or (isinstance(rule, Sum) and not (rule.ties_to or rule.differs_from))
    )


def _parts(rule: Tagged | Sum | WithoutPart) -> tuple[str, ...]:
    """The other lines that a rule asks for."""
    if isinstance(rule, WithoutPart):
        return (rule.whole, rule.part, rule.beside, rule.total)
    return (*rule.plus, *rule.minus) if isinstance(rule, Sum) else ()


def _needed(key: str, found: dict[str, None]) -> None:
    if key in found:
        return
    found[key] = None
    for rule in _rules(key):
        for part in _parts(rule):
            _needed(part, found)


def concepts(items: Sequence[Item]) -> frozenset[str]:
    """Every tag that may be asked for to make the items."""
    keys: dict[str, None] = {}  # in an order that does not change
    for key in (*_ANCHORS, "total_assets", *(item.line for item in items if item.line)):
        _needed(key, keys)
    tagged = (rule for key in keys for rule in _rules(key) if isinstance(rule, Tagged))
    named = {concept for rule in tagged for concept in (*rule.concepts, *rule.unless_told)}
    return frozenset(named | {tag for item in items for tag in item.tags})


class KnownNumbers:
    """All that one company's reports have told so far; the latest report of a number counts."""

    def __init__(self) -> None:
        self._instants: dict[str, dict[int, Told]] = {}
        self._flows: dict[str, dict[int, dict[int, Told]]] = {}
        self._found: dict[tuple[str, int, bool], Amount | None] = {}
        self.period_end = 0
        """The last day of the newest period told; 0 for none."""
        self.balance_day = 0

    def add(self, told: Sequence[Told]) -> None:
        """Learn what one day's reports told; a number of a day yet to come is none."""
        self._found.clear()
        for one in told:
            if one.end > one.known and not one.concept.startswith("dei:"):
                continue
            if one.start:
                ends = self._flows.setdefault(one.concept, {})
                _keep(ends.setdefault(one.end, {}), one.start, one)
                if one.end > self.period_end and one.concept in _anchor_tags():
                    self.period_end = one.end
            else:
                _keep(self._instants.setdefault(one.concept, {}), one.end, one)
                if one.end > self.balance_day and one.concept in _balance_tags():
                    self.balance_day = one.end

    def item(self, item: Item) -> Amount | None:
        """The item as known now; None where it is not told."""
        if item.tags:
            return self._of_notes(item.tags)
        if item.kind is Kind.COVER_SHARES:
            return self._of_cover(item.line)
        is_flow = item.kind is Kind.FLOW
        end = self.period_end if is_flow else self.balance_day
        if item.years_back and end:
            end = self._year_before(item.line, end, is_flow=is_flow)
        return self._line(item.line, end, is_flow=is_flow) if end else None

    def _line(self, key: str, end: int, *, is_flow: bool) -> Amount | None:
        place = (key, end, is_flow)
        if place not in self._found:
            self._found[place] = None  # a line of which it is a part finds nothing here
            for rule in _rules(key):
                if isinstance(rule, Tagged):
                    amount = self._tagged(rule, end, is_flow=is_flow)
                elif isinstance(rule, Sum):
                    amount = self._sum(rule, end, is_flow=is_flow)
                else:
                    amount = self._without_part(rule, end)
                if amount is not None:
                    self._found[place] = amount
                    break
        return self._found[place]

    def _tagged(self, rule: Tagged, end: int, *, is_flow: bool) -> Amount | None:
        amount = self._twelve_months if is_flow else self._instant
        if any(amount(tag, end) is not None for tag in rule.unless_told):
            return None
        told = [one for one in (amount(tag, end) for tag in rule.concepts) if one is not None]
        if not told:
            return None
        return max(told, key=lambda one: one.value) if rule.largest else told[0]

    def _sum(self, rule: Sum, end: int, *, is_flow: bool) -> Amount | None:
        if any(self._tells(tag, end, is_flow=is_flow) for tag in rule.unless_told):
            return None
        value, terms, is_told = 0.0, [], False
        for sign, keys in ((1, rule.plus), (-1, rule.minus)):
            for key in keys:
                part = self._line(key, end, is_flow=is_flow)
                if part is None:
                    if key not in rule.optional:
                        return None
                    continue
                is_told = True
                value += sign * part.value
                terms += [(sign * one, place) for one, place in part.terms]
        if not is_told or (rule.never_negative and value < 0):
            return None
        return Amount(value, tuple(terms))

    def _without_part(self, rule: WithoutPart, end: int) -> Amount | None:
        """The whole less its part, unless a total shows that the tag is of the line alone."""
        whole, part, beside, total = (
            self._line(key, end, is_flow=False)
            for key in (rule.whole, rule.part, rule.beside, rule.total)
        )
        if whole is None or (part is None and beside is None):
            return whole
        if total is not None and beside is not None and total.value == whole.value + beside.value:
            return whole
        return whole if part is None else _joined(whole, Amount(0.0, ()), part)

    def _tells(self, tag: str, end: int, *, is_flow: bool) -> bool:
        return end in (self._flows if is_flow else self._instants).get(tag, ())

    def _instant(self, tag: str, end: int) -> Amount | None:
        told = self._instants.get(tag, {}).get(end)
        return None if told is None else _amount(told)

    def _twelve_months(self, tag: str, end: int) -> Amount | None:
        ends = self._flows.get(tag)
        told = ends.get(end) if ends else None
        if not ends or not told:
            return None
        start = min(told)
        days = end - start + 1
        if days > _YEAR_DAYS[1]:
            return None
        if days >= _YEAR_DAYS[0]:
            return _amount(told[start])
        year = _nearest(ends, start - 1)
        before = _nearest(ends, end - 365)
        if year is None or before is None:
            return None
        whole = next(
            (ends[year][s] for s in ends[year] if _YEAR_DAYS[0] <= year - s + 1 <= _YEAR_DAYS[1]),
            None,
        )
        same = next(
            (ends[before][s] for s in ends[before] if abs(start - 365 - s) <= _APART_DAYS), None
        )
        if whole is None or same is None:
            return None
        return _joined(_amount(whole), _amount(told[start]), _amount(same))

    def _year_before(self, key: str, end: int, *, is_flow: bool) -> int:
        """The day a year before on which the line was told; 0 where it was not."""
        book = self._flows if is_flow else self._instants
        ends = {
            day
            for tag in concepts((Item("", "", key),))
            for day in book.get(tag, ())
            if abs(day - (end - 365)) <= _APART_DAYS
        }
        return max(ends, default=0)

    def _of_notes(self, tags: Sequence[str]) -> Amount | None:
        for tag in tags:
            told = self._instants.get(tag)
            if told:
                end = max(told)
                if self.balance_day - end <= _NOTES_DAYS:
                    return _amount(told[end])
        return None

    def _of_cover(self, key: str) -> Amount | None:
        for rule in _rules(key):
            for tag in rule.concepts if isinstance(rule, Tagged) else ():
                told = self._instants.get(tag)
                if told and self.balance_day - max(told) <= _COVER_DAYS:
                    return _amount(told[max(told)])
        return None


def _keep(told: dict[int, Told], place: int, one: Told) -> None:
    """The latest report counts; of one day the least rounded number, as the statements take it."""
    before = told.get(place)
    if before is None or before.known < one.known or before.digits <= one.digits:
        told[place] = one


def _amount(told: Told) -> Amount:
    return Amount(told.value, ((1, told.place),))


def _joined(whole: Amount, more: Amount, less: Amount) -> Amount:
    """The whole and more, without what is less."""
    off = tuple((-sign, place) for sign, place in less.terms)
    return Amount(whole.value + more.value - less.value, (*whole.terms, *more.terms, *off))


def _nearest(days: Mapping[int, object], wanted: int) -> int | None:
    if wanted in days:
        return wanted
    near = [day for day in days if abs(day - wanted) <= _APART_DAYS]
    return min(near, key=lambda day: abs(day - wanted), default=None)


@cache
def _anchor_tags() -> frozenset[str]:
    return frozenset(
        tag
        for key in _ANCHORS
        for rule in _rules(key)
        if isinstance(rule, Tagged)
        for tag in rule.concepts
    )


@cache
def _balance_tags() -> frozenset[str]:
    keys = ("total_assets", "liabilities_and_equity", "equity")
    return frozenset(
        tag for key in keys for rule in _rules(key) if isinstance(rule, Tagged)
        for tag in rule.concepts
    )  # fmt: skip
