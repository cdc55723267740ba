"""A filing as a row of passages: a paragraph or a table row each, without what only pages need.

Two passages are the same when their words are: white space, kinds of quotation marks and dashes,
hyphens, bullets and dotted leaders are layout, and so are page numbers, running heads and facts
that are tagged but not shown.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from bookrunner.documents import Document
from bookrunner.documents.canonical import HIDDEN_HEADING
from bookrunner.documents.page_numbers import pages

_TOKEN = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?|[^\W\d_]+(?:['’][^\W\d_]+)?|[^\w\s]")
_LAYOUT = frozenset("-–—‐‑−•·●▪◦■□.|*_…")
_SAME = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "`": "'"})
_NUMBERED = re.compile(r"\s*(?:page\s+)?(?:[A-Z]{1,2}[-–]\d{1,3}|\d{1,4}\s+of\s+\d{1,4})\s*", re.I)
_HEAD_MAX = 90
_HEAD_TIMES = 3


class Token(NamedTuple):
    """A word, number or mark, as it is compared and where it stands."""

    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Passage:
    """One line of the canonical text."""

    start: int
    end: int
    tokens: tuple[Token, ...]
    words: tuple[str, ...]
    """The texts of the tokens: what makes two passages the same."""
    section: str
    """``Item 1A. Risk Factors``; "" before the first heading."""
    exponent: int | None
    """Of the amounts in the table in which it stands; None outside of tables."""

    @property
    def is_row(self) -> bool:
        """Whether it is a row of a table."""
        return self.exponent is not None


def passages(document: Document) -> Sequence[Passage]:
    """The passages in order."""
    text = document.text
    stop = text.rfind(f"\n{HIDDEN_HEADING}\n")
    end = len(text) if stop < 0 else stop
    furniture = _furniture(text, end)
    starts = [one.start for one in document.sections]
    tables = sorted((one.start, one.end, one.exponent or 0) for one in document.tables)
    from_table = [one[0] for one in tables]
    found: list[Passage] = []
    for start, finish in _lines(text, end):
        if start in furniture:
            continue
        tokens = tokens_of(text, start, finish)
        if not tokens:
            continue
        at = bisect_right(starts, start) - 1
        section = document.sections[at] if at >= 0 and start < document.sections[at].end else None
        row = bisect_right(from_table, start) - 1
        in_table = row >= 0 and start < tables[row][1]
        found.append(
            Passage(
                start, finish, tokens, tuple(one.text for one in tokens),
                "" if section is None else _heading(section.item, section.title),
                tables[row][2] if in_table else None,
            )
        )  # fmt: skip
    return found


def tokens_of(text: str, start: int, end: int) -> tuple[Token, ...]:
    """The words, numbers and marks of a span that are no layout."""
    return tuple(
        Token(match[0].translate(_SAME), match.start(), match.end())
        for match in _TOKEN.finditer(text, start, end)
        if match[0] not in _LAYOUT
    )


def _heading(item: str, title: str) -> str:
    title = " ".join(title.split())
    return title if not item or title.casefold().startswith(item.casefold()) else f"{item}. {title}"


def _lines(text: str, end: int) -> Iterator[tuple[int, int]]:
    start = 0
    while start < end:
        finish = text.find("\n", start, end)
        finish = end if finish < 0 else finish
        if finish > start:
            yield start, finish
        start = finish + 1


def _furniture(text: str, end: int) -> frozenset[int]:
    """Where lines start that are page numbers, or heads that pages repeat beside them."""
    lines = [line for line in _lines(text, end) if text[line[0] : line[1]].strip()]
    numbered = {at for span in pages(text, end).spans.values() for at in span}
    found: set[int] = set()
    beside: list[tuple[int, str]] = []
    for place, (start, finish) in enumerate(lines):
        is_number = start in numbered or finish in numbered
        if not is_number and not _NUMBERED.fullmatch(text, start, finish):
            continue
        found.add(start)
        beside += [
            (lines[other][0], text[slice(*lines[other])].strip().casefold())
            for other in (place - 1, place + 1, place + 2)
            if 0 <= other < len(lines) and lines[other][1] - lines[other][0] <= _HEAD_MAX
        ]
    times = Counter(words for _, words in beside)
    found |= {start for start, words in beside if times[words] >= _HEAD_TIMES}
    return frozenset(found)
