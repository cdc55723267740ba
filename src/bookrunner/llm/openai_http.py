"""Chat completions as OpenAI defined them, spoken by vLLM, Ollama, LiteLLM's proxy and Azure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote

from bookrunner.llm import sse
from bookrunner.llm.configuration import Model, Provider
from bookrunner.llm.model import Finish, Request
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

_FINISHES = {"stop": Finish.COMPLETE, "length": Finish.LENGTH}


class OpenAi:
    """One model's language."""

    streams_as = "text/event-stream"

    def __init__(self, model: Model) -> None:
        self._model = model

    def call(self, request: Request, secrets: Secrets, *, streamed: bool) -> Call:
        """A request for a chat completion."""
        model = self._model
        body: dict[str, Any] = {
            "model": model.model,
            "messages": [
                {"role": one.role.value, "content": one.content} for one in request.messages
            ],
            model.max_tokens_name: request.max_tokens,
        }
        if model.temperature:
            body["temperature"] = request.temperature
        if request.stop:
            body["stop"] = list(request.stop)
        if request.schema is not None:
            wanted = {"name": "reply", "schema": request.schema, "strict": True}
            body["response_format"] = {"type": "json_schema", "json_schema": wanted}
        if streamed:
            body |= {"stream": True, "stream_options": {"include_usage": True}}
        if model.provider is Provider.AZURE:
            deployment = quote(model.model, safe="")
            version = quote(model.api_version, safe="")
            url = (
                f"{model.url}/openai/deployments/{deployment}/chat/completions"
                f"?api-version={version}"
            )
            return Call(url, {"api-key": secrets.key} if secrets.key else {}, encoded(body))
        headers = {"Authorization": f"Bearer {secrets.key}"} if secrets.key else {}
        return Call(f"{model.url}/chat/completions", headers, encoded(body))

    def whole(self, said: Mapping[str, Any]) -> Piece:
        """A chat completion."""
        if not isinstance(dig(said, "choices", 0), dict):
            raise unreadable("JSON that is no reply")
        return self._piece(said, "message")

    def pieces(self, chunks: Iterator[bytes]) -> Iterator[Piece]:
        """Chunks of a chat completion."""
        for data in sse.events(chunks):
            if data.strip() == "[DONE]":
                return
            said = decoded(data)
            if dig(said, "error") is not None:
                raise Failed("it broke off with an error", again=True, charged=True)
            yield self._piece(said, "delta")

    def _piece(self, said: Mapping[str, Any], part: str) -> Piece:
        reason = text_at(said, "choices", 0, "finish_reason")
        refused = text_at(said, "choices", 0, part, "refusal")
        if reason == "content_filter":
            refused = "the provider's content filter"
        return Piece(
            text=text_at(said, "choices", 0, part, "content"),
            input_tokens=count_at(said, "usage", "prompt_tokens"),
            output_tokens=count_at(said, "usage", "completion_tokens"),
            finish=_FINISHES.get(reason),
            refused="it declines to answer" if refused and reason != "content_filter" else refused,
        )
