"""The agent behind a real port, and both bindings of its protocol by hand."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import uvicorn
from starlette.types import Receive, Scope, Send

from bookrunner.app import Desk
from bookrunner.faces import a2a
from bookrunner.figures import Caller, Credentials, NotSignedIn, Role
from bookrunner.operations.service import Service
from bookrunner.settings import settings

BOTH = frozenset({"read", "write"})
STAFF = frozenset({Role.ANALYST, Role.REVIEWER})
LOCAL = Caller("local", STAFF, signed_in_by="loopback", scopes=BOTH)
ANN = Caller("ann", STAFF, frozenset({"amber"}), "key", BOTH)
BEN = Caller("ben", STAFF, frozenset(), "key", frozenset({"read"}))


@dataclass
class Keys:
    """A door that knows people by their key; without one, the machine's own user, if any."""

    people: dict[str, Caller]
    local: Caller | None = None

    def caller(self, credentials: Credentials) -> Caller:
        found = self.people.get(credentials.bearer) if credentials.bearer else self.local
        if found is None:
            raise NotSignedIn("show a key: Authorization: Bearer KEY")
        return found

    def again(self, name: str) -> Caller:
        known = [one for one in (*self.people.values(), self.local) if one and one.name == name]
        if not known:
            raise NotSignedIn("shut out")
        return known[0]


@dataclass
class Agent:
    """A server that runs, and who may come in."""

    url: str
    door: Keys
    home: Path

    def wire(self, binding: str, key: str = "") -> Wire:
        return Wire(self.url, binding, key)


@contextmanager
def running(home: Path, people: dict[str, Caller], local: Caller | None = None) -> Iterator[Agent]:
    """The agent on a free port until the block ends."""
    door = Keys(people, local)
    desk = Desk(settings({"BOOKRUNNER_HOME": str(home), "BOOKRUNNER_WEBHOOK_HOSTS": "localhost"}))
    held: dict[str, Any] = {}
    opened = threading.Event()

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "lifespan":
            await held["agent"](scope, receive, send)
            return
        await receive()
        async with held["agent"].lifespan():
            await send({"type": "lifespan.startup.complete"})
            opened.set()
            await receive()
        await send({"type": "lifespan.shutdown.complete"})

    config = uvicorn.Config(app, port=0, log_level="critical", timeout_graceful_shutdown=2)
    socket = config.bind_socket()
    url = f"http://127.0.0.1:{socket.getsockname()[1]}"
    held["agent"] = a2a.asgi(Service(desk, door), desk, url, sign_in=local is None)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, args=([socket],), daemon=True)
    # Whoever connects from here on waits for the server, not for luck.
    socket.listen()
    thread.start()
    assert opened.wait(30)
    try:
        yield Agent(url, door, home)
    finally:
        server.should_exit = True
        thread.join(15)
        socket.close()
        assert not thread.is_alive(), "the server does not end"


@dataclass
class Reply:
    """What came back, the same for both bindings."""

    status: int
    body: Any
    """The result; of an error the error."""
    ok: bool
    headers: Any = None

    @property
    def reason(self) -> str:
        """The error's name in the protocol."""
        details = self.body.get("details") or self.body.get("data") or []
        return next((str(row["reason"]) for row in details if "reason" in row), "")

    @property
    def task(self) -> dict[str, Any]:
        assert self.ok, self.body
        found: dict[str, Any] = self.body.get("task", self.body)
        return found

    @property
    def state(self) -> str:
        return str(self.task["status"]["state"]).removeprefix("TASK_STATE_")


_REST = {
    "GetTask": ("GET", "/tasks/{id}"),
    "ListTasks": ("GET", "/tasks"),
    "CancelTask": ("POST", "/tasks/{id}:cancel"),
    "SendMessage": ("POST", "/message:send"),
    "SendStreamingMessage": ("POST", "/message:stream"),
    "SubscribeToTask": ("POST", "/tasks/{id}:subscribe"),
    "CreateTaskPushNotificationConfig": ("POST", "/tasks/{taskId}/pushNotificationConfigs"),
    "GetTaskPushNotificationConfig": ("GET", "/tasks/{taskId}/pushNotificationConfigs/{id}"),
    "ListTaskPushNotificationConfigs": ("GET", "/tasks/{taskId}/pushNotificationConfigs"),
    "DeleteTaskPushNotificationConfig": (
        "DELETE",
        "/tasks/{taskId}/pushNotificationConfigs/{id}",
    ),
    "GetExtendedAgentCard": ("GET", "/extendedAgentCard"),
}


@dataclass
class Wire:
    """One binding, spoken by hand."""

    url: str
    binding: str
    key: str = ""
    version: str = "1.0"
    extra: dict[str, str] = field(default_factory=dict)

    @property
    def headers(self) -> dict[str, str]:
        known = {"Authorization": f"Bearer {self.key}"} if self.key else {}
        return {"A2A-Version": self.version, **known, **self.extra}

    def ask(self, method: str, **params: Any) -> Reply:
        verb, url, body, query = self._request(method, params)
        said = httpx.request(verb, url, json=body, params=query, headers=self.headers, timeout=30)
        return self._reply(said)

    def events(self, method: str, **params: Any) -> Iterator[dict[str, Any]]:
        """The events of a stream, as they come."""
        verb, url, body, _ = self._request(method, params)
        with httpx.stream(verb, url, json=body, headers=self.headers, timeout=30) as said:
            kind = said.headers["content-type"]
            if "text/event-stream" not in kind:
                said.read()
                raise Refusal(self._reply(said))
            for line in said.iter_lines():
                if line.startswith("data:"):
                    event: dict[str, Any] = json.loads(line[5:])
                    yield event.get("result", event)

    def says(self, words: str = "", *, id: str = "m-1", **more: Any) -> Reply:  # noqa: A002 - the protocol's word
        return self.ask("SendMessage", **said(words, id=id, **more))

    def _request(
        self, method: str, params: dict[str, Any]
    ) -> tuple[str, str, dict[str, Any] | None, dict[str, Any] | None]:
        if self.binding == "JSONRPC":
            body = {"jsonrpc": "2.0", "id": 7, "method": method, "params": params}
            return "POST", f"{self.url}/a2a/", body, None
        verb, path = _REST[method]
        left = {name: value for name, value in params.items() if f"{{{name}}}" not in path}
        at = f"{self.url}/a2a/v1{path.format(**params)}"
        if verb == "POST":
            return verb, at, left, None
        query = {name: str(v).lower() if isinstance(v, bool) else v for name, v in left.items()}
        return verb, at, None, query

    def _reply(self, said: httpx.Response) -> Reply:
        held = said.json()
        if self.binding == "JSONRPC":
            ok = isinstance(held, dict) and "result" in held
            body = held.get("result") if ok else held.get("error")
            return Reply(said.status_code, body, ok, said.headers)
        ok = said.status_code < 400
        return Reply(said.status_code, held if ok else held.get("error"), ok, said.headers)


class Refusal(Exception):
    """A stream that was refused before it began."""

    def __init__(self, reply: Reply) -> None:
        self.reply = reply
        super().__init__(reply.body)


def said(
    words: str = "",
    *,
    id: str = "m-1",  # noqa: A002 - the protocol's word
    data: dict[str, Any] | None = None,
    configuration: dict[str, Any] | None = None,
    **more: Any,
) -> dict[str, Any]:
    """The parameters that send a message."""
    parts: list[dict[str, Any]] = [{"text": words}] if words else []
    parts += [{"data": data, "mediaType": "application/json"}] if data is not None else []
    message = {"role": "ROLE_USER", "messageId": id, "parts": parts, **more}
    return {"message": message, **({"configuration": configuration} if configuration else {})}
