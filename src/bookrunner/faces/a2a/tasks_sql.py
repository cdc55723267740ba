"""Tasks in the records, bounded: each its owner's alone, behind the walls of who worked on it."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import structlog
from a2a.server.context import ServerCallContext
from a2a.server.tasks import TaskStore
from a2a.types import ListTasksRequest, ListTasksResponse, Part, Role, Task, TaskState
from a2a.utils.constants import DEFAULT_LIST_TASKS_PAGE_SIZE
from a2a.utils.errors import (
    A2AError,
    InternalError,
    InvalidParamsError,
    TaskNotFoundError,
    UnsupportedOperationError,
)
from a2a.utils.task import ListTasksCursor, decode_list_tasks_cursor, encode_list_tasks_cursor
from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Engine,
    Integer,
    LargeBinary,
    MetaData,
    Row,
    String,
    Table,
    Text,
    delete,
    insert,
    select,
    update,
)

from bookrunner.figures import Caller, Viewer, may_see
from bookrunner.storage import migrate, reading, writing

Kept = TypeVar("Kept")

METADATA = MetaData()
TASKS = Table(
    "a2a_tasks",
    METADATA,
    Column("id", String(200), primary_key=True),
    Column("owner", String(400), nullable=False),
    Column("walls", Text, nullable=False),
    Column("context", String(400), nullable=False),
    Column("state", Integer, nullable=False),
    Column("changed_ns", BigInteger, nullable=False),
    Column("server", String(400), nullable=False),
    Column("content", LargeBinary, nullable=False),
)
PUSHES = Table(
    "a2a_pushes",
    METADATA,
    Column("task", String(200), primary_key=True),
    Column("id", String(200), primary_key=True),
    Column("content", LargeBinary, nullable=False),
)
KEPT_MAX = 500
"""Tasks of one owner; of finished ones the oldest go."""
HISTORY_MAX = 100
"""Messages of one task."""
_LISTED = (TASKS.c.id, TASKS.c.walls, TASKS.c.changed_ns)

ENDED = frozenset(
    {
        TaskState.TASK_STATE_COMPLETED,
        TaskState.TASK_STATE_CANCELED,
        TaskState.TASK_STATE_FAILED,
        TaskState.TASK_STATE_REJECTED,
    }
)
_RUNNING = frozenset({TaskState.TASK_STATE_SUBMITTED, TaskState.TASK_STATE_WORKING})


@dataclass(frozen=True)
class _Who:
    """Who looks: tasks are the owner's, as long as the owner is inside their walls."""

    name: str
    viewer: Viewer

    def sees(self, walls: str) -> bool:
        return may_see(self.viewer, frozenset(json.loads(walls)))


class SqlTasks(TaskStore):
    """The store.

    Args:
        server: A name that this server alone has, which marks the tasks that it works on.
    """

    def __init__(self, database: Engine, server: str) -> None:
        self._database = database
        self._server = server

    def open(self) -> None:
        """Make the tables; tasks that this server worked on when it ended are told failed."""
        migrate(self._database)
        with writing(self._database) as connection:
            held = (TASKS.c.server == self._server) & TASKS.c.state.in_(list(_RUNNING))
            for row in connection.execute(select(TASKS.c.content).where(held)).all():
                self._keep(connection, _given_up(Task.FromString(row.content)))
            # An address may have been named for a task that never began.
            connection.execute(delete(PUSHES).where(PUSHES.c.task.not_in(select(TASKS.c.id))))

    async def save(self, task: Task, context: ServerCallContext) -> None:
        """Keeps the task as it is now."""
        content = Task()
        content.CopyFrom(task)
        await _kept(self._save, content, _caller(context))

    async def get(self, task_id: str, context: ServerCallContext) -> Task | None:
        """The task, if it is the caller's."""
        return await _kept(self._get, task_id, _who(context))

    async def list(self, params: ListTasksRequest, context: ServerCallContext) -> ListTasksResponse:
        """The caller's tasks, the one that changed last first."""
        return await _kept(self._list, params, _who(context))

    async def delete(self, task_id: str, context: ServerCallContext) -> None:
        """Forgets the task, if it is the caller's."""
        if await self.get(task_id, context) is not None:
            await _kept(self._delete, [task_id])

    def _save(self, task: Task, caller: Caller) -> None:
        with writing(self._database) as connection:
            held = connection.execute(
                select(TASKS.c.owner, TASKS.c.walls).where(TASKS.c.id == task.id)
            ).one_or_none()
            if held is None:
                self._make_room(connection, caller.name)
                connection.execute(
                    insert(TASKS).values(
                        id=task.id,
                        owner=caller.name,
                        walls=json.dumps(sorted(caller.walls)),
                        context=task.context_id,
                        state=0,
                        changed_ns=0,
                        server=self._server,
                        content=b"",
                    )
                )
            elif held.owner != caller.name:
                raise TaskNotFoundError
            else:
                walls = frozenset(json.loads(held.walls)) | caller.walls
                connection.execute(
                    update(TASKS)
                    .where(TASKS.c.id == task.id)
                    .values(walls=json.dumps(sorted(walls)), server=self._server)
                )
            self._keep(connection, task)

    def _keep(self, connection: Connection, task: Task) -> None:
        stamped = task.status.HasField("timestamp")
        changed = task.status.timestamp.ToNanoseconds() if stamped else time.time_ns()
        connection.execute(
            update(TASKS)
            .where(TASKS.c.id == task.id)
            .values(state=task.status.state, changed_ns=changed, content=task.SerializeToString())
        )

    def _make_room(self, connection: Connection, owner: str) -> None:
        rows = connection.execute(
            select(TASKS.c.id, TASKS.c.state)
            .where(TASKS.c.owner == owner)
            .order_by(TASKS.c.changed_ns)
        ).all()
        over = len(rows) + 1 - KEPT_MAX
        if over <= 0:
            return
        ended = [row.id for row in rows if row.state in ENDED][:over]
        if len(ended) < over:
            raise UnsupportedOperationError(
                f"{KEPT_MAX} tasks are open; finish or cancel some before asking for more"
            )
        _forget(connection, ended)

    def _get(self, task_id: str, who: _Who) -> Task | None:
        with reading(self._database) as connection:
            row = connection.execute(
                select(TASKS.c.content, TASKS.c.walls).where(
                    TASKS.c.id == task_id, TASKS.c.owner == who.name
                )
            ).one_or_none()
        return Task.FromString(row.content) if row is not None and who.sees(row.walls) else None

    def _list(self, params: ListTasksRequest, who: _Who) -> ListTasksResponse:
        chosen = select(*_LISTED).where(TASKS.c.owner == who.name)
        if params.context_id:
            chosen = chosen.where(TASKS.c.context == params.context_id)
        if params.status:
            chosen = chosen.where(TASKS.c.state == params.status)
        if params.HasField("status_timestamp_after"):
            after = params.status_timestamp_after.ToNanoseconds()
            chosen = chosen.where(TASKS.c.changed_ns >= after)
        chosen = chosen.order_by(TASKS.c.changed_ns.desc(), TASKS.c.id.desc())
        size = params.page_size or DEFAULT_LIST_TASKS_PAGE_SIZE
        with reading(self._database) as connection:
            # One owner's are few, so walls are looked at before anything is counted.
            rows = [row for row in connection.execute(chosen).all() if who.sees(row.walls)]
            begin = _begin(rows, params.page_token)
            page = rows[begin : begin + size]
            ids = [row.id for row in page]
            held = connection.execute(
                select(TASKS.c.id, TASKS.c.content).where(TASKS.c.id.in_(ids))
            ).all()
        tasks = {row.id: Task.FromString(row.content) for row in held}
        last = page[-1] if begin + size < len(rows) else None
        return ListTasksResponse(
            tasks=[tasks[made] for made in ids],
            next_page_token=(
                encode_list_tasks_cursor(ListTasksCursor(last.changed_ns, last.id)) if last else ""
            ),
            total_size=len(rows),
            page_size=size,
        )

    def _delete(self, ids: Sequence[str]) -> None:
        with writing(self._database) as connection:
            _forget(connection, ids)


async def _kept(function: Callable[..., Kept], *given: Any) -> Kept:  # noqa: ANN401 - as the function
    """What the records say; that they cannot be used is told without their place."""
    try:
        return await asyncio.to_thread(function, *given)
    except A2AError:
        raise
    except Exception as error:
        structlog.get_logger("bookrunner.a2a").exception("records")
        raise InternalError("the records cannot be used; the server's log says why") from error


def _forget(connection: Connection, ids: Sequence[str]) -> None:
    connection.execute(delete(PUSHES).where(PUSHES.c.task.in_(ids)))
    connection.execute(delete(TASKS).where(TASKS.c.id.in_(ids)))


def _begin(rows: Sequence[Row[str, str, int]], token: str) -> int:
    """Where the page of the token begins: after the task that the page before ended with."""
    if not token:
        return 0
    cursor = decode_list_tasks_cursor(token)
    if cursor is None:
        raise InvalidParamsError("the page token is none that this server gave")
    after = (cursor.timestamp_ns or 0, cursor.task_id)
    return next(
        (place for place, row in enumerate(rows) if (row.changed_ns, row.id) < after), len(rows)
    )


def _given_up(task: Task) -> Task:
    task.status.state = TaskState.TASK_STATE_FAILED
    task.status.timestamp.FromNanoseconds(time.time_ns())
    said = task.status.message
    said.Clear()
    said.message_id = f"{task.id}-ended"
    said.task_id, said.context_id = task.id, task.context_id
    said.role = Role.ROLE_AGENT
    said.parts.append(Part(text="The server stopped while it worked on this; ask again."))
    return task


def _caller(context: ServerCallContext) -> Caller:
    caller = context.state["caller"]
    assert isinstance(caller, Caller), "a call that did not come through the door"
    return caller


def _who(context: ServerCallContext) -> _Who:
    caller = _caller(context)
    return _Who(caller.name, caller.viewer)
