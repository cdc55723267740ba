"""Two lists of things held beside each other: which of one is which of the other."""

from __future__ import annotations

import difflib
from bisect import bisect_left
from collections.abc import Hashable, Sequence

Pair = tuple[int | None, int | None]
"""Places in the old and the new list; None where the other has none."""


def aligned(old: Sequence[Hashable], new: Sequence[Hashable]) -> Sequence[Pair]:
    """The pairs in order; between two things that are the same in both, others pair by place."""
    pairs: list[Pair] = []
    matcher = difflib.SequenceMatcher(a=old, b=new, autojunk=False)
    for _, first, last, begins, ends in matcher.get_opcodes():
        count = min(last - first, ends - begins)
        pairs += [(first + at, begins + at) for at in range(count)]
        pairs += [(at, None) for at in range(first + count, last)]
        pairs += [(None, at) for at in range(begins + count, ends)]
    return pairs


def in_order(places: Sequence[int]) -> frozenset[int]:
    """The indices of a longest run of places that rise; the others were moved."""
    ends: list[int] = []
    at_end: list[int] = []
    before: list[int | None] = []
    for index, place in enumerate(places):
        at = bisect_left(ends, place)
        before.append(at_end[at - 1] if at else None)
        if at == len(ends):
            ends.append(place)
            at_end.append(index)
        else:
            ends[at], at_end[at] = place, index
    found = set()
    index_or_none = at_end[-1] if at_end else None
    while index_or_none is not None:
        found.add(index_or_none)
        index_or_none = before[index_or_none]
    return frozenset(found)
