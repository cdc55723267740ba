"""Bytes kept under their own digest in a folder, so that a name always means the same content."""

from __future__ import annotations

import gzip
import hashlib
import os
import re
import struct
import tempfile
import zlib
from pathlib import Path

from bookrunner.figures import BookrunnerError, NotFound

# Level 5 halves the time of level 9 and costs 2% of its size on HTML.
_COMPRESSION_LEVEL = 5


class BlobMissing(NotFound):
    """No content of that digest was ever kept here."""

    def __init__(self, digest: str) -> None:
        super().__init__("stored file", digest, hint="ingest the file it came from again")


class BlobCorrupt(BookrunnerError):
    """The kept bytes are not those that were put: the disk or someone changed them."""

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(
            f"{path} no longer holds what was stored in it; ingest the file it came from again"
        )


class BlobUnwritable(BookrunnerError):
    """A file cannot be kept: the disk is full, or the folder may not be written."""


class BlobFolder:
    """Keeps bytes by their SHA-256; what is kept is whole, never changes and is checked on reading.

    Any number of processes may put and get at once: a file appears under its name only when all
    of it is on the disk.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def put(self, content: bytes, *, packed: bytes | None = None) -> str:
        """The digest under which the content is kept from now on; putting it twice is harmless.

        Args:
            packed: The gzip file that the content came in, which is kept as it is, where its own
                check sum and length are those of the content.
        """
        digest = hashlib.sha256(content).hexdigest()
        if not self.has(digest):
            self._write(digest, _packed(content, packed))
        return digest

    def restore(self, content: bytes, *, packed: bytes | None = None) -> bool:
        """Whether what was kept of the content was lost or damaged; it is whole from now on."""
        digest = hashlib.sha256(content).hexdigest()
        try:
            self.get(digest)
        except (BlobMissing, BlobCorrupt):
            self._write(digest, _packed(content, packed))
            return True
        return False

    def _write(self, digest: str, held: bytes) -> None:
        target = self._file(digest)
        try:
            self._put_whole(target, held)
        except OSError as error:
            raise BlobUnwritable(
                f"files cannot be kept in {self._path} ({error.strerror or error}); make room or "
                "make it writable, then run the same command again: it goes on where it stopped"
            ) from error

    def _put_whole(self, target: Path, held: bytes) -> None:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, part = tempfile.mkstemp(dir=target.parent, prefix=target.name[:8], suffix=".part")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(held)
                file.flush()
                os.fsync(file.fileno())
            Path(part).replace(target)
        except BaseException:
            Path(part).unlink(missing_ok=True)
            raise
        _sync_folder(target.parent)

    def get(self, digest: str) -> bytes:
        """The content of that digest.

        Raises:
            BlobMissing: Nothing was kept under it.
            BlobCorrupt: The file no longer holds that content.
        """
        path = self._file(digest)
        try:
            content = gzip.decompress(path.read_bytes())
        except FileNotFoundError:
            raise BlobMissing(digest) from None
        except (OSError, EOFError, zlib.error) as error:
            raise BlobCorrupt(path) from error
        if hashlib.sha256(content).hexdigest() != digest:
            raise BlobCorrupt(path)
        return content

    def has(self, digest: str) -> bool:
        """Whether content of that digest is kept."""
        return self._file(digest).exists()

    def sweep(self) -> int:
        """How many unfinished files of killed writers were removed; call while nobody writes."""
        parts = list(self._path.glob("*/*.part"))
        for part in parts:
            part.unlink(missing_ok=True)
        return len(parts)

    def _file(self, digest: str) -> Path:
        # A digest may come from a caller's input; nothing but hex may become part of a path.
        if re.fullmatch(r"[0-9a-f]{64}", digest) is None:
            raise BlobMissing(digest)
        return self._path / digest[:2] / f"{digest}.gz"


def _packed(content: bytes, packed: bytes | None) -> bytes:
    if packed is not None:
        # A gzip file ends in the CRC-32 and the length of what it holds (RFC 1952, 2.3.1).
        trailer = struct.pack("<II", zlib.crc32(content), len(content) & 0xFFFFFFFF)
        if packed.endswith(trailer) and len(packed) < len(content):
            return packed
    return gzip.compress(content, _COMPRESSION_LEVEL, mtime=0)


def _sync_folder(folder: Path) -> None:
    """Make the folder's new entry survive a power cut; Windows has no such call and no need."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
