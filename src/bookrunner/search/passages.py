"""A document cut into passages: what a search finds, and what an answer quotes.

A passage never runs over the border of a page, a section, a table or a speaker's turn. Each carries
the words above it that a reader would look up to: its section, its heading, its table's header.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from bookrunner.documents import Document, Section
from bookrunner.facts.statement_tables.places import StatementStretch, primary_statements

_PROSE_CHARACTERS = 1_000
_TABLE_CHARACTERS = 1_600
_LINE_MAX = 2_000
_HEADER_CHARACTERS = 400
_HEADING_MAX = 110
_SENTENCE_END = re.compile(r"(?<=[.!?;])\s+(?=[A-Z“\"(])")


class PassageKind(Enum):
    """What a passage is cut from."""

    PROSE = "prose"
    TABLE = "table"
    TURN = "turn"


@dataclass(frozen=True)
class Passage:
    """A stretch of a document's canonical text."""

    start: int
    end: int
    text: str
    """The words from ``start`` to ``end``, exactly."""
    kind: PassageKind
    page: int | None = None
    """From 1, as the file counts; None where the document has no pages."""
    section: str = ""
    """``Item 7``, or the section's title where it is no Item."""
    context: str = ""
    """Words that stand above and tell what it is about: section, headings, the table's header."""
    statement: str = ""
    """``balance sheet`` and so on where it belongs to a primary statement."""


def passages(document: Document) -> list[Passage]:
    """The document's passages in order; together they hold every word that is not blank."""
    borders = _Borders(document)
    found: list[Passage] = []
    heading = ""
    for start, end, kind in borders.stretches():
        section = borders.section(start)
        speaker = borders.speaker(start)
        most = _TABLE_CHARACTERS if kind is PassageKind.TABLE else _PROSE_CHARACTERS
        header = ""
        for first, last in _pieces(document.text, start, end, most):
            text = document.text[first:last]
            if kind is PassageKind.TABLE and first > start and not header:
                header = document.text[start : start + _HEADER_CHARACTERS].rsplit("\n", 1)[0]
            above = [section.title if section else "", speaker, heading, header]
            found.append(
                Passage(
                    first,
                    last,
                    text,
                    kind,
                    borders.page(first),
                    (section.item or section.title) if section else "",
                    "\n".join(dict.fromkeys(filter(None, above))),
                    borders.statement(first),
                )
            )
            heading = _last_heading(text) or heading
    return found


class _Borders:
    """Where pages, sections, tables and turns begin and end."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._pages = [page.start for page in document.pages]
        self._sections = sorted(document.sections, key=lambda section: section.start)
        self._section_starts = [section.start for section in self._sections]
        self._turns = [turn.start for turn in document.turns]
        self._statements: Sequence[StatementStretch] = primary_statements(document)

    def stretches(self) -> Iterator[tuple[int, int, PassageKind]]:
        """The text between borders, blank stretches left out."""
        document = self.document
        tables = _outermost(sorted((table.start, table.end) for table in document.tables))
        cuts = {0, len(document.text), *self._pages, *self._section_starts, *self._turns}
        cuts |= {one.start for one in self._statements}
        for start, end in tables:
            cuts |= {start, end}
        places = sorted(cut for cut in cuts if 0 <= cut <= len(document.text))
        table_starts = [start for start, _ in tables]
        for start, end in pairwise(places):
            if not document.text[start:end].strip():
                continue
            table = bisect_right(table_starts, start) - 1
            if table >= 0 and start < tables[table][1]:
                yield start, end, PassageKind.TABLE
            elif self._turns and start >= self._turns[0]:
                yield start, end, PassageKind.TURN
            else:
                yield start, end, PassageKind.PROSE

    def page(self, place: int) -> int | None:
        index = bisect_right(self._pages, place) - 1
        return self.document.pages[index].number if index >= 0 else None

    def section(self, place: int) -> Section | None:
        index = bisect_right(self._section_starts, place) - 1
        if index < 0 or place >= self._sections[index].end:
            return None
        return self._sections[index]

    def speaker(self, place: int) -> str:
        index = bisect_right(self._turns, place) - 1
        if index < 0:
            return ""
        turn = self.document.turns[index]
        return f"{turn.speaker}, {turn.role}" if turn.role else turn.speaker

    def statement(self, place: int) -> str:
        for one in self._statements:
            if one.start <= place < one.end:
                return one.kind.value
        return ""


def _outermost(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans that lie in no other, in order."""
    kept: list[tuple[int, int]] = []
    for start, end in spans:
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept


def _pieces(text: str, start: int, end: int, most: int) -> Iterator[tuple[int, int]]:
    """Spans of whole lines of at most ``most`` characters, or of sentences of longer lines."""
    first = last = -1
    for line_start, line_end in _lines(text, start, end):
        if first >= 0 and line_end - first > most:
            yield first, last
            first = -1
        if first < 0:
            first = line_start
        last = line_end
    if first >= 0:
        yield first, last


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The lines that are not blank, long ones cut between sentences, or anywhere if they must."""
    place = start
    while place < end:
        stop = text.find("\n", place, end)
        stop = end if stop < 0 else stop
        if text[place:stop].strip():
            yield from _cut(text, place, stop)
        place = stop + 1


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    if end - start <= _PROSE_CHARACTERS:
        yield start, end
        return
    first = start
    breaks = [match.start() for match in _SENTENCE_END.finditer(text, start, end)] + [end]
    previous = start
    for place in breaks:
        if place - first > _PROSE_CHARACTERS and previous > first:
            yield first, previous
            first = previous + 1
        while place - first > _LINE_MAX:
            yield first, first + _LINE_MAX
            first += _LINE_MAX
        previous = place
    if first < end:
        yield first, end


def _last_heading(text: str) -> str:
    """The last line that reads as a heading: short, no sentence, without numbers in columns."""
    for line in reversed(text.splitlines()):
        words = line.strip()
        if not 3 <= len(words) <= _HEADING_MAX or "\t" in words or words[-1] in ".,;:":
            continue
        letters = [c for c in words if c.isalpha()]
        if len(letters) < 3 or len(letters) < 0.6 * len(words.replace(" ", "")):
            continue
        chief = [w for w in words.split() if w[0].isalpha() and len(w) > 3]
        if chief and all(w[0].isupper() for w in chief):
            return words
    return ""
