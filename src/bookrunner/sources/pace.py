"""At most so many requests a second over all processes of a machine."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

PER_SECOND_MAX = 8
"""Requests in any second; the SEC allows ten."""

_SPACING_S = 1 / (PER_SECOND_MAX - 1)
# Spaced for seven, the ninth is over a second after the first even when that was 140 ms late.
_LATEST_SLOT_S = 60.0
# A slot further ahead than this was written before the machine's clock began anew.


class Pace:
    """Gives out moments at which a request may start, through one file that processes share."""

    def __init__(
        self,
        path: Path,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._path = path
        self._clock = clock
        self._sleep = sleep

    def wait(self) -> None:
        """Return when the next request may start."""
        self._sleep(max(0.0, self._slot() - self._clock()))

    def hold(self, seconds: float) -> None:
        """Let no process start a request for so long; the source asked for it."""
        with self._shared() as file:
            now = self._clock()
            self._write(file, max(self._read(file, now), now + min(seconds, _LATEST_SLOT_S)))

    def _slot(self) -> float:
        with self._shared() as file:
            now = self._clock()
            slot = max(now, self._read(file, now))
            self._write(file, slot + _SPACING_S)
            return slot

    def _read(self, file: BinaryIO, now: float) -> float:
        file.seek(0)
        try:
            slot = float(file.read(64) or b"0")
        except ValueError:
            return now
        return slot if slot - now <= _LATEST_SLOT_S else now

    @staticmethod
    def _write(file: BinaryIO, slot: float) -> None:
        file.seek(0)
        file.truncate()
        file.write(repr(slot).encode())
        file.flush()

    @contextmanager
    def _shared(self) -> Iterator[BinaryIO]:
        """The file, locked; the system frees the lock however the process ends."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        with os.fdopen(handle, "r+b") as file:
            if sys.platform == "win32":
                import msvcrt  # noqa: PLC0415 - Windows only

                msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)
            else:
                import fcntl  # noqa: PLC0415 - everywhere but Windows

                fcntl.flock(file, fcntl.LOCK_EX)
            yield file
