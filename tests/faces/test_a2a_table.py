"""The whole table through the agent: the same answers and refusals as the service gives."""

from collections.abc import Iterator
from typing import Any

import pytest

from bookrunner.app import Desk
from bookrunner.faces.problems import problem
from bookrunner.figures import BookrunnerError, Refused
from bookrunner.operations import OPERATIONS, Effect, Operation
from bookrunner.operations.forms import asked_remotely
from bookrunner.operations.service import Service
from bookrunner.settings import settings
from tests.faces.agent_asking import ANN, BEN, Agent, Keys, running
from tests.faces.asking import Newcomer

REMOTE = [row for row in OPERATIONS if row.remote]
GIVEN: dict[str, dict[str, Any]] = {
    "ask": {"question": "What was Home Depot's revenue in fiscal 2023?", "company": "HD"},
    "backtest": {"name": "refinancing"},
    "imported": {"kind": "prices"},
    "search": {"question": "debt"},
    "screen": {"name": "refinancing", "count": 3},
    "statements": {"company": "HD", "periods": 2},
    "template": {"action": "check"},
    "why": {"figure": "hd.revenue.20230130_20240128"},
}
_SLOW = {"ask", "backtest", "buyers", "dcf", "screen", "search"}
"""Asked in the long tests alone; each is worked out twice."""
_PEERS = {"company": "HD", "peers": ["LOW", "NVDA"]}


@pytest.fixture(scope="module")
def agent(reader: Newcomer) -> Iterator[Agent]:
    with running(reader.home, {"ann": ANN, "ben": BEN}) as found:
        yield found


@pytest.fixture(scope="module")
def service(reader: Newcomer) -> Service:
    """Beside the agent, over the same home."""
    return Service(Desk(settings({"BOOKRUNNER_HOME": str(reader.home)})), Keys({}))


def given(operation: Operation) -> dict[str, Any]:
    required = {row.name for row in asked_remotely(operation) if row.required}
    plain = {name: value for name, value in _PEERS.items() if name in required}
    return {**plain, **GIVEN.get(operation.name, {})}


def outcome(service: Service, operation: Operation, asked: dict[str, Any]) -> tuple[str, Any]:
    """The state that a task should end in, and what it should say."""
    try:
        return "COMPLETED", service.answer(ANN, operation.name, asked).plain
    except BookrunnerError as error:
        state = "REJECTED" if isinstance(error, Refused) else "FAILED"
        found = problem(error)
        return state, [found.kind, service.told(found.message), found.exit_code]


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(row.name, marks=[pytest.mark.soak] if row.name in _SLOW else [])
        for row in REMOTE
        if row.effect is Effect.READS and row.name != "doctor"
    ],
)
def test_an_answer_or_refusal_is_the_services(name: str, agent: Agent, service: Service) -> None:
    operation = next(row for row in REMOTE if row.name == name)
    asked = given(operation)
    missing = {r.name for r in asked_remotely(operation) if r.required} - set(asked)
    reply = agent.wire("HTTP+JSON", "ann").says(data={"operation": name, "request": asked})
    if missing:
        assert reply.state == "INPUT_REQUIRED"
        assert all(field in str(reply.task["status"]["message"]) for field in missing)
        return
    state, expected = outcome(service, operation, asked)
    assert reply.state == state
    if state == "COMPLETED":
        data = next(p["data"] for p in reply.task["artifacts"][0]["parts"] if "data" in p)
        assert data == expected
    else:
        data = next(p["data"] for p in reply.task["status"]["message"]["parts"] if "data" in p)
        assert [data["problem"], data["message"], data["exit_code"]] == expected


@pytest.mark.parametrize("name", [row.name for row in REMOTE if row.effect is Effect.WRITES])
def test_who_reads_alone_is_refused_what_writes(name: str, agent: Agent) -> None:
    reply = agent.wire("JSONRPC", "ben").says(data={"operation": name, "request": {}})
    assert reply.state == "REJECTED"


@pytest.mark.parametrize(
    "name", [row.name for row in REMOTE if any(r.name == "company" for r in asked_remotely(row))]
)
def test_an_unknown_company_is_refused_alike(name: str, agent: Agent, service: Service) -> None:
    operation = next(row for row in REMOTE if row.name == name)
    asked = {**given(operation), "company": "ZZNOBODY"}
    missing = {r.name for r in asked_remotely(operation) if r.required} - set(asked)
    if missing or operation.effect is Effect.WRITES:
        return
    reply = agent.wire("JSONRPC", "ann").says(data={"operation": name, "request": asked})
    state, expected = outcome(service, operation, asked)
    assert reply.state == state
    if state != "COMPLETED":
        data = next(p["data"] for p in reply.task["status"]["message"]["parts"] if "data" in p)
        assert [data["problem"], data["message"], data["exit_code"]] == expected
