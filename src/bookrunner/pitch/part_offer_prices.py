"""The part on the target at various prices: what each premium comes to, and who then owns it."""

from __future__ import annotations

from collections.abc import Sequence

from bookrunner.figures import Figure, Format
from bookrunner.office import Block, Line, Region, Row, RowStyle, Shown, Slide, Table
from bookrunner.pitch.deck_pieces import figure_row, is_number, per_share, source_line
from bookrunner.pitch.inputs import PitchInputs
from bookrunner.pitch.parts import Page, Part, PartKind
from bookrunner.pitch.valued import MEDIAN_MULTIPLE, Valued
from bookrunner.transactions import OfferPrices, offer_prices, offer_prices_model
from bookrunner.valuation import bridge

_HEADING = "Analysis at various prices"
_QUESTION = "What each premium comes to, in value and multiples, and who then owns the company"
_EXPECTED = ("ev_ebitda_ntm", "price_earnings_ntm")


def offer_prices_part(valued: Valued) -> Part:
    """The target at six offers, beside the peers' median multiples.

    Raises:
        MarketDataRequired: The target or its acquirer has no share price.
    """
    buying = valued.inputs.buying
    buyer = None if buying is None else bridge(buying.acquirer, valued.policy)
    made = offer_prices(valued.comps, valued.policy, buyer)
    page = Page("offer_prices", _HEADING, _QUESTION, _page(valued, made))
    return Part([offer_prices_model(made)], [page])


def _title(valued: Valued, made: OfferPrices) -> Line:
    low, high = made.rungs[0], made.rungs[-1]
    label = valued.inputs.target.label
    ends = [one.multiples.get(MEDIAN_MULTIPLE) for one in (low, high)]
    if all(one is not None and is_number(one) for one in ends):
        first, last = (Shown(one, Format.MULTIPLE) for one in ends if one is not None)
        return (f"{label} at ", per_share(low.price), " to ", per_share(high.price),
                " a share comes to ", first, " to ", last, " LTM EBITDA")  # fmt: skip
    return (f"{label} costs ", per_share(low.price), " to ", per_share(high.price),
            " a share at premia of ", Shown(low.premium, Format.PERCENT1), " to ",
            Shown(high.premium, Format.PERCENT1))  # fmt: skip


def _page(valued: Valued, made: OfferPrices) -> Slide:
    rungs, comps = made.rungs, valued.comps
    prices = figure_row("Offer per share", [one.price for one in rungs], RowStyle.SUBTOTAL,
                        form=Format.PER_SHARE)  # fmt: skip
    rows = [_wide(prices)]
    if rungs[0].to_high is not None:
        rows.append(_wide(figure_row("Over the 52-week high", [one.to_high for one in rungs],
                                     form=Format.PERCENT1)))  # fmt: skip
    for label, figures, form, style in (
        ("Diluted shares, million", [one.diluted_shares for one in rungs], Format.SHARES_MM,
         RowStyle.PLAIN),
        ("Equity value", [one.equity_value for one in rungs], Format.MONEY_MM, RowStyle.PLAIN),
        ("Net debt and other claims", [made.target.claims.net for _ in rungs], Format.MONEY_MM,
         RowStyle.PLAIN),
        ("Enterprise value", [one.enterprise_value for one in rungs], Format.MONEY_MM,
         RowStyle.SUBTOTAL),
    ):  # fmt: skip
        rows.append(_wide(figure_row(label, figures, style, form=form)))
    used: list[Figure] = [one.enterprise_value for one in rungs]
    for column in made.columns:
        if column.key not in rungs[0].multiples:
            continue
        median = comps.statistic("median", column.key)
        figures = [one.multiples[column.key] for one in rungs]
        row = figure_row(f"{column.label} ({column.basis})", figures, form=column.form)
        rows.append(Row([*row.cells, (Shown(median, column.form),)], row.style))
        used += [*figures, median]
    heads: list[Line] = [(f"{valued.inputs.target.money} in millions, but per share",)]
    heads += [(Shown(one.premium, Format.PERCENT1), " premium") for one in rungs]
    table = Table([*heads, ("Peers' median",)], rows,
                  widths=(2.4, *(1.0 for _ in rungs), 1.0))  # fmt: skip
    blocks: list[tuple[Region, Block]] = [(Region.FULL, table)]
    if made.acquirer is not None:
        blocks = [(Region.TOP_LARGE, table), (Region.BOTTOM_SMALL, _owned(made))]
    notes: list[Line] = [source_line(valued, used), *_notes(made)]
    return Slide(_title(valued, made), blocks, footnotes=notes)


def _wide(row: Row) -> Row:
    """With an empty cell below the peers' median, which sizes and prices have none of."""
    return Row([*row.cells, ()], row.style)


def _owned(made: OfferPrices) -> Table:
    assert made.acquirer is not None, "only where somebody pays in shares"
    label = made.target.company.label
    heads: list[Line] = [(f"{label}'s holders own, where paid in stock",)]
    heads += [(per_share(one.price),) for one in made.rungs]
    rows = [
        Row([(Shown(mix, Format.PERCENT1),),
             *((Shown(one.owned[at], Format.PERCENT1),) for one in made.rungs), ()])
        for at, mix in enumerate(made.mixes)
    ]  # fmt: skip
    return Table([*heads, ()], rows, widths=(2.4, *(1.0 for _ in made.rungs), 1.0))


def _notes(made: OfferPrices) -> Sequence[Line]:
    moving = "Shares are diluted anew at every offer by the treasury-stock method"
    fixed = "No option table is at hand, so that the dilution last reported stands at every offer"
    how = moving if made.rungs[0].new_shares else fixed
    notes: list[Line] = [(f"{how}. Premia are over the close, which news may have moved.",)]
    held = made.rungs[0].multiples
    if not any(is_number(held[key]) for key in _EXPECTED if key in held):
        notes.append(("Multiples of the next twelve months need estimates (import estimates).",))
    return notes


def _is_listed(inputs: PitchInputs) -> bool:
    return inputs.target.is_listed


OFFER_PRICES = PartKind(
    "offer_prices", _HEADING, _QUESTION, "The share price", offer_prices_part, concerns=_is_listed
)
"""Of a company without a share price nothing is said: no premium can be offered over it."""
