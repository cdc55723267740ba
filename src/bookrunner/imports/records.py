"""Rows of data in JSON, as a sheet whose cells are named by where they stand in the answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from bookrunner.imports.cells import Cell, Sheet, UnusableTable

_ROWS_MAX = 1_000_000
_FIELDS_MAX = 500


class NoSuchPlace(LookupError):
    """A JSON pointer that leads nowhere."""


def at(content: object, pointer: str) -> Any:  # noqa: ANN401 - JSON may be anything
    """What stands at a JSON pointer (RFC 6901); the empty one means all of it.

    Raises:
        NoSuchPlace: Nothing stands there.
    """
    found = content
    for step in pointer.split("/")[1:]:
        name = step.replace("~1", "/").replace("~0", "~")
        if isinstance(found, dict) and name in found:
            found = found[name]
        elif isinstance(found, list) and name.isdecimal() and int(name) < len(found):
            found = found[int(name)]
        else:
            raise NoSuchPlace(pointer)
    return found


def sheet_of(name: Path, content: object, rows: str, inside: Iterable[str] = ()) -> Sheet:
    """The rows that stand at a pointer: a heading of their fields, then a row for each.

    Args:
        name: Of the answer, for messages.
        rows: A JSON pointer to a list of objects; a single object is one row.
        inside: JSON pointers into a row, to fields that stand deeper; each a column of its own.

    Raises:
        UnusableTable: No rows stand there.
    """
    try:
        found = at(content, rows)
    except NoSuchPlace:
        raise UnusableTable(name, f"nothing stands at {rows}") from None
    records = [found] if isinstance(found, dict) else found
    where = rows or "its top"
    if not isinstance(records, list) or not all(isinstance(row, dict) for row in records):
        raise UnusableTable(name, f"what stands at {where} is no list of objects")
    if not records:
        raise UnusableTable(name, f"the list at {where} is empty")
    deeper = [pointer for pointer in inside if pointer.startswith("/")]
    fields = dict.fromkeys(
        key for row in records for key, value in row.items() if not isinstance(value, dict | list)
    )
    if len(records) > _ROWS_MAX or len(fields) > _FIELDS_MAX:
        raise UnusableTable(name, f"it has over {_ROWS_MAX:,} rows or {_FIELDS_MAX} fields")
    heading = tuple(Cell(key, key) for key in (*fields, *deeper))
    # Of a single object the row stands where the object does.
    places = [rows] if isinstance(found, dict) else [f"{rows}/{n}" for n in range(len(records))]
    return Sheet(
        "",
        (
            heading,
            *(_row(row, place, fields, deeper) for row, place in zip(records, places, strict=True)),
        ),
    )


def _row(
    row: Mapping[str, object], place: str, fields: Iterable[str], deeper: Sequence[str]
) -> tuple[Cell, ...]:
    cells = [_cell(row.get(key), f"{place}/{_escaped(key)}") for key in fields]
    for pointer in deeper:
        try:
            value = at(row, pointer)
        except NoSuchPlace:
            value = None
        cells.append(_cell(value, place + pointer))
    return tuple(cells)


def _cell(value: object, place: str) -> Cell:
    match value:
        case None:
            return Cell(None, place)
        case bool():
            return Cell("yes" if value else "no", place)
        case int() | float():
            # The shortest digits that mean the number, as the server wrote them.
            return Cell(Decimal(repr(value)), place)
        case str():
            return Cell(value.strip() or None, place)
        case _:
            return Cell(None, place, problem="it holds a list or an object, not a value")


def _escaped(key: str) -> str:
    return key.replace("~", "~0").replace("/", "~1")
