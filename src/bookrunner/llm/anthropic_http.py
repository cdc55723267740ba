"""Anthropic's Messages."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from bookrunner.llm import sse
from bookrunner.llm.configuration import Model
from bookrunner.llm.model import Finish, Request, Role
from bookrunner.llm.wire import (
    Call,
    Failed,
    Piece,
    Secrets,
    count_at,
    decoded,
    dig,
    encoded,
    text_at,
    unreadable,
)

VERSION = "2023-06-01"
_FINISHES = {
    "end_turn": Finish.COMPLETE,
    "stop_sequence": Finish.COMPLETE,
    "tool_use": Finish.COMPLETE,
    "max_tokens": Finish.LENGTH,
}
_TOOL = "reply"
# A reply that must satisfy a schema is asked for as the input of a tool that does not exist.


class Anthropic:
    """One model's language."""

    streams_as = "text/event-stream"

    def __init__(self, model: Model) -> None:
        self._model = model

    def call(self, request: Request, secrets: Secrets, *, streamed: bool) -> Call:
        """A request for a message."""
        system = "\n\n".join(one.content for one in request.messages if one.role is Role.SYSTEM)
        body: dict[str, Any] = {
            "model": self._model.model,
            "max_tokens": request.max_tokens,
            "messages": [
                {"role": one.role.value, "content": one.content}
                for one in request.messages
                if one.role is not Role.SYSTEM
            ],
        }
        if self._model.temperature:
            body["temperature"] = request.temperature
        if system:
            body["system"] = system
        if request.stop:
            body["stop_sequences"] = list(request.stop)
        if request.schema is not None:
            body["tools"] = [{"name": _TOOL, "input_schema": request.schema}]
            body["tool_choice"] = {"type": "tool", "name": _TOOL}
        if streamed:
            body["stream"] = True
        headers = {"x-api-key": secrets.key} if secrets.key else {}
        return Call(
            f"{self._model.url}/v1/messages",
            {**headers, "anthropic-version": VERSION},
            encoded(body),
        )

    def whole(self, said: Mapping[str, Any]) -> Piece:
        """A message."""
        parts = dig(said, "content")
        if not isinstance(parts, list):
            raise unreadable("JSON that is no reply")
        reason = text_at(said, "stop_reason")
        return Piece(
            text="".join(_part(part) for part in parts),
            input_tokens=count_at(said, "usage", "input_tokens"),
            output_tokens=count_at(said, "usage", "output_tokens"),
            finish=_FINISHES.get(reason),
            refused="it declines to answer" if reason == "refusal" else "",
        )

    def pieces(self, chunks: Iterator[bytes]) -> Iterator[Piece]:
        """A message in events."""
        ending = Piece()
        for data in sse.events(chunks):
            said = decoded(data)
            match text_at(said, "type"):
                case "error":
                    raise Failed("it broke off with an error", again=True, charged=True)
                case "message_start":
                    yield Piece(input_tokens=count_at(said, "message", "usage", "input_tokens"))
                case "content_block_delta":
                    text = text_at(said, "delta", "text")
                    yield Piece(text=text or text_at(said, "delta", "partial_json"))
                case "message_delta":
                    reason = text_at(said, "delta", "stop_reason")
                    ending = Piece(
                        output_tokens=count_at(said, "usage", "output_tokens"),
                        finish=_FINISHES.get(reason),
                        refused="it declines to answer" if reason == "refusal" else "",
                    )
                case "message_stop":
                    yield ending
                    return
                case _:
                    continue


def _part(part: object) -> str:
    if text_at(part, "type") == "tool_use":
        return json.dumps(dig(part, "input"), ensure_ascii=False)
    return text_at(part, "text") if text_at(part, "type") == "text" else ""
