"""What a number can be: a finite float, not meaningful, or not available.

``NM`` and ``NA`` are values, not failures: arithmetic passes them on (``NA`` before ``NM``),
statistics leave them out, ordering against them has no answer and passes them on as well. Neither
ever becomes zero.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum


class Missing(Enum):
    """Why there is no number."""

    NM = "NM"
    """Not meaningful: it can be computed, but says nothing (a multiple of a loss)."""
    NA = "NA"
    """Not available: nobody reported or supplied it."""

    def __str__(self) -> str:
        return self.value


NM = Missing.NM
NA = Missing.NA

Value = float | Missing


def first_missing(values: Iterable[Value]) -> Missing | None:
    """What arithmetic over the values passes on: NA if any is NA, else NM if any, else None."""
    found: Missing | None = None
    for value in values:
        if value is NA:
            return NA
        if value is NM:
            found = NM
    return found


def numbers(values: Iterable[Value]) -> list[float]:
    """The values that statistics count: all but NM and NA."""
    return [value for value in values if not isinstance(value, Missing)]
