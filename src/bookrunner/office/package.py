"""Small changes to a written Office package that leave every other byte of its parts alone."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

Change = Callable[[str, bytes], bytes]
"""From a part's name and content to its new content."""


def parts(content: bytes) -> Mapping[str, bytes]:
    """The parts of a package by name, in its order."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {part.filename: package.read(part) for part in package.infolist()}


def changed(content: bytes, change: Change, added: Mapping[str, bytes] | None = None) -> bytes:
    """The package with its parts changed and others added behind, each under its own date."""
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for part in source.infolist():
            entry = zipfile.ZipInfo(part.filename, part.date_time)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, change(part.filename, source.read(part)))
        for name, data in (added or {}).items():
            entry = zipfile.ZipInfo(name, source.infolist()[0].date_time)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, data)
    return packed.getvalue()


def digest(path: Path) -> str:
    """The SHA-256 of a file, in hex."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
