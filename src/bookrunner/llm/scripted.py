"""A gateway without a model, for tests of what uses one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal

from bookrunner.llm.errors import ModelUnavailable, NoModelConfigured
from bookrunner.llm.model import Finish, Reply, Request


class ScriptedGateway:
    """Answers from a script and remembers what it was asked.

    Args:
        script: A function of the request, or texts by a part of the last message: the first that
            occurs there wins.
    """

    def __init__(self, script: Mapping[str, str] | Callable[[Request], str]) -> None:
        self._script = script
        self.calls: list[Request] = []

    def complete(self, request: Request) -> Reply:
        """The scripted reply.

        Raises:
            ModelUnavailable: The table holds no answer.
        """
        self.calls.append(request)
        text = self._text(request)
        return Reply(
            text=text,
            model="scripted",
            input_tokens=sum(len(message.content.split()) for message in request.messages),
            output_tokens=len(text.split()),
            cost=Decimal(0),
            latency_ms=0,
            cached=False,
            finish=Finish.COMPLETE,
        )

    def stream(self, request: Request) -> Iterator[str]:
        """The scripted reply line by line."""
        yield from self.complete(request).text.splitlines(keepends=True)

    def _text(self, request: Request) -> str:
        if not isinstance(self._script, Mapping):
            return self._script(request)
        last = request.messages[-1].content
        for part, text in self._script.items():
            if part in last:
                return text
        raise ModelUnavailable((f"the script has no answer to {last[:80]!r}",))


class NoGateway:
    """The gateway where no model is configured: it refuses, and sends nothing."""

    def complete(self, request: Request) -> Reply:  # noqa: ARG002 - nothing is looked at
        """Refused always."""
        raise NoModelConfigured

    def stream(self, request: Request) -> Iterator[str]:  # noqa: ARG002 - nothing is looked at
        """Refused always, at once."""
        raise NoModelConfigured
