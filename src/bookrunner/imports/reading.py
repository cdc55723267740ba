"""A table of one kind, read row by row: each is kept, a duplicate, or rejected with its reason."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bookrunner.facts import Company
from bookrunner.figures import Finding, Severity, Unusable
from bookrunner.imports.cells import Cell, Sheet, UnusableTable, sheets
from bookrunner.imports.kinds import CURVES, MANAGEMENT_CASE, ImportKind
from bookrunner.imports.values import BadCell, period_words, spelled, tenor_years

_HEADING_WITHIN_ROWS = 30
_WIDE_MIN = 2


class BadMapping(Unusable):
    """A column named in the request that the kind does not have."""

    def __init__(self, kind: ImportKind, asked: str) -> None:
        self.asked = asked
        names = ", ".join(column.name for column in kind.columns)
        super().__init__(f"{kind.name} has no column {asked!r}; it has {names}")


@dataclass(frozen=True)
class ImportedValue:
    """One value in its one spelling, and the cell it was read from."""

    text: str
    place: str
    """``Estimates!D7``; ``as stated`` where the request gave it for all rows."""


@dataclass(frozen=True)
class ImportedRow:
    """One thing that the bank brings: an estimate, a price, a past transaction."""

    number: int
    """Of the row in its sheet, from 1; of a wide table several have the same."""
    values: Mapping[str, ImportedValue]
    """By column; what was empty is not there."""

    def identity(self, kind: ImportKind) -> tuple[str, ...]:
        """What makes two rows the same thing."""
        return tuple(self.values[n].text if n in self.values else "" for n in kind.identity)

    def text(self, column: str) -> str:
        """The value of a column; empty when it has none."""
        return self.values[column].text if column in self.values else ""


@dataclass(frozen=True)
class ImportedTable:
    """What was read: ``received = rows + duplicates + rejected``."""

    sheet: str
    rows: tuple[ImportedRow, ...]
    received: int
    duplicates: int
    findings: tuple[Finding, ...]
    """One for each row that was rejected, and doubts besides."""

    @property
    def rejected(self) -> int:
        """How many rows were left out."""
        return self.received - len(self.rows) - self.duplicates


def read_table(
    path: Path,
    kind: ImportKind,
    companies: Sequence[Company],
    *,
    sheet: str = "",
    mapping: Mapping[str, str] | None = None,
    constants: Mapping[str, str] | None = None,
) -> ImportedTable:
    """The table of a kind in a workbook or CSV file.

    Args:
        companies: Those whose tickers may stand in it.
        sheet: The sheet's name; default the first that has the columns.
        mapping: Headings of the file and the columns that they mean.
        constants: Values of columns that hold for every row, in place of a column of the file.

    Raises:
        NotFound: There is no such file.
        UnusableTable: No sheet has the columns, or no row of it can be used.
        BadMapping: A column is none of the kind's.
    """
    found = [one for one in sheets(path) if sheet in {"", one.name}]
    if not found:
        raise UnusableTable(path, f"it has no sheet {sheet!r}")
    return read_sheets(path, found, kind, companies, mapping=mapping, constants=constants)


def read_sheets(
    path: Path,
    found: Sequence[Sheet],
    kind: ImportKind,
    companies: Sequence[Company],
    *,
    mapping: Mapping[str, str] | None = None,
    constants: Mapping[str, str] | None = None,
) -> ImportedTable:
    """The table of a kind in the first of some sheets that has its columns.

    Args:
        path: Of the file they stand in, for messages.
        companies, mapping, constants: As of ``read_table``.

    Raises:
        UnusableTable: No sheet has the columns, or no row of it can be used.
        BadMapping: A column is none of the kind's.
    """
    asked = {_plain(heading): column for heading, column in (mapping or {}).items()}
    fixed = dict(constants or {})
    for name in (*asked.values(), *fixed):
        if name not in {column.name for column in kind.columns}:
            raise BadMapping(kind, name)
    missing: set[str] = set()
    for one in found:
        layout = _layout(one, kind, asked, fixed)
        if isinstance(layout, _Layout):
            return _rows(path, one, kind, layout, companies)
        missing = layout if not missing or len(layout) < len(missing) else missing
    raise UnusableTable(
        path,
        f"no row of headings names {', '.join(sorted(missing))}; `bookrunner import {kind.name} "
        "--template FILE` writes a table to fill, --map 'Heading=column' names columns that are "
        "called otherwise, and --set column=value gives one value for all rows",
    )


@dataclass(frozen=True)
class _Layout:
    """Which column of the sheet holds what."""

    heading: int
    """Index of the row of headings."""
    places: Mapping[str, int]
    fixed: Mapping[str, Cell]
    wide: Mapping[int, Cell]
    """Of a wide table: columns whose heading is a value of the column ``across``."""
    across: str = ""
    amount: str = ""


# What stands across a wide table, and the column its cells hold.
_WIDE = {CURVES.name: ("tenor", "rate"), MANAGEMENT_CASE.name: ("period", "value")}


def _layout(
    sheet: Sheet, kind: ImportKind, asked: Mapping[str, str], fixed: Mapping[str, str]
) -> _Layout | set[str]:
    """The layout, or the required columns that are missing where fewest are."""
    given = {name: Cell(text, "as stated") for name, text in fixed.items()}
    required = {column.name for column in kind.columns if column.required} - set(given)
    across, amount = _WIDE.get(kind.name, ("", ""))
    best = required
    for number, row in enumerate(sheet.rows[:_HEADING_WITHIN_ROWS]):
        places = _places(row, kind, asked)
        wide = _wide(row, across) if across else {}
        if across and len(wide) >= _WIDE_MIN:
            if kind is MANAGEMENT_CASE and "line" not in places and 0 not in wide:
                places["line"] = 0
            left = required - set(places) - {across, amount}
            if not left:
                return _Layout(number, places, given, wide, across, amount)
        left = required - set(places)
        if not left:
            return _Layout(number, places, given, {})
        best = left if len(left) < len(best) else best
    return best


def _places(row: Sequence[Cell], kind: ImportKind, asked: Mapping[str, str]) -> dict[str, int]:
    """Columns by name; the first heading that means one has it."""
    known = {column.name: column.name for column in kind.columns}
    known |= {word: column.name for column in kind.columns for word in column.also}
    found: dict[str, int] = {}
    for exact in (True, False):
        for n, cell in enumerate(row):
            plain = _plain(cell.words)
            name = asked.get(plain) if exact else known.get(plain)
            if name is not None:
                found.setdefault(name, n)
    return found


def _wide(row: Sequence[Cell], across: str) -> dict[int, Cell]:
    """The columns headed by a period or a time to maturity."""

    def is_meant(cell: Cell) -> bool:
        if across == "period":
            return period_words(cell.words) is not None
        # A bare number may be anything; a time says its unit.
        return bool(re.search(r"[A-Za-z]", cell.words)) and tenor_years(cell.words) is not None

    return {n: cell for n, cell in enumerate(row) if cell.value is not None and is_meant(cell)}


def _rows(
    path: Path, sheet: Sheet, kind: ImportKind, layout: _Layout, companies: Sequence[Company]
) -> ImportedTable:
    rows: dict[tuple[str, ...], ImportedRow] = {}
    contradicted: dict[tuple[str, ...], list[ImportedRow]] = {}
    findings: list[Finding] = []
    received = duplicates = 0
    for number, cells in enumerate(sheet.rows[layout.heading + 1 :], start=layout.heading + 2):
        for given in _records(cells, layout):
            received += 1
            try:
                row = ImportedRow(number, _values(given, kind, companies))
            except BadCell as problem:
                findings.append(_left_out(path, sheet, number, str(problem)))
                continue
            same = row.identity(kind)
            before = rows.setdefault(same, row)
            if before is row:
                continue
            if _texts(before) == _texts(row):
                duplicates += 1
            else:
                contradicted.setdefault(same, [before]).append(row)
    for same, several in contradicted.items():
        # Which of them is right is not for us to say.
        del rows[same]
        numbers = ", ".join(str(row.number) for row in several)
        findings += [
            _left_out(path, sheet, row.number, f"rows {numbers} say different things of the same")
            for row in several
        ]
    if not rows:
        first = f"; the first problem: {findings[0].message}" if findings else ""
        raise UnusableTable(path, f"none of its {received} rows can be used{first}")
    return ImportedTable(sheet.name, tuple(rows.values()), received, duplicates, tuple(findings))


def _records(cells: Sequence[Cell], layout: _Layout) -> list[dict[str, Cell]]:
    """The cells of a row by column; of a wide row one record for each of its cells with a value."""
    own = {
        name: cells[n]
        for name, n in layout.places.items()
        if n < len(cells) and (cells[n].value is not None or cells[n].problem)
    }
    if not layout.wide:
        return [dict(layout.fixed) | own] if own else []
    across = [
        {layout.across: heading, layout.amount: cells[n]}
        for n, heading in layout.wide.items()
        if n < len(cells) and (cells[n].value is not None or cells[n].problem)
    ]
    # A line of words in a wide table is a heading of its lines.
    return [dict(layout.fixed) | own | one for one in across] if own else []


def _values(
    given: Mapping[str, Cell], kind: ImportKind, companies: Sequence[Company]
) -> dict[str, ImportedValue]:
    values: dict[str, ImportedValue] = {}
    for column in kind.columns:
        cell = given.get(column.name)
        if cell is None:
            if column.required:
                raise BadCell(f"{column.name} is empty")
            continue
        try:
            values[column.name] = ImportedValue(spelled(column.holds, cell, companies), cell.place)
        except BadCell as problem:
            raise BadCell(f"{column.name} in {cell.place}: {problem}") from problem
    return values


def _texts(row: ImportedRow) -> dict[str, str]:
    return {name: value.text for name, value in row.values.items()}


def _left_out(path: Path, sheet: Sheet, number: int, why: str) -> Finding:
    place = f"{path.name} {sheet.name}".strip()
    return Finding(
        "imports.row", f"{why}; the row is left out", Severity.ERROR, f"{place} row {number}"
    )


def _plain(heading: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", heading.lower()).strip("_")
