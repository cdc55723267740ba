"""Files as they lie in folders: which may be filings, and their bytes, decompressed to a limit."""

from __future__ import annotations

import gzip
import os
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from bookrunner.figures import BadInput, NotFound

CONTENT_BYTES_MAX = 600_000_000
"""The largest full submissions on EDGAR have some 200 MB; what is larger is an archive bomb."""

_CHUNK_BYTES = 4_000_000
_FILING_SUFFIXES = frozenset({".htm", ".html", ".xhtml", ".txt"})


class ArchiveTooLarge(BadInput):
    """A file that, decompressed, is larger than any filing."""

    def __init__(self, name: str, bytes_max: int) -> None:
        super().__init__(
            f"{name} is larger than {bytes_max:,} bytes when decompressed, which no filing is; "
            "it was not read further"
        )


class UnreadableArchive(BadInput):
    """A .gz file that is not gzip, or breaks off."""

    def __init__(self, name: str, error: Exception) -> None:
        super().__init__(f"{name} cannot be decompressed ({error}); fetch it again")


def files_below(paths: Sequence[Path]) -> Iterator[tuple[Path, bool]]:
    """Each file, sorted by name within its folder, and whether the caller named it himself.

    Raises:
        NotFound: One of the paths does not exist.
    """
    for path in paths:
        if not path.exists():
            raise NotFound("file or folder", str(path))
    seen: set[Path] = set()
    for path in paths:
        for file, named in _below(path):
            if file.resolve() not in seen:
                seen.add(file.resolve())
                yield file, named


def _below(path: Path) -> Iterator[tuple[Path, bool]]:
    if not path.is_dir():
        yield path, True
        return
    # os.walk does not follow links to folders, so that a loop of links ends.
    for folder, folders, names in os.walk(path):
        folders.sort()
        for name in sorted(names):
            yield Path(folder) / name, False


def plain_name(path: Path) -> str:
    """The file's name without ``.gz``."""
    return path.name[:-3] if path.name.lower().endswith(".gz") else path.name


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
        UnreadableArchive: It is not the gzip file that its name says.
    """
    if not path.name.lower().endswith(".gz"):
        if path.stat().st_size > bytes_max:
            raise ArchiveTooLarge(path.name, bytes_max)
        return path.read_bytes()
    parts: list[bytes] = []
    size = 0
    try:
        with gzip.open(path) as file:
            while part := file.read(_CHUNK_BYTES):
                size += len(part)
                if size > bytes_max:
                    raise ArchiveTooLarge(path.name, bytes_max)
                parts.append(part)
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise UnreadableArchive(path.name, error) from error
    return b"".join(parts)


def beginning(path: Path, count: int) -> bytes:
    """The first bytes of the file, decompressed; empty when it cannot be decompressed."""
    try:
        if path.name.lower().endswith(".gz"):
            with gzip.open(path) as file:
                return file.read(count)
        with path.open("rb") as plain:
            return plain.read(count)
    except (gzip.BadGzipFile, EOFError, zlib.error):
        return b""
