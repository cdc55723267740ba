"""What a worker does with jobs: run each, tell its progress, and leave none in the middle."""

from __future__ import annotations

import logging
import threading
import time
import traceback

from bookrunner.figures import BookrunnerError
from bookrunner.jobs.board import JobBoard, Run
from bookrunner.jobs.job import Job, JobCancelled, JobInterrupted, JobState

REPORT_SECONDS = 0.25
DRAIN_SECONDS = 9.0
"""Below the 10 seconds after which service managers lose patience."""

_log = logging.getLogger(__name__)


def work(
    board: JobBoard,
    run: Run,
    stop: threading.Event,
    *,
    name: str = "worker",
    at_once: int = 1,
    drain: float = DRAIN_SECONDS,
) -> bool:
    """Run jobs of the board until ``stop`` is set, one worker of a name at a time.

    A second worker of the same name stands by until the first ends. What a worker that was killed
    had begun is begun again by the next of its name.

    Args:
        run: Does a job; see ``Run`` for what it has to bear.
        at_once: How many jobs run beside each other in this process.
        drain: Seconds to wait after ``stop`` for jobs to notice it.

    Returns:
        Whether nothing runs any more. If not, a job has not told of its progress in time; the
        process may end with ``os._exit``, and the job begins again under the next worker.
    """

    def attempt(job_id: str, turn: int) -> None:
        job = board.begin(job_id, turn)
        if job is not None:
            _run(board, job, run, stop)

    return board.serve(attempt, stop, name=name, at_once=at_once, drain=drain)


def _run(board: JobBoard, job: Job, run: Run, stop: threading.Event) -> None:
    try:
        result = run(job, _Reporting(board, job, stop))
    except JobInterrupted:
        board.give_back(job)
    except JobCancelled:
        board.end(job, JobState.CANCELLED)
    except BookrunnerError as error:
        board.end(job, JobState.FAILED, problem=str(error))
    except Exception as error:  # noqa: BLE001 - whatever happened, the job has to end
        # Where, not what: the message may hold words of a document.
        at = traceback.extract_tb(error.__traceback__)[-1]
        _log.error(
            "job %s failed: %s in %s line %s", job.id, type(error).__name__, at.name, at.lineno
        )
        problem = f"it failed by a mistake of the program ({type(error).__name__})"
        board.end(job, JobState.FAILED, problem=problem)
    else:
        board.end(job, JobState.DONE, result=result)


class _Reporting:
    """Keeps progress a few times a second, and hears of a stop."""

    def __init__(self, board: JobBoard, job: Job, stop: threading.Event) -> None:
        self._board = board
        self._job = job
        self._stop = stop
        self._next = 0.0

    def __call__(self, activity: str, done: int, total: int) -> None:
        if self._stop.is_set():
            raise JobInterrupted
        if time.monotonic() < self._next:
            return
        stands = self._board.report(self._job, activity, done, total)
        is_mine = (stands.attempts, stands.turn) == (self._job.attempts, self._job.turn)
        if stands.state is not JobState.RUNNING or not is_mine:
            raise JobCancelled
        self._next = time.monotonic() + REPORT_SECONDS
