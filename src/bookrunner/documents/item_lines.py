"""The lines of a report that begin with the number of an Item, each of which may be its heading."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bookrunner.documents.canonical import HeadingMark
from bookrunner.documents.items import ItemDefinition

CANDIDATES_MAX = 3000
"""More lines that begin with "Item" than any filing has."""
_ITEMS_MIN = 4

_DASHES = r".:\-–—―‒‑"


def _pattern(word: str) -> re.Pattern[str]:
    # Small capitals leave a space in the word: "I TEM". A one may be typed as a letter: "Item I".
    return re.compile(
        r"^[ ]{0,80}(?:part[ \t]+(?P<part>iv|i{1,3}|[1-4])\b[ \t,;&"
        + _DASHES
        + r"]{0,20})?"
        + word
        + r"(?P<number>\d{1,2}|[il](?=[ab]?[.:\t]|[ab]?[ ]{1,3}[-–—A-Z]))"
        r"(?:[ \t]?\(?(?P<letter>[a-k])\b\)?(?:\(t\))?|[-–](?P<dashed>[a-k])\b(?=[.: \t]))?"
        r"(?P<more>(?:\.?[ \t]*(?:,?[ \t]*(?:and|&)|,|/|through|to|[-–—])[ \t]*(?:items?[ \t]*)?"
        r"\d{1,2}[ \t]?[a-k]?\b(?![.,]?\d)){0,20})"
        r"(?P<stop>[ \t]{0,80}[" + _DASHES + r"]{0,20}[)]?[ \t|]{0,80})(?P<title>[^\n]{0,300})",
        re.IGNORECASE | re.MULTILINE,
    )


_HEADING = _pattern(
    r"i[ ]?t[ ]?e[ ]?m[ ]?s?[ \t]*(?:(?:no\b\.?|number\b)[ \t]*)?"
    r"(?:\n[ \t]*(?=\d{1,2}[a-k]?[.:\t]))?"
)
_NUMBERED = _pattern(r"(?:(?:IV|I{1,3})[ ]?\t)?")
# A contents of columns: title, Part, Item and page.
_COLUMNS = re.compile(
    r"^[ ]{0,80}(?P<title>[A-Z][^\n\t]{3,160})\t(?P<part>IV|I{1,3})\t"
    r"(?P<number>\d{1,2})(?P<letter>[A-C])?\t[^\n]{0,40}\d$",
    re.MULTILINE,
)
_CONNECTED = re.compile(
    r"(,|/|and|&|through|to|[-–—])[ \t]*(?:items?[ \t]*)?(\d{1,2}[ \t]?[a-k]?)\b", re.IGNORECASE
)
_NUMBER = re.compile(r"\d{1,2}[ \t]?[A-Ka-k]?\b")
PART_LINE = re.compile(
    r"^[ ]{0,80}part[ \t]+(?P<part>iv|i{1,3}|[1-4])\b[ \t]{0,20}[" + _DASHES + r"]{0,20}"
    r"(?P<rest>[^\n]{0,80})$",
    re.IGNORECASE | re.MULTILINE,
)
_PAGE_NUMBER = re.compile(
    r"(?:[\t .]|\bpages?\b)(?:[A-Z]{1,2}-)?\d{1,3}(?:\s*[-–—,&]\s*(?:[A-Z]-)?\d{1,3})*$"
)
_LEADER = re.compile(r"(?:[\s.,–—-]|\bpages?$)+$", re.IGNORECASE)
_LETTER = re.compile(
    r"\(?(?P<letter>[a-k])[.):][\s.:\-–—]*(?:(?:item[ ]*\d{1,2}[.]?)?(?P=letter)[.):][\s.:\-–—]*)?"
    r"(?P<rest>\S.*)",
    re.IGNORECASE,
)
_BEGINNINGS = frozenset(" IiPpLl\u0130\u0131")
"""Of lines that may be headings, besides digits. If case is ignored, Turkish i's count as i."""
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
    bracketed: bool = False
    """Whether the letter of the number stands in brackets."""
    within: bool = False
    """Whether the line heads a passage within the Item: ``Item 1(a). General development``."""


def candidates_in(
    text: str,
    end: int,
    marks: Mapping[int, HeadingMark],
    definitions: Sequence[ItemDefinition],
) -> list[Candidate]:
    """Every line before ``end`` that begins with the number of an Item.

    Where hardly a line says "Item", those with a number and the words of its Item, or such words
    before the columns of Part, Item and page.
    """
    found = [_lettered(one, definitions) for one in _found(_HEADING, text, end, marks)]
    if len(found) >= _ITEMS_MIN:
        return found
    for others in (_found(_NUMBERED, text, end, marks), _in_columns(text, end)):
        fitting = [
            candidate
            for candidate in others
            if _fits(candidate.number, candidate.title, definitions)
        ]
        if len(fitting) >= _ITEMS_MIN:
            return fitting
    return found


def _in_columns(text: str, end: int) -> Iterator[Candidate]:
    for match in _COLUMNS.finditer(text, 0, end):
        yield Candidate(
            start=match.start(),
            line_end=match.end(),
            number=match["number"] + (match["letter"] or ""),
            part=_PARTS[match["part"].lower()],
            title=match["title"],
            combined=(),
            through=(),
            mark=HeadingMark(linked=False, bold=False),
            paged=True,
            bare=False,
        )


def _found(
    pattern: re.Pattern[str], text: str, end: int, marks: Mapping[int, HeadingMark]
) -> list[Candidate]:
    found = []
    plain = HeadingMark(linked=False, bold=False)
    for match in _line_matches(pattern, text, end):
        title = " ".join(match["title"].replace("\t", " ").split())
        line_end = text.find("\n", match.start(), end)
        line_end = end if line_end < 0 else line_end
        paged = ends_with_page(text, match.start(), line_end)
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
                number=_number(match["number"])
                + (match["letter"] or match["dashed"] or "").upper(),
                part=part,
                title=_without_page(title) if paged else title,
                combined=tuple(n.upper().replace(" ", "") for n in _NUMBER.findall(match["more"])),
                through=tuple(_through(match["number"] + (match["letter"] or ""), match["more"])),
                mark=marks.get(offset, plain),
                paged=paged,
                bare=bare,
                bracketed=bool(match["letter"]) and text[match.start("letter") - 1] == "(",
            )
        )
        if len(found) >= CANDIDATES_MAX:
            break
    return found


def _line_matches(pattern: re.Pattern[str], text: str, end: int) -> Iterator[re.Match[str]]:
    """As ``finditer`` of a pattern of headings, which is tried only on lines that may be some."""
    start = 0
    while start < end:
        first = text[start]
        match = None
        if first in _BEGINNINGS or first.isdecimal():
            match = pattern.match(text, start, end)
        if match is not None:
            yield match
            start = match.end()
        start = text.find("\n", start, end) + 1
        if not start:
            return


def _lettered(candidate: Candidate, definitions: Sequence[ItemDefinition]) -> Candidate:
    """The candidate with the letter that is part of its Item's number, and no other.

    ``Item 1.A. Risk Factors`` and ``Item 1(a). Risk Factors`` are Item 1A; ``Item 4.A. History`` of
    Form 20-F is within Item 4, ``Item 1(a). General Development`` within Item 1. The Schedules
    number with brackets.
    """
    parted = [d for d in definitions if d.part]
    letter = candidate.number[-1]
    if letter.isalpha() and not _fits(candidate.number, candidate.title, parted):
        digits, words = candidate.number[:-1], f"{letter}{candidate.title}"
        if _fits(digits, words, parted):  # "ITEM 9 C HANGES IN": small capitals
            return replace(candidate, number=digits, title=words)
        if candidate.bracketed and parted:
            return replace(candidate, number=digits, within=True)
    match = _LETTER.match(candidate.title)
    if match is None:
        return candidate
    number = candidate.number + match["letter"].upper()
    if not _fits(number, match["rest"], parted):
        return candidate
    return replace(candidate, number=number, title=match["rest"])


def _fits(number: str, title: str, definitions: Sequence[ItemDefinition]) -> bool:
    return any(d.number == number and d.fits(title) for d in definitions)


def _number(written: str) -> str:
    return str(int(written)) if written.isdigit() else "1"


def ends_with_page(text: str, start: int, line_end: int) -> bool:
    """Whether a line ends with the number of a page."""
    return _PAGE_NUMBER.search(text[max(start, line_end - 40) : line_end]) is not None


def _without_page(title: str) -> str:
    return _LEADER.sub("", _PAGE_NUMBER.sub("", title))


def _through(first: str, more: str) -> Iterator[tuple[str, str]]:
    before = first.upper()
    for connected in _CONNECTED.finditer(more):
        number = connected[2].upper().replace(" ", "")
        if connected[1].casefold() not in (",", "/", "and", "&"):
            yield before, number
        before = number


def _next_line(text: str, line_end: int, end: int) -> str:
    line = text[line_end + 1 : min(end, line_end + 301)].lstrip().partition("\n")[0]
    return " ".join(line.replace("\t", " ").split()) if len(line) < 300 else ""


def part_starts_in(text: str, end: int) -> list[tuple[int, int]]:
    """(offset, part) of the lines that begin a Part."""
    return [
        (match.start(), _PARTS[match["part"].lower()])
        for match in _line_matches(PART_LINE, text, end)
        if not _PAGE_NUMBER.search(match[0])
    ]
