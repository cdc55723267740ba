"""An answer in a few lines: its own names and values, no number that is not in it.

Digests, spans and other keys that programs follow are left to the data.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

_LINES_MAX = 80
_ROWS_SHOWN = 12
_VALUE_MAX = 400
_DEPTH_MAX = 5
_MORE = "... more stand in the data"
_FOR_PROGRAMS = frozenset(
    {
        "accession",
        "code",
        "definition",
        "document",
        "exact",
        "id",
        "key",
        "sha256",
        "span",
        "spans",
    }
)


def summary(title: str, answer: Mapping[str, Any]) -> str:
    """The title, then the answer's fields; long lists and texts are cut, and it is said."""
    lines: list[str] = []
    for line in _lines(answer, 0):
        if len(lines) == _LINES_MAX:
            lines.append(_MORE)
            break
        lines.append(line)
    return "\n".join([title, *lines])


def _lines(value: Mapping[str, Any], depth: int) -> Iterator[str]:
    for name, below in _told(value):
        label = "  " * depth + _name(name)
        if _is_short(below):
            yield f"{label}: {_text(below)}"
        elif depth >= _DEPTH_MAX:
            yield f"{label}: {_MORE}"
        else:
            yield f"{label}:"
            yield from _below(below, depth + 1)


def _below(value: Any, depth: int) -> Iterator[str]:  # noqa: ANN401 - JSON
    if isinstance(value, Mapping):
        yield from _lines(value, depth)
        return
    indent = "  " * depth
    for row in value[:_ROWS_SHOWN]:
        if isinstance(row, Mapping):
            yield from _row(row, depth)
        else:
            yield f"{indent}- {_text(row) if _is_short(row) else _MORE}"
    if len(value) > _ROWS_SHOWN:
        yield f"{indent}{_MORE}"


def _row(row: Mapping[str, Any], depth: int) -> Iterator[str]:
    """What is short on one line, lists under it."""
    told = _told(row)
    short = [f"{_name(name)} {_text(below)}" for name, below in told if _is_short(below)]
    yield "  " * depth + f"- {_cut('; '.join(short))}"
    if depth < _DEPTH_MAX:
        for name, below in told:
            if not _is_short(below):
                yield "  " * (depth + 1) + f"{_name(name)}:"
                yield from _below(below, depth + 2)


def _told(value: Mapping[str, Any]) -> list[tuple[str, Any]]:
    return [
        (name, below)
        for name, below in value.items()
        if name not in _FOR_PROGRAMS and below not in (None, "", [], {})
    ]


def _is_short(value: object) -> bool:
    """Whether it stands on one line."""
    if isinstance(value, list):
        return len(value) <= _ROWS_SHOWN and all(map(_is_short, value))
    return _is_figure(value) or not isinstance(value, Mapping)


def _is_figure(value: object) -> bool:
    return isinstance(value, Mapping) and {"value", "unit"} <= set(value)


def _text(value: Any) -> str:  # noqa: ANN401 - JSON
    if isinstance(value, str):
        return _cut(" ".join(value.split()))
    if isinstance(value, list):
        return _cut(", ".join(_text(one) for one in value))
    if _is_figure(value):
        shown = (value["value"], value["unit"] if value["unit"] != "pure" else None)
        return " ".join(_text(part) for part in shown if part is not None)
    if isinstance(value, float) and value.is_integer():
        # As the protocol's own writer of the data does.
        return str(int(value))
    return _cut(json.dumps(value, ensure_ascii=False))


def _name(name: str) -> str:
    return name.replace("_", " ")


def _cut(text: str) -> str:
    return text if len(text) <= _VALUE_MAX else text[:_VALUE_MAX].rpartition(" ")[0] + " ..."
