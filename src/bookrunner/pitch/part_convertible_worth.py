"""The part on what a convertible is worth, and what it costs beside debt and shares."""

from __future__ import annotations

from bookrunner.credit import treasury_curve
from bookrunner.figures import Figure, Format, natural
from bookrunner.offerings import (
    Convert,
    ConvertWorth,
    Observed,
    convert,
    convert_worth,
    worth_model,
)
from bookrunner.office import Bullets, Line, Region, Row, RowStyle, Shown, Slide, Table
from bookrunner.pitch.deck_flows import grid_table
from bookrunner.pitch.deck_pieces import figure_row, in_billions, per_share, source_line
from bookrunner.pitch.part_convertible import NOTICE
from bookrunner.pitch.parts import Page, Part, PartKind
from bookrunner.pitch.valued import Valued
from bookrunner.valuation import suggested_format

_FORMULA = (
    "The formula is a European option over the bond floor; the lattice adds the issuer's call, a "
    "put, early conversion and the credit of the principal given up."
)


def convertible_worth_part(valued: Valued) -> Part:
    """The value beside the issue price, its grids, and the cost beside other ways.

    Raises:
        MarketDataRequired: There is no closing price, or the levels of a market are missing.
    """
    inputs, policy = valued.inputs, valued.policy
    made = convert(inputs.target, policy)
    curve, rate = treasury_curve(inputs.curve), None
    if curve is not None:
        rate = curve.at(
            f"{inputs.target.prefix}.convertible.treasury_rate", "Treasury at the tenor",
            made.terms.tenor, natural(1) - 1, policy.period,
        )  # fmt: skip
    worth = convert_worth(made, policy, Observed(risk_free=rate), inputs.history)
    pages = [
        Page("convertible_value", "Convertible value",
             "What the notes are worth beside the price they are issued at",
             _value_page(valued, worth)),
        Page("convertible_grid", "Convertible sensitivity",
             "Value by coupon and premium, and the coupon that makes the notes worth par",
             _grid_page(valued, worth)),
        Page("convertible_cost", "Convertible, debt and shares",
             "What the notes save and give away, beside straight debt and shares sold",
             _cost_page(valued, made, worth)),
        Page("convertible_notice", "Important notice", "On what the pages rest",
             Slide(("Important notice",), [(Region.FULL, Bullets([(one,) for one in NOTICE]))])),
    ]  # fmt: skip
    return Part([worth_model(made, worth)], pages, [_title(worth), _cost_title(worth)])


def _title(worth: ConvertWorth) -> Line:
    value = worth.value
    verdict = "at least" if value.is_worth_par.value == 1 else "less than"
    return (f"By formula the notes are worth {verdict} the issue price: ",
            Shown(value.theoretical, Format.PERCENT1), " of par, on a lattice with the call ",
            Shown(worth.lattice.value, Format.PERCENT1))  # fmt: skip


def _table(head: str, figures: list[Figure], title: str = "") -> Table:
    strong = ("theoretical_of_par", "lattice_of_par", "cost_share")
    return Table(
        [(head,), ("",)],
        [
            figure_row(one.name, [one],
                       RowStyle.HIGHLIGHT if one.key.endswith(strong) else RowStyle.PLAIN,
                       form=suggested_format(one))
            for one in figures
        ],
        widths=(3.0, 1.0),
        title=title,
    )  # fmt: skip


def _value_page(valued: Valued, worth: ConvertWorth) -> Slide:
    value, market = worth.value, worth.market
    levels = _table("Market", [*market.figures, value.floor.bond_yield])
    past: list[Row] = [Row([("Realised volatility",), ("price history required",)])]
    if worth.realised is not None and worth.over_realised is not None:
        past = [
            figure_row(one.name, [one], form=Format.PERCENT2)
            for one in (worth.realised.volatility, worth.over_realised)
        ]
    levels = Table(levels.header, [*levels.rows, *past], widths=levels.widths)
    worths = _table(
        "Of principal",
        [value.floor.value, value.worth_of_option, value.theoretical, value.over_issue,
         value.par_coupon, value.investment_premium],
    )  # fmt: skip
    option = _table("Option", [value.option.delta, value.option.reached, value.option.value])
    other = _table(
        "The same with what the formula leaves out",
        [value.theoretical, value.credit_strike, worth.lattice.value, worth.lattice.difference,
         worth.lattice.delta],
    )  # fmt: skip
    return Slide(
        _title(worth),
        [(Region.TOP_LEFT, levels), (Region.TOP_RIGHT, worths), (Region.BOTTOM_LEFT, option),
         (Region.BOTTOM_RIGHT, other)],
        footnotes=[source_line(valued, [value.theoretical]), (_FORMULA,)],
    )  # fmt: skip


def _grid_page(valued: Valued, worth: ConvertWorth) -> Slide:
    title: Line = ("The notes are worth par at a coupon of ",
                   Shown(worth.value.par_coupon, Format.PERCENT3))  # fmt: skip
    return Slide(
        title,
        [(Region.TOP, grid_table(worth.grid)), (Region.BOTTOM, grid_table(worth.coupon_grid))],
        footnotes=[
            source_line(valued, [worth.value.theoretical]),
            ("The shaded cell is the model. Both are by formula, live in the workbook.",),
        ],
    )


def _cost_title(worth: ConvertWorth) -> Line:
    debt = worth.costs.debt
    return ("The notes save ", in_billions(debt.saved), " of interest a year and cost less than ",
            "straight debt up to a share price of ", per_share(debt.break_even))  # fmt: skip


def _cost_page(valued: Valued, made: Convert, worth: ConvertWorth) -> Slide:
    costs, money = worth.costs, made.company.money
    straight = _table(f"Against straight debt ({money} million)",
                      [*costs.debt.figures, *costs.rate_after_tax])  # fmt: skip
    shares = _table("Against shares sold at the last close", [*costs.shares.figures])
    capped = _table(f"Capped call ({money} million)", [*worth.capped.figures])
    rows = list(capped.rows)
    if costs.eps is not None and costs.eps_effect is not None:
        rows += [figure_row(one.name, [one], form=Format.PERCENT1) for one in costs.eps_effect]
    below = Table([(f"Capped call ({money} million), and earnings",), ("",)], rows,
                  widths=(3.0, 1.0))  # fmt: skip
    return Slide(
        _cost_title(worth),
        [(Region.LEFT, straight), (Region.TOP_RIGHT, shares), (Region.BOTTOM_RIGHT, below)],
        footnotes=[
            source_line(valued, [costs.debt.net]),
            (("Shares sold are before any discount, which is market data. Tax of a capped call "
             "integrated with the notes is for review and counted nowhere."),),
        ],
    )  # fmt: skip


CONVERT_WORTH = PartKind(
    "convertible",
    "Convertible value",
    "What the notes are worth and cost",
    "Volatility, credit spread and cost of borrowing the shares",
    convertible_worth_part,
)
