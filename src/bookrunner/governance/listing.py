"""The restricted list, which all must heed, and the watch list, known to the control room alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from bookrunner.figures import Refused, Viewer


class ListKind(Enum):
    """Which list."""

    RESTRICTED = "restricted"
    """No pitch, document or release on the company but by the deal's own team."""
    WATCH = "watch"
    """Changes nothing that anybody sees; the control room is shown who looked at the company."""


class Restricted(Refused):
    """The company is on the restricted list."""

    def __init__(self, company: str) -> None:
        self.company = company
        super().__init__(
            f"{company} is on the restricted list: nothing is written on it; ask the control room"
        )


@dataclass(frozen=True)
class Listing:
    """A company's time on a list."""

    kind: ListKind
    cik: str
    company: str
    """Its name when it was listed."""
    reason: str
    """For the control room alone: it may tell of a deal."""
    wall: str
    """Whose team may go on working; empty for nobody."""
    since: datetime
    until: datetime | None
    listed_by: str
    ended_by: str = ""

    def holds(self, at: datetime) -> bool:
        """Whether the company is on the list at that time."""
        return self.since <= at and (self.until is None or at < self.until)


def bars(listings: Iterable[Listing], cik: str, viewer: Viewer, at: datetime) -> bool:
    """Whether the viewer may not write on a company now.

    A company may stand on the list for several deals; one team cannot lift another's restriction.
    """
    return any(
        one.kind is ListKind.RESTRICTED
        and one.cik == cik
        and one.holds(at)
        and (not one.wall or one.wall not in viewer.walls)
        for one in listings
    )
