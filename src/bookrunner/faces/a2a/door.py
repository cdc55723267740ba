"""What stands before the protocol: who asks, how much, and in which form."""

from __future__ import annotations

import asyncio
import json
from typing import Any

from a2a.server.request_handlers.response_helpers import build_error_response
from a2a.utils.error_handlers import build_rest_error_payload
from a2a.utils.errors import (
    A2AError,
    ContentTypeNotSupportedError,
    InvalidRequestError,
    JSONParseError,
)
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bookrunner.faces.a2a.card import CARD_PATH, KEYS_PATH, REST_PATH
from bookrunner.faces.credentials import credentials
from bookrunner.figures import NotSignedIn
from bookrunner.operations.service import Service

BODY_MAX = 1_000_000
"""Bytes; files are uploaded, not sent in messages."""
_DEPTH_MAX = 60
"""Lists and mappings inside each other, below what the protocol's own reader takes."""
_OPEN = frozenset({CARD_PATH, KEYS_PATH})
_JSON = frozenset({"application/json", "application/a2a+json"})


class Door:
    """Lets requests in whose caller is known and whose body is JSON of a bounded size."""

    def __init__(self, app: ASGIApp, service: Service) -> None:
        self._app = app
        self._service = service

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hands on one request."""
        if scope["type"] != "http" or scope["path"] in _OPEN:
            await self._app(scope, receive, send)
            return
        request = Request(scope, receive)
        try:
            scope["a2a_caller"] = await asyncio.to_thread(
                self._service.caller, credentials(request)
            )
        except NotSignedIn as error:
            await _not_signed_in(str(error))(scope, receive, send)
            return
        # For the log of the server.
        scope["caller"] = scope["a2a_caller"].name
        try:
            body = await _body(request)
        except A2AError as error:
            await _refusal(scope, error)(scope, receive, send)
            return
        await self._app(scope, _replayed(body, receive), send)


class _TooLarge(InvalidRequestError):
    message = f"the body is larger than {BODY_MAX:,} bytes; upload files to /api/v1/uploads"


async def _body(request: Request) -> bytes:
    said = request.headers.get("content-length", "")
    if said.isdigit() and int(said) > BODY_MAX:
        raise _TooLarge
    held = bytearray()
    async for piece in request.stream():
        held += piece
        if len(held) > BODY_MAX:
            raise _TooLarge
    if not held:
        return b""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind not in _JSON:
        raise ContentTypeNotSupportedError("send the request as application/json")
    _require_json(bytes(held))
    return bytes(held)


def _require_json(body: bytes) -> None:
    try:
        value = json.loads(body, parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise JSONParseError("the body is no JSON in UTF-8") from None
    level: list[Any] = [value]
    for _ in range(_DEPTH_MAX):
        level = [
            below
            for one in level
            if isinstance(one, (dict, list))
            for below in (one.values() if isinstance(one, dict) else one)
        ]
        if not level:
            return
    raise JSONParseError(f"the body nests deeper than {_DEPTH_MAX} levels")


def _no_number(said: str) -> float:
    raise ValueError(said)


def _replayed(body: bytes, receive: Receive) -> Receive:
    """What hands out the body that was read, then what comes after it."""
    is_read = False

    async def again() -> Message:
        nonlocal is_read
        if is_read:
            return await receive()
        is_read = True
        return {"type": "http.request", "body": body, "more_body": False}

    return again


def _refusal(scope: Scope, error: A2AError) -> Response:
    """The error in the form of the binding that was asked."""
    if scope["path"].startswith(REST_PATH):
        known = InvalidRequestError(error.message) if isinstance(error, JSONParseError) else error
        told = build_rest_error_payload(_plainly(known))
        status = 413 if isinstance(error, _TooLarge) else told["error"]["code"]
        told["error"]["code"] = status
        return JSONResponse(told, status)
    if isinstance(error, JSONParseError):
        # The one error that the library's table of its own errors lacks.
        told = {"code": -32700, "message": error.message}
        return JSONResponse({"jsonrpc": "2.0", "id": None, "error": told})
    return JSONResponse(build_error_response(None, _plainly(error)))


def _plainly(error: A2AError) -> A2AError:
    # The library knows errors by their very class.
    return InvalidRequestError(error.message) if isinstance(error, _TooLarge) else error


def _not_signed_in(why: str) -> Response:
    return JSONResponse(
        {"error": {"code": 401, "status": "UNAUTHENTICATED", "message": why}},
        401,
        {"WWW-Authenticate": 'Bearer realm="bookrunner"'},
    )
