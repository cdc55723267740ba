"""What `serve` is asked for and answers."""

from __future__ import annotations

from dataclasses import dataclass

from bookrunner.operations.operation import Kind, asked


@dataclass(frozen=True)
class ServeRequest:
    """Where to listen."""

    host: str = asked(
        Kind.TEXT,
        "The address to listen at; other than loopback only where sign-in is configured.",
        default="127.0.0.1",
        example="ADDRESS",
    )
    port: int = asked(Kind.NUMBER, "The port to listen at.", default=8400, example="PORT")


@dataclass(frozen=True)
class McpRequest:
    """Tools for the program that started this one."""


@dataclass(frozen=True)
class Served:
    """The server was stopped in good order."""

    url: str
