"""A message as a request: its data part, its words, and what the task waits for."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from a2a.types import Message, Part, Task, TaskState
from google.protobuf.json_format import MessageToDict, ParseDict
from google.protobuf.struct_pb2 import Value

from bookrunner.faces.a2a.words import Asked, Greeting, Unclear, filled, understood
from bookrunner.operations import Operation

_YES = re.compile(
    r"(yes|y|yes please|ok|okay|confirm(ed)?|approved?|go( ahead)?|do( it)?|sure)[.!]*",
    re.IGNORECASE,
)
_NO = re.compile(r"(no|n|cancel|stop|don't|do not|never mind|reject(ed)?)[.!]*", re.IGNORECASE)
_FIELDS = frozenset({"operation", "request", "confirm"})


@dataclass(frozen=True)
class Pending:
    """What a task waits for: a field that is missing, or a yes."""

    operation: str
    given: Mapping[str, Any]
    confirm: bool

    def part(self) -> Part:
        """As it stands in the message that asks for it."""
        return data_part(
            {"operation": self.operation, "request": dict(self.given), "confirm": self.confirm}
        )


@dataclass(frozen=True)
class Approved:
    """The pending request, approved."""

    request: Asked


@dataclass(frozen=True)
class Declined:
    """The pending request is not wanted."""


Read = Asked | Unclear | Greeting | Approved | Declined


def data_part(value: Mapping[str, Any]) -> Part:
    """A part that holds JSON."""
    return Part(data=ParseDict(dict(value), Value()), media_type="application/json")


def _data_of(part: Part) -> Any:  # noqa: ANN401 - JSON
    return _counted(MessageToDict(part.data))


def _counted(value: Any) -> Any:  # noqa: ANN401 - JSON
    """The value with its whole numbers whole again, which the protocol keeps as fractions."""
    if isinstance(value, dict):
        return {name: _counted(below) for name, below in value.items()}
    if isinstance(value, list):
        return [_counted(below) for below in value]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def words_of(message: Message) -> str:
    """Its words."""
    return "\n".join(part.text for part in message.parts if part.WhichOneof("content") == "text")


def pending_of(task: Task | None) -> Pending | None:
    """What the task waits for; written by the agent alone, and kept with the task."""
    if task is None or task.status.state != TaskState.TASK_STATE_INPUT_REQUIRED:
        return None
    for part in task.status.message.parts:
        if part.WhichOneof("content") == "data":
            held = _data_of(part)
            return Pending(held["operation"], held["request"], held["confirm"])
    return None


def read(message: Message, waiting: Pending | None, offered: Sequence[Operation]) -> Read:
    """What the message asks for."""
    data = [_data_of(part) for part in message.parts if part.WhichOneof("content") == "data"]
    words = words_of(message).strip()
    if len(data) > 1:
        return Unclear("Send one data part, {operation, request}, in a message.")
    if data:
        return _exact(data[0], waiting)
    if waiting is not None and waiting.confirm:
        return _answered(words, waiting, offered)
    operation = next((row for row in offered if waiting and row.name == waiting.operation), None)
    anew = understood(words, offered)
    if waiting is None or operation is None or isinstance(anew, Asked):
        return anew
    return filled(operation, waiting.given, words)


def _exact(data: object, waiting: Pending | None) -> Read:
    if not isinstance(data, dict) or not set(data) <= _FIELDS:
        return Unclear(
            "A data part holds `operation` and `request`, and `confirm` for an approval."
        )
    request = data.get("request", {})
    if not isinstance(request, dict):
        return Unclear("`request` holds the fields of the operation by their names.")
    if waiting is not None and "operation" not in data:
        return _added(request, data.get("confirm"), waiting)
    operation = data.get("operation")
    if not isinstance(operation, str) or not operation:
        return Unclear("`operation` names what is asked for, as in {operation: facts}.")
    return Asked(operation, request, in_words=False)


def _added(request: Mapping[str, Any], confirm: object, waiting: Pending) -> Read:
    """What the task waits for, with the fields that were sent after it."""
    if confirm is False:
        return Declined()
    asked = Asked(waiting.operation, {**waiting.given, **request}, in_words=False)
    if not waiting.confirm:
        return asked
    if confirm is True:
        return Approved(asked)
    return Unclear("Send {confirm: true} to have it done.", asked.operation, asked.given)


def _answered(words: str, waiting: Pending, offered: Sequence[Operation]) -> Read:
    if _YES.fullmatch(words):
        return Approved(Asked(waiting.operation, waiting.given))
    if _NO.fullmatch(words):
        return Declined()
    anew = understood(words, offered)
    return anew if isinstance(anew, Asked) else Unclear("Answer yes or no.")
