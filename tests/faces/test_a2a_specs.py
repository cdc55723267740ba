"""specs/faces/a2a.feature, through the official client and by hand."""

import asyncio
import json
import platform
import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import httpx
import pytest
from a2a.client import ClientConfig, ClientFactory
from a2a.server.context import ServerCallContext
from a2a.types import AgentCard, SendMessageRequest, Task, TaskState
from a2a.utils.errors import UnsupportedOperationError
from a2a.utils.signing import InvalidSignaturesError, create_signature_verifier
from google.protobuf.json_format import MessageToDict, ParseDict
from jwt.api_jwk import PyJWK
from pytest_bdd import given, parsers, scenarios, then, when

from bookrunner.faces.a2a import tasks_sql
from bookrunner.faces.a2a.skills import SKILLS, skill_of
from bookrunner.faces.a2a.tasks_sql import SqlTasks
from bookrunner.faces.a2a.words import Asked, understood
from bookrunner.operations import OPERATIONS
from bookrunner.storage import engine
from tests.faces.agent_asking import ANN, BEN, Agent, Refusal, Reply, Wire, running, said
from tests.faces.asking import Newcomer

scenarios("faces/a2a.feature")


@dataclass
class Talk:
    """What ann and the agent said."""

    agent: Agent
    reader: Newcomer
    replies: list[Reply] = field(default_factory=list)
    other: str = ""
    restarted: Any = None

    @property
    def ann(self) -> Wire:
        return self.agent.wire("JSONRPC", "ann")

    @property
    def ben(self) -> Wire:
        return self.agent.wire("HTTP+JSON", "ben")

    @property
    def last(self) -> Reply:
        return self.replies[-1]

    @property
    def task(self) -> dict[str, Any]:
        return self.last.task

    @property
    def words(self) -> str:
        return " ".join(part.get("text", "") for part in self.task["status"]["message"]["parts"])

    def written(self) -> list[str]:
        folders = self.agent.home / "exchange" / "folders"
        return sorted(path.name for path in folders.iterdir()) if folders.is_dir() else []


@pytest.fixture(scope="module")
def agent(reader: Newcomer) -> Iterator[Agent]:
    with running(reader.home, {"ann": ANN, "ben": BEN}) as found:
        yield found


@given("an agent that ann and ben may ask", target_fixture="talk")
def _talk(agent: Agent, reader: Newcomer) -> Talk:
    agent.door.people.update(ann=ANN, ben=BEN)
    return Talk(agent, reader)


@when(parsers.parse('ann says "{words}"'))
def _says(talk: Talk, words: str) -> None:
    talk.replies.append(talk.ann.says(words))


@when(parsers.parse('ann answers "{words}"'))
def _answers(talk: Talk, words: str) -> None:
    before = talk.written() if talk.words else []
    talk.replies.append(talk.ann.says(words, taskId=talk.task["id"]))
    if not before:
        assert talk.last.ok


@then(parsers.parse('the task waits for "{what}"'))
def _waits(talk: Talk, what: str) -> None:
    assert talk.last.state == "INPUT_REQUIRED"
    assert what in talk.words


@then(parsers.parse('the task is completed with an answer of "{operation}"'))
def _completed(talk: Talk, operation: str) -> None:
    assert talk.last.state == "COMPLETED"
    assert [artifact["name"] for artifact in talk.task["artifacts"]] == [operation]


# The card


@then("its card names both bindings and its signature holds")
def _card_holds(talk: Talk) -> None:
    card = _card(talk)
    assert [row.protocol_binding for row in card.supported_interfaces] == ["JSONRPC", "HTTP+JSON"]
    _verify(talk, card)


@then("a card with one letter changed does not hold")
def _changed(talk: Talk) -> None:
    card = _card(talk)
    card.supported_interfaces[0].url += "x"
    with pytest.raises(InvalidSignaturesError):
        _verify(talk, card)


@then("ann's card names \"pitch\" and ben's does not")
def _own_cards(talk: Talk) -> None:
    cards = {
        wire.key: ParseDict(wire.ask("GetExtendedAgentCard").body, AgentCard())
        for wire in (talk.ann, talk.ben)
    }
    for card in cards.values():
        _verify(talk, card)
    named = {key: {skill.id for skill in card.skills} for key, card in cards.items()}
    assert "pitch.pitch" in named["ann"] - named["ben"]
    assert "research.facts" in named["ann"] & named["ben"]


@then("nobody else gets one")
def _no_card(talk: Talk) -> None:
    reply = httpx.get(f"{talk.agent.url}/a2a/v1/extendedAgentCard", headers={"A2A-Version": "1.0"})
    assert reply.status_code == 401
    public = httpx.get(f"{talk.agent.url}/.well-known/agent-card.json").json()
    assert len(public["skills"]) == len(SKILLS)
    assert public["securityRequirements"]


def _card(talk: Talk) -> AgentCard:
    held = httpx.get(f"{talk.agent.url}/.well-known/agent-card.json").json()
    card = AgentCard()
    ParseDict(held, card)
    return card


def _verify(talk: Talk, card: AgentCard) -> None:
    def key(kid: str | None, jku: str | None) -> PyJWK:
        keys = httpx.get(jku or "").json()["keys"]
        return PyJWK(next(row for row in keys if row["kid"] == kid))

    create_signature_verifier(key, ["ES256"])(card)


# Answers and refusals


@when(
    parsers.parse(
        'ann asks exactly for "facts" of HD, revenue, FY2023 through the official client over '
        "{binding}"
    )
)
def _official(talk: Talk, binding: str) -> None:
    request = {"company": "HD", "line": "revenue", "period": "FY2023"}
    asked = ParseDict(said(data={"operation": "facts", "request": request}), SendMessageRequest())

    async def run() -> Task:
        found = Task()
        async with httpx.AsyncClient(headers={"Authorization": "Bearer ann"}) as web:
            config = ClientConfig(supported_protocol_bindings=[binding], httpx_client=web)
            client = ClientFactory(config).create(_card(talk))
            async for event in client.send_message(asked):
                if event.HasField("artifact_update"):
                    found.artifacts.append(event.artifact_update.artifact)
                if event.HasField("status_update"):
                    found.status.CopyFrom(event.status_update.status)
        return found

    task = asyncio.run(run())
    assert task.status.state == TaskState.TASK_STATE_COMPLETED
    talk.replies.append(Reply(200, MessageToDict(task), ok=True))


@then(parsers.parse('the artifact\'s data is what "{line}" prints'))
def _as_printed(talk: Talk, line: str) -> None:
    printed = json.loads(talk.reader.asks(*line.split()).out)
    assert _part(talk, "data") == printed


@then("its words hold no number that the data does not")
def _words_of_the_data(talk: Talk) -> None:
    held = json.dumps(_part(talk, "data"), ensure_ascii=False)
    numbers = re.findall(r"\d[\d,.]*\d|\d", _part(talk, "text"))
    assert numbers
    assert [number for number in numbers if number not in held] == []


def _part(talk: Talk, kind: str) -> Any:
    parts = talk.task["artifacts"][0]["parts"]
    return next(part[kind] for part in parts if kind in part)


@when('ann asks exactly for "statements" of HDD')
def _unknown(talk: Talk) -> None:
    asked = {"operation": "statements", "request": {"company": "HDD"}}
    talk.replies.append(talk.ann.says(data=asked))


@then('the task has failed with the problem that "statements HDD" ends with')
def _same_problem(talk: Talk) -> None:
    assert talk.last.state == "FAILED"
    data = next(p["data"] for p in talk.task["status"]["message"]["parts"] if "data" in p)
    ended = talk.reader.asks("statements", "HDD")
    assert data["exit_code"] == ended.code
    assert data["message"] in " ".join(ended.err.split())
    assert [near.partition(" ")[0] for near in data["near"]] == ["HD"]


# Approvals


@then("nothing was written")
def _nothing_written(talk: Talk) -> None:
    assert talk.written() == []


@then("the task is completed with files that ann alone can fetch")
def _files(talk: Talk) -> None:
    assert talk.last.state == "COMPLETED"
    files = [part for part in talk.task["artifacts"][0]["parts"] if "url" in part]
    assert files
    for file in files:
        assert file["url"] == f"{talk.agent.url}/api/v1/{file['metadata']['id']}"
        assert (talk.agent.home / "exchange" / "folders").is_dir()
    assert str(talk.agent.home) not in json.dumps(talk.task)
    # Leave the home as other tests expect to find it.
    import shutil

    shutil.rmtree(talk.agent.home / "exchange")


@then("the task is canceled")
def _canceled(talk: Talk) -> None:
    assert talk.last.state == "CANCELED"


@then('ben is refused "pitch" of HD, and no yes helps')
def _refused(talk: Talk) -> None:
    exact = {"operation": "pitch", "request": {"company": "HD"}}
    for reply in (talk.ben.says(data=exact), talk.ben.says(data={**exact, "confirm": True})):
        assert reply.state == "REJECTED"
        assert "reading alone" in str(reply.task["status"]["message"])
    assert talk.ben.says("pitch HD").state == "INPUT_REQUIRED"
    assert talk.written() == []


# Owners, walls, restarts


@then("ben cannot get, list, answer, cancel or follow it, nor be told of it")
def _foreign(talk: Talk) -> None:
    made, context = talk.task["id"], talk.task["contextId"]
    asked = [
        talk.ben.ask("GetTask", id=made),
        talk.ben.ask("CancelTask", id=made),
        talk.ben.says("debt HD", taskId=made),
        talk.ben.ask(
            "CreateTaskPushNotificationConfig", taskId=made, id="p", url="https://ben.example/x"
        ),
        talk.ben.ask("ListTaskPushNotificationConfigs", taskId=made),
        talk.ben.ask("GetTaskPushNotificationConfig", taskId=made, id="p"),
        talk.ben.ask("DeleteTaskPushNotificationConfig", taskId=made, id="p"),
    ]
    with pytest.raises(Refusal) as stream:
        list(talk.ben.events("SubscribeToTask", id=made))
    none = talk.ben.ask("GetTask", id="0" * 36)
    for reply in (*asked, stream.value.reply):
        # The same words as for a task that never was, but for the id.
        assert (reply.status, reply.reason) == (none.status, none.reason)
    listed = talk.ben.ask("ListTasks", contextId=context).body
    assert (listed["tasks"], listed["totalSize"]) == ([], 0)
    assert talk.ann.ask("GetTask", id=made).state == "INPUT_REQUIRED"


@when("ann leaves her wall")
def _leaves(talk: Talk) -> None:
    assert talk.ann.ask("GetTask", id=talk.task["id"]).ok
    talk.agent.door.people["ann"] = replace(ANN, walls=frozenset())


@then("ann cannot get or list that task")
def _gone(talk: Talk) -> None:
    assert talk.ann.ask("GetTask", id=talk.task["id"]).reason == "TASK_NOT_FOUND"
    listed = talk.ann.ask("ListTasks", contextId=talk.task["contextId"]).body
    assert (listed["tasks"], listed["totalSize"]) == ([], 0)


@when("the server is stopped while another task of ann's is worked on, and started again")
def _restart(talk: Talk, request: pytest.FixtureRequest) -> None:
    """A second server over the same home, so that the first goes on serving other scenarios."""
    local = replace(ANN, signed_in_by="loopback")
    at_once = {"returnImmediately": True}
    with running(talk.agent.home, {"ann": local}) as first:
        wire = first.wire("JSONRPC", "ann")
        talk.replies.append(wire.says("comps HD"))
        slow = wire.says("x", id="test-resubscribe-message-id-1", configuration=at_once)
        talk.other = slow.task["id"]
        # As it is after a kill: the records still say that it is worked on.
        url = f"{platform.node()} {first.url}"
    database = engine(f"sqlite:///{talk.agent.home / 'bookrunner.db'}")
    store = SqlTasks(database, url)
    context = ServerCallContext(state={"caller": ANN})
    held = asyncio.run(store.get(talk.other, context))
    assert held is not None
    held.status.state = TaskState.TASK_STATE_WORKING
    asyncio.run(store.save(held, context))
    SqlTasks(database, url).open()


@then("the other task has failed and says why")
def _failed(talk: Talk) -> None:
    reply = talk.ann.ask("GetTask", id=talk.other)
    assert reply.state == "FAILED"
    assert "ask again" in str(reply.task["status"]["message"])


@given("a store of tasks that keeps 3 of an owner", target_fixture="store")
def _store(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> SqlTasks:
    monkeypatch.setattr(tasks_sql, "KEPT_MAX", 3)
    store = SqlTasks(engine(f"sqlite:///{tmp_path}/t.db"), "here")
    store.open()
    return store


def _save(store: SqlTasks, made: str, state: Any) -> None:
    task = Task(id=made, context_id="c")
    task.status.state = state
    task.status.timestamp.FromNanoseconds(int(made[1:]) + 1)
    asyncio.run(store.save(task, ServerCallContext(state={"caller": ANN})))


def _kept(store: SqlTasks) -> list[str]:
    from a2a.types import ListTasksRequest

    context = ServerCallContext(state={"caller": ANN})
    return [task.id for task in asyncio.run(store.list(ListTasksRequest(), context)).tasks]


@when("ann has 5 tasks that ended")
def _five(store: SqlTasks) -> None:
    for place in range(5):
        _save(store, f"t{place}", TaskState.TASK_STATE_COMPLETED)


@then("the 3 newest are left")
def _three(store: SqlTasks) -> None:
    assert _kept(store) == ["t4", "t3", "t2"]


@when("ann has 3 tasks that are open")
def _open(store: SqlTasks) -> None:
    for place in range(5, 8):
        _save(store, f"t{place}", TaskState.TASK_STATE_INPUT_REQUIRED)


@then("a further one is refused")
def _too_many(store: SqlTasks) -> None:
    with pytest.raises(UnsupportedOperationError, match="cancel some"):
        _save(store, "t9", TaskState.TASK_STATE_SUBMITTED)
    assert _kept(store) == ["t7", "t6", "t5"]


# Hostile input


@then("each hostile request is refused by name and tells nothing of the server")
def _hostile(talk: Talk) -> None:
    rpc, rest = f"{talk.agent.url}/a2a/", f"{talk.agent.url}/a2a/v1/message:send"
    headers = {
        "Authorization": "Bearer ann",
        "A2A-Version": "1.0",
        "Content-Type": "application/json",
    }

    def call(method: object, params: object = None) -> str:
        return json.dumps({"jsonrpc": "2.0", "id": 1, "method": method, "params": params or {}})

    deep: Any = {}
    for _ in range(80):
        deep = {"a": deep}
    long_words = said("x" * 20_001)
    parts = {"message": {"role": "ROLE_USER", "messageId": "m", "parts": [{"text": "x"}] * 21}}
    cases: list[tuple[str, bytes, int]] = [
        ("not JSON", b"{", -32700),
        ("not UTF-8", b"\xff\xfe", -32700),
        ("no number", b'{"jsonrpc": "2.0", "id": NaN}', -32700),
        ("deep", call("SendMessage", deep).encode(), -32700),
        ("very deep", b"[" * 100_000 + b"]" * 100_000, -32700),
        ("a batch", b"[]", -32600),
        ("a text", b'"x"', -32600),
        ("no version", b'{"id": 1, "method": "GetTask"}', -32600),
        ("unknown method", call("EraseEverything").encode(), -32601),
        ("method of another kind", call(7).encode(), -32600),
        ("parameters of another kind", call("GetTask", {"id": {"x": 1}}).encode(), -32602),
        ("no message", call("SendMessage").encode(), -32602),
        ("long words", call("SendMessage", long_words).encode(), -32602),
        ("many parts", call("SendMessage", parts).encode(), -32602),
        ("long id", call("SendMessage", said("x", id="m" * 201)).encode(), -32602),
        ("large", b'{"a": "' + b"x" * 1_000_001 + b'"}', -32600),
    ]
    told = []
    for name, body, code in cases:
        reply = httpx.post(rpc, content=body, headers=headers)
        assert reply.json()["error"]["code"] == code, name
        told.append(reply.text)
        reply = httpx.post(rest, content=body, headers=headers)
        # Where the body is a call, the other binding finds no message in it.
        assert 400 <= reply.status_code < 500, (name, reply.text)
        told.append(reply.text)
    for path in ("/a2a/v1/nothing", "/a2a/v1/tasks/../../etc", "/a2a/x"):
        reply = httpx.get(talk.agent.url + path, headers=headers)
        assert reply.status_code in (404, 405)
    strange = talk.ann.says(data={"operation": "facts", "request": {"nothing": 1}})
    assert strange.state == "FAILED"
    told.append(str(strange.body))
    for words in ("../../etc/passwd", "\u202e", "pitch HD; drop table a2a_tasks", "{" * 500):
        reply = talk.ann.says(words)  # type: ignore[assignment]
        assert reply.ok  # type: ignore[attr-defined]
    assert [text for text in told if str(talk.agent.home) in text or "Traceback" in text] == []


@then("each address of the house is refused when it is named")
def _house(talk: Talk) -> None:
    made = talk.ann.says("frobnicate").task["id"]
    for url in (
        "http://example.com/hook",
        "https://127.0.0.1/hook",
        "https://[::1]/hook",
        "https://169.254.169.254/latest/meta-data",
        "https://10.0.0.5/",
        "https://[::ffff:10.0.0.5]/",
        "https://2130706433/",
        "https://printer/",
        "https://db.internal/",
        "https://user@example.com/",
        "ftp://example.com/",
        "file:///etc/passwd",
        "https://example.com\\@10.0.0.1/",
    ):
        reply = talk.ann.ask("CreateTaskPushNotificationConfig", taskId=made, id="p", url=url)
        assert reply.reason == "INVALID_PARAMS" or reply.body["code"] == -32602, url
        inline = {"taskPushNotificationConfig": {"id": "p", "url": url}}
        assert not talk.ann.says("companies", configuration=inline).ok, url


@then("each operation for callers from afar has one skill and can be asked for in words")
def _each() -> None:
    offered = [row for row in OPERATIONS if row.remote]
    for row in offered:
        assert sum(row.name in skill.operations for skill in SKILLS) <= 1
        assert skill_of(row) in SKILLS
        found = understood(row.name, offered)
        assert isinstance(found, Asked)
        assert found.operation == row.name
    named = {name for skill in SKILLS for name in skill.operations}
    assert named <= {row.name for row in OPERATIONS}
    assert threading.active_count() < 200
