"""Files as they lie in folders: which may be filings, and their bytes, decompressed to a limit."""

from __future__ import annotations

import gzip
import os
import stat
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from bookrunner.figures import BadInput, NotFound

CONTENT_BYTES_MAX = 500_000_000
"""The largest full submissions on EDGAR have some 200 MB; what is larger is an archive bomb."""
PACKED_RATIO_MAX = 100
"""How many times its size a .gz file may hold; filings are packed to a tenth, at most a thirtieth.
Files of one letter reach 1,000."""
RATIO_FREE_BYTES = 1_000_000
"""What is no larger does no harm, however it is packed."""

_CHUNK_BYTES = 4_000_000
_FILING_SUFFIXES = frozenset({".htm", ".html", ".xhtml", ".txt", ".nc", ".xml", ".pdf"})


class ArchiveTooLarge(BadInput):
    """A file that, decompressed, is larger than any filing."""

    def __init__(self, name: str, bytes_max: int) -> None:
        super().__init__(
            f"{name} is larger than {bytes_max:,} bytes when decompressed, which no filing is; "
            "it was not read further"
        )


class ArchiveTooDense(BadInput):
    """A .gz file that holds more than anything written by people can be packed to."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name} holds more than {PACKED_RATIO_MAX} times its size when decompressed, which no "
            "filing does; it was not read further"
        )


class UnreadableArchive(BadInput):
    """A .gz file that is not gzip, or breaks off."""

    def __init__(self, name: str, error: Exception) -> None:
        super().__init__(f"{name} cannot be decompressed ({error}); fetch it again")


class NotAPlainFile(BadInput):
    """A link to nothing, a folder, a pipe or a device where a file should be."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(f"{path.name[:100]} {why}; only plain files are read")


def files_below(paths: Sequence[Path]) -> Iterator[tuple[Path, bool]]:
    """Each file, sorted by name within its folder, and whether the caller named it himself.

    Raises:
        NotFound: One of the paths does not exist.
    """
    for path in paths:
        if not os.path.exists(path):  # noqa: PTH110 - Path.exists raises for a path too long
            raise NotFound("file or folder", str(path))
    seen: set[str] = set()
    for path in paths:
        for file, named in _below(path):
            # Unlike Path.resolve this raises nothing for links that lead in a circle. Links that
            # lead nowhere are told of each.
            real = str(file) if why_not_plain(file) else os.path.realpath(file)
            if real not in seen:
                seen.add(real)
                yield file, named


def _below(path: Path) -> Iterator[tuple[Path, bool]]:
    if not path.is_dir():
        yield path, True
        return
    closed: list[str] = []

    def note(error: OSError) -> None:
        closed.append(str(error.filename))

    # os.walk does not follow links to folders, so that a loop of links ends.
    for folder, folders, names in os.walk(path, onerror=note):
        folders.sort()
        for name in sorted(names):
            yield Path(folder) / name, False
        # A folder that cannot be opened is told of; what is in it would be missed in silence.
        yield from ((Path(name), True) for name in closed)
        closed.clear()
    yield from ((Path(name), True) for name in closed)


def why_not_plain(path: Path) -> str:
    """Why there is no plain file to read at a path, as a clause; empty when there is one."""
    try:
        kind = path.stat().st_mode
    except OSError as error:
        if path.is_symlink():
            return f"is a link that leads to no file ({error.strerror})"
        return f"cannot be opened ({error.strerror})"
    if stat.S_ISDIR(kind):
        return "is a folder that cannot be opened"
    return "" if stat.S_ISREG(kind) else "is a pipe, a device or the like"


def plain_name(path: Path) -> str:
    """The file's name without ``.gz``, in letters that can be stored and shown."""
    name = os.fsencode(path.name).decode("utf-8", errors="replace")
    return name[:-3] if name.lower().endswith(".gz") else name


def may_be_filing(path: Path) -> bool:
    """Whether its name is that of a filing's document."""
    return Path(plain_name(path)).suffix.lower() in _FILING_SUFFIXES


def may_be_data(path: Path) -> bool:
    """Whether its name is that of JSON, which the SEC's data comes as."""
    return Path(plain_name(path)).suffix.lower() == ".json"


def content(path: Path, *, bytes_max: int = CONTENT_BYTES_MAX) -> bytes:
    """The file's bytes, decompressed when its name ends in ``.gz``.

    Raises:
        ArchiveTooLarge: It holds more than ``bytes_max``.
        ArchiveTooDense: It is packed as only a bomb is.
        NotAPlainFile: It is a pipe, a device or the like.
        UnreadableArchive: It is not the gzip file that its name says.
    """
    if not path.name.lower().endswith(".gz"):
        with _opened(path) as plain:
            return _bounded(plain, bytes_max, ArchiveTooLarge(path.name, bytes_max))
    try:
        with _opened(path) as packed, gzip.open(packed) as unpacked:
            dense = max(RATIO_FREE_BYTES, PACKED_RATIO_MAX * os.fstat(packed.fileno()).st_size)
            if dense < bytes_max:
                return _bounded(unpacked, dense, ArchiveTooDense(path.name))
            return _bounded(unpacked, bytes_max, ArchiveTooLarge(path.name, bytes_max))
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise UnreadableArchive(path.name, error) from error


def packed(path: Path, *, bytes_max: int) -> bytes | None:
    """The gzip file itself; None for a file that is none, has changed or is larger than that."""
    if not path.name.lower().endswith(".gz"):
        return None
    try:
        with _opened(path) as file:
            found = file.read(bytes_max + 1)
    except (BadInput, OSError):
        return None
    return found if len(found) <= bytes_max else None


def received(path: Path) -> tuple[str, bytes]:
    """A file's name, by which its document is known, and its bytes, decompressed.

    Raises:
        BadInput: As ``content``.
    """
    return plain_name(path), content(path)


def _bounded(file: BinaryIO | gzip.GzipFile, bytes_max: int, beyond: BadInput) -> bytes:
    parts: list[bytes] = []
    size = 0
    while part := file.read(_CHUNK_BYTES):
        size += len(part)
        if size > bytes_max:
            raise beyond
        parts.append(part)
    return b"".join(parts)


def beginning(path: Path, count: int) -> bytes:
    """The first bytes of the file, decompressed; empty when it cannot be decompressed."""
    try:
        if path.name.lower().endswith(".gz"):
            with _opened(path) as packed, gzip.open(packed) as file:
                return file.read(count)
        with _opened(path) as plain:
            return plain.read(count)
    except (gzip.BadGzipFile, EOFError, zlib.error):
        return b""


def _opened(path: Path) -> BinaryIO:
    """The file, opened without waiting: a pipe put in its place would never answer."""
    if why := why_not_plain(path):
        raise NotAPlainFile(path, why)
    return open(path, "rb", opener=_without_waiting)


def _without_waiting(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
