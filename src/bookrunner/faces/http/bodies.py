"""What callers send, read in one way by the faces that speak plain HTTP."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from starlette.requests import Request

from bookrunner.faces.http.problem_details import HttpProblem
from bookrunner.operations import Kind

_BODY_MAX = 4 * 1024 * 1024
"""Bytes of a request's JSON; files are uploaded."""


def typed(kind: Kind, name: str, values: list[str]) -> Any:  # noqa: ANN401 - of the field's kind
    """What an address says of a field; what it cannot be stays text, for the request to refuse."""
    if kind in (Kind.TEXTS, Kind.WALLS):
        return [part for value in values for part in value.split(",")]
    if len(values) > 1:
        raise unreadable(f"{name} is given more than once")
    value = values[0]
    if kind is Kind.FLAG:
        return {"true": True, "false": False, "1": True, "0": False}.get(value.lower(), value)
    if kind is Kind.NUMBER and name != "cursor":
        return int(value) if value.isascii() and value.isdigit() and len(value) < 12 else value
    return value


async def json_body(request: Request) -> Mapping[str, Any]:
    """The JSON object in a request's body.

    Raises:
        HttpProblem: It is none, or too large.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        # A form of another site can send anything but this.
        raise HttpProblem(
            415, "NotJson", "The body is not JSON", "send application/json; {} asks for nothing"
        )
    content = bytearray()
    async for piece in request.stream():
        content += piece
        if len(content) > _BODY_MAX:
            raise HttpProblem(
                413, "TooLarge", "The body is too large", "upload files, and name them in the body"
            )
    try:
        held = json.loads(bytes(content), parse_float=Decimal, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise unreadable(f"the body is not JSON ({type(error).__name__})") from None
    if not isinstance(held, dict):
        raise unreadable("the body is not a JSON object of the operation's fields")
    return held


def _no_number(name: str) -> float:
    raise ValueError(name)


def unreadable(detail: str) -> HttpProblem:
    """What is told of a request that cannot be read."""
    return HttpProblem(400, "BadRequest", "The request cannot be read", detail)
