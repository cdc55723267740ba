"""The lines that begin with "Item N", and which of them are the headings.

Lines of a table of contents (links, page numbers, many in a row) are set aside; of the rest the
headings are the ascending series that scores best, where a title that fits the Item, bold type and
a long text below count for a candidate.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from bookrunner.documents.canonical import HeadingMark
from bookrunner.documents.items import ItemDefinition

CANDIDATES_MAX = 3000
"""More lines that begin with "Item" than any filing has."""
_CONTENTS_GAP = 500
"""Characters between two lines of a table of contents, at most."""

_DASHES = r".:\-–—―‒‑"
_HEADING = re.compile(
    r"^[ ]{0,80}(?:part[ \t]+(?P<part>iv|i{1,3}|[1-4])\b[ \t,;&" + _DASHES + r"]{0,20})?"
    r"items?[ \t]*(?P<number>\d{1,2})[ \t]?(?:\(?(?P<letter>[a-k])\b\)?(?:\(t\))?)?"
    r"(?P<more>(?:[ \t]*(?:,?[ \t]*(?:and|&)|,|through|to|[-–—])[ \t]*(?:items?[ \t]*)?"
    r"\d{1,2}[ \t]?[a-k]?\b(?![.,]?\d)){0,20})"
    r"(?P<stop>[ \t]{0,80}[" + _DASHES + r"]{0,20}[)]?[ \t|]{0,80})(?P<title>[^\n]{0,300})",
    re.IGNORECASE | re.MULTILINE,
)
_CONNECTED = re.compile(
    r"(,|and|&|through|to|[-–—])[ \t]*(?:items?[ \t]*)?(\d{1,2}[ \t]?[a-k]?)\b", re.IGNORECASE
)
_CONTINUED = re.compile(r"\bcont(?:inued|[’']d|d)?\b\.?\W*$", re.IGNORECASE)
_NUMBER = re.compile(r"\d{1,2}[ \t]?[A-Ka-k]?\b")
PART_LINE = re.compile(
    r"^[ ]{0,80}part[ \t]+(?P<part>iv|i{1,3}|[1-4])\b[ \t]{0,20}[" + _DASHES + r"]{0,20}"
    r"(?P<rest>[^\n]{0,80})$",
    re.IGNORECASE | re.MULTILINE,
)
_PAGE_NUMBER = re.compile(
    r"(?:[\t .]|\bpages?\b)(?:[A-Z]{1,2}-)?\d{1,3}(?:\s*[-–—,&]\s*(?:[A-Z]-)?\d{1,3})*$"
)
_PARTS = {"1": 1, "i": 1, "2": 2, "ii": 2, "3": 3, "iii": 3, "4": 4, "iv": 4}


@dataclass(frozen=True)
class Candidate:
    """A line that may be the heading of one Item."""

    start: int
    line_end: int
    number: str
    part: int
    """0 when the line does not say."""
    title: str
    combined: tuple[str, ...]
    """The numbers of further Items that the same heading stands for."""
    through: tuple[tuple[str, str], ...]
    """First and last of those that it stands for with all between ("Items 10 through 14")."""
    mark: HeadingMark
    paged: bool
    bare: bool
    """Whether the title stands on the next line."""


def candidates_in(text: str, end: int, marks: Mapping[int, HeadingMark]) -> list[Candidate]:
    """Every line before ``end`` that begins with the number of an Item."""
    found = []
    plain = HeadingMark(linked=False, bold=False)
    for match in _HEADING.finditer(text, 0, end):
        title = " ".join(match["title"].replace("\t", " ").split())
        line_end = text.find("\n", match.start(), end)
        line_end = end if line_end < 0 else line_end
        paged = _PAGE_NUMBER.search(text[max(match.start(), line_end - 40) : line_end]) is not None
        bare = not re.search(r"[A-Za-z]", title)
        if bare:
            title = _next_line(text, line_end, end)
        if not bare and not match["stop"].strip(" ") and title[:1].islower():
            continue  # "Item 7 of this report": running text
        offset = match.start() + len(match[0]) - len(match[0].lstrip(" "))
        part = _PARTS[match["part"].lower()] if match["part"] else 0
        found.append(
            Candidate(
                start=match.start(),
                line_end=line_end,
                number=str(int(match["number"])) + (match["letter"] or "").upper(),
                part=part,
                title=re.sub(r"[\s.]*\d{1,3}$", "", title) if paged else title,
                combined=tuple(n.upper().replace(" ", "") for n in _NUMBER.findall(match["more"])),
                through=tuple(_through(match["number"] + (match["letter"] or ""), match["more"])),
                mark=marks.get(offset, plain),
                paged=paged,
                bare=bare,
            )
        )
        if len(found) >= CANDIDATES_MAX:
            break
    return found


def _through(first: str, more: str) -> Iterator[tuple[str, str]]:
    before = first.upper()
    for connected in _CONNECTED.finditer(more):
        number = connected[2].upper().replace(" ", "")
        if connected[1].casefold() not in (",", "and", "&"):
            yield before, number
        before = number


def _next_line(text: str, line_end: int, end: int) -> str:
    line = text[line_end + 1 : min(end, line_end + 301)].partition("\n")[0]
    return " ".join(line.replace("\t", " ").split()) if len(line) < 300 else ""


def without_contents(
    candidates: Sequence[Candidate],
) -> tuple[list[Candidate], list[Candidate]]:
    """The candidates that are headings, and the lines of a table of contents or an index."""
    contents: set[int] = set()
    run: list[int] = []
    for index, candidate in enumerate(candidates):
        run.append(index)
        following = candidates[index + 1] if index + 1 < len(candidates) else None
        # The real Item 1 may follow the table of contents closely, but its number begins again.
        if (
            following is None
            or following.start - candidate.line_end > _CONTENTS_GAP
            or order(following.number) <= order(candidate.number)
        ):
            if _is_contents([candidates[i] for i in run]):
                contents.update(run)
            run = []
    return (
        [c for i, c in enumerate(candidates) if i not in contents],
        [c for i, c in enumerate(candidates) if i in contents],
    )


def order(number: str) -> tuple[int, str]:
    """Item 4A stands after Item 4 and before Item 5."""
    return int(number.rstrip("ABCDEFGHIJK")), number[-1]


def _is_contents(run: Sequence[Candidate]) -> bool:
    """A run of close candidates is a table of contents when most are links or have page numbers."""
    pointing = sum(candidate.mark.linked or candidate.paged for candidate in run)
    if len(run) == 1:
        return run[0].mark.linked and run[0].paged
    return pointing * 2 > len(run)


def part_starts_in(text: str, end: int) -> list[tuple[int, int]]:
    """(offset, part) of the lines that begin a Part."""
    return [
        (match.start(), _PARTS[match["part"].lower()])
        for match in PART_LINE.finditer(text, 0, end)
        if not _PAGE_NUMBER.search(match[0])
    ]


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
    if _CONTINUED.search(candidate.title):
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
