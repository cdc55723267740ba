"""The types of pitch: which subjects each tells, in which order, and for whom."""

from __future__ import annotations

from bookrunner.figures import NotFound
from bookrunner.pitch.parts import Storyline

GENERAL = Storyline(
    "general",
    "Where the company stands and what it is worth: comparables, DCF, football field.",
)

STORYLINES = {one.key: one for one in (GENERAL,)}
"""By the name that ``--type`` takes."""


def storyline(key: str) -> Storyline:
    """The type of pitch of that name.

    Raises:
        NotFound: There is none; the message names all.
    """
    found = STORYLINES.get(key.strip().lower())
    if found is None:
        raise NotFound("type of pitch", key, near=sorted(STORYLINES))
    return found
