"""What the store of other agents' tasks promises, over each database."""

import asyncio

import pytest
from a2a.server.context import ServerCallContext
from a2a.types import ListTasksRequest, Task, TaskPushNotificationConfig, TaskState
from a2a.utils.errors import TaskNotFoundError
from cryptography.fernet import Fernet
from sqlalchemy import Engine, text

from bookrunner.faces.a2a.pushes import SqlPushes
from bookrunner.faces.a2a.tasks_sql import SqlTasks
from bookrunner.figures import Caller, Role

ANN = ServerCallContext(
    state={"caller": Caller("ann", frozenset({Role.ANALYST}), frozenset({"amber"}))}
)
ANN_LATER = ServerCallContext(state={"caller": Caller("ann", frozenset({Role.ANALYST}))})
BEN = ServerCallContext(state={"caller": Caller("ben", frozenset({Role.ANALYST}))})


@pytest.fixture
def store(database: Engine) -> SqlTasks:
    made = SqlTasks(database, "here")
    made.open()
    return made


def task(made: str, seconds: int, state: TaskState = TaskState.TASK_STATE_COMPLETED) -> Task:
    held = Task(id=made, context_id="c")
    held.status.state = state
    held.status.timestamp.FromSeconds(seconds)
    return held


def listed(store: SqlTasks, who: ServerCallContext, **asked: object) -> list[str]:
    found = asyncio.run(store.list(ListTasksRequest(**asked), who))  # type: ignore[arg-type]
    return [one.id for one in found.tasks]


def test_a_task_is_its_owners_as_long_as_inside_the_wall(store: SqlTasks) -> None:
    asyncio.run(store.save(task("t1", 1), ANN))
    assert asyncio.run(store.get("t1", ANN)) == task("t1", 1)
    for other in (BEN, ANN_LATER):
        assert asyncio.run(store.get("t1", other)) is None
        assert listed(store, other) == []
    with pytest.raises(TaskNotFoundError):
        asyncio.run(store.save(task("t1", 2), BEN))


def test_tasks_come_newest_first_in_pages_that_stay_in_place(store: SqlTasks) -> None:
    for place in range(5):
        asyncio.run(store.save(task(f"t{place}", place), ANN))
    first = asyncio.run(store.list(ListTasksRequest(page_size=2), ANN))
    asyncio.run(store.save(task("t9", 9), ANN))
    token = first.next_page_token
    assert [one.id for one in first.tasks] == ["t4", "t3"]
    assert listed(store, ANN, page_size=9, page_token=token) == ["t2", "t1", "t0"]
    assert first.total_size == 5


def test_what_was_worked_on_when_the_server_ended_is_told_failed(
    store: SqlTasks, database: Engine
) -> None:
    asyncio.run(store.save(task("t1", 1, TaskState.TASK_STATE_WORKING), ANN))
    asyncio.run(store.save(task("t2", 2, TaskState.TASK_STATE_INPUT_REQUIRED), ANN))
    SqlTasks(database, "elsewhere").open()
    assert listed(store, ANN, status=TaskState.TASK_STATE_WORKING) == ["t1"]
    SqlTasks(database, "here").open()
    assert listed(store, ANN, status=TaskState.TASK_STATE_FAILED) == ["t1"]
    assert listed(store, ANN, status=TaskState.TASK_STATE_INPUT_REQUIRED) == ["t2"]


def test_an_address_is_kept_enciphered_and_goes_with_its_task(
    store: SqlTasks, database: Engine
) -> None:
    asyncio.run(store.save(task("t1", 1), ANN))
    pushes = SqlPushes(database, Fernet(Fernet.generate_key()), ())
    asked = TaskPushNotificationConfig(id="p", url="https://example.com/x", token="a-token")
    kept = asyncio.run(pushes.set_info("t1", asked, ANN))
    assert asyncio.run(pushes.get_info("t1", ANN)) == [kept]
    with database.connect() as connection:
        content = connection.execute(text("SELECT content FROM a2a_pushes")).scalar_one()
    assert b"a-token" not in bytes(content)
    asyncio.run(store.delete("t1", ANN))
    assert asyncio.run(pushes.get_info("t1", ANN)) == []
