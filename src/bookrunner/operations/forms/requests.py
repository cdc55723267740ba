"""Requests as JSON: what a field of each kind looks like on the wire, and how it is read."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from bookrunner.figures import Unusable
from bookrunner.operations import kinds
from bookrunner.operations.operation import Kind, Operation, Parameter, parameters

FILE_PATTERN = r"^(uploads/[0-9a-f]{32}|folders/[0-9a-f]{32}/[^/\\\x00]{1,200})$"
"""A file of the caller's: one that was uploaded, or one that an operation wrote."""
FOLDER_PATTERN = r"^folders/[0-9a-f]{32}$"
_NEW_FILE_PATTERN = r"^[A-Za-z0-9_][A-Za-z0-9._-]{0,99}$"
_TEXT_MAX = 20_000
_NUMBER_MAX = 2**31 - 1
_LIST_MAX = 500

UNASKED = frozenset({Kind.PERSON, Kind.FOLDER})
"""What a remote caller is not asked for: who it is is known, and where to write is the server's."""


class BadRequest(Unusable):
    """A request whose fields cannot be read; every one that is wrong is named."""

    def __init__(self, operation: str, wrong: Mapping[str, str]) -> None:
        self.operation = operation
        self.wrong = dict(wrong)
        said = "; ".join(f"{name}: {why}" for name, why in wrong.items())
        super().__init__(f"{operation} cannot be asked so: {said}")


@cache
def asked_remotely(operation: Operation) -> tuple[Parameter, ...]:
    """The parameters that a remote caller may give."""
    return tuple(row for row in parameters(operation.request) if row.kind not in UNASKED)


@cache
def request_schema(operation: Operation) -> dict[str, Any]:
    """The JSON Schema (2020-12) of what a remote caller sends; treat it as read-only."""
    asked = asked_remotely(operation)
    return {
        "type": "object",
        "properties": {row.name: _field_schema(row) for row in asked},
        "required": [row.name for row in asked if row.required],
        "additionalProperties": False,
    }


def _field_schema(row: Parameter) -> dict[str, Any]:
    schema: dict[str, Any] = {"description": row.help, **_KIND_SCHEMAS[row.kind]}
    if row.choices:
        # Choices are taken in any case, as on the command line; these are how they are listed.
        schema |= {"enum": list(row.choices)}
    if row.required and row.kind in (Kind.TEXT, Kind.SCREEN) and not row.choices:
        schema |= _NOT_BLANK
    if not row.required:
        # Programs that fill in every field say null for those they leave out.
        schema["type"] = [schema["type"], "null"]
        if row.choices:
            schema["enum"].append(None)
    if isinstance(row.default, (str, int)) and row.default != "":
        schema["default"] = row.default
    return schema


# NUL ends a text in too many places to be let in.
_TEXT: dict[str, Any] = {"type": "string", "maxLength": _TEXT_MAX, "pattern": r"^[^\x00]*$"}
_NOT_BLANK: dict[str, Any] = {**_TEXT, "pattern": r"^[^\x00]*[^\x00\s][^\x00]*$"}
_DAY = r"^(199[3-9]|20[0-9]{2}|2100)-[0-9]{2}-[0-9]{2}$"
_FILE: dict[str, Any] = {"type": "string", "pattern": FILE_PATTERN}
_SEVERAL: dict[str, Any] = {
    "type": "array",
    "items": _NOT_BLANK,
    "minItems": 1,
    "maxItems": _LIST_MAX,
}
_KIND_SCHEMAS: Mapping[Kind, dict[str, Any]] = {
    Kind.TEXT: _TEXT,
    Kind.SCREEN: _TEXT,
    Kind.TEXTS: _SEVERAL,
    Kind.WALLS: _SEVERAL,
    Kind.DATE: {"type": "string", "format": "date", "pattern": _DAY},
    Kind.NUMBER: {"type": "integer", "minimum": 1, "maximum": _NUMBER_MAX},
    Kind.AMOUNT: {"type": "number", "minimum": 1e-9, "maximum": 1e15},
    Kind.FILE: _FILE,
    Kind.PLACES: {"type": "array", "items": _FILE, "maxItems": _LIST_MAX},
    Kind.WRITTEN: {"type": "string", "pattern": FOLDER_PATTERN},
    Kind.NEW_FILE: {"type": "string", "pattern": _NEW_FILE_PATTERN},
    Kind.FLAG: {"type": "boolean"},
}


@dataclasses.dataclass(frozen=True)
class Places:
    """Where a remote caller's words for files lead; each raises a named error when nowhere."""

    file: Callable[[str], Path]
    """An upload's or a written file's name to its path."""
    written: Callable[[str], Path]
    """A written folder's name to its path."""
    new_folder: Callable[[], Path]
    """The folder that this request writes to, made when it is first asked for."""
    person: str
    """Who is signed in."""


def request_of(operation: Operation, given: Mapping[str, Any], places: Places) -> object:
    """The request that the fields describe.

    Raises:
        BadRequest: Fields are unknown, missing, or cannot be read; all of them are named.
        BookrunnerError: A file is not the caller's, or a day is none.
    """
    rows = {row.name: row for row in parameters(operation.request)}
    asked = {row.name for row in asked_remotely(operation)}
    wrong = {
        name: f"there is no such field; there are {', '.join(sorted(asked)) or 'none'}"
        for name in given
        if name not in asked
    }
    values: dict[str, Any] = {}
    for name, row in rows.items():
        try:
            if row.kind is Kind.PERSON:
                values[name] = places.person
            elif row.kind is Kind.FOLDER:
                if row.required or row.default is not None:
                    values[name] = places.new_folder()
            elif given.get(name) is not None:
                values[name] = _read(row, given[name], places)
            elif row.required:
                wrong[name] = f"it is required: {row.help}"
        except kinds.BadValue as error:
            wrong[name] = str(error)
    if wrong:
        raise BadRequest(operation.name, wrong)
    return operation.request(**values)


def _read(row: Parameter, value: object, places: Places) -> object:
    return _READERS[row.kind](row, value, places)


def _flag(row: Parameter, value: object, places: Places) -> object:  # noqa: ARG001 - as all readers
    if not isinstance(value, bool):
        raise kinds.BadValue("write it as true or false")
    return value


def _number(row: Parameter, value: object, places: Places) -> object:  # noqa: ARG001
    if isinstance(value, Decimal) and value == value.to_integral_value():
        # JSON does not tell 5.0 from 5.
        value = int(value) if value <= _NUMBER_MAX else 0
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= _NUMBER_MAX:
        raise kinds.BadValue("write it as a whole number of at least 1")
    return value


def _amount(row: Parameter, value: object, places: Places) -> object:  # noqa: ARG001
    if isinstance(value, bool) or not isinstance(value, (int, float, Decimal, str)):
        raise kinds.BadValue("write it as a number")
    return kinds.amount(str(value))


def _several(row: Parameter, value: object, places: Places) -> object:  # noqa: ARG001
    return kinds.texts(_texts(value))


def _files(row: Parameter, value: object, places: Places) -> object:  # noqa: ARG001
    return tuple(_file(one, places) for one in _texts(value))


def _day(row: Parameter, value: object, places: Places) -> object:  # noqa: ARG001
    return kinds.day(_said(value))


def _one_file(row: Parameter, value: object, places: Places) -> object:  # noqa: ARG001
    return _file(_said(value), places)


def _written(row: Parameter, value: object, places: Places) -> object:  # noqa: ARG001
    said = _said(value)
    if not re.fullmatch(FOLDER_PATTERN, said):
        raise kinds.BadValue("name a folder of an earlier answer: folders/ID")
    return places.written(said)


def _new_file(row: Parameter, value: object, places: Places) -> object:  # noqa: ARG001
    said = _said(value)
    if not re.fullmatch(_NEW_FILE_PATTERN, said):
        raise kinds.BadValue("give the file's name alone, such as assumptions.csv")
    return places.new_folder() / said


def _screen(row: Parameter, value: object, places: Places) -> object:
    said = _said(value)
    if re.fullmatch(FILE_PATTERN, said):
        return str(places.file(said))
    # The name of one that is built in, never a path of the server.
    if not re.fullmatch(r"[A-Za-z0-9 _-]*", said):
        raise kinds.BadValue("give a name, or a file of yours: uploads/ID")
    return kinds.text(said, required=row.required)


def _words(row: Parameter, value: object, places: Places) -> object:  # noqa: ARG001
    said = _said(value)
    if row.choices:
        return kinds.chosen(said, row.choices)
    return kinds.text(said, required=row.required)


_READERS: Mapping[Kind, Callable[[Parameter, object, Places], object]] = {
    Kind.TEXT: _words,
    Kind.SCREEN: _screen,
    Kind.TEXTS: _several,
    Kind.WALLS: _several,
    Kind.DATE: _day,
    Kind.NUMBER: _number,
    Kind.AMOUNT: _amount,
    Kind.FILE: _one_file,
    Kind.PLACES: _files,
    Kind.WRITTEN: _written,
    Kind.NEW_FILE: _new_file,
    Kind.FLAG: _flag,
}


def _said(value: object) -> str:
    if not isinstance(value, str):
        raise kinds.BadValue("write it as a text")
    if len(value) > _TEXT_MAX or "\x00" in value:
        raise kinds.BadValue(f"it must be at most {_TEXT_MAX} characters long, without NUL")
    return value


def _texts(value: object) -> list[str]:
    said = [value] if isinstance(value, str) else value
    if not isinstance(said, (list, tuple)) or len(said) > _LIST_MAX:
        raise kinds.BadValue(f"write it as a list of at most {_LIST_MAX} texts")
    return [_said(one) for one in said]


def _file(said: str, places: Places) -> Path:
    if not re.fullmatch(FILE_PATTERN, said):
        raise kinds.BadValue("name a file of yours: uploads/ID, or folders/ID/NAME")
    return places.file(said)
