"""Answers as JSON, and the JSON Schema of each."""

from __future__ import annotations

import dataclasses
import json
import math
import re
import types
import typing
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any

from bookrunner.figures import escaped_in_json
from bookrunner.operations.operation import Operation
from bookrunner.operations.parsing_shapes import ExactNumber


def plain(answer: object) -> Any:  # noqa: ANN401, PLR0911 - JSON is what it is, one kind a line
    """The answer as lists, mappings, texts and numbers, its fields in their order.

    Decimals are texts, so that no reader loses a digit, but for those promised as numbers, which
    stay ``Decimal`` for a writer that keeps their digits; dates are ISO 8601.
    """
    if answer is None or type(answer) in _PLAIN:
        return answer
    kind: Any = type(answer)
    if (names := _field_names(kind)) is not None:
        return {name: plain(getattr(answer, name)) for name in names}
    if isinstance(answer, Mapping):
        return {str(key): plain(below) for key, below in answer.items()}
    if isinstance(answer, (tuple, list)):
        return [plain(below) for below in answer]
    if isinstance(answer, ExactNumber):
        return answer
    if isinstance(answer, Decimal):
        return f"{answer:f}"
    if isinstance(answer, datetime):
        return answer.isoformat()
    if isinstance(answer, (date, Path)):
        return str(answer)
    assert isinstance(answer, (str, int, float)), f"{type(answer)} is not plain"
    assert not isinstance(answer, float) or math.isfinite(answer), "NM and NA are texts"
    return answer


_PLAIN = frozenset({str, int, bool})


@cache
def _field_names(of: type) -> tuple[str, ...] | None:
    """Of a dataclass; None of anything else."""
    if not dataclasses.is_dataclass(of):
        return None
    return tuple(row.name for row in dataclasses.fields(of))


# Python's writer knows no decimals: they travel as texts behind a NUL, which no text of ours holds.
_EXACT = re.compile(r'"\\u0000(-?\d+(?:\.\d+)?)"')


def json_text(plain_answer: object, indent: int | None = None) -> str:
    """What ``plain`` made as JSON: the same answer is the same text."""
    text = json.dumps(
        plain_answer, indent=indent, ensure_ascii=False, allow_nan=False, default=_exact
    )
    return _EXACT.sub(r"\1", escaped_in_json(text))


def _exact(value: object) -> str:
    assert isinstance(value, ExactNumber), f"{type(value)} is not plain"
    return f"\0{value:f}"


@cache
def answer_schema(operation: Operation) -> dict[str, Any]:
    """The JSON Schema (2020-12) of ``plain`` of its answer; treat it as read-only."""
    shapes: dict[str, Any] = {}
    schema = _schema(operation.response, shapes)
    whole = shapes.pop(schema["$ref"].rpartition("/")[2])
    # Also of one of several shapes it is said at the root that it is an object: some readers ask.
    return {"type": "object", **whole, "$defs": shapes}


def _schema(said: Any, shapes: dict[str, Any]) -> dict[str, Any]:  # noqa: ANN401, PLR0911 - annotations are what they are, one kind a line
    if dataclasses.is_dataclass(said) and isinstance(said, type):
        return _shape(said, shapes)
    if said in _PLAIN_SCHEMAS:
        return dict(_PLAIN_SCHEMAS[said])
    origin, inside = typing.get_origin(said), typing.get_args(said)
    if origin in (typing.Union, types.UnionType):
        return {"anyOf": [_schema(one, shapes) for one in inside]}
    if origin is typing.Literal:
        return {"enum": list(inside)}
    if origin is tuple and (len(inside) != 2 or inside[1] is not Ellipsis):
        each = [_schema(one, shapes) for one in inside]
        return {"type": "array", "prefixItems": each, "minItems": len(each), "maxItems": len(each)}
    if origin in (tuple, list) or (isinstance(origin, type) and origin.__name__ == "Sequence"):
        return {"type": "array", "items": _schema(inside[0], shapes)}
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return {"type": "object", "additionalProperties": _schema(inside[1], shapes)}
    if isinstance(said, type) and issubclass(said, Enum):
        return {"enum": [one.value for one in said]}
    assert said in (Any, object), f"no schema for {said!r}"
    return {}


_PLAIN_SCHEMAS: Mapping[Any, dict[str, Any]] = {
    type(None): {"type": "null"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
    str: {"type": "string"},
    ExactNumber: {"type": "number"},
    Decimal: {"type": "string", "pattern": r"^-?[0-9]+(\.[0-9]+)?$"},
    datetime: {"type": "string", "format": "date-time"},
    date: {"type": "string", "format": "date"},
    Path: {"type": "string"},
}


def _shape(said: type, shapes: dict[str, Any]) -> dict[str, Any]:
    reference = {"$ref": f"#/$defs/{said.__name__}"}
    if said.__name__ in shapes:
        return reference
    # Stands before its fields are looked at, because a shape may hold others of its kind.
    shapes[said.__name__] = {}
    below: list[type] = said.__subclasses__()
    if below and not dataclasses.fields(said):
        shapes[said.__name__] = {
            "description": _first_line(said),
            "anyOf": [_shape(one, shapes) for one in below],
        }
        return reference
    hints = typing.get_type_hints(said)
    names = [row.name for row in dataclasses.fields(said)]
    shapes[said.__name__] = {
        "type": "object",
        "description": _first_line(said),
        "properties": {name: _schema(hints[name], shapes) for name in names},
        "required": names,
    }
    return reference


def _first_line(said: type) -> str:
    return (said.__doc__ or "").strip().partition("\n")[0]
