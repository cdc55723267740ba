"""The tables and charts of a merger's pages."""

from __future__ import annotations

from collections.abc import Sequence

from bookrunner.figures import Figure, Format
from bookrunner.office import Chart, ChartKind, Line, Row, RowStyle, Series, Shown, Table
from bookrunner.pitch.deck_pieces import figure_row
from bookrunner.transactions import BalanceLine, HasGets, Ladder, Merger, MergerYear
from bookrunner.valuation import suggested_format


def row(label: str, figures: Sequence[Figure | None], style: RowStyle = RowStyle.PLAIN) -> Row:
    """The figures in the format that their first calls for."""
    first = next(one for one in figures if one is not None)
    return figure_row(label, figures, style, form=suggested_format(first))


def _money(made: Merger) -> str:
    return f"{made.acquirer.company.company.money} in millions"


def _heads(made: Merger) -> Sequence[Line]:
    return [(f"{one.label}, to {one.period.end:%d-%b-%Y}",) for one in made.income.years]


def earnings_chart(made: Merger) -> Chart:
    """Accretion by year, GAAP and cash."""
    years = made.income.years
    return Chart(
        ChartKind.COLUMN,
        [one.label for one in years],
        [
            Series("GAAP EPS", [one.accretion for one in years]),
            Series("Cash EPS", [one.cash_accretion for one in years]),
        ],
        Format.PERCENT1,
        "Accretion / (dilution)",
    )


def earnings_table(made: Merger) -> Table:
    """EPS alone and combined, and the synergies that break even."""
    years = made.income.years
    label = made.sides[0].label
    return Table(
        [("Per share",), *_heads(made)],
        [
            row(f"EPS of {label} alone", [one.standalone_eps for one in years]),
            row("Combined EPS", [one.eps for one in years], RowStyle.SUBTOTAL),
            row("Accretion / (dilution) per share", [one.accretion_amount for one in years]),
            row("Accretion / (dilution)", [one.accretion for one in years], RowStyle.HIGHLIGHT),
            row("Combined cash EPS", [one.cash_eps for one in years]),
            row("Cash accretion / (dilution)", [one.cash_accretion for one in years],
                RowStyle.HIGHLIGHT),
            row("Synergies reached, in millions", [_synergies(one) for one in years]),
            row("Break-even synergies, in millions", [one.breakeven for one in years]),
        ],
        widths=(2.2, 1.2, 1.2, 1.2),
    )  # fmt: skip


def _synergies(year: MergerYear) -> Figure | None:
    return next(one.before_tax for one in year.effects if one.key == "synergies")


def offer_table(made: Merger) -> Table:
    """The offer in brief."""
    paid, terms = made.offer, made.terms
    return Table(
        [("The offer",), (_money(made),)],
        [
            row("Offer per share", [paid.price], RowStyle.SUBTOTAL),
            row("Premium", [terms.premium]),
            row("Equity, options at the offer counted", [paid.equity]),
            row("Enterprise value", [paid.enterprise_value]),
            row("Paid in shares", [terms.stock]),
            row("Acquirer's shares for each share", [paid.exchange_ratio]),
            row("Cash for each share", [paid.cash_per_share]),
            row("New debt", [made.funding.debt]),
            row("Target's holders own", [made.holders.target], RowStyle.HIGHLIGHT),
        ],
        widths=(2.4, 1.2),
    )


def bridge_chart(made: Merger, year: MergerYear) -> Chart:
    """What each part of the deal does to EPS of one year."""
    target = made.sides[1].label
    parts = [("New holders", year.dilution), (target, year.target_eps)]
    parts += [(_SHORT.get(one.key, one.label), one.per_share) for one in year.effects]
    shown = [(label, figure) for label, figure in parts if figure.value != 0]
    return Chart(
        ChartKind.BAR,
        [label for label, _ in shown],
        [Series("Per share", [figure for _, figure in shown])],
        Format.PER_SHARE,
        f"EPS, {year.label.lower()}: what is added and taken away",
    )


_SHORT = {
    "interest_saved": "Interest saved",
    "new_interest": "New interest",
    "lost_interest": "Interest lost on cash",
    "fees_amortised": "Financing fees",
    "integration": "Cost to achieve",
    "intangibles_amortised": "Amortisation",
    "property_depreciated": "Depreciation",
    "inventory_sold": "Inventory",
    "interest_cap_tax": "Interest cap",
}


def bridge_table(made: Merger) -> Table:
    """The bridge of all years."""
    years = made.income.years
    label, target = made.sides[0].label, made.sides[1].label
    keys = dict.fromkeys((each.key, each.label) for one in years for each in one.effects)
    rows = [
        row(f"{label} alone", [one.standalone_eps for one in years], RowStyle.SUBTOTAL),
        row("Shared with new holders", [one.dilution for one in years]),
        row(f"Net income of {target}", [one.target_eps for one in years]),
    ]
    for key, name in keys:
        found = [
            next((each.per_share for each in one.effects if each.key == key), None) for one in years
        ]
        if any(one is not None and one.value != 0 for one in found):
            rows.append(row(f"{name}, after tax" if key != "interest_cap_tax" else name, found))
    rows.append(row("Combined EPS", [one.eps for one in years], RowStyle.TOTAL))
    rows.append(row("Combined cash EPS", [one.cash_eps for one in years], RowStyle.HIGHLIGHT))
    return Table(
        [("Per share",), *((one.label,) for one in years)], rows, widths=(3.0, 0.8, 0.8, 0.8)
    )


def ladder_table(made: Merger, ladder: Ladder) -> Table:
    """The offer at other premiums."""
    second = made.income.years[1]
    heads: list[Line] = [(Shown(one, Format.PERCENT1),) for one in ladder.points]
    paid = [one for one in made.offer.multiples if one.key.endswith(".ev_ebitda")]
    told = [
        ("Offer per share", made.offer.price),
        *(("EV / EBITDA", one) for one in paid),
        ("Target owns", made.holders.target),
        ("Accretion", second.accretion),
        ("Cash accretion", second.cash_accretion),
    ]
    return Table(
        [("Premium",), *heads],
        [row(label, ladder.across(one)) for label, one in told],
        widths=(2.0, 1, 1, 1, 1, 1),
        title=f"Premium ladder, {second.label.lower()}",
    )


def structure_table(made: Merger, ladder: Ladder, best: int | None) -> Table:
    """Cash to shares by quarters."""
    heads: list[Line] = [(Shown(one, Format.PERCENT1), " in shares") for one in ladder.points]
    second = made.income.years[1]
    rows = [
        row("New debt", ladder.across(made.funding.debt)),
        row("Owned by the target's holders", ladder.across(made.holders.target)),
    ]
    rows += [row(_credit_name(one), ladder.across(one)) for one in _credited(made)]
    for year in made.income.years:
        style = RowStyle.SUBTOTAL if year is second else RowStyle.PLAIN
        rows.append(row(f"Accretion, {year.label.lower()}", ladder.across(year.accretion), style))
    place = next(number for number, one in enumerate(rows) if one.style is RowStyle.SUBTOTAL)
    return Table(
        [(_money(made),), *heads],
        rows,
        widths=(2.4, 1, 1, 1, 1, 1),
        highlight=None if best is None else (place, best + 1),
        title="The offer, paid in other mixes of cash and shares",
    )


def _credited(made: Merger) -> Sequence[Figure]:
    if not made.credit:
        return ()
    found = [made.credit[-1].leverage, made.credit[-1].coverage]
    return [one for one in found if one is not None]


def _credit_name(figure: Figure) -> str:
    name = figure.name.removeprefix("Combined: ")
    return name[:1].upper() + name[1:]


def credit_table(made: Merger) -> Table:
    """Leverage and coverage of each and of both."""
    found = made.credit
    if not found:
        return Table([("Credit",)], [Row([("Debt or EBITDA of a company is not reported",)])])
    rows = [
        row("Debt with finance leases", [one.debt for one in found]),
        row("LTM EBITDA", [one.ebitda for one in found]),
        row("Debt / EBITDA", [one.leverage for one in found], RowStyle.SUBTOTAL),
        row("Net debt / EBITDA", [one.net_leverage for one in found]),
    ]
    if any(one.coverage is not None for one in found):
        rows.append(row("EBITDA / interest", [one.coverage for one in found]))
    if made.synergised_leverage is not None:
        rows.append(
            row("Debt / EBITDA with run-rate synergies", [None, None, made.synergised_leverage])
        )
    rows.append(row("Highest that is accepted", [None, None, made.terms.leverage_limit]))
    return Table(
        [(_money(made),), *((one.label,) for one in found)],
        rows,
        widths=(2.4, 1, 1, 1),
        title="Pro forma leverage at the model's mix",
    )


def return_table(made: Merger) -> Table:
    """What is earned on what is paid."""
    earned = made.earned
    return Table(
        [("Return on the purchase, third year",), ("",)],
        [
            row("Target's EBIT and synergies, after tax", [earned.profit]),
            row("Enterprise value and all costs", [earned.invested]),
            row("Return on invested capital", [earned.roic], RowStyle.SUBTOTAL),
            row("WACC of the target", [earned.wacc]),
            row("Return less WACC", [earned.spread], RowStyle.HIGHLIGHT),
        ],
        widths=(2.6, 1.0),
        title=_money(made),
    )


def contribution_table(made: Merger) -> Table:
    """What each brings, before and after what it owes, and the exchange ratio it would mean."""
    buyer, bought = (side.label for side in made.sides)
    rows = []
    for one in made.contributions:
        cells: list[Line] = [
            (Shown(figure, form),)
            for figure, form in (
                (one.acquirer, Format.MONEY_MM),
                (one.target, Format.MONEY_MM),
                (one.target_share, Format.PERCENT1),
                (one.target_equity_share, Format.PERCENT1),
                (one.exchange_ratio, Format.RATIO4),
            )
        ]
        rows.append(Row([(one.label,), *cells]))
    owned = made.holders
    new: list[Line] = [(Shown(one, Format.PERCENT1),) for one in (owned.acquirer, owned.target)]
    rows.append(Row([("Ownership at the model's mix",), *new, (), (), ()], RowStyle.SUBTOTAL))
    rows.append(
        Row(
            [
                ("Ownership, were all paid in shares",),
                (),
                (),
                (),
                (Shown(owned.target_by_shares, Format.PERCENT1),),
                (Shown(made.offer.full_ratio, Format.RATIO4),),
            ],
            RowStyle.TOTAL,
        )
    )
    return Table(
        [
            (_money(made),),
            (buyer,),
            (bought,),
            (f"{bought}'s share",),
            ("Of equity",),
            ("Exchange ratio",),
        ],
        rows,
        widths=(2.2, 1, 1, 1, 1, 1.1),
    )


def contribution_chart(made: Merger) -> Chart:
    """The target's share of each measure, of equity."""
    return Chart(
        ChartKind.BAR,
        [*(one.label for one in made.contributions), "All in shares", "As offered"],
        [
            Series(
                f"{made.sides[1].label}'s share",
                [
                    *(one.target_equity_share for one in made.contributions),
                    made.holders.target_by_shares,
                    made.holders.target,
                ],
            )
        ],
        Format.PERCENT1,
        f"{made.sides[1].label}'s share of equity, adjusted for debt",
    )


def holders_table(made: Merger, side: int) -> Table:
    """What one share has and gets: of the acquirer (0) or of the target (1)."""
    pairs: Sequence[HasGets] = (made.holders.acquirer_holder, made.holders.target_holder)[side]
    rows = []
    for one in pairs:
        cells: list[Line] = [
            (Shown(one.has, Format.PER_SHARE),),
            (Shown(one.gets, Format.PER_SHARE),),
            (Shown(one.change, Format.PERCENT1),),
        ]
        rows.append(Row([(one.label,), *cells]))
    return Table(
        [(f"One share of {made.sides[side].label}",), ("Has",), ("Gets",), ("Change",)],
        rows,
        widths=(2.4, 1, 1, 1),
    )


def multiples_table(made: Merger) -> Table:
    """What the offer pays for what is earned."""
    return Table(
        [("Implied multiples",), ("At the offer",)],
        [row(one.name, [one]) for one in made.offer.multiples],
        widths=(2.6, 1.0),
    )


def funding_table(made: Merger) -> Table:
    """Sources and uses."""
    closing = made.funding
    rows = [Row([("Uses",), ()], RowStyle.SECTION)]
    rows += [row(one.name, [one]) for one in closing.uses if one.value != 0]
    rows.append(row("Total uses", [closing.total_uses], RowStyle.TOTAL))
    rows.append(Row([("Sources",), ()], RowStyle.SECTION))
    rows += [row(one.name, [one]) for one in closing.sources if one.value != 0]
    rows.append(row("Total sources", [closing.total_sources], RowStyle.TOTAL))
    return Table([("Sources and uses",), (_money(made),)], rows, widths=(2.6, 1.0))


def allocation_table(made: Merger) -> Table:
    """The price, split into what it pays for."""
    raised, books = made.write_ups, made.balance
    lifted = [one for one in (raised.intangibles, raised.property, raised.inventory)
              if one is not None]  # fmt: skip
    rows = [row(one.name, [one]) for one in lifted]
    rows.append(row("Write-ups", [raised.total], RowStyle.SUBTOTAL))
    rows.append(row("Deferred tax on write-ups", [raised.deferred_tax]))
    if books is not None:
        split = books.allocation
        rows.append(row("Book equity of the target", [split.book_equity]))
        if split.existing_goodwill is not None:
            rows.append(row("Existing goodwill, taken out", [split.existing_goodwill]))
        if split.goodwill_tax is not None:
            rows.append(row("Deferred tax on it, added", [split.goodwill_tax]))
        rows += [row("Debt bought as shares, added", [one]) for one in split.converted]
        rows.append(row("Identifiable net assets", [split.identifiable], RowStyle.SUBTOTAL))
        rows.append(row("Equity purchase price", [made.offer.equity]))
        rows.append(row("Goodwill", [split.goodwill], RowStyle.TOTAL))
    return Table([("Purchase price allocation",), (_money(made),)], rows, widths=(2.6, 1.0))


def balance_table(made: Merger) -> Table:
    """The combined balance sheet at closing."""
    assert made.balance is not None, "the page is made where there is one"
    books = made.balance

    def lines(parts: Sequence[BalanceLine], whole: BalanceLine) -> Sequence[Row]:
        return [
            *(row(one.label, one.figures) for one in parts),
            row(whole.label, whole.figures, RowStyle.TOTAL),
        ]

    return Table(
        [(_money(made),), *((side.label,) for side in made.sides), ("Deal",), ("Combined",)],
        [*lines(books.assets, books.total_assets), *lines(books.claims, books.total_claims)],
        widths=(2.6, 1, 1, 1, 1.1),
    )
