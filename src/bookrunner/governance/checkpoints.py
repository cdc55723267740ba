"""Signed statements of how long the log is and what it holds, and where copies of them go."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from bookrunner.governance.entries import canonical


@dataclass(frozen=True)
class Checkpoint:
    """What was signed: the log of this origin had ``size`` entries with this root and head."""

    origin: str
    """The hash of the log's first entry."""
    size: int
    at: str
    offset: int
    """Bytes of the log up to there."""
    head: str
    root: str
    peaks: tuple[str, ...]
    """Of the tree, so that it can be grown without reading the log from its beginning."""
    key: str
    """The public key in hexadecimal."""
    signature: str = ""

    @property
    def signed_words(self) -> bytes:
        """What the signature is of."""
        return b"bookrunner checkpoint\n" + canonical(self._held())

    @property
    def line(self) -> bytes:
        """As it is kept."""
        return canonical(self._held() | {"signature": self.signature}) + b"\n"

    def _held(self) -> dict[str, object]:
        return {
            "origin": self.origin,
            "size": self.size,
            "at": self.at,
            "offset": self.offset,
            "head": self.head,
            "root": self.root,
            "peaks": list(self.peaks),
            "key": self.key,
        }


class NoCheckpoint(ValueError):
    """A line that is none."""


def checkpoint_of(line: bytes) -> Checkpoint:
    """The checkpoint that a line holds.

    Raises:
        NoCheckpoint: It is none, or is not written as they are written.
    """
    try:
        held = json.loads(line)
        found = Checkpoint(**(held | {"peaks": tuple(held["peaks"])}))
        same = found.line == line
    except (ValueError, KeyError, TypeError):
        raise NoCheckpoint from None
    if not same:
        raise NoCheckpoint
    return found


class Sink(Protocol):
    """A place for copies outside the reach of whoever could change the log."""

    @property
    def name(self) -> str:
        """For messages."""
        ...

    def lines(self) -> list[bytes]:
        """The whole lines that are there."""
        ...

    def last(self) -> Checkpoint | None:
        """The newest checkpoint there.

        Raises:
            NoCheckpoint: The last whole line is none.
        """
        ...

    def put(self, lines: Sequence[bytes]) -> None:
        """Add lines and have them on the disk.

        Raises:
            OSError: They cannot be written.
        """
        ...


class FileSink:
    """A file, of the log itself or on another volume."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @property
    def name(self) -> str:
        """Its path."""
        return str(self._path)

    def lines(self) -> list[bytes]:
        """The lines; the last may be torn where a process was killed while it wrote."""
        try:
            return self._path.read_bytes().splitlines(keepends=True)
        except FileNotFoundError:
            return []

    def last(self) -> Checkpoint | None:
        """The newest checkpoint there.

        Raises:
            NoCheckpoint: The last whole line is none.
        """
        try:
            with self._path.open("rb") as file:
                size = file.seek(0, os.SEEK_END)
                file.seek(max(0, size - 16_384))
                whole = [one for one in file.read().splitlines(keepends=True) if one[-1:] == b"\n"]
        except FileNotFoundError:
            return None
        return checkpoint_of(whole[-1]) if whole else None

    def put(self, lines: Sequence[bytes]) -> None:
        """As ``Sink``."""
        if not lines:
            return
        opened = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o644)
        try:
            self._mend(opened)
            os.write(opened, b"".join(lines))
            os.fsync(opened)
        finally:
            os.close(opened)

    def _mend(self, opened: int) -> None:
        """Take away a line that a killed process left half written; nothing relied on it."""
        size = os.fstat(opened).st_size
        if size and os.pread(opened, 1, size - 1) != b"\n":
            start = max(0, size - 16_384)
            os.ftruncate(opened, start + os.pread(opened, size - start, start).rfind(b"\n") + 1)
