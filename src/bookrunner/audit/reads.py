"""What a formula reads, by what it is called."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bookrunner.audit.formulas import Formula
from bookrunner.audit.lines import meaning
from bookrunner.audit.sheets import Book, Cell

_CHOOSING = frozenset({"CHOOSE", "INDEX", "MATCH", "VLOOKUP", "XLOOKUP"})
"""Functions that pick one of what they read by another, which is no amount."""

Read = tuple[Cell, str, int]
"""A single cell that a formula reads, its label, and the sign it is read with."""


def single_reads(book: Book, cell: Cell, formula: Formula) -> Sequence[Read]:
    """The single cells that a formula reads."""
    found: list[Read] = []
    for area in formula.areas:
        pair = book.single(cell, area)
        if pair is not None:
            found.append((pair[1], meaning(*pair), area.sign))
    return found


def all_reads(book: Book, cell: Cell, formula: Formula) -> Iterator[Read]:
    """With the cells of ranges that are summed; of a size taken by ABS, the sign is its own."""
    for area in formula.areas:
        if area.function in _CHOOSING:
            continue
        if area.is_cell or area.function in {"", "SUM"}:
            for sheet, row, column in book.read_by(cell, area):
                read = sheet.get(row, column)
                if read is not None:
                    is_turned = area.function == "ABS" and (read.number or 0) < 0
                    yield read, meaning(sheet, read), -area.sign if is_turned else area.sign
