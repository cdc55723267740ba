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
    without_worker: bool = asked(
        Kind.FLAG, "Leave jobs to `bookrunner worker` in other processes.", default=False
    )


@dataclass(frozen=True)
class WorkerRequest:
    """A process that does jobs."""

    name: str = asked(
        Kind.TEXT,
        "Its name, the same over restarts and another for each that runs at once.",
        default="1",
        example="NAME",
    )
    at_once: int = asked(Kind.NUMBER, "How many jobs run beside each other.", default=1)


@dataclass(frozen=True)
class McpRequest:
    """Tools for the program that started this one."""


@dataclass(frozen=True)
class Served:
    """The server was stopped in good order."""

    url: str
