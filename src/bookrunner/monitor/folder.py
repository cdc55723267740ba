"""Files that appear in a watched folder, each once and only when it is whole."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bookrunner.monitor.record_sql import WatchRecord

FOLDER = "folder"
_QUIET_SECONDS = 2.0
"""A file that was written to within this time may be on its way still."""
_UNFINISHED = (".part", ".tmp", ".crdownload", ".partial")


@dataclass(frozen=True)
class Arrived:
    """A file to be read."""

    path: Path
    signature: str
    """Its size and time of change: another file under the name has another."""


@dataclass(frozen=True)
class Folder:
    """What lies in a folder now."""

    arrived: Sequence[Arrived]
    known: int
    waiting: int
    """Still being written; the next pass sees to them."""


def looked_into(
    folder: Path, record: WatchRecord, clock: Callable[[], float] = time.time
) -> Folder:
    """The files of a folder and those below it, oldest first.

    Raises:
        OSError: It cannot be read.
    """
    arrived: list[tuple[int, Arrived]] = []
    known = waiting = 0
    if not folder.is_dir():
        raise NotADirectoryError(str(folder))
    for path in sorted(folder.rglob("*")):
        if path.name.startswith((".", "~")) or path.is_symlink() or not path.is_file():
            continue
        said = path.stat()
        signature = f"{said.st_size}-{said.st_mtime_ns}"
        if record.file_signature(str(path)) == signature:
            known += 1
        elif path.suffix in _UNFINISHED or clock() - said.st_mtime < _QUIET_SECONDS:
            waiting += 1
        else:
            arrived.append((said.st_mtime_ns, Arrived(path, signature)))
    return Folder([one for _, one in sorted(arrived, key=lambda row: row[0])], known, waiting)
