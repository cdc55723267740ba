"""Which books were written from this home and where, so that stale ones are found by themselves."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from bookrunner.app import Desk, HomeUnusable
from bookrunner.figures import may_see
from bookrunner.ledger import read
from bookrunner.storage import write_whole


@dataclass(frozen=True)
class KeptBook:
    """One entry of the list."""

    folder: str
    """Absolute."""
    written_by: str
    as_of: str
    """Its valuation date when it was written, or last refreshed."""
    walls: tuple[str, ...]


def keep(desk: Desk, ledger: Path) -> None:
    """Keep the ledger of a written book where `why` looks, and the book on the list.

    Raises:
        HomeUnusable: Local state cannot be written.
    """
    desk.keep_pitch(ledger)
    held = read(ledger)
    where = str(ledger.parent.absolute())
    entry = KeptBook(where, desk.viewer.name, str(held.as_of), tuple(sorted(held.walls)))
    try:
        write_whole(_list(desk) / f"{_key(where)}.json", json.dumps(asdict(entry)))
    except OSError as error:
        raise HomeUnusable(desk.settings.home, error) from error


def kept_books(desk: Desk) -> Sequence[KeptBook]:
    """The books that the viewer may know of, by folder."""
    found = []
    for path in _list(desk).glob("*.json"):
        try:
            held = json.loads(path.read_text(encoding="utf-8"))
            entry = KeptBook(**{**held, "walls": tuple(held["walls"])})
        except (OSError, ValueError, TypeError, KeyError):
            # An entry is a convenience; the book itself is looked at, and one lost is asked for by
            # its folder.
            continue
        if may_see(desk.viewer, frozenset(entry.walls)):
            found.append(entry)
    return sorted(found, key=lambda one: one.folder)


def _list(desk: Desk) -> Path:
    return desk.settings.home / "books"


def _key(folder: str) -> str:
    return hashlib.sha256(folder.encode()).hexdigest()[:32]
