"""What a board of jobs promises, in memory, in SQLite and in PostgreSQL."""

import contextlib
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy
from sqlalchemy import text

from bookrunner.figures import BadInput, NotAllowed, NotFound, Viewer
from bookrunner.jobs import (
    SHORT,
    Job,
    JobBoard,
    JobState,
    KeyUsed,
    Limits,
    MemoryBoard,
    Progress,
    QueueFull,
    Run,
    durable_board,
    work,
)
from bookrunner.storage import DatabaseUnusable, engine

ANN, BOB = Viewer("ann"), Viewer("bob")
OAK = frozenset({"oak"})
LIMITS = Limits(open_per_owner=3, open_in_all=5, attempts=3)


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
def board(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[JobBoard]:
    if request.param == "memory":
        yield MemoryBoard(LIMITS)
        return
    url = f"sqlite:///{tmp_path / 'bookrunner.db'}"
    if request.param == "postgresql":
        url = request.getfixturevalue("empty_postgres")
    made = durable_board(url, LIMITS)
    yield made
    made.close()


@pytest.fixture(scope="module")
def migrated_postgres(postgres_url: str) -> str:
    durable_board(postgres_url).close()
    return postgres_url


@pytest.fixture
def empty_postgres(migrated_postgres: str) -> str:
    """Without jobs; the 100 migrations of DBOS are run once for all tests."""
    database = engine(migrated_postgres)
    with database.begin() as connection:
        tables = [
            f'"{schema}"."{name}"'
            for schema in ("dbos", "public")
            for name in sqlalchemy.inspect(connection).get_table_names(schema=schema)
            if name != "dbos_migrations"
        ]
        connection.execute(text(f"TRUNCATE {', '.join(tables)} CASCADE"))
    database.dispose()
    return migrated_postgres


def echo(job: Job, progress: Progress) -> str:
    progress("echo", 1, 2)
    return str(job.payload["said"])


@contextlib.contextmanager
def working(board: JobBoard, run: Run) -> Iterator[threading.Event]:
    stop = threading.Event()
    worker = threading.Thread(target=work, args=(board, run, stop))
    worker.start()
    try:
        yield stop
    finally:
        stop.set()
        worker.join(15)
        assert not worker.is_alive()


def submitted(board: JobBoard, owner: str = "ann", said: str = "hello", **more: str) -> Job:
    return board.submit(owner, frozenset(), "echo", {"said": said}, **more)


def ended(board: JobBoard, job: Job, viewer: Viewer = ANN) -> Job:
    *_, last = board.changes(job.id, viewer, seconds=20)
    assert last.state.has_ended
    return last


def test_a_job_runs_once_and_answers(board: JobBoard) -> None:
    job = submitted(board)
    assert (job.state, job.attempts, job.owner) == (JobState.WAITING, 0, "ann")
    with working(board, echo):
        done = ended(board, job)
    assert (done.state, done.result, done.attempts) == (JobState.DONE, "hello", 1)
    assert (done.activity, done.done, done.total) == ("echo", 1, 2)
    assert done.started_at is not None
    assert done.ended_at is not None
    assert job.submitted_at <= done.started_at <= done.ended_at
    assert board.job(job.id, ANN) == done


def test_what_failed_tells_its_owner_why(board: JobBoard) -> None:
    def run(job: Job, progress: Progress) -> str:
        if job.payload["said"] == "bad":
            raise BadInput("the file is no filing")
        raise ZeroDivisionError("some words of a document")

    bad, worse = submitted(board, said="bad"), submitted(board, said="worse")
    with working(board, run):
        first, second = ended(board, bad), ended(board, worse)
    assert (first.state, first.problem) == (JobState.FAILED, "the file is no filing")
    assert second.problem == "it failed by a mistake of the program (ZeroDivisionError)"


def test_the_same_key_is_the_same_job(board: JobBoard) -> None:
    job = submitted(board, key="k1")
    assert submitted(board, key="k1").id == job.id
    assert submitted(board, key="k2").id != job.id
    assert submitted(board, "bob", key="k1").id != job.id
    with pytest.raises(KeyUsed, match="'k1' was used for a request that asked for something else"):
        submitted(board, said="something else", key="k1")
    with pytest.raises(KeyUsed):
        board.submit("ann", OAK, "echo", {"said": "hello"}, key="k1")
    assert len(board.jobs(ANN)) == 2


def test_the_queue_is_limited_for_each_and_for_all(board: JobBoard) -> None:
    first, _, _ = (submitted(board) for _ in range(3))
    with pytest.raises(QueueFull, match="3 jobs of ann wait or run") as refused:
        submitted(board)
    assert refused.value.retry_after_seconds == 30
    for _ in range(2):
        submitted(board, "bob")
    with pytest.raises(QueueFull, match="the queue is full; try again in 30 seconds"):
        submitted(board, "bob")
    board.cancel(first.id, ANN)
    submitted(board, "bob")


def test_a_waiting_job_is_cancelled_and_never_runs(board: JobBoard) -> None:
    job = submitted(board)
    assert board.cancel(job.id, ANN).state is JobState.CANCELLED
    last = submitted(board)
    with working(board, echo):
        ended(board, last)
    after = board.job(job.id, ANN)
    assert (after.state, after.attempts) == (JobState.CANCELLED, 0)
    assert board.cancel(last.id, ANN).state is JobState.DONE


def test_a_short_job_does_not_wait_for_a_long_one(board: JobBoard) -> None:
    begun, goes_on = threading.Event(), threading.Event()

    def run(job: Job, progress: Progress) -> str:
        if not job.is_short:
            begun.set()
            assert goes_on.wait(20)
        return echo(job, progress)

    long = submitted(board)
    with working(board, run):
        assert begun.wait(20)
        short = board.submit("ann", frozenset(), "echo", {"said": "at once", SHORT: True})
        assert ended(board, short).result == "at once"
        assert board.job(long.id, ANN).state is JobState.RUNNING
        goes_on.set()
        assert ended(board, long).state is JobState.DONE


def test_a_running_job_is_cancelled_at_its_next_step(board: JobBoard) -> None:
    def run(job: Job, progress: Progress) -> str:
        for step in range(400):
            progress("count", step, 400)
            time.sleep(0.05)
        return "not heard"

    job = submitted(board)
    with working(board, run):
        for stands in board.changes(job.id, ANN, seconds=20):
            if stands.state is JobState.RUNNING and stands.total:
                break
        assert board.cancel(job.id, ANN).state is JobState.CANCELLING
        after = ended(board, job)
    assert (after.state, after.result) == (JobState.CANCELLED, "")


def test_a_stopped_worker_gives_its_job_back(board: JobBoard) -> None:
    began = threading.Event()

    def run(job: Job, progress: Progress) -> str:
        while job.attempts == 1:
            progress("count", 1, 0)
            began.set()
            time.sleep(0.05)
        return f"attempt {job.attempts}"

    job = submitted(board)
    with working(board, run):
        assert began.wait(20)
    waiting = board.job(job.id, ANN)
    assert (waiting.state, waiting.attempts) == (JobState.WAITING, 1)
    with working(board, run):
        assert ended(board, job).result == "attempt 2"


def test_only_who_may_see_a_job_knows_of_it(board: JobBoard) -> None:
    insider, outsider = Viewer("ivy", OAK), Viewer("ann")
    own = submitted(board)
    walled = board.submit("ann", OAK, "echo", {"said": "oak"})
    member = Viewer("ann", OAK)
    assert [job.id for job in board.jobs(member)] == [walled.id, own.id]
    assert [job.id for job in board.jobs(insider)] == [walled.id]
    assert board.jobs(BOB) == ()
    # Who has left the wall has left the job, though it was their own.
    assert [job.id for job in board.jobs(outsider)] == [own.id]
    for viewer, job in ((BOB, own), (BOB, walled), (insider, own), (outsider, walled)):
        with pytest.raises(NotFound, match=f"no job '{job.id}'"):
            board.job(job.id, viewer)
        with pytest.raises(NotFound):
            board.cancel(job.id, viewer)
        with pytest.raises(NotFound):
            next(board.changes(job.id, viewer))
    with pytest.raises(NotAllowed, match="only who submitted"):
        board.cancel(walled.id, insider)
    with pytest.raises(NotFound):
        board.job("0" * 32, ANN)


def test_changes_go_on_after_what_was_seen(board: JobBoard) -> None:
    job = submitted(board)
    [first] = board.changes(job.id, ANN, seconds=0)
    assert list(board.changes(job.id, ANN, after=first.mark, seconds=0)) == []
    board.cancel(job.id, ANN)
    [second] = board.changes(job.id, ANN, after=first.mark, seconds=0)
    assert second.state is JobState.CANCELLED
    assert list(board.changes(job.id, ANN, after=second.mark, seconds=5)) == []


def test_an_attempt_that_was_overtaken_changes_nothing(board: JobBoard) -> None:
    job = submitted(board)
    first = board.begin(job.id, 0)
    second = board.begin(job.id, 0)
    assert first is not None
    assert second is not None
    board.end(first, JobState.DONE, result="late")
    board.report(first, "late", 9, 9)
    assert board.give_back(first).state is JobState.RUNNING
    assert board.job(job.id, ANN).activity == ""
    assert board.end(second, JobState.DONE, result="right").result == "right"
    assert board.begin(job.id, 0) is None
    assert board.job(job.id, ANN).result == "right"


def test_a_job_that_ends_its_workers_is_given_up(board: JobBoard) -> None:
    job = submitted(board)
    for _ in range(3):
        assert board.begin(job.id, 0) is not None
    assert board.begin(job.id, 0) is None
    given_up = board.job(job.id, ANN)
    assert given_up.state is JobState.FAILED
    assert given_up.problem.startswith("it began 3 times and its worker ended each time")


def test_a_database_that_is_away_for_a_moment_loses_no_job(
    board: JobBoard, monkeypatch: pytest.MonkeyPatch
) -> None:
    if isinstance(board, MemoryBoard):
        pytest.skip("memory is never away")
    keep, away = board.end, [DatabaseUnusable("no space left"), ValueError("a surprise")]

    def end(attempt: Job, state: JobState, *, result: str = "", problem: str = "") -> Job:
        if away:
            raise away.pop()
        return keep(attempt, state, result=result, problem=problem)

    monkeypatch.setattr(board, "end", end)
    job = submitted(board)
    with working(board, echo):
        done = ended(board, job)
    assert (done.state, done.result, done.attempts) == (JobState.DONE, "hello", 3)


def test_a_second_worker_of_the_name_stands_by(board: JobBoard) -> None:
    if isinstance(board, MemoryBoard):
        pytest.skip("one process, one worker")
    with working(board, echo):
        ended(board, submitted(board))
        stop = threading.Event()
        second = threading.Thread(target=work, args=(board, echo, stop))
        second.start()
        stop.set()
        second.join(10)
        assert not second.is_alive()
        assert ended(board, submitted(board, said="again")).result == "again"
