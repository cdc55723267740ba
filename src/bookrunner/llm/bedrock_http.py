"""Bedrock's Converse, signed here."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

from bookrunner.llm import eventstream
from bookrunner.llm.configuration import Model
from bookrunner.llm.model import Finish, Request, Role
from bookrunner.llm.sigv4 import Signer
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

_FINISHES = {
    "end_turn": Finish.COMPLETE,
    "stop_sequence": Finish.COMPLETE,
    "tool_use": Finish.COMPLETE,
    "max_tokens": Finish.LENGTH,
}
_REFUSALS = {
    "guardrail_intervened": "a guardrail of the bank",
    "content_filtered": "the provider's content filter",
}
_TOOL = "reply"


def _now() -> datetime:
    return datetime.now(UTC)


class Bedrock:
    """One model's language."""

    streams_as = "application/vnd.amazon.eventstream"

    def __init__(self, model: Model, now: Callable[[], datetime] = _now) -> None:
        self._model = model
        self._now = now

    def call(self, request: Request, secrets: Secrets, *, streamed: bool) -> Call:
        """A request to converse."""
        limits: dict[str, Any] = {"maxTokens": request.max_tokens}
        if self._model.temperature:
            limits["temperature"] = request.temperature
        if request.stop:
            limits["stopSequences"] = list(request.stop)
        body: dict[str, Any] = {
            "messages": [
                {"role": one.role.value, "content": [{"text": one.content}]}
                for one in request.messages
                if one.role is not Role.SYSTEM
            ],
            "inferenceConfig": limits,
        }
        system = [{"text": m.content} for m in request.messages if m.role is Role.SYSTEM]
        if system:
            body["system"] = system
        if request.schema is not None:
            tool = {"name": _TOOL, "inputSchema": {"json": request.schema}}
            body["toolConfig"] = {
                "tools": [{"toolSpec": tool}],
                "toolChoice": {"tool": {"name": _TOOL}},
            }
        verb = "converse-stream" if streamed else "converse"
        url = f"{self._model.url}/model/{quote(self._model.model, safe='')}/{verb}"
        content = encoded(body)
        signer = Signer(
            secrets.key_id, secrets.key, self._model.region, "bedrock", secrets.session_token
        )
        headers = {"Content-Type": "application/json"}
        return Call(url, signer.headers("POST", url, headers, content, self._now()), content)

    def whole(self, said: Mapping[str, Any]) -> Piece:
        """What was said."""
        parts = dig(said, "output", "message", "content")
        if not isinstance(parts, list):
            raise unreadable("JSON that is no reply")
        reason = text_at(said, "stopReason")
        return Piece(
            text="".join(_part(part) for part in parts),
            input_tokens=count_at(said, "usage", "inputTokens"),
            output_tokens=count_at(said, "usage", "outputTokens"),
            finish=_FINISHES.get(reason),
            refused=_REFUSALS.get(reason, ""),
        )

    def pieces(self, chunks: Iterator[bytes]) -> Iterator[Piece]:
        """What is said, in framed events; the last tells what was used."""
        for headers, payload in eventstream.messages(chunks):
            if headers.get(":message-type", "event") != "event":
                raise Failed("it broke off with an error", again=True, charged=True)
            said = decoded(payload)
            match headers.get(":event-type", ""):
                case "contentBlockDelta":
                    text = text_at(said, "delta", "text")
                    yield Piece(text=text or text_at(said, "delta", "toolUse", "input"))
                case "messageStop":
                    reason = text_at(said, "stopReason")
                    yield Piece(finish=_FINISHES.get(reason), refused=_REFUSALS.get(reason, ""))
                case "metadata":
                    yield Piece(
                        input_tokens=count_at(said, "usage", "inputTokens"),
                        output_tokens=count_at(said, "usage", "outputTokens"),
                    )
                case _:
                    continue


def _part(part: object) -> str:
    used = dig(part, "toolUse", "input")
    return text_at(part, "text") if used is None else json.dumps(used, ensure_ascii=False)
