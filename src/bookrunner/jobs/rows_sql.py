"""Jobs as rows of one table, the same in SQLite and PostgreSQL."""

from __future__ import annotations

import contextlib
import json
import zlib
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import sqlalchemy
from sqlalchemy import Column, Connection, Engine, Integer, Table, Text, UniqueConstraint, text

from bookrunner.jobs.job import Job, JobState
from bookrunner.storage import writing

_JOBS = Table(
    "jobs",
    sqlalchemy.MetaData(),
    Column("id", Text, primary_key=True),
    Column("owner", Text, nullable=False),
    Column("key", Text),
    Column("walls", Text, nullable=False),
    Column("operation", Text, nullable=False),
    Column("payload", Text, nullable=False),
    Column("state", Text, nullable=False, index=True),
    Column("activity", Text, nullable=False),
    Column("done", Integer, nullable=False),
    Column("total", Integer, nullable=False),
    Column("result", Text, nullable=False),
    Column("problem", Text, nullable=False),
    Column("submitted_at", Text, nullable=False, index=True),
    Column("started_at", Text),
    Column("ended_at", Text),
    Column("attempts", Integer, nullable=False),
    Column("turn", Integer, nullable=False),
    UniqueConstraint("owner", "key"),
)
_ENDED = [state.value for state in JobState if state.has_ended]
# Any constants will do as long as every process uses the same ones.
_SUBMITTING = 7_246_113_405_222
_PREPARING = 7_246_113_405_223
_WORKERS = 7_246


class Rows:
    """The table and the locks around it."""

    def __init__(self, database: Engine) -> None:
        self._database = database
        self._is_sqlite = database.dialect.name == "sqlite"
        with writing(database) as connection:
            self._lock(connection, _PREPARING)
            _JOBS.create(connection, checkfirst=True)

    @contextlib.contextmanager
    def claimed(self, name: str) -> Iterator[bool]:
        """Whether this process alone has the name now, which is freed with its connection."""
        key = {"room": _WORKERS, "name": zlib.crc32(name.encode()) - 2**31}
        with self._database.connect() as connection:
            claim = text("SELECT pg_try_advisory_lock(:room, :name)")
            is_mine = bool(connection.execute(claim, key).scalar())
            connection.commit()
            try:
                yield is_mine
            finally:
                if is_mine:
                    connection.execute(text("SELECT pg_advisory_unlock(:room, :name)"), key)
                    connection.commit()

    def lock_submitting(self, connection: Connection) -> None:
        """One submission at a time, so that limits and keys hold; SQLite's writers are alone."""
        self._lock(connection, _SUBMITTING)

    def _lock(self, connection: Connection, key: int) -> None:
        if not self._is_sqlite:
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": key})

    def open(self, connection: Connection, owner: str) -> tuple[int, int]:
        """How many jobs of the owner, and in all, have not ended."""
        count = sqlalchemy.func.count()
        own = count.filter(_JOBS.c.owner == owner)
        asked = sqlalchemy.select(own, count).where(_JOBS.c.state.not_in(_ENDED))
        row = connection.execute(asked).one()
        return int(row[0]), int(row[1])

    def insert(self, connection: Connection, job: Job, key: str) -> None:
        """Keep a new job; without a key nothing else is ever the same request."""
        connection.execute(_JOBS.insert().values(key=key or None, **_columns(job)))

    def update(self, connection: Connection, job: Job) -> None:
        """Keep a job as it now stands."""
        connection.execute(_JOBS.update().where(_JOBS.c.id == job.id).values(**_columns(job)))

    def job(self, connection: Connection, job_id: str, *, to_change: bool = False) -> Job | None:
        """The job of the id, locked where it is to be changed."""
        asked = sqlalchemy.select(_JOBS).where(_JOBS.c.id == job_id)
        if to_change:
            asked = asked.with_for_update()
        return _job_of(connection.execute(asked).mappings().one_or_none())

    def of_key(self, connection: Connection, owner: str, key: str) -> Job | None:
        """The job that the owner submitted under the key."""
        asked = sqlalchemy.select(_JOBS).where(_JOBS.c.owner == owner, _JOBS.c.key == key)
        return _job_of(connection.execute(asked).mappings().one_or_none())

    def newest(self, connection: Connection, owner: str) -> Iterator[Job]:
        """The owner's, and all behind walls, newest first."""
        asked = (
            sqlalchemy.select(_JOBS)
            .where((_JOBS.c.owner == owner) | (_JOBS.c.walls != "[]"))
            .order_by(_JOBS.c.submitted_at.desc(), _JOBS.c.id)
        )
        for row in connection.execute(asked).mappings():
            job = _job_of(row)
            assert job is not None
            yield job


def _columns(job: Job) -> dict[str, Any]:
    return {
        "id": job.id,
        "owner": job.owner,
        "walls": json.dumps(sorted(job.walls)),
        "operation": job.operation,
        "payload": json.dumps(job.payload),
        "state": job.state.value,
        "activity": job.activity,
        "done": job.done,
        "total": job.total,
        "result": job.result,
        "problem": job.problem,
        "submitted_at": job.submitted_at.isoformat(timespec="microseconds"),
        "started_at": job.started_at and job.started_at.isoformat(timespec="microseconds"),
        "ended_at": job.ended_at and job.ended_at.isoformat(timespec="microseconds"),
        "attempts": job.attempts,
        "turn": job.turn,
    }


def _job_of(row: sqlalchemy.RowMapping | None) -> Job | None:
    if row is None:
        return None
    held = {name: row[name] for name in row if name != "key"}
    for name in ("submitted_at", "started_at", "ended_at"):
        held[name] = held[name] and datetime.fromisoformat(held[name])
    return Job(
        **{
            **held,
            "walls": frozenset(json.loads(held["walls"])),
            "payload": json.loads(held["payload"]),
            "state": JobState(held["state"]),
        }
    )
