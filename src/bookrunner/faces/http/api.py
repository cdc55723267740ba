"""The API as an ASGI application: one loop over the table, and the callers' files."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from anyio import CapacityLimiter, to_thread
from fastapi import FastAPI
from opentelemetry.context import Context, attach, detach, get_current
from starlette.convertors import Convertor, register_url_convertor
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response

from bookrunner import __version__
from bookrunner.faces.credentials import credentials
from bookrunner.faces.http.bodies import json_body, typed, unreadable
from bookrunner.faces.http.job_paths import JobPaths, wants_job
from bookrunner.faces.http.lanes import Lane
from bookrunner.faces.http.lists import page, tag_of
from bookrunner.faces.http.openapi import REMOTE, document, in_address, is_gettable
from bookrunner.faces.http.problem_details import HttpProblem, problem_response
from bookrunner.figures import BookrunnerError, Caller
from bookrunner.operations import Effect, Kind, Operation
from bookrunner.operations.forms import asked_remotely, json_text, request_schema
from bookrunner.operations.service import Answer, Service, operation_span

Handler = Callable[[Request], Awaitable[Response]]
_AT_ONCE = 3
"""Answers worked out at a time: threads of one process take turns, and more of them only wait."""
_OPERATIONS = {row.name: row for row in REMOTE}


def asgi(service: Service) -> FastAPI:
    """The API over the service; whatever else a server offers is mounted beside it."""
    app = FastAPI(
        title="Bookrunner", version=__version__, docs_url=None, redoc_url=None, openapi_url=None
    )
    face = _Face(service)

    def route(path: str, **handlers: Handler) -> None:
        telling = {method: _telling(service, handler) for method, handler in handlers.items()}

        async def run(request: Request) -> Response:
            return await telling["GET" if request.method == "HEAD" else request.method](request)

        app.add_route(path, run, methods=list(telling))

    route("/openapi.json", GET=_openapi)
    route("/api/v1/me", GET=face.me)
    route("/api/v1/operations", GET=face.operations)
    route("/api/v1/uploads", GET=face.uploads, POST=face.upload)
    route("/api/v1/folders", GET=face.folders)
    route("/api/v1/folders/{id}", GET=face.folder)
    route("/api/v1/folders/{id}/{name}", GET=face.file)
    jobs = face.jobs
    route("/api/v1/jobs/{id}", GET=jobs.one, DELETE=jobs.cancel)
    route("/api/v1/jobs/{id}/events", GET=jobs.events)
    # One pattern for the whole table: each address would be tried in turn for every request.
    route("/api/v1/{operation:operation}", GET=face.get, POST=face.post)
    app.add_exception_handler(HTTPException, _protocol_problem)
    return app


def _telling(service: Service, handler: Handler) -> Handler:
    """The handler, whose errors become problems."""

    async def run(request: Request) -> Response:
        try:
            return await handler(request)
        except HTTPException:
            raise
        except Exception as error:
            trace = request.scope.get("trace", "")
            if not isinstance(error, HttpProblem):
                request.scope["problem"] = error
            return problem_response(error, service.told, trace=trace)

    return run


async def _protocol_problem(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    said = {
        404: "nothing is at this address; /openapi.json lists what is",
        405: "this address does not take that method; /openapi.json lists which",
    }
    told = HttpProblem(
        error.status_code,
        "Protocol",
        str(error.detail),
        said.get(error.status_code, str(error.detail)),
        dict(error.headers or {}),
    )
    return problem_response(told, trace=request.scope.get("trace", ""))


async def _openapi(request: Request) -> Response:  # noqa: ARG001 - as all handlers
    return _json(json_text(document()))


@dataclass(frozen=True)
class _Asking:
    """A request whose answer may be remembered."""

    operation: Operation
    request: Request
    context: Context = field(default_factory=get_current)


class _Face:
    """The handlers; each translates, and asks the service."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self.jobs = JobPaths(service, self.caller)
        self._lane = Lane(self._told_before)
        self._threads = CapacityLimiter(_AT_ONCE)

    async def caller(self, request: Request) -> Caller:
        return await to_thread.run_sync(self._caller, request)

    def _caller(self, request: Request) -> Caller:
        found = self._service.caller(credentials(request))
        request.scope["caller"] = found.name
        return found

    async def me(self, request: Request) -> Response:
        caller = await self.caller(request)
        return _json(
            json_text(
                {
                    "name": caller.name,
                    "roles": sorted(role.value for role in caller.roles),
                    "walls": sorted(caller.walls),
                    "signed_in_by": caller.signed_in_by,
                    "scopes": sorted(caller.scopes),
                }
            )
        )

    async def operations(self, request: Request) -> Response:
        caller = await self.caller(request)
        rows = [_told(row) for row in self._service.offered(caller)]
        return _tagged(request, json_text({"operations": rows}))

    async def get(self, request: Request) -> Response:
        operation: Operation = request.path_params["operation"]
        if not is_gettable(operation):
            raise HTTPException(405, headers={"Allow": "POST"})
        if self._service.tells_at_once(operation, credentials(request)):
            before = await self._lane.ask(_Asking(operation, request))
            if before is not None:
                return before
        return await to_thread.run_sync(self._got, operation, request, limiter=self._threads)

    def _got(self, operation: Operation, request: Request) -> Response:
        """All of it in one thread: going over to another costs more than most answers do."""
        caller = self._caller(request)
        given, size, cursor = _from_address(operation, request)
        answer = self._service.answer(caller, operation.name, given)
        return _shown(operation, request, answer, size, cursor)

    def _told_before(self, waiting: Sequence[_Asking]) -> list[Response | Exception | None]:
        """What can be told at once to each who waits, in order; None for what takes work."""
        told: list[Response | Exception | None] = []
        asking = []
        for one in waiting:
            try:
                caller = self._caller(one.request)
                given, size, cursor = _from_address(one.operation, one.request)
            except (BookrunnerError, HttpProblem) as error:
                told.append(error)
            else:
                told.append(None)
                asking.append((len(told) - 1, one, (caller, one.operation, given), size, cursor))
        answers = self._service.told_before([row[2] for row in asking])
        for (place, one, _, size, cursor), answer in zip(asking, answers, strict=True):
            if answer is not None:
                token = attach(one.context)
                with operation_span(one.operation.name):
                    told[place] = _shown(one.operation, one.request, answer, size, cursor)
                detach(token)
        return told

    async def post(self, request: Request) -> Response:
        operation: Operation = request.path_params["operation"]
        caller = await self.caller(request)
        key, given = _key(request), await json_body(request)
        if wants_job(request):
            return await self.jobs.submitted(caller, operation, given, key, waits=False)
        if key and (operation.effect is Effect.WRITES or operation.long):
            # What is done once is kept as a job, so that it is answered alike after any crash.
            return await self.jobs.submitted(caller, operation, given, key, waits=True)
        answer = await self._answer(caller, operation, given)
        headers = {} if answer.folder is None else {"Bookrunner-Folder": answer.folder.id}
        return _json(answer.text, headers=headers)

    async def uploads(self, request: Request) -> Response:
        caller = await self.caller(request)
        found = await to_thread.run_sync(self._service.exchange.uploads, caller)
        return _json(json_text({"uploads": [asdict(one) for one in found]}))

    async def upload(self, request: Request) -> Response:
        caller = await self.caller(request)
        if not request.headers.get("content-type", "").startswith("multipart/form-data"):
            raise unreadable("send the file as multipart/form-data, in the field `file`")
        async with request.form(max_files=1, max_fields=20) as form:
            file = form.get("file")
            if not isinstance(file, UploadFile):
                raise unreadable("send the file in the field `file`")
            if set(form) - {"file", "walls"}:
                raise unreadable("the fields are `file` and `walls`")
            said = form.get("walls", "")
            walls = frozenset(part.strip() for part in str(said).split(",") if part.strip())
            kept = await to_thread.run_sync(
                self._service.upload, caller, file.filename or "file", file.file, walls
            )
        return _json(json_text(asdict(kept)), 201)

    async def folders(self, request: Request) -> Response:
        caller = await self.caller(request)
        found = await to_thread.run_sync(self._service.exchange.folders, caller)
        return _json(json_text({"folders": [asdict(one) for one in found]}))

    async def folder(self, request: Request) -> Response:
        caller = await self.caller(request)
        name = f"folders/{request.path_params['id']}"
        found = await to_thread.run_sync(self._service.exchange.folder, caller, name)
        return _json(json_text(asdict(found)))

    async def file(self, request: Request) -> Response:
        caller = await self.caller(request)
        name = f"folders/{request.path_params['id']}/{request.path_params['name']}"
        path = await to_thread.run_sync(self._service.file, caller, name)
        return FileResponse(
            path,
            filename=path.name,
            content_disposition_type="attachment",
            media_type="application/octet-stream",
            headers={"Cache-Control": "private, no-store"},
        )

    async def _answer(
        self, caller: Caller, operation: Operation, given: Mapping[str, Any]
    ) -> Answer:
        return await to_thread.run_sync(self._service.answer, caller, operation.name, given)


def _shown(
    operation: Operation, request: Request, answer: Answer, size: int, cursor: str
) -> Response:
    text, next_cursor = page(operation, answer, size, cursor)
    response = _tagged(request, text)
    if next_cursor:
        following = request.url.include_query_params(cursor=next_cursor)
        response.headers["Link"] = f'<{following.path}?{following.query}>; rel="next"'
    return response


class _Named(Convertor[Operation]):
    """The name of an operation as a part of an address."""

    regex = "|".join(sorted(_OPERATIONS, key=len, reverse=True))

    def convert(self, value: str) -> Operation:
        return _OPERATIONS[value]

    def to_string(self, value: Operation) -> str:
        return value.name


register_url_convertor("operation", _Named())


def _told(operation: Operation) -> dict[str, Any]:
    return {
        "name": operation.name,
        "summary": operation.summary,
        "more": operation.more,
        "effect": operation.effect.value,
        "long": operation.long,
        "request": request_schema(operation),
    }


def _from_address(operation: Operation, request: Request) -> tuple[dict[str, Any], int, str]:
    """The fields in the address, with the size of a page (0 for all) and where it begins."""
    kinds = {row.name: row.kind for row in asked_remotely(operation)}
    allowed = {*in_address(operation), *(("page_size", "cursor") if operation.items else ())}
    given: dict[str, Any] = {}
    for name in request.query_params:
        values = request.query_params.getlist(name)
        if name not in allowed:
            named = ", ".join(sorted(allowed)) or "none"
            raise unreadable(f"there is no field {name}; there are {named}")
        given[name] = typed(kinds.get(name, Kind.NUMBER), name, values)
    size = given.pop("page_size", None)
    cursor = given.pop("cursor", None)
    if cursor is not None and not re.fullmatch(r"[A-Za-z0-9_-]{1,200}", str(cursor)):
        raise unreadable("cursor is taken from the Link header of the page before")
    if size is not None and not (isinstance(size, int) and 1 <= size <= 1000):
        raise unreadable("page_size is a whole number from 1 to 1000")
    return given, size or 0, str(cursor or "")


def _key(request: Request) -> str:
    """The key under which a request is done once; empty when none is given."""
    key = request.headers.get("idempotency-key")
    if key is None:
        return ""
    if not re.fullmatch(r"[A-Za-z0-9._:-]{1,100}", key):
        raise unreadable("Idempotency-Key is up to 100 letters, digits and . _ : -")
    return key


def _json(text: str, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    kept = {"Cache-Control": "private, no-store", **(headers or {})}
    return Response(text, status, kept, media_type="application/json")


def _tagged(request: Request, text: str) -> Response:
    """The text with its tag, or only word that the caller has it already."""
    tag = tag_of(text)
    headers = {
        "ETag": tag,
        "Cache-Control": "private, no-cache",
        "Vary": "Authorization, Cookie",
    }
    had = [
        part.strip().removeprefix("W/")
        for part in request.headers.get("if-none-match", "").split(",")
    ]
    if tag in had or had == ["*"]:
        return Response(status_code=304, headers=headers)
    return Response(text, 200, headers, media_type="application/json")
