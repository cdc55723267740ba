"""The addresses that OpenBB Workspace asks, each through the service as every face."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Awaitable, Callable, Mapping
from decimal import Decimal
from functools import partial
from typing import Any

from anyio import to_thread
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp

from bookrunner.faces.credentials import credentials
from bookrunner.faces.http.bodies import json_body, typed, unreadable
from bookrunner.faces.http.problem_details import HttpProblem, problem_response
from bookrunner.faces.openbb import agent, rows
from bookrunner.faces.openbb.charts import maturity_wall
from bookrunner.faces.openbb.widgets import Widget, apps, described, widget_rows
from bookrunner.figures import Caller
from bookrunner.operations import Operation
from bookrunner.operations.forms import asked_remotely, json_text
from bookrunner.operations.parsing_shapes import ExactNumber
from bookrunner.operations.service import Service

PATHS = ("/widgets.json", "/apps.json", "/agents.json", "/query", "/openbb")
"""What a server hands to this face, with all below."""

_DRAWN = frozenset({"theme", "raw"})
"""What the workspace adds of its own to the address of a chart."""

Handler = Callable[[Request], Awaitable[Response]]


def asgi(service: Service) -> ASGIApp:
    """The face over the service."""
    face = _Face(service)
    routes = [
        Route("/widgets.json", face.telling(face.widgets)),
        Route("/apps.json", face.telling(face.apps)),
        Route("/agents.json", face.telling(face.agents)),
        Route("/query", face.telling(face.query), methods=["POST"]),
        Route("/openbb/companies", face.telling(face.companies)),
        Route("/openbb/screens", face.telling(face.screens)),
    ]
    for widget, operation in widget_rows():
        shown = partial(face.widget, widget, operation)
        routes.append(Route(f"/{widget.endpoint}", face.telling(shown)))
    return Starlette(routes=routes, exception_handlers={HTTPException: _protocol_problem})


class _Face:
    """The handlers; each translates, and asks the service."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def telling(self, handler: Handler) -> Handler:
        """The handler, whose errors become problems."""

        async def run(request: Request) -> Response:
            try:
                return await handler(request)
            except HTTPException:
                raise
            except Exception as error:
                if not isinstance(error, HttpProblem):
                    request.scope["problem"] = error
                trace = request.scope.get("trace", "")
                return problem_response(error, self._service.told, trace=trace)

        return run

    async def caller(self, request: Request) -> Caller:
        shown = credentials(request)
        if request.headers.get("origin"):
            # A page of another site speaks by a key that it was given, never by the cookie that
            # a browser adds for whoever is signed in here.
            shown = dataclasses.replace(shown, session="")
        found = await to_thread.run_sync(self._service.caller, shown)
        request.scope["caller"] = found.name
        return found

    async def widgets(self, request: Request) -> Response:
        return _json(described(self._service.offered(await self.caller(request))))

    async def apps(self, request: Request) -> Response:
        return _json(apps(self._service.offered(await self.caller(request))))

    async def agents(self, request: Request) -> Response:
        caller = await self.caller(request)
        return _json(agent.described() if self._service.knows(caller, "ask") else {})

    async def companies(self, request: Request) -> Response:
        _asked(request, {})
        held = await self._held(await self.caller(request), "companies", {})
        return _json(rows.options(held["companies"], "ticker", "name"))

    async def screens(self, request: Request) -> Response:
        _asked(request, {})
        held = await self._held(await self.caller(request), "screen", {})
        return _json([{"label": one["title"], "value": one["name"]} for one in held["screens"]])

    async def widget(self, widget: Widget, operation: Operation, request: Request) -> Response:
        caller = await self.caller(request)
        kinds = {row.name: row.kind for row in asked_remotely(operation)}
        said = _asked(request, {name: kinds[name] for name in widget.fields})
        lacking = [name for name in widget.required if name not in said]
        if lacking:
            raise unreadable(f"choose {' and '.join(lacking)}")
        held = await self._held(caller, widget.operation, said)
        if widget.type == "chart" and request.query_params.get("raw", "").lower() == "true":
            return _json(rows.wall(held))
        if widget.type == "chart":
            return _json(maturity_wall(held, request.query_params.get("theme", "dark")))
        return _json(widget.form(held))

    async def query(self, request: Request) -> Response:
        caller = await self.caller(request)
        asked = agent.question_of(await json_body(request))

        def failed(error: BaseException) -> None:
            request.scope["problem"] = error

        return StreamingResponse(
            agent.events(self._service, caller, asked, failed),
            headers={"Cache-Control": "private, no-store", "X-Accel-Buffering": "no"},
            media_type="text/event-stream",
        )

    async def _held(self, caller: Caller, operation: str, given: Mapping[str, Any]) -> Any:  # noqa: ANN401 - the answer's fields
        answer = await to_thread.run_sync(self._service.answer, caller, operation, given)
        return json.loads(answer.text, parse_float=_exact)


def _asked(request: Request, kinds: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of an address; what the workspace leaves empty was not asked for."""
    given: dict[str, Any] = {}
    for name in request.query_params:
        values = [one for one in request.query_params.getlist(name) if one not in ("", "null")]
        if name in kinds and values:
            given[name] = typed(kinds[name], name, values)
        elif name not in kinds and name not in _DRAWN:
            known = ", ".join(kinds) or "none"
            raise unreadable(f"there is no parameter {name}; there are {known}")
    return given


async def _protocol_problem(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    told = HttpProblem(
        error.status_code,
        "Protocol",
        str(error.detail),
        "widgets.json lists the addresses; they are read with GET, and /query takes POST",
        dict(error.headers or {}),
    )
    return problem_response(told, trace=request.scope.get("trace", ""))


def _exact(digits: str) -> ExactNumber:
    return ExactNumber(Decimal(digits))


def _json(held: object) -> Response:
    headers = {"Cache-Control": "private, no-store"}
    return Response(json_text(held), 200, headers, media_type="application/json")
