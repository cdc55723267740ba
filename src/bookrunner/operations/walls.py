"""Deals and their walls: opened, people brought over and taken out, and closed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time

from bookrunner.app import Desk
from bookrunner.figures import NotFound, Refused
from bookrunner.governance import Deal, Membership
from bookrunner.operations.access_shapes import (
    BringOverRequest,
    CloseWallRequest,
    Insider,
    OpenWallRequest,
    TakeOutRequest,
    Wall,
    Walls,
    WallsRequest,
)


class NoReason(Refused):
    """Something that a supervisor will ask about was left empty."""

    def __init__(self, what: str) -> None:
        super().__init__(f"{what} must be said; it stands in the insider list")


def walls(desk: Desk, request: WallsRequest) -> Walls:
    """Those the viewer may know of: the control room all, others those they are inside of.

    Raises:
        NotFound: There is none of that label that the viewer may know of.
    """
    now = datetime.now(UTC)
    members = desk.register.members()
    inside = desk.viewer.walls
    known = [
        deal
        for deal in desk.register.deals()
        if desk.is_control_room or deal.label in inside or deal.opened_by == desk.viewer.name
    ]
    if not request.label:
        return Walls(tuple(_wall(deal, members, now, everybody=False) for deal in known))
    found = [deal for deal in known if deal.label == request.label]
    if not found:
        raise NotFound("wall", request.label, hint="`walls` lists those you may know of")
    return Walls(tuple(_wall(deal, members, now, everybody=True) for deal in found))


def opened(desk: Desk, request: OpenWallRequest) -> Wall:
    """A new deal; nobody is inside it yet.

    Raises:
        WallTaken: Its label was used before.
        BadLabel: Its label is none.
        BadPeriod: It ends before it starts.
    """
    now = datetime.now(UTC)
    deal = Deal(
        request.label.strip(),
        request.title.strip(),
        request.client.strip(),
        request.purpose.strip(),
        desk.viewer.name,
        _begin(request.starts) or now,
        _begin(request.ends),
    )
    return _wall(desk.register.open_deal(deal), (), now, everybody=False)


def closed(desk: Desk, request: CloseWallRequest) -> Wall:
    """The deal, which nobody is inside of any more.

    Raises:
        NotFound: There is none of that label.
        NoReason: Why is not said.
    """
    if not request.reason.strip():
        raise NoReason("why the deal ends")
    now = datetime.now(UTC)
    by, why = desk.viewer.name, request.reason.strip()
    deal = desk.register.close_deal(request.label, by, why, now)
    return _wall(deal, desk.register.members(), now, everybody=True)


def brought_over(desk: Desk, request: BringOverRequest) -> Insider:
    """The person's time inside.

    Raises:
        NotFound: There is no such deal.
        NoReason: Why they need to know is not said.
        Refused: They are inside, would let themselves in, or the deal has ended.
    """
    if not request.purpose.strip():
        raise NoReason("why they need to know")
    now = datetime.now(UTC)
    one = Membership(
        request.label,
        request.person.strip(),
        request.purpose.strip(),
        _begin(request.since) or now,
        _begin(request.until),
        desk.viewer.name,
    )
    return _insider(desk.register.bring_over(one), now, is_open=True)


def taken_out(desk: Desk, request: TakeOutRequest) -> Insider:
    """The person's time inside, which has ended.

    Raises:
        NotFound: They are not inside.
        NoReason: Why is not said.
    """
    if not request.reason.strip():
        raise NoReason("why they are taken out")
    now = datetime.now(UTC)
    person, by = request.person.strip(), desk.viewer.name
    ended = desk.register.take_out(request.label, person, by, request.reason.strip(), now)
    return _insider(ended, now, is_open=True)


def _wall(deal: Deal, members: Sequence[Membership], now: datetime, *, everybody: bool) -> Wall:
    is_open = deal.is_open(now)
    inside = [
        _insider(one, now, is_open=is_open)
        for one in members
        if one.label == deal.label and (everybody or (is_open and one.holds(now)))
    ]
    return Wall(
        deal.label,
        deal.title,
        deal.client,
        deal.purpose,
        deal.opened_by,
        deal.starts,
        deal.ends,
        deal.closed_by,
        deal.closed_why,
        is_open,
        tuple(inside),
    )


def _insider(one: Membership, now: datetime, *, is_open: bool) -> Insider:
    return Insider(
        one.person,
        one.purpose,
        one.since,
        one.until,
        one.approved_by,
        one.ended_by,
        one.ended_why,
        is_open and one.holds(now),
    )


def _begin(day: date | None) -> datetime | None:
    """Midnight UTC at which the day begins."""
    return None if day is None else datetime.combine(day, time(), UTC)
