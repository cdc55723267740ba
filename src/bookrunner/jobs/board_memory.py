"""Jobs in the memory of one process: for tests, and for a desk that need not remember."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Iterable

from bookrunner.figures import Viewer
from bookrunner.jobs.board import JobBoard, Work, is_same_request
from bookrunner.jobs.job import Job, KeyUsed, Limits

_WAKE_SECONDS = 0.1


class MemoryBoard(JobBoard):
    """As the durable board, but forgotten with the process; one long and one short job at once."""

    def __init__(self, limits: Limits | None = None) -> None:
        super().__init__(limits or Limits())
        self._jobs: dict[str, Job] = {}
        self._keys: dict[tuple[str, str], str] = {}
        self._queues: dict[bool, deque[tuple[str, int]]] = {False: deque(), True: deque()}
        self._changed = threading.Condition()

    def serve(
        self,
        attempt: Work,
        stop: threading.Event,
        *,
        name: str,  # noqa: ARG002 - nobody else can take these jobs
        at_once: int,  # noqa: ARG002 - one after the other
        drain: float,
    ) -> bool:
        """Takes up jobs in the order they came."""
        workers = [
            threading.Thread(target=self._take, args=(queue, attempt, stop), daemon=True)
            for queue in self._queues.values()
        ]
        for worker in workers:
            worker.start()
        stop.wait()
        until = time.monotonic() + drain
        for worker in workers:
            worker.join(max(0.0, until - time.monotonic()))
        return not any(worker.is_alive() for worker in workers)

    def _take(self, queue: deque[tuple[str, int]], attempt: Work, stop: threading.Event) -> None:
        while not stop.is_set():
            with self._changed:
                if not queue:
                    self._changed.wait(_WAKE_SECONDS)
                    continue
                job_id, turn = queue.popleft()
            attempt(job_id, turn)

    def _add(self, job: Job, key: str) -> Job:
        with self._changed:
            if key and (before := self._keys.get((job.owner, key))):
                if not is_same_request(self._jobs[before], job):
                    raise KeyUsed(key)
                return self._jobs[before]
            still = [one for one in self._jobs.values() if not one.state.has_ended]
            own = sum(one.owner == job.owner for one in still)
            self._require_room(job.owner, own, len(still))
            self._jobs[job.id] = job
            if key:
                self._keys[job.owner, key] = job.id
            self._enqueue(job)
        return job

    def _read(self, job_id: str) -> Job | None:
        return self._jobs.get(job_id)

    def _newest(self, viewer: Viewer) -> Iterable[Job]:  # noqa: ARG002 - all are at hand
        with self._changed:
            return list(reversed(self._jobs.values()))

    def _change(self, job_id: str, change: Callable[[Job], Job]) -> Job:
        with self._changed:
            before = self._jobs[job_id]
            after = change(before)
            self._jobs[job_id] = after
            if after.turn != before.turn:
                self._enqueue(after)
        return after

    def _enqueue(self, job: Job) -> None:
        self._queues[job.is_short].append((job.id, job.turn))
        self._changed.notify_all()
