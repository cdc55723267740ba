"""Errors as problem details (RFC 9457): what happened, and what to do next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from starlette.responses import Response

from bookrunner.faces.problems import problem
from bookrunner.figures import (
    Ambiguous,
    BadInput,
    BookrunnerError,
    NotFound,
    NotSignedIn,
    Refused,
    Unusable,
)
from bookrunner.jobs import KeyUsed, QueueFull
from bookrunner.operations.forms import BadRequest, json_text

MEDIA_TYPE = "application/problem+json"

_STATUSES: tuple[tuple[type[BaseException], int, str], ...] = (
    (NotSignedIn, 401, "Sign in first"),
    (KeyUsed, 409, "The key stands for another request"),
    (QueueFull, 429, "Too much waits"),
    (BadRequest, 400, "The request cannot be read"),
    (NotFound, 404, "Not there"),
    (Ambiguous, 409, "Several things fit"),
    (BadInput, 409, "What is named is not what it says it is"),
    (Refused, 403, "A rule of the house forbids it"),
    (Unusable, 409, "It cannot be served with these inputs"),
    (BookrunnerError, 503, "The installation needs mending"),
    (Exception, 500, "A mistake of the program"),
)

SCHEMA: dict[str, Any] = {
    "type": "object",
    "description": "A problem (RFC 9457).",
    "properties": {
        "type": {"type": "string", "description": "`urn:bookrunner:problem:` and its name."},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "What happened, and what to do next."},
        "trace": {"type": "string", "description": "Finds it in the server's log."},
        "near": {"type": "array", "items": {"type": "string"}},
        "choices": {"type": "array", "items": {"type": "string"}},
        "fields": {"type": "object", "additionalProperties": {"type": "string"}},
    },
    "required": ["type", "title", "status", "detail"],
}


@dataclass(frozen=True)
class HttpProblem(Exception):
    """A problem of the protocol itself."""

    status: int
    name: str
    title: str
    detail: str
    headers: dict[str, str] = field(default_factory=dict)


def problem_response(
    error: BaseException,
    told: Callable[[str], str] = str,
    *,
    trace: str = "",
) -> Response:
    """The response that tells the error; of a mistake of the program no more than that.

    Args:
        told: Makes a message fit to leave the server.
    """
    headers: dict[str, str] = {}
    if isinstance(error, HttpProblem):
        body: dict[str, Any] = {
            "type": f"urn:bookrunner:problem:{error.name}",
            "title": error.title,
            "status": error.status,
            "detail": error.detail,
        }
        headers = dict(error.headers)
    else:
        body = _of(error, told)
    if body["status"] == 401:
        headers.setdefault("WWW-Authenticate", 'Bearer realm="bookrunner"')
    if isinstance(error, QueueFull):
        headers["Retry-After"] = str(error.retry_after_seconds)
    if body["status"] == 503:
        headers.setdefault("Retry-After", "5")
    if trace:
        body["trace"] = trace
    headers["Cache-Control"] = "no-store"
    return Response(json_text(body), body["status"], headers, media_type=MEDIA_TYPE)


def _of(error: BaseException, told: Callable[[str], str]) -> dict[str, Any]:
    kind, status, title = next(row for row in _STATUSES if isinstance(error, row[0]))
    what = problem(error)
    is_ours = kind is Exception
    detail = (
        "Bookrunner made a mistake; nothing is half-done. The log of the server says where, under "
        "this trace."
        if is_ours
        else told(what.message)
    )
    body: dict[str, Any] = {
        "type": f"urn:bookrunner:problem:{what.kind}",
        "title": title,
        "status": status,
        "detail": detail,
    }
    if what.near:
        body["near"] = list(what.near)
    if what.choices:
        body["choices"] = list(what.choices)
    if isinstance(error, BadRequest):
        body["fields"] = dict(error.wrong)
    return body
