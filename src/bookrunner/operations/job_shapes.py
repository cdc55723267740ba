"""What jobs are asked for and answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bookrunner.operations.operation import Kind, asked


@dataclass(frozen=True)
class JobsRequest:
    """Long work."""

    id: str = asked(
        Kind.TEXT, "One job, with its answer once it is done.", default="", positional=True,
        example="ID",
    )  # fmt: skip


@dataclass(frozen=True)
class SubmitJobRequest:
    """Something to be done while nobody waits for it."""

    operation: str = asked(
        Kind.TEXT, "What is to be done: the name of an operation.", positional=True, example="NAME"
    )
    request: str = asked(
        Kind.TEXT,
        "Its fields as a JSON object, as the operation takes them from afar; default: none.",
        default="{}",
        positional=True,
        example="JSON",
    )
    key: str = asked(
        Kind.TEXT,
        "Names the request for whoever may send it twice: the same key is the same job.",
        default="",
        example="KEY",
    )


@dataclass(frozen=True)
class CancelJobRequest:
    """Long work that is not wanted any more."""

    id: str = asked(Kind.TEXT, "Its id, as `jobs` tells it.", positional=True, example="ID")


@dataclass(frozen=True)
class JobLine:
    """A job as it stands."""

    id: str
    operation: str
    owner: str
    walls: tuple[str, ...]
    state: str
    """waiting, running, cancelling, done, failed or cancelled."""
    activity: str
    done: int
    total: int
    """Steps of the activity; 0 where it is not known how many."""
    folder: str
    """What it wrote, once it is done; empty where it wrote nothing."""
    answer: str
    """The operation's answer in JSON, of one job that was asked for and is done."""
    problem: str
    """Of one that failed: the name of what happened."""
    detail: str
    """And in words."""
    submitted_at: datetime
    started_at: datetime | None
    ended_at: datetime | None
    is_short: bool
    """Whether it takes no longer than a request, and waits for no long work."""
    attempts: int
    """How often it began; more than once where a worker ended under it."""


@dataclass(frozen=True)
class Jobs:
    """Jobs that the caller may know of, the newest first."""

    jobs: tuple[JobLine, ...]
