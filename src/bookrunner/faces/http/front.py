"""What stands before every address: the trace, the guard of the door, headers, metrics, the log."""

from __future__ import annotations

import re
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import urlsplit

import structlog
from opentelemetry.context import attach, detach
from opentelemetry.trace import set_span_in_context
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bookrunner.faces.http.problem_details import HttpProblem, problem_response
from bookrunner.faces.http.tracing import ended, known_method, request_span, trace_of

_LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]", "::1"})
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_BLANKS = b" \t"
"""What stands around a header's value and is no part of it (RFC 9110, section 5.5)."""
_TRACE = re.compile(r"00-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}")

_ALWAYS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "x-frame-options": "DENY",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
}


class Metrics:
    """Counts by operation and status; no label names a person, a company or a wall."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "bookrunner_requests",
            "Requests answered.",
            ("at", "method", "status"),
            registry=self.registry,
        )
        self.seconds = Histogram(
            "bookrunner_request_seconds",
            "From a request's head to the end of its answer.",
            ("at",),
            registry=self.registry,
        )
        self.open = Gauge(
            "bookrunner_requests_open", "Requests being answered.", registry=self.registry
        )
        # Finding the series of labels takes longer than counting; there are few of them.
        self._counted = cache(self.requests.labels)
        self._timed = cache(self.seconds.labels)

    def count(self, at: str, method: str, status: int, seconds: float) -> None:
        """One request more."""
        self._counted(at, method, str(status)).inc()
        self._timed(at).observe(seconds)


@dataclass(frozen=True)
class Guests:
    """Pages of one other site, which may read what stands at a few addresses."""

    origin: str = ""
    """Empty for no guests at all."""
    paths: tuple[str, ...] = ()

    def are_meant(self, path: str, origin: str) -> bool:
        """Whether a page of that origin may read what stands at that path."""
        return (
            bool(self.origin)
            and origin == self.origin
            and any(path == at or path.startswith(f"{at}/") for at in self.paths)
        )

    def headers(self) -> dict[str, str]:
        """What lets their browser read the answer; never with the cookies of this site."""
        return {
            "access-control-allow-origin": self.origin,
            "access-control-expose-headers": "bookrunner-trace",
            "cross-origin-resource-policy": "cross-origin",
            "vary": "Origin",
        }


_PREFLIGHT = {
    "access-control-allow-methods": "GET, POST",
    "access-control-allow-headers": "Authorization, Content-Type, Accept, Traceparent",
    "access-control-allow-private-network": "true",
    "access-control-max-age": "600",
}


class Front:
    """Wraps an application.

    Args:
        app: What answers.
        resource: Where a program is told of the identity provider; empty where none is.
        metrics: Where it is counted.
        hosts: The names under which the server may be asked; empty for any, where sign-in is on.
            Another name means that a page of elsewhere had its own name point here.
        named: Which paths are counted by their own name; others count as ``other``.
        guests: Whose pages may ask from another site, and where; everywhere else none may.
    """

    def __init__(
        self,
        app: ASGIApp,
        metrics: Metrics,
        hosts: frozenset[str],
        named: frozenset[str],
        guests: Guests | None = None,
        resource: str = "",
    ) -> None:
        self._app = app
        self._metrics = metrics
        self._hosts = hosts
        self._named = named
        self._guests = guests or Guests()
        self._resource = resource
        self._log = structlog.get_logger("bookrunner.http")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        scope["headers"] = [(name, value.strip(_BLANKS)) for name, value in scope["headers"]]
        headers = _headers(scope)
        at = self._at(scope)
        span = request_span(scope["method"], at, headers)
        trace = trace_of(span) or _trace(headers)
        scope["trace"] = trace
        began = time.perf_counter()
        status = 500
        is_guest = self._guests.are_meant(scope["path"], headers.get("origin", ""))
        more = self._guests.headers() if is_guest else {}

        async def telling(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                said = self._with_resource(message["headers"], status)
                message["headers"] = [*said, *_added(said, trace, more)]
            await send(message)

        self._metrics.open.inc()
        token = attach(set_span_in_context(span))
        try:
            refusal = self._refusal(scope, headers, is_guest=is_guest)
            if refusal is None and is_guest and _is_preflight(scope, headers):
                await Response(status_code=204, headers=_PREFLIGHT)(scope, receive, telling)
            elif refusal is None:
                await self._app(scope, receive, telling)
            else:
                await problem_response(refusal, trace=trace)(scope, receive, telling)
        finally:
            detach(token)
            ended(span, status, scope.get("problem"))
            self._metrics.open.dec()
            self._count(scope, at, status, time.perf_counter() - began)

    def _with_resource(
        self, said: list[tuple[bytes, bytes]], status: int
    ) -> list[tuple[bytes, bytes]]:
        if status != 401 or not self._resource:
            return said
        where = f'Bearer realm="bookrunner", resource_metadata="{self._resource}"'
        kept = [row for row in said if row[0].lower() != b"www-authenticate"]
        return [*kept, (b"www-authenticate", where.encode())]

    def _refusal(
        self, scope: Scope, headers: Mapping[str, str], *, is_guest: bool
    ) -> HttpProblem | None:
        host = headers.get("host", "")
        if self._hosts and _name_of(host) not in self._hosts:
            return HttpProblem(
                421,
                "OtherHost",
                "This server is not asked under that name",
                "ask it as http://127.0.0.1:PORT or http://localhost:PORT",
            )
        origin = headers.get("origin", "")
        if is_guest:
            return None
        is_elsewhere = origin and urlsplit(origin).netloc != host
        is_elsewhere = is_elsewhere or headers.get("sec-fetch-site") == "cross-site"
        if is_elsewhere and scope["method"] not in _SAFE:
            return HttpProblem(
                403,
                "OtherOrigin",
                "A page of another site may not ask",
                "requests from a browser are taken from this server's own pages alone",
            )
        return None

    def _at(self, scope: Scope) -> str:
        """By which name it is counted: one of a fixed set, so that no address is told."""
        at = _place(scope["path"])
        return at if at in self._named else "other"

    def _count(self, scope: Scope, at: str, status: int, seconds: float) -> None:
        method = known_method(scope["method"])
        self._metrics.count(at, method, status, seconds)
        problem = scope.get("problem")
        told: dict[str, Any] = {
            "trace": scope["trace"],
            "at": at,
            "method": method,
            "status": status,
            "ms": round(seconds * 1000, 1),
        }
        if scope.get("caller"):
            told["caller"] = scope["caller"]
        if problem is not None:
            # Its name, never its words: they may quote a document.
            told["problem"] = type(problem).__name__
        if status >= 500 and problem is not None:
            self._log.error("answered", **told, exc_info=problem)
        else:
            self._log.info("answered", **told)


def loopback_hosts() -> frozenset[str]:
    """The names of this machine for itself."""
    return _LOOPBACK


def _name_of(host: str) -> str:
    if host.startswith("["):
        return host.partition("]")[0] + "]"
    return host.partition(":")[0].lower()


def _headers(scope: Scope) -> dict[str, str]:
    return {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}


def _trace(headers: Mapping[str, str]) -> str:
    """The W3C trace id of whoever asks, or a new one."""
    found = _TRACE.fullmatch(headers.get("traceparent", ""))
    return found[1] if found and found[1].strip("0") else secrets.token_hex(16)


def _place(path: str) -> str:
    parts = path.split("/")
    if path.startswith("/api/v1/") and len(parts) > 3:
        return parts[3]
    return parts[1]


def _is_preflight(scope: Scope, headers: Mapping[str, str]) -> bool:
    return scope["method"] == "OPTIONS" and "access-control-request-method" in headers


def _added(
    said: list[tuple[bytes, bytes]], trace: str, more: Mapping[str, str]
) -> list[tuple[bytes, bytes]]:
    there = {name.lower() for name, _ in said}
    added = [
        (name.encode(), value.encode())
        for name, value in {**_ALWAYS, **more}.items()
        if name.encode() not in there
    ]
    return [*added, (b"bookrunner-trace", trace.encode())]
