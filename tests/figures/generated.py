"""Random models: inputs of several scales, NM and NA, switches, and formulas of every operator."""

import random
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from bookrunner.figures import (
    NA,
    NM,
    PURE,
    USD,
    BookrunnerError,
    Expression,
    Figure,
    Format,
    Missing,
    Period,
    Source,
    Term,
    Unit,
    at_least,
    average,
    both,
    choose,
    computed,
    either,
    equal,
    greater,
    highest,
    if_,
    internal_rate_of_return,
    is_positive,
    largest,
    lowest,
    meaningful,
    median,
    negated,
    not_below_zero,
    percentile,
    present_value,
    ratio,
    smallest,
    sourced,
    total,
    weighted_sum,
)

YEAR = Period(date(2023, 1, 1), date(2023, 12, 31))
SOURCE = Source("generated", "test", date(2024, 1, 1))
MONEY_FORMATS = (Format.MONEY, Format.MONEY_MM, Format.MONEY_BN)
SERIES_LENGTH = 5
INPUT_ROWS = 28


@dataclass
class Model:
    """Rows of figures; a row is a series of one scale that stands side by side on its sheet."""

    rows: list[tuple[list[Figure], Format]] = field(default_factory=list)

    @property
    def figures(self) -> list[Figure]:
        return [figure for row, _ in self.rows for figure in row]


def generated_model(seed: int, formulas: int) -> Model:
    """Input rows of money and of rates, then formulas over anything made before."""
    chance = random.Random(seed)
    model = Model()
    for number in range(12):
        model.rows.append(_money_row(chance, number))
        model.rows.append((_rate_row(chance, number), Format.FACTOR))
    for number in range(4):
        model.rows.append((_investment_row(chance, number), chance.choice(MONEY_FORMATS)))
    made = 0
    while made < formulas:
        # A row mixes units when the formulas do; its scale only suits money.
        row: list[Figure] = []
        unit: Unit | None = None
        while len(row) < SERIES_LENGTH:
            try:
                expression = _expression(chance, model, depth=chance.randint(1, 3))
            except BookrunnerError:
                continue
            if expression.unit not in (USD, PURE) or (unit is not None and expression.unit != unit):
                continue
            if isinstance(expression.value, float) and abs(expression.value) > 1e13:
                continue
            unit = expression.unit
            row.append(computed(f"calc.r{made}", f"Calculation {made}", expression, YEAR))
            made += 1
        form = chance.choice(MONEY_FORMATS) if unit == USD else Format.FACTOR
        model.rows.append((row, form))
    return model


def _money_row(chance: random.Random, number: int) -> tuple[list[Figure], Format]:
    row = [
        sourced(f"money.r{number}.c{place}", "Money", _money(chance), USD, YEAR, SOURCE)
        for place in range(SERIES_LENGTH)
    ]
    return row, chance.choice(MONEY_FORMATS)


def _money(chance: random.Random) -> Decimal | Missing:
    draw = chance.random()
    if draw < 0.04:
        return NM
    if draw < 0.08:
        return NA
    if draw < 0.12:
        return Decimal(0)
    return Decimal(chance.randint(-900_000, 900_000)).scaleb(chance.choice((0, 3)))


def _rate_row(chance: random.Random, number: int) -> list[Figure]:
    values: list[Decimal | Missing] = [
        Decimal(chance.randint(1, 250)).scaleb(-3) for _ in range(SERIES_LENGTH)
    ]
    if number % 4 == 0:
        values[chance.randrange(SERIES_LENGTH)] = chance.choice((NM, NA))
    if number % 4 == 1:
        values = [Decimal(chance.randint(0, 1)) for _ in values]
    return [
        sourced(f"rate.r{number}.c{place}", "Rate", value, PURE, YEAR, SOURCE)
        for place, value in enumerate(values)
    ]


def _expression(chance: random.Random, model: Model, depth: int) -> Expression:
    unit = chance.choice((USD, PURE))
    made = _of_unit(chance, model, unit, depth)
    return made if isinstance(made, Expression) else total([made])


def _of_unit(chance: random.Random, model: Model, unit: Unit, depth: int) -> Term:
    if depth == 0:
        candidates = [figure for figure in model.figures[-60:] if figure.unit == unit]
        inputs = [
            figure for figure in model.figures[: INPUT_ROWS * SERIES_LENGTH] if figure.unit == unit
        ]
        return chance.choice(candidates if candidates and chance.random() < 0.25 else inputs)

    def again(wanted: Unit = unit) -> Term:
        return _of_unit(chance, model, wanted, depth - 1)

    def series() -> list[Figure]:
        rows = [row for row, _ in model.rows if row[0].unit == unit]
        row = chance.choice(rows)
        first = chance.randrange(len(row))
        return row[first : first + chance.randint(1, SERIES_LENGTH)]

    def condition() -> Expression:
        compare = chance.choice((greater, at_least, equal))
        simple = compare(again(), again())
        return chance.choice(
            (
                simple,
                is_positive(again()),
                negated(simple),
                both(simple, is_positive(again())),
                either(simple, greater(again(), again())),
            )
        )

    makers = [
        lambda: again() + again(),
        lambda: again() - again(),
        lambda: again() * again(PURE),
        lambda: again() / again(PURE),
        lambda: -again(),
        lambda: total([again(), again(), again()]),
        lambda: total(series()),
        lambda: total([]) if unit == PURE else again() - again(),
        lambda: largest(again(), again()),
        lambda: smallest(again(), again(), again()),
        lambda: not_below_zero(again()),
        lambda: average(series()),
        lambda: median(series()),
        lambda: highest(series()),
        lambda: lowest(series()),
        lambda: percentile(series(), 0.5),
        lambda: if_(condition(), again(), again()),
        lambda: meaningful(again(), when=condition()),
        lambda: if_(chance.choice(_switches(model)), again(), again()),
        lambda: choose(1 + chance.choice(_switches(model)), [again(), again()]),
        lambda: weighted_sum(series()[:1], [again(PURE)]),
        lambda: present_value(again(PURE), series()),
    ]
    if unit == PURE:
        makers += [
            lambda: ratio(again(USD), again(USD)),
            lambda: ratio(again(), again()),
            lambda: internal_rate_of_return(chance.choice(_investments(model))),
            lambda: (1 + again()) ** again(),
        ]
    return chance.choice(makers)()


def _switches(model: Model) -> list[Figure]:
    return [
        figure
        for row, _ in model.rows[:INPUT_ROWS]
        for figure in row
        if figure.unit == PURE and figure.value in (0.0, 1.0)
    ]


def _investments(model: Model) -> list[list[Figure]]:
    return [row for row, _ in model.rows if row[0].key.startswith("investment.")]


def _investment_row(chance: random.Random, number: int) -> list[Figure]:
    """Money out first and back later: returns that every spreadsheet's solver finds."""
    out = chance.randint(500, 5_000)
    back = [chance.randint(out // 5, out) for _ in range(SERIES_LENGTH - 1)]
    flows = [Decimal(-out), *(Decimal(flow) for flow in back)]
    values: list[Decimal | Missing] = [flow.scaleb(3) for flow in flows]
    if number == 0:
        values[chance.randrange(SERIES_LENGTH)] = chance.choice((NM, NA))
    return [
        sourced(f"investment.r{number}.c{place}", "Flow", value, USD, YEAR, SOURCE)
        for place, value in enumerate(values)
    ]
