"""specs/faces/traces.feature, asked of the real application."""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
import uvicorn
from opentelemetry import trace
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from pytest_bdd import given, scenarios, then, when
from starlette.testclient import TestClient
from structlog.testing import capture_logs

from bookrunner.app import Desk
from bookrunner.faces.http import tracing
from bookrunner.faces.http.tracing import TracingUnusable, provider
from bookrunner.server import Draining, application
from bookrunner.settings import settings
from tests.faces.asking import Newcomer
from tests.faces.http_asking import BASE, Site, site

scenarios("faces/traces.feature")

TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"
PLANTED = (
    "planted-bearer",
    "planted-cookie",
    "planted-body",
    "planted-query",
    "Home Depot",
    "ZZALD",
    "Alderbrook",
    "weather",
)


@dataclass
class Watched:
    """A server, the spans that it ended and the lines that it logged."""

    site: Site
    kept: InMemorySpanExporter
    lines: list[Any]

    @property
    def spans(self) -> tuple[ReadableSpan, ...]:
        return self.kept.get_finished_spans()


@pytest.fixture(scope="module")
def owner(tmp_path_factory: pytest.TempPathFactory) -> Newcomer:
    return Newcomer(tmp_path_factory.mktemp("traces") / "home")


@pytest.fixture
def watched(owner: Newcomer, monkeypatch: pytest.MonkeyPatch) -> Iterator[Watched]:
    kept = InMemorySpanExporter()
    made = TracerProvider()
    made.add_span_processor(SimpleSpanProcessor(kept))
    # The process can be given a provider only once; the tests need one each.
    monkeypatch.setattr(trace, "get_tracer", lambda name, *_: made.get_tracer(name))
    with capture_logs() as lines:
        yield Watched(site(owner), kept, lines)
    made.shutdown()


@given("a server whose spans are kept", target_fixture="server")
def _(watched: Watched) -> Watched:
    return watched


@when("an operation is asked with a W3C trace of the caller's")
def _(server: Watched) -> None:
    parent = f"00-{TRACE}-00f067aa0ba902b7-01"
    said = server.site.get("/api/v1/companies?search=depot", traceparent=parent)
    assert said.status_code == 200


@then("the request and the operation are spans of that trace, one inside the other")
def _(server: Watched) -> None:
    inner, outer = server.spans
    assert (outer.name, inner.name) == ("GET companies", "operation companies")
    assert outer.context is not None
    assert outer.parent is not None
    assert inner.parent is not None
    assert f"{outer.context.trace_id:032x}" == TRACE
    assert f"{outer.parent.span_id:016x}" == "00f067aa0ba902b7"
    assert inner.parent.span_id == outer.context.span_id
    assert outer.attributes == {
        "http.request.method": "GET",
        "bookrunner.at": "companies",
        "http.response.status_code": 200,
    }
    assert inner.attributes == {"bookrunner.operation": "companies"}


@then("the header and the log line tell the same trace")
def _(server: Watched) -> None:
    assert server.site.last.headers["bookrunner-trace"] == TRACE
    assert [line["trace"] for line in server.lines if line["event"] == "answered"] == [TRACE]
    # Without a trace of the caller's, one is begun, and is the same in all three places.
    said = server.site.get("/health", traceparent=f"00-{'0' * 32}-00f067aa0ba902b7-01")
    begun = said.headers["bookrunner-trace"]
    assert begun.strip("0")
    assert server.lines[-1]["trace"] == begun
    last = server.spans[-1].context
    assert last is not None
    assert f"{last.trace_id:032x}" == begun


@when("requests with planted secrets, companies and questions are answered and refused")
def _(server: Watched) -> None:
    secrets = {
        "authorization": "Bearer planted-bearer",
        "cookie": "bookrunner_session=planted-cookie",
    }
    asked = server.site
    asked.get("/api/v1/companies", **secrets)
    asked.get("/api/v1/statements?company=Home%20Depot&basis=planted-query")
    asked.get("/api/v1/statements?company=ZZALD&planted-query=1")
    asked.get("/planted-query/Home%20Depot")
    asked.post("/api/v1/ask", {"question": "weather of Alderbrook", "document": "planted-body"})
    asked.post("/api/v1/planted-body", {"question": "planted-body"})
    asked.client.post("/openbb/ask?question=weather")
    asked.client.get("/openbb/ask?question=weather&company=ZZALD", headers=secrets)
    asked.client.request("PLANTED-BODY", "/api/v1/companies")
    body = {"messages": [{"role": "human", "content": "weather of Alderbrook"}]}
    asked.client.post("/query", json={**body, "api_keys": {"openai_api_key": "planted-body"}})


@then("no span and no log line holds any of them")
def _(server: Watched) -> None:
    assert len(server.spans) > 12
    spans = " ".join(span.to_json() for span in server.spans)
    lines = json.dumps(server.lines, default=repr)
    assert len(server.lines) == 10
    for word in PLANTED:
        assert word.casefold() not in spans.casefold(), word
        assert word.casefold() not in lines.casefold(), word


@when("an unknown company is asked for")
def _(server: Watched) -> None:
    assert server.site.get("/api/v1/statements?company=Nobodyatall").status_code == 404


@then("its spans name the error and hold no words of it")
def _(server: Watched) -> None:
    for span in server.spans:
        assert span.attributes is not None
        assert span.attributes["error.type"] == "NotFound"
        assert not span.events
        assert "Nobodyatall" not in span.to_json()


@given("no exporter of traces beside Bookrunner")
def _(monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(tracing, "import_module", absent)


@then("nothing is traced unless the standard variables ask for it")
def _() -> None:
    assert provider({}) is None
    off = {"OTEL_TRACES_EXPORTER": "none", "OTEL_EXPORTER_OTLP_ENDPOINT": "http://x"}
    assert provider(off) is None
    assert provider({"OTEL_SDK_DISABLED": "true", "OTEL_TRACES_EXPORTER": "otlp"}) is None
    made = provider({"OTEL_TRACES_EXPORTER": "console"})
    assert made is not None
    assert made.resource.attributes["service.name"] == "bookrunner"
    made.shutdown()


@then("asking for an exporter that is not there is refused with what to do")
def _() -> None:
    for asked in (
        {"OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:4318"},
        {"OTEL_TRACES_EXPORTER": "otlp"},
    ):
        with pytest.raises(TracingUnusable, match="opentelemetry-exporter-otlp-proto-http"):
            provider(asked)
    with pytest.raises(TracingUnusable, match="otlp, console or none"):
        provider({"OTEL_TRACES_EXPORTER": "zipkin"})


@dataclass
class Running:
    """A server in a process of its own, and what a client saw of it."""

    process: subprocess.Popen[bytes]
    port: int
    body: bytes = b""
    ready: bytes = b""


@given("a running server", target_fixture="running")
def _(owner: Newcomer) -> Iterator[Running]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = "from bookrunner.faces.cli import main; main()"
    arguments = [sys.executable, "-c", command, "serve", "--port", str(port)]
    environment = {**os.environ, "BOOKRUNNER_HOME": str(owner.home)}
    process = subprocess.Popen(arguments, env=environment, stderr=subprocess.DEVNULL)
    try:
        until = time.monotonic() + 90
        while not _ready(port):
            assert process.poll() is None, "the server ended"
            assert time.monotonic() < until, "the server does not get ready"
            time.sleep(0.2)
        yield Running(process, port)
    finally:
        process.kill()
        process.wait()


def _ready(port: int) -> bool:
    try:
        return httpx.get(f"http://127.0.0.1:{port}/ready", timeout=5).status_code == 200
    except httpx.TransportError:
        return False


@when("it is told to stop while a request is under way")
def _(running: Running) -> None:
    content = b'{"search": "depot"}'
    head = (
        b"POST /api/v1/companies HTTP/1.1\r\nhost: 127.0.0.1\r\n"
        b"content-type: application/json\r\ncontent-length: %d\r\n\r\n" % len(content)
    )
    at = ("127.0.0.1", running.port)
    with socket.create_connection(at) as asking, socket.create_connection(at) as watching:
        asking.sendall(head + content[:5])
        # The balancer's request is under way too: its last line comes after the signal.
        watching.sendall(b"GET /ready HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\n")
        time.sleep(1)
        running.process.send_signal(signal.SIGTERM)
        time.sleep(1)
        watching.sendall(b"\r\n")
        asking.sendall(content[5:])
        running.body = _all(asking)
        running.ready = _all(watching)


def _all(connection: socket.socket) -> bytes:
    connection.settimeout(30)
    held = b""
    try:
        while piece := connection.recv(65536):
            held += piece
    except ConnectionResetError:
        pass
    return held


@then("the request is answered")
def _(running: Running) -> None:
    assert running.body.startswith(b"HTTP/1.1 200"), running.body[:300]
    assert b"HOME DEPOT" in running.body


@then("it was not ready from the signal on")
def _(running: Running) -> None:
    # Either it says so, or the connection that asked nothing yet is closed unanswered.
    assert not running.ready or running.ready.startswith(b"HTTP/1.1 503"), running.ready[:300]


@then("it ends with code 0")
def _(running: Running) -> None:
    assert running.process.wait(30) == 0


def test_ready_turns_false_with_the_signal(owner: Newcomer) -> None:
    stopping = threading.Event()
    desk = Desk(settings({"BOOKRUNNER_HOME": str(owner.home)}))
    app = application(desk, stopping=stopping)
    client = TestClient(app, base_url=BASE, client=("127.0.0.1", 50000))
    assert client.get("/ready").status_code == 200
    server = Draining(uvicorn.Config(app), stopping)
    server.handle_exit(signal.SIGTERM, None)
    said = client.get("/ready")
    assert said.status_code == 503
    assert said.json()["checks"]["serving"] == "stopping"
    assert server.should_exit
