"""Jobs kept in SQL and carried by DBOS, which queues them and takes up what a dead worker left.

What a job is stands in one row of ours. DBOS gets a workflow that says which row, in the same
transaction; so no job is kept without being queued, and none is queued that is not kept.
"""

from __future__ import annotations

import contextlib
import logging
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import sqlalchemy
from dbos import DBOS, DBOSClient, DBOSConfig
from sqlalchemy import Connection

from bookrunner.figures import Viewer
from bookrunner.jobs.board import JobBoard, Work, is_same_request
from bookrunner.jobs.job import Job, KeyUsed, Limits
from bookrunner.jobs.rows_sql import Rows
from bookrunner.storage import DatabaseUnusable, beside, claimed, engine, reading, writing

_LONG, _SHORT = "jobs", "short jobs"
_QUEUES = (_LONG, _SHORT)
_WORKFLOW = "job"
_APPLICATION = "bookrunner"
_log = logging.getLogger(__name__)
# Of the workflow above, not of the program: a newer program takes up what an older one queued.
_VERSION = "1"
_POLL_SECONDS = 0.25
_STAND_BY_SECONDS = 0.5
# Beginnings are counted, and limited, in our own row.
_NO_LIMIT = 1_000_000_000
_PROCESS = threading.Lock()


class DbosBoard(JobBoard):
    """Jobs that survive whatever process ends, in SQLite or PostgreSQL."""

    def __init__(self, database_url: str, limits: Limits) -> None:
        super().__init__(limits)
        address = _jobs_address(database_url)
        self._database = engine(address.render_as_string(hide_password=False))
        self._rows = Rows(self._database)
        self._url = _dbos_url(address)
        logging.getLogger("dbos").setLevel(logging.ERROR)
        try:
            DBOS.migrate(self._url)
        except sqlalchemy.exc.DBAPIError as error:
            raise DatabaseUnusable(f"the jobs' database cannot be used: {error.orig}") from error
        self._client = DBOSClient(
            system_database_url=self._url, application_name=_APPLICATION, lazy=True
        )

    def close(self) -> None:
        """Let go of all connections."""
        self._client.destroy()
        self._database.dispose()

    def serve(
        self, attempt: Work, stop: threading.Event, *, name: str, at_once: int, drain: float
    ) -> bool:
        """Runs DBOS in this process, which can do so once at a time; others wait for it."""
        with _this_process(stop) as is_free, self._only_one(name, stop) as is_mine:
            if not (is_free and is_mine):
                return True
            carrying = _Carrying(attempt, stop)
            DBOS(config=self._configuration(name))

            @DBOS.workflow(name=_WORKFLOW, max_recovery_attempts=_NO_LIMIT)
            def carry(job_id: str, turn: int) -> None:
                carrying.carry(job_id, turn)

            DBOS.listen_queues(list(_QUEUES))
            DBOS.launch()
            try:
                for queue in _QUEUES:
                    DBOS.register_queue(
                        queue,
                        worker_concurrency=at_once,
                        polling_interval_sec=_POLL_SECONDS,
                        on_conflict="always_update",
                    )
                stop.wait()
            finally:
                stop.set()
                is_idle = carrying.idle.wait(drain)
                DBOS.destroy(destroy_registry=True)
            return is_idle

    def _configuration(self, name: str) -> DBOSConfig:
        return {
            "name": _APPLICATION,
            "system_database_url": self._url,
            "application_version": _VERSION,
            "executor_id": name,
            "log_level": "ERROR",
            "run_migrations": False,
            "use_listen_notify": False,
        }

    @contextlib.contextmanager
    def _only_one(self, name: str, stop: threading.Event) -> Iterator[bool]:
        """Whether this is the one worker of its name now; waits for it until ``stop``."""
        while True:
            with self._claim(name) as is_mine:
                if is_mine or stop.wait(_STAND_BY_SECONDS):
                    yield is_mine
                    return

    def _claim(self, name: str) -> contextlib.AbstractContextManager[bool]:
        database = self._database.url.database or ""
        if self._database.dialect.name == "sqlite":
            return claimed(Path(f"{database}.{name}.lock"))
        return self._rows.claimed(name)

    def _add(self, job: Job, key: str) -> Job:
        with writing(self._database) as connection:
            self._rows.lock_submitting(connection)
            before = self._rows.of_key(connection, job.owner, key) if key else None
            if before is not None:
                if not is_same_request(before, job):
                    raise KeyUsed(key)
                return before
            self._require_room(job.owner, *self._rows.open(connection, job.owner))
            self._rows.insert(connection, job, key)
            self._enqueue(connection, job)
        return job

    def _read(self, job_id: str) -> Job | None:
        with reading(self._database) as connection:
            return self._rows.job(connection, job_id)

    def _newest(self, viewer: Viewer) -> Iterator[Job]:
        with reading(self._database) as connection:
            yield from self._rows.newest(connection, viewer.name)

    def _change(self, job_id: str, change: Callable[[Job], Job]) -> Job:
        with writing(self._database) as connection:
            before = self._rows.job(connection, job_id, to_change=True)
            assert before is not None, "jobs are never removed"
            after = change(before)
            if after != before:
                self._rows.update(connection, after)
            if after.turn != before.turn:
                self._enqueue(connection, after)
        return after

    def _enqueue(self, connection: Connection, job: Job) -> None:
        self._client.enqueue_in_transaction(
            connection,
            {
                "workflow_name": _WORKFLOW,
                "queue_name": _SHORT if job.is_short else _LONG,
                "workflow_id": f"{job.id}-{job.turn}",
                "app_version": _VERSION,
            },
            job.id,
            job.turn,
        )


@contextlib.contextmanager
def _this_process(stop: threading.Event) -> Iterator[bool]:
    """Whether DBOS, which is one in a process, is free; waits for it until ``stop``."""
    is_free = False
    while not is_free and not stop.is_set():
        is_free = _PROCESS.acquire(timeout=_STAND_BY_SECONDS)
    try:
        yield is_free
    finally:
        if is_free:
            _PROCESS.release()


class _Carrying:
    """The workflow: one attempt at a job, and whether any is under way."""

    def __init__(self, attempt: Work, stop: threading.Event) -> None:
        self._attempt = attempt
        self._stop = stop
        self._lock = threading.Lock()
        self._count = 0
        self.idle = threading.Event()
        self.idle.set()

    def carry(self, job_id: str, turn: int) -> None:
        with self._lock:
            self._count += 1
            self.idle.clear()
        try:
            self._carry(job_id, turn)
        finally:
            with self._lock:
                self._count -= 1
                if not self._count:
                    self.idle.set()

    def _carry(self, job_id: str, turn: int) -> None:
        while not self._stop.is_set():
            try:
                self._attempt(job_id, turn)
            except Exception as error:  # noqa: BLE001 - it would end the workflow, and lose the job
                # It is begun again, as often as the limits allow.
                _log.error("job %s goes on after %s", job_id, type(error).__name__)
                self._stop.wait(1)
            else:
                return
        raise _Left


class _Left(BaseException):
    """Leaves a workflow as it is, to be taken up at the next start."""


def _jobs_address(database_url: str) -> sqlalchemy.URL:
    engine(database_url).dispose()
    return sqlalchemy.make_url(beside(database_url, "jobs"))


def _dbos_url(address: sqlalchemy.URL) -> str:
    """As DBOS wants it, which talks to PostgreSQL by psycopg alone."""
    if address.get_backend_name() != "sqlite":
        address = address.set(drivername="postgresql")
    return address.render_as_string(hide_password=False)
