"""Answers as JSON: the fields of the response in their order, nothing left out."""

from __future__ import annotations

import dataclasses
import json
import math
import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from bookrunner.figures import escaped_in_json
from bookrunner.operations.asking_shapes import AskBatch
from bookrunner.operations.events_shapes import EventsTold
from bookrunner.operations.line_shapes import BatchAnswer
from bookrunner.operations.parsing_shapes import ExactNumber
from bookrunner.operations.responses import SampleTypes
from bookrunner.operations.searching_shapes import FoundBatch, FoundPassages


def answer_json(answer: object) -> str:
    """The answer as indented JSON, a batch as one JSON a line, all lines with their ends.

    The same answer is the same text; a batch without rows is none.

    Decimals are texts, so that no reader loses a digit, but for those that are promised as numbers;
    dates are ISO 8601.
    """
    if isinstance(answer, FoundPassages):
        return f"{_text(answer.results, indent=2)}\n"
    if isinstance(answer, EventsTold):
        return f"{_text(answer.events, indent=2)}\n"
    if isinstance(answer, SampleTypes):
        return f"{_text(answer.companies, indent=2)}\n"
    if isinstance(answer, (AskBatch, BatchAnswer, FoundBatch)):
        return "".join(f"{_text(row)}\n" for row in answer.rows)
    return f"{_text(answer, indent=2)}\n"


def _text(answer: object, indent: int | None = None) -> str:
    text = json.dumps(_plain(answer), indent=indent, ensure_ascii=False, allow_nan=False)
    return _EXACT.sub(r"\1", escaped_in_json(text))


# Python's writer knows no decimals: they travel as texts behind a NUL, which no text of ours holds.
_EXACT_MARK = "\0"
_EXACT = re.compile(r'"\\u0000(-?\d+(?:\.\d+)?)"')


def _plain(value: object) -> Any:  # noqa: ANN401 - JSON is what it is
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {row.name: _plain(getattr(value, row.name)) for row in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {str(key): _plain(below) for key, below in value.items()}
    if isinstance(value, (tuple, list)):
        return [_plain(below) for below in value]
    if isinstance(value, Decimal):
        return f"{_EXACT_MARK if isinstance(value, ExactNumber) else ''}{value:f}"
    if isinstance(value, (date, Path)):
        return str(value)
    assert value is None or isinstance(value, (str, int, float)), f"{type(value)} is not plain"
    assert not isinstance(value, float) or math.isfinite(value), "NM and NA are texts"
    return value
