"""The words of a page in reading order, and its tables by how numbers stand below each other.

Statements in print have no rules around their cells: a column is where numbers end at the same
place. Lines are words on one baseline; a wide gap within a line parts cells.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from bookrunner.documents.canonical import RawCell, RawTable

CELL_GAP = 1.0
"""A gap wider than this many heights of the line parts cells."""
NUMBER_GAP = 0.6
"""The same between two numbers, which prose seldom puts side by side."""
COLUMN_POINTS = 9.0
"""How far apart numbers of one column may end: a bracket or a percent sign wide."""
DATA_ROWS_MIN = 3
LINES_BETWEEN_MAX = 3
HEADER_LINES_MAX = 6
COLUMN_LINES_MIN = 8
"""Lines of prose on both sides of a gutter that make a page one of two columns."""

_NUMBER = re.compile(
    r"(?:(?:US|C|A|HK)?[$€£¥]\s?)?[(\[-−–—]{0,2}\s?(?:(?:US|C|A|HK)?[$€£¥]\s?)?\d[\d,.]*\s?[)\]]?\s?"
    r"(?:%|x|bps|pts?)?\s?\)?(?:\(\w\))?|[-–—−]+\s?%?|N/?[AM]|nm"
)
_SIGN = re.compile(r"(?:US|C|A|HK)?[$€£¥]|\(|[-−–—]")
_CLOSES = re.compile(r"[)%\]]+|\(\w\)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_HEADER = re.compile(
    r"\b(?:19|20)\d\d\b|\bended\b|\b(?:in|of)\s+(?:thousand|million|billion)s?|%|"
    r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december)\b|"
    r"\b(?:change|total|quarter|fiscal|year|months|weeks|audited|restated)\b",
    re.IGNORECASE,
)


class Word(NamedTuple):
    """A word and its box in points from the page's lower left corner."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float


class _Cell(NamedTuple):
    """Words of a line without a wide gap, and where they stand in the text."""

    start: int
    end: int
    x0: float
    x1: float
    text: str

    @property
    def is_number(self) -> bool:
        return _NUMBER.fullmatch(self.text) is not None


@dataclass
class PageLayout:
    """A page's text, its tables, and where each word stands in the document's text."""

    text: str = ""
    tables: list[RawTable] = field(default_factory=list)
    placed: list[tuple[Word, int]] = field(default_factory=list)


def laid_out(words: list[Word], width: float, offset: int) -> PageLayout:
    """The page's words in reading order.

    Args:
        width: Of the page, in points.
        offset: Where the page begins in the document's text.
    """
    lines = _reading_order(_lines(words), width)
    layout = PageLayout()
    parts: list[str] = []
    length = 0
    rows: list[list[_Cell]] = []
    for line in lines:
        if parts:
            parts.append("\n")
            length += 1
        row: list[_Cell] = []
        height = _height(line)
        previous: Word | None = None
        for word in line:
            tabbed = previous is not None and _parts_cells(previous, word, height)
            if previous is not None:
                parts.append("\t" if tabbed else " ")
                length += 1
            start = offset + length
            parts.append(word.text)
            length += len(word.text)
            layout.placed.append((word, start))
            if row and not tabbed:
                before = row[-1]
                joined = f"{before.text} {word.text}"
                row[-1] = _Cell(before.start, offset + length, before.x0, word.x1, joined)
            else:
                row.append(_Cell(start, offset + length, word.x0, word.x1, word.text))
            previous = word
        rows.append(row)
    layout.text = "".join(parts)
    layout.tables = _tables(rows, width)
    return layout


# ------------------------------------------------------------------------------------- lines


def _lines(words: list[Word]) -> list[list[Word]]:
    """Words on one baseline, from the top; within a line from the left."""
    ordered = sorted(words, key=lambda word: (-word.y0, word.x0))
    lines: list[list[Word]] = []
    level = 0.0
    for word in ordered:
        # Half a height apart is another line; a raised note stays on its own line's words.
        if lines and abs(level - word.y0) <= 0.45 * min(word.y1 - word.y0, _height(lines[-1])):
            lines[-1].append(word)
        else:
            lines.append([word])
            level = word.y0
    return [sorted(line, key=lambda word: word.x0) for line in lines]


def _height(line: list[Word]) -> float:
    heights = [word.y1 - word.y0 for word in line]
    return max(median(heights), 1.0)


def _reading_order(lines: list[list[Word]], width: float) -> list[list[Word]]:
    """The lines; on a page of two columns of prose those on the left before those on the right."""
    gutter = _gutter(lines, width)
    if gutter is None:
        return lines
    ordered: list[list[Word]] = []
    left: list[list[Word]] = []
    right: list[list[Word]] = []
    for line in lines:
        if any(word.x0 < gutter < word.x1 for word in line) or _crosses(line, gutter):
            ordered += [*left, *right, line]
            left, right = [], []
            continue
        for side, words in (
            (left, [word for word in line if word.x1 <= gutter]),
            (right, [word for word in line if word.x0 >= gutter]),
        ):
            if words:
                side.append(words)
    return [*ordered, *left, *right]


def _crosses(line: list[Word], gutter: float) -> bool:
    """Whether the words on both sides of the gutter stand as near as within a sentence."""
    before = max((word.x1 for word in line if word.x1 <= gutter), default=None)
    after = min((word.x0 for word in line if word.x0 >= gutter), default=None)
    return before is not None and after is not None and after - before < 0.8 * _height(line)


def _gutter(lines: list[list[Word]], width: float) -> float | None:
    """Where a page of two columns of prose is parted; None on other pages."""
    gaps: list[tuple[float, float]] = []
    for line in lines:
        height = _height(line)
        for before, after in pairwise(line):
            middle = (before.x1 + after.x0) / 2
            if after.x0 - before.x1 > CELL_GAP * height and 0.35 * width < middle < 0.65 * width:
                left = [word for word in line if word.x1 <= before.x1]
                right = [word for word in line if word.x0 >= after.x0]
                if _is_prose(left) and _is_prose(right):
                    gaps.append((before.x1, after.x0))
    if len(gaps) < COLUMN_LINES_MIN or len(gaps) * 3 < len(lines):
        return None
    low, high = median(gap[0] for gap in gaps), median(gap[1] for gap in gaps)
    low = max(low, sorted(gap[0] for gap in gaps)[int(len(gaps) * 0.9)])
    return (low + high) / 2 if low < high else None


def _is_prose(words: list[Word]) -> bool:
    lettered = sum(word.text[0].isalpha() for word in words)
    return len(words) >= 3 and lettered * 4 >= len(words) * 3


def _parts_cells(before: Word, after: Word, height: float) -> bool:
    gap = after.x0 - before.x1
    if _SIGN.fullmatch(before.text) and after.text[0].isdigit() | (after.text[0] == "("):
        return False  # a currency's sign stands at the left edge of its number's column
    if _CLOSES.fullmatch(after.text):
        return gap > 2 * height
    numbers = _NUMBER.fullmatch(before.text) and (
        _NUMBER.fullmatch(after.text) or _SIGN.fullmatch(after.text)
    )
    return gap > (NUMBER_GAP if numbers else CELL_GAP) * height


# ------------------------------------------------------------------------------------ tables


def _tables(rows: list[list[_Cell]], width: float) -> list[RawTable]:
    """Runs of lines in which numbers stand below each other."""
    tables: list[RawTable] = []
    index = 0
    floor = 0
    while index < len(rows):
        if not _is_data(rows[index]):
            index += 1
            continue
        last = index
        data = 1
        ahead = index + 1
        while ahead < len(rows) and ahead - last <= LINES_BETWEEN_MAX + 1:
            if _is_data(rows[ahead]):
                data += 1
                last = ahead
            elif _is_prose_line(rows[ahead], width):
                break
            ahead += 1
        if data >= DATA_ROWS_MIN:
            first = _header_start(rows, index, floor, width)
            table = _table(rows[first : last + 1])
            if table is not None:
                tables.append(table)
            floor = last + 1
        index = last + 1
    return tables


def _is_data(row: list[_Cell]) -> bool:
    numbers = sum(cell.is_number for cell in row)
    return numbers >= 2 or (numbers == 1 and len(row) == 2 and row[1].is_number)


def _is_prose_line(row: list[_Cell], width: float) -> bool:
    return len(row) == 1 and row[0].x1 - row[0].x0 > 0.62 * width


def _header_start(rows: list[list[_Cell]], first: int, floor: int, width: float) -> int:
    """The line at which the table's header begins, above its first numbers."""
    start = first
    for index in range(first - 1, max(floor, first - HEADER_LINES_MAX) - 1, -1):
        row = rows[index]
        if _is_prose_line(row, width):
            break
        words = " ".join(cell.text for cell in row)
        if len(row) > 1 or _HEADER.search(words):
            start = index
        elif start != index + 1 or len(words) > 60:
            break
    return start


def _table(rows: list[list[_Cell]]) -> RawTable | None:
    columns = _columns(rows)
    if not columns:
        return None
    table = RawTable(RawCell(1, 1))
    table.span.start, table.span.end = rows[0][0].start, rows[-1][-1].end
    table.rows = [_row(row, columns) for row in rows]
    return table


def _columns(rows: list[list[_Cell]]) -> list[tuple[float, float]]:
    """(left, right) of each column of numbers, from where the numbers of the rows end."""
    numbers = sorted(
        (cell.x1, cell.x0)
        for row in rows
        if _is_data(row)
        for place, cell in enumerate(row)
        if cell.is_number and (place or len(row) > 2)
    )
    clusters: list[list[tuple[float, float]]] = []
    for right, left in numbers:
        if clusters and right - clusters[-1][-1][0] <= COLUMN_POINTS / 2:
            clusters[-1].append((right, left))
        else:
            clusters.append([(right, left)])
    kept = [cluster for cluster in clusters if len(cluster) > 1] or clusters
    return [
        (median(left for _, left in cluster), median(right for right, _ in cluster))
        for cluster in kept
    ]


def _row(row: list[_Cell], columns: list[tuple[float, float]]) -> list[RawCell]:
    """The label, then a cell for each column; a header over several columns spans them."""
    places: dict[int, tuple[int, int, int]] = {}  # column: (last column, start, end)
    label: tuple[int, int] | None = None
    for cell in row:
        first, last = _place(cell, columns)
        if first < 0:
            label = (label[0] if label else cell.start, cell.end)
            continue
        taken = next((key for key, (end, _, _) in places.items() if key <= first <= end), None)
        if taken is not None:
            end, start, _ = places[taken]
            places[taken] = (max(end, last), start, cell.end)
        else:
            places[first] = (last, cell.start, cell.end)
    made = [_raw(label, row[0].start, 1)]
    column = 0
    at = label[1] if label else row[0].start
    while column < len(columns):
        if column in places:
            last, start, end = places[column]
            following = min((key for key in places if key > column), default=len(columns))
            last = min(last, following - 1)
            made.append(_raw((start, end), start, last - column + 1))
            at, column = end, last + 1
        else:
            made.append(_raw(None, at, 1))
            column += 1
    return made


def _place(cell: _Cell, columns: list[tuple[float, float]]) -> tuple[int, int]:
    """The first and last column a cell stands over; -1 for the labels on the left."""
    if cell.is_number and not _YEAR.fullmatch(cell.text):
        nearest = min(range(len(columns)), key=lambda place: abs(columns[place][1] - cell.x1))
        if abs(columns[nearest][1] - cell.x1) <= 2 * COLUMN_POINTS:
            return nearest, nearest
    over = [
        place
        for place, (left, right) in enumerate(columns)
        if cell.x0 - COLUMN_POINTS <= (left + right) / 2 <= cell.x1 + COLUMN_POINTS
    ]
    if cell.x0 < columns[0][0] - (4 * COLUMN_POINTS if over else 0):
        return -1, -1
    if over:
        return over[0], over[-1]
    middle = (cell.x0 + cell.x1) / 2
    nearest = min(range(len(columns)), key=lambda place: abs(sum(columns[place]) / 2 - middle))
    return nearest, nearest


def _raw(span: tuple[int, int] | None, at: int, wide: int) -> RawCell:
    cell = RawCell(1, wide)
    cell.start, cell.end = span or (at, at)
    return cell
