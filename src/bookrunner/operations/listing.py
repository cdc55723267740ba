"""The restricted and the watch list; nothing is written on a restricted company."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from bookrunner.app import Desk
from bookrunner.figures import NotAllowed
from bookrunner.governance import Listing, ListKind, Restricted, bars
from bookrunner.ledger import Ledger
from bookrunner.operations.access_shapes import (
    ListCompanyRequest,
    Listed,
    ListedCompany,
    ListedRequest,
    UnlistCompanyRequest,
)


def listed(desk: Desk, request: ListedRequest) -> Listed:
    """Who is on a list.

    Raises:
        NotAllowed: The watch list is for the control room alone.
    """
    kind = ListKind(request.list)
    if kind is ListKind.WATCH and not desk.is_control_room:
        raise NotAllowed("the watch list is for the control room alone")
    now = datetime.now(UTC)
    found = [
        one
        for one in desk.register.listings()
        if one.kind is kind and (desk.is_control_room or one.holds(now))
    ]
    if desk.is_control_room:
        return Listed(tuple(_line(one, tells_all=True) for one in found))
    # One line for a company, whatever number of deals it is listed for.
    firsts = {one.cik: _line(one, tells_all=False) for one in reversed(found)}
    return Listed(tuple(sorted(firsts.values(), key=lambda line: (line.company, line.cik))))


def put_on(desk: Desk, request: ListCompanyRequest) -> ListedCompany:
    """The company on the list.

    Raises:
        NotFound: The company is not known.
    """
    company = desk.store.company(request.company, desk.viewer)
    one = Listing(
        ListKind(request.list),
        company.cik,
        company.name,
        request.reason.strip(),
        request.wall.strip(),
        datetime.now(UTC),
        None,
        desk.caller.name,
    )
    return _line(desk.register.put_on_list(one), tells_all=True)


def taken_off(desk: Desk, request: UnlistCompanyRequest) -> Listed:
    """What ended.

    Raises:
        NotFound: The company is not known, or not on the list.
    """
    company = desk.store.company(request.company, desk.viewer)
    kind, now = ListKind(request.list), datetime.now(UTC)
    ended = desk.register.take_off_list(kind, company.cik, desk.caller.name, now)
    return Listed(tuple(_line(one, tells_all=True) for one in ended))


def require_unrestricted(desk: Desk, companies: Iterable[str]) -> None:
    """Nothing, where the caller may write on every one of the companies.

    Args:
        companies: As they are asked for; what is none is left to whoever reads it.

    Raises:
        Restricted: One is on the restricted list, and the caller is not of its deal's team.
    """
    listings = desk.register.listings()
    if not listings:
        return
    now = datetime.now(UTC)
    for asked in companies:
        company = desk.store.company(asked, desk.viewer)
        if bars(listings, company.cik, desk.viewer, now):
            raise Restricted(company.name)


def require_unrestricted_book(desk: Desk, ledger: Ledger) -> None:
    """As ``require_unrestricted``, for the companies that a written book was asked for.

    Raises:
        Restricted: One is on the restricted list by now.
    """
    asked = ledger.book.get("asked") or {}
    require_unrestricted(desk, [name for name in (asked.get("company"), asked.get("with")) if name])


def _line(one: Listing, *, tells_all: bool) -> ListedCompany:
    return ListedCompany(
        one.kind.value,
        one.cik,
        one.company,
        one.since,
        one.until,
        one.reason if tells_all else "",
        one.wall if tells_all else "",
        one.listed_by if tells_all else "",
        one.ended_by if tells_all else "",
    )
