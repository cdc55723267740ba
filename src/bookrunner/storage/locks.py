"""One process at a time, on one machine."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Holds the file's lock, which the system frees however the process ends."""
    with path.open("a+b") as file:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415 - Windows only

            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)
        else:
            import fcntl  # noqa: PLC0415 - everywhere but Windows

            fcntl.flock(file, fcntl.LOCK_EX)
        yield


@contextmanager
def claimed(path: Path) -> Iterator[bool]:
    """Whether the file's lock was free and is held now; nobody is waited for."""
    with path.open("a+b") as file:
        try:
            if sys.platform == "win32":
                import msvcrt  # noqa: PLC0415 - Windows only

                file.seek(0)
                msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
            else:
                import fcntl  # noqa: PLC0415 - everywhere but Windows

                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            is_mine = False
        else:
            is_mine = True
        yield is_mine
