"""The part on what a company can do: go on, borrow, issue shares, buy or be bought, in figures."""

from __future__ import annotations

from bookrunner.credit import Capacity, capacity_model, credit_statistics, debt_capacity
from bookrunner.figures import Figure, Format
from bookrunner.office import Callout, Callouts, Line, Region, Row, Shown, Slide, Table
from bookrunner.pitch.deck_pieces import (
    as_number,
    in_billions,
    is_number,
    per_share,
    source_line,
    stated,
    stated_of,
)
from bookrunner.pitch.part_credit import owes
from bookrunner.pitch.parts import Page, Part, PartKind
from bookrunner.pitch.valued import MEDIAN_MULTIPLE, Valued

_NOTE = (
    "The limit of leverage is the green side of debt / EBITDA, an assumption to be adopted for the "
    "sector. What each way would cost needs its own pitch: refinancing, follow-on, sell-side."
)


def routes_part(valued: Valued) -> Part:
    """What each way would rest on, in figures of this pitch.

    Raises:
        LinesMissing: Debt or EBITDA is not reported.
    """
    company = valued.inputs.target
    equity = valued.comps.target.bridge.equity_value if company.is_listed else None
    capacity = debt_capacity(credit_statistics(company, valued.policy), equity)
    title = _title(valued, capacity)
    page = Page(
        "routes",
        "Alternatives",
        "What each way open to the company rests on",
        _page(valued, capacity, title),
    )
    return Part([capacity_model(capacity)], [page], [title])


def _title(valued: Valued, capacity: Capacity) -> Line:
    label, limit = valued.inputs.target.label, Shown(capacity.limit, Format.MULTIPLE)
    if not is_number(capacity.room):
        return (f"{label}: what can be borrowed does not follow from its EBITDA",)
    if as_number(capacity.room) <= 0:
        return (f"{label} has no room for debt: ", in_billions(capacity.shortfall),
                " of equity would bring it to ", limit, " EBITDA")  # fmt: skip
    return (f"{label} could add ", in_billions(capacity.room), " of debt before it owes ", limit,
            " EBITDA")  # fmt: skip


def _page(valued: Valued, capacity: Capacity, title: Line) -> Slide:
    rows = [
        Row([(way,), said, (speaks,)])
        for way, said, speaks in (
            (
                "Go on as it is",
                _alone(valued),
                "Rests on the forecast being met; no cash to holders",
            ),
            ("Borrow, or buy back shares", _borrow(capacity), "Takes room from a later purchase"),
            ("Issue shares", _issue(capacity), "Dilutes; the discount is set by the market"),
            ("Buy", _buy(capacity), "A target brings its own EBITDA, price and risks"),
            (
                "Be bought",
                _sell(valued),
                "A premium is for buyers to offer; a process takes months",
            ),
        )
    ]
    table = Table(
        [("Way",), ("What the figures say",), ("What speaks against it",)],
        rows,
        widths=(1.4, 4.0, 2.6),
    )
    used = [capacity.room, *(bar.middle for bar in valued.field.bars)]
    numbers = Callouts([_callout(one) for one in (capacity.debt, capacity.ebitda, capacity.room)])
    return Slide(
        title,
        [(Region.TOP_BAND, numbers), (Region.BELOW_BAND, table)],
        footnotes=[source_line(valued, used), (_NOTE,)],
    )


def _callout(figure: Figure) -> Callout:
    return Callout(in_billions(figure), figure.name)


def _alone(valued: Valued) -> Line:
    if valued.dcf is None:
        return ("The DCF needs inputs that its page names",)
    worth = valued.dcf.gordon.stated
    said: Line = ("DCF, Gordon growth: ", stated(worth), stated_of(worth))
    price = valued.field.price
    return said if price is None else (*said, ", against a price of ", per_share(price))


def _borrow(capacity: Capacity) -> Line:
    if not _has_room(capacity):
        return ("No room up to the limit of leverage",)
    said: Line = ("Room of ", in_billions(capacity.room))
    if capacity.share_of_equity is None:
        return said
    return (*said, ", which is ", Shown(capacity.share_of_equity, Format.PERCENT1),
            " of the equity value")  # fmt: skip


def _issue(capacity: Capacity) -> Line:
    if _has_room(capacity):
        return ("Nothing is needed to stay within the limit of leverage",)
    return ("Shares for ", in_billions(capacity.shortfall), " would bring debt to the limit")


def _buy(capacity: Capacity) -> Line:
    if capacity.firepower is None:
        return ("Liquid assets are not reported",)
    return ("Firepower of ", in_billions(capacity.firepower),
            ": liquid assets, and debt up to the limit")  # fmt: skip


def _sell(valued: Valued) -> Line:
    bar = next((one for one in valued.field.bars if one.key == MEDIAN_MULTIPLE), None)
    if bar is None:
        return ("No meaningful multiple of the peers",)
    return ("Peers' EBITDA multiples: ", stated(bar.low), " to ", stated(bar.high),
            stated_of(bar.low), ", without a premium for control")  # fmt: skip


def _has_room(capacity: Capacity) -> bool:
    return is_number(capacity.room) and as_number(capacity.room) > 0


ROUTES = PartKind(
    "routes",
    "Alternatives",
    "What each way open to the company rests on",
    "Debt and EBITDA",
    routes_part,
    concerns=owes,
)
