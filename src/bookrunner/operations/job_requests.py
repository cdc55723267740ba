"""Any operation asked for as a job, by whoever has no header to say so in."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import Any

from bookrunner.app import Desk
from bookrunner.figures import Caller, Credentials, Unusable
from bookrunner.operations.job_shapes import JobLine, SubmitJobRequest
from bookrunner.operations.jobs import job_line
from bookrunner.operations.service import Service

_KEY = re.compile(r"[A-Za-z0-9._:-]{0,100}")


class UnreadableJob(Unusable):
    """The fields or the key of a job are not written as they have to be; nothing was submitted."""


def submitted(desk: Desk, request: SubmitJobRequest) -> JobLine:
    """The job, which waits for a worker.

    Raises:
        UnreadableJob: The fields are no JSON object, or the key is none.
        NotFound: There is no such operation for callers from afar.
        NotAllowed: The caller may not ask for it.
        BadRequest: The operation cannot be asked so.
        KeyUsed: The key stands for another request.
        QueueFull: Too much waits.
    """
    if not _KEY.fullmatch(request.key):
        raise UnreadableJob("a key is up to 100 letters, digits and . _ : -")
    given = _fields(request.request)
    # What is asked here is in the record already, as the request of `submit-job`.
    service = Service(desk, _Here(desk.caller))
    name = request.operation.strip()
    return job_line(service.submit(desk.caller, name, given, request.key), tells_answer=False)


def _fields(text: str) -> dict[str, Any]:
    try:
        held = json.loads(text or "{}", parse_float=Decimal)
    except (ValueError, RecursionError) as error:
        said = f"the request is not JSON ({type(error).__name__})"
        raise UnreadableJob(f'{said}; write it as {{"company": "HD"}}') from None
    if not isinstance(held, dict):
        raise UnreadableJob('the request is no JSON object; write it as {"company": "HD"}')
    return held


class _Here:
    """The door for who is inside already."""

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def caller(self, credentials: Credentials) -> Caller:  # noqa: ARG002 - as any door
        """Who asks."""
        return self._caller

    def again(self, name: str) -> Caller:  # noqa: ARG002 - as any door
        """Who asks."""
        return self._caller
