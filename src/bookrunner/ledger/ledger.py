"""Every figure that was shown and all below it, where each stands, and what was found.

A ledger is the record of one writing of files. It holds plain values (what ``figure_json`` gives),
so that one read back from its file is the one that was written.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any

from bookrunner.figures import (
    Figure,
    Finding,
    Unusable,
    Viewer,
    Walls,
    conflicts,
    figure_json,
    lineage,
    may_see,
)
from bookrunner.ledger.standing import Standing

DRAFT, CHECKED, REVIEWED, RELEASED = "draft", "checked", "reviewed", "released"
STATES = (DRAFT, CHECKED, REVIEWED, RELEASED)
"""What a set of files may be called, each only after the one before."""

Record = Mapping[str, Any]
"""A figure as ``figure_json`` describes it."""


class AmbiguousFigures(Unusable):
    """Two different figures share an id, so the ledger could not say which one a page shows."""

    def __init__(self, ids: Sequence[str]) -> None:
        self.ids = tuple(ids)
        super().__init__(
            f"different figures share an id: {', '.join(self.ids[:5])}; give one another key or "
            "case"
        )


@dataclass(frozen=True)
class Place:
    """One appearance of a figure in a file, as the writer reported it."""

    figure_id: str
    file: str
    """``workbook``, ``deck`` or ``document``."""
    place: str
    text: str
    exponent: int
    """The power of ten the place shows it in."""


@dataclass(frozen=True)
class Ledger:
    """Figures by id, inputs before what uses them; their places in the order of writing."""

    as_of: date
    state: str
    figures: Mapping[str, Record]
    places: Sequence[Place]
    findings: Sequence[Finding] = ()
    book: Mapping[str, Any] = field(default_factory=dict)
    """Of files: what they were asked for, what they said when written, how they were refreshed."""

    @classmethod
    def of(
        cls,
        figures: Iterable[Figure],
        standings: Iterable[Standing],
        *,
        as_of: date,
        state: str = DRAFT,
        findings: Sequence[Finding] = (),
    ) -> Ledger:
        """The ledger of what the writers reported, with everything below each figure.

        Args:
            figures: Further figures to keep although no file shows them.

        Raises:
            AmbiguousFigures: Two different figures share an id.
        """
        stands = tuple(standings)
        kept = [*figures, *(standing.figure for standing in stands)]
        shared = conflicts(kept)
        if shared:
            raise AmbiguousFigures(shared)
        return cls(
            as_of,
            state,
            {figure.id: figure_json(figure) for figure in lineage(kept)},
            tuple(
                Place(
                    standing.figure.id,
                    standing.file,
                    standing.place,
                    standing.text,
                    standing.exponent,
                )
                for standing in stands
            ),
            tuple(findings),
        )

    def standing(self, figure_id: str) -> Sequence[Place]:
        """Where the figure stands."""
        return self._standings.get(figure_id, ())

    @cached_property
    def _standings(self) -> Mapping[str, Sequence[Place]]:
        found: dict[str, list[Place]] = {}
        for place in self.places:
            found.setdefault(place.figure_id, []).append(place)
        return found

    @property
    def walls(self) -> Walls:
        """Every wall that any of its figures stands behind."""
        return frozenset(wall for record in self.figures.values() for wall in record["walls"])

    def seen_by(self, viewer: Viewer) -> Ledger:
        """The whole ledger, or an empty one for a viewer outside any wall it rests on.

        A date or an assumption typed for a valuation behind a wall carries no wall of its own, so
        a ledger that lacked only the figures behind walls would still tell of the valuation.
        """
        if may_see(viewer, self.walls):
            return self
        return replace(self, state=DRAFT, figures={}, places=(), findings=(), book={})
