"""The pages of a first offering that tell what the company is beside its peers and worth."""

from __future__ import annotations

from bookrunner.figures import Format
from bookrunner.offerings import Ipo
from bookrunner.office import (
    Chart,
    ChartKind,
    Line,
    Region,
    Required,
    Row,
    RowStyle,
    Series,
    Shown,
    Slide,
    Table,
)
from bookrunner.pitch.deck_pieces import (
    is_number,
    per_share,
    source_line,
)
from bookrunner.pitch.ipo_rows import RANGE, offer_row, offer_rows
from bookrunner.pitch.parts import Page
from bookrunner.pitch.valued import Valued

_AFTER = "New money counts in the equity value net of its costs; the discount is after the money."


_MEASURES = ("growth_1y", "growth_2y", "gross_margin", "ebitda_margin", "ebit_margin",
             "capex_share", "leverage")  # fmt: skip


def positioning_page(valued: Valued) -> Page:
    """The company beside its peers, and what its story must prove."""
    comps = valued.comps
    columns = {one.key: one for one in comps.columns}
    told = [columns[key] for key in _MEASURES if key in columns]
    rows = [
        Row([
            (f"{column.label} ({column.basis})" if column.basis else column.label,),
            (Shown(comps.target.cells[column.key], column.form),),
            (Shown(comps.statistic("median", column.key), column.form),),
        ])
        for column in told
    ]  # fmt: skip
    own = comps.target.cells["ebitda_margin"]
    theirs = comps.statistic("median", "ebitda_margin")
    table = Table([("",), (valued.inputs.target.label,), ("Peers' median",)], rows,
                  widths=(2.4, 1.4, 1.0))  # fmt: skip
    companies = [one for one in (comps.target, *comps.peers)
                 if is_number(one.cells["ebitda_margin"])]  # fmt: skip
    margins = Chart(
        ChartKind.COLUMN,
        [one.company.label for one in companies],
        [Series("EBITDA margin", [one.cells["ebitda_margin"] for one in companies])],
        Format.PERCENT1,
        "EBITDA margin, LTM",
    )
    return Page(
        "ipo_positioning",
        "Positioning",
        "How the company compares, and the story that is to be told",
        Slide(
            (f"{valued.inputs.target.label} earns an EBITDA margin of ",
             Shown(own, Format.PERCENT1), "; the peers' median is ",
             Shown(theirs, Format.PERCENT1)),
            [(Region.TOP_LEFT, table), (Region.BOTTOM_LEFT, margins), (Region.RIGHT, Required(
                "Equity story",
                "Market and its growth, what protects the margin, use of the new money, and "
                "management's record: in the company's own words, each claim with its proof."))],
            footnotes=[source_line(valued, [own, theirs])],
        ),
    )  # fmt: skip


def value_title(made: Ipo) -> Line:
    """How far the offer is below fair value, and at which multiple."""
    return (
        "An offer at ", per_share(made.middle.price), " is ",
        Shown(made.middle.discount, Format.PERCENT1),
        " below fair value after the money, at ",
        Shown(made.middle.multiples[0], Format.MULTIPLE), " ", made.pricing.fair.metric_word,
    )  # fmt: skip


def value_page(valued: Valued, made: Ipo) -> Page:
    """From the fair value to the price, before and after the money."""
    priced, fair = made.pricing, made.pricing.fair
    told = [one for one in (fair.peers_multiple, fair.dcf_multiple) if one is not None]
    table = Table(
        [(f"{valued.inputs.target.money} in millions, but per share",), ("",)],
        [
            *offer_rows([*told, fair.multiple, fair.enterprise_value, fair.net_claims]),
            offer_row(fair.equity_value.name, [fair.equity_value], RowStyle.SUBTOTAL),
            *offer_rows([priced.net_money]),
            offer_row(priced.fair_after.name, [priced.fair_after], RowStyle.SUBTOTAL),
            *offer_rows([made.terms.discount, priced.value, priced.new_money]),
            offer_row(priced.before_money.name, [priced.before_money], RowStyle.SUBTOTAL),
            *offer_rows([made.count.basic]),
            offer_row(priced.price.name, [priced.price], RowStyle.TOTAL),
        ],
        widths=(3.0, 1.0),
    )
    offers = made.offers
    across = Table(
        [("At the offer",), *((one,) for one in RANGE)],
        [
            offer_row("Offer price", [one.price for one in offers], RowStyle.SUBTOTAL),
            offer_row("Equity value after the money", [one.equity_value for one in offers]),
            offer_row("Enterprise value", [one.enterprise_value for one in offers]),
            *(
                offer_row(first.name, [one.multiples[place] for one in offers])
                for place, first in enumerate(offers[0].multiples)
            ),
            *(
                [offer_row("Price / earnings, pro forma", [one.price_earnings for one in offers])]
                if offers[0].price_earnings is not None else []
            ),
            offer_row("IPO discount", [one.discount for one in offers], RowStyle.TOTAL),
        ],
        widths=(2.2, 1.0, 1.0, 1.0),
    )  # fmt: skip
    return Page(
        "ipo_value",
        "Valuation at the offer",
        "From the fair value to the price, before and after the money",
        Slide(
            value_title(made),
            [(Region.LEFT, table), (Region.TOP_RIGHT, across),
             (Region.BOTTOM_RIGHT, _multiples_chart(valued, made))],
            footnotes=[source_line(valued, [fair.equity_value, priced.price]), (_AFTER,)],
        ),
    )  # fmt: skip


def _multiples_chart(valued: Valued, made: Ipo) -> Chart:
    """The peers' multiples beside that of the offer."""
    column = "ev_ebitda_ltm" if made.pricing.fair.metric_word == "LTM EBITDA" else "ev_revenue_ltm"
    place = 0 if column == "ev_ebitda_ltm" else -1
    peers = [(one.company.label, one.cells[column]) for one in valued.comps.peers]
    told = [one for one in peers if isinstance(one[1].value, float)]
    names = [*(name for name, _ in told), "Fair", "Offer"]
    values = [*(one for _, one in told), made.pricing.fair.multiple, made.middle.multiples[place]]
    return Chart(
        ChartKind.COLUMN, names, [Series("Enterprise value", values)], Format.MULTIPLE,
        f"Enterprise value / {made.pricing.fair.metric_word}",
    )  # fmt: skip
