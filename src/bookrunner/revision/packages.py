"""Office packages taken apart and put together again with every untouched part as it was.

An entry that does not change is carried over as the bytes it is stored in: compressed data, times,
flags and fields of the archive, in the same order. A general zip library compresses anew.
"""

from __future__ import annotations

import hashlib
import io
import itertools
import struct
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from bookrunner.figures import BadInput

_LOCAL, _CENTRAL, _END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
_HAS_DESCRIPTOR, _ENCRYPTED = 0x08, 0x01
_BYTES_MAX = 400_000_000
_PART_MAX = 200_000_000
_UNPACKED_MAX = 1_000_000_000
_COMPOUND = b"\xd0\xcf\x11\xe0"
"""How files begin that hold a locked package, or an old document."""
_DEFLATED = 8


class NotAPackage(BadInput):
    """A file is no Office package, or is damaged."""

    def __init__(self, name: str, why: str) -> None:
        self.name = name
        super().__init__(f"{name} is damaged or no Office file: {why}")


@dataclass(frozen=True)
class _Entry:
    name: str
    central: bytes
    """Its record in the central directory."""
    local: bytes
    """Header, data and descriptor as they stand."""


@dataclass(frozen=True)
class Package:
    """The parts of a file by name, unpacked when they are asked for."""

    name: str
    content: bytes

    @cached_property
    def _archive(self) -> zipfile.ZipFile:
        if len(self.content) > _BYTES_MAX:
            raise NotAPackage(self.name, "it is larger than any workbook or deck")
        if self.content.startswith(_COMPOUND):
            raise NotAPackage(self.name, "it is locked by a password or of the format before 2007")
        try:
            archive = zipfile.ZipFile(io.BytesIO(self.content))
        except (zipfile.BadZipFile, ValueError, OSError) as error:
            raise NotAPackage(self.name, str(error)) from None
        if sum(one.file_size for one in archive.infolist()) > _UNPACKED_MAX:
            raise NotAPackage(self.name, "unpacked it is larger than any workbook or deck")
        return archive

    @cached_property
    def names(self) -> Sequence[str]:
        """The parts in the order of the archive."""
        return tuple(dict.fromkeys(one.filename for one in self._archive.infolist()))

    def __contains__(self, part: str) -> bool:
        return part in self.names

    def part(self, name: str) -> bytes:
        """The content of a part.

        Raises:
            NotAPackage: There is no such part, or its bytes are damaged.
        """
        if name not in self._read:
            self._read[name] = self._unpacked(name)
        return self._read[name]

    @cached_property
    def _read(self) -> dict[str, bytes]:
        return {}

    def _unpacked(self, name: str) -> bytes:
        try:
            found = self._archive.getinfo(name)
            if found.file_size > _PART_MAX:
                raise NotAPackage(self.name, f"its part {name} is too large")
            return self._archive.read(found)
        except KeyError:
            raise NotAPackage(self.name, f"its part {name} is missing") from None
        except (zipfile.BadZipFile, zlib.error, RuntimeError, OSError, EOFError) as error:
            raise NotAPackage(self.name, f"its part {name} is damaged ({error})") from None
        except NotImplementedError as error:
            raise NotAPackage(self.name, f"its part {name}: {error}") from None

    def with_parts(self, changes: Mapping[str, bytes]) -> bytes:
        """The file with these parts changed and every other byte of it kept."""
        if not changes:
            return self.content
        pieces, directory, at = [], [], 0
        for entry in self._entries():
            local, central = entry.local, entry.central
            if entry.name in changes:
                local, central = _packed(entry, changes[entry.name])
            directory.append(central[:42] + struct.pack("<I", at) + central[46:])
            pieces.append(local)
            at += len(local)
        central_bytes = b"".join(directory)
        count = len(directory)
        comment = self._archive.comment
        end = struct.pack(
            "<4sHHHHIIH", _END, 0, 0, count, count, len(central_bytes), at, len(comment)
        )
        return b"".join([*pieces, central_bytes, end, comment])

    def _entries(self) -> Sequence[_Entry]:
        """In the order of the central directory."""
        archive = self._archive
        start = archive.start_dir
        infos = archive.infolist()
        borders = sorted({*(one.header_offset for one in infos), start})
        after = dict(itertools.pairwise(borders))
        found, at = [], start
        for info in infos:
            if self.content[at : at + 4] != _CENTRAL:
                raise NotAPackage(self.name, "its directory is not where it should be")
            lengths = struct.unpack_from("<HHH", self.content, at + 28)
            size = 46 + sum(lengths)
            if struct.unpack_from("<I", self.content, at + 42)[0] != info.header_offset:
                raise NotAPackage(self.name, "it has a form of archive that Office does not write")
            local = self.content[info.header_offset : after[info.header_offset]]
            if local[:4] != _LOCAL:
                raise NotAPackage(self.name, f"its part {info.filename} is not where it should be")
            found.append(_Entry(info.filename, self.content[at : at + size], local))
            at += size
        return found


def _packed(entry: _Entry, data: bytes) -> tuple[bytes, bytes]:
    """The local and the central record with other data; names, times and extra fields stay."""
    method = struct.unpack_from("<H", entry.central, 10)[0]
    if method == _DEFLATED:
        squeezed = zlib.compressobj(6, zlib.DEFLATED, -15)
        stored = squeezed.compress(data) + squeezed.flush()
    else:
        method, stored = 0, data
    flags = struct.unpack_from("<H", entry.central, 8)[0] & ~_HAS_DESCRIPTOR
    sizes = struct.pack("<III", zlib.crc32(data), len(stored), len(data))
    names = struct.unpack_from("<HH", entry.local, 26)
    head = 30 + sum(names)
    local = (
        entry.local[:6]
        + struct.pack("<HH", flags, method)
        + entry.local[10:14]
        + sizes
        + entry.local[26:head]
        + stored
    )
    central = (
        entry.central[:8]
        + struct.pack("<HH", flags, method)
        + entry.central[12:16]
        + sizes
        + entry.central[28:]
    )
    return local, central


@dataclass(frozen=True)
class PartChange:
    """A part and whether it is as it was."""

    file: str
    part: str
    bytes: int
    sha256: str
    """Of the part after the change."""
    changed: bool


def part_changes(file: str, before: bytes, after: bytes) -> Sequence[PartChange]:
    """Every part of both, with its hash, in the order of the later one."""
    old, new = Package(file, before), Package(file, after)
    found = []
    for name in dict.fromkeys((*new.names, *old.names)):
        data = new.part(name) if name in new else b""
        same = name in old and name in new and old.part(name) == data
        found.append(PartChange(file, name, len(data), hashlib.sha256(data).hexdigest(), not same))
    return found
