"""Tables as grids: spans expanded, with the scale and currency their headings state."""

from __future__ import annotations

from bookrunner.documents.canonical import RawTable
from bookrunner.documents.document import Table, TableCell
from bookrunner.documents.scales import scale_of
from bookrunner.figures.findings import Finding, Severity

COLUMNS_MAX = 1000
"""HTML's own limit for ``colspan``."""
HANGING_COLUMNS_MAX = 4000
PLACES_MAX = 3_000_000
"""Places of all grids together; beyond it spans stay unexpanded, with a finding."""


def grids(raw: list[RawTable], text: str, name: str) -> tuple[list[Table], list[Finding]]:
    """The tables in the order they begin, and whether some were too large to expand."""
    tables: list[Table] = []
    places = 0
    unexpanded = 0
    for table in raw:
        if table.span.end <= table.span.start:
            continue  # a spacer without words
        rows, used, expanded = _rows(table, text, PLACES_MAX - places)
        places += used
        unexpanded += not expanded
        scale = scale_of(rows, text, table.span.start, table.span.end)
        tables.append(
            Table(
                table.span.start,
                table.span.end,
                rows,
                scale.exponent,
                scale.currency,
                scale.caption,
                scale.excepts,
            )
        )
    if not unexpanded:
        return tables, []
    return tables, [
        Finding(
            "documents.table-too-large",
            f"the spans of {unexpanded} tables were not expanded, as they cover too many places",
            Severity.WARNING,
            where=name,
        )
    ]


def _rows(
    table: RawTable, text: str, budget: int
) -> tuple[tuple[tuple[TableCell, ...], ...], int, bool]:
    """The expanded rows, the places used, and whether the budget allowed it."""
    rows: list[tuple[TableCell, ...]] = []
    hanging: dict[int, TableCell] = {}
    used = 0
    count = len(table.rows)
    expanded = True
    for index, raw_row in enumerate(table.rows):
        row: list[TableCell] = []
        # Most rows come nowhere near a limit.
        room = min(HANGING_COLUMNS_MAX, budget - used - _PLAIN_COLUMNS)
        for raw in raw_row:
            column = len(row)
            wide = raw.column_span
            if raw.row_span == 1 and wide < _PLAIN_COLUMNS and not hanging and column < room:
                start, end = raw.start, raw.end
                cell = _made(TableCell, (index, column, 1, wide, text[start:end], start, end))
                if wide == 1:
                    row.append(cell)
                else:
                    row += (cell,) * wide
                continue
            _fill(row, hanging)
            wide, tall = min(raw.column_span, COLUMNS_MAX), min(raw.row_span, count - index)
            if used + len(row) + wide > budget or len(row) > HANGING_COLUMNS_MAX:
                wide = tall = 1
                expanded = False
            column = len(row)
            words = text[raw.start : raw.end]
            cell = TableCell(index, column, tall, wide, words, raw.start, raw.end)
            row.extend([cell] * wide)
            if tall > 1:
                hanging.update(dict.fromkeys(range(column, column + wide), cell))
        _fill(row, hanging)
        used += len(row)
        if hanging:
            hanging = {
                place: cell
                for place, cell in hanging.items()
                if cell.row + cell.row_span > index + 1
            }
        rows.append(tuple(row))
    return tuple(rows), used, expanded


_PLAIN_COLUMNS = 100
_made = tuple.__new__  # a named tuple is made quickest of a tuple


def _fill(row: list[TableCell], hanging: dict[int, TableCell]) -> None:
    """Place the cells that hang down from rows above at the next free places."""
    while hanging and len(row) in hanging:
        row.append(hanging[len(row)])
