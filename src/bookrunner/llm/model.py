"""What is said to a language model and what comes back, whichever model it is."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any, Protocol


class Role(StrEnum):
    """Who speaks."""

    SYSTEM = "system"
    USER = "user"
    ASSISTANT = "assistant"


class Classification(StrEnum):
    """How guarded the data in a request are; a model is allowed each of them by name."""

    PUBLIC = "public"
    INTERNAL = "internal"
    CONFIDENTIAL = "confidential"
    RESTRICTED = "restricted"
    """Of a deal, or behind a wall."""


class Finish(StrEnum):
    """Why a reply ended."""

    COMPLETE = "complete"
    """The model had said all, or met a text at which it was to stop."""
    LENGTH = "length"
    """Cut at ``max_tokens``: the end is missing."""


@dataclass(frozen=True)
class Message:
    """One turn of a conversation."""

    role: Role
    content: str


@dataclass(frozen=True)
class Request:
    """What a model is asked.

    Args:
        purpose: Who asks and for what, in a few words that hold no data of the bank's; it stands
            in the call log (``answers.narrate``).
        classification: Of the most guarded thing in any message. There is no default, because
            only the caller knows what was put in.
        max_tokens: The most the reply may take.
        stop: Texts at which the model stops; they are not part of the reply.
        schema: A JSON Schema that the reply is asked to satisfy. Models may disobey: check it.
    """

    purpose: str
    messages: tuple[Message, ...]
    classification: Classification
    max_tokens: int
    temperature: float = 0.0
    stop: tuple[str, ...] = ()
    schema: Mapping[str, Any] | None = None

    def __post_init__(self) -> None:
        assert self.messages, "a request says something"
        assert self.max_tokens > 0

    @property
    def digest(self) -> str:
        """SHA-256 of all that decides the reply; the same for the same request, and no secret."""
        said = {
            "messages": [[message.role.value, message.content] for message in self.messages],
            "classification": self.classification.value,
            "max_tokens": self.max_tokens,
            "temperature": self.temperature,
            "stop": list(self.stop),
            "schema": self.schema,
        }
        written = json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        return hashlib.sha256(written.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True)
class Reply:
    """What a model answered. Its text is unchecked: no number in it may be shown as it is."""

    text: str
    model: str
    """The name of the configured model that answered."""
    input_tokens: int
    output_tokens: int
    cost: Decimal
    """In the currency of the file of models; 0 from a cache or a record."""
    latency_ms: int
    """From the first byte sent to the last received, attempts before it included."""
    cached: bool
    finish: Finish


class Gateway(Protocol):
    """The one road to a language model."""

    def complete(self, request: Request) -> Reply:
        """The reply of a model that may be sent the request.

        Raises:
            NoModelConfigured: None is set up.
            ClassificationNotAllowed: None may be sent data of this classification.
            BudgetExceeded: It would cost more than was allowed.
            TooLong: It fits into none that may be sent it.
            ModelRefused: The model will not do it.
            ModelUnavailable: None gave a whole answer.
            NotRecorded: Replies are replayed, and this one was not recorded.
        """
        ...

    def stream(self, request: Request) -> Iterator[str]:
        """The reply in pieces as they arrive; errors as of ``complete``, also after a piece."""
        ...
