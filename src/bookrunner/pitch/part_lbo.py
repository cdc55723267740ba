"""The leveraged buyout in a pitch: what a sponsor pays, how it is repaid, and what it could pay."""

from __future__ import annotations

from collections.abc import Sequence

from bookrunner.figures import Figure, Format, Unusable, average, computed, highest, lowest
from bookrunner.office import (
    Chart,
    ChartKind,
    Line,
    Region,
    Row,
    RowStyle,
    Series,
    Shown,
    Slide,
    Table,
)
from bookrunner.pitch.deck_flows import grid_table
from bookrunner.pitch.deck_pieces import (
    figure_row,
    is_number,
    money_form,
    source_line,
    stated,
    stated_of,
)
from bookrunner.pitch.parts import Page, Part, PartKind
from bookrunner.pitch.valued import MEDIAN_MULTIPLE, Valued
from bookrunner.transactions import (
    FIRST_EXIT,
    HighestPrice,
    Lbo,
    lbo,
    lbo_downside,
    lbo_model,
    lbo_terms,
)
from bookrunner.valuation import FieldBar, Model, suggested_format

_CONVENTION = (
    "Sponsor equity is the plug. Returns by days, as XIRR gives them for one payment and one "
    "receipt. Forward-looking figures are projections of the selected case."
)
_PRICE_NOTE = (
    "Solved, not searched: debt is sized on EBITDA, so that nothing after closing depends on the "
    "price. The exit multiple is held at the model's."
)


def lbo_part(valued: Valued) -> Part:
    """The buyout of the target on its DCF forecast.

    Raises:
        MarketDataRequired: Rates of the financing are missing.
        NothingToLever: EBITDA is not above zero.
        Unusable: There is no forecast, for the reason that the DCF gives.
    """
    median = valued.comps.statistic("median", MEDIAN_MULTIPLE)
    # The terms come first: what was adopted for them is known, whatever else is missing.
    terms = lbo_terms(valued.inputs.target, valued.policy, median)
    if valued.dcf is None:
        assert isinstance(valued.lacking, Unusable)
        raise valued.lacking
    made = lbo(valued.dcf, terms)
    model = lbo_model(made)
    return Part(
        models=[model],
        pages=[
            _summary(valued, made),
            _returns(valued, model),
            _credit(valued, made),
            _ability(valued, made),
        ],
        messages=[_message(valued, made), *_ability_message(made)],
        bars=_bars(made),
    )


LBO = PartKind(
    "lbo",
    "Leveraged buyout",
    "What a sponsor pays, earns and could pay",
    "The rates of the financing",
    lbo_part,
)


def _summary(valued: Valued, made: Lbo) -> Page:
    closing, result = made.closing, made.returns
    sides = Table(
        [(f"{valued.inputs.target.money} in millions",), ("Amount",), ("x EBITDA",), ("Share",)],
        [
            Row([("Sources",), (), (), ()], RowStyle.SECTION),
            *_sided(made, closing.sources, closing.total_sources),
            Row([("Uses",), (), (), ()], RowStyle.SECTION),
            *_sided(made, closing.uses, closing.total_uses),
        ],
        widths=(2.6, 1.0, 0.9, 0.8),
        title="Sources and uses at closing",
    )
    shown = _shown(made)
    years = [result.years[place] for place in shown]
    exits = Table(
        [("Exit at the end of",), *((one.label,) for one in years)],
        [
            _money_row("Enterprise value", [one.enterprise_value for one in years]),
            _money_row("Net debt", [made.schedule[place].net_debt for place in shown]),
            _money_row("Exit equity", [one.equity for one in years], RowStyle.SUBTOTAL),
            _money_row("Sponsor's proceeds", [one.proceeds for one in years]),
            _row("Multiple of money", [one.moic for one in years]),
            _row("IRR", [one.irr for one in years], RowStyle.TOTAL),
        ],
        widths=(2.3, *(1.0 for _ in years)),
        title="Returns by exit year",
    )
    bridge = result.bridge
    gain = Chart(
        ChartKind.COLUMN,
        [*(one.name for one in bridge.parts), "Gain"],
        [Series("Gain of all equity", [*bridge.parts, bridge.gain])],
        Format.MONEY_MM,
        f"Where the gain until {_selected(made)} comes from ({valued.inputs.target.money} mm)",
    )
    return Page(
        "lbo",
        "Leveraged buyout",
        "Who pays what at closing, and what the sponsor earns",
        Slide(
            _message(valued, made),
            [(Region.LEFT, sides), (Region.TOP_RIGHT, exits), (Region.BOTTOM_RIGHT, gain)],
            footnotes=[source_line(valued, [result.irr]), _turns(made)],
        ),
    )


def _turns(made: Lbo) -> Line:
    """At how many times EBITDA the company is bought and sold."""
    bought = Shown(made.closing.entry.multiple, Format.MULTIPLE)
    sold = Shown(made.returns.exit_multiple, Format.MULTIPLE)
    return ("Bought at ", bought, " and sold at ", sold, f" EBITDA. {_CONVENTION}")


def _sided(made: Lbo, parts: Sequence[Figure], whole: Figure) -> Sequence[Row]:
    rows = []
    for one in (*parts, whole):
        if one.value == 0:
            continue
        times, share = made.sizes[one.id]
        rows.append(
            Row(
                [
                    (one.name.split(" (")[0],),
                    (Shown(one, Format.MONEY_MM),),
                    (Shown(times, Format.MULTIPLE),),
                    (Shown(share, Format.PERCENT1),),
                ],
                RowStyle.TOTAL if one is whole else RowStyle.PLAIN,
            )
        )
    return rows


def _returns(valued: Valued, model: Model) -> Page:
    paid, paid_money, lent, operations = (model.grids[place] for place in (0, 1, 2, 4))
    low, high = paid.points[-1][0].output, paid.points[0][-1].output
    title: Line = ("How the return moves with the price, the debt and the business",)
    if is_number(low) and is_number(high):
        title = (
            "Across two steps of entry and exit multiple, the IRR spans ",
            Shown(low, Format.PERCENT1),
            " to ",
            Shown(high, Format.PERCENT1),
        )
    return Page(
        "lbo-returns",
        "Buyout sensitivity",
        "How the return moves with price, debt and business",
        Slide(
            title,
            [
                (Region.TOP_LEFT, grid_table(paid)),
                (Region.TOP_RIGHT, grid_table(paid_money)),
                (Region.BOTTOM_LEFT, grid_table(lent)),
                (Region.BOTTOM_RIGHT, grid_table(operations)),
            ],
            footnotes=[
                source_line(valued, [low, high]),
                ("Each cell is the whole model with two figures replaced, live in the workbook.",),
            ],
        ),
    )


def _credit(valued: Valued, made: Lbo) -> Page:
    found, last, bear = made.credit, made.credit[-1], lbo_downside(made)
    labels = [one.label for one in found]
    chart = Chart(
        ChartKind.COLUMN,
        labels,
        [Series("Total debt", [one.debt for one in made.schedule])],
        Format.MONEY_MM,
        f"Total debt at year end ({valued.inputs.target.money} in millions)",
    )
    table = Table(
        [("At year end",), *((label,) for label in labels)],
        [
            _row("Debt / EBITDA", [one.leverage for one in found]),
            _row("Net debt / EBITDA", [one.net_leverage for one in found]),
            _row("EBITDA / cash interest", [one.coverage for one in found]),
            _row("EBITDA less capex / interest", [one.coverage_after_capex for one in found]),
            _row("Free cash flow / debt", [one.flow_share for one in found]),
            _row("Debt repaid since closing", [one.paid_down for one in found], RowStyle.TOTAL),
            _row("Debt / EBITDA, bear case", bear.leverage),
            _row("EBITDA / interest, bear case", bear.coverage),
        ],
        widths=(2.2, *(1.0 for _ in found)),
    )
    return Page(
        "lbo-credit",
        "Credit and paydown",
        "How fast the debt is repaid, and how well it is covered",
        Slide(
            (
                "Debt falls from ",
                Shown(made.closing.leverage, Format.MULTIPLE),
                " EBITDA at closing to ",
                Shown(last.leverage, Format.MULTIPLE),
                f" by {last.label}",
            ),
            [(Region.TOP, chart), (Region.BOTTOM, table)],
            footnotes=[source_line(valued, [last.leverage]), (_CONVENTION,)],
        ),
    )


def _ability(valued: Valued, made: Lbo) -> Page:
    shown = _shown(made)
    labels = [made.years[place].label for place in shown]
    rows: list[Row] = []
    for goal in made.terms.targets:
        found = [one for one in made.returns.highest if one.target is goal]
        found = [found[place] for place in shown]
        empty: list[Line] = [() for _ in found]
        rows.append(
            Row([("At an IRR of ", Shown(goal, Format.PERCENT1)), *empty], RowStyle.SECTION)
        )
        rows.append(_row("Enterprise value", [one.enterprise_value for one in found]))
        rows.append(_row("EV / LTM EBITDA", [one.multiple for one in found]))
        rows.append(_row("Equity value", [one.equity_value for one in found]))
        prices = [one.share_price for one in found if one.share_price is not None]
        premiums = [one.premium for one in found if one.premium is not None]
        if prices:
            rows.append(_row("Price per share", prices, RowStyle.SUBTOTAL))
        if premiums:
            rows.append(_row("Premium over the price", premiums))
        rows.append(
            _row("EV / EBITDA, if sold at what is paid", [one.flat_multiple for one in found])
        )
        word = "Price per share" if prices else "Equity value"
        rows.append(_row(f"{word}, if sold at what is paid", [one.flat_stated for one in found]))
    table = Table(
        [(f"{valued.inputs.target.money} in millions, exit in",), *((one,) for one in labels)],
        rows,
        widths=(2.2, *(1.0 for _ in labels)),
    )
    chart = Chart(
        ChartKind.LINE,
        labels,
        [
            Series(
                goal.name,
                [
                    [one for one in made.returns.highest if one.target is goal][place].multiple
                    for place in shown
                ],
            )
            for goal in made.terms.targets
        ],
        Format.MULTIPLE,
        "EV / LTM EBITDA that can be paid, by exit year",
    )
    message = _ability_message(made)
    title: Line = message[0] if message else ("No price gives the target return",)
    used = [one.enterprise_value for one in made.returns.highest]
    return Page(
        "lbo-ability",
        "Ability to pay",
        "The highest price for a target return",
        Slide(
            title,
            [(Region.LEFT_WIDE, table), (Region.RIGHT_NARROW, chart)],
            footnotes=[
                source_line(valued, used),
                (
                    "Sold at ",
                    Shown(made.returns.exit_multiple, Format.MULTIPLE),
                    f" EBITDA, but for the last rows of each target. {_PRICE_NOTE}",
                ),
            ],
        ),
    )


def _bars(made: Lbo) -> Sequence[FieldBar]:
    """What can be paid at the selected exit for the target returns; none where one is NM."""
    prices = [one.stated for one in made.returns.highest if one.label == _selected(made)]
    if not prices or not all(is_number(one) for one in prices):
        return ()
    first = prices[0]
    low, middle, high = (
        computed(f"{first.key}_{word}", f"Sponsor's price, {word} of the targets", value(prices),
                 first.period)
        for word, value in (("lowest", lowest), ("mean", average), ("highest", highest))
    )  # fmt: skip
    basis = "Prices for the sponsor's target returns, and their mean"
    return (FieldBar("lbo_ability", "Leveraged buyout", low, high, middle, basis),)


def _message(valued: Valued, made: Lbo) -> Line:
    """What a sponsor earns at the model's price."""
    paid, result = made.closing.entry, made.returns
    return (
        "At ",
        Shown(paid.multiple, Format.MULTIPLE),
        f" EBITDA a sponsor of {valued.inputs.target.label} earns ",
        Shown(result.irr, Format.PERCENT1),
        " a year and ",
        Shown(result.moic, Format.MULTIPLE),
        f" its money by {_selected(made)}",
    )


def _ability_message(made: Lbo) -> Sequence[Line]:
    """What could be paid for the lower target at the selected exit."""
    found: list[HighestPrice] = [
        one
        for one in made.returns.highest
        if one.target is made.terms.targets[0] and one.label == _selected(made)
    ]
    if not found or not isinstance(found[0].multiple.value, float):
        return ()
    price = found[0].stated
    return [
        (
            "Selling at ",
            Shown(made.returns.exit_multiple, Format.MULTIPLE),
            " EBITDA, a sponsor that wants ",
            Shown(found[0].target, Format.PERCENT1),
            " a year can pay ",
            Shown(found[0].multiple, Format.MULTIPLE),
            " EBITDA, or ",
            stated(price),
            stated_of(price),
        )
    ]


def _row(label: str, figures: Sequence[Figure], style: RowStyle = RowStyle.PLAIN) -> Row:
    """The figures in the format that their name calls for."""
    return figure_row(label, figures, style, form=suggested_format(figures[0]))


def _money_row(label: str, figures: Sequence[Figure], style: RowStyle = RowStyle.PLAIN) -> Row:
    """In billions where millions would be too wide for five columns on half a page."""
    form = money_form(figures)
    told = f"{label}, bn" if form is Format.MONEY_BN else label
    return figure_row(told, figures, style, form=form)


def _selected(made: Lbo) -> str:
    place = made.terms.exit_selector.value
    assert isinstance(place, float)
    return made.years[int(place) - 1].label


def _shown(made: Lbo) -> Sequence[int]:
    """The exit years that pages show, from the third."""
    return range(FIRST_EXIT - 1, len(made.years))
