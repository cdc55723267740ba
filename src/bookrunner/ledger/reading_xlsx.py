"""What a workbook file says, read back without knowing how it was written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from bookrunner.figures import BadInput, spreadsheet_serial

CellValue = float | str | bool | None


@dataclass(frozen=True)
class ReadCell:
    """A cell: the value a reader sees, and the formula and comment behind it."""

    sheet: str
    name: str
    """``C12``."""
    value: CellValue
    """The cached one where there is a formula; dates as serial numbers."""
    formula: str
    comment: str


@dataclass(frozen=True)
class ReadWorkbook:
    """Cells by (sheet, name), and defined names by lower-case name as (sheet, cell)."""

    cells: Mapping[tuple[str, str], ReadCell]
    names: Mapping[str, tuple[str, str]]


class NotAWorkbook(BadInput):
    """A file that should be a workbook cannot be opened as one."""

    def __init__(self, path: Path, why: str) -> None:
        self.path = path
        super().__init__(f"{path} cannot be read as a workbook: {why}")


def read_workbook(path: Path) -> ReadWorkbook:
    """Every cell that holds anything, and the workbook's names.

    Raises:
        NotAWorkbook: The file is none.
    """
    try:
        with_values = openpyxl.load_workbook(path, data_only=True)
        with_formulas = openpyxl.load_workbook(path)
    except (InvalidFileException, KeyError, ValueError, OSError, EOFError) as error:
        raise NotAWorkbook(path, str(error)) from None
    cells: dict[tuple[str, str], ReadCell] = {}
    for sheet in with_formulas.worksheets:
        values = with_values[sheet.title]
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is None:
                    continue
                name = cell.coordinate
                formula = _formula(cell.value) if cell.data_type == "f" else ""
                comment = cell.comment.text if cell.comment else ""
                value = _plain(values[name].value)
                cells[(sheet.title, name)] = ReadCell(sheet.title, name, value, formula, comment)
    names = {
        name.lower(): place
        for name, defined in with_formulas.defined_names.items()
        if (place := _destination(defined.attr_text or "")) is not None
    }
    with_values.close()
    with_formulas.close()
    return ReadWorkbook(cells, names)


def split_address(address: str) -> tuple[str, str]:
    """Sheet and cell of ``'Trading comps'!C12``."""
    sheet, _, cell = address.rpartition("!")
    if sheet.startswith("'"):
        sheet = sheet[1:-1].replace("''", "'")
    return sheet, cell.replace("$", "")


def _formula(value: object) -> str:
    if isinstance(value, str):
        return value if value.startswith("=") else ""
    text = getattr(value, "text", None)  # an array formula
    return str(text) if text else ""


def _plain(value: object) -> CellValue:
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, (int, float)):
        return float(value)
    if isinstance(value, datetime):
        return float(spreadsheet_serial(value.date()))
    if isinstance(value, date):
        return float(spreadsheet_serial(value))
    return str(value)


def _destination(text: str) -> tuple[str, str] | None:
    return split_address(text) if "!" in text and "#REF" not in text else None
