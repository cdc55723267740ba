"""What the model of an initial public offering shows in a workbook."""

from __future__ import annotations

from collections.abc import Sequence

from bookrunner.figures import Figure, Format
from bookrunner.offerings.ipo import Ipo
from bookrunner.valuation import (
    Model,
    ModelSheet,
    Section,
    Weight,
    figure_rows,
    line,
    model_row,
)

_RANGE = ("Low end", "Midpoint", "High end")
_KEYS = ("net_proceeds", "equity_value", "dilution_share", "discount_at_price_share")
_BOOK_REQUIRED = (
    "Net tangible book value required for the Dilution section: adopt ipo.net_tangible_book_value."
)


def ipo_model(made: Ipo) -> Model:
    """Valuation and price range, the offering across the range, and the cap table."""
    middle = made.middle
    return Model(
        "ipo",
        "Initial public offering",
        [_value_sheet(made), _offer_sheet(made), _holders_sheet(made)],
        assumptions=[*made.terms.assumed, *made.window.lines],
        headlines=[
            line(one)
            for one in (middle.price, middle.equity_value, middle.net, middle.dilution)
        ],
        grids=made.grids,
        checks=made.checks,
        findings=made.findings,
    )  # fmt: skip


def _value_sheet(made: Ipo) -> ModelSheet:
    priced, fair = made.pricing, made.pricing.fair
    told = [fair.peers_multiple, fair.dcf_multiple, fair.multiple, fair.metric,
            fair.enterprise_value, fair.net_claims]  # fmt: skip
    count = made.count
    return ModelSheet(
        "IPO value",
        f"{made.company.name}: from fair value to the price range",
        [
            Section("Fair value before the money",
                    [*figure_rows([one for one in told if one is not None]),
                     model_row(fair.equity_value.name, [fair.equity_value], Weight.TOTAL)]),
            Section("The offer after the money",
                    [*figure_rows([priced.value, priced.base_money, priced.new_money,
                                   priced.net_money, priced.fair_after]),
                     model_row(priced.before_money.name, [priced.before_money], Weight.TOTAL)],
                    notes=[("New money is in the equity value net of its costs; the discount is "
                           "between the offer and the fair value, both after the money.")]),
            Section("Price",
                    [*figure_rows([count.basic, *_options(made)]),
                     model_row(priced.price.name, [priced.price], Weight.KEY),
                     *figure_rows([priced.middle, priced.half, priced.low, priced.high]),
                     *figure_rows([priced.width])]),
        ],
        widths=(58.0, 16.0),
    )  # fmt: skip


def _options(made: Ipo) -> Sequence[Figure]:
    return [figure for one in made.count.tranches for figure in (one.count, one.strike)]


def _offer_sheet(made: Ipo) -> ModelSheet:
    sections = [
        Section(
            "Shares offered, the same across the range",
            figure_rows([*made.sold.figures, made.sold_in_all]),
        )
    ]
    prices = model_row("Offer price", [one.price for one in made.offers], Weight.SUBTOTAL)
    told = [one.sections for one in made.offers]
    for place, (title, first) in enumerate(told[0]):
        across = [[one[place][1][row] for one in told] for row in range(len(first))]
        rows = [model_row(figures[0].name, figures, _weight(figures[0])) for figures in across]
        sections.append(Section(title, [prices, *rows], _RANGE))
    fees = Section("Gross spread at the midpoint", figure_rows(made.fees.figures))
    listing = Section(
        "Least numbers of the exchange, at the low end",
        [row for one in made.listing for row in
         (model_row(one.has.name, [one.least, one.has]), model_row(one.passes.name, [one.passes]))],
        ("Least", "Has"),
    )  # fmt: skip
    balance = [] if made.balance is None else [Section(
        "Capitalisation at the midpoint",
        [model_row(label, figures) for label, figures in made.balance.rows],
        ("Actual", "Offering", "As adjusted", "With option"),
    )]  # fmt: skip
    last = [] if made.conservative is None else figure_rows([made.conservative])
    more = [] if made.middle.book is not None else [_BOOK_REQUIRED]
    if not last:
        more.append("Add-backs in management's EBITDA required: adopt ipo.ebitda_add_backs.")
    return ModelSheet(
        "IPO offering",
        f"{made.company.name}: the offering across the price range",
        [
            *sections,
            fees,
            *balance,
            *([listing] if made.listing else []),
            Section("Also", last, notes=more),
        ],
        widths=(58.0, 16.0, 16.0, 16.0, 16.0),
    )


def _weight(figure: Figure) -> Weight:
    return Weight.KEY if figure.key.rsplit(".", 1)[-1] in _KEYS else Weight.PLAIN


def _holders_sheet(made: Ipo) -> ModelSheet:
    table = made.table
    rows = table.rows
    counts = [
        model_row(one.name, [one.before, one.sold, one.after], form=Format.SHARES_MM)
        for one in rows
    ]
    parts = [
        model_row(
            one.name,
            [one.before_share, one.after_share, one.after_share_greenshoe, one.diluted_by],
            form=Format.PERCENT1,
        )
        for one in rows
    ]
    brought = [
        model_row(one.name, [one.shares, one.sells], form=Format.SHARES_MM) for one in made.holders
    ]
    strikes = figure_rows([one.strike for one in made.holders if one.strike is not None])
    weights = figure_rows([one.selling for one in rows if one.selling is not None])
    known = [
        Section("As imported, before the split", brought, ("Shares", "Gives")),
        *([Section("Strikes, before the split", strikes)] if strikes else []),
    ]
    whole = model_row("Shares outstanding", [table.before, None, table.after], Weight.TOTAL)
    return ModelSheet(
        "Cap table",
        f"{made.company.name}: who owns it before and after the base deal",
        [
            *(known if brought else []),
            Section("Who sells, of all that holders sell", weights),
            Section("Shares outstanding", [*counts, whole], ("Before", "Sold", "After")),
            Section("Of the company", parts, ("Before", "After", "With option", "Change")),
            Section("Lock-up", figure_rows([table.locked, table.locked_share])),
        ],
        widths=(44.0, 14.0, 14.0, 14.0, 14.0),
    )
