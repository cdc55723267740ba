"""Why a number is what it is: from the number down to its sources and assumptions."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bookrunner.figures import Ambiguous, NotFound
from bookrunner.ledger.ledger import Ledger, Place, Record

_NEAR_MAX = 5


@dataclass(frozen=True)
class Step:
    """A figure on the way down."""

    depth: int
    """0 for the figure asked about, 1 for what its formula names, and so on."""
    record: Record
    words: str
    """Its formula by names, its source, or who assumes it and why."""
    places: Sequence[Place]
    repeated: bool
    """Whether it was explained further up, so that what is below it is not told again."""


@dataclass(frozen=True)
class Explanation:
    """A figure and everything below it, parents before children."""

    figure_id: str
    steps: Sequence[Step]


def why(ledger: Ledger, asked: str, *, depth_max: int | None = None) -> Explanation:
    """The way from a figure down to its sources and assumptions.

    Args:
        asked: The figure's id in any case, or the beginning of it when only one figure fits.
        depth_max: How many levels down; all when None.

    Raises:
        NotFound: No figure of the ledger has the id; names the nearest.
        Ambiguous: Several begin like this.
    """
    places: dict[str, list[Place]] = {}
    for place in ledger.places:
        places.setdefault(place.figure_id, []).append(place)
    top = found_id(ledger, asked)
    steps: list[Step] = []
    told: set[str] = set()
    stack = [(top, 0)]
    while stack:
        figure_id, depth = stack.pop()
        record = ledger.figures.get(figure_id)
        if record is None:
            # An input behind a wall is not there for this viewer; nor is what it is called.
            continue
        below = record["lineage"].get("inputs", ())
        repeated = figure_id in told and bool(below)
        told.add(figure_id)
        held = tuple(places.get(figure_id, ()))
        steps.append(Step(depth, record, lineage_words(record), held, repeated))
        if not repeated and (depth_max is None or depth < depth_max):
            stack.extend((child, depth + 1) for child in reversed(below))
    return Explanation(top, tuple(steps))


def found_id(ledger: Ledger, asked: str) -> str:
    """The id of the one figure that fits what was asked.

    Raises:
        NotFound: None fits.
        Ambiguous: Several do; those of the plain case and the newest come first.
    """
    wanted = asked.strip().lower()
    if wanted in ledger.figures:
        return wanted
    begin = [figure_id for figure_id in ledger.figures if wanted and figure_id.startswith(wanted)]
    if len(begin) == 1:
        return begin[0]
    if begin:
        raise Ambiguous("figures", asked, _newest_first(ledger, begin)[:_NEAR_MAX])
    close = difflib.get_close_matches(wanted, ledger.figures, n=_NEAR_MAX, cutoff=0.7)
    within = [figure_id for figure_id in ledger.figures if wanted and wanted in figure_id]
    near = list(dict.fromkeys([*_newest_first(ledger, within), *close]))[:_NEAR_MAX]
    raise NotFound("figure", asked, near=near)


def lineage_words(record: Record) -> str:
    """Where the figure comes from, in a line."""
    held: Mapping[str, Any] = record["lineage"]
    match held["kind"]:
        case "computed":
            return str(held["words"])
        case "adopted":
            return f"{held['owner']} on {held['on']}: {held['reason']}"
        case "default":
            return str(held["reason"])
    title = f"{held['subject']} {held['document']}".strip()
    parts = (held["system"], title, held["accession"], held["concept"])
    return ", ".join(part for part in parts if part)


def _newest_first(ledger: Ledger, ids: Sequence[str]) -> list[str]:
    def age(figure_id: str) -> tuple[bool, str]:
        record = ledger.figures[figure_id]
        return not record["case"], str(record["period_end"])

    return sorted(ids, key=age, reverse=True)
