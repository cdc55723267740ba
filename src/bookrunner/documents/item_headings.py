"""Which of the lines that begin with "Item N" are the headings.

Lines of a table of contents (links, page numbers, many in a row) are set aside; of the rest the
headings are the ascending series that scores best, where a title that fits the Item, bold type and
a long text below count for a candidate.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from bookrunner.documents.item_lines import Candidate, ends_with_page
from bookrunner.documents.items import ItemDefinition

_CONTENTS_GAP = 500
"""Characters between two lines of a table of contents, at most."""
_CONTENTS_LISTED = 15_000
"""The same where statements, notes or risks are listed between them, each with its page."""
_TITLE_MAX = 160
_REPEATED_MIN = 3
_REPEATS_MAX = 50
_NAME_LETTERS = 12
_CONTINUED = re.compile(r"\bcont(?:inued|[’']d|d)?\b\.?\W*$", re.IGNORECASE)


def without_contents(
    candidates: Sequence[Candidate], text: str
) -> tuple[list[Candidate], list[Candidate]]:
    """The candidates that are headings, and the lines of a table of contents or an index."""
    contents: set[int] = set()
    run: list[int] = []
    names = [_name(candidate) for candidate in candidates]
    places: dict[tuple[str, str], list[int]] = defaultdict(list)
    for index, name in enumerate(names):
        places[name].append(index)
    for index, candidate in enumerate(candidates):
        run.append(index)
        following = candidates[index + 1] if index + 1 < len(candidates) else None
        # The real Item 1 may follow the table of contents closely, but its number begins again.
        if (
            following is None
            or order(following.number) <= order(candidate.number)
            or not _is_near(text, candidate.line_end, following.start)
        ):
            again = [places[names[i]][bisect_right(places[names[i]], run[-1]) :] for i in run]
            if _is_contents([candidates[i] for i in run]) or _is_repeated(candidates, run, again):
                contents.update(run)
            run = []
    return (
        [c for i, c in enumerate(candidates) if i not in contents],
        [c for i, c in enumerate(candidates) if i in contents],
    )


def _is_near(text: str, start: int, stop: int) -> bool:
    """Whether nothing, or only further lines that end with a page, stands between two lines."""
    if stop - start <= _CONTENTS_GAP:
        return True
    if stop - start > _CONTENTS_LISTED:
        return False
    lines = [line for line in text[start:stop].split("\n") if line.strip()]
    paged = sum(len(line) < 250 and ends_with_page(line, 0, len(line)) for line in lines)
    return paged * 5 >= len(lines) * 4


def order(number: str) -> tuple[int, str]:
    """Item 4A stands after Item 4 and before Item 5."""
    return int(number.rstrip("ABCDEFGHIJK")), number[-1]


def _is_contents(run: Sequence[Candidate]) -> bool:
    """A run of close candidates is a table of contents when most are links or have page numbers."""
    pointing = sum(candidate.mark.linked or candidate.paged for candidate in run)
    if len(run) == 1:
        return run[0].mark.linked and run[0].paged
    return pointing * 2 > len(run)


def _is_repeated(
    candidates: Sequence[Candidate], run: Sequence[int], again: Sequence[Sequence[int]]
) -> bool:
    """Whether a run of close candidates comes again below, farther apart: unpaged contents.

    Args:
        again: For each of the run the first places below it of candidates with the same words.
    """
    told = [(index, later[:_REPEATS_MAX]) for index, later in zip(run, again, strict=True) if later]
    if len(run) < _REPEATED_MIN or len(told) * 4 < len(run) * 3:
        return False
    here = sum(_gap(candidates, index) for index, _ in told)
    below = sum(max(_gap(candidates, place) for place in later) for _, later in told)
    return here * 3 < below


def _name(candidate: Candidate) -> tuple[str, str]:
    letters = "".join(filter(str.isalpha, candidate.title.casefold()))
    return candidate.number, letters[:_NAME_LETTERS]


def _gap(candidates: Sequence[Candidate], index: int) -> int:
    """Characters below a candidate until the next; the last of all has none that are known."""
    if index + 1 == len(candidates):
        return 0
    return max(0, candidates[index + 1].start - candidates[index].line_end)


class _Link(NamedTuple):
    """The last heading of a series and what comes before it."""

    before: _Link | None
    place: int
    rank: int


def best_series(
    candidates: Sequence[Candidate],
    definitions: Sequence[ItemDefinition],
    part_starts: Sequence[tuple[int, int]],
    end: int,
) -> list[tuple[Candidate, ItemDefinition]]:
    """The ascending series of headings with the greatest score; of equals the earliest."""
    ranks: dict[str, list[int]] = {}
    for rank, definition in enumerate(definitions):
        ranks.setdefault(definition.number, []).append(rank)
    # best[rank]: the best series that ends with an Item of that rank, as score and linked list.
    best: list[tuple[float, _Link | None]] = [(0.0, None)] * len(definitions)
    for index, candidate in enumerate(candidates):
        room = _room(candidates, index, end)
        near = _part_before(part_starts, candidate.start)
        updates = []
        for rank in ranks.get(candidate.number, ()):
            score = _score(candidate, definitions[rank], room, near)
            if score <= 0:
                continue
            before = max(best[:rank], key=lambda entry: entry[0], default=(0.0, None))
            updates.append((rank, (before[0] + score, _Link(before[1], index, rank))))
        for rank, entry in updates:
            if entry[0] > best[rank][0]:
                best[rank] = entry
    node = max(best, key=lambda entry: entry[0], default=(0.0, None))[1]
    chosen: list[tuple[Candidate, ItemDefinition]] = []
    while node is not None:
        chosen.append((candidates[node.place], definitions[node.rank]))
        node = node.before
    return chosen[::-1]


def with_strays(
    chosen: Sequence[tuple[Candidate, ItemDefinition]],
    usable: Sequence[Candidate],
    definitions: Sequence[ItemDefinition],
    part_starts: Sequence[tuple[int, int]],
) -> list[tuple[Candidate, ItemDefinition]]:
    """The headings with those that stand out of the form's order, by offset.

    A report that omits Items lists them first and the answered ones after them. A line counts when
    nothing but its Item's title follows the number and the Item has no other heading.
    """
    found = list(chosen)
    have = {(d.part, d.number) for _, d in chosen}
    parts = {d.number: {e.part for e in definitions if e.number == d.number} for d in definitions}
    taken = {c.start for c, _ in chosen}
    for candidate in usable:
        near = candidate.part or _part_before(part_starts, candidate.start)
        for d in definitions:
            if d.number != candidate.number or (d.part, d.number) in have:
                continue
            if len(parts[d.number]) > 1 and d.part != near:
                continue
            if candidate.start not in taken and _is_title(candidate) and d.fits(candidate.title):
                found.append((candidate, d))
                have.add((d.part, d.number))
                taken.add(candidate.start)
    return sorted(found, key=lambda one: one[0].start)


def _is_title(candidate: Candidate) -> bool:
    """Whether a line holds a title and no sentence that refers to the Item."""
    if candidate.bare or candidate.paged or candidate.mark.linked or candidate.combined:
        return False
    words = re.findall(r"[A-Za-z]{4,}", candidate.title)
    capital = sum(word[0].isupper() for word in words)
    return len(candidate.title) <= _TITLE_MAX and bool(words) and capital * 4 >= len(words) * 3


def _room(candidates: Sequence[Candidate], index: int, end: int) -> int:
    """Characters until a heading of another Item; a heading repeated on each page is one."""
    here = candidates[index]
    for following in candidates[index + 1 : index + 60]:
        if following.number != here.number:
            return following.start - here.line_end
    return end - here.line_end


def _score(candidate: Candidate, definition: ItemDefinition, room: int, near: int) -> float:
    score = 0.3
    if definition.fits(candidate.title):
        score += 3.0
    elif candidate.bare:
        score += 0.5
    else:
        score -= 1.0
    if candidate.mark.bold:
        score += 1.0
    if candidate.mark.linked:
        score -= 1.0
    if candidate.paged:
        score -= 1.0
    if len(candidate.title) > 160:
        score -= 1.5
    if candidate.within or _CONTINUED.search(candidate.title):
        score -= 2.0
    score += min(room, 3000) / 3000
    stated = candidate.part or near
    if stated and definition.part:
        score += 0.8 if stated == definition.part else -0.8
    if candidate.part and candidate.part != definition.part:
        score -= 3.0
    return score


def _part_before(part_starts: Sequence[tuple[int, int]], start: int) -> int:
    near = 0
    for offset, part in part_starts:
        if offset > start:
            break
        near = part
    return near
