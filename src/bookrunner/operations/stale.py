"""Written work that no longer says what the records say, over all books that are known."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from pathlib import Path

from bookrunner.app import Desk
from bookrunner.figures import BookrunnerError, NotFound
from bookrunner.ledger import read
from bookrunner.operations.kept_books import kept_books
from bookrunner.operations.refreshing import refreshed
from bookrunner.operations.refreshing_shapes import RefreshAnswer, RefreshRequest
from bookrunner.operations.stale_shapes import (
    BookUnchecked,
    StaleAnswer,
    StaleBook,
    StaleRequest,
)

_LEDGER = "ledger.json"


def stale(desk: Desk, request: StaleRequest) -> StaleAnswer:
    """Each book valued again by its own request; nothing is written.

    A book that cannot be compared stands with the reason, so that no list is silently short.

    Raises:
        NotFound: A folder that was named holds no book.
    """
    folders = _folders(desk, request.folders)
    found: list[StaleBook] = []
    unchecked: list[BookUnchecked] = []
    fresh = 0
    for done, folder in enumerate(folders):
        desk.progress(f"Looking at {folder.name}", done, len(folders))
        try:
            told = refreshed(desk, RefreshRequest(folder))
        except BookrunnerError as error:
            unchecked.append(BookUnchecked(str(folder), str(error)))
            continue
        if told.stale or told.causes or told.anew:
            found.append(_stale(folder, told))
        else:
            fresh += 1
    looked_at = len(found) + fresh + len(unchecked)
    return StaleAnswer(looked_at, fresh, tuple(found), tuple(unchecked))


def _folders(desk: Desk, named: Sequence[Path]) -> Sequence[Path]:
    if not named:
        return [Path(one.folder) for one in kept_books(desk)]
    for folder in named:
        if not (folder / _LEDGER).is_file():
            raise NotFound(
                "book", str(folder), hint="name the folder that `bookrunner pitch` wrote"
            )
    return named


def _stale(folder: Path, told: RefreshAnswer) -> StaleBook:
    return StaleBook(
        folder=str(folder),
        company=_company(folder),
        as_of=told.as_of,
        fresh_as_of=told.fresh_as_of,
        causes=told.causes,
        # A figure of another day may still show the same number.
        stale=tuple(line for line in told.stale if line.old != line.new),
        anew=len(told.anew),
        refresh=f"bookrunner refresh {shlex.quote(str(folder))}",
    )


def _company(folder: Path) -> str:
    book = read(folder / _LEDGER).book
    return str((book.get("asked") or {}).get("company", ""))
