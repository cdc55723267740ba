"""The protocol's own handler, held to the limits of the house before anything is kept."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from typing import Any

from a2a.auth.user import User
from a2a.server.context import ServerCallContext
from a2a.server.request_handlers import DefaultRequestHandlerV2
from a2a.server.routes import ServerCallContextBuilder
from a2a.types import Message, SendMessageRequest, Task
from a2a.utils.errors import ContentTypeNotSupportedError, InvalidParamsError
from starlette.requests import Request

PARTS_MAX = 20
ID_MAX = 200
WORDS_MAX = 20_000


class Handler(DefaultRequestHandlerV2):
    """Refuses messages that cannot be read, with the reason."""

    async def on_message_send(
        self, params: SendMessageRequest, context: ServerCallContext
    ) -> Message | Task:
        """Answers a message."""
        _require_readable(params.message)
        answer: Message | Task = await super().on_message_send(params, context)
        return answer

    async def on_message_send_stream(
        self, params: SendMessageRequest, context: ServerCallContext
    ) -> AsyncGenerator[Any, None]:
        """Answers a message event by event."""
        _require_readable(params.message)
        async for event in super().on_message_send_stream(params, context):
            yield event


class Known(User):
    """The caller, as the protocol's library wants to see one."""

    def __init__(self, name: str) -> None:
        self._name = name

    @property
    def is_authenticated(self) -> bool:
        """Nobody else comes past the door."""
        return True

    @property
    def user_name(self) -> str:
        """As it stands in the record."""
        return self._name


class Contexts(ServerCallContextBuilder):
    """Hands on who asks, as the door found out."""

    def build(self, request: Request) -> ServerCallContext:
        """The context of a call."""
        caller = request.scope["a2a_caller"]
        return ServerCallContext(
            user=Known(caller.name),
            state={"headers": dict(request.headers), "caller": caller},
        )


def _require_readable(message: Message) -> None:
    if len(message.parts) > PARTS_MAX:
        raise InvalidParamsError(f"a message has at most {PARTS_MAX} parts")
    for said in (message.message_id, message.context_id, message.task_id):
        if len(said) > ID_MAX:
            raise InvalidParamsError(f"an id has at most {ID_MAX} letters")
    for part in message.parts:
        kind = part.WhichOneof("content")
        if kind in ("raw", "url"):
            raise ContentTypeNotSupportedError(
                "files are uploaded to /api/v1/uploads first and named in the request: uploads/ID"
            )
        if kind == "text" and len(part.text) > WORDS_MAX:
            raise InvalidParamsError(f"words are at most {WORDS_MAX} letters")
