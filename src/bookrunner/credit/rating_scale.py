"""The agencies' long-term scales side by side: a rating's place, 1 for the best."""

from __future__ import annotations

_LETTERS = ("AAA", "AA+", "AA", "AA-", "A+", "A", "A-", "BBB+", "BBB", "BBB-", "BB+", "BB", "BB-",
            "B+", "B", "B-", "CCC+", "CCC", "CCC-", "CC", "C")  # fmt: skip
_NUMBERS = ("AAA", "AA1", "AA2", "AA3", "A1", "A2", "A3", "BAA1", "BAA2", "BAA3", "BA1", "BA2",
            "BA3", "B1", "B2", "B3", "CAA1", "CAA2", "CAA3", "CA", "C")  # fmt: skip
_PLACES = {name: place for scale in (_NUMBERS, _LETTERS) for place, name in enumerate(scale, 1)}


def place_of(rating: str) -> int | None:
    """The place of ``BBB+`` or ``Baa1``, which is 8 for both; None for what is on no scale."""
    return _PLACES.get(rating.strip().upper())


def name_of(place: int) -> str:
    """The rating of that place on the letter scale: ``BBB-`` for 10."""
    return _LETTERS[place - 1]
