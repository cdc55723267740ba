"""The pages of a first offering that tell what is sold, what it brings and what it costs."""

from __future__ import annotations

from bookrunner.figures import Figure, Format
from bookrunner.offerings import Ipo
from bookrunner.office import (
    Block,
    Chart,
    ChartKind,
    Line,
    Region,
    Required,
    RowStyle,
    Series,
    Shown,
    Slide,
    Table,
)
from bookrunner.pitch.deck_flows import grid_table
from bookrunner.pitch.deck_pieces import (
    in_billions,
    per_share,
    source_line,
)
from bookrunner.pitch.ipo_rows import RANGE, offer_row
from bookrunner.pitch.parts import Page
from bookrunner.pitch.valued import Valued


def structure_title(made: Ipo) -> Line:
    """What the offering nets, and in which range."""
    return (
        f"{made.company.label} raises ", in_billions(made.middle.net), " net in an offering of ",
        in_billions(made.middle.gross), " at ", per_share(made.offers[0].price), " to ",
        per_share(made.offers[2].price),
    )  # fmt: skip


def structure_page(valued: Valued, made: Ipo) -> Page:
    """New and old shares, proceeds and free float across the range."""
    offers, sold = made.offers, made.sold
    shares = Table(
        [("Shares in millions",), ("",)],
        [
            offer_row("New shares", [sold.primary]),
            offer_row("Shares sold by holders", [sold.secondary]),
            offer_row("Base deal", [sold.base], RowStyle.TOTAL),
            offer_row("Over-allotment option", [sold.greenshoe]),
            offer_row("Of which new", [sold.greenshoe_primary]),
            offer_row("Outstanding before", [made.count.basic]),
            offer_row("Outstanding after", [made.middle.outstanding_after], RowStyle.SUBTOTAL),
            offer_row("With the over-allotment", [made.middle.outstanding_after_greenshoe]),
        ],
        widths=(2.4, 1.0),
        title="Size",
    )
    listing = Table(
        [("At the low end",), ("Least",), ("Has",)],
        [offer_row(one.has.name, [one.least, one.has]) for one in made.listing],
        widths=(2.4, 1.0, 1.0),
        title="Least numbers of the exchange",
    )
    names = ("gross", "new_money", "secondary_money", "spread_company", "expenses", "net",
             "net_greenshoe", "holders_net", "dilution", "dilution_greenshoe", "free_float",
             "free_float_greenshoe")  # fmt: skip
    totals = {"net": RowStyle.TOTAL, "net_greenshoe": RowStyle.HIGHLIGHT}
    proceeds = Table(
        [(f"{made.company.money} in millions",), *((one,) for one in RANGE)],
        [
            offer_row("Offer price", [one.price for one in offers], RowStyle.SUBTOTAL),
            *(
                offer_row(_of(offers[0], name).name, [_of(one, name) for one in offers],
                     totals.get(name, RowStyle.PLAIN))
                for name in names
            ),
        ],
        widths=(3.0, 1.0, 1.0, 1.0),
        title="Proceeds across the range",
    )  # fmt: skip
    blocks: list[tuple[Region, Block]] = [(Region.TOP_LEFT, shares), (Region.RIGHT, proceeds)]
    if made.listing:
        blocks.append((Region.BOTTOM_LEFT, listing))
    return Page(
        "ipo_structure",
        "Size and structure",
        "New and old shares, proceeds and free float across the range",
        Slide(
            structure_title(made),
            blocks,
            footnotes=[
                source_line(valued, [made.middle.net, sold.base]),
                (("What holders sell brings the company nothing. Expenses are paid once, with or "
                 "without the over-allotment. Index eligibility is decided by each provider."),),
            ],
        ),
    )  # fmt: skip


def _of(offer: object, name: str) -> Figure:
    found = getattr(offer, name)
    assert isinstance(found, Figure)
    return found


def fees_page(valued: Valued, made: Ipo) -> Page:
    """What the banks are paid, and by whom."""
    fees, middle = made.fees, made.middle
    table = Table(
        [(f"{made.company.money} in millions, at the midpoint",), ("",)],
        [
            offer_row("Gross spread, of gross proceeds", [made.terms.underwriting_discount]),
            offer_row("Paid by the company, on new shares", [middle.spread_company]),
            offer_row("Paid by holders, on what they sell", [middle.spread_holders]),
            offer_row("Gross spread of the base deal", [fees.whole], RowStyle.TOTAL),
            offer_row("With the over-allotment", [fees.whole_greenshoe]),
            offer_row("Fixed expenses of the company", [middle.expenses]),
            offer_row("Costs of the company, of its gross proceeds", [fees.of_company],
                 RowStyle.SUBTOTAL),
        ],
        widths=(3.0, 1.0),
        title="What the offering costs, and who pays",
    )  # fmt: skip
    chart = Chart(
        ChartKind.COLUMN,
        ["Management", "Underwriting", "Selling"],
        [Series("Gross spread", [fees.management, fees.underwriting, fees.selling])],
        Format.MONEY_MM,
        f"Division of the gross spread ({made.company.money} mm)",
    )
    return Page(
        "ipo_fees",
        "Syndicate and fees",
        "What the banks are paid, and by whom",
        Slide(
            ("The offering costs the company ", Shown(fees.of_company, Format.PERCENT1),
             " of what it raises"),
            [(Region.LEFT, table), (Region.TOP_RIGHT, chart),
             (Region.BOTTOM_RIGHT, Required(
                 "Bookrunners, co-managers and their economics",
                 "The syndicate is the issuer's choice; name it before the engagement letters."))],
            footnotes=[source_line(valued, [fees.whole]),
                       ("The spread is on gross proceeds; each seller pays it on its own.",)],
        ),
    )  # fmt: skip


def grids_page(valued: Valued, made: Ipo) -> Page:
    """Price, value, proceeds and float with two terms replaced."""
    price, value, proceeds, structure = made.grids
    return Page(
        "ipo_grids",
        "Offering sensitivity",
        "How price, value and proceeds move",
        Slide(
            ("Across two steps of multiple and discount the price is ",
             per_share(price.points[0][-1].output), " to ", per_share(price.points[-1][0].output)),
            [(Region.TOP_LEFT, grid_table(price)), (Region.TOP_RIGHT, grid_table(value)),
             (Region.BOTTOM_LEFT, grid_table(proceeds)),
             (Region.BOTTOM_RIGHT, grid_table(structure))],
            footnotes=[source_line(valued, [price.base]),
                       (("Each cell is the whole model with two figures replaced, live in the "
                        "workbook. The indicated price is before rounding."),)],
        ),
    )  # fmt: skip
