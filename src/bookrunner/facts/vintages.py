"""Which of several reports of the same number counts: the latest, or the first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from enum import Enum
from itertools import combinations

from bookrunner.facts.filings import Fact
from bookrunner.facts.lines import (
    CLASS_AXIS,
    ByBusiness,
    ByMember,
    ByMethod,
    ByWords,
    StandardLine,
    Tagged,
)
from bookrunner.facts.rows import RowMeaning, row_meaning
from bookrunner.figures import SHARES, Period, Unit

# Meanings change with years; a difference seen further off says nothing about this period.
_MEANING_DAYS = 731
# What parts statements by business: segments, legal entities, consolidation, and own axes for it.
_BUSINESS_AXIS = re.compile(
    r":(?:StatementBusinessSegmentsAxis|BusinessGroupAxis|LegalEntityAxis)$"
)
# Tags of rows that have a line's words, and are of others' numbers or of a plan.
_OTHER_MATTER = re.compile(
    r"ProForma|Acquire[de]|Acquiree|EquityMethod|NotYetPaid|Incurred|Accrued|Noncash|FairValue"
    r"|Discontinued|DisposalGroup|Commit|Deferred|RelatedPart|Tax|SegmentExpenditure|EquipmentAdditions",
)


class Vintage(Enum):
    """As filed and as restated later are both kept; a statement is made of one or the other."""

    LATEST = "latest"
    """As the most recently accepted filing has it: restated, split-adjusted, reclassified."""
    AS_FIRST_REPORTED = "as_first_reported"
    """As the earliest filing kept has it: what the market learned at the time."""


class ReportedNumbers:
    """A company's consolidated facts by concept and period, each in its vintages."""

    def __init__(self, facts: Iterable[Fact], vintage: Vintage) -> None:
        self._vintage = vintage
        self._by_place: dict[tuple[str, Period], list[Fact]] = {}
        self._periods: dict[str, dict[Period, None]] = {}
        self._meanings: dict[str, dict[str, set[date]]] = {}
        self._by_member: dict[tuple[str, Period, str, str], list[Fact]] = {}
        self._by_class: dict[tuple[str, date | None], list[Fact]] = {}
        self._by_words: dict[tuple[RowMeaning, Period], list[Fact]] = {}
        # The SEC's data and the filing itself are one report when their accession is the same,
        # even where one of them dates it by its signatures.
        self._known: dict[str, date] = {}
        for fact in facts:
            if not fact.dimensions:
                meaning = row_meaning(fact.label) if fact.label else None
                if meaning is not None:
                    self._by_words.setdefault((meaning, fact.period), []).append(fact)
                self._by_place.setdefault((fact.concept, fact.period), []).append(fact)
                self._periods.setdefault(fact.concept, {})[fact.period] = None
            elif len(fact.dimensions) == 1:
                axis, member = fact.dimensions[0]
                place = (fact.concept, fact.period, axis, member)
                self._by_member.setdefault(place, []).append(fact)
                if axis == CLASS_AXIS:
                    self._by_class.setdefault((fact.concept, fact.report_end), []).append(fact)
            if fact.accession and fact.accepted_at:
                known = self._known.get(fact.accession, fact.accepted_at)
                self._known[fact.accession] = max(known, fact.accepted_at)

    def chosen(self, line: StandardLine, rule: Tagged, period: Period, unit: Unit) -> Fact | None:
        """The fact of this vintage for any of the rule's tags; None when there is none."""
        found = self.rivals(line, rule, period, unit)
        if not found:
            return None
        if rule.largest:
            return max(found, key=lambda fact: fact.value)
        return found[0]

    def rivals(
        self, line: StandardLine, rule: Tagged, period: Period, unit: Unit
    ) -> Sequence[Fact]:
        """The facts of one report for the rule's tags, one per tag, in the rule's order.

        A tag that means something else to this company (another tag of the line differs from it
        in one and the same report about that time) does not stand in for it, unless the words of
        its row say that it is the line.
        """
        told = [
            fact
            for concept in rule.concepts
            for fact in self._by_place.get((concept, period), ())
            if fact.unit == unit
            and _row_fits(rule, fact)
            and not any(self._is_sum(fact, pair) for pair in rule.unless_sum_of)
        ]
        if not told:
            return []
        other_meaning = {} if rule.is_unmistakable else self._other_meanings(line, unit)
        told = [
            fact
            for fact in told
            if (rule.row_says is not None and row_meaning(fact.label) is rule.row_says)
            or not any(
                abs((end - period.end).days) <= _MEANING_DAYS
                for end in other_meaning.get(fact.concept, ())
            )
        ]
        if not told:
            return []
        report = self._report(told)
        same = [fact for fact in told if _same_report(fact, report)]
        return [
            _most_precise([fact for fact in same if fact.concept == concept])
            for concept in rule.concepts
            if any(fact.concept == concept for fact in same)
        ]

    def smaller(self, rule: Tagged, chosen: Fact) -> Sequence[Fact]:
        """What the rule's other tags say of the same period in the same report, if it is less."""
        return [
            _most_precise(told)
            for concept in rule.concepts
            if concept != chosen.concept
            for told in [
                [
                    fact
                    for fact in self._by_place.get((concept, chosen.period), ())
                    if _same_report(fact, chosen)
                    and fact.unit == chosen.unit
                    and chosen.value - fact.value > rounding(fact) + rounding(chosen)
                ]
            ]
            if told
        ]

    def members(self, rule: ByMember, period: Period, unit: Unit) -> Sequence[Fact]:
        """One fact for each of the rule's members, of one report; empty unless all are there."""
        for concept in rule.concepts:
            told = [
                [
                    f
                    for f in self._by_member.get((concept, period, rule.axis, m), ())
                    if f.unit == unit
                ]
                for m in rule.members
            ]
            if not told[0]:
                continue
            report = self._report(told[0])
            of_report = [[f for f in facts if _same_report(f, report)] for facts in told]
            if all(of_report):
                return [_most_precise(facts) for facts in of_report]
        return []

    def by_method(self, rule: ByMethod, per_share: Fact) -> Sequence[Fact]:
        """The members' numbers whose own earnings per share, in one report, are the company's."""
        return [
            shares
            for (concept, when, axis, member), facts in self._by_member.items()
            if concept in rule.concepts and when == per_share.period and axis != CLASS_AXIS
            for shares in facts
            if shares.unit == SHARES
            and _same_report(shares, per_share)
            and any(
                own.value == per_share.value and _same_report(own, per_share)
                for own in self._by_member.get((per_share.concept, when, axis, member), ())
            )
        ]

    def businesses(self, rule: ByBusiness, period: Period, unit: Unit) -> Sequence[Fact]:
        """One fact for each member of the axis that parts a report's statements by business.

        Axes of instruments, places, classes and the like part a number otherwise, and some of
        their members hold others; they are passed over. Empty for fewer than two businesses.
        """
        for concept in rule.concepts:
            told = [
                fact
                for (one, when, axis, _), facts in self._by_member.items()
                if one == concept and when == period and _BUSINESS_AXIS.search(axis)
                for fact in facts
                if fact.unit == unit
            ]
            if not told:
                continue
            report = self._report(told)
            of_report = [fact for fact in told if _same_report(fact, report)]
            axes = {fact.dimensions[0][0] for fact in of_report}
            members = {fact.dimensions: fact for fact in of_report}
            if len(axes) == 1 and len(members) > 1:
                return [members[place] for place in sorted(members)]
        return []

    def by_words(self, rule: ByWords, period: Period, unit: Unit) -> Fact | None:
        """The fact whose row says that it is the line; None where rows tell different values."""
        told = [
            fact
            for fact in self._by_words.get((rule.row_means, period), ())
            if fact.unit == unit and not _OTHER_MATTER.search(fact.concept)
        ]
        if not told:
            return None
        report = self._report(told)
        same = [fact for fact in told if _same_report(fact, report)]
        best = _most_precise(same)
        if rule.never_negative and best.value < 0:
            return None
        return best if all(_agree(fact, best) for fact in same) else None

    def turned_down(self, rule: Tagged, period: Period, unit: Unit) -> Sequence[Fact]:
        """Facts of the rule's tags whose rows mean something else, each value once."""
        told = {
            fact.value: fact
            for concept in rule.concepts
            for fact in self._by_place.get((concept, period), ())
            if fact.unit == unit and not _row_fits(rule, fact)
        }
        return list(told.values())

    def rows_that_say(self, meaning: RowMeaning, chosen: Fact) -> Sequence[Fact]:
        """Other tags of the same report and period whose rows mean it, with another value."""
        return [
            fact
            for fact in self._by_words.get((meaning, chosen.period), ())
            if fact.concept != chosen.concept
            and fact.unit == chosen.unit
            and _same_report(fact, chosen)
            and not _agree(fact, chosen)
        ]

    def is_told(self, concept: str, period: Period) -> bool:
        """Whether any report tags it for the whole company and exactly this period."""
        return (concept, period) in self._by_place

    def periods_of(self, concept: str) -> Sequence[Period]:
        """The periods that any report tags it for, for the whole company."""
        return list(self._periods.get(concept, ()))

    def members_told(self, concept: str, period: Period) -> Sequence[str]:
        """The members, of whatever axis, by which it is tagged for the period."""
        return [
            member
            for (told, when, _, member) in self._by_member
            if told == concept and when == period
        ]

    def contradictions(self, chosen: Fact) -> Sequence[Fact]:
        """Facts of the same report, tag and period whose value differs by more than rounding."""
        return [fact for fact in self._told_again(chosen) if not _agree(fact, chosen)]

    def prevailing(self, chosen: Fact) -> Fact | None:
        """Of contradictory values of one report the one to take; None when nothing decides.

        It is the value told more often than every other, if it stands in a table: statements and
        notes repeat the right number, and a slip or a forged tag stands alone.
        """
        camps: list[list[Fact]] = []
        for fact in sorted(self._told_again(chosen), key=_precision, reverse=True):
            camp = next((camp for camp in camps if _agree(camp[0], fact)), None)
            if camp is None:
                camps.append([fact])
            else:
                camp.append(fact)
        camps.sort(key=len, reverse=True)
        if len(camps) > 1 and len(camps[0]) == len(camps[1]):
            return None
        in_tables = any(fact.label for camp in camps for fact in camp)
        if in_tables and not any(fact.label for fact in camps[0]):
            return None
        return camps[0][0]

    def _told_again(self, chosen: Fact) -> Sequence[Fact]:
        return [
            fact
            for fact in self._by_place[(chosen.concept, chosen.period)]
            if _same_report(fact, chosen) and fact.unit == chosen.unit
        ]

    def values(self, concept: str, period: Period, unit: Unit) -> Sequence[Fact]:
        """The fact as each report has it, earliest known first."""
        told = [f for f in self._by_place.get((concept, period), ()) if f.unit == unit]
        reports: dict[tuple[str, str], list[Fact]] = {}
        for fact in sorted(told, key=self._knowledge):
            reports.setdefault((fact.accession, fact.document), []).append(fact)
        return [_most_precise(facts) for facts in reports.values()]

    def cover(self, concept: str, report_end: date) -> Sequence[Fact]:
        """The cover page's number: one fact, or one for each class of stock; empty when none."""
        whole, classes = self._cover(concept, report_end)
        by_class = {fact.dimensions: fact for fact in whole or classes}
        return list(by_class.values())

    def cover_disputes(self, concept: str, report_end: date) -> Sequence[tuple[Fact, Fact]]:
        """Numbers of one cover page, of the whole or of one class, that contradict each other."""
        whole, classes = self._cover(concept, report_end)
        return [
            (one, other)
            for one, other in combinations([*whole, *classes], 2)
            if one.dimensions == other.dimensions and not _agree(one, other)
        ]

    def cover_beside(self, concept: str, report_end: date) -> Sequence[Fact]:
        """The classes of a cover page that gives a number for the whole, too."""
        whole, classes = self._cover(concept, report_end)
        return [fact for fact in classes if whole and _same_report(fact, whole[0])]

    def _cover(self, concept: str, report_end: date) -> tuple[list[Fact], list[Fact]]:
        """The numbers of one cover page: of the whole, and of each class."""
        whole = [
            fact
            for fact in self._of_concepts([concept], SHARES)[concept]
            if fact.report_end == report_end
        ]
        classes = [f for f in self._by_class.get((concept, report_end), ()) if f.unit == SHARES]
        return self._of_one_cover(whole), self._of_one_cover(classes)

    def _of_one_cover(self, told: Sequence[Fact]) -> list[Fact]:
        if not told:
            return []
        report = self._report(told)
        of_report = [fact for fact in told if _same_report(fact, report)]
        # The date on the cover; a stray second date would add the same shares twice.
        on = max(fact.period.end for fact in of_report)
        return [fact for fact in of_report if fact.period.end == on]

    def _is_sum(self, whole: Fact, pair: tuple[str, str]) -> bool:
        """Whether two other facts of the same report and day add up to this one."""
        if whole.concept in pair:
            return False
        first, second = (
            [
                fact
                for fact in self._by_place.get((concept, whole.period), ())
                if fact.unit == whole.unit and fact.value and _same_report(fact, whole)
            ]
            for concept in pair
        )
        return any(
            abs(whole.value - one.value - other.value)
            <= rounding(whole) + rounding(one) + rounding(other)
            for one in first
            for other in second
        )

    def _other_meanings(self, line: StandardLine, unit: Unit) -> dict[str, set[date]]:
        """For each tag of the line the period ends at which a better tag differs from it.

        The better tag is the larger number where the line takes the largest, else the one that
        stands earlier in its rules.
        """
        if line.key in self._meanings:
            return self._meanings[line.key]
        found: dict[str, set[date]] = {}
        rules = [rule for rule in line.rules if isinstance(rule, Tagged)]
        concepts = [concept for rule in rules for concept in rule.concepts]
        # What only stands in for a total does not show that a total means something else.
        totals = [concept for rule in rules if rule.largest for concept in rule.concepts]
        sums = [pair for rule in rules for pair in rule.unless_sum_of]
        for worse, facts in self._of_concepts(concepts, unit).items():
            for fact in facts:
                rivals = [concept for concept in totals if concept != worse]
                for better in rivals if totals else concepts[: concepts.index(worse)]:
                    for other in self._by_place.get((better, fact.period), ()):
                        if other.unit != unit or not _same_report(fact, other):
                            continue
                        if any(self._is_sum(other, pair) for pair in sums):
                            continue
                        apart = other.value - fact.value
                        apart = apart if totals else abs(apart)
                        if apart > rounding(fact) + rounding(other):
                            found.setdefault(worse, set()).add(fact.period.end)
        self._meanings[line.key] = found
        return found

    def _of_concepts(self, concepts: Sequence[str], unit: Unit) -> dict[str, list[Fact]]:
        return {
            concept: [
                fact
                for period in self._periods.get(concept, ())
                for fact in self._by_place[(concept, period)]
                if fact.unit == unit
            ]
            for concept in concepts
        }

    def _report(self, told: Sequence[Fact]) -> Fact:
        """A fact of the report that counts in this vintage."""
        if self._vintage is Vintage.LATEST:
            return max(told, key=self._knowledge)
        # Of one report in two forms the one with words to cite is better.
        first = min(self._day(fact, date.max) for fact in told)
        return max(
            (fact for fact in told if self._day(fact, date.max) == first), key=self._knowledge
        )

    def _knowledge(self, fact: Fact) -> tuple[date, date, bool, str, str]:
        return (
            # A fact of unknown date never displaces one whose date is known.
            self._day(fact, date.min),
            fact.report_end or date.min,
            fact.citation is not None,
            fact.accession,
            fact.document,
        )

    def _day(self, fact: Fact, unknown: date) -> date:
        return self._known.get(fact.accession) or fact.accepted_at or unknown


def mixes_vintages(
    numbers: ReportedNumbers, vintage: Vintage, longer: Fact | None, shorter: Fact | None
) -> bool:
    """Whether a shorter period that was restated is to be taken from a longer one that was not.

    The difference of the two would be of no one basis and mean nothing.
    """
    if longer is None or shorter is None:
        return False
    told = numbers.values(shorter.concept, shorter.period, shorter.unit)
    if vintage is Vintage.AS_FIRST_REPORTED:
        return shorter.value != told[0].value
    restated = next((fact for fact in told if fact.value != told[0].value), None)
    if restated is None:
        return False
    if restated.accepted_at is None or longer.accepted_at is None:
        return True
    return longer.accepted_at < restated.accepted_at


def rounding(fact: Fact) -> Decimal:
    """How far the true number may lie from the reported one: half a unit of its last digit."""
    if fact.decimals is None:
        return Decimal(0)
    return Decimal(5).scaleb(-fact.decimals - 1)


def _row_fits(rule: Tagged, fact: Fact) -> bool:
    meaning = row_meaning(fact.label)
    if rule.row_means is not None and meaning is not rule.row_means:
        return False
    return meaning is None or meaning is not rule.row_means_not


def _same_report(fact: Fact, other: Fact) -> bool:
    return (fact.accession, fact.document) == (other.accession, other.document)


def _agree(one: Fact, other: Fact) -> bool:
    return abs(one.value - other.value) <= rounding(one) + rounding(other)


def _most_precise(facts: Sequence[Fact]) -> Fact:
    """A statement's number in millions before the same number in billions in the text."""
    return max(facts, key=_precision)


def _precision(fact: Fact) -> int:
    exact = 1_000
    return exact if fact.decimals is None else fact.decimals
