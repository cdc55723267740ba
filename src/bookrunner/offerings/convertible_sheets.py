"""What the model of a convertible shows in a workbook: terms and dilution, and its worth."""

from __future__ import annotations

from collections.abc import Sequence

from bookrunner.figures import Figure
from bookrunner.offerings.convertible import Convert, ConvertWorth
from bookrunner.offerings.convertible_costs import BoughtBack
from bookrunner.offerings.convertible_lattice import STEPS, Lattice, Triangle
from bookrunner.offerings.options import Realised
from bookrunner.valuation import (
    Model,
    ModelRow,
    ModelSheet,
    Section,
    Weight,
    figure_rows,
    line,
    model_row,
)

_KEYS = ("dilution_share", "dilution_capped_share", "eps_after")
_IF_CONVERTED = (
    "Settled net no interest is added back and only the excess counts; a capped call never counts, "
    "as it would lower dilution."
)
_FORMULA = (
    "A European option: a call before maturity, a put, early conversion and the credit of the "
    "principal given up are on the lattice alone."
)


def convert_model(made: Convert) -> Model:
    """Terms, shares, dilution and earnings; convertibles outstanding."""
    talk = Section(
        "Conversion over the talk",
        [
            model_row(first.name.split(", middle")[0], [one.figures[place] for one in made.at_talk])
            for place, first in enumerate(made.into.figures)
        ],
        ["Low", "Middle", "High"],
    )
    sections = [
        Section("Terms", figure_rows(made.terms.assumed)),
        talk,
        Section("Principal and shares", figure_rows([made.bridge.price, *made.issue.figures])),
    ]
    sections += [_outstanding(one) for one in made.outstanding]
    rungs = made.ladder.rungs
    rows = []
    for place, first in enumerate(rungs[0].figures):
        last = first.key.rsplit(".", 1)[-1]
        across = [one.figures[place] for one in rungs]
        rows.append(model_row(first.name, across, Weight.KEY if last in _KEYS else Weight.PLAIN))
    ahead = [Section("By share price", rows, ["" for _ in rungs], notes=[_IF_CONVERTED])]
    if made.earnings is not None:
        ahead.insert(0, Section("Earnings of twelve months", figure_rows(made.earnings.figures)))
    ahead.insert(0, Section("Capped call", figure_rows([made.ladder.cap])))
    name = made.company.name
    shown = [made.into.price, made.issue.net, made.ladder.rungs[-1].dilution]
    return Model(
        "convertible_terms",
        "Convertible: terms and dilution",
        [
            ModelSheet("Convertible", f"{name}: convertible", sections, widths=(58.0, 14.0)),
            ModelSheet("Convertible dilution", f"{name}: dilution and earnings", ahead,
                       widths=(46.0, *(11.0 for _ in rungs))),
        ],
        assumptions=[line(one) for one in made.terms.assumed],
        headlines=[line(one) for one in shown],
        checks=made.checks,
        findings=made.findings,
    )  # fmt: skip


def _outstanding(one: BoughtBack) -> Section:
    rows = [model_row(one.principal.name, [one.principal]),
            model_row(one.conversion_price.name, [one.conversion_price]),
            model_row(one.shares.name, [one.shares])]  # fmt: skip
    rows += [
        model_row(label, figures)
        for label, figures in (
            ("Move of the share price", one.moves),
            ("Parity, not below par", one.prices),
            ("Cost of the buy-back", one.costs),
            ("Cost over the principal", one.over_principal),
            ("New principal that pays for it", one.exchanged),
        )
    ]
    return Section(
        f"Outstanding: {one.label}", rows, ["" for _ in one.moves],
        notes=["What holders ask above parity is market data and is not in it."],
    )  # fmt: skip


def worth_model(made: Convert, worth: ConvertWorth) -> Model:
    """Bond floor, option, lattice, capped call and cost; the grids and realised volatility."""
    name, value = made.company.name, worth.value
    floor = value.floor
    market: list[Figure] = [*worth.market.figures]
    if worth.realised is not None and worth.over_realised is not None:
        market += [worth.realised.volatility, worth.over_realised]
    valuation = ModelSheet(
        "Convertible value",
        f"{name}: what the convertible is worth",
        [
            Section("Market", figure_rows(market)),
            Section(
                "Bond floor: present values",
                [
                    model_row(label, [one.figures[place] for one in floor.coupons])
                    for place, label in enumerate(("Number", "Paid", "Factor", "Present value"))
                ],
                ["" for _ in floor.coupons],
            ),
            Section("Bond floor", figure_rows(
                [floor.bond_yield, floor.periods, floor.discount, floor.annuity,
                 floor.redemption])),
            Section("Conversion option (Black-Scholes-Merton)", figure_rows(
                [value.shares.risk_free, value.shares.carry, *value.option.figures[1:]])),
            Section("Value, of principal", _weighed(value.figures), notes=[_FORMULA]),
            Section("Lattice beside it", figure_rows(
                [worth.lattice.value, worth.lattice.difference, worth.lattice.delta])),
        ],
        widths=(58.0, *(14.0 for _ in floor.coupons)),
    )  # fmt: skip
    costs = worth.costs
    ways: list[ModelRow] = []
    if costs.eps is not None and costs.eps_effect is not None:
        ways = [model_row("Diluted EPS after", costs.eps),
                model_row("Effect on diluted EPS", costs.eps_effect)]  # fmt: skip
    beside = ModelSheet(
        "Convertible cost",
        f"{name}: the convertible beside debt and shares",
        [
            Section("Capped call", figure_rows(
                [*worth.capped.figures, *worth.capped.sold.figures[1:3]])),
            Section("Against straight debt", figure_rows([*costs.debt.figures,
                                                          *costs.rate_after_tax])),
            Section("Against shares sold", figure_rows(costs.shares.figures)),
            *([Section("Earnings of the three ways", ways,
                       ["Convertible", "Straight debt", "Shares"])] if ways else []),
        ],
        widths=(58.0, *(14.0 for _ in range(3))),
    )  # fmt: skip
    sheets = [valuation, beside, _lattice(name, worth.lattice)]
    if worth.realised is not None:
        sheets.append(_history(name, worth.realised))
    return Model(
        "convertible",
        "Convertible: value and cost",
        sheets,
        assumptions=[line(one) for one in worth.market.figures if one.expression is None],
        headlines=[line(one) for one in (value.theoretical, value.par_coupon, worth.lattice.value)],
        grids=[worth.grid, worth.coupon_grid],
        checks=worth.checks,
        findings=worth.findings,
    )


def _weighed(figures: Sequence[Figure]) -> Sequence[ModelRow]:
    return [
        model_row(one.name, [one], Weight.KEY if "theoretical" in one.key else Weight.PLAIN)
        for one in figures
    ]


def _lattice(name: str, made: Lattice) -> ModelSheet:
    steps = [
        model_row(first.name.partition(": ")[2].capitalize(),
                  [step.figures[place] for step in made.steps])
        for place, first in enumerate(made.steps[0].figures)
    ]  # fmt: skip
    triangles = (
        ("Share price", made.prices),
        ("Worth if neither converted, called nor put, of principal", made.held),
        ("Worth in shares, of principal", made.in_shares),
        ("Worth in cash, of principal", made.in_cash),
    )
    return ModelSheet(
        "Convertible lattice",
        f"{name}: the convertible on a lattice",
        [
            Section("Rates", figure_rows(made.rates)),
            Section("Steps", steps, ["" for _ in made.steps]),
            *(Section(title, _rows(told), ["" for _ in made.steps]) for title, told in triangles),
        ],
        widths=(46.0, *(10.0 for _ in made.steps)),
    )


def _rows(triangle: Triangle) -> Sequence[ModelRow]:
    """A row for each count of moves up; earlier steps have fewer."""
    found = []
    for ups in range(min(len(triangle), STEPS + 1)):
        across = [nodes[ups] if ups < len(nodes) else None for nodes in triangle]
        found.append(model_row(f"{ups} moves up", across))
    return found


def _history(name: str, past: Realised) -> ModelSheet:
    """One below the other, as each is shown in a format of its own."""
    told = (("Daily closes", past.closes), ("Log returns", past.returns),
            ("Numbers of the returns", past.numbers))  # fmt: skip
    return ModelSheet(
        "Price history",
        f"{name}: realised volatility",
        [
            Section(title, [model_row(f"{one.period.end:%d-%b-%Y}", [one]) for one in series])
            for title, series in told
        ],
        widths=(24.0, 12.0),
    )
