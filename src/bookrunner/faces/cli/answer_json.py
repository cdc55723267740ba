"""Answers as JSON on a terminal: the fields of the response in their order, nothing left out."""

from __future__ import annotations

from bookrunner.operations.asking_shapes import AskBatch
from bookrunner.operations.events_shapes import EventsTold
from bookrunner.operations.forms import json_text, plain
from bookrunner.operations.line_shapes import BatchAnswer
from bookrunner.operations.responses import SampleTypes
from bookrunner.operations.searching_shapes import FoundBatch, FoundPassages


def answer_json(answer: object) -> str:
    """The answer as indented JSON, a batch as one JSON a line, all lines with their ends.

    The same answer is the same text; a batch without rows is none.
    """
    if isinstance(answer, FoundPassages):
        return f"{json_text(plain(answer.results), indent=2)}\n"
    if isinstance(answer, EventsTold):
        return f"{json_text(plain(answer.events), indent=2)}\n"
    if isinstance(answer, SampleTypes):
        return f"{json_text(plain(answer.companies), indent=2)}\n"
    if isinstance(answer, (AskBatch, BatchAnswer, FoundBatch)):
        return "".join(f"{json_text(plain(row))}\n" for row in answer.rows)
    return f"{json_text(plain(answer), indent=2)}\n"
