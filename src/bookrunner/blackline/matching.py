"""Which passages of one filing are which of another.

Passages whose words stand once in both are anchors, as many as keep their order (patience
difference); between anchors the same is done again. What is left between two anchors is a gap.
"""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bookrunner.blackline.passages import Passage
from bookrunner.revision.aligning import in_order

_PLAIN_MAX = 250_000
"""Passages of one side times those of the other that are compared one by one at most."""
_RARE_MAX = 6
_ALIKE_MIN = 0.5


class Gap(NamedTuple):
    """What stands between two passages that are the same in both filings."""

    old: Sequence[Passage]
    new: Sequence[Passage]


def gaps(old: Sequence[Passage], new: Sequence[Passage]) -> Iterator[Gap]:
    """The gaps in order; nothing else differs between the filings."""
    todo = [(0, len(old), 0, len(new))]
    while todo:
        top, bottom, left, right = todo.pop()
        while top < bottom and left < right and old[top].words == new[left].words:
            top, left = top + 1, left + 1
        while top < bottom and left < right and old[bottom - 1].words == new[right - 1].words:
            bottom, right = bottom - 1, right - 1
        if top == bottom and left == right:
            continue
        anchors = _anchors(old, new, (top, bottom), (left, right))
        if not anchors:
            yield Gap(old[top:bottom], new[left:right])
            continue
        ends = [*anchors, (bottom, right)]
        begins = [(top, left), *((one + 1, other + 1) for one, other in anchors)]
        todo += [
            (first[0], last[0], first[1], last[1])
            for first, last in zip(reversed(begins), reversed(ends), strict=True)
        ]


def _anchors(
    old: Sequence[Passage], new: Sequence[Passage], rows: tuple[int, int], columns: tuple[int, int]
) -> Sequence[tuple[int, int]]:
    """Pairs of the same passages, in order in both; the first kind that gives any."""
    if rows[0] == rows[1] or columns[0] == columns[1]:
        return ()
    before = Counter(old[at].words for at in range(*rows))
    after = Counter(new[at].words for at in range(*columns))
    where = {new[at].words: at for at in range(*columns) if after[new[at].words] == 1}
    pairs = [
        (at, where[old[at].words])
        for at in range(*rows)
        if before[old[at].words] == 1 and old[at].words in where
    ]
    kept = in_order([other for _, other in pairs])
    if kept:
        return [pair for place, pair in enumerate(pairs) if place in kept]
    if not before.keys() & after.keys():
        return ()
    if (rows[1] - rows[0]) * (columns[1] - columns[0]) > _PLAIN_MAX:
        return ()
    matcher = difflib.SequenceMatcher(
        a=[old[at].words for at in range(*rows)],
        b=[new[at].words for at in range(*columns)],
        autojunk=False,
    )
    return [
        (rows[0] + block.a + at, columns[0] + block.b + at)
        for block in matcher.get_matching_blocks()
        for at in range(block.size)
    ]


def alike(gap: Gap) -> Sequence[tuple[int, int]]:
    """Pairs of passages that share most of their words, in order in both: parts of a large gap."""
    found: dict[int, tuple[float, int]] = {}
    sets = [frozenset(one.words) for one in gap.new]
    by_word: dict[str, list[int]] = {}
    for at, words in enumerate(sets):
        for word in words:
            by_word.setdefault(word, []).append(at)
    for place, one in enumerate(gap.old):
        words = frozenset(one.words)
        shared = Counter(
            at for word in words if len(by_word.get(word, ())) <= _RARE_MAX
            for at in by_word.get(word, ())
        )  # fmt: skip
        scored = [
            (len(words & sets[at]) / len(words | sets[at]), -abs(at - place), at)
            for at, _ in shared.most_common(_RARE_MAX)
        ]
        if scored and (best := max(scored))[0] >= _ALIKE_MIN:
            found[place] = (best[0], best[2])
    taken: dict[int, tuple[float, int]] = {}
    for place, (score, at) in found.items():
        if score > taken.get(at, (0.0, -1))[0]:
            taken[at] = (score, place)
    pairs = sorted((place, at) for at, (_, place) in taken.items())
    kept = in_order([at for _, at in pairs])
    return [pair for place, pair in enumerate(pairs) if place in kept]
