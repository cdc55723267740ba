"""Whether a database has changed since it was asked, and what may be remembered until it does."""

from __future__ import annotations

import sqlite3
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from contextlib import suppress
from pathlib import Path
from typing import Generic, TypeVar

from sqlalchemy import Engine

V = TypeVar("V")


class Edition:
    """The state of a database, as a mark that is another after any change by anybody.

    SQLite tells it in some microseconds (``PRAGMA data_version``, to a connection that never writes
    itself). Of a server's database, and of one in memory, nothing is known, so nothing is
    remembered of it.
    """

    def __init__(self, database: Engine) -> None:
        name = database.url.database or ""
        is_file = database.dialect.name == "sqlite" and name not in ("", ":memory:")
        self._path = Path(name) if is_file else None
        self._file: tuple[int, int] | None = None
        self._watching: sqlite3.Connection | None = None
        self._openings = 0
        self._turn = threading.Lock()

    @property
    def tells(self) -> bool:
        """Whether changes of this kind of database can be told at all."""
        return self._path is not None

    def now(self) -> Hashable | None:
        """The mark; None where changes cannot be told, so that nothing may be remembered."""
        if self._path is None:
            return None
        try:
            with self._turn:
                return self._mark(self._path)
        except (OSError, sqlite3.Error):
            self.close()
            return None

    def _mark(self, path: Path) -> Hashable:
        told = path.stat()
        file = (told.st_dev, told.st_ino)
        if self._watching is None or file != self._file:
            # A file put in the other's place is another database, whatever its version.
            if self._watching is not None:
                self._watching.close()
            self._watching = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
            self._file = file
            # Versions are counted anew by each connection.
            self._openings += 1
        [version] = self._watching.execute("PRAGMA data_version").fetchone()
        return (self._openings, version)

    def close(self) -> None:
        """Let go of the file; it is opened again when next asked for."""
        with self._turn, suppress(sqlite3.Error):
            if self._watching is not None:
                self._watching.close()
            self._watching = None

    def __del__(self) -> None:
        """Lets go of the file."""
        self.close()


class Remembered(Generic[V]):
    """What was worked out from a database, by key, until anything in the database changes.

    The mark is taken before a value is worked out, so what changes meanwhile is seen by whoever
    asks next. Values are shared between threads and must never be changed.
    """

    def __init__(
        self, edition: Edition | None, size: int, weigh: Callable[[V], int] = lambda _: 1
    ) -> None:
        """Nothing is remembered yet.

        Args:
            edition: Of the database; without one nothing is ever remembered.
            size: How much is kept at most; what was not asked for the longest goes first.
            weigh: How much of that a value takes; without it each takes one.
        """
        self._edition = edition
        self._size = size
        self._weigh = weigh
        self._weight = 0
        self._mark: Hashable | None = None
        self._held: OrderedDict[Hashable, V] = OrderedDict()
        self._turn = threading.Lock()

    def look(self, key: Hashable) -> V | None:
        """The value of a key, where it is known of this state of the database."""
        mark = self._edition and self._edition.now()
        with self._turn:
            if mark is None or mark != self._mark or key not in self._held:
                return None
            self._held.move_to_end(key)
            return self._held[key]

    def get(self, key: Hashable, make: Callable[[], V]) -> V:
        """The value of a key, worked out where it is not known of this state of the database.

        Args:
            key: All that the value depends on beside the database; whoever asks, where walls do.
        """
        mark = self._edition and self._edition.now()
        if mark is None:
            return make()
        with self._turn:
            if mark == self._mark and key in self._held:
                self._held.move_to_end(key)
                return self._held[key]
        made = make()
        with self._turn:
            if mark != self._mark:
                self._held.clear()
                self._weight = 0
                self._mark = mark
            before = self._held.pop(key, None)
            self._weight += self._weigh(made) - (0 if before is None else self._weigh(before))
            self._held[key] = made
            while self._weight > self._size:
                _, gone = self._held.popitem(last=False)
                self._weight -= self._weigh(gone)
        return made
