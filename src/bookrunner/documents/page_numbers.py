"""Where the printed pages of a filing begin and end in its canonical text.

HTML has no pages, but filings print their numbers at the foot (seldom the head) of each. A line
that begins or ends with a number may be one; the page numbers are the longest series of such lines
that counts up by one, with lines that are alike but for their number counting most.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

LINE_MAX = 90
"""Characters a line with a page number has at most: the number and a running title."""
PAGES_MAX = 1500
_APART = 120
"""Characters between two page numbers at least; rows of a numbered list stand closer."""
_GAP_MAX = 4
"""Pages in a row whose numbers may be missing: full-page pictures and part titles."""
_SERIES_MIN = 5

_LINE = re.compile(
    r"^[ \t]*(?:(?P<only>\d{1,4})|(?:page|[-–—])[ ]*(?P<dashed>\d{1,4})[ ]*[-–—]?"
    r"|(?P<before>[^\n]{1,80}?[^\n\d.,$(])(?<=[ \t|])(?P<last>\d{1,4})"
    r"|(?P<first>\d{1,4})(?P<after>[ \t]+[^\n\d.,%)$][^\n]{0,80}))[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)


class _Number(NamedTuple):
    start: int
    end: int
    page: int
    like: str


class _Link(NamedTuple):
    score: float
    length: int
    before: _Link | None
    number: _Number


@dataclass(frozen=True)
class Pages:
    """The printed pages: where each begins and ends."""

    spans: Mapping[int, tuple[int, int]]

    def start(self, page: int) -> int | None:
        """Where a page begins; None when no such number is printed or its place is not known."""
        span = self.spans.get(page)
        return None if span is None else span[0]

    def end(self, page: int) -> int | None:
        """Where a page ends."""
        span = self.spans.get(page)
        return None if span is None else span[1]


def pages(text: str, end: int) -> Pages:
    """The printed pages of the text before ``end``; none when no series of numbers is found."""
    numbers = _numbers(text, end)
    series = _series(numbers)
    if len(series) < _SERIES_MIN:
        return Pages({})
    # The number stands at the foot of its page unless a page's worth of text follows the last one.
    typical = sorted(b.start - a.start for a, b in pairwise(series))
    at_head = series[0].start < 200 and end - series[-1].end > typical[len(typical) // 2] // 2
    spans: dict[int, tuple[int, int]] = {}
    for place, number in enumerate(series):
        if at_head:
            stop = series[place + 1].start if place + 1 < len(series) else end
            spans[number.page] = (number.end, stop)
        elif place:
            before = series[place - 1]
            for page in range(before.page + 1, number.page + 1):  # those without a number too
                spans[page] = (before.end, number.start)
        else:
            page_length = typical[len(typical) // 2]
            spans[number.page] = (max(0, number.start - 2 * page_length), number.start)
    return Pages(spans)


def _numbers(text: str, end: int) -> list[_Number]:
    found = []
    for match in _LINE.finditer(text, 0, end):
        title = (match["after"] or match["before"] or "-").strip().casefold()
        for digits, like in (
            (match["only"], ""),
            (match["dashed"] or match["first"] or match["last"], title),
            *_leading(match["before"], match["last"]),
        ):
            if digits and 0 < int(digits) <= PAGES_MAX:
                found.append(_Number(match.start(), match.end(), int(digits), like))
    return found


def _leading(before: str | None, last: str | None) -> list[tuple[str, str]]:
    """The number that a line ending with another begins with: ``14 | Annual report 2023``."""
    number = re.match(r"[ \t]*(\d{1,3})[ \t|]+(?=\D)", before or "")
    if before is None or number is None:
        return []
    return [(number[1], f"{before[number.end() :].strip().casefold()} {last}")]


def _series(numbers: list[_Number]) -> list[_Number]:
    alike = Counter(number.like for number in numbers)
    best: dict[int, list[_Link]] = {}
    top: _Link | None = None
    for number in numbers:
        weight = 1.0 if number.like == "" or alike[number.like] >= 4 else 0.15
        link = _Link(weight, 1, None, number)
        for gap in range(1, _GAP_MAX + 1):
            for before in best.get(number.page - gap, ()):
                if number.start - before.number.end < _APART * gap:
                    continue
                score = before.score + weight - 0.4 * (gap - 1)
                if score > link.score:
                    link = _Link(score, before.length + 1, before, number)
        # Two chains are kept for each page: the best, and the latest that is nearly as good.
        kept = [link, *best.get(number.page, ())]
        kept.sort(key=lambda entry: -entry.score)
        best[number.page] = kept[:3]
        if top is None or link.score > top.score:
            top = link
    series = []
    while top is not None:
        series.append(top.number)
        top = top.before
    return series[::-1]
