"""A job, the states it goes through, and who may see it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import Any, Protocol

from bookrunner.figures import Refused, Viewer, Walls, may_see

RETRY_AFTER_SECONDS = 30
SHORT = "short"
"""The entry of a payload that says that the job takes no longer than a request."""


class JobState(Enum):
    """Where a job stands."""

    WAITING = "waiting"
    RUNNING = "running"
    CANCELLING = "cancelling"
    """Somebody asked to stop it, and it has not heard of it yet."""
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"

    @property
    def has_ended(self) -> bool:
        """Whether nothing more will happen to the job."""
        return self in (JobState.DONE, JobState.FAILED, JobState.CANCELLED)


@dataclass(frozen=True)
class Job:
    """Long work of one person's, as it stands at one moment."""

    id: str
    """32 hexadecimal digits that nobody guesses; what the job writes is named by it."""
    owner: str
    walls: Walls
    operation: str
    payload: Mapping[str, Any]
    """What is asked, as JSON has it."""
    state: JobState
    submitted_at: datetime
    activity: str = ""
    done: int = 0
    total: int = 0
    """Steps of the activity; 0 where it is not known how many."""
    result: str = ""
    problem: str = ""
    """Why it failed, in words for its owner."""
    started_at: datetime | None = None
    """When it last began."""
    ended_at: datetime | None = None
    attempts: int = 0
    """How often it began; more than once where a worker ended under it."""
    turn: int = field(default=0, repr=False)
    """How often a worker gave it back to the queue; a call of an earlier turn is void."""

    @property
    def is_short(self) -> bool:
        """Whether it takes no longer than a request, so that it waits for no long work."""
        return self.payload.get(SHORT) is True

    @property
    def mark(self) -> str:
        """Tells two states of the job apart; what ``changes`` goes on after."""
        begun = f"{self.attempts}.{self.turn}.{self.state.value}"
        return f"{begun}.{self.done}.{self.total}.{self.activity}"


def is_visible(job: Job, viewer: Viewer) -> bool:
    """Whether the viewer may know that the job exists.

    Inside all its walls, always, the owner too: who leaves a wall loses sight of what is behind it.
    A job behind walls is the deal team's; one behind none is its owner's alone, because what
    somebody is working on is nobody else's business.
    """
    return may_see(viewer, job.walls) and (viewer.name == job.owner or bool(job.walls))


@dataclass(frozen=True)
class Limits:
    """How much may be asked at once."""

    open_per_owner: int = 20
    open_in_all: int = 500
    attempts: int = 10
    """Beginnings without an end, after which a job counts as what ends its worker."""


class QueueFull(Refused):
    """More jobs wait than the limits allow."""

    def __init__(self, said: str) -> None:
        self.retry_after_seconds = RETRY_AFTER_SECONDS
        super().__init__(f"{said}; try again in {RETRY_AFTER_SECONDS} seconds")


class KeyUsed(Refused):
    """An idempotency key that stands for another request already."""

    def __init__(self, key: str) -> None:
        self.key = key
        super().__init__(
            f"the key {key!r} was used for a request that asked for something else; "
            "take a new key for a new request"
        )


class JobStopped(BaseException):
    """Ends a run from within its progress.

    No ``Exception``, because long work turns the exceptions of single files into findings and goes
    on, and must not do so with this one.
    """


class JobCancelled(JobStopped):
    """Its owner wants it no more, or another worker has taken it over."""


class JobInterrupted(JobStopped):
    """The worker is about to end; the job goes back to the queue."""


class Progress(Protocol):
    """Hears how far a job has come, and is where a job learns that it has to stop."""

    def __call__(self, activity: str, done: int, total: int) -> None:
        """``done`` of ``total`` steps of the activity are finished.

        Raises:
            JobCancelled: The job is to stop for good.
            JobInterrupted: The job is to stop and will begin again.
        """
        ...
