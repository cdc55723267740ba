"""The server: every face beside the others in one application, and the loop that runs it."""

from __future__ import annotations

import gc
import ipaddress
import logging
import os
import signal
import sys
import threading
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from pathlib import Path
from types import FrameType
from typing import Any
from urllib.parse import urlsplit

import structlog
import uvicorn
from anyio import to_thread
from opentelemetry.trace import set_tracer_provider
from starlette.types import ASGIApp, Receive, Scope, Send

from bookrunner.app import Desk
from bookrunner.faces import a2a, http, mcp, openbb
from bookrunner.faces.http.front import Front, Guests, Metrics, loopback_hosts
from bookrunner.faces.http.operator import operator
from bookrunner.faces.http.sign_in import PATHS as SIGN_IN_PATHS
from bookrunner.faces.http.sign_in import RESOURCE, NoSignIn, SignInFace
from bookrunner.faces.http.tracing import provider
from bookrunner.faces.http.workbench import Workbench
from bookrunner.figures import BookrunnerError, Refused
from bookrunner.jobs import work
from bookrunner.operations import OPERATIONS
from bookrunner.operations.doors import SignedIn, SingleUser
from bookrunner.operations.service import Service
from bookrunner.operations.serving_shapes import McpRequest, Served, ServeRequest, WorkerRequest

_DRAIN_SECONDS = 10
_SERVER_WORKER = "server"
_COLLECTED_AFTER = (20_000, 20, 50)
_REPOSITORY = Path(__file__).parents[2]


class SignInMissing(Refused):
    """The server would be open to others without knowing who they are."""

    def __init__(self, host: str) -> None:
        super().__init__(
            f"without sign-in the server listens on this machine alone, not at {host}; configure "
            "sign-in (docs/guides/access.md), or leave --host out"
        )


class Desks:
    """The faces by the beginnings of their addresses; what is left goes to the workbench."""

    def __init__(
        self,
        faces: Mapping[str, ASGIApp],
        rest: ASGIApp,
        lifespans: Sequence[AbstractAsyncContextManager[Any]] = (),
    ) -> None:
        self._faces = faces
        self._rest = rest
        self._lifespans = lifespans

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hands a request to its face."""
        if scope["type"] == "lifespan":
            await self._live(receive, send)
            return
        path = scope["path"]
        face = next(
            (app for at, app in self._faces.items() if path == at or path.startswith(f"{at}/")),
            self._rest,
        )
        await face(scope, receive, send)

    async def _live(self, receive: Receive, send: Send) -> None:
        async with AsyncExitStack() as stack:
            await receive()
            for lifespan in self._lifespans:
                await stack.enter_async_context(lifespan)
            await send({"type": "lifespan.startup.complete"})
            await receive()
        await send({"type": "lifespan.shutdown.complete"})


class Draining(uvicorn.Server):
    """A server that says that it is no longer ready from the signal to stop on.

    A balancer that still holds a connection learns it there, and sends nothing new.
    """

    def __init__(self, config: uvicorn.Config, stopping: threading.Event) -> None:
        super().__init__(config)
        self._stopping = stopping

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Notes the signal before anything is closed."""
        self._stopping.set()
        if sig == signal.SIGTERM:
            # Kept from being raised again at the end, which would end the process before spans
            # that are still held have been sent.
            self.should_exit = True
        else:
            super().handle_exit(sig, frame)


def application(
    house: Desk,
    *,
    hosts: frozenset[str] | None = None,
    url: str = "http://127.0.0.1:8000",
    works: bool = True,
    stopping: threading.Event | None = None,
) -> ASGIApp:
    """All faces over one service.

    Args:
        hosts: The names under which it may be asked; empty for any; default: this machine's own.
        url: Where it is reached, which the agent card names.
        works: Whether it does jobs itself; else `bookrunner worker` does.
        stopping: Set when the server was told to stop; it is not ready from then on.
    """
    signed_in = SignedIn(house) if house.settings.oidc else None
    service = Service(house, signed_in or SingleUser(house), house.recorder)
    sign_in = SignInFace(house, signed_in) if signed_in else NoSignIn()
    metrics = Metrics()
    api = http.asgi(service)
    watched = operator(
        metrics,
        {"records": lambda: _records_problem(house), "serving": lambda: _stopping(stopping)},
    )
    tools, tools_open = mcp.asgi(service)
    agent = a2a.asgi(service, house, url, sign_in=signed_in is not None)
    faces: dict[str, ASGIApp] = {
        **dict.fromkeys(SIGN_IN_PATHS, sign_in.application),
        **dict.fromkeys(a2a.PATHS, agent),
        "/api": api,
        "/openapi.json": api,
        "/health": watched,
        "/ready": watched,
        "/metrics": watched,
        "/mcp": tools,
        **dict.fromkeys(openbb.PATHS, openbb.asgi(service)),
    }
    guests = Guests(house.settings.openbb_origin, openbb.PATHS)
    named = frozenset({row.name for row in OPERATIONS} | {at.strip("/") for at in faces})
    desks = Desks(
        faces,
        Workbench(_workbench_folder()),
        [
            _warmed(house),
            tools_open,
            agent.lifespan(),
            *([_working(service, house)] if works else []),
        ],
    )
    if hosts is None:
        public = urlsplit(house.settings.public_url).hostname
        hosts = loopback_hosts() | ({public} if public else set())
    public_url = house.settings.public_url
    resource = f"{public_url}{RESOURCE}" if public_url else ""
    return Front(desks, metrics, hosts, named, guests, resource)


def speak(desk: Desk, request: McpRequest) -> Served:  # noqa: ARG001 - there is nothing to ask
    """Serves tools over standard input and output until input ends."""
    mcp.stdio(Service(desk, SingleUser(desk), desk.recorder))
    return Served("standard input")


def worker(desk: Desk, request: WorkerRequest) -> Served:
    """Does jobs until it is stopped by SIGTERM or Ctrl+C."""
    stop = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: stop.set())
    _log_lines()
    door = SignedIn(desk) if desk.settings.oidc else SingleUser(desk)
    service = Service(desk, door, desk.recorder)
    named = f"worker {request.name}"
    print(f"Doing jobs as {named}; Ctrl+C stops it.", file=sys.stderr, flush=True)  # noqa: T201 - said before anything is done
    is_idle = work(desk.board, service.run_job, stop, name=named, at_once=request.at_once)
    if not is_idle:
        # A job that does not hear of the stop begins again under the next worker.
        os._exit(0)
    return Served(named)


def serve(desk: Desk, request: ServeRequest) -> Served:
    """Runs the server until it is stopped.

    Raises:
        SignInMissing: It was to listen beyond this machine without sign-in.
        PortTaken: Something else listens there.
    """
    if not _is_loopback(request.host) and desk.settings.oidc is None:
        raise SignInMissing(request.host)
    url = desk.settings.public_url or f"http://{request.host}:{request.port}"
    traces = provider(os.environ)
    if traces is not None:
        set_tracer_provider(traces)
    _log_lines()
    stopping = threading.Event()
    config = uvicorn.Config(
        application(desk, url=url, works=not request.without_worker, stopping=stopping),
        host=request.host,
        port=request.port,
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=_DRAIN_SECONDS,
    )
    print(f"Bookrunner is at {url}; Ctrl+C stops it.", file=sys.stderr, flush=True)  # noqa: T201 - said before anything is asked
    try:
        Draining(config, stopping).run()
    finally:
        if traces is not None:
            traces.shutdown()
    return Served(url)


@asynccontextmanager
async def _warmed(house: Desk) -> AsyncIterator[None]:
    """Opens the records before the first request, so that none waits for the sample."""
    _ = house.store
    # What stands ready now stays, half a million objects of the libraries: nothing is won by going
    # through it again and again, and requests leave few cycles behind.
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_COLLECTED_AFTER)
    yield


@asynccontextmanager
async def _working(service: Service, house: Desk) -> AsyncIterator[None]:
    """Does jobs beside the requests; what has not ended goes back to the queue."""
    stop = threading.Event()
    worker = threading.Thread(
        target=lambda: work(house.board, service.run_job, stop, name=_SERVER_WORKER),
        name="jobs",
        daemon=True,
    )
    worker.start()
    try:
        yield
    finally:
        stop.set()
        await to_thread.run_sync(worker.join, _DRAIN_SECONDS)


def _records_problem(house: Desk) -> str:
    try:
        house.store.companies(house.viewer)
    except BookrunnerError as error:
        return type(error).__name__
    return ""


def _stopping(stopping: threading.Event | None) -> str:
    return "stopping" if stopping is not None and stopping.is_set() else ""


def _workbench_folder() -> Path:
    """Where a release carries the built workbench; in a checkout where it is built."""
    carried = Path(__file__).parent / "workbench"
    return carried if carried.is_dir() else _REPOSITORY / "web" / "dist" / "browser"


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _log_lines() -> None:
    """One JSON object a line on standard error."""
    logging.getLogger("uvicorn.error").setLevel(logging.WARNING)
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(),
        ],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
