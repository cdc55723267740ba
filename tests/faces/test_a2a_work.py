"""Work that takes its time: it tells how far it is, and ends when it is cancelled."""

import threading
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, ClassVar

import pytest

from bookrunner.app import Desk, Progress, silence
from bookrunner.faces.a2a import executor
from bookrunner.figures import Caller
from bookrunner.operations.service import Answer, Service
from tests.faces.agent_asking import ANN, Agent, running, said

ASKED = {"operation": "companies", "request": {}}


class Slow(Service):
    """Works until it is told to stop, and tells each step."""

    began = threading.Event()
    ended: ClassVar[list[BaseException]] = []
    proceed = threading.Event()

    def answer(
        self,
        caller: Caller,
        name: str,
        given: Mapping[str, Any],
        progress: Progress = silence,
        folder_id: str = "",
    ) -> Answer:
        self.began.set()
        try:
            for step in range(2000):
                progress("companies", step, 2000)
                if self.proceed.wait(0.005):
                    break
        except BaseException as error:
            self.ended.append(error)
            raise
        return Answer(name, '{"companies": []}', None)


@pytest.fixture
def agent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Agent]:
    monkeypatch.setattr("tests.faces.agent_asking.Service", Slow)
    monkeypatch.setattr(executor, "_TELL_SECONDS", 0.01)
    monkeypatch.setattr(Desk, "store", None)
    Slow.began.clear()
    Slow.proceed.clear()
    Slow.ended.clear()
    with running(tmp_path / "home", {"ann": ANN}) as found:
        yield found
        Slow.proceed.set()


def test_a_cancelled_task_stops_where_it_tells_how_far_it_is(agent: Agent) -> None:
    ann = agent.wire("JSONRPC", "ann")
    at_once = {"returnImmediately": True}
    made = ann.says(data=ASKED, configuration=at_once).task["id"]
    assert Slow.began.wait(10)
    assert ann.ask("CancelTask", id=made).state == "CANCELED"
    for _ in range(500):
        if Slow.ended:
            break
        threading.Event().wait(0.01)
    assert isinstance(Slow.ended[0], executor.Stopped)
    assert ann.ask("GetTask", id=made).state == "CANCELED"


def test_a_stream_tells_how_far_the_work_is(agent: Agent) -> None:
    ann = agent.wire("HTTP+JSON", "ann")
    told: list[str] = []
    for event in ann.events("SendStreamingMessage", **said(data=ASKED)):
        update = event.get("statusUpdate", {}).get("status", {})
        told += [part["text"] for part in update.get("message", {}).get("parts", [])]
        if any(" of 2000" in words for words in told):
            Slow.proceed.set()
    assert update["state"] == "TASK_STATE_COMPLETED"


def test_a_server_that_stops_does_not_wait_for_the_work(agent: Agent) -> None:
    ann = agent.wire("JSONRPC", "ann")
    ann.says(data=ASKED, configuration={"returnImmediately": True})
    # The fixture asserts that the server ends; the work is told to stop, not awaited.
    assert Slow.began.wait(10)
