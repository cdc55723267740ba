"""A slide written anew as a whole where nobody has touched it and nothing hangs on it."""

from __future__ import annotations

from bookrunner.revision.deck_spots_pptx import DeckSpots, SlideSpots
from bookrunner.revision.parts import targets
from bookrunner.revision.spots import Kind
from bookrunner.revision.words import same_words
from bookrunner.revision.written import Written

_LAYOUT = {"slideLayout"}


def slide_anew(
    base: Written, number: int, current: DeckSpots, mine: SlideSpots, fresh: DeckSpots
) -> bytes | None:
    """The slide as it would be written now; None where that would undo or misstate something.

    A slide with charts, pictures or notes keeps its relations to them, and one whose title says
    something else is a person's to answer for: such slides are named instead.
    """
    new = fresh.slides[number - 1]
    for package, part in ((current.package, mine.part), (fresh.package, new.part)):
        if {kind for kind, _ in targets(package, part).values()} - _LAYOUT:
            return None
    if not same_words(base.slides[number].title, new.title) or not _is_untouched(
        base, number, mine
    ):
        return None
    return fresh.package.part(new.part)


def _is_untouched(base: Written, number: int, mine: SlideSpots) -> bool:
    if set(base.slides[number].shapes) != set(mine.shapes):
        return False
    front = f"slide {number}/"
    was = {
        key.removeprefix(front): digest
        for key, digest in base.deck.items()
        if key.startswith(front)
    }
    now = {key: spot.digest for key, spot in mine.spots.items()}
    # A table grows with its words when a program saves it; its place says nothing.
    tables = {key for key, spot in mine.spots.items() if spot.kind is Kind.POSITION}
    return {key: held for key, held in was.items() if key not in tables} == {
        key: held for key, held in now.items() if key not in tables
    }
