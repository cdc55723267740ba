"""What the projected statements show in a workbook: sheets, checks, grid and headlines."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from bookrunner.credit.projection import Balance, ProjectedYear, Projection
from bookrunner.figures import Figure, Term, computed, natural
from bookrunner.valuation import (
    CheckPair,
    Dcf,
    Grid,
    Model,
    ModelRow,
    ModelSheet,
    Section,
    Weight,
    figure_rows,
    grid,
    line,
    model_row,
    suggested_format,
)

_RATIOS = ("debt_multiple", "net_debt_multiple", "cover_multiple", "ffo_to_debt", "fcf_to_debt")


def funds_grid(made: Projection, flows: Dcf) -> Grid:
    """FFO over debt of the last year, which has a meaning with net cash, too."""
    assumed = flows.assumptions
    return grid(
        f"{made.company.prefix}.grid.projected_funds",
        "Projected FFO / debt by growth and margin",
        ("Growth shift", assumed.growth_shift, natural(0.01)),
        ("Margin shift", assumed.margin_shift, natural(0.01)),
        credit_ratio(made.years[-1], "ffo_to_debt"),
        flows.policy.period,
    )


def credit_ratio(year: ProjectedYear, name: str) -> Figure:
    """The ratio of a projected year by the last piece of its key."""
    return next(one for one in year.statistics.ratios if one.key.endswith(f".{name}"))


def projection_model(made: Projection, flows: Dcf) -> Model:
    """Three statements, debt and credit statistics by year, with what must tie."""
    pairs = _checks(made)
    told = [one for pair in pairs for one in (pair.left, pair.right)]
    extra = list(dict.fromkeys(one for one in told if one.key.split(".")[-1].startswith("check_")))
    return Model(
        "projection",
        "Three-statement projection",
        [_statements(made), _balances(made), _debt(made, extra)],
        assumptions=[line(one) for one in made.terms.assumptions],
        headlines=[line(credit_ratio(made.years[-1], "net_debt_multiple"))],
        grids=[funds_grid(made, flows)],
        checks=pairs,
    )


def _across(
    made: Projection,
    label: str,
    of: Callable[[ProjectedYear], Figure | None],
    weight: Weight = Weight.PLAIN,
) -> ModelRow | None:
    figures = [of(one) for one in made.years]
    return model_row(label, figures, weight) if any(one is not None for one in figures) else None


def _rows(*found: ModelRow | None) -> Sequence[ModelRow]:
    return [one for one in found if one is not None]


def _heads(made: Projection) -> Sequence[str]:
    return [one.flow.label for one in made.years]


def _statements(made: Projection) -> ModelSheet:
    def row(
        label: str, of: Callable[[ProjectedYear], Figure | None], weight: Weight = Weight.PLAIN
    ) -> ModelRow | None:
        return _across(made, label, of, weight)

    income = _rows(
        row("Interest on opening debt", lambda y: y.interest),
        row("Income before tax", lambda y: y.pretax),
        row("Income tax", lambda y: y.tax),
        row("Net income", lambda y: y.net_income, Weight.TOTAL),
    )
    cash = _rows(
        row("Cash flow from operations", lambda y: y.operating_cash, Weight.SUBTOTAL),
        row("Free cash flow after interest", lambda y: y.free_cash, Weight.SUBTOTAL),
        row("Dividends", lambda y: y.dividends),
        row("Buy-backs", lambda y: y.buybacks),
        row("Scheduled maturities", lambda y: y.due),
        row("Maturities refinanced", lambda y: y.issued),
        row("Cash above the minimum, before the revolver", lambda y: y.available),
        row("Revolver drawn (repaid)", lambda y: y.drawn),
        row("Cash for the sweep", lambda y: y.spare),
        row("Cash sweep", lambda y: y.swept),
        row("Change in cash", lambda y: y.change, Weight.TOTAL),
    )
    return ModelSheet(
        "Projected statements",
        "Projected income and cash flow",
        [
            Section("Income statement", income, _heads(made),
                    ["Revenue to EBIT stand on the Forecast of the DCF, in its selected case."]),
            Section("Cash flow", cash, _heads(made),
                    ["Interest is on opening balances; cash earns nothing; a loss pays no tax."]),
        ],
        widths=(46.0, 13.0),
    )  # fmt: skip


_LINES: Sequence[tuple[str, Callable[[Balance], Figure | None], Weight]] = (
    ("Cash", lambda b: b.cash, Weight.PLAIN),
    ("Receivables and inventory", lambda b: b.trade_assets, Weight.PLAIN),
    ("Property, plant and equipment", lambda b: b.fixed_assets, Weight.PLAIN),
    ("Other assets", lambda b: b.other_assets, Weight.PLAIN),
    ("Total assets", lambda b: b.assets, Weight.TOTAL),
    ("Payables", lambda b: b.payables, Weight.PLAIN),
    ("Debt of the opening balance sheet", lambda b: b.old_debt, Weight.PLAIN),
    ("New debt", lambda b: b.new_debt, Weight.PLAIN),
    ("Revolver", lambda b: b.revolver, Weight.PLAIN),
    ("Total debt", lambda b: b.debt, Weight.SUBTOTAL),
    ("Other liabilities", lambda b: b.other_liabilities, Weight.PLAIN),
    ("Equity", lambda b: b.equity, Weight.PLAIN),
    ("Liabilities and equity", lambda b: b.liabilities_and_equity, Weight.TOTAL),
    ("Net debt", lambda b: b.net_debt, Weight.KEY),
)


_OTHER = (
    "Other assets and liabilities are what the lines above leave of the reported totals, and are "
    "held."
)


def _balances(made: Projection) -> ModelSheet:
    sheets = [made.opening, *(one.balance for one in made.years)]
    rows = [model_row(label, [of(one) for one in sheets], weight) for label, of, weight in _LINES]
    return ModelSheet(
        "Projected balance sheet",
        "Projected balance sheet",
        [
            Section(
                "Balance sheet at year end",
                rows,
                [f"{made.opening_label}A", *_heads(made)],
                [_OTHER],
            )
        ],
        widths=(46.0, 13.0),
    )  # fmt: skip


_CAPPED = (
    "Principal by the debt note or the imported bonds; no more is repaid than the debt of the "
    "opening balance sheet."
)


def _debt(made: Projection, extra: Sequence[Figure]) -> ModelSheet:
    ratios = []
    for name in _RATIOS:
        figures = [credit_ratio(one, name) for one in made.years]
        ratios.append(model_row(figures[0].name, figures, Weight.KEY))
    used = made.years[0].statistics.inputs
    own = [
        model_row(one.name, [y.statistics.inputs[place] for y in made.years])
        for place, one in enumerate(used)
        if ".projection.credit." in one.key
    ]
    due = [
        replace(
            model_row(one.note.label, [one.day, *one.years]),
            forms=[suggested_format(each) for each in (one.day, *one.years)],
        )
        for one in made.schedule
    ]
    falls = [Section("Falls due", due, ["Matures", *_heads(made)], [_CAPPED])] if due else []
    return ModelSheet(
        "Projected credit",
        "Projected credit statistics",
        [
            Section("Company-defined", [*own, *ratios], _heads(made)),
            *falls,
            Section(
                "Held from the last fiscal year",
                figure_rows([made.terms.interest_rate, made.terms.payout_share]),
            ),
            Section("Held against", figure_rows(extra)),
        ],
        widths=(46.0, 13.0),
    )


def _checks(made: Projection) -> Sequence[CheckPair]:
    """Both sides, cash, net debt, equity, and the DCF's own flow, year by year."""
    prefix, form = f"{made.company.prefix}.projection", line(made.opening.cash).form
    found = [
        CheckPair("Opening balance sheet balances", made.opening.assets,
                  made.opening.liabilities_and_equity, form)
    ]  # fmt: skip
    before = made.opening
    for year in made.years:
        now, label = year.balance, year.flow.label
        flow = year.flow

        def anew(key: str, name: str, term: Term, of: ProjectedYear = year) -> Figure:
            return computed(
                f"{prefix}.check_{key}", f"{name} {of.flow.label}", term, of.flow.period
            )

        paid = year.dividends + year.buybacks
        gained: Term = year.net_income - paid
        if flow.stock_compensation is not None:
            gained = gained + flow.stock_compensation
        unlevered = anew(
            "unlevered", "Free cash flow before interest and its tax shield",
            year.free_cash + year.interest - (flow.tax - year.tax),
        )  # fmt: skip
        rolled = anew("net_debt", "Net debt rolled forward",
                      before.net_debt - year.free_cash + paid)  # fmt: skip
        equity = anew("equity", "Equity rolled forward", before.equity + gained)
        cash = anew("cash", "Cash from debt and net debt", now.debt - rolled)
        found += [
            CheckPair(f"{label}: projected balance sheet balances", now.assets,
                      now.liabilities_and_equity, form),
            CheckPair(f"{label}: net debt ties to the cash flow", now.net_debt, rolled, form),
            CheckPair(f"{label}: cash ties to debt and cash flow", now.cash, cash, form),
            CheckPair(f"{label}: equity ties to retained earnings", now.equity, equity, form),
            CheckPair(f"{label}: free cash flow ties to the DCF", unlevered,
                      flow.free_cash_flow, form),
        ]  # fmt: skip
        before = now
    return found
