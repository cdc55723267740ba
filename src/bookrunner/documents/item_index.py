"""Items that have no heading of their own: found by the page or the words an index gives for them.

Some reports are laid out freely and end (or begin) with a cross-reference index, a table that says
on which pages each Item is answered. A table of contents does the same for an Item whose heading
leaves its number out. The pages are those printed in the filing; on the first of them the heading
is the line that holds the words of the Item's title.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bookrunner.documents.items import ItemDefinition
from bookrunner.documents.page_numbers import Pages

_RANGE = r"\d{1,4}(?:\s*(?:[-–—]|to)\s*\d{1,4})?"
_PAGES = re.compile(
    rf"(?:[\t. ]|^)(?:pages?\s*|pp?\.\s*)?(?P<pages>{_RANGE}(?:\s*(?:,|;|&|and)\s*{_RANGE})*)"
    r"(?:[\s,;]*(?:\([a-z0-9]{1,2}\)|\*+))*[\s.]*$",
    re.IGNORECASE,
)
_ONE_RANGE = re.compile(r"(\d{1,4})(?:\s*(?:[-–—]|to)\s*(\d{1,4}))?")
_NOTHING = re.compile(
    r"\bnot\s+applicable\b|\bnone\b|\breserved\b|\bomitted\b|\bn/a\b", re.IGNORECASE
)
_FOOTNOTE = re.compile(r"\([a-z0-9]{1,2}\)|\*|\bproxy\b|\bincorporated\b", re.IGNORECASE)
_FEW_PAGES = 2
"""A later range that goes on longer is narrative, in which words may fit an Item by chance."""
_RUNNING = re.compile(r"^\s*(?:table\s+of\s+contents|index)?\s*$", re.IGNORECASE)


@dataclass(frozen=True)
class IndexRow:
    """What an index or table of contents says about one Item, with the lines below it."""

    definition: ItemDefinition
    title: str
    start: int
    end: int

    def says_nothing(self, text: str) -> bool:
        """Whether it says that the Item does not apply."""
        return _NOTHING.search(text, self.start, self.end) is not None


@dataclass(frozen=True)
class Located:
    """Where an Item of an index stands: one stretch of the text, or the row of the index itself."""

    row: IndexRow
    start: int
    end: int
    how: str
    """``heading``, ``page``; or why only the row is: ``nothing``, ``reference``, ``unknown``."""


def located(rows: Sequence[IndexRow], text: str, spans: Pages) -> list[Located]:
    """Each row's stretches in the order of the text; rows that point nowhere stay rows."""
    ranges = {row: _ranges(row, text) for row in rows}
    open_ended = not any(a != b for found in ranges.values() for a, b in found)
    stretches: list[tuple[IndexRow, int, int, int, bool]] = []
    left = []
    for row, found in ranges.items():
        placed = []
        for place, (first, last) in enumerate(found):
            start, end = spans.start(first), spans.end(last)
            if start is None or end is None or start >= end:
                continue
            first_end = spans.end(first) or end
            own = first == last and start <= row.start < end  # the page of the index itself
            if own:
                end = first_end = rows[0].start
            titled = place > 0 and last - first > _FEW_PAGES
            heading = _heading(text, start, first_end, row, titled=titled)
            if heading is not None or not own:
                placed.append((start, end, last, heading))
        for start, end, last, heading in placed:
            begin = heading if heading is not None else _shown(text, start, end)
            last_start = max(start, spans.start(last) or start)
            stretches.append((row, begin, end, last_start, heading is not None))
        if not placed:
            left.append(row)
    found_all = _with_ends(stretches, rows, text, open_ended=open_ended)
    found_all += [Located(row, row.start, row.end, _why(text[row.start : row.end])) for row in left]
    return sorted(found_all, key=lambda one: (one.start, one.end))


def by_title(
    text: str, start: int, end: int, row: IndexRow, spans: Pages, *, headed: bool
) -> int | None:
    """Where between two headings the Item of a row of the contents begins; None when unknown.

    Args:
        headed: A heading of another Item stands above ``start``; where the page begins before that,
            the page alone does not tell how far that Item goes.
    """
    for first, _ in _ranges(row, text)[:1]:
        page_start, page_end = spans.start(first), spans.end(first)
        if page_start is None or page_end is None or not page_start < end:
            continue
        if page_end > start:
            begin = max(start, page_start)
            heading = _heading(text, begin, min(end, page_end), row)
            if heading is None and not (headed and page_start < start):
                return _shown(text, begin, end)
            return heading
    return _heading(text, start, end, row)


def _with_ends(
    stretches: Sequence[tuple[IndexRow, int, int, int, bool]],
    rows: Sequence[IndexRow],
    text: str,
    *,
    open_ended: bool,
) -> list[Located]:
    """Ends: the named page's, or on that page the heading of another Item.

    A stretch is (row, start, end of its last page, start of its last page, has a heading). An Item
    7A that begins with a page, without a heading, is a passage within Item 7 and does not end it.
    """
    index = rows[0].start if rows else len(text)
    found: list[Located] = []
    for row, start, page_end, last_start, heading in stretches:
        ending = (
            other
            for other_row, other, _, _, headed in stretches
            if headed or other_row is row or not _is_within(other_row, row)
        )
        following = sorted(other for other in (*ending, index) if other > start)
        if open_ended:
            end = following[0] if following else page_end
        else:
            end = min([page_end, *(other for other in following if other >= last_start)])
        end = start + len(text[start:end].rstrip())
        before = found[-1] if found else None
        if before is not None and before.row is row and start <= before.end + 200:
            if end > before.end:
                found[-1] = Located(row, before.start, end, before.how)
        elif end > start:
            found.append(Located(row, start, end, "heading" if heading else "page"))
    return found


def _is_within(inner: IndexRow, outer: IndexRow) -> bool:
    """Whether an Item is by its number a part of another: 7A of 7."""
    number = inner.definition.number
    return inner.definition.part == outer.definition.part and number[:-1] == outer.definition.number


def _ranges(row: IndexRow, text: str) -> list[tuple[int, int]]:
    """The page ranges that a row and the lines below it name, joined where they touch."""
    found = set()
    for line in text[row.start : row.end].split("\n"):
        match = _PAGES.search(line)
        if match is None:
            continue
        for first, last in _ONE_RANGE.findall(match["pages"]):
            if int(last or first) >= int(first):
                found.add((int(first), int(last or first)))
    joined: list[tuple[int, int]] = []
    for first, last in sorted(found):
        if joined and first <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(joined[-1][1], last))
        else:
            joined.append((first, last))
    return joined


def _why(words: str) -> str:
    if _NOTHING.search(words):
        return "nothing"
    return "reference" if _FOOTNOTE.search(words) else "unknown"


def _heading(text: str, start: int, end: int, row: IndexRow, *, titled: bool = False) -> int | None:
    """The line that holds the words of the row, or of one of the lines below it.

    Args:
        titled: Only the words of the row itself count, not others that fit the Item.
    """
    names = [_words(row.title)]
    below = text[row.start : row.end].split("\n")[1:]
    names.extend(_words(_PAGES.sub("", line)) for line in below)
    names = [name for name in names if len(name) >= 8]
    lines = list(_lines(text, start, end))
    for offset, line in lines:
        words = _words(line)
        if any(words == name or (len(words) < 100 and words.startswith(name)) for name in names):
            return offset
    for offset, line in [] if titled else lines:
        opening = re.split(r"[.:]\s", line, maxsplit=1)[0]
        whole = len(line) <= 100 and line[-1:] not in ".,;"
        if (whole or opening.isupper()) and 8 <= len(opening) <= 120:
            words = _words(opening)
            abbreviated = any(name.startswith(words + " ") for name in names)
            if (abbreviated or row.definition.fits(opening)) and (" " in words or len(words) >= 10):
                return offset
    return None


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    offset = start
    for line in text[start:end].split("\n"):
        shown = line.strip()
        if shown and len(shown) < 4000:
            yield offset + len(line) - len(line.lstrip()), shown
        offset += len(line) + 1


def _shown(text: str, start: int, end: int) -> int:
    """The first line of a page that is not empty and no link back to the contents."""
    for offset, line in _lines(text, start, min(end, start + 2000)):
        if not _RUNNING.match(line):
            return offset
    return start


def _words(line: str) -> str:
    return " ".join(re.sub(r"[^a-z0-9]+", " ", line.casefold().replace("’", "'")).split())


def rows_of(
    chosen: Sequence[tuple[int, str, ItemDefinition]], text: str, end: int
) -> list[IndexRow]:
    """Rows from the Items' lines (offset, title, definition).

    Each goes on to the next Item, the last with the lines below it that name pages.
    """
    if not chosen:
        return []
    stops = [*(start for start, _, _ in chosen[1:]), _paged_end(text, chosen[-1][0], end)]
    rows = []
    for (start, title, definition), stop in zip(chosen, stops, strict=True):
        row_end = _row_end(text, start, min(stop, start + 1500))
        rows.append(IndexRow(definition, title, start, row_end))
    return rows


def _paged_end(text: str, start: int, end: int) -> int:
    """Where the lines that name pages end, at least that which begins at ``start``."""
    while start < end:
        stop = text.find("\n", start, end)
        if stop < 0:
            return end
        below = text[stop + 1 : min(end, stop + 301)].partition("\n")[0]
        if not _PAGES.search(below):
            return stop
        start = stop + 1
    return end


_AFTER_ROW = re.compile(r"\n[ \t]*(?:part[ \t]+[iv1-4]{1,3}\b|signatures?\b|\([a-z0-9]\)|\*)", re.I)


def _row_end(text: str, start: int, stop: int) -> int:
    after = _AFTER_ROW.search(text, start, stop)
    end = after.start() if after else stop
    return start + len(text[start:end].rstrip())
