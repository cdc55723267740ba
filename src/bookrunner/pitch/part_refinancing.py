"""The part on repaying bonds early: what it costs, saves, and against waiting."""

from __future__ import annotations

from bookrunner.credit import (
    Refinanced,
    Refinancing,
    refinancing,
    refinancing_model,
    treasury_curve,
)
from bookrunner.figures import Figure, Format
from bookrunner.office import Line, Region, Row, RowStyle, Shown, Slide, Table
from bookrunner.pitch.deck_flows import grid_table
from bookrunner.pitch.deck_pieces import compared, figure_row, in_billions, source_line
from bookrunner.pitch.part_credit import known_notes, note_line
from bookrunner.pitch.parts import Page, Part, PartKind
from bookrunner.pitch.valued import Valued

_SHOWN_MAX = 4
_LIKE_FOR_LIKE = (
    "The wall keeps its amounts where a new bond has the life of the old one; premium and fees are "
    "paid from cash."
)


def refinancing_part(valued: Valued) -> Part:
    """The bonds whose terms are known, each repaid today with a new one.

    Raises:
        MarketDataRequired: The new-issue spread, the curve, or the bonds' terms are missing.
    """
    inputs = valued.inputs
    made = refinancing(
        inputs.target, valued.policy, known_notes(valued), treasury_curve(inputs.curve)
    )
    pages = [
        Page(
            "refinancing",
            "Refinancing analysis",
            "What repaying each bond today costs and saves, and whether waiting is better",
            _bonds_page(valued, made),
        ),
        Page(
            "refinancing_grid",
            "Refinancing sensitivity",
            "The saving by new-issue spread and Treasury move, and the company before and after",
            _grid_page(valued, made),
        ),
    ]
    return Part([refinancing_model(made)], pages, [_title(made)])


def _title(made: Refinancing) -> Line:
    told: Line = ("Refinancing ", in_billions(made.principal), " of bonds today ")
    if compared(made.net, None) is None:
        return (*told, "has no meaningful value")
    return (*told, "is worth ", in_billions(made.net), " after tax")


def _bonds_page(valued: Valued, made: Refinancing) -> Slide:
    shown = made.bonds[:_SHOWN_MAX]

    def across(
        label: str, figures: list[Figure | None], form: Format, style: RowStyle = RowStyle.PLAIN
    ) -> Row:
        return figure_row(label, figures, style, form=form)

    money, price = Format.MONEY_MM, Format.PERCENT3
    rows = [
        across("Principal", [one.note.principal for one in shown], money),
        across("Coupon", [one.note.coupon for one in shown], price),
        across("Maturity", [one.note.maturity for one in shown], Format.DATE),
        across("Par call", [one.note.par_call for one in shown], Format.DATE),
        Row([("Repaid by",), *((one.method,) for one in shown)]),
        across("Clean price", [one.price for one in shown], price),
        across("Accrued interest", [one.accrued for one in shown], price),
        across("New coupon at the same life", [one.economics.coupon for one in shown], price),
        across("PV of coupons saved", [one.economics.saving for one in shown], money),
        across("Premium, after tax", [one.economics.premium for one in shown], money),
        across("New fees, net of shield", [one.economics.fees for one in shown], money),
        across("Negative carry", [one.economics.carry for one in shown], money),
        across("Tax on unamortised costs", [one.economics.shield for one in shown], money),
        across("NPV now", [one.economics.net for one in shown], money, RowStyle.TOTAL),
        across("NPV of waiting to the par call", [one.wait for one in shown], money,
               RowStyle.HIGHLIGHT),
        across("Break-even new coupon", [one.break_even for one in shown], price),
        across("Break-even, bp from today's", [one.break_even_bps for one in shown], Format.BPS),
        across("Break-even future rate (longer bond)", [one.future_rate for one in shown], price),
    ]  # fmt: skip
    table = Table(
        [(f"{valued.inputs.target.money} million",), *(note_line(one.note) for one in shown)],
        rows,
        widths=(2.2, *(1.3 for _ in shown)),
    )
    used: list[Figure] = [one.economics.net for one in made.bonds]
    return Slide(
        _title(made),
        [(Region.FULL, table)],
        footnotes=[source_line(valued, used), (_note(made),)],
    )


def _note(made: Refinancing) -> str:
    more = ""
    if len(made.bonds) > _SHOWN_MAX:
        more = " Further bonds stand in the workbook."
    is_whole = any(one.method == "make-whole" for one in made.bonds)
    whole = (
        " On a flat curve a make-whole cannot pay after tax; waiting to the par call is the "
        "alternative."
        if is_whole
        else ""
    )
    return (
        "Prices and coupons in percent of principal, half-yearly by the bond basis; present values "
        f"after tax at the new coupon after tax.{whole}{more}"
    )


def _grid_page(valued: Valued, made: Refinancing) -> Slide:
    corners = made.grid.points
    title: Line = (
        "Across two steps of spread and Treasuries the NPV spans ",
        in_billions(corners[-1][-1].output),
        " to ",
        in_billions(corners[0][0].output),
    )
    rows = []
    told = made.pro_forma
    if told is not None:
        rows.append(figure_row("Interest", list(told.interest), form=Format.MONEY_MM))
        rows += [
            figure_row(pair[0].name.removesuffix(", before"), list(pair), form=Format.MULTIPLE)
            for pair in (told.cover, told.leverage, told.net_leverage)
            if pair is not None
        ]
    rows.append(Row([("NPV of all bonds",), (), (Shown(made.net, Format.MONEY_MM),)],
                    RowStyle.TOTAL))  # fmt: skip
    after = Table(
        [("Pro forma",), ("Before",), ("After",)], rows, widths=(2.0, 1.0, 1.0),
        title="The company before and after",
    )  # fmt: skip
    bonds = Table(
        [("Bond",), ("NPV now",), ("Interest saved a year",)],
        [_saved(one) for one in made.bonds],
        widths=(2.6, 1.0, 1.2),
        title=f"{valued.inputs.target.money} million",
    )
    return Slide(
        title,
        [
            (Region.TOP, grid_table(made.grid)),
            (Region.BOTTOM_LEFT, after),
            (Region.BOTTOM_RIGHT, bonds),
        ],
        footnotes=[
            source_line(valued, [made.net]),
            (_LIKE_FOR_LIKE,),
        ],
    )  # fmt: skip


def _saved(one: Refinanced) -> Row:
    told = (one.economics.net, one.interest_saved)
    cells: list[Line] = [(Shown(figure, Format.MONEY_MM),) for figure in told]
    return Row([note_line(one.note), *cells])


REFINANCING = PartKind(
    "refinancing",
    "Refinancing analysis",
    "What repaying bonds early costs and saves",
    "The spread of a new issue, and the terms by which bonds can be repaid",
    refinancing_part,
)
