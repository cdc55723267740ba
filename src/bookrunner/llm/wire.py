"""What a provider's own language is turned from and into."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from bookrunner.llm.model import Finish, Request


@dataclass(frozen=True)
class Call:
    """One POST of JSON."""

    url: str
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True)
class Piece:
    """A part of a reply, or all of it; what it does not say is None or empty."""

    text: str = ""
    input_tokens: int | None = None
    output_tokens: int | None = None
    finish: Finish | None = None
    refused: str = ""
    """Why the model will not answer."""


@dataclass(frozen=True)
class Secrets:
    """The secrets of one call."""

    key: str = ""
    key_id: str = ""
    session_token: str = ""


class Spoken(Protocol):
    """A provider's language."""

    streams_as: str
    """The content type of its streams."""

    def call(self, request: Request, secrets: Secrets, *, streamed: bool) -> Call:
        """The request in the provider's language."""
        ...

    def whole(self, said: Mapping[str, Any]) -> Piece:
        """A whole reply."""
        ...

    def pieces(self, chunks: Iterator[bytes]) -> Iterator[Piece]:
        """A streamed reply; each raises ``Failed`` for what makes no sense."""
        ...


class Failed(Exception):
    """One attempt brought no whole reply.

    Args:
        reason: In our own words; what a server says may repeat a key or the question.
        again: Whether the same model may answer if asked again.
        wait: Seconds that the server asked for.
        charged: Whether the provider may charge for it all the same.
    """

    def __init__(
        self, reason: str, *, again: bool, wait: float | None = None, charged: bool = False
    ) -> None:
        self.reason = reason
        self.again = again
        self.wait = wait
        self.charged = charged
        super().__init__(reason)


def unreadable(what: str) -> Failed:
    """The failure of a reply that is not what it should be; another may be."""
    return Failed(f"it answered with {what}", again=True, charged=True)


def encoded(body: Mapping[str, Any]) -> bytes:
    """The body as JSON; half a surrogate pair becomes a question mark."""
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def decoded(text: str | bytes) -> Mapping[str, Any]:
    """A table in JSON.

    Raises:
        Failed: It is none.
    """
    try:
        said = json.loads(text)
    except (ValueError, RecursionError):
        raise unreadable("no whole JSON") from None
    if not isinstance(said, dict):
        raise unreadable("JSON that is no reply")
    return said


def dig(value: object, *path: str | int) -> Any:  # noqa: ANN401 - it is whatever was said
    """What stands at a path in JSON, or None."""
    for step in path:
        if isinstance(step, str) and isinstance(value, dict):
            value = value.get(step)
        elif isinstance(step, int) and isinstance(value, list) and len(value) > step:
            value = value[step]
        else:
            return None
    return value


def text_at(value: object, *path: str | int) -> str:
    """The text at a path; empty when there is none."""
    found = dig(value, *path)
    return found if isinstance(found, str) else ""


def count_at(value: object, *path: str | int) -> int | None:
    """The count at a path; None when there is none that can be believed."""
    found = dig(value, *path)
    is_count = isinstance(found, int) and not isinstance(found, bool) and 0 <= found < 10**9
    return found if is_count else None
