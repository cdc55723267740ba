"""What a reader must know of a number, besides the number."""

from __future__ import annotations

from decimal import Decimal

from bookrunner.facts.filings import FROM_TABLE, Fact
from bookrunner.facts.history import history_doubt
from bookrunner.facts.lines import (
    Rule,
    StandardLine,
    Sum,
    Tagged,
    WithoutPart,
)
from bookrunner.facts.rows import RowMeaning
from bookrunner.facts.vintages import rounding
from bookrunner.facts.workings.bench import Bench, Found
from bookrunner.figures import (
    Missing,
    Period,
    Severity,
    Unit,
)

# Debt is told before and after its issue costs and discounts.
_LESS_MAX = 0.03
# Small items of operations that stand outside of costs and expenses.
_COSTS_APART_MAX = Decimal("0.02")


class Doubts:
    """Tells of what makes one doubt a line that a rule found."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench

    def caution(self, line: StandardLine, rule: Rule, period: Period) -> None:
        """What a reader must know because this rule was the one that served."""
        if isinstance(rule, WithoutPart) or (isinstance(rule, Sum) and rule.is_certain_alone):
            return
        if rule.caution:
            self._bench.find("facts.derived-line", f"{line.label}: {rule.caution}", period)

    def of_value(self, line: StandardLine, fact: Fact, period: Period) -> None:
        """Tell where its own report or another makes one doubt the value itself."""
        told = self._bench.numbers.values(fact.concept, fact.period, fact.unit)
        if doubt := fact.doubt or history_doubt(fact, told):
            kind, _, words = doubt.partition(": ")
            severity = Severity.WARNING if kind == FROM_TABLE else Severity.ERROR
            self._bench.find(f"quality.{kind}", f"{line.label}: {words}", period, severity)

    def of_tagged(self, line: StandardLine, rule: Tagged, fact: Fact, period: Period) -> None:
        """Tell of all that makes one doubt a number taken by its tag."""
        self.of_value(line, fact, period)
        self._of_parts(line, rule, fact, period)
        self._of_share(line, rule, fact, period)
        self._of_name(line, fact, period)
        self._of_place(line, fact, period)
        self._of_row(line, fact, period)
        if not rule.largest:
            return
        for other in self._bench.numbers.smaller(rule, fact):
            self._bench.find(
                "facts.several-totals",
                f"{line.label} is {fact.concept} ({fact.value:f}), the larger of two totals; "
                f"{other.concept} is {other.value:f}",
                period,
                Severity.NOTE,
            )

    def of_segments(self, line: StandardLine, rule: Tagged, period: Period, unit: Unit) -> None:
        """Tell of a tag of the line that the report puts on a number of its segments alone."""
        if rule.row_means_not is not RowMeaning.OF_SEGMENTS:
            return
        for fact in self._bench.numbers.turned_down(rule, period, unit):
            self._bench.find(
                "facts.of-segments",
                f"{line.label}: {fact.concept} ({fact.value:f}) stands in rows of segments only; "
                "it is not the whole company's and is not taken",
                period,
            )

    def _of_parts(self, line: StandardLine, rule: Tagged, fact: Fact, period: Period) -> None:
        """Tell of a line that may stand beside the number and not in it.

        The face of a balance sheet would show it, and what stands there is added.
        """
        face = self._bench.faces.liabilities(fact.document, fact.period)
        if face is not None and fact in face.rows:
            return
        for key in rule.may_not_hold:
            other = self._bench.found(key, period)
            if other is None or other.fact is None:
                continue
            if other.fact.value not in (0, fact.value):
                self._bench.find(
                    "facts.part-of-debt",
                    f"{line.label} is {fact.concept} ({fact.value:f}); nothing reported says "
                    f"whether {other.fact.concept} ({other.fact.value:f}) is in it, and it is "
                    "taken to be",
                    period,
                    Severity.NOTE,
                )

    def _of_name(self, line: StandardLine, fact: Fact, period: Period) -> None:
        """Tell of depreciation and amortization that is as much as depreciation alone."""
        if line.key != "depreciation_and_amortisation":
            return
        alone, apart = (
            [
                one
                for one in self._bench.numbers.values(f"us-gaap:{name}", period, fact.unit)
                if one.value
            ]
            for name in ("Depreciation", "AmortizationOfIntangibleAssets")
        )
        if apart and any(one.value == fact.value for one in alone):
            self._bench.find(
                "facts.less-than-a-part",
                f"{line.label} is {fact.concept} ({fact.value:f}), which is as much as "
                f"depreciation alone; amortization of {apart[-1].value:f} may not be in it",
                period,
            )

    def _of_place(self, line: StandardLine, fact: Fact, period: Period) -> None:
        """Tell of operating income that no row of the income statement shows.

        Notes tell that of segments and of affiliates under the same tag.
        """
        if line.key != "operating_income":
            return
        if fact.citation is None:
            self._of_costs(line, fact, period)
        elif self._bench.faces.is_off_income_statement(fact):
            self._bench.find(
                "facts.not-on-statement",
                f"{line.label} is {fact.concept} ({fact.value:f}), which stands in no row of the "
                "income statement; it may be of segments or of a part of the company",
                period,
            )

    def _of_costs(self, line: StandardLine, fact: Fact, period: Period) -> None:
        """Tell of operating income, of unknown place, that revenue less all costs contradicts."""
        revenue = self._bench.found("revenue", period)
        told = self._bench.numbers.values("us-gaap:CostsAndExpenses", period, fact.unit)
        costs = [one for one in told if one.accession == fact.accession]
        if not costs or revenue is None or revenue.fact is None:
            return
        rest = revenue.fact.value - costs[-1].value
        slack = abs(fact.value) * _COSTS_APART_MAX
        if abs(rest - fact.value) > slack:
            self._bench.find(
                "facts.not-on-statement",
                f"{line.label} is {fact.concept} ({fact.value:f}), but revenue less all costs and "
                f"expenses is {rest:f}; it may be of segments",
                period,
            )

    def _of_row(self, line: StandardLine, fact: Fact, period: Period) -> None:
        """Tell of long-term debt beside which another row of the report calls itself so.

        The face of a balance sheet would decide it.
        """
        face = self._bench.faces.liabilities(fact.document, fact.period)
        if line.key != "long_term_debt" or face is not None:
            return
        for other in self._bench.numbers.rows_that_say(RowMeaning.LONG_TERM_DEBT, fact):
            self._bench.find(
                "facts.row-differs",
                f"{line.label} is {fact.concept} ({fact.value:f}), and the row "
                f'"{other.label}" ({other.concept}) is {other.value:f}',
                period,
            )

    def _of_share(self, line: StandardLine, rule: Tagged, fact: Fact, period: Period) -> None:
        """Tell where a share of a whole may still hold what others have in it."""
        if rule.share_of is None:
            return
        whole, others = (self._bench.found(key, period) for key in rule.share_of)
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
        self._bench.find(
            "facts.share-of-others",
            f"{line.label} is {fact.concept} ({fact.value:f}), but {said}; what belongs to others "
            "may be in it",
            period,
            Severity.NOTE,
        )

    def of_little(self, line: StandardLine, rule: Sum, found: Found, period: Period) -> None:
        """Tell of a line that the same reports tell to be more, as a whole or in part."""
        amount = found.figure.value
        for key in rule.not_below:
            other = self._bench.found(key, period)
            least = None if other is None else other.figure.value
            if isinstance(least, Missing) or isinstance(amount, Missing) or other is None:
                continue
            if least is not None and amount < least * (1 - _LESS_MAX):
                self._bench.find(
                    "facts.less-than-a-part",
                    f"{line.label} is {amount:,.0f} by {found.explanation}, and "
                    f"{other.explanation} is {least:,.0f}: something is not in it",
                    period,
                )
