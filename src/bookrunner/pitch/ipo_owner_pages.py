"""The pages of a first offering that tell who owns the company and what it owes after."""

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
    Row,
    RowStyle,
    Series,
    Shown,
    Slide,
    Table,
)
from bookrunner.pitch.deck_pieces import (
    as_number,
    is_number,
    source_line,
)
from bookrunner.pitch.ipo_rows import offer_row, offer_rows
from bookrunner.pitch.parts import Page
from bookrunner.pitch.valued import Valued


def holders_page(valued: Valued, made: Ipo) -> Page:
    """Who owns the company before and after."""
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
            offer_row("Old shares, diluted at the offer price", [middle.old_shares]),
            offer_row("Dilution by new shares", [middle.dilution]),
            offer_row("With the over-allotment", [middle.dilution_greenshoe]),
            offer_row(table.locked.name, [table.locked]),
            offer_row("Of shares outstanding", [table.locked_share]),
        ],
        widths=(2.6, 1.0),
    )
    book: Block = Required(
        "Net tangible book value per share",
        "Adopt ipo.net_tangible_book_value: the Dilution section of the prospectus needs it.",
    )
    if middle.book is not None:
        book = Table([("As the Dilution section has it",), ("",)], offer_rows(middle.book.figures),
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


def pro_forma_title(made: Ipo) -> Line:
    """What the new money does to leverage."""
    before, after = made.middle.leverage_before, made.middle.leverage_after
    if before is None or after is None or not (is_number(before) and is_number(after)):
        return ("The net proceeds repay debt first",)
    is_owing, is_paid = as_number(before) > 0, as_number(after) < 0
    if is_owing and is_paid:
        return ("The net proceeds turn net debt of ", Shown(before, Format.MULTIPLE),
                " LTM EBITDA into net cash")  # fmt: skip
    return ("Net debt moves from ", Shown(before, Format.MULTIPLE), " to ",
            Shown(after, Format.MULTIPLE), " LTM EBITDA with the net proceeds")  # fmt: skip


def pro_forma_page(valued: Valued, made: Ipo) -> Page:
    """The balance sheet and its leverage before and after."""
    balance = made.balance
    middle = made.middle
    if balance is None or middle.repaid is None or middle.to_cash is None:
        block: Block = Required("Cash and debt", "Give both as rows of the management case.")
        blocks: list[tuple[Region, Block]] = [(Region.FULL, block)]
    else:
        table = Table(
            [(f"{made.company.money} in millions",), ("Actual",), ("Offering",), ("As adjusted",),
             ("With option",)],
            [offer_row(label, figures, _STYLES.get(label, RowStyle.PLAIN))
             for label, figures in balance.rows],
            widths=(2.6, 1.0, 1.0, 1.0, 1.0),
        )  # fmt: skip
        uses = Table(
            [("Sources and uses at the midpoint",), ("",)],
            [
                offer_row("Gross proceeds of new shares", [middle.new_money], RowStyle.SUBTOTAL),
                offer_row("Gross spread", [middle.spread_company]),
                offer_row("Fixed expenses", [middle.expenses]),
                offer_row("Debt repaid", [middle.repaid]),
                offer_row("Investment and general purposes", [middle.to_cash]),
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
        Slide(pro_forma_title(made), blocks,
              footnotes=[source_line(valued, [middle.net])]),
    )  # fmt: skip


_STYLES = {
    "Net debt": RowStyle.SUBTOTAL,
    "Equity value at the offer": RowStyle.SUBTOTAL,
    "Total capitalisation": RowStyle.TOTAL,
}
