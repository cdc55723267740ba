"""An answer in a few lines: its own names and values, no number that is not in it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

_LINES_MAX = 40
_ROWS_SHOWN = 5
_VALUE_MAX = 400
_DEPTH_MAX = 4
_MORE = "... more stand in the data"


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
    for name, below in value.items():
        label = "  " * depth + name.replace("_", " ")
        if _is_plain(below):
            if below not in (None, "", []):
                yield f"{label}: {_text(below)}"
        elif depth >= _DEPTH_MAX:
            yield f"{label}: {_MORE}"
        elif isinstance(below, Mapping):
            if below:
                yield f"{label}:"
                yield from _lines(below, depth + 1)
        else:
            yield f"{label}:"
            yield from _rows(below, depth + 1)


def _rows(rows: list[Any], depth: int) -> Iterator[str]:
    indent = "  " * depth
    for row in rows[:_ROWS_SHOWN]:
        if isinstance(row, Mapping):
            told = [
                f"{name.replace('_', ' ')} {_text(below)}"
                for name, below in row.items()
                if _is_plain(below) and below not in (None, "", [])
            ]
            yield f"{indent}- {_cut('; '.join(told))}"
        else:
            yield f"{indent}- {_text(row)}"
    if len(rows) > _ROWS_SHOWN:
        yield f"{indent}{_MORE}"


def _is_plain(value: object) -> bool:
    """Whether it stands on one line."""
    if isinstance(value, list):
        return (
            all(isinstance(one, (str, int, float)) for one in value) and len(value) <= _ROWS_SHOWN
        )
    return not isinstance(value, Mapping)


def _text(value: object) -> str:
    if isinstance(value, str):
        return _cut(value)
    if isinstance(value, list):
        return _cut(", ".join(_text(one) for one in value))
    # As the data writes it, digit by digit.
    return _cut(json.dumps(value, ensure_ascii=False))


def _cut(text: str) -> str:
    return text if len(text) <= _VALUE_MAX else text[:_VALUE_MAX].rpartition(" ")[0] + " ..."
