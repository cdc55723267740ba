"""Every call in one line of a file that only grows; without words unless they are wanted."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path

from bookrunner.llm.errors import StateUnusable


class CallLog:
    """Lines of JSON. What cannot be logged is not sent."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def ready(self) -> None:
        """Make sure that a line can be written.

        Raises:
            StateUnusable: It cannot.
        """
        self._append(b"")

    def write(self, line: Mapping[str, object]) -> None:
        """Append one line, whole even where other processes append theirs."""
        self._append((json.dumps(line, default=str) + "\n").encode())

    def _append(self, line: bytes) -> None:
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            handle = os.open(self._file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
            try:
                os.write(handle, line)
            finally:
                os.close(handle)
        except OSError as error:
            raise StateUnusable(self._file) from error
