"""Long work over HTTP: asked for, looked at, cancelled, and followed as server-sent events."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from typing import Any

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from bookrunner.faces.http.problem_details import HttpProblem
from bookrunner.figures import BookrunnerError, Caller
from bookrunner.jobs import Job
from bookrunner.operations import Operation
from bookrunner.operations.forms import json_text, plain
from bookrunner.operations.jobs import job_line, outcome, problem_of
from bookrunner.operations.service import Service

WAIT_SECONDS = 60.0
"""How long a request with a key waits for its job before it is told where to look."""
_LOOK_SECONDS = 1.0
"""After which a stream looks whether its reader is still there."""
_BEAT_SECONDS = 15
_ID = re.compile(r"[0-9a-f]{32}")

FindCaller = Callable[[Request], Awaitable[Caller]]


def wants_job(request: Request) -> bool:
    """Whether the caller would rather be told where to look than wait (RFC 7240)."""
    said = request.headers.get("prefer", "")
    return any(part.strip().lower() == "respond-async" for part in said.split(","))


class JobPaths:
    """The handlers."""

    def __init__(self, service: Service, caller: FindCaller) -> None:
        self._service = service
        self._caller = caller

    async def submitted(
        self,
        caller: Caller,
        operation: Operation,
        given: Mapping[str, Any],
        key: str,
        *,
        waits: bool,
    ) -> Response:
        """A job for the request: its answer where that is waited for, else where to look."""
        service = self._service
        job = await to_thread.run_sync(service.submit, caller, operation.name, given, key)
        if waits:
            job = await to_thread.run_sync(self._ended, caller, job)
        if waits and job.state.has_ended:
            return _answered(job)
        headers = {
            "Location": f"/api/v1/jobs/{job.id}",
            "Retry-After": "1",
            "Cache-Control": "private, no-store",
        }
        if not waits:
            headers["Preference-Applied"] = "respond-async"
        return Response(_text(job), 202, headers, media_type="application/json")

    def _ended(self, caller: Caller, job: Job) -> Job:
        for seen in self._service.job_changes(caller, job.id, "", WAIT_SECONDS):
            job = seen
        return job

    async def one(self, request: Request) -> Response:
        """A job as it stands."""
        caller = await self._caller(request)
        job = await to_thread.run_sync(self._service.job, caller, _id(request))
        return _shown(job)

    async def cancel(self, request: Request) -> Response:
        """The job, which stops."""
        caller = await self._caller(request)
        job = await to_thread.run_sync(self._service.cancel, caller, _id(request))
        return _shown(job)

    async def events(self, request: Request) -> Response:
        """The job each time it changes, until it ends."""
        caller = await self._caller(request)
        job_id, after = _id(request), request.headers.get("last-event-id", "")
        # Whoever may not see it is told so as a problem, not in a stream.
        await to_thread.run_sync(self._service.job, caller, job_id)
        return StreamingResponse(
            self._stream(request, job_id, after),
            media_type="text/event-stream",
            headers={"Cache-Control": "private, no-store", "X-Accel-Buffering": "no"},
        )

    async def _stream(self, request: Request, job_id: str, after: str) -> AsyncIterator[str]:
        silent = 0.0
        while not await request.is_disconnected():
            try:
                # Somebody who was taken out of the wall hears no more of it.
                caller = await self._caller(request)
                seen = await to_thread.run_sync(self._changes, caller, job_id, after)
            except BookrunnerError:
                yield "event: gone\ndata: {}\n\n"
                return
            for job in seen:
                after = job.mark
                yield f"id: {after}\nevent: job\ndata: {_text(job)}\n\n"
                if job.state.has_ended:
                    return
            silent = 0.0 if seen else silent + _LOOK_SECONDS
            if silent >= _BEAT_SECONDS:
                silent = 0.0
                yield ": still there\n\n"

    def _changes(self, caller: Caller, job_id: str, after: str) -> list[Job]:
        return list(self._service.job_changes(caller, job_id, after, _LOOK_SECONDS))


def _answered(job: Job) -> Response:
    came_to = outcome(job)
    if came_to is None:
        kind, words = problem_of(job)
        title = "It was cancelled" if not kind else "It could not be done"
        raise HttpProblem(409, kind or "Cancelled", title, words or "ask again with a new key")
    headers = {"Cache-Control": "private, no-store", "Bookrunner-Job": job.id}
    if came_to.folder:
        headers["Bookrunner-Folder"] = came_to.folder
    return Response(came_to.answer, 200, headers, media_type="application/json")


def _shown(job: Job) -> Response:
    headers = {"Cache-Control": "private, no-store"}
    return Response(_text(job), 200, headers, media_type="application/json")


def _text(job: Job) -> str:
    return json_text(plain(job_line(job, tells_answer=True))).replace("\n", "")


def _id(request: Request) -> str:
    made = str(request.path_params["id"])
    if not _ID.fullmatch(made):
        raise HttpProblem(404, "NotFound", "Not there", "no such job; GET /api/v1/jobs lists them")
    return made
