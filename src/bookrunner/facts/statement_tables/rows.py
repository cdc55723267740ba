"""The rows of a table as a statement's: words at the head, then a number for each column."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from bookrunner.documents import Table, TableCell

_NUMBER = re.compile(
    r"(?P<minus>[-–—−(]*)\s*(?:US)?[$€£¥]?\s*(?P<minus2>[-–−(]*)\s*(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d*\.\d+|\d+)\.?\s*\)?(?:\s*\(?[a-z*†]\)?)?"
)
_DASH = re.compile(r"[$\s]*(?:[-–—−]{1,3}|nil)\s*")
_RULE = re.compile(r"[-=_\s]{3,}")
_SIGN = re.compile(r"(?:US)?[$€£¥(]\s*")
_LEADERS = re.compile(r"^(?P<label>.*?[A-Za-z)\]])\s*(?:\.\s?){3,}\s*(?P<number>[$(\d].*)$")
_PERCENT = re.compile(r"%|\bpts\b|\bx$")


@dataclass(frozen=True)
class Number:
    """A number as shown: its digits and sign, and where it stands."""

    value: Decimal | None
    """None for a dash."""
    start: int
    end: int
    places: int
    """Digits after its point."""


@dataclass(frozen=True)
class Row:
    """A row: its words, those of the row above it that heads it, and its numbers in order."""

    label: str
    heading: str
    numbers: tuple[Number, ...]


def cells_of(row: Sequence[TableCell]) -> list[TableCell]:
    """The distinct cells of a grid row that hold words."""
    return [
        c
        for place, c in enumerate(row)
        if c.column == place and c.text and not _RULE.fullmatch(c.text)
    ]


def table_rows(table: Table) -> tuple[list[list[TableCell]], list[Row]]:
    """The cells of the rows above the first number, and the rows from there on."""
    rows: list[Row] = []
    head: list[list[TableCell]] = []
    heading, hanging = "", ""
    for index, grid in enumerate(table.rows):
        cells = [c for c in cells_of(grid) if c.row == index]
        if not cells:
            continue
        label, numbers = _split(cells)
        if not numbers or _is_dates(label, cells):
            if not rows:
                head.append(cells)
            words = " ".join(c.text for c in cells)
            heading = words if len(cells) == 1 or not rows else heading
            hanging = words
            continue
        if label[:1].islower() and hanging:
            label = f"{hanging} {label}"
        hanging = ""
        rows.append(Row(label, heading, tuple(numbers)))
        if label.rstrip().endswith(":"):
            heading = label
    return head, rows


def _is_dates(label: str, cells: Sequence[TableCell]) -> bool:
    """Whether a row's numbers are years, or days of a month, as a header's are."""
    if re.search(r"total|cash|income|revenue|sales|assets|equity|balance", label, re.IGNORECASE):
        return False
    words = [c.text for c in cells[(1 if label else 0) :]]
    years = sum(
        bool(re.fullmatch(r"\(?(?:fiscal\s*)?(?:19|20)\d\d\)?\s*(?:\(?\w\)?)?", w, re.IGNORECASE))
        for w in words
    )
    return bool(words) and years == len(words)


def _split(cells: Sequence[TableCell]) -> tuple[str, list[Number]]:
    label, numbers = "", []
    negative = False
    for place, cell in enumerate(cells):
        text, start = cell.text, cell.start
        if place == 0 and (match := _LEADERS.match(text)):
            label = match["label"]
            text, start = match["number"], start + match.start("number")
        after = cells[place + 1].text if place + 1 < len(cells) else ""
        if _PERCENT.search(text) or (after.lstrip(" )").startswith("%")):
            negative = False
            continue
        if _SIGN.fullmatch(text):
            negative = negative or "(" in text
            continue
        number = _number(text, start, negative=negative)
        negative = False
        if number is not None and (place or label):
            numbers.append(number)
        elif re.search(r"[A-Za-z]", text):
            if numbers:
                return label, []  # words between numbers: no row of a statement
            label = f"{label} {text}".strip()
    return label, numbers


def _number(text: str, start: int, *, negative: bool) -> Number | None:
    if _DASH.fullmatch(text):
        return Number(None, start, start + len(text), 0)
    match = _NUMBER.fullmatch(text.strip())
    if match is None:
        return None
    digits = match["digits"].replace(",", "")
    value = Decimal(digits)
    if negative or match["minus"].strip() or match["minus2"].strip():
        value = -value
    return Number(value, start, start + len(text), len(digits.partition(".")[2]))
