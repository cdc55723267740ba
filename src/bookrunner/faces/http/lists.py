"""Long lists page by page, and tags by which an unchanged answer is known."""

from __future__ import annotations

import base64
import hashlib
import json
from decimal import Decimal

from bookrunner.faces.http.problem_details import HttpProblem
from bookrunner.operations import Operation
from bookrunner.operations.forms import json_text
from bookrunner.operations.parsing_shapes import ExactNumber
from bookrunner.operations.service import Answer


def tag_of(text: str) -> str:
    """The ETag of a text."""
    return f'"{hashlib.blake2b(text.encode(), digest_size=16).hexdigest()}"'


def page(operation: Operation, answer: Answer, size: int, cursor: str) -> tuple[str, str]:
    """A page of the operation's list, and the cursor of the next one, empty at the end.

    A cursor names the list it was made of: where the list has changed since, it is refused,
    because entries would be left out or come twice.

    Args:
        size: Entries on a page; 0 for all.

    Raises:
        HttpProblem: The cursor is none of this list.
    """
    if not operation.items or (not size and not cursor):
        return answer.text, ""
    held = json.loads(answer.text, parse_float=_exact)
    rows = held[operation.items]
    mark = tag_of(answer.text)[1:13]
    start = _start(cursor, mark)
    end = min(start + (size or 100), len(rows))
    held[operation.items] = rows[start:end]
    following = base64.urlsafe_b64encode(f"{mark}:{end}".encode()).decode().rstrip("=")
    return json_text(held), following if end < len(rows) else ""


def _exact(digits: str) -> ExactNumber:
    return ExactNumber(Decimal(digits))


def _start(cursor: str, mark: str) -> int:
    if not cursor:
        return 0
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        made_of, _, number = base64.urlsafe_b64decode(padded).decode("ascii").partition(":")
        start = int(number)
    except ValueError:
        made_of, start = "", -1
    if made_of == mark and start >= 0:
        return start
    raise HttpProblem(
        409,
        "StaleCursor",
        "The cursor is of no list there is now",
        "the list has changed, or the cursor was made up: ask for the first page again",
    )
