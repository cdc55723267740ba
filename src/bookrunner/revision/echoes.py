"""Old numbers that stand in words and cells which only a person wrote."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from bookrunner.ledger.number_words import position_of
from bookrunner.revision.spots import Kind, Spot
from bookrunner.revision.stale import Action, StaleNumber, StaleWords

_KINDS = (Kind.TEXT, Kind.TABLE_CELL, Kind.NOTES, Kind.WORDS, Kind.INPUT)
_DIGITS_MIN = 4
"""From which a number is peculiar enough to be known again."""


def echoes(
    file: str, spots: Iterable[tuple[str, Spot]], numbers: Sequence[StaleNumber]
) -> Iterator[StaleWords]:
    """The places of a person's own that say a number which is stale elsewhere, each once."""
    stale = {one.old: one for one in numbers if sum(map(str.isdigit, one.old)) >= _DIGITS_MIN}
    for place, spot in spots:
        if spot.kind not in _KINDS:
            continue
        for old, one in stale.items():
            if _says(spot, old):
                why = f"a person wrote {old}, which {one.name} no longer is ({one.new})"
                yield StaleWords(file, place, spot.kind, spot.text, "", Action.OWN, why)
                break


def _says(spot: Spot, old: str) -> bool:
    if spot.kind is not Kind.INPUT:
        return position_of(old, spot.text) is not None
    try:
        return float(spot.text) == float(old.replace(",", ""))
    except ValueError:
        return False
