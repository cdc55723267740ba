"""Rules of form: errors, hidden things, links, numbers typed where a formula belongs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bookrunner.audit.consistency import consistency_flaws
from bookrunner.audit.flaws import Flaw, error, of_sheet, warning
from bookrunner.audit.formulas import NATURAL, Formula
from bookrunner.audit.sheets import Book, Cell, Sheet, is_words, year_of

_ERRORS = re.compile(r"#(?:DIV/0!|N/A|NAME\?|NULL!|NUM!|REF!|VALUE!|SPILL!|CALC!)")
_VOLATILE = frozenset({"OFFSET", "INDIRECT"})
_STEPS = frozenset({0.0, 1.0, 12.0, 365.0, 366.0})
"""What is added to count on by: one, a year in months or days."""
_FIRST_YEAR, _LAST_YEAR, _YEARS_APART = 1980, 2100, 60
_GUARD = 1e-3
"""Smaller numbers are tolerances of comparisons."""
_NUMBER_TEXT = re.compile(r"\s*\(?[-$€£]?\s?(?!0\d)\d{1,3}(?:,?\d{3})*(?:\.\d+)?\)?\s*")
"""Codes of digits begin with zeros."""


def structure_flaws(book: Book) -> Iterator[Flaw]:
    """What breaks the rules of form."""
    yield from _file(book)
    for sheet in book.sheets.values():
        for cell in sheet.cells.values():
            if isinstance(cell.value, str) and _ERRORS.fullmatch(cell.value):
                yield error(
                    book, cell, "error-cell", f"it shows {cell.value}",
                    "mend what it reads; an error spreads to everything below it",
                )  # fmt: skip
            if cell.formula is not None:
                yield from _formula(book, cell, cell.formula)
            else:
                yield from _text_number(book, sheet, cell)
        yield from consistency_flaws(book, sheet)


def _file(book: Book) -> Iterator[Flaw]:
    if book.has_external_links:
        yield of_sheet("", "external-link", "the file holds links to other files",
                       "break the links and bring the values in with their source")  # fmt: skip
    if book.is_iterative:
        yield of_sheet("", "iterative-calculation", "iterative calculation is on",
                       "break the circle, or put it behind a switch that is off")  # fmt: skip
    for name, refers in book.names.items():
        if "#REF!" in refers:
            yield of_sheet("", "broken-name", f"the name {name} refers to nothing", "delete it")
    for sheet in book.sheets.values():
        if not sheet.is_visible:
            yield of_sheet(sheet.name, "hidden-sheet", "the sheet is hidden",
                           "show it, or take it out of the copy that leaves")  # fmt: skip
        elif hidden := [row for row in sorted(sheet.hidden_rows) if sheet.rows.get(row)]:
            yield of_sheet(sheet.name, "hidden-rows", f"row {hidden[0]} holds cells and is hidden",
                           "show it, or group it openly")  # fmt: skip


def _formula(book: Book, cell: Cell, formula: Formula) -> Iterator[Flaw]:
    if formula.has_external:
        yield error(book, cell, "external-link", f"it reads another file: {formula.text[:80]}",
                    "bring the value in with its source")  # fmt: skip
    if formula.has_error:
        yield error(book, cell, "broken-reference", f"it refers to nothing: {formula.text[:80]}",
                    "point it at the cell that it lost")  # fmt: skip
    for name in sorted(formula.functions & _VOLATILE):
        yield warning(book, cell, "volatile", f"it uses {name}, which hides what it reads",
                      "use INDEX or a direct reference")  # fmt: skip
    typed = [
        one
        for one in formula.numbers
        if abs(one) not in NATURAL and abs(one) > _GUARD and not _is_start(book, cell, formula, one)
    ]
    plugs = [one for one in formula.plugs if abs(one) not in _STEPS]
    if plugs:
        told = ", ".join(f"{one:g}" for one in plugs)
        yield error(
            book, cell, "plug", f"the number {told} is added inside {formula.text[:80]}",
            "give it a cell with its source, or take it out",
        )  # fmt: skip
    elif typed and formula.areas:
        told = ", ".join(f"{number:g}" for number in typed[:3])
        yield error(book, cell, "typed-number", f"the number {told} is typed into the formula "
                    f"{formula.text[:80]}", "give it an input cell with its source")  # fmt: skip
    yield from _reads(book, cell, formula)


def _is_start(book: Book, cell: Cell, formula: Formula, number: float) -> bool:
    """Whether a number is the year from which a formula counts the years that it reads."""
    if number != int(number) or not _FIRST_YEAR <= number <= _LAST_YEAR:
        return False
    reads = (book.single(cell, area) for area in formula.areas)
    years = [year_of(pair[1]) for pair in reads if pair is not None]
    return any(year is not None and abs(year - number) <= _YEARS_APART for year in years)


def _reads(book: Book, cell: Cell, formula: Formula) -> Iterator[Flaw]:
    """Single cells that are empty or hold words, sums that leave out or count twice."""
    adds = not formula.functions or formula.functions <= {"SUM", "ROUND"}
    for area in formula.areas:
        target = book.sheets.get(area.sheet or cell.sheet)
        if target is None:
            yield error(book, cell, "broken-reference", f"there is no sheet {area.sheet}",
                        "point it at the sheet that it lost")  # fmt: skip
            continue
        if area.is_cell and adds:
            read = target.get(area.top, area.left)
            if read is None:
                yield error(
                    book, cell, "reads-empty", f"{formula.text[:60]} reads an empty cell",
                    "point it at the cell that is meant; empty counts as zero",
                )  # fmt: skip
            elif is_words(read) and read.formula is None and str(read.value) not in {"NM", "NA"}:
                yield error(
                    book, cell, "reads-words", f"it computes with words: {str(read.value)[:40]!r}",
                    "point it at the number that is meant",
                )  # fmt: skip
        if area.function == "SUM" and not area.is_cell and len(formula.areas) == 1:
            yield from _sum(book, target, cell, area.top, area.bottom, area.left, area.right)


def _sum(
    book: Book, sheet: Sheet, cell: Cell, top: int, bottom: int, left: int, right: int
) -> Iterator[Flaw]:
    if sheet.name != cell.sheet or left != right or left != cell.column or bottom >= cell.row:
        return
    between = [
        one
        for row in range(bottom + 1, cell.row)
        if (one := sheet.get(row, left)) is not None and one.number is not None
    ]
    left_out = between and between[0].row == bottom + 1 and year_of(between[0]) is None
    parted = any(_is_heading(sheet, row, left) for row in range(bottom + 2, cell.row))
    if left_out and not parted and not _sums_next(sheet, cell, between[0].row):
        yield error(
            book, cell, "sum-leaves-out",
            f"the sum ends above {between[0].name} ({book.label(between[0])[:40]}), which "
            "stands between it and the total", "take the row into the sum",
        )  # fmt: skip
    column = [sheet.get(row, left) for row in range(top, bottom + 1)]
    inner = [one for one in column if one is not None and _sums_within(one, top, bottom)]
    if inner:
        yield error(
            book, cell, "counts-twice",
            f"the sum holds the subtotal {inner[0].name} and what it is made of",
            "sum the subtotals, or their parts, not both",
        )  # fmt: skip


def _is_heading(sheet: Sheet, row: int, column: int) -> bool:
    """Whether a row begins another list: words, and no number in the column."""
    held = sheet.get(row, column)
    has_words = any(one.column < column and is_words(one) for one in sheet.rows.get(row, ()))
    return has_words and (held is None or held.number is None)


def _sums_next(sheet: Sheet, cell: Cell, row: int) -> bool:
    """Whether the sum below takes the row: groups of one list, each summed on a line of its own."""
    following = sheet.get(cell.row + 1, cell.column)
    if following is None or following.formula is None:
        return False
    return any(
        not area.sheet
        and area.left == area.right == cell.column
        and area.top <= row <= area.bottom < cell.row
        for area in following.formula.areas
    )


def _sums_within(cell: Cell, top: int, bottom: int) -> bool:
    """Whether a cell sums rows of its own column between two rows."""
    if cell.formula is None:
        return False
    return any(
        area.function == "SUM"
        and not area.sheet
        and area.left == area.right == cell.column
        and top <= area.top < area.bottom <= bottom
        for area in cell.formula.areas
    )


def _is_code(value: object) -> bool:
    return isinstance(value, str) and value.strip().isdigit()


def _is_number(cell: Cell | None) -> bool:
    return cell is not None and cell.number is not None


def _text_number(book: Book, sheet: Sheet, cell: Cell) -> Iterator[Flaw]:
    """A number kept as text between numbers, which sums leave out."""
    if not isinstance(cell.value, str) or not _NUMBER_TEXT.fullmatch(cell.value):
        return
    if year_of(cell) is not None or cell.number_format == "@":
        return
    is_listed = [_is_number(sheet.get(cell.row, cell.column + step)) for step in (-1, 1)]
    is_stacked = [_is_number(sheet.get(cell.row + step, cell.column)) for step in (-1, 1)]
    above, below = (sheet.get(cell.row + step, cell.column) for step in (-1, 1))
    if any(one is not None and _is_code(one.value) for one in (above, below)):
        return  # one of a column of codes
    if (any(is_listed) or all(is_stacked)) and sheet.label(cell):
        yield error(
            book, cell, "number-as-text", f"{cell.value.strip()!r} is text, which sums leave out",
            "type it as a number",
        )  # fmt: skip
