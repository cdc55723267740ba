"""The sheets of a buyout, for the workbook of any pitch."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bookrunner.figures import Figure, Format
from bookrunner.transactions.lbo import Downside, Lbo, lbo_downside, lbo_grids
from bookrunner.transactions.lbo_debt import DebtYear
from bookrunner.valuation import (
    Model,
    ModelRow,
    ModelSheet,
    Section,
    Weight,
    figure_rows,
    line,
    model_row,
    suggested_format,
)

_NAMES = 46.0
_CONVENTION = (
    "IRR = MOIC ^ (365 / days) - 1: what XIRR gives for one payment and one receipt; payments "
    "count as negative."
)


def lbo_model(made: Lbo) -> Model:
    """What a buyout shows: its sheets, assumptions, results, grids and checks."""
    result, bear = made.returns, lbo_downside(made)
    low = [one for one in result.highest if one.target is made.terms.targets[0]]
    wanted = next(
        (one for place, one in enumerate(low, 1) if made.terms.exit_selector.value == place),
        low[-1],
    )
    name = f"LBO: highest price for the {wanted.target.name.lower().replace('irr', 'IRR')}"
    return Model(
        key="lbo",
        title="Leveraged buyout",
        sheets=[
            _sources_uses(made),
            _operations(made),
            _debt(made),
            _returns(made),
            _ability(made),
            _credit(made, bear),
            _downside(bear),
            *_balance(made),
        ],
        assumptions=made.terms.lines,
        headlines=[
            line(result.irr, "LBO: sponsor's IRR"),
            line(result.moic, "LBO: sponsor's multiple of money"),
            line(wanted.stated, name),
        ],
        grids=lbo_grids(made),
        checks=made.checks,
        findings=made.findings,
    )


def _sources_uses(made: Lbo) -> ModelSheet:
    closing, paid = made.closing, made.closing.entry
    price = [paid.ebitda, *paid.priced, paid.multiple, paid.enterprise_value, paid.net_claims]
    price = [one for one in price if one is not paid.priced[-1]] if paid.priced else price
    rows = list(figure_rows(price))
    if paid.priced:
        rows.append(model_row(paid.priced[-1].name, [paid.priced[-1]]))
    if paid.offer_price is not None:
        rows.append(model_row(paid.offer_price.name, [paid.offer_price], Weight.KEY))
        rows += figure_rows([*([] if paid.premium is None else [paid.premium]), *paid.new_shares])
        assert paid.diluted_shares is not None
        rows += figure_rows([paid.diluted_shares, *paid.converted])
    rows.append(model_row(paid.equity.name, [paid.equity], Weight.TOTAL))
    heads = ["Amount", "x EBITDA", "Share"]
    shared = [closing.commitment, closing.equity, closing.sponsor_share, closing.contribution]
    if closing.staying is not None:
        shared.append(closing.staying)
    return ModelSheet(
        "LBO sources and uses",
        "Leveraged buyout: price, sources and uses",
        [
            Section("Entry price", rows),
            Section(
                "Debt at closing",
                [
                    *figure_rows([closing.leverage, *(one.size for one in closing.layers)]),
                    *figure_rows([one.discount for one in closing.layers]),
                    *figure_rows(shared[:1]),
                ],
            ),
            Section("Sources", _sided(made, closing.sources, closing.total_sources), heads),
            Section("Uses", _sided(made, closing.uses, closing.total_uses), heads),
            Section("Equity", figure_rows(shared[1:])),
        ],
        "Closing is on the valuation date; sponsor equity is the plug",
        (_NAMES, 14.0),
    )


def _sided(made: Lbo, parts: Sequence[Figure], whole: Figure) -> Sequence[ModelRow]:
    rows = []
    for one in (*parts, whole):
        times, share = made.sizes[one.id]
        weight = Weight.TOTAL if one is whole else Weight.PLAIN
        forms = [one, times, share]
        rows.append(ModelRow(one.name, forms, Format.MONEY_MM, weight))
    return rows


_YearRow = tuple[str, Callable[[DebtYear], Figure | None], Weight]


def _rows(made: Lbo, wanted: Sequence[_YearRow]) -> Sequence[ModelRow]:
    rows = []
    for label, pick, weight in wanted:
        figures = [pick(one) for one in made.schedule]
        if any(one is not None for one in figures):
            rows.append(model_row(label, figures, weight))
    return rows


def _heads(made: Lbo) -> Sequence[str]:
    return [one.label for one in made.years]


def _operations(made: Lbo) -> ModelSheet:
    plain, total = Weight.PLAIN, Weight.TOTAL
    later = [one for one in made.years if ".lbo.later." in one.revenue.key]
    notes = ["Closing falls into the first year, which counts at the part that lies after it."]
    if later:
        notes.append(f"Beyond the forecast, from {later[0].label}, growth is the long-run rate.")
    return ModelSheet(
        "LBO operations",
        "Leveraged buyout: what the business earns before financing",
        [
            Section(
                "Selected case of the DCF",
                _rows(
                    made,
                    [
                        ("Year after closing", lambda one: one.year.number, plain),
                        ("Fiscal year end", lambda one: one.year.end, plain),
                        ("Part of the year after closing", lambda one: one.year.part, plain),
                        ("Years after closing, at its end", lambda one: one.year.elapsed, plain),
                        ("Revenue, full year", lambda one: one.year.revenue, plain),
                        ("EBITDA, full year", lambda one: one.year.full_ebitda, plain),
                        ("EBITDA after closing", lambda one: one.year.ebitda, total),
                        ("D&A", lambda one: one.year.depreciation, plain),
                        ("EBIT", lambda one: one.year.ebit, plain),
                        ("Capital expenditure", lambda one: one.year.capex, plain),
                        (
                            "Increase of working capital",
                            lambda one: one.year.working_capital,
                            plain,
                        ),
                        (
                            "Stock compensation added back",
                            lambda one: one.year.stock_compensation,
                            plain,
                        ),
                    ],
                ),
                _heads(made),
                notes,
            )
        ],
        widths=(_NAMES, 13.0),
    )


def _debt(made: Lbo) -> ModelSheet:
    plain, sub, total = Weight.PLAIN, Weight.SUBTOTAL, Weight.TOTAL
    heads = _heads(made)
    sections = [
        Section(
            "Cash and revolver",
            _rows(
                made,
                [
                    ("EBITDA after closing", lambda one: one.year.ebitda, plain),
                    ("Cash taxes", lambda one: one.taxes, plain),
                    ("Cash available for debt service", lambda one: one.available, sub),
                    ("Cash interest", lambda one: one.cash_interest, plain),
                    ("Free cash flow after interest", lambda one: one.free_cash_flow, sub),
                    ("Scheduled repayment", lambda one: one.scheduled, plain),
                    ("Cash at start", lambda one: one.opening_cash, plain),
                    ("Cash before the revolver", lambda one: one.before_revolver, sub),
                    ("Revolver at start", lambda one: one.revolver_opening, plain),
                    ("Revolver drawn", lambda one: one.drawn, plain),
                    ("Revolver repaid", lambda one: one.repaid, plain),
                    ("Revolver at end", lambda one: one.revolver_closing, plain),
                    ("Surplus cash that sweeps", lambda one: one.surplus, plain),
                    ("Cash at end", lambda one: one.closing_cash, total),
                    ("Cash below the minimum", lambda one: one.shortfall, plain),
                ],
            ),
            heads,
        )
    ]
    for place, layer in enumerate(made.closing.layers):
        sections.append(Section(layer.terms.label, _layer_rows(made, place), heads))
    sections.append(
        Section(
            "Interest and tax",
            _rows(
                made,
                [
                    ("Revolver: rate", lambda one: one.revolver_rate, plain),
                    (
                        "Revolver: interest and undrawn fee",
                        lambda one: one.revolver_interest,
                        plain,
                    ),
                    ("Interest, cash and in kind", lambda one: one.interest, sub),
                    ("Financing costs amortised", lambda one: one.amortised, plain),
                    ("Capitalised financing costs", lambda one: one.costs_left, plain),
                    ("Cap on deductible interest", lambda one: one.cap, plain),
                    ("Deductible interest", lambda one: one.deductible, plain),
                    ("Interest carried forward", lambda one: one.carried, plain),
                    ("Net income", lambda one: one.net_income, total),
                ],
            ),
            heads,
        )
    )
    sections.append(
        Section(
            "Debt at year end",
            _rows(
                made,
                [
                    ("Total debt", lambda one: one.debt, total),
                    ("Net debt", lambda one: one.net_debt, plain),
                ],
            ),
            heads,
        )
    )
    return ModelSheet(
        "LBO debt",
        "Leveraged buyout: cash waterfall and debt schedule",
        sections,
        "Interest on balances at the start of the year, unless switched; sweeps at the year's end",
        (_NAMES, 13.0),
    )


def _layer_rows(made: Lbo, place: int) -> Sequence[ModelRow]:
    plain, total = Weight.PLAIN, Weight.TOTAL
    return _rows(
        made,
        [
            ("At start", lambda one: one.layers[place].opening, plain),
            ("Rate", lambda one: one.layers[place].rate, plain),
            ("Interest", lambda one: one.layers[place].interest, plain),
            ("Scheduled repayment", lambda one: one.layers[place].scheduled, plain),
            ("Swept", lambda one: one.layers[place].swept, plain),
            ("At end", lambda one: one.layers[place].closing, total),
        ],
    )


def _returns(made: Lbo) -> ModelSheet:
    result, closing, bridge = made.returns, made.closing, made.returns.bridge
    years = result.years
    return ModelSheet(
        "LBO returns",
        "Leveraged buyout: returns",
        [
            Section(
                "Exit at the end of",
                [
                    model_row("Years held", [one.held for one in years]),
                    model_row("Enterprise value", [one.enterprise_value for one in years]),
                    model_row("Net debt", [one.net_debt for one in made.schedule]),
                    model_row("Exit equity", [one.equity for one in years], Weight.SUBTOTAL),
                    model_row("Less: management's share of the gain", [one.pool for one in years]),
                    model_row("Sponsor's proceeds", [one.proceeds for one in years]),
                    model_row("Multiple of money", [one.moic for one in years]),
                    model_row("Internal rate of return", [one.irr for one in years], Weight.KEY),
                ],
                _heads(made),
                [_CONVENTION],
            ),
            Section(
                "Selected exit",
                [
                    *figure_rows([closing.sponsor, result.exit_multiple, result.exit_equity]),
                    model_row(result.held.name, [result.held]),
                    model_row(result.moic.name, [result.moic], Weight.KEY),
                    model_row(result.irr.name, [result.irr], Weight.KEY),
                ],
            ),
            Section(
                "Where the gain comes from",
                [
                    *figure_rows([*bridge.read, *bridge.parts]),
                    model_row(bridge.gain.name, [bridge.gain], Weight.TOTAL),
                    model_row(bridge.gain_by_flows.name, [bridge.gain_by_flows]),
                ],
            ),
        ],
        widths=(_NAMES, 13.0),
    )


def _ability(made: Lbo) -> ModelSheet:
    sections = []
    for goal in made.terms.targets:
        found = [one for one in made.returns.highest if one.target is goal]
        rows = [
            model_row(
                chain[0].name,
                chain,
                Weight.KEY if chain[0] is found[0].stated else Weight.PLAIN,
            )
            for chain in zip(*(one.chain for one in found), strict=True)
        ]
        sections.append(Section(goal.name, [model_row(goal.name, [goal]), *rows], _heads(made)))
    return ModelSheet(
        "LBO ability to pay",
        "Leveraged buyout: the highest price for a return",
        sections,
        "Solved: debt is sized on EBITDA, so that nothing after closing depends on the price; "
        "the exit multiple is the model's",
        (_NAMES, 13.0),
    )


def _credit(made: Lbo, bear: Downside) -> ModelSheet:
    found = made.credit
    return ModelSheet(
        "LBO credit",
        "Leveraged buyout: credit statistics",
        [
            Section(
                "At year end, selected case",
                [
                    model_row("Debt / EBITDA", [one.leverage for one in found]),
                    model_row("Net debt / EBITDA", [one.net_leverage for one in found]),
                    model_row("EBITDA / cash interest", [one.coverage for one in found]),
                    model_row(
                        "EBITDA less capex / cash interest",
                        [one.coverage_after_capex for one in found],
                    ),
                    model_row("Free cash flow / debt at start", [one.flow_share for one in found]),
                    model_row("Debt repaid since closing", [one.paid_down for one in found]),
                ],
                _heads(made),
            ),
            Section(
                "At year end, bear case",
                [
                    model_row("Debt / EBITDA, bear case", bear.leverage),
                    model_row("EBITDA / cash interest, bear case", bear.coverage),
                ],
                _heads(made),
                ["The workings stand on the sheet LBO downside."],
            ),
        ],
        widths=(_NAMES, 13.0),
    )


def _downside(bear: Downside) -> ModelSheet:
    shown = {one.id for one in (*bear.leverage, *bear.coverage)}
    rows = [model_row(bear.selector.name, [bear.selector])]
    rows += [
        model_row(f"{old.name} [{old.period}]", [twin], form=suggested_format(old))
        for old, twin in zip(bear.originals, bear.chain, strict=True)
        if twin.id not in shown
    ]
    return ModelSheet(
        "LBO downside",
        "Leveraged buyout: workings of the bear case",
        [Section("The model anew with the bear case selected", rows)],
        widths=(70.0, 14.0),
    )


def _balance(made: Lbo) -> Sequence[ModelSheet]:
    books = made.balance
    if books is None:
        return ()
    sheets = books.sheets
    rows = [
        model_row("Cash", [one.cash for one in sheets]),
        model_row("Capitalised financing costs", [one.costs for one in sheets]),
        model_row("Goodwill", [one.goodwill for one in sheets]),
        model_row("Net operating assets", [one.operating for one in sheets]),
        model_row("Net assets", [one.assets for one in sheets], Weight.TOTAL),
        model_row("Debt", [one.debt for one in sheets]),
        model_row("Equity", [one.equity for one in sheets]),
        model_row("Debt and equity", [one.claims for one in sheets], Weight.TOTAL),
    ]
    staying = [one.staying for one in sheets]
    if staying[0] is not None:
        rows.insert(6, model_row("Noncontrolling interest", staying))
    return [
        ModelSheet(
            "LBO balance sheet",
            "Leveraged buyout: condensed balance sheet",
            [
                Section("Goodwill", figure_rows([*books.before, books.identifiable])),
                Section("Balance sheet", rows, [one.label for one in sheets]),
            ],
            widths=(_NAMES, 13.0),
        )
    ]
