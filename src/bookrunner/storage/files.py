"""Files written whole: at once, or behind the back of who waits for something else."""

from __future__ import annotations

import os
import tempfile
import threading
from pathlib import Path


def write_whole(path: Path, text: str) -> None:
    """Write a file so that whoever reads it sees all of the old or all of the new."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, part = tempfile.mkstemp(dir=path.parent, suffix=".part")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        Path(part).replace(path)
    except BaseException:
        Path(part).unlink(missing_ok=True)
        raise


class WrittenBehind:
    """Writes files some milliseconds later, of several for one path only the newest.

    For copies that a later question may need and that no answer should wait for. What was given
    last is on the disk once ``settle`` returns.
    """

    def __init__(self) -> None:
        self._waiting: dict[Path, str] = {}
        self._turn = threading.Condition()
        self._writer: threading.Thread | None = None
        self._problem: OSError | None = None
        self._writes = False

    def put(self, path: Path, text: str) -> None:
        """Write that later.

        Raises:
            OSError: What was given before could not be written.
        """
        with self._turn:
            self._tell_problem()
            self._waiting[path] = text
            if self._writer is None:
                self._writer = threading.Thread(target=self._write, name="kept", daemon=True)
                self._writer.start()
            self._turn.notify_all()

    def settle(self) -> None:
        """Wait until all that was given is written.

        Raises:
            OSError: It could not be.
        """
        with self._turn:
            self._turn.wait_for(lambda: not self._waiting and not self._writes)
            self._tell_problem()

    def _tell_problem(self) -> None:
        problem, self._problem = self._problem, None
        if problem is not None:
            raise problem

    def _write(self) -> None:
        while True:
            with self._turn:
                self._writes = False
                self._turn.notify_all()
                self._turn.wait_for(lambda: self._waiting)
                batch, self._waiting = self._waiting, {}
                self._writes = True
            try:
                for path, text in batch.items():
                    write_whole(path, text)
            except OSError as error:
                with self._turn:
                    self._problem = error
