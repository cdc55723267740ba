"""The awards outstanding at a report's balance date, from its tagged facts."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bookrunner.equity.kinds import (
    AwardKind,
    is_purchase_plan,
    is_unvested_options,
    kinds_of,
    member_words,
)
from bookrunner.facts import Fact
from bookrunner.figures import PURE, SHARES, Finding, Severity

_AWARD = "us-gaap:ShareBasedCompensationArrangementByShareBasedPaymentAward"
_RANGE = "us-gaap:ShareBasedCompensationSharesAuthorizedUnderStockOptionPlansExercisePriceRange"
OPTIONS = f"{_AWARD}OptionsOutstandingNumber"
OPTIONS_STRIKE = f"{_AWARD}OptionsOutstandingWeightedAverageExercisePrice"
EXERCISABLE = f"{_AWARD}OptionsExercisableNumber"
UNITS = f"{_AWARD}EquityInstrumentsOtherThanOptionsNonvestedNumber"
OTHER_UNITS = f"{_AWARD}NonOptionEquityInstrumentsOutstandingNumber"
WARRANTS = "us-gaap:ClassOfWarrantOrRightOutstanding"
WARRANT_SHARES = "us-gaap:ClassOfWarrantOrRightNumberOfSecuritiesCalledByWarrantsOrRights"
WARRANT_STRIKE = "us-gaap:ClassOfWarrantOrRightExercisePriceOfWarrantsOrRights1"
PER_WARRANT = "us-gaap:ClassOfWarrantOrRightNumberOfSecuritiesCalledByEachWarrantOrRight"
RANGE_NUMBER = f"{_RANGE}NumberOfOutstandingOptions"
RANGE_STRIKES = tuple(
    "us-gaap:SharebasedCompensationSharesAuthorizedUnderStockOptionPlansExercisePriceRange"
    f"OutstandingOptionsWeightedAverageExercisePrice{suffix}"
    for suffix in ("BeginningBalance1", "1", "")
)
_IFRS = {
    "ifrs-full:NumberOfOutstandingShareOptions": OPTIONS,
    "ifrs-full:NumberOfShareOptionsExercisableInSharebasedPaymentArrangement": EXERCISABLE,
    "ifrs-full:NumberOfOtherEquityInstrumentsOutstandingInSharebasedPaymentArrangement": UNITS,
    **{
        "ifrs-full:WeightedAverageExercisePriceOfShareOptions"
        f"OutstandingInSharebasedPaymentArrangement{year}": OPTIONS_STRIKE
        for year in ("", "2019")
    },
}
"""Tags of the IFRS taxonomy, by those of the other that say the same."""

_NUMBERS = (OPTIONS, UNITS, OTHER_UNITS, WARRANTS, WARRANT_SHARES)
CONCEPTS = frozenset(
    {
        *_NUMBERS,
        OPTIONS_STRIKE,
        EXERCISABLE,
        WARRANT_STRIKE,
        PER_WARRANT,
        RANGE_NUMBER,
        *RANGE_STRIKES,
        *_IFRS,
    }
)
"""Every tag that awards are read from."""

DAYS_APART_MAX = 10
"""A balance stands at the report's own period end, or within these days of it (52-week years)."""
_AVERAGES_APART_MAX = Decimal("0.02")
_PER_WARRANT_MAX = 100

InTable = Callable[[Fact], bool]
"""Whether a fact is the closing balance of a roll-forward in the report's tables."""

Context = Callable[[Fact], str]
"""The words around a fact that say what it is of: its table's headings and lead-in, its row."""


@dataclass(frozen=True)
class Award:
    """Awards of one kind and strike, as the report states them."""

    kind: AwardKind
    name: str
    number: Fact
    strike: Fact | None = None
    exercisable: Fact | None = None
    per_award: Fact | None = None
    """Shares for one warrant; None where each is for one."""


def tagged_awards(
    facts: Sequence[Fact],
    balance_date: date,
    context: Context,
    where: str,
    in_table: InTable,
) -> tuple[Sequence[Award], Sequence[Finding]]:
    """The awards of one report, each number once, and what was left out and why.

    Args:
        facts: Of one report only.
        balance_date: The report's period end.
        context: Read only where members do not say what an award is.
        where: Whom findings are about.
        in_table: Tells tables from sentences where no opening balance does.
    """
    reader = _Reader(facts, balance_date, context, where, in_table)
    return reader.awards(), tuple(reader.findings)


_Key = tuple[bool, tuple[tuple[str, str], ...], str]
"""Whether there is a strike, the members and the tag: what may stand in a report once."""


@dataclass(frozen=True)
class _Candidate:
    fact: Fact
    kinds: frozenset[AwardKind]
    words: str
    in_roll_forward: bool

    @property
    def kind(self) -> AwardKind:
        """The kind that decides how it dilutes."""
        for kind in (AwardKind.OPTIONS, AwardKind.WARRANTS, AwardKind.PERFORMANCE):
            if self.kinds == {kind}:
                return kind
        return AwardKind.RESTRICTED


class _Reader:
    def __init__(
        self,
        facts: Sequence[Fact],
        balance_date: date,
        context: Context,
        where: str,
        in_table: InTable,
    ) -> None:
        self._in_table = in_table
        self._facts = facts
        self._date = balance_date
        self._context = context
        self._where = where
        self.findings: list[Finding] = []

    def awards(self) -> Sequence[Award]:
        told = [c for concept in _NUMBERS for c in self._candidates(concept)]
        candidates = self._each_once(told)
        return tuple(
            award
            for candidate in self._without_parts(candidates)
            for award in self._award(candidate)
        )

    # ------------------------------------------------------------------ which numbers

    def _candidates(self, concept: str) -> Sequence[_Candidate]:
        found = []
        known = [fact for fact in self._facts if _tag(fact) == concept]
        earlier = {fact.dimensions for fact in known if fact.period.end < self._date}
        for fact in self._at_balance_date(known):
            if not _is_count(fact) or fact.value == 0 or _is_range(fact):
                continue
            # A plan of this year has no opening balance, but its table.
            rolls = fact.dimensions in earlier or self._in_table(fact)
            candidate = self._candidate(fact, in_roll_forward=rolls)
            if candidate is not None:
                found.append(candidate)
        return found

    def _candidate(self, fact: Fact, *, in_roll_forward: bool) -> _Candidate | None:
        members = [m for axis, m in fact.dimensions if not _is_entity(axis)]
        words = ", ".join(member_words(member) for member in members)
        if len(members) < len(fact.dimensions):
            self._leave_out(fact, "are those of another legal entity, on its own shares")
            return None
        around = ""
        kinds = kinds_of(words)
        if not kinds:
            around = self._context(fact)
            kinds = kinds_of(around)
        bound = next((m for a, m in fact.dimensions if a.endswith(":RangeAxis")), "")
        if bound:
            what = member_words(bound).casefold()
            self._leave_out(fact, f"are the {what} of a range; units count at target")
            return None
        if is_purchase_plan(words) or (not words and is_purchase_plan(around)):
            self._leave_out(fact, "belong to a stock purchase plan")
            return None
        is_told = in_roll_forward or not around
        is_of_units = _tag(fact) in (UNITS, OTHER_UNITS)
        if is_told and is_of_units and is_unvested_options(words or around):
            self._leave_out(fact, "are the unvested part of the options outstanding")
            return None
        settled = _settled(_tag(fact), kinds, from_members=not around)
        if settled is None:
            self._leave_out(
                fact,
                "are options and units in one number, without a strike for the options alone",
                Severity.WARNING,
            )
            return None
        return _Candidate(fact, settled, words or around, in_roll_forward)

    def _each_once(self, candidates: Sequence[_Candidate]) -> Sequence[_Candidate]:
        """Of the same number tagged twice over, the first; contradictions are told."""
        found: dict[_Key, _Candidate] = {}
        contradicted: set[_Key] = set()
        for candidate in candidates:
            fact = candidate.fact
            key = (candidate.kind.has_strike, fact.dimensions, _tag(fact))
            before = found.setdefault(key, candidate)
            if before.fact.value != fact.value:
                coarse = max(before, candidate, key=lambda one: _step(one.fact))
                fine = candidate if coarse is before else before
                if abs(before.fact.value - fact.value) <= _step(coarse.fact) / 2:
                    found[key] = fine
                else:
                    self._find(
                        "equity.contradiction",
                        f"{fact.concept} is {before.fact.value:f} and {fact.value:f} in one "
                        "report; neither is used",
                        Severity.ERROR,
                    )
                    contradicted.add(key)
        called = {dims for _, dims, concept in found if concept == WARRANT_SHARES}
        return [
            one
            for key, one in found.items()
            if key not in contradicted
            # Of one class, the shares that all its warrants are for say more than their number.
            and not (_tag(one.fact) == WARRANTS and one.fact.dimensions in called)
        ]

    def _without_parts(self, candidates: Sequence[_Candidate]) -> Sequence[_Candidate]:
        """Without what another number holds already: a plan of a total, a sentence of a table."""
        kept: list[_Candidate] = []
        # What stands in tables first, so that the same number in a sentence gives way to it.
        for one in sorted(candidates, key=lambda c: not c.in_roll_forward):
            rivals = [c for c in candidates if c is not one and c.kinds & one.kinds]
            whole = next((r for r in rivals if _is_part(one.fact, r.fact)), None)
            same = next((k for k in kept if k in rivals and k.fact.value == one.fact.value), None)
            if whole is not None or same is not None:
                holder = whole or same
                assert holder is not None, "one of the two is there"
                # A table of its own may as well stand beside the total as be part of it.
                unsure = one.in_roll_forward and same is None
                self._leave_out(
                    one.fact,
                    f"are taken to be part of {holder.fact.value:,f}",
                    Severity.WARNING if unsure else Severity.NOTE,
                )
            elif not one.in_roll_forward and any(rival.in_roll_forward for rival in rivals):
                self._leave_out(one.fact, "stand outside the table of such awards")
            else:
                kept.append(one)
        self._tell_of_sentences(kept)
        return sorted(kept, key=candidates.index)

    def _tell_of_sentences(self, kept: Sequence[_Candidate]) -> None:
        if not any(c.in_roll_forward and not c.kind.has_strike for c in kept):
            return
        for one in kept:
            if not one.in_roll_forward and not one.kind.has_strike:
                self._find(
                    "equity.outside-table",
                    f"{one.fact.value:,f} {_name(one)} stand outside the tables of awards and are "
                    "counted; a table may hold them already",
                )

    # ------------------------------------------------------------------ what belongs to them

    def _award(self, candidate: _Candidate) -> Sequence[Award]:
        fact, kind = candidate.fact, candidate.kind
        name = _name(candidate)
        if not kind.has_strike:
            return (Award(kind, name, fact),)
        if kind is AwardKind.WARRANTS and _tag(fact).startswith("us-gaap:ClassOfWarrant"):
            per = self._beside(fact, PER_WARRANT) if _tag(fact) == WARRANTS else None
            strike = self._beside(fact, WARRANT_STRIKE) or self._strike_at_issue(fact, name)
            return (Award(kind, name, fact, strike, per_award=_shares_for_one(per)),)
        if _tag(fact) == OPTIONS:
            ranges = self._ranges(fact)
            if ranges:
                return ranges
        return (
            Award(
                kind,
                name,
                fact,
                self._beside(fact, OPTIONS_STRIKE),
                self._beside(fact, EXERCISABLE),
            ),
        )

    def _beside(self, number: Fact, concept: str) -> Fact | None:
        """The fact of that tag, of the same members and nearest date."""
        same = [
            fact
            for fact in self._facts
            if _tag(fact) == concept
            and fact.dimensions == number.dimensions
            and abs((fact.period.end - number.period.end).days) <= DAYS_APART_MAX
        ]
        values = {fact.value for fact in same}
        return same[0] if len(values) == 1 else None

    def _strike_at_issue(self, number: Fact, name: str) -> Fact | None:
        """The one exercise price ever tagged for that class of warrants, as fixed at issue."""
        if not number.dimensions:
            return None
        known = [
            fact
            for fact in self._facts
            if _tag(fact) == WARRANT_STRIKE
            and fact.dimensions == number.dimensions
            and fact.period.end <= number.period.end
        ]
        if len({fact.value for fact in known}) != 1:
            return None
        self._find(
            "equity.strike-at-issue",
            f"{name}: the exercise price is the one tagged for {known[0].period.end}; a later "
            "adjustment of it would not show",
        )
        return known[0]

    def _ranges(self, whole: Fact) -> Sequence[Award]:
        """The tranches by exercise price, where they make up the whole; else none."""
        numbers = [
            fact
            for fact in self._at_balance_date(
                [one for one in self._facts if _tag(one) == RANGE_NUMBER]
            )
            if _is_range(fact)
        ]
        each = list({fact.dimensions: fact for fact in numbers if fact.value > 0}.values())
        prices = [self._range_strike(fact) for fact in each]
        if len(each) < 2 or any(price is None for price in prices):
            return ()
        added = sum((fact.value for fact in each), Decimal(0))
        if abs(added - whole.value) > _step(whole) * (len(each) + 1) / 2:
            self._find(
                "equity.ranges-do-not-add",
                f"the exercise price ranges hold {added:,f} options, the table {whole.value:,f}; "
                "the table's average strike is used",
            )
            return ()
        average = self._beside(whole, OPTIONS_STRIKE)
        priced = [(fact, price) for fact, price in zip(each, prices, strict=True) if price]
        worth = sum((fact.value * price.value for fact, price in priced), Decimal(0)) / added
        if average is not None and abs(worth - average.value) > average.value * _AVERAGES_APART_MAX:
            return ()
        ordered = sorted(priced, key=lambda pair: pair[1].value)
        return tuple(
            Award(AwardKind.OPTIONS, f"Options at {price.value:f}", fact, price)
            for fact, price in ordered
        )

    def _range_strike(self, number: Fact) -> Fact | None:
        return next(
            (found for tag in RANGE_STRIKES if (found := self._beside(number, tag)) is not None),
            None,
        )

    def _at_balance_date(self, facts: Sequence[Fact]) -> Sequence[Fact]:
        near = [f for f in facts if abs((f.period.end - self._date).days) <= DAYS_APART_MAX]
        if not near:
            return ()
        nearest = min(near, key=lambda f: abs((f.period.end - self._date).days)).period.end
        return [fact for fact in near if fact.period.end == nearest]

    # ------------------------------------------------------------------ findings

    def _leave_out(self, fact: Fact, why: str, severity: Severity = Severity.NOTE) -> None:
        words = ", ".join(member_words(member) for _, member in fact.dimensions)
        what = fact.concept.rsplit("PaymentAward", maxsplit=1)[-1]
        what += f" ({words})" if words else ""
        self._find(
            "equity.award-left-out",
            f"{fact.value:,f} of {what} {why}; they are not counted on their own",
            severity,
        )

    def _find(self, code: str, message: str, severity: Severity = Severity.WARNING) -> None:
        self.findings.append(Finding(code, message, severity, where=self._where))


def _shares_for_one(per: Fact | None) -> Fact | None:
    """What one warrant is for, where it is another number of shares than one.

    Hundreds of shares for one are a total under the wrong tag.
    """
    return None if per is None or per.value == 1 or not 0 < per.value <= _PER_WARRANT_MAX else per


def _settled(
    concept: str, kinds: frozenset[AwardKind], *, from_members: bool
) -> frozenset[AwardKind] | None:
    """The kinds with the tag's own say; None when options and units share one number."""
    units = frozenset({AwardKind.RESTRICTED, AwardKind.PERFORMANCE})
    options = frozenset({AwardKind.OPTIONS})
    if concept in (WARRANTS, WARRANT_SHARES):
        return frozenset({AwardKind.WARRANTS})
    if concept in (UNITS, OTHER_UNITS) and len(kinds) == 1 and not kinds & units:
        # Small companies tag the roll-forward of their warrants with the tags of units.
        return kinds
    if concept == OPTIONS and AwardKind.OPTIONS in kinds and kinds != options and from_members:
        return None
    if concept == OPTIONS and (not kinds or AwardKind.OPTIONS in kinds):
        # Headings name many things; members name what the number is.
        return options
    if concept == OPTIONS or (concept == OTHER_UNITS and AwardKind.WARRANTS in kinds):
        return kinds
    return (kinds & units) or frozenset({AwardKind.RESTRICTED})


def _tag(fact: Fact) -> str:
    """What it is tagged as, in the tags of the US taxonomy."""
    return _IFRS.get(fact.concept, fact.concept)


def _is_count(fact: Fact) -> bool:
    """Whether it is a number of shares; under IFRS options are counted as plain numbers."""
    return fact.unit == SHARES or (fact.unit == PURE and fact.concept in _IFRS)


def _is_part(part: Fact, whole: Fact) -> bool:
    """Whether it has every member that the whole has, and more."""
    return set(whole.dimensions) < set(part.dimensions) and _tag(part) == _tag(whole)


def _is_range(fact: Fact) -> bool:
    return any(
        re.search(r"ExercisePrices?Range|RangesOfExercisePrices", a) for a, _ in fact.dimensions
    )


def _is_entity(axis: str) -> bool:
    return axis.endswith("LegalEntityAxis")


def _step(fact: Fact) -> Decimal:
    """What one of the last digit reported stands for."""
    if fact.decimals is not None:
        return Decimal(10) ** -fact.decimals
    return Decimal(1)


def _name(candidate: _Candidate) -> str:
    words = ", ".join(member_words(member) for _, member in candidate.fact.dimensions)
    if words:
        return words[:80]
    return {
        AwardKind.OPTIONS: "Stock options",
        AwardKind.WARRANTS: "Warrants",
        AwardKind.RESTRICTED: "Restricted shares and units",
        AwardKind.PERFORMANCE: "Performance units",
    }[candidate.kind]
