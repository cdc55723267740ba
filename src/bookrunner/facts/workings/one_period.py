"""Lines of a period from its own numbers: by tags and words, and by sums of other lines."""

from __future__ import annotations

import math
from collections.abc import Sequence

from bookrunner.facts.filings import Fact
from bookrunner.facts.lines import (
    ByBusiness,
    ByMember,
    ByMethod,
    ByWords,
    Kind,
    StandardLine,
    Statement,
    Sum,
    Tagged,
    WithoutPart,
)
from bookrunner.facts.vintages import rounding
from bookrunner.facts.workings.bench import Bench, Found
from bookrunner.facts.workings.doubts import Doubts
from bookrunner.facts.workings.share_basis import ShareBasis
from bookrunner.figures import (
    Missing,
    Period,
    Severity,
    Term,
    Unit,
    total,
)

# Less than any expense that a statement would show in a row of its own.
_TIE_TOLERANCE = 0.001
_NET_INCOME = "net_income"


class OnePeriod:
    """Serves the rules of lines, one at a time."""

    def __init__(self, bench: Bench, doubts: Doubts, shares: ShareBasis) -> None:
        self._bench = bench
        self._doubts = doubts
        self._shares = shares

    def by_tags(
        self,
        line: StandardLine,
        rule: Tagged | ByMember | ByMethod | ByBusiness | ByWords,
        period: Period,
    ) -> Found | None:
        """The line of a rule that takes what is tagged, or words of a row."""
        if isinstance(rule, Tagged):
            return self._tagged(line, rule, period)
        if isinstance(rule, ByMember):
            return self._by_member(line, rule, period)
        if isinstance(rule, ByMethod):
            return self._by_method(line, rule, period)
        unit = self._bench.unit(line.kind)
        if isinstance(rule, ByWords):
            fact = self._bench.numbers.by_words(rule, period, unit)
            if fact is not None:
                self._doubts.of_value(line, fact, period)
            return None if fact is None else self._found(line, fact)
        return self._by_business(line, rule, period, unit)

    def _found(self, line: StandardLine, fact: Fact) -> Found:
        return Found(self._bench.sourced(line, fact), fact.concept, fact)

    def _by_business(
        self, line: StandardLine, rule: ByBusiness, period: Period, unit: Unit
    ) -> Found | None:
        facts = self._bench.numbers.businesses(rule, period, unit)
        if not facts:
            return None
        names = ", ".join(fact.dimensions[0][1].split(":")[-1] for fact in facts)
        for fact in facts:
            self._doubts.of_value(line, fact, period)
        figures = [self._bench.sourced(line, fact) for fact in facts]
        return self._bench.computed(line, total(figures), period, f"{facts[0].concept} of {names}")

    def _tagged(self, line: StandardLine, rule: Tagged, period: Period) -> Found | None:
        if any(self._bench.numbers.is_told(tag, period) for tag in rule.unless_told):
            return None
        unit = self._bench.unit(line.kind)
        fact = self._chosen(line, rule, period, unit)
        if fact is None:
            self._doubts.of_segments(line, rule, period, unit)
        if fact is None or self._shares.is_misscaled(line, fact, period):
            return None
        fact = self._uncontradicted(line, fact, period)
        if fact is None:
            return None
        self._doubts.of_tagged(line, rule, fact, period)
        if line.kind in (Kind.PER_SHARE, Kind.AVERAGE_SHARES):
            return self._shares.after_splits(line, fact, period)
        return Found(self._bench.sourced(line, fact), fact.told_as, fact)

    def _chosen(self, line: StandardLine, rule: Tagged, period: Period, unit: Unit) -> Fact | None:
        """The fact for the rule; the largest total only of those on the income statement.

        A total in a note may count what businesses sell to each other.
        """
        fact = self._bench.numbers.chosen(line, rule, period, unit)
        if fact is None or not rule.largest or line.statement is not Statement.INCOME:
            return fact
        is_off = self._bench.faces.is_off_income_statement
        if not is_off(fact):
            return fact
        shown = [one for one in self._bench.numbers.smaller(rule, fact) if not is_off(one)]
        return max(shown, key=lambda one: one.value, default=fact)

    def _uncontradicted(self, line: StandardLine, fact: Fact, period: Period) -> Fact | None:
        """The fact, or the value its report tells more often; None when that contradicts itself."""
        others = self._bench.numbers.contradictions(fact)
        if not others:
            return fact
        taken = self._bench.numbers.prevailing(fact)
        values = " and ".join(dict.fromkeys(f"{one.value:f}" for one in (fact, *others)))
        follows = "the line is left out"
        if taken is None:
            self._bench.contradicted.add((line.key, period))
        else:
            follows = f"{taken.value:f} is taken, which it tells most often"
        self._bench.find(
            "facts.contradiction",
            f"{line.label}: {fact.concept} is {values} in one report; {follows}",
            period,
            Severity.ERROR,
        )
        return taken

    def _by_member(self, line: StandardLine, rule: ByMember, period: Period) -> Found | None:
        facts = self._bench.numbers.members(rule, period, self._bench.unit(line.kind))
        if not facts:
            return None
        names = ", ".join(member.split(":")[-1] for member in rule.members)
        words = f"{facts[0].concept} of {names}"
        for fact in facts:
            self._doubts.of_value(line, fact, period)
        figures = [self._bench.sourced(line, fact) for fact in facts]
        if len(figures) == 1:
            return Found(figures[0], words)
        return self._bench.computed(line, total(figures), period, words)

    def _by_method(self, line: StandardLine, rule: ByMethod, period: Period) -> Found | None:
        """The shares of the method that the income statement's earnings per share are made by."""
        per_share, income = (
            self._bench.found(key, period) for key in (rule.per_share, _NET_INCOME)
        )
        if per_share is None or income is None or per_share.fact is None or income.fact is None:
            return None
        told = self._bench.numbers.by_method(rule, per_share.fact)
        made = [one for one in told if _is_made(income.fact, one, per_share.fact)]
        if not made:
            return None
        # Methods that come to the same per share differ by less than its rounding shows; what
        # dilutes more is what has to be reported.
        most = max(made, key=lambda one: one.value)
        self._doubts.of_value(line, most, period)
        return self._shares.after_splits(line, most, period)

    def summed(self, line: StandardLine, rule: Sum, period: Period) -> Found | None:
        """The line as other lines added and subtracted; None where the rule does not fit."""
        if any(self._bench.numbers.is_told(tag, period) for tag in rule.unless_told):
            return None
        parts = {key: self._bench.found(key, period) for key in (*rule.plus, *rule.minus)}
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
        found = self._bench.computed(line, expression, period, used.words)
        amount = found.figure.value
        is_negative = not isinstance(amount, Missing) and amount < 0
        if (rule.never_negative and is_negative) or (
            rule.differs_from and self._ties(found, rule.differs_from, period)
        ):
            return None
        if rule.ties_to and not self._ties(found, rule.ties_to, period):
            return None
        if len(plus) + len(minus) > 1 and rule.is_certain_alone:
            self._bench.find("facts.derived-line", f"{line.label}: {rule.caution}", period)
        self._doubts.of_little(line, rule, found, period)
        return found

    def _ties(self, found: Found, key: str, period: Period) -> bool:
        """Whether another line is the same, but for what rounding leaves of several parts."""
        other = self._bench.found(key, period)
        values = [one.figure.value for one in (found, other) if one is not None]
        told = [value for value in values if not isinstance(value, Missing)]
        return len(told) == 2 and math.isclose(told[0], told[1], rel_tol=_TIE_TOLERANCE)

    def without_part(self, line: StandardLine, rule: WithoutPart, period: Period) -> Found | None:
        """The line from a tag that may hold a part that the line does not."""
        whole, part, beside = (
            self._bench.found(key, period) for key in (rule.whole, rule.part, rule.beside)
        )
        if whole is None:
            return None
        kept = self._bench.computed(line, whole.figure, period, rule.whole)
        if whole.fact is not None and self._bench.faces.is_noncurrent(whole.fact):
            return kept
        # Without the part and a tagged number that may hold it, nothing can be counted twice.
        if beside is None or (part is None and beside.fact is None) or beside.figure.value == 0:
            return kept
        taken_off = rule.part if part is not None else rule.beside
        less = self._bench.computed(
            line,
            whole.figure - (beside if part is None else part).figure,
            period,
            f"{rule.whole} - {taken_off}",
        )
        total_debt = self._bench.found(rule.total, period)
        for found in (kept, less):
            if total_debt is not None and _makes_up(total_debt, (found, beside)):
                return found
        supposed, word = (kept, "not to hold") if part is None else (less, "to hold")
        self._bench.find(
            "facts.part-of-debt",
            f"{line.label}: nothing reported says whether {whole.explanation} holds the current "
            f"portion that {beside.explanation} counts; it is taken {word} it",
            period,
        )
        return supposed


def _is_made(income: Fact, shares: Fact, per_share: Fact) -> bool:
    """Whether income is so many shares at so much each, within the rounding of all three."""
    slack = rounding(income)
    slack += abs(shares.value) * rounding(per_share) + abs(per_share.value) * rounding(shares)
    return abs(income.value - shares.value * per_share.value) <= slack


def _makes_up(whole: Found, parts: Sequence[Found]) -> bool:
    """Whether the parts add up to the whole, within the rounding of each."""
    values = [found.figure.value for found in (whole, *parts)]
    if whole.fact is None or any(isinstance(value, Missing) for value in values):
        return False
    told, *added = (float(value) for value in values if not isinstance(value, Missing))
    slack = float(rounding(whole.fact)) * len(values)
    return math.isclose(told, sum(added), rel_tol=1e-9, abs_tol=slack)
