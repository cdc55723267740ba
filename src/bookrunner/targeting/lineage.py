"""A company's features as figures that walk back to the facts, equal to the panel's numbers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from bookrunner.credit.rating_scale import place_of
from bookrunner.facts import Company, Fact, FactStore, one_a_day, source
from bookrunner.facts.bulk_sql import BulkFact
from bookrunner.figures import (
    PURE,
    SHARES,
    Expression,
    Figure,
    Operand,
    Period,
    Source,
    Term,
    Viewer,
    computed,
    instant,
    is_positive,
    largest,
    meaningful,
    natural,
    parse_unit,
    ratio,
    smallest,
    sourced,
)
from bookrunner.imports import (
    MEASURES,
    RATINGS,
    BankRow,
    ImportKind,
    SqlImportStore,
    source_of,
)
from bookrunner.targeting.definitions import Definitions, Feature
from bookrunner.targeting.expressions import Node
from bookrunner.targeting.items import KnownNumbers, concepts
from bookrunner.targeting.records import money_of, plain, without_doubted

_TREASURY_YEARS = Decimal(5)


class NoFigure(Exception):
    """A feature is not made of one company's facts alone, or not told."""


class FeatureFigures:
    """Makes the figures of one company's features as known on a day."""

    def __init__(
        self,
        store: FactStore,
        imports: SqlImportStore,
        viewer: Viewer,
        company: Company,
        as_of: date,
        definitions: Definitions,
    ) -> None:
        self._store, self._imports, self._viewer = store, imports, viewer
        self._company, self._as_of, self._definitions = company, as_of, definitions
        items = [*definitions.items.values()]
        told = store.facts(company.cik, viewer, as_of=as_of, concepts=concepts(items))
        self._facts, rows = _as_bulk(told)
        self._numbers = KnownNumbers()
        self._money = money_of(rows)
        self._numbers.add(list(plain(rows, self._money)))
        self._made: dict[str, Figure | None] = {}

    def get(self, name: str) -> Figure | None:
        """The feature's figure; None where it is missing or of more than this company's facts."""
        if name not in self._made:
            try:
                self._made[name] = self._figure(self._definitions.features[name])
            except NoFigure:
                self._made[name] = None
        return self._made[name]

    def _figure(self, feature: Feature) -> Figure:
        if feature.tree is not None:
            return self._computed(feature, feature.tree)
        if feature.source == "facts":
            return self._reported(feature)
        if feature.name == "price":
            return self._price()
        if feature.source == "curve":
            return self._yield(feature)
        if feature.source == "measures":
            return self._measure(feature)
        if feature.name == "rating":
            return self._rating(feature)
        raise NoFigure

    def _reported(self, feature: Feature) -> Figure:
        item = self._definitions.items[feature.name]
        amount = self._numbers.item(item)
        if amount is None:
            raise NoFigure
        told = [(sign, self._facts[place]) for sign, place in amount.terms]
        if len(told) == 1 and told[0][0] == 1:
            return self._sourced(feature.name, feature.label, told[0][1])
        total: Operand | None = None
        for at, (sign, fact) in enumerate(told):
            tag = fact.concept.split(":")[-1]
            part = self._sourced(f"{feature.name}_part_{at}", f"{feature.label}: {tag}", fact)
            signed: Operand = part if sign > 0 else -part
            total = signed if total is None else total + signed
        assert isinstance(total, Expression), "several parts, or one taken off"
        end = max(fact.period.end for _, fact in told)
        key = f"{self._company.prefix}.target.{feature.name}"
        return computed(key, feature.label, total, instant(end))

    def _sourced(self, name: str, label: str, fact: Fact) -> Figure:
        return sourced(
            f"{self._company.prefix}.target.{name}",
            label,
            fact.value,
            fact.unit,
            fact.period,
            source(fact, self._company.ticker or self._company.name),
            walls=fact.walls,
        )

    def _computed(self, feature: Feature, tree: Node) -> Figure:
        expression = self._term(tree, feature)
        if feature.when_positive is not None:
            guard = self._term(feature.when_positive, feature)
            expression = meaningful(expression, when=is_positive(guard))
        key = f"{self._company.prefix}.target.{feature.name}"
        return computed(key, feature.label, expression, self._at())

    def _at(self) -> Period:
        end = max(self._numbers.balance_day, self._numbers.period_end)
        return instant(date.fromordinal(end) if end else self._as_of)

    def _term(self, node: Node, feature: Feature) -> Term:
        if node.operator == "number":
            return natural(node.number)
        if node.operator == "name":
            figure = self.get(node.name)
            if figure is None:
                raise NoFigure
            return figure
        operands = [
            self._term(operand, feature)
            for operand in node.operands
            if self._is_told(operand, feature)
        ]
        if not operands:
            raise NoFigure
        if len(operands) < len(node.operands):
            # An optional part that is not told leaves the other alone.
            return operands[0]
        return _joined(node.operator, operands)

    def _is_told(self, node: Node, feature: Feature) -> bool:
        return not (
            node.operator == "name"
            and node.name in feature.optional
            and self.get(node.name) is None
        )

    def _price(self) -> Figure:
        quotes = [
            quote
            for quote in one_a_day(self._store.quotes(self._company.cik, self._viewer))
            if quote.on <= self._as_of and quote.currency == self._money
        ]
        if not quotes:
            raise NoFigure
        quote = quotes[-1]
        told = Source(
            quote.source,
            "closing price",
            quote.on,
            licence=quote.licence,
            subject=self._company.ticker,
        )
        key = f"{self._company.prefix}.target.price"
        unit = parse_unit(quote.currency) / SHARES
        return sourced(key, "Closing price", quote.price, unit, instant(quote.on), told)

    def _yield(self, feature: Feature) -> Figure:
        for point in self._store.curve(self._as_of, self._viewer):
            if point.tenor_years == _TREASURY_YEARS:
                told = Source(point.source, "yield curve", point.on)
                key = f"market.{feature.name}"
                return sourced(key, feature.label, point.rate, PURE, instant(point.on), told)
        raise NoFigure

    def _measure(self, feature: Feature) -> Figure:
        rows = self._of_bank(MEASURES)
        told = [row for row in rows if row.row.text("measure") == feature.name]
        if not told:
            raise NoFigure
        return self._of_cell(feature, told[-1], "value", Decimal(told[-1].row.text("value")))

    def _rating(self, feature: Feature) -> Figure:
        """The lowest of the ratings that the agencies' newest actions give."""
        newest = {row.row.text("agency"): row for row in self._of_bank(RATINGS)}
        placed = [(place_of(row.row.text("rating")), row) for row in newest.values()]
        told = [(place, row) for place, row in placed if place is not None]
        if not told:
            raise NoFigure
        place, row = max(told, key=lambda one: one[0])
        label = f"{feature.label}: {row.row.text('rating')} by {row.row.text('agency')}"
        return self._of_cell(replace(feature, label=label), row, "rating", Decimal(place))

    def _of_bank(self, kind: ImportKind) -> Sequence[BankRow]:
        """The company's rows of a kind that were known on the day, the newest last."""
        rows = self._imports.rows(kind, self._viewer, subject=self._company.cik)
        known = [row for row in rows if row.row.text("date") <= self._as_of.isoformat()]
        return sorted(known, key=lambda row: row.row.text("date"))

    def _of_cell(self, feature: Feature, row: BankRow, column: str, value: Decimal) -> Figure:
        unit = parse_unit("days") if feature.unit == "days" else PURE
        return sourced(
            f"{self._company.prefix}.target.{feature.name}",
            feature.label,
            value,
            unit,
            instant(date.fromisoformat(row.row.text("date"))),
            source_of(row, column, self._company),
            walls=row.file.walls,
        )


def _joined(operator: str, operands: Sequence[Term]) -> Term:
    first = operands[0]
    if operator == "negate":
        return -first
    if operator == "abs":
        return largest(first, -first)
    if operator not in _JOINED:
        raise NoFigure
    return _JOINED[operator](first, operands[1])


_JOINED: Mapping[str, Callable[[Term, Term], Term]] = {
    "+": lambda left, right: left + right,
    "-": lambda left, right: left - right,
    "*": lambda left, right: left * right,
    "/": ratio,
    "min": smallest,
    "max": largest,
}


def _as_bulk(told: Sequence[Fact]) -> tuple[list[Fact], list[BulkFact]]:
    """The facts that a panel would use, and the same as it reads them."""
    facts = [fact for fact in told if not fact.dimensions and fact.accepted_at is not None]
    held: list[Fact] = []
    rows: list[BulkFact] = []
    for fact in facts:
        assert fact.accepted_at is not None
        row = BulkFact(
            fact.cik,
            fact.accepted_at,
            fact.concept,
            str(fact.value),
            str(fact.unit),
            fact.period.start,
            fact.period.end,
            fact.doubt,
            fact.decimals,
        )
        if without_doubted([row]):
            held.append(fact)
            rows.append(row)
    return held, rows
