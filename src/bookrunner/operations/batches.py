"""Files of requests, one JSON object a line."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from bookrunner.figures import Ambiguous, BadInput, BookrunnerError, NotFound
from bookrunner.operations.days import require_possible
from bookrunner.operations.line_shapes import RowError

_BYTES_MAX = 256 * 1024 * 1024


class UnusableBatch(BadInput):
    """A file that cannot be read as a batch at all."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(f"{path.name} is no batch: {why}")


class NoQuestion(BadInput):
    """A row of a batch that asks nothing; the rows after it are answered."""

    def __init__(self) -> None:
        super().__init__("the row asks no question")


def texts(path: Path) -> Iterator[tuple[int, str]]:
    """The lines that are not blank, with their number in the file.

    Raises:
        UnusableBatch: The file is no text.
    """
    for number, text in enumerate(_lines(path), start=1):
        if text.strip():
            yield number, text


def _lines(path: Path) -> Sequence[str]:
    try:
        if path.stat().st_size > _BYTES_MAX:
            raise UnusableBatch(path, "it is larger than 256 MB; split it")
        return path.read_text(encoding="utf-8-sig").split("\n")
    except UnicodeDecodeError as error:
        raise UnusableBatch(path, "it is not text in UTF-8") from error
    except OSError as error:
        raise UnusableBatch(path, error.strerror or "it cannot be read") from error


def day_known(row: Mapping[str, object], otherwise: date | None) -> date | None:
    """The day as of which a row asks; the command's own where it names none.

    Raises:
        BadInput: It is no day, or one that nothing can be asked as of.
    """
    said = row.get("as_of")
    if said is None:
        return otherwise
    try:
        day = date.fromisoformat(str(said))
    except ValueError as error:
        raise BadInput(f"as_of is {said!r}; write it as 2024-03-15") from error
    require_possible(day)
    return day


def fields(text: str, known: Collection[str], example: str) -> Mapping[str, object]:
    """The row's fields, all of them known.

    Raises:
        BadInput: The row is no JSON object, or has a field nobody knows.
    """
    try:
        row = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BadInput("the row is not JSON") from error
    if not isinstance(row, dict):
        raise BadInput(f"the row is not an object such as {example}")
    if unknown := sorted(set(row) - set(known)):
        raise BadInput(f"unknown field {', '.join(unknown)}; known are {', '.join(known)}")
    return row


def row_error(error: BookrunnerError) -> RowError:
    """Why a row has no answer, as plain values."""
    return RowError(
        type(error).__name__,
        str(error),
        error.near if isinstance(error, NotFound) else (),
        error.choices if isinstance(error, Ambiguous) else (),
    )
