"""The part on a first offering of shares: from the fair value to the owners after it."""

from __future__ import annotations

from collections.abc import Sequence

from bookrunner.figures import Figure, Format
from bookrunner.offerings import Ipo, ipo, ipo_model, ipo_terms, stakes
from bookrunner.office import (
    Block,
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
from bookrunner.pitch.deck_flows import grid_table
from bookrunner.pitch.deck_pieces import (
    as_number,
    figure_row,
    in_billions,
    is_number,
    per_share,
    source_line,
)
from bookrunner.pitch.ipo_pages import NAMES, market_page, process_pages
from bookrunner.pitch.parts import Page, Part, PartKind
from bookrunner.pitch.valued import Valued
from bookrunner.valuation import FieldBar, suggested_format

_RANGE = ("Low end", "Midpoint", "High end")
_AFTER = "New money counts in the equity value net of its costs; the discount is after the money."


def ipo_part(valued: Valued) -> Part:
    """The offering with its market, value, size, fees, owners, balance sheet and process.

    Raises:
        NothingToPrice: No value, or none above the claims before shareholders.
    """
    company, policy = valued.inputs.target, valued.policy
    # The terms come first: what was adopted for them is known, whatever else is missing.
    terms = ipo_terms(company, policy)
    records = valued.inputs.offerings(valued.inputs.company, policy.valuation_date)
    holders = stakes(company, records.holders)
    made = ipo(valued.comps, valued.dcf, terms, holders, policy)
    return Part(
        models=[ipo_model(made)],
        pages=[
            market_page(valued, made),
            _positioning_page(valued),
            _value_page(valued, made),
            _structure_page(valued, made),
            _fees_page(valued, made),
            _holders_page(valued, made),
            _pro_forma_page(valued, made),
            _grids_page(valued, made),
            *process_pages(valued, made),
        ],
        messages=[_structure_title(made), _value_title(made), _pro_forma_title(made)],
        bars=[_bar(made)],
        names=[*NAMES, *(one.name for one in holders), *(one.group for one in holders)],
    )


def _bar(made: Ipo) -> FieldBar:
    low, middle, high = (one.before_money for one in made.offers)
    return FieldBar("ipo", "IPO range, before the money", low, high, middle,
                    "Low end, midpoint and high end of the price range")  # fmt: skip


def _row(label: str, figures: Sequence[Figure | None], style: RowStyle = RowStyle.PLAIN) -> Row:
    first = next(one for one in figures if one is not None)
    return figure_row(label, figures, style, form=suggested_format(first))


def _rows(figures: Sequence[Figure]) -> list[Row]:
    return [_row(one.name, [one]) for one in figures]


def _value_title(made: Ipo) -> Line:
    return (
        "An offer at ", per_share(made.middle.price), " is ",
        Shown(made.middle.discount, Format.PERCENT1),
        " below fair value after the money, at ",
        Shown(made.middle.multiples[0], Format.MULTIPLE), " ", made.pricing.fair.metric_word,
    )  # fmt: skip


def _value_page(valued: Valued, made: Ipo) -> Page:
    priced, fair = made.pricing, made.pricing.fair
    told = [one for one in (fair.peers_multiple, fair.dcf_multiple) if one is not None]
    table = Table(
        [(f"{valued.inputs.target.money} in millions, but per share",), ("",)],
        [
            *_rows([*told, fair.multiple, fair.enterprise_value, fair.net_claims]),
            _row(fair.equity_value.name, [fair.equity_value], RowStyle.SUBTOTAL),
            *_rows([priced.net_money]),
            _row(priced.fair_after.name, [priced.fair_after], RowStyle.SUBTOTAL),
            *_rows([made.terms.discount, priced.value, priced.new_money]),
            _row(priced.before_money.name, [priced.before_money], RowStyle.SUBTOTAL),
            *_rows([made.count.basic]),
            _row(priced.price.name, [priced.price], RowStyle.TOTAL),
        ],
        widths=(3.0, 1.0),
    )
    offers = made.offers
    across = Table(
        [("At the offer",), *((one,) for one in _RANGE)],
        [
            _row("Offer price", [one.price for one in offers], RowStyle.SUBTOTAL),
            _row("Equity value after the money", [one.equity_value for one in offers]),
            _row("Enterprise value", [one.enterprise_value for one in offers]),
            *(
                _row(first.name, [one.multiples[place] for one in offers])
                for place, first in enumerate(offers[0].multiples)
            ),
            *(
                [_row("Price / earnings, pro forma", [one.price_earnings for one in offers])]
                if offers[0].price_earnings is not None else []
            ),
            _row("IPO discount", [one.discount for one in offers], RowStyle.TOTAL),
        ],
        widths=(2.2, 1.0, 1.0, 1.0),
    )  # fmt: skip
    return Page(
        "ipo_value",
        "Valuation at the offer",
        "From the fair value to the price, before and after the money",
        Slide(
            _value_title(made),
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


def _structure_title(made: Ipo) -> Line:
    return (
        f"{made.company.label} raises ", in_billions(made.middle.net), " net in an offering of ",
        in_billions(made.middle.gross), " at ", per_share(made.offers[0].price), " to ",
        per_share(made.offers[2].price),
    )  # fmt: skip


def _structure_page(valued: Valued, made: Ipo) -> Page:
    offers, sold = made.offers, made.sold
    shares = Table(
        [("Shares in millions",), ("",)],
        [
            _row("New shares", [sold.primary]),
            _row("Shares sold by holders", [sold.secondary]),
            _row("Base deal", [sold.base], RowStyle.TOTAL),
            _row("Over-allotment option", [sold.greenshoe]),
            _row("Of which new", [sold.greenshoe_primary]),
            _row("Outstanding before", [made.count.basic]),
            _row("Outstanding after", [made.middle.outstanding_after], RowStyle.SUBTOTAL),
            _row("With the over-allotment", [made.middle.outstanding_after_greenshoe]),
        ],
        widths=(2.4, 1.0),
        title="Size",
    )
    listing = Table(
        [("At the low end",), ("Least",), ("Has",)],
        [_row(one.has.name, [one.least, one.has]) for one in made.listing],
        widths=(2.4, 1.0, 1.0),
        title="Least numbers of the exchange",
    )
    names = ("gross", "new_money", "secondary_money", "spread_company", "expenses", "net",
             "net_greenshoe", "holders_net", "dilution", "dilution_greenshoe", "free_float",
             "free_float_greenshoe")  # fmt: skip
    totals = {"net": RowStyle.TOTAL, "net_greenshoe": RowStyle.HIGHLIGHT}
    proceeds = Table(
        [(f"{made.company.money} in millions",), *((one,) for one in _RANGE)],
        [
            _row("Offer price", [one.price for one in offers], RowStyle.SUBTOTAL),
            *(
                _row(_of(offers[0], name).name, [_of(one, name) for one in offers],
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
            _structure_title(made),
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


def _fees_page(valued: Valued, made: Ipo) -> Page:
    fees, middle = made.fees, made.middle
    table = Table(
        [(f"{made.company.money} in millions, at the midpoint",), ("",)],
        [
            _row("Gross spread, of gross proceeds", [made.terms.underwriting_discount]),
            _row("Paid by the company, on new shares", [middle.spread_company]),
            _row("Paid by holders, on what they sell", [middle.spread_holders]),
            _row("Gross spread of the base deal", [fees.whole], RowStyle.TOTAL),
            _row("With the over-allotment", [fees.whole_greenshoe]),
            _row("Fixed expenses of the company", [middle.expenses]),
            _row("Costs of the company, of its gross proceeds", [fees.of_company],
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


def _holders_page(valued: Valued, made: Ipo) -> Page:
    table = made.table
    known = Table(
        [("Shares in millions",), ("Before",), ("Of all",), ("Sold",), ("After",), ("Of all",),
         ("With option",), ("Change",)],
        [
            *(
                Row([
                    (one.name,), _cell(one.before, Format.SHARES_MM),
                    _cell(one.before_share, Format.PERCENT1), _cell(one.sold, Format.SHARES_MM),
                    _cell(one.after, Format.SHARES_MM), _cell(one.after_share, Format.PERCENT1),
                    _cell(one.after_share_greenshoe, Format.PERCENT1),
                    _cell(one.diluted_by, Format.PERCENT1),
                ])
                for one in table.rows
            ),
            Row([("Shares outstanding",), _cell(table.before, Format.SHARES_MM), (),
                 _cell(made.sold.secondary, Format.SHARES_MM),
                 _cell(table.after, Format.SHARES_MM), (), (), ()], RowStyle.TOTAL),
        ],
        widths=(2.2, 1.0, 1.0, 1.0, 1.0, 1.0, 1.1, 1.0),
    )  # fmt: skip
    middle = made.middle
    locked = Table(
        [("Dilution and lock-up",), ("",)],
        [
            _row("Old shares, diluted at the offer price", [middle.old_shares]),
            _row("Dilution by new shares", [middle.dilution]),
            _row("With the over-allotment", [middle.dilution_greenshoe]),
            _row(table.locked.name, [table.locked]),
            _row("Of shares outstanding", [table.locked_share]),
        ],
        widths=(2.6, 1.0),
    )
    book: Block = Required(
        "Net tangible book value per share",
        "Adopt ipo.net_tangible_book_value: the Dilution section of the prospectus needs it.",
    )
    if middle.book is not None:
        book = Table([("As the Dilution section has it",), ("",)], _rows(middle.book.figures),
                     widths=(2.6, 1.0))  # fmt: skip
    if not table.is_known:
        book = Required("Cap table", "Import who holds the company: import cap-table FILE.")
    new = table.rows[-1]
    return Page(
        "ipo_holders",
        "Cap table",
        "Who owns the company before and after",
        Slide(
            ("New investors own ", Shown(new.after_share, Format.PERCENT1),
             " after the base deal; ", Shown(table.locked_share, Format.PERCENT1),
             " is under lock-up"),
            [(Region.TOP, known), (Region.BOTTOM_LEFT, locked), (Region.BOTTOM_RIGHT, book)],
            footnotes=[source_line(valued, [table.after, *(one.after for one in table.rows)]),
                       (("Shares outstanding; options and share units count in the diluted shares, "
                        "by the treasury-stock method at the offer price."),)],
        ),
    )  # fmt: skip


def _cell(figure: Figure | None, form: Format) -> Line:
    return () if figure is None else (Shown(figure, form),)


def _pro_forma_title(made: Ipo) -> Line:
    before, after = made.middle.leverage_before, made.middle.leverage_after
    if before is None or after is None or not (is_number(before) and is_number(after)):
        return ("The net proceeds repay debt first",)
    is_owing, is_paid = as_number(before) > 0, as_number(after) < 0
    if is_owing and is_paid:
        return ("The net proceeds turn net debt of ", Shown(before, Format.MULTIPLE),
                " LTM EBITDA into net cash")  # fmt: skip
    return ("Net debt moves from ", Shown(before, Format.MULTIPLE), " to ",
            Shown(after, Format.MULTIPLE), " LTM EBITDA with the net proceeds")  # fmt: skip


def _pro_forma_page(valued: Valued, made: Ipo) -> Page:
    balance = made.balance
    middle = made.middle
    if balance is None or middle.repaid is None or middle.to_cash is None:
        block: Block = Required("Cash and debt", "Give both as rows of the management case.")
        blocks: list[tuple[Region, Block]] = [(Region.FULL, block)]
    else:
        table = Table(
            [(f"{made.company.money} in millions",), ("Actual",), ("Offering",), ("As adjusted",),
             ("With option",)],
            [_row(label, figures, _STYLES.get(label, RowStyle.PLAIN))
             for label, figures in balance.rows],
            widths=(2.6, 1.0, 1.0, 1.0, 1.0),
        )  # fmt: skip
        uses = Table(
            [("Sources and uses at the midpoint",), ("",)],
            [
                _row("Gross proceeds of new shares", [middle.new_money], RowStyle.SUBTOTAL),
                _row("Gross spread", [middle.spread_company]),
                _row("Fixed expenses", [middle.expenses]),
                _row("Debt repaid", [middle.repaid]),
                _row("Investment and general purposes", [middle.to_cash]),
            ],
            widths=(2.6, 1.0),
        )
        told = Chart(
            ChartKind.COLUMN,
            ["Debt repaid", "Investment and general purposes"],
            [Series("Net proceeds", [middle.repaid, middle.to_cash])],
            Format.MONEY_MM,
            f"Use of net proceeds ({made.company.money} mm)",
        )
        blocks = [(Region.TOP, table), (Region.BOTTOM_LEFT, uses), (Region.BOTTOM_RIGHT, told)]
    return Page(
        "ipo_pro_forma",
        "Pro forma capitalisation",
        "Cash, debt and leverage before and after",
        Slide(_pro_forma_title(made), blocks,
              footnotes=[source_line(valued, [middle.net])]),
    )  # fmt: skip


_STYLES = {
    "Net debt": RowStyle.SUBTOTAL,
    "Equity value at the offer": RowStyle.SUBTOTAL,
    "Total capitalisation": RowStyle.TOTAL,
}


def _grids_page(valued: Valued, made: Ipo) -> Page:
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


_MEASURES = ("growth_1y", "growth_2y", "gross_margin", "ebitda_margin", "ebit_margin",
             "capex_share", "leverage")  # fmt: skip


def _positioning_page(valued: Valued) -> Page:
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


IPO = PartKind(
    "ipo",
    "Initial public offering",
    "What a first offering brings, costs and leaves to its owners",
    "Value above the debt",
    ipo_part,
)
