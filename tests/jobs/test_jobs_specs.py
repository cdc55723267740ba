"""The promises of jobs, with processes of their own that are killed."""

import signal
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from bookrunner.jobs import Job, JobBoard, JobState, durable_board
from tests.jobs.crashing import (
    OWNER,
    begun,
    ended,
    killed_at_random,
    lost_and_duplicated,
)

scenarios("jobs/jobs.feature")


@dataclass
class Bench:
    """A board, where its jobs write, and the processes over it."""

    url: str
    folder: Path
    board: JobBoard
    jobs: list[Job] = field(default_factory=list)
    workers: list["subprocess.Popen[str]"] = field(default_factory=list)
    seconds: float = 0.0

    def worker(self, what: str = "work") -> "subprocess.Popen[str]":
        self.workers.append(begun(what, self.url, self.folder))
        return self.workers[-1]

    def submit(self, steps: int, pause: float) -> None:
        asked = {"steps": steps, "pause": pause}
        self.jobs.append(self.board.submit("ann", frozenset(), "write", asked))


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    url = f"sqlite:///{tmp_path / 'bookrunner.db'}"
    made = Bench(url, tmp_path / "written", durable_board(url))
    made.folder.mkdir()
    yield made
    for process in made.workers:
        process.kill()
        process.communicate()


@given(parsers.parse("{count:d} jobs that each write a file"))
def _(bench: Bench, count: int) -> None:
    for _ in range(count):
        bench.submit(8, 0.04)


@when(parsers.parse("their worker is killed with -9 at {kills:d} random moments"))
def _(bench: Bench, kills: int) -> None:
    killed_at_random(bench.url, bench.folder, kills, seed=7)


@when("a worker is left alone")
@then("each is done once a worker runs")
def _(bench: Bench) -> None:
    bench.worker()
    bench.jobs = ended(bench.board, bench.jobs, 40)
    assert [job for job in bench.jobs if job.state is not JobState.DONE] == []


@then("each job is done")
def _(bench: Bench) -> None:
    assert lost_and_duplicated(bench.folder, bench.jobs)[0] == []
    assert sum(job.attempts for job in bench.jobs) > len(bench.jobs)


@then("each file was published once")
def _(bench: Bench) -> None:
    assert lost_and_duplicated(bench.folder, bench.jobs)[1] == []


@when("a process that submits jobs is killed with -9")
def _(bench: Bench) -> None:
    process = bench.worker("submit")
    assert process.stdout is not None
    told = [process.stdout.readline().strip() for _ in range(3)]
    process.kill()
    told += [line.strip() for line in process.stdout if len(line.strip()) == 32]
    bench.jobs = [bench.board.job(job_id, OWNER) for job_id in told]


@then("each job that it told of is on the board")
def _(bench: Bench) -> None:
    assert len(bench.jobs) >= 3
    assert {job.state for job in bench.jobs} == {JobState.WAITING}


@given("a worker in the middle of a long job")
def _(bench: Bench) -> None:
    bench.submit(60, 0.05)
    bench.worker()
    for job in bench.board.changes(bench.jobs[0].id, OWNER, seconds=20):
        if job.state is JobState.RUNNING and job.done:
            return
    pytest.fail("the job did not begin")


@when("it is told to stop")
def _(bench: Bench) -> None:
    at = time.monotonic()
    bench.workers[0].send_signal(signal.SIGTERM)
    assert bench.workers[0].wait(20) == 0
    bench.seconds = time.monotonic() - at


@then("it ends within 10 seconds")
def _(bench: Bench) -> None:
    assert bench.seconds < 10


@then("the job waits")
def _(bench: Bench) -> None:
    job = bench.board.job(bench.jobs[0].id, OWNER)
    assert (job.state, job.attempts) == (JobState.WAITING, 1)


@then("the next worker does it")
def _(bench: Bench) -> None:
    bench.worker()
    [job] = ended(bench.board, bench.jobs, 30)
    assert (job.state, job.attempts) == (JobState.DONE, 2)
