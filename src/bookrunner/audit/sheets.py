"""A workbook as an auditor sees it: cells with their labels, heads, formulas and values."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import cached_property
from pathlib import Path

import openpyxl
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from bookrunner.audit.formulas import Area, Formula, parsed
from bookrunner.figures import BadInput, spreadsheet_serial

_UNPACKED_MAX = 400_000_000
_CELLS_MAX = 1_500_000
_HEAD_WITHIN, _HEAD_ROWS = 400, 3
_WORDS = re.compile(r"[A-Za-z]{2}|\bP ?/ ?[EB]\b|\bQ[1-4]\b|\b[1-4]Q|\b[369]M\b|\bH[12]\b")
_YEAR = re.compile(
    r"(?:FY|CY)?\s?((?:19|20)\d\d)\s?[AEFBP]?|(?:FY|CY|')\s?'?(\d\d)\s?[AEFBP]?", re.IGNORECASE
)


class NotAWorkbook(BadInput):
    """A file that should be a workbook cannot be read as one."""

    def __init__(self, path: Path, why: str) -> None:
        self.path = path
        super().__init__(f"{path} cannot be audited: {why}")


@dataclass(frozen=True)
class Cell:
    """One cell that holds anything."""

    sheet: str
    row: int
    column: int
    value: float | str | bool | None
    """As a reader sees it; of a formula the value kept with it, None where none was."""
    formula: Formula | None
    number_format: str

    @property
    def name(self) -> str:
        """``C12``."""
        return f"{get_column_letter(self.column)}{self.row}"

    @property
    def number(self) -> float | None:
        """The value where it is a number."""
        is_number = isinstance(self.value, float) and not isinstance(self.value, bool)
        return self.value if is_number else None  # type: ignore[return-value]

    @property
    def is_typed_number(self) -> bool:
        """Whether somebody typed a number here."""
        return self.formula is None and self.number is not None


@dataclass(frozen=True)
class Sheet:
    """A sheet's cells by row and column, counted from 1."""

    name: str
    is_visible: bool
    cells: Mapping[tuple[int, int], Cell]
    hidden_rows: frozenset[int]
    hidden_columns: frozenset[str]

    def get(self, row: int, column: int) -> Cell | None:
        """The cell, None where it is empty."""
        return self.cells.get((row, column))

    @cached_property
    def rows(self) -> Mapping[int, Sequence[Cell]]:
        """By row, its cells from left to right."""
        found: dict[int, list[Cell]] = {}
        for cell in self.cells.values():
            found.setdefault(cell.row, []).append(cell)
        return {row: sorted(cells, key=lambda one: one.column) for row, cells in found.items()}

    @cached_property
    def columns(self) -> Mapping[int, Sequence[Cell]]:
        """By column, its cells from the top down."""
        found: dict[int, list[Cell]] = {}
        for cell in self.cells.values():
            found.setdefault(cell.column, []).append(cell)
        return {column: sorted(cells, key=lambda one: one.row) for column, cells in found.items()}

    @cached_property
    def _labels(self) -> dict[tuple[int, int], str]:
        return {}

    def label(self, cell: Cell) -> str:
        """The words to the left of a cell in its row, the nearest; in lower case."""
        known = self._labels.get((cell.row, cell.column))
        if known is None:
            left = [
                one
                for one in self.rows.get(cell.row, ())
                if one.column < cell.column and is_words(one)
            ]
            known = str(left[-1].value).strip().lower() if left else ""
            self._labels[cell.row, cell.column] = known
        return known

    def list_head(self, cell: Cell) -> str:
        """The head of the list that a cell stands in, without an empty row between; else empty."""
        row = cell.row
        while (row, cell.column) in self.cells and not is_words(self.cells[row, cell.column]):
            row -= 1
        return self.head(cell) if (row, cell.column) in self.cells else ""

    def head(self, cell: Cell) -> str:
        """The nearest words, year or date above a cell in its column; heads of two rows joined."""
        found: list[str] = []
        for row in range(cell.row - 1, max(0, cell.row - _HEAD_WITHIN), -1):
            above = self.cells.get((row, cell.column))
            is_head = (
                above is not None
                and above.value not in ("NM", "NA")
                and (is_words(above) or year_of(above) is not None)
            )
            if is_head and above is not None:
                found.insert(0, str(above.value).strip().lower())
            if found and (not is_head or len(found) == _HEAD_ROWS):
                break
        return " ".join(found)


@dataclass(frozen=True)
class Book:
    """A workbook read for an audit."""

    path: Path
    sheets: Mapping[str, Sheet]
    """In the order of the file."""
    names: Mapping[str, str]
    """What each defined name refers to."""
    has_external_links: bool
    is_iterative: bool
    formula_count: int
    uncalculated: int
    """Formulas without a value kept."""
    merged: Sequence[str] = field(default=())

    def cells(self) -> Iterator[Cell]:
        """All cells, sheet by sheet."""
        for sheet in self.sheets.values():
            yield from sheet.cells.values()

    def formulas(self) -> Iterator[tuple[Sheet, Cell, Formula]]:
        """All cells with formulas."""
        for sheet in self.sheets.values():
            for cell in sheet.cells.values():
                if cell.formula is not None:
                    yield sheet, cell, cell.formula

    def read_by(self, cell: Cell, area: Area) -> Iterator[tuple[Sheet, int, int]]:
        """Sheet, row and column of each cell of an area that a formula reads."""
        sheet = self.sheets.get(area.sheet or cell.sheet)
        if sheet is not None:
            for row, column in area.places():
                yield sheet, row, column

    def single(self, cell: Cell, area: Area) -> tuple[Sheet, Cell] | None:
        """The one cell of an area; None for ranges and empty cells."""
        sheet = self.sheets.get(area.sheet or cell.sheet)
        if sheet is None or not area.is_cell:
            return None
        found = sheet.get(area.top, area.left)
        return None if found is None else (sheet, found)

    def label(self, cell: Cell) -> str:
        """The words left of a cell."""
        return self.sheets[cell.sheet].label(cell)


def is_words(cell: Cell) -> bool:
    """Whether a cell holds words rather than a number, an error or a mark."""
    if cell.formula is not None and not isinstance(cell.value, str):
        return False
    text = cell.value if isinstance(cell.value, str) else ""
    return bool(_WORDS.search(text)) and not text.startswith("#")


def year_of(cell: Cell) -> int | None:
    """The year that a heading names: 2024, FY2024E, or the year of a date."""
    if isinstance(cell.value, str):
        found = _YEAR.fullmatch(cell.value.strip())
        if not found:
            return None
        return int(found[1]) if found[1] else 2000 + int(found[2])
    value = cell.number
    if value is None:
        return None
    if value == int(value) and 1980 <= value <= 2100 and "#,##0" not in cell.number_format:
        return int(value)
    return None


Values = Mapping[str, Mapping[str, float | str | bool | None]]
"""By sheet and cell, ``C12``."""


def read_book(path: Path, calculated: Values | None = None) -> Book:
    """The workbook with its formulas and the values kept with them.

    Args:
        calculated: What stands in for values that formulas have not kept.

    Raises:
        NotAWorkbook: The file is none, is encrypted, or unpacks to more than anybody works with.
    """
    try:
        with zipfile.ZipFile(path) as package:
            if sum(one.file_size for one in package.infolist()) > _UNPACKED_MAX:
                raise NotAWorkbook(path, "it unpacks to more than 400 MB")
            external = any(n.startswith("xl/externalLinks/") for n in package.namelist())
        with_values = openpyxl.load_workbook(path, data_only=True)
        with_formulas = openpyxl.load_workbook(path)
    except FileNotFoundError:
        raise NotAWorkbook(path, "there is no such file") from None
    except (
        InvalidFileException,
        zipfile.BadZipFile,
        KeyError,
        ValueError,
        TypeError,
        OSError,
        EOFError,
        SyntaxError,
    ) as error:
        reason = f"it is no workbook of Excel 2007 or later ({error})"
        raise NotAWorkbook(path, reason) from None
    sheets: dict[str, Sheet] = {}
    count = formulas = uncalculated = 0
    merged: list[str] = []
    for sheet in with_formulas.worksheets:
        values = with_values[sheet.title]
        cells: dict[tuple[int, int], Cell] = {}
        for line in sheet.iter_rows():
            for one in line:
                if one.value is None:
                    continue
                count += 1
                if count > _CELLS_MAX:
                    raise NotAWorkbook(path, f"it has more than {_CELLS_MAX:,} cells")
                text = _formula(one.value) if one.data_type == "f" else ""
                value = _plain(values[one.coordinate].value)
                if text and value is None and calculated is not None:
                    value = _plain(calculated.get(sheet.title, {}).get(one.coordinate))
                if text:
                    formulas += 1
                    uncalculated += value is None
                cells[one.row, one.column] = Cell(
                    sheet.title,
                    one.row,
                    one.column,
                    value,
                    _parsed(text) if text else None,
                    str(one.number_format or ""),
                )
        hidden_rows = {n for n, row in sheet.row_dimensions.items() if row.hidden}
        hidden_columns = {n for n, one in sheet.column_dimensions.items() if one.hidden}
        sheets[sheet.title] = Sheet(
            sheet.title,
            sheet.sheet_state == "visible",
            cells,
            frozenset(hidden_rows),
            frozenset(hidden_columns),
        )
        merged += [f"{sheet.title}!{one.coord}" for one in sheet.merged_cells.ranges]
    return Book(
        path=path,
        sheets=sheets,
        names={n: one.attr_text or "" for n, one in with_formulas.defined_names.items()},
        has_external_links=external,
        is_iterative=bool(with_formulas.calculation and with_formulas.calculation.iterate),
        formula_count=formulas,
        uncalculated=uncalculated,
        merged=tuple(merged),
    )


_UNREADABLE = Formula("", (), (), (), frozenset(), False, False, False, False)  # noqa: FBT003


def _parsed(text: str) -> Formula:
    try:
        return parsed(text)
    except Exception:  # noqa: BLE001 - a stranger's formula may be anything; it is then only text
        return _UNREADABLE


def _formula(value: object) -> str:
    text = str(getattr(value, "text", value) or "")
    return text if text.startswith("=") else f"={text}"


def _plain(value: object) -> float | str | bool | None:
    if value is None or isinstance(value, str | bool):
        return value
    if isinstance(value, datetime):
        return float(spreadsheet_serial(value.date()))
    if isinstance(value, date):
        return float(spreadsheet_serial(value))
    if isinstance(value, time):
        return None
    if isinstance(value, int | float):
        return float(value)
    return str(value)
