"""Deals, who is inside them from when to when, and what that makes of a person today.

A deal and its wall are one thing under one label. Its records only grow: somebody who leaves keeps
the row that says when they were inside, which is the insider list that a supervisor asks for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bookrunner.figures import Refused, Unusable, Walls

_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?")
_PERSON_MAX = 200


class BadLabel(Unusable):
    """A label of a wall that none can have."""

    def __init__(self, label: str) -> None:
        super().__init__(
            f"{label!r} cannot be the label of a wall: take 1 to 40 small letters, digits and "
            "hyphens, better a code name than the company's"
        )


class BadPeriod(Unusable):
    """An end that is not after its beginning, or lies beyond what it is a part of."""


class WallTaken(Refused):
    """A wall of that label exists or existed; labels are not used twice."""

    def __init__(self, label: str) -> None:
        super().__init__(
            f"a wall {label!r} exists or existed, and a label is never used twice; take another"
        )


class OwnApproval(Refused):
    """Somebody would bring themselves over a wall."""

    def __init__(self, person: str) -> None:
        super().__init__(
            f"{person} cannot bring {person} over a wall; another of the control room must"
        )


class AlreadyInside(Refused):
    """The person is inside already."""

    def __init__(self, person: str, label: str) -> None:
        super().__init__(f"{person} is inside {label} already; take them out first to change it")


class DealClosed(Refused):
    """The deal has ended, so nobody can be brought over."""

    def __init__(self, label: str) -> None:
        super().__init__(f"the deal behind {label} has ended; nobody can be brought over its wall")


@dataclass(frozen=True)
class Deal:
    """A deal, as the control room keeps it."""

    label: str
    """Of its wall: what documents and figures carry."""
    title: str
    client: str
    """Whom the bank acts for; empty before a mandate."""
    purpose: str
    opened_by: str
    starts: datetime
    ends: datetime | None
    """When everybody is out; None while nobody knows."""
    closed_by: str = ""
    closed_why: str = ""

    def is_open(self, at: datetime) -> bool:
        """Whether anybody can be inside at that time."""
        return self.starts <= at and (self.ends is None or at < self.ends)


@dataclass(frozen=True)
class Membership:
    """One person's time inside one wall."""

    label: str
    person: str
    purpose: str
    """Why they need to know."""
    since: datetime
    until: datetime | None
    approved_by: str
    ended_by: str = ""
    ended_why: str = ""

    def holds(self, at: datetime) -> bool:
        """Whether they are inside by this at that time."""
        return self.since <= at and (self.until is None or at < self.until)


def walls_of(
    person: str, deals: Iterable[Deal], members: Iterable[Membership], at: datetime
) -> Walls:
    """The walls a person is inside of then: memberships that hold, of deals that are open."""
    open_now = {deal.label for deal in deals if deal.is_open(at)}
    return frozenset(
        one.label
        for one in members
        if one.person == person and one.label in open_now and one.holds(at)
    )


def checked_deal(deal: Deal) -> Deal:
    """The deal.

    Raises:
        BadLabel: Its label is none.
        BadPeriod: It ends before it starts.
    """
    if not _LABEL.fullmatch(deal.label):
        raise BadLabel(deal.label)
    if deal.ends is not None and deal.ends <= deal.starts:
        raise BadPeriod("a deal ends after it starts; change --ends or --starts")
    return deal


def checked_membership(one: Membership, deal: Deal, before: Iterable[Membership]) -> Membership:
    """The membership.

    Args:
        before: The person's others of this wall.

    Raises:
        OwnApproval: Approved by the person.
        DealClosed: The deal has ended.
        BadPeriod: It ends before it begins, or outlasts the deal.
        AlreadyInside: Another holds in the same time.
    """
    if one.person == one.approved_by:
        raise OwnApproval(one.person)
    if not one.person.strip() or len(one.person) > _PERSON_MAX:
        raise Unusable("a person is named by the name they sign in with")
    if deal.ends is not None and deal.ends <= one.since:
        raise DealClosed(one.label)
    if one.until is not None and one.until <= one.since:
        raise BadPeriod("somebody is taken out after they were brought over; change --until")
    if deal.ends is not None and one.until is not None and one.until > deal.ends:
        raise BadPeriod(f"the deal ends on {deal.ends.date()}; --until lies beyond it")
    if any(_overlap(one, other) for other in before):
        raise AlreadyInside(one.person, one.label)
    return one


def _overlap(one: Membership, other: Membership) -> bool:
    starts_before_end = other.until is None or one.since < other.until
    ends_after_start = one.until is None or other.since < one.until
    return starts_before_end and ends_after_start
