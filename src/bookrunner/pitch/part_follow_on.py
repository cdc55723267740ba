"""The part on selling new shares of a listed company: terms by discount, and other ways."""

from __future__ import annotations

from collections.abc import Sequence

from bookrunner.figures import Figure, Format
from bookrunner.offerings import (
    FollowOn,
    OtherWays,
    RightsIssue,
    follow_on,
    follow_on_model,
    offer_terms,
    other_ways,
    rights_issue,
)
from bookrunner.office import Block, Line, Region, Required, Row, RowStyle, Shown, Slide, Table
from bookrunner.pitch.deck_flows import grid_table
from bookrunner.pitch.deck_pieces import figure_row, in_billions, per_share, source_line
from bookrunner.pitch.parts import Page, Part, PartKind
from bookrunner.pitch.valued import Valued
from bookrunner.valuation import suggested_format

_TOTALS = {"net_proceeds": RowStyle.TOTAL, "dilution_share": RowStyle.HIGHLIGHT}
_SHOWN = (
    "offer_price", "base_shares", "primary_shares", "gross_proceeds", "secondary_proceeds",
    "spread_paid", "expenses", "net_proceeds", "net_proceeds_with_greenshoe", "dilution_share",
    "dilution_with_greenshoe_share", "all_in_share", "eps_effect_share",
    "net_debt_after_multiple",
)  # fmt: skip
_PRODUCTS = (
    ("Marketed", "two to four days", "public; widest book", "longest in the market"),
    ("Overnight, wall-crossed", "one night", "private, then public", "one night"),
    ("Bought deal", "hours", "none before", "the bank's, at a backstop price"),
    ("At the market", "months", "a prospectus supplement", "average price; small amounts"),
    ("Rights issue", "weeks", "to all holders", "underwriters', to the subscription price"),
)


def follow_on_part(valued: Valued) -> Part:
    """The follow-on at each discount, the tests of its size, and a rights issue beside it.

    Raises:
        MarketDataRequired: There is no closing price.
    """
    company, policy = valued.inputs.target, valued.policy
    deal = follow_on(company, policy, offer_terms(company, policy))
    rights, ways = rights_issue(deal, policy), other_ways(deal, policy)
    pages = [
        Page("follow_on", "Follow-on terms", "What the company keeps at each discount",
             _terms_page(valued, deal)),
        Page("equity_ways", "Ways to raise equity", "How the products and a rights issue compare",
             _ways_page(valued, deal, rights)),
        Page("backstop", "Bought deal and at the market", "What a backstop costs, and how long",
             _backstop_page(valued, deal, ways)),
    ]  # fmt: skip
    if deal.grid is not None:
        pages.append(
            Page("follow_on_grid", "Follow-on sensitivity", "Dilution by size and discount",
                 _grid_page(valued, deal))
        )  # fmt: skip
    return Part([follow_on_model(deal, rights, ways)], pages, [_title(deal), _rights_title(rights)])


def _title(deal: FollowOn) -> Line:
    label = deal.company.label
    if deal.offer is None:
        first, last = deal.ladder[0], deal.ladder[-1]
        return (f"{label} nets ", in_billions(first.net), " of a follow-on; dilution runs from ",
                Shown(first.dilution, Format.PERCENT1), " to ",
                Shown(last.dilution, Format.PERCENT1), " by the discount")  # fmt: skip
    return (f"{label} keeps ", in_billions(deal.offer.net), " of a follow-on at ",
            per_share(deal.offer.price))  # fmt: skip


def _rights_title(rights: RightsIssue) -> Line:
    return ("A rights issue of ", in_billions(rights.raised), " has an ex-rights price of ",
            per_share(rights.ex_rights))  # fmt: skip


def _terms_page(valued: Valued, deal: FollowOn) -> Slide:
    offers = [*([] if deal.offer is None else [deal.offer]), *deal.ladder]
    named = [{one.key.rsplit(".", 1)[-1]: one for one in offer.figures} for offer in offers]
    rows = [
        figure_row(
            named[0][key].name,
            [one[key] for one in named],
            _TOTALS.get(key, RowStyle.PLAIN),
            form=suggested_format(named[0][key]),
        )
        for key in _SHOWN
        if key in named[0]
    ]
    discounts = figure_row(
        "Discount to last close", [one.discount for one in offers], form=Format.PERCENT1
    )
    heads: list[Line] = [(f"{deal.company.money} million, shares in millions",)]
    heads += [("Proposed",)] if deal.offer is not None else []
    heads += [("Ladder",) for _ in deal.ladder]
    table = Table(heads, [discounts, *rows], widths=(2.4, *(1.0 for _ in offers)))
    note = "Fixed expenses count once. Old shares are diluted anew at each offer price."
    if deal.offer is None:
        note += " A discount is market data: the ladder claims none; adopt follow_on.discount_rate."
    return Slide(
        _title(deal),
        [(Region.FULL, table)],
        footnotes=[source_line(valued, [offers[0].net, offers[0].dilution]), (note,)],
    )


def _ways_page(valued: Valued, deal: FollowOn, rights: RightsIssue) -> Slide:
    products = Table(
        [("Product",), ("Time in the market",), ("Publicity",), ("Price risk",)],
        [Row([(cell,) for cell in row]) for row in _PRODUCTS],
        widths=(1.3, 1.2, 1.4, 2.0),
    )
    issue = Table(
        [("Rights issue for the same money",), ("",)],
        [figure_row(one.name, [one], form=suggested_format(one)) for one in rights.figures],
        widths=(2.6, 1.0),
    )
    return Slide(
        _rights_title(rights),
        [
            (Region.TOP, products),
            (Region.BOTTOM_LEFT, issue),
            (Region.BOTTOM_RIGHT, _size(deal)),
        ],
        footnotes=[source_line(valued, [rights.ex_rights])],
    )


def _size(deal: FollowOn) -> Block:
    known: list[Figure] = [
        one for one in (deal.volume_days, deal.shelf_left, deal.baby_shelf) if one is not None
    ]
    if not known:
        return Required(
            "Daily volume, shelf capacity and public float",
            "Adopt follow_on.daily_volume, follow_on.shelf_capacity and follow_on.public_float.",
        )
    rows = [figure_row(one.name, [one], form=suggested_format(one)) for one in known]
    return Table([("Tests of size",), ("",)], rows, widths=(2.6, 1.0))


def _backstop_page(valued: Valued, deal: FollowOn, ways: OtherWays) -> Slide:
    bought: Block = Required(
        "Volatility and discount",
        "A backstop rests on both: adopt follow_on.volatility_rate and follow_on.discount_rate.",
    )
    market: Block = Required(
        "Average daily volume", "Sales at the market are paced by it: adopt follow_on.daily_volume."
    )
    title: Line = ("A bought deal and sales at the market need market data first",)
    used: list[Figure] = [deal.size]
    if ways.market is not None:
        market = _named("At the market, at the last close", ways.market.figures)
        used.append(ways.market.days)
        title = ("At the market the new shares take ",
                 Shown(ways.market.days, Format.COUNT), " trading days")  # fmt: skip
    if ways.bought is not None:
        bought = _named("Bought deal", ways.bought.figures)
        used.append(ways.bought.price)
        title = ("A bought deal is backstopped at ", per_share(ways.bought.price), ", ",
                 Shown(ways.bought.discount, Format.PERCENT1), " below the last close")  # fmt: skip
    note = "Before spread. A bought deal moves the price risk to the bank; at the market it stays."
    return Slide(
        title,
        [(Region.LEFT, bought), (Region.RIGHT, market)],
        footnotes=[source_line(valued, used), (note,)],
    )


def _named(title: str, figures: Sequence[Figure]) -> Table:
    rows = [figure_row(one.name, [one], form=suggested_format(one)) for one in figures]
    return Table([(title,), ("mm, but per share",)], rows, widths=(2.6, 1.2))


def _grid_page(valued: Valued, deal: FollowOn) -> Slide:
    assert deal.grid is not None, "the page is made for it"
    return Slide(
        ("Size moves dilution more than the discount does",)
        if _size_matters(deal)
        else ("Dilution by size and discount",),
        [(Region.FULL, grid_table(deal.grid))],
        footnotes=[source_line(valued, [deal.grid.base])],
    )


def _size_matters(deal: FollowOn) -> bool:
    assert deal.grid is not None, "the page is made for it"
    points = deal.grid.points
    middle = len(points) // 2
    down = [points[0][middle].output.value, points[-1][middle].output.value]
    across = [points[middle][0].output.value, points[middle][-1].output.value]
    if not all(isinstance(one, float) for one in [*down, *across]):
        return False
    return bool(abs(down[1] - down[0]) > abs(across[1] - across[0]))  # type: ignore[operator]


FOLLOW_ON = PartKind(
    "follow_on",
    "Follow-on terms",
    "What a sale of new shares brings and costs",
    "The closing price",
    follow_on_part,
)
