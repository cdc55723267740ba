"""The MUST requirements of the protocol's compatibility kit, by their names there, on both sides.

The kit itself is not part of the repository; what it asks is written anew here. Where it needs the
agent in a certain state it says so in the id of a message, as `bookrunner.faces.a2a.conformance`.
"""

import re
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import httpx
import pytest

from tests.faces.agent_asking import ANN, BEN, LOCAL, Agent, Refusal, Wire, running, said
from tests.faces.asking import Newcomer

BINDINGS = ("JSONRPC", "HTTP+JSON")
Check = Callable[[Agent, Wire], None]
MUSTS: dict[tuple[str, ...], Check] = {}


def must(*names: str) -> Callable[[Check], Check]:
    def keep(check: Check) -> Check:
        MUSTS[names] = check
        return check

    return keep


@pytest.fixture(scope="module")
def agent(reader: Newcomer) -> Iterator[Agent]:
    with running(reader.home, {"ann": ANN, "ben": BEN}, LOCAL) as found:
        yield found


def completed(wire: Wire) -> str:
    reply = wire.says("TCK prerequisite", id="tck-complete-task-1")
    assert reply.state == "COMPLETED"
    return str(reply.task["id"])


def waiting(wire: Wire) -> str:
    reply = wire.says("TCK prerequisite", id="tck-input-required-1")
    assert reply.state == "INPUT_REQUIRED"
    return str(reply.task["id"])


def refused(reply: Any, reason: str, code: int, status: int, wire: Wire) -> None:
    assert not reply.ok
    assert reply.reason == reason
    if wire.binding == "JSONRPC":
        assert (reply.status, reply.body["code"]) == (200, code)
    else:
        assert reply.status == reply.body["code"] == status


@must("CORE-SEND-001", "CORE-MULTI-001a", "CORE-MULTI-003", "HTTP_JSON-URL-001")
def _send(agent: Agent, wire: Wire) -> None:
    first, second = wire.says("hello"), wire.says("hello")
    assert first.task["contextId"]
    assert first.task["id"] != second.task["id"]


@must("CORE-SEND-002")
def _send_to_ended(agent: Agent, wire: Wire) -> None:
    reply = wire.says("more", taskId=completed(wire))
    refused(reply, "UNSUPPORTED_OPERATION", -32004, 400, wire)


@must("CORE-SEND-003", "HTTP_JSON-STATUS-001")
def _media(agent: Agent, wire: Wire) -> None:
    part = {"raw": "dGNr", "mediaType": "application/x-unsupported-tck-type"}
    message = {"role": "ROLE_USER", "messageId": "m", "parts": [part]}
    reply = wire.ask("SendMessage", message=message)
    refused(reply, "CONTENT_TYPE_NOT_SUPPORTED", -32005, 400, wire)
    wrong = Wire(wire.url, wire.binding, extra={"Content-Type": "text/plain"}).says("hello")
    refused(wrong, "CONTENT_TYPE_NOT_SUPPORTED", -32005, 400, wire)


@must("CORE-STREAM-001", "CORE-STREAM-003", "STREAM-ORDER-001", "JSONRPC-SSE-001")
def _stream(agent: Agent, wire: Wire) -> None:
    events = list(wire.events("SendStreamingMessage", **said("x", id="tck-stream-003-1")))
    assert "task" in events[0]
    assert [next(iter(event)) for event in events[1:]] == [
        "statusUpdate",
        "artifactUpdate",
        "statusUpdate",
    ]
    assert events[-1]["statusUpdate"]["status"]["state"] == "TASK_STATE_COMPLETED"


@must("CORE-STREAM-002")
def _message_stream(agent: Agent, wire: Wire) -> None:
    events = list(wire.events("SendStreamingMessage", **said("x", id="tck-message-response-1")))
    assert [list(event) for event in events] == [["message"]]


@must("CORE-GET-001")
def _get(agent: Agent, wire: Wire) -> None:
    made = completed(wire)
    assert wire.ask("GetTask", id=made).task["id"] == made


@must("CORE-GET-002", "CORE-ERR-001", "JSONRPC-ERR-001", "JSONRPC-ERR-002", "JSONRPC-ERR-003")
def _get_none(agent: Agent, wire: Wire) -> None:
    reply = wire.ask("GetTask", id="none")
    refused(reply, "TASK_NOT_FOUND", -32001, 404, wire)
    assert reply.body["message"]


@must("HTTP_JSON-ERR-001", "HTTP_JSON-ERR-002", "JSONRPC-SSE-002")
def _error_form(agent: Agent, wire: Wire) -> None:
    error = wire.ask("CancelTask", id="none").body
    rows = error["data"] if wire.binding == "JSONRPC" else error["details"]
    info = next(row for row in rows if row["@type"].endswith("google.rpc.ErrorInfo"))
    assert (info["reason"], info["domain"]) == ("TASK_NOT_FOUND", "a2a-protocol.org")


@must("CORE-LIST-001")
def _list_own(agent: Agent, wire: Wire) -> None:
    theirs = wire.says("hello").task["id"]
    mine = Wire(wire.url, wire.binding, "ben")
    own = mine.says("hello").task["id"]
    listed = [task["id"] for task in mine.ask("ListTasks", pageSize=100).body["tasks"]]
    assert own in listed
    assert theirs not in listed


@must("CORE-LIST-002", "CORE-LIST-003", "CORE-LIST-004", "CORE-LIST-005")
def _list(agent: Agent, wire: Wire) -> None:
    context = f"ctx-{wire.binding}"
    made = [wire.says("hello", contextId=context).task["id"] for _ in range(3)]
    first = wire.ask("ListTasks", contextId=context, pageSize=2).body
    assert first["nextPageToken"]
    rest = wire.ask("ListTasks", contextId=context, pageToken=first["nextPageToken"]).body
    assert rest["nextPageToken"] == ""
    tasks = [*first["tasks"], *rest["tasks"]]
    assert [task["id"] for task in tasks] == made[::-1]
    assert all("artifacts" not in task for task in tasks)
    assert first["totalSize"] == 3


@must("CORE-CANCEL-001")
def _cancel(agent: Agent, wire: Wire) -> None:
    made = waiting(wire)
    assert wire.ask("CancelTask", id=made).state == "CANCELED"
    assert wire.ask("GetTask", id=made).state == "CANCELED"


@must("CORE-CANCEL-002")
def _cancel_ended(agent: Agent, wire: Wire) -> None:
    reply = wire.ask("CancelTask", id=completed(wire))
    refused(reply, "TASK_NOT_CANCELABLE", -32002, 400, wire)


@must("CORE-CANCEL-003")
def _cancel_none(agent: Agent, wire: Wire) -> None:
    refused(wire.ask("CancelTask", id="none"), "TASK_NOT_FOUND", -32001, 404, wire)


@must("CORE-EXECUTION-MODE-001")
def _blocking(agent: Agent, wire: Wire) -> None:
    assert wire.says("probe", id="tck-delayed-complete-1").state == "COMPLETED"
    made = waiting(wire)
    assert wire.says("done", id="tck-complete-task-2", taskId=made).state == "COMPLETED"


@must("CORE-EXECUTION-MODE-002")
def _not_blocking(agent: Agent, wire: Wire) -> None:
    at_once = {"returnImmediately": True}
    reply = wire.says("probe", id="tck-delayed-complete-2", configuration=at_once)
    assert reply.state in ("SUBMITTED", "WORKING")


@must("CORE-ERR-002")
def _validated(agent: Agent, wire: Wire) -> None:
    assert not wire.ask("SendMessage").ok
    assert not wire.ask("SendMessage", message={"role": "ROLE_USER", "messageId": "m"}).ok
    assert not wire.ask("ListTasks", pageSize=0).ok
    assert not wire.ask("ListTasks", pageToken="nonsense").ok


@must("CORE-MULTI-002a")
def _context_kept(agent: Agent, wire: Wire) -> None:
    assert wire.says("hello", contextId="mine-1").task["contextId"] == "mine-1"


@must("CORE-MULTI-004")
def _no_such_task(agent: Agent, wire: Wire) -> None:
    refused(wire.says("x", taskId="none"), "TASK_NOT_FOUND", -32001, 404, wire)


@must("CORE-MULTI-005")
def _context_inferred(agent: Agent, wire: Wire) -> None:
    made = waiting(wire)
    context = wire.ask("GetTask", id=made).task["contextId"]
    assert wire.says("x", id="tck-complete-task-3", taskId=made).task["contextId"] == context


@must("CORE-MULTI-006")
def _context_of_another(agent: Agent, wire: Wire) -> None:
    assert not wire.says("x", taskId=waiting(wire), contextId="another").ok


@must("CORE-HIST-001", "CORE-HIST-002", "CORE-HIST-003", "CORE-HIST-004")
def _history(agent: Agent, wire: Wire) -> None:
    made = waiting(wire)
    none = {"historyLength": 0}
    reply = wire.says("x", id="tck-complete-task-4", taskId=made, configuration=none)
    assert not reply.task.get("history")
    assert len(wire.ask("GetTask", id=made, historyLength=1).task["history"]) == 1
    whole = wire.ask("GetTask", id=made, historyLength=10).task["history"]
    assert [m["messageId"] for m in whole if m["role"] == "ROLE_USER"] == [
        "tck-input-required-1",
        "tck-complete-task-4",
    ]


@must("STREAM-SUB-001", "STREAM-SUB-002", "STREAM-ORDER-002", "STREAM-ORDER-003")
def _subscribed(agent: Agent, wire: Wire) -> None:
    made = waiting(wire)
    heard: list[list[Any]] = [[], []]
    begun = [threading.Event(), threading.Event()]

    def listen(place: int) -> None:
        for event in wire.events("SubscribeToTask", id=made):
            heard[place].append(event)
            begun[place].set()

    threads = [threading.Thread(target=listen, args=(place,)) for place in (0, 1)]
    for thread in threads:
        thread.start()
    assert all(event.wait(10) for event in begun)
    wire.says("x", id="tck-complete-task-5", taskId=made)
    for thread in threads:
        thread.join(10)
    assert "task" in heard[0][0]
    assert heard[0] == heard[1]
    assert heard[0][-1]["statusUpdate"]["status"]["state"] == "TASK_STATE_COMPLETED"


@must("STREAM-ORDER-004")
def _one_leaves(agent: Agent, wire: Wire) -> None:
    made = waiting(wire)
    leaving, staying = (wire.events("SubscribeToTask", id=made) for _ in range(2))
    assert "task" in next(staying)
    assert "task" in next(leaving)
    leaving.close()  # type: ignore[attr-defined]
    wire.says("x", id="tck-complete-task-6", taskId=made)
    assert [*staying][-1]["statusUpdate"]["status"]["state"] == "TASK_STATE_COMPLETED"


@must("STREAM-SUB-003")
def _ended_stream(agent: Agent, wire: Wire) -> None:
    with pytest.raises(Refusal) as found:
        list(wire.events("SubscribeToTask", id=completed(wire)))
    refused(found.value.reply, "UNSUPPORTED_OPERATION", -32004, 400, wire)


@must("STREAM-SUB-004")
def _no_stream(agent: Agent, wire: Wire) -> None:
    with pytest.raises(Refusal) as found:
        list(wire.events("SubscribeToTask", id="none"))
    refused(found.value.reply, "TASK_NOT_FOUND", -32001, 404, wire)


@must("VER-SERVER-001", "VER-SERVER-002", "VER-CLIENT-002")
def _versions(agent: Agent, wire: Wire) -> None:
    assert Wire(wire.url, wire.binding, version="1.0.7").says("hello").ok
    other = Wire(wire.url, wire.binding, version="99.0").says("hello")
    refused(other, "VERSION_NOT_SUPPORTED", -32009, 400, wire)


@must("VER-SERVER-003")
def _old_version(agent: Agent, wire: Wire) -> None:
    reply = Wire(wire.url, wire.binding, version="").says("hello")
    refused(reply, "VERSION_NOT_SUPPORTED", -32009, 400, wire)


@must("JSONRPC-SVC-002", "HTTP_JSON-SVC-002")
def _extensions(agent: Agent, wire: Wire) -> None:
    named = {"A2A-Extensions": "https://example.com/ext/v1,https://example.com/ext/v2"}
    assert Wire(wire.url, wire.binding, extra=named).says("hello").ok


@must("DM-SERIAL-001", "DM-SERIAL-002", "DM-SERIAL-003", "DM-SERIAL-004", "DM-TASK-001")
def _forms(agent: Agent, wire: Wire) -> None:
    task = wire.says("hello").task
    assert isinstance(task["status"]["state"], str)
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z", task["status"]["timestamp"])
    assert set(task) <= {"id", "contextId", "status", "artifacts", "history", "metadata"}
    assert set(task["history"][0]) <= {
        "messageId",
        "contextId",
        "taskId",
        "role",
        "parts",
        "metadata",
    }


@must("DM-SERIAL-005")
def _unknown_fields(agent: Agent, wire: Wire) -> None:
    params = said("hello")
    params["message"]["tckUnknownField"] = "ignored"
    assert wire.ask("SendMessage", **params, tckExtraParam=42).ok


@must("JSONRPC-FMT-001", "JSONRPC-FMT-002", "HTTP_JSON-SVC-001")
def _media_types(agent: Agent, wire: Wire) -> None:
    kind = wire.says("hello").headers["content-type"]
    assert kind == ("application/json" if wire.binding == "JSONRPC" else "application/a2a+json")


@must("PUSH-CREATE-001", "PUSH-CREATE-002", "PUSH-GET-001", "PUSH-LIST-001")
def _push_kept(agent: Agent, wire: Wire) -> None:
    made = completed(wire)
    asked = {"taskId": made, "id": "p", "url": "https://example.com/tck-push-webhook"}
    kept = wire.ask("CreateTaskPushNotificationConfig", **asked)
    assert (kept.body["id"], kept.body["url"]) == ("p", asked["url"])
    assert wire.ask("GetTaskPushNotificationConfig", taskId=made, id="p").body == kept.body
    listed = wire.ask("ListTaskPushNotificationConfigs", taskId=made).body
    assert [row["id"] for row in listed["configs"]] == ["p"]


@must("PUSH-GET-002")
def _push_none(agent: Agent, wire: Wire) -> None:
    assert not wire.ask("GetTaskPushNotificationConfig", taskId=completed(wire), id="no").ok


@must("PUSH-DEL-001", "PUSH-DEL-002")
def _push_forgotten(agent: Agent, wire: Wire) -> None:
    made = completed(wire)
    asked = {"taskId": made, "id": "p", "url": "https://example.com/hook"}
    wire.ask("CreateTaskPushNotificationConfig", **asked)
    for _ in range(2):
        assert wire.ask("DeleteTaskPushNotificationConfig", taskId=made, id="p").status == 200
    assert not wire.ask("GetTaskPushNotificationConfig", taskId=made, id="p").ok


@must("PUSH-DELIVER-001", "PUSH-DELIVER-002", "PUSH-DELIVER-003")
def _push_told(agent: Agent, wire: Wire) -> None:
    heard: list[tuple[dict[str, str], dict[str, Any]]] = []
    ended = threading.Event()

    class Hook(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            import json

            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            heard.append(({k.lower(): v for k, v in self.headers.items()}, body))
            self.send_response(200)
            self.end_headers()
            if "COMPLETED" in str(body):
                ended.set()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Nothing."""

    with HTTPServer(("127.0.0.1", 0), Hook) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        known = {"scheme": "Bearer", "credentials": "of-the-hook"}
        config = {
            "id": "p",
            "url": f"http://localhost:{server.server_port}/hook",
            "authentication": known,
        }
        asked = {"taskPushNotificationConfig": config}
        made = wire.says("secret", id="tck-input-required-7", configuration=asked).task["id"]
        wire.says("secret", id="tck-complete-task-7", taskId=made)
        assert ended.wait(10)
        server.shutdown()
    assert {headers["authorization"] for headers, _ in heard} == {"Bearer of-the-hook"}
    assert all(len(body) == 1 and {*body} <= {"task", "statusUpdate"} for _, body in heard)
    # Words stay in the house.
    assert "secret" not in str(heard)
    assert "Hello" not in str(heard)


@must("AUTH-INTASK-001", "AUTH-INTASK-002")
def _auth_required(agent: Agent, wire: Wire) -> None:
    made = wire.says("x", id="tck-auth-required-1").task["id"]
    assert wire.ask("GetTask", id=made).state == "AUTH_REQUIRED"


@must("AUTH-SERVER-002", "AUTH-SCOPE-001", "CARD-EXT-001")
def _known(agent: Agent, wire: Wire) -> None:
    stranger = Wire(wire.url, wire.binding, "wrong")
    url = f"{wire.url}/a2a/" if wire.binding == "JSONRPC" else f"{wire.url}/a2a/v1/tasks"
    reply = httpx.post(url, json={}, headers=stranger.headers)
    assert reply.status_code == 401
    assert reply.headers["www-authenticate"].startswith("Bearer")
    card = wire.ask("GetExtendedAgentCard").body
    assert "research.facts" in [row["id"] for row in card["skills"]]


@must("BIND-EQUIV-001", "BIND-EQUIV-002", "BIND-EQUIV-003")
def _same_on_both(agent: Agent, wire: Wire) -> None:
    other = Wire(wire.url, next(name for name in BINDINGS if name != wire.binding))
    made = wire.says(data={"operation": "debt", "request": {"company": "HDD"}}).task
    assert other.ask("GetTask", id=made["id"]).body == made


@must("CARD-DISC-001", "CARD-PROTO-001", "CARD-PROTO-002", "CARD-STRUCT-001")
def _card(agent: Agent, wire: Wire) -> None:
    card = httpx.get(f"{wire.url}/.well-known/agent-card.json").json()
    assert {"name", "description", "version", "capabilities", "skills"} <= set(card)
    urls = {row["protocolBinding"]: row["url"] for row in card["supportedInterfaces"]}
    assert urls == {"JSONRPC": f"{wire.url}/a2a/", "HTTP+JSON": f"{wire.url}/a2a/v1"}


@must("CARD-CACHE-001", "CARD-CACHE-002")
def _card_cached(agent: Agent, wire: Wire) -> None:
    first = httpx.get(f"{wire.url}/.well-known/agent-card.json")
    assert "max-age" in first.headers["cache-control"]
    again = httpx.get(first.url, headers={"If-None-Match": first.headers["etag"]})
    assert again.status_code == 304


@pytest.mark.parametrize("binding", BINDINGS)
@pytest.mark.parametrize("names", MUSTS, ids="+".join)
def test_what_the_kit_asks_for_holds(names: tuple[str, ...], binding: str, agent: Agent) -> None:
    MUSTS[names](agent, agent.wire(binding))


def test_no_requirement_is_named_twice() -> None:
    named = [name for names in MUSTS for name in names]
    assert sorted(named) == sorted(set(named))
