"""Sections of prospectuses, proxy statements and the like, whose headings have words, no numbers.

Their table of contents names the headings. Each of its entries is looked for as a line of its own
after the contents, and the headings are the longest series of such lines in the contents' order.
Headings that such documents have by custom or rule count as well, in or out of the contents.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from bookrunner.documents.document import Section
from bookrunner.documents.standard_headings import PART_TWO, standard_heading
from bookrunner.figures.findings import Finding, Severity

_FORMS = ("S-", "F-", "SF-", "424", "POS", "DEF", "PRE", "6-K", "FWP", "425", "497", "N-2", "40-F")
_LINE_MAX = 220
_BLOCK_MIN = 5
_BEGINNING = 4
"""Characters that tell most lines from every entry without more ado."""
_SMALL = "abcdefghijklmnopqrstuvwxyz"
_BLOCK_GAP = 6
"""Lines without a page that may stand between two entries of a table of contents."""
_PAGE = re.compile(
    r"(?:[\t. ])[ \t.]*(?:[A-Z]{1,3}[-–])?(?:\d{1,3}|[ivxl]{1,7})[ \t]*$", re.IGNORECASE
)
_ONLY_PAGE = re.compile(r"[ \t]*(?:[A-Z]{1,3}[-–])?(?:\d{1,3}|[ivxl]{1,7})[ \t]*", re.IGNORECASE)
_ITEM = re.compile(r"\s*(item\s+\d{1,2}[A-K]?)[\s.:–—-]+", re.IGNORECASE)
_SELDOM_LISTED = frozenset({"The Offering", PART_TWO, "Signatures"})
_DOCUMENT = re.compile(
    r"(?:base |accompanying |preliminary )?"
    r"(prospectus supplement|pricing supplement|product supplement|prospectus)",
    re.IGNORECASE,
)


class _Line(NamedTuple):
    start: int
    end: int
    text: str


class _Entry(NamedTuple):
    """A heading that the contents name."""

    words: str
    part: str
    """Which document of several it belongs to: ``Prospectus supplement``, ``Prospectus``."""


def is_titled(form: str) -> bool:
    """Whether a form's sections are known by their titles."""
    return form.upper().startswith(_FORMS)


def titled_sections(text: str, end: int, name: str) -> tuple[list[Section], list[Finding]]:
    """The sections in the order of the document, each to the next heading."""
    lines = list(_lines(text, end))
    blocks = _contents(lines)
    inside = {place for first, last in blocks for place in range(first, last + 1)}
    headings: dict[int, tuple[str, str]] = {}
    for rank, (first, last) in enumerate(blocks):
        limit = blocks[rank + 1][0] if rank + 1 < len(blocks) else len(lines)
        entries = _entries(lines[first : last + 1])
        headings.update(_aligned(entries, lines, last + 1, limit, inside))
    begin = blocks[0][1] + 1 if blocks else 0
    seen: set[str] = {_words(lines[place].text) for place in headings}
    for place in range(begin, len(lines)):
        if place in headings or place in inside:
            continue
        line = lines[place].text
        if _words(line) not in seen and _is_standard(line, listed=len(headings) >= _BLOCK_MIN):
            headings[place] = (line, "")
            seen.add(_words(line))
    if not headings:
        words = "no headings of sections were found; the filing has no sections"
        return [], [Finding("documents.no-sections", words, Severity.NOTE, where=name)]
    found = [(lines[place].start, *headings[place]) for place in sorted(headings)]
    stops = [*(start for start, _, _ in found[1:]), end]
    done = [
        _section(title, part, start, start + len(text[start:stop].rstrip()))
        for (start, title, part), stop in zip(found, stops, strict=True)
    ]
    return done, _unfound(blocks, lines, headings, name)


def _section(title: str, part: str, start: int, end: int) -> Section:
    """A section under its standard name, or under its Item in Part II of a registration."""
    label = standard_heading(title) or ""
    item = _ITEM.match(title) if label == PART_TWO else None
    if item is not None:
        label, part, title = item[1].capitalize(), PART_TWO, title[item.end() :]
    return Section(label, part, " ".join(title.split()), start, end)


def _unfound(
    blocks: Sequence[tuple[int, int]],
    lines: Sequence[_Line],
    headings: dict[int, tuple[str, str]],
    name: str,
) -> list[Finding]:
    have = {_words(title) for title, _ in headings.values()}
    labels = {standard_heading(title) for title, _ in headings.values()} - {None}
    missing = [
        entry.words
        for first, last in blocks[:1]
        for entry in _entries(lines[first : last + 1])
        if not any(words.startswith(entry.words) for words in have)
        and standard_heading(entry.words) not in labels
    ]
    if not missing:
        return []
    return [
        Finding(
            "documents.headings-missing",
            f"the contents name headings that were not found: {'; '.join(missing[:12])}",
            Severity.NOTE,
            where=name,
        )
    ]


def _lines(text: str, end: int) -> Iterator[_Line]:
    """The lines short enough for a heading; longer ones keep their place as empty lines."""
    start = 0
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        if start < stop:
            yield _Line(start, stop, text[start:stop] if stop - start <= _LINE_MAX else "")
        start = stop + 1


def _contents(lines: Sequence[_Line]) -> list[tuple[int, int]]:
    """First and last line of each table of contents: many short lines that end with a page."""
    paged = [
        place
        for place, line in enumerate(lines)
        if line.text
        and (_is_entry(line.text) or (place and _is_page_below(lines[place - 1].text, line.text)))
    ]
    blocks = []
    run: list[int] = []
    for place in paged:
        if run and place - run[-1] > _BLOCK_GAP:
            if len(run) >= _BLOCK_MIN:
                blocks.append((run[0], run[-1]))
            run = []
        run.append(place)
    if len(run) >= _BLOCK_MIN:
        blocks.append((run[0], run[-1]))
    return [block for block in blocks if _is_contents(lines, block)]


def _is_entry(line: str) -> bool:
    """``Risk factors 12``: words, then a page; rows of figures have more numbers."""
    match = _PAGE.search(line)
    if match is None:
        return False
    title = line[: match.start()].strip(" \t.")
    letters = sum(character.isalpha() for character in title)
    return letters >= 4 and letters * 3 >= len(title) * 2 and "\t" not in title.strip()


def _is_page_below(title: str, line: str) -> bool:
    return (
        _ONLY_PAGE.fullmatch(line) is not None
        and sum(character.isalpha() for character in title) >= 4
    )


def _is_contents(lines: Sequence[_Line], block: tuple[int, int]) -> bool:
    """Whether a block's entries read like headings: capitals, and several that are standard."""
    entries = _entries(lines[block[0] : block[1] + 1])
    known = sum(standard_heading(entry.words) is not None for entry in entries)
    above = " ".join(line.text for line in lines[max(0, block[0] - 4) : block[0] + 1]).casefold()
    return known >= 3 or "contents" in above


def _entries(lines: Sequence[_Line]) -> list[_Entry]:
    entries = []
    part = ""
    for place, line in enumerate(lines):
        title = line.text.strip()
        document = _DOCUMENT.fullmatch(title)
        if document is not None:
            part = document[1].capitalize()
            continue
        if _ONLY_PAGE.fullmatch(title):
            continue
        words = _words(_PAGE.sub("", title))
        below = lines[place + 1].text if place + 1 < len(lines) else ""
        if len(words) < 4 or words == "page":
            continue
        if _PAGE.search(title) or _ONLY_PAGE.fullmatch(below):
            entries.append(_Entry(words, part))
        elif _PAGE.search(below):  # a title broken over two lines
            entries.append(_Entry(f"{words} {_words(_PAGE.sub('', below))}", part))
    return entries


def _aligned(
    entries: Sequence[_Entry], lines: Sequence[_Line], first: int, limit: int, inside: set[int]
) -> dict[int, tuple[str, str]]:
    """The longest series of lines that are the entries in their order."""
    wanted: dict[str, list[int]] = defaultdict(list)
    for rank, entry in enumerate(entries):
        wanted[entry.words].append(rank)
    beginnings = {entry.words[:_BEGINNING] for entry in entries}
    pairs: list[tuple[int, int]] = []
    for place in range(first, limit):
        if place in inside or not lines[place].text.lstrip()[:1].strip(_SMALL):
            continue
        words = _words(lines[place].text)
        if words[:_BEGINNING] not in beginnings:
            continue
        ranks = wanted.get(words) or _joined_ranks(lines, place, words, wanted)
        pairs.extend((place, rank) for rank in sorted(ranks, reverse=True))
    # Longest increasing subsequence of ranks; of equals the earliest lines.
    tails: list[int] = []
    links: list[tuple[int, int, int]] = []  # place, rank, link before
    tail_links: list[int] = []
    for place, rank in pairs:
        at = bisect_left(tails, rank)
        links.append((place, rank, tail_links[at - 1] if at else -1))
        if at == len(tails):
            tails.append(rank)
            tail_links.append(len(links) - 1)
        elif rank < tails[at]:
            tails[at] = rank
            tail_links[at] = len(links) - 1
    found: dict[int, tuple[str, str]] = {}
    link = tail_links[-1] if tail_links else -1
    while link >= 0:
        place, rank, link = links[link]
        found[place] = (lines[place].text.strip(), entries[rank].part)
    return found


def _joined_ranks(
    lines: Sequence[_Line], place: int, words: str, wanted: Mapping[str, list[int]]
) -> list[int]:
    """The entries that a heading broken over two or three lines is."""
    if len(words) < 8:
        return []
    for following in lines[place + 1 : place + 3]:
        words = f"{words} {_words(following.text)}"
        if words in wanted:
            return wanted[words]
    return []


def _is_standard(line: str, *, listed: bool) -> bool:
    """A standard heading on a line of its own, set in capitals (of all letters or of words).

    Where the contents list the headings, one that they leave out is all in capitals, or is one of
    those that contents seldom list; others are headings within a section.
    """
    title = line.strip()
    if not title[:1].isupper() or title.count(" ") > 20:
        return False
    words = re.findall(r"[A-Za-z]{4,}", title)
    if not words or not all(word[0].isupper() for word in words):
        return False
    label = standard_heading(title)
    return label is not None and (not listed or title.isupper() or label in _SELDOM_LISTED)


def _words(line: str) -> str:
    return " ".join(re.sub(r"[^a-z0-9$]+", " ", line.casefold()).split())
