"""Jobs as they stand, for their owner and, behind walls, for the deal team."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

from bookrunner.app import Desk
from bookrunner.figures import BookrunnerError
from bookrunner.jobs import Job, JobState
from bookrunner.operations.job_shapes import CancelJobRequest, JobLine, Jobs, JobsRequest

_NAMED = re.compile(r"([A-Z]\w*): (.*)", re.DOTALL)


class JobFailed(BookrunnerError):
    """What ended a job: the name of the problem and its words, in one text, as a job keeps it."""

    def __init__(self, kind: str, words: str) -> None:
        super().__init__(f"{kind}: {words}")


@dataclass(frozen=True)
class Outcome:
    """What a job came to, as it is kept."""

    answer: str
    """JSON."""
    folder: str

    @property
    def text(self) -> str:
        """As a job keeps it."""
        return json.dumps({"answer": self.answer, "folder": self.folder})


def outcome(job: Job) -> Outcome | None:
    """What the job came to; None unless it is done."""
    if job.state is not JobState.DONE:
        return None
    held = json.loads(job.result)
    return Outcome(held["answer"], held["folder"])


def problem_of(job: Job) -> tuple[str, str]:
    """The name of what failed it, and the words; both empty where nothing did."""
    found = _NAMED.fullmatch(job.problem)
    return (found[1], found[2]) if found else ("Stopped" if job.problem else "", job.problem)


def jobs(desk: Desk, request: JobsRequest) -> Jobs:
    """Those the viewer may know of, or one.

    Raises:
        NotFound: There is no such job that the viewer may know of.
    """
    if request.id:
        return Jobs((job_line(desk.board.job(request.id, desk.viewer), tells_answer=True),))
    found = desk.board.jobs(desk.viewer)
    return Jobs(tuple(job_line(job, tells_answer=False) for job in found))


def cancelled(desk: Desk, request: CancelJobRequest) -> JobLine:
    """The job, which stops at once where it waits and else at its next step.

    Raises:
        NotFound: There is no such job that the viewer may know of.
        NotAllowed: It is somebody else's.
    """
    return job_line(desk.board.cancel(request.id, desk.viewer), tells_answer=False)


def job_line(job: Job, *, tells_answer: bool) -> JobLine:
    """The job as it is shown."""
    came_to = outcome(job)
    problem, detail = problem_of(job)
    return JobLine(
        id=job.id,
        operation=job.operation,
        owner=job.owner,
        walls=tuple(sorted(job.walls)),
        state=job.state.value,
        activity=job.activity,
        done=job.done,
        total=job.total,
        folder=came_to.folder if came_to else "",
        answer=came_to.answer if came_to and tells_answer else "",
        problem=problem,
        detail=detail,
        submitted_at=job.submitted_at,
        started_at=job.started_at,
        ended_at=job.ended_at,
        is_short=job.is_short,
        attempts=job.attempts,
    )
