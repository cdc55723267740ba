"""Sheets of cells from a workbook or a CSV file, each cell with the place it stands at."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from bookrunner.figures import BadInput, NotFound

_BYTES_MAX = 100_000_000
_UNPACKED_BYTES_MAX = 512_000_000
_PARTS_MAX = 10_000
_RATIO_MAX = 100
_ROWS_MAX = 1_000_000
_COLUMNS_MAX = 500


class UnusableTable(BadInput):
    """A file that is no table of the kind that was asked for."""

    def __init__(self, path: Path, why: str) -> None:
        self.path = path
        super().__init__(f"{path} cannot be used: {why}; nothing of it was kept")


@dataclass(frozen=True)
class Cell:
    """One cell as its file holds it."""

    value: str | Decimal | date | None
    """Text without the blanks around it; None when empty."""
    place: str
    """``Estimates!D7``; of a CSV file ``D7``."""
    is_percent: bool = False
    """Whether the workbook shows the number as a percentage."""
    problem: str = ""
    """Why there is no value: an error, or a formula that was never calculated."""

    @property
    def words(self) -> str:
        """The value as text; empty when there is none."""
        return "" if self.value is None else str(self.value)


@dataclass(frozen=True)
class Sheet:
    """A grid of cells; rows may differ in length."""

    name: str
    """Empty for a CSV file."""
    rows: tuple[tuple[Cell, ...], ...]


def sheets(path: Path) -> Sequence[Sheet]:
    """The sheets of an .xlsx or .csv file, as they were last calculated and saved.

    Raises:
        NotFound: There is no such file.
        UnusableTable: It is neither, too large, packed to be so, or damaged.
    """
    if not path.is_file():
        raise NotFound("file to import", str(path))
    if path.stat().st_size > _BYTES_MAX:
        raise UnusableTable(path, f"it is larger than {_BYTES_MAX // 1_000_000} MB")
    content = path.read_bytes()
    if content.startswith(b"PK\x03\x04"):
        _refuse_bombs(path, content)
        return _workbook(path, content)
    return [Sheet("", tuple(_csv_rows(path, content)))]


def _csv_rows(path: Path, content: bytes) -> Iterator[tuple[Cell, ...]]:
    try:
        # Spreadsheets write a byte order mark before UTF-8.
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnusableTable(path, "it is neither a workbook nor text in UTF-8") from error
    if "\0" in text:
        raise UnusableTable(path, "it is binary")
    head = text[:5_000]
    separator = max(",;\t", key=head.count)
    try:
        for number, row in enumerate(
            csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True), start=1
        ):
            _require_size(path, number, len(row))
            yield tuple(
                Cell(words.strip() or None, f"{_letters(n)}{number}")
                for n, words in enumerate(row, start=1)
            )
    except csv.Error as error:
        raise UnusableTable(path, f"it is no CSV file ({error})") from error


def _workbook(path: Path, content: bytes) -> list[Sheet]:
    # Takes long to import and is used by this kind of file alone.
    from openpyxl import load_workbook  # noqa: PLC0415

    try:
        shown = load_workbook(io.BytesIO(content), data_only=True, keep_links=False)
        typed = load_workbook(io.BytesIO(content), data_only=False, keep_links=False)
    except Exception as error:  # openpyxl raises whatever its parts raise
        raise UnusableTable(path, f"it is no workbook that can be read ({error})") from error
    found = []
    for name in shown.sheetnames:
        sheet = shown[name]
        if not hasattr(sheet, "iter_rows"):
            continue
        rows = []
        for number, row in enumerate(sheet.iter_rows(), start=1):
            _require_size(path, number, len(row))
            rows.append(
                tuple(
                    _cell(name, one, is_formula=typed[name][one.coordinate].data_type == "f")
                    for one in row
                )
            )
        found.append(Sheet(name, tuple(rows)))
    return found


def _cell(sheet: str, cell: object, *, is_formula: bool) -> Cell:
    value = getattr(cell, "value", None)
    place = f"{sheet}!{getattr(cell, 'coordinate', '')}"
    if getattr(cell, "data_type", "") == "e":
        return Cell(None, place, problem=f"it holds the error {value}")
    if value is None and is_formula:
        return Cell(None, place, problem="its formula was never calculated; open and save the file")
    match value:
        case int() | float() if not isinstance(value, bool):
            # The shortest digits that mean the number, as the spreadsheet wrote them.
            percent = "%" in str(getattr(cell, "number_format", ""))
            return Cell(Decimal(repr(value)), place, is_percent=percent)
        case datetime():
            return Cell(value.date(), place)
        case date():
            return Cell(value, place)
        case _:
            return Cell(None if value is None else str(value).strip() or None, place)


def _require_size(path: Path, rows: int, columns: int) -> None:
    if rows > _ROWS_MAX or columns > _COLUMNS_MAX:
        raise UnusableTable(path, f"it has over {_ROWS_MAX:,} rows or {_COLUMNS_MAX} columns")


def _refuse_bombs(path: Path, content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = package.infolist()
    except zipfile.BadZipFile as error:
        raise UnusableTable(path, "it is a damaged workbook") from error
    unpacked = sum(part.file_size for part in parts)
    large = unpacked > _UNPACKED_BYTES_MAX or len(parts) > _PARTS_MAX
    if large or any(
        part.file_size > 1_000_000 and part.file_size > _RATIO_MAX * max(part.compress_size, 1)
        for part in parts
    ):
        raise UnusableTable(path, f"it unpacks to {len(parts)} parts of {unpacked:,} bytes")


def _letters(column: int) -> str:
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
