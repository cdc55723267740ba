"""The port: where jobs are submitted, watched, cancelled and taken up, whatever keeps them.

What a job may become is decided here once; an adapter keeps jobs and changes one at a time.
"""

from __future__ import annotations

import json
import threading
import time
import uuid
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from bookrunner.figures import NotAllowed, NotFound, Viewer, Walls
from bookrunner.jobs.job import Job, JobState, Limits, Progress, QueueFull, is_visible

Run = Callable[[Job, Progress], str]
"""Does a job and answers its result. It may run again after a crash, so that what it writes must be
named by the job's id and appear at once, or be found as done."""

Work = Callable[[str, int], None]
"""Takes up the job of an id in one turn, and returns when it ended or went back to the queue."""

LISTED = 200
_POLL_SECONDS = 0.25


class JobBoard(ABC):
    """Jobs of everybody; every read takes the viewer."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits

    def submit(
        self,
        owner: str,
        walls: Walls,
        operation: str,
        payload: Mapping[str, Any],
        key: str = "",
    ) -> Job:
        """Put a job into the queue; the same owner and key mean the same job.

        Args:
            payload: With ``SHORT`` for what waits for no long work.
            key: Names the request for whoever may send it twice; empty for a job of its own.

        Raises:
            KeyUsed: The key stands for another request of the owner's.
            QueueFull: Too many jobs are open, the owner's or in all.
        """
        asked: Mapping[str, Any] = json.loads(json.dumps(payload))
        job = Job(uuid.uuid4().hex, owner, walls, operation, asked, JobState.WAITING, _now())
        return self._add(job, key)

    def job(self, job_id: str, viewer: Viewer) -> Job:
        """The job as it stands.

        Raises:
            NotFound: There is none, or none that the viewer may know of.
        """
        found = self._read(job_id)
        if found is None or not is_visible(found, viewer):
            raise NotFound("job", job_id)
        return found

    def jobs(self, viewer: Viewer) -> tuple[Job, ...]:
        """The newest 200 that the viewer may know of, newest first."""
        seen = []
        for job in self._newest(viewer):
            if is_visible(job, viewer):
                seen.append(job)
            if len(seen) == LISTED:
                break
        return tuple(seen)

    def cancel(self, job_id: str, viewer: Viewer) -> Job:
        """Stop the owner's job: at once when it waits, else when it next tells of its progress.

        A job that has ended stays as it ended.

        Raises:
            NotFound: There is none that the viewer may know of.
            NotAllowed: It is somebody else's.
        """
        if self.job(job_id, viewer).owner != viewer.name:
            raise NotAllowed("only who submitted a job can cancel it")
        return self._change(job_id, _cancelled)

    def changes(
        self, job_id: str, viewer: Viewer, after: str = "", seconds: float = 15.0
    ) -> Iterator[Job]:
        """The job each time it differs from the mark, until it ended or the time is over.

        The database is asked four times a second. Who may not see the job any more is told so in
        the middle.

        Args:
            after: The ``mark`` that was last seen; empty to begin with the job as it stands.

        Raises:
            NotFound: There is none that the viewer may know of.
        """
        until = time.monotonic() + seconds
        while True:
            job = self.job(job_id, viewer)
            if job.mark != after:
                after = job.mark
                yield job
            if job.state.has_ended or time.monotonic() >= until:
                return
            time.sleep(min(_POLL_SECONDS, max(0.0, until - time.monotonic())))

    def begin(self, job_id: str, turn: int) -> Job | None:
        """The job, begun once more; None where there is nothing to do in this turn."""
        job = self._change(job_id, lambda job: self._begun(job, turn))
        return job if job.state is JobState.RUNNING and job.turn == turn else None

    def report(self, attempt: Job, activity: str, done: int, total: int) -> Job:
        """Keep how far an attempt has come, and answer the job as it stands."""

        def told(job: Job) -> Job:
            if not _is_running(job, attempt):
                return job
            return replace(job, activity=activity, done=done, total=total)

        return self._change(attempt.id, told)

    def end(self, attempt: Job, state: JobState, *, result: str = "", problem: str = "") -> Job:
        """Keep how an attempt ended, once; nothing where another attempt has taken over."""
        assert state.has_ended

        def ended(job: Job) -> Job:
            if not _is_running(job, attempt):
                return job
            return replace(job, state=state, result=result, problem=problem, ended_at=_now())

        return self._change(attempt.id, ended)

    def give_back(self, attempt: Job) -> Job:
        """Put a job whose worker is about to end back into the queue."""

        def waiting(job: Job) -> Job:
            if not _is_running(job, attempt):
                return job
            if job.state is JobState.CANCELLING:
                return replace(job, state=JobState.CANCELLED, ended_at=_now())
            return replace(job, state=JobState.WAITING, turn=job.turn + 1)

        return self._change(attempt.id, waiting)

    def close(self) -> None:
        """Let go of what the board holds open."""
        return

    @abstractmethod
    def serve(
        self, attempt: Work, stop: threading.Event, *, name: str, at_once: int, drain: float
    ) -> bool:
        """Take up jobs until ``stop``, and then wait up to ``drain`` seconds for those begun.

        Returns:
            Whether all have come to an end or gone back to the queue.
        """

    @abstractmethod
    def _add(self, job: Job, key: str) -> Job:
        """Keep the job and queue it, or answer the one of the key, all or nothing."""

    @abstractmethod
    def _read(self, job_id: str) -> Job | None: ...

    @abstractmethod
    def _newest(self, viewer: Viewer) -> Iterable[Job]:
        """Newest first, all that the viewer may see and perhaps others."""

    @abstractmethod
    def _change(self, job_id: str, change: Callable[[Job], Job]) -> Job:
        """Change one job, alone with it; a new turn puts it into the queue once more."""

    def _begun(self, job: Job, turn: int) -> Job:
        if job.turn != turn or job.state.has_ended:
            return job
        if job.state is JobState.CANCELLING:
            return replace(job, state=JobState.CANCELLED, ended_at=_now())
        if job.attempts - job.turn >= self.limits.attempts:
            problem = (
                f"it began {job.attempts} times and its worker ended each time; "
                "ask for less at once, or look at the worker's log"
            )
            return replace(job, state=JobState.FAILED, problem=problem, ended_at=_now())
        return replace(job, state=JobState.RUNNING, attempts=job.attempts + 1, started_at=_now())

    def _require_room(self, owner: str, own: int, in_all: int) -> None:
        if own >= self.limits.open_per_owner:
            raise QueueFull(f"{own} jobs of {owner} wait or run, and no more may")
        if in_all >= self.limits.open_in_all:
            raise QueueFull("the queue is full")


def _cancelled(job: Job) -> Job:
    if job.state is JobState.WAITING:
        return replace(job, state=JobState.CANCELLED, ended_at=_now())
    if job.state is JobState.RUNNING:
        return replace(job, state=JobState.CANCELLING)
    return job


def _is_running(job: Job, attempt: Job) -> bool:
    is_open = job.state in (JobState.RUNNING, JobState.CANCELLING)
    return is_open and (job.attempts, job.turn) == (attempt.attempts, attempt.turn)


def is_same_request(one: Job, other: Job) -> bool:
    """Whether two submissions under one key ask for the same, behind the same walls."""
    return (one.operation, one.payload, one.walls) == (
        other.operation,
        other.payload,
        other.walls,
    )


def _now() -> datetime:
    return datetime.now(UTC)
