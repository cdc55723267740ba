"""Files of remote callers: what they sent, and what operations wrote for them.

A remote caller never names a path of the server. An upload is `uploads/ID`; what an operation
wrote is `folders/ID`, a file of it `folders/ID/NAME`. An upload is its owner's alone. A folder is
seen by its owner, and by colleagues who are inside every wall its figures stand behind, because
another person must review it; a client sees what was released of the client's own deal.
"""

from __future__ import annotations

import hashlib
import json
import re
import secrets
import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any

from bookrunner.figures import BadInput, Caller, NotFound, Walls
from bookrunner.governance import Act, Thing, decide
from bookrunner.operations.forms import FILE_PATTERN, FOLDER_PATTERN
from bookrunner.operations.operation import CLIENT, STAFF
from bookrunner.storage import write_whole

UPLOAD_MAX = 256 * 1024 * 1024
"""Bytes; the largest filing known, with all exhibits, is below a tenth of it."""
_PIECE = 1 << 20
_READ_UPLOAD = Act("reading what was sent", STAFF)
READ_FOLDER = Act("reading what was written", STAFF | {CLIENT})
_ABOUT = ".about.json"


class TooLarge(BadInput):
    """An upload beyond the limit."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name} is larger than {UPLOAD_MAX // 1024**2} MiB; nothing of it was kept; send it "
            "in parts, or have it ingested on the server itself"
        )


@dataclass(frozen=True)
class Upload:
    """A file that a caller sent."""

    id: str
    """`uploads/ID`, which requests take where the command line takes a path."""
    name: str
    size: int
    """Bytes."""
    sha256: str
    owner: str
    walls: tuple[str, ...]


@dataclass(frozen=True)
class WrittenFile:
    """A file that an operation wrote."""

    id: str
    """`folders/ID/NAME`."""
    name: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Folder:
    """What one operation wrote for one caller."""

    id: str
    operation: str
    owner: str
    walls: tuple[str, ...]
    released: bool
    files: tuple[WrittenFile, ...]


class Exchange:
    """Keeps both below one folder."""

    def __init__(self, home: Path) -> None:
        self._uploads = home / "uploads"
        self._folders = home / "folders"

    def upload(self, caller: Caller, name: str, content: IO[bytes], walls: Walls) -> Upload:
        """Keep a file that the caller sends.

        Raises:
            TooLarge: It is beyond the limit.
        """
        made = secrets.token_hex(16)
        folder = self._uploads / made
        shown = _file_name(name)
        folder.mkdir(parents=True)
        try:
            size, digest = _copied(content, folder / shown, shown)
            kept = Upload(f"uploads/{made}", shown, size, digest, caller.name, tuple(sorted(walls)))
            write_whole(folder / _ABOUT, json.dumps(asdict(kept)))
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        return kept

    def uploads(self, caller: Caller) -> tuple[Upload, ...]:
        """Those of the caller, by name."""
        found = (self._about_upload(path.name) for path in _folders(self._uploads))
        mine = [one for one in found if one is not None and _is_owner(caller, one)]
        return tuple(sorted(mine, key=lambda one: (one.name, one.id)))

    def new_folder(self, made: str = "") -> Path:
        """A new folder for an operation to write to, which nobody sees until it is kept.

        Args:
            made: A job's own id, so that a job that starts again finds its folder; 32 hex digits.
        """
        folder = self._folders / (made or secrets.token_hex(16)) / "files"
        folder.parent.mkdir(parents=True, exist_ok=True)
        return folder

    def clear(self, made: str) -> None:
        """Remove what an attempt of a job left that was killed before it ended."""
        shutil.rmtree(self._folders / made, ignore_errors=True)

    def keep(self, caller: Caller, operation: str, folder: Path) -> Folder | None:
        """Let what was written be seen; None when nothing was."""
        if not folder.is_dir():
            return None
        made = folder.parent.name
        released = operation == "release"
        kept = Folder(
            f"folders/{made}",
            operation,
            caller.name,
            tuple(sorted(_walls_of(folder, caller))),
            released,
            tuple(_files(made, folder)),
        )
        write_whole(folder.parent / _ABOUT, json.dumps(asdict(kept)))
        return kept

    def folders(self, caller: Caller) -> tuple[Folder, ...]:
        """Those the caller may see, by id."""
        found = (self._about_folder(path.name) for path in _folders(self._folders))
        seen = [one for one in found if one is not None and _may_open(caller, one)]
        return tuple(sorted(seen, key=lambda one: one.id))

    def folder(self, caller: Caller, name: str) -> Folder:
        """One of them, with its files as they are now.

        Raises:
            NotFound: There is none that the caller may see.
        """
        made = name.removeprefix("folders/")
        kept = self._about_folder(made) if re.fullmatch(FOLDER_PATTERN, f"folders/{made}") else None
        if kept is None or not _may_open(caller, kept):
            raise NotFound("folder", name, hint="answers name the folders they wrote")
        return kept

    def written(self, caller: Caller, name: str) -> Path:
        """The path of a folder the caller may see.

        Raises:
            NotFound: There is none that the caller may see.
        """
        self.folder(caller, name)
        return self._folders / name.removeprefix("folders/") / "files"

    def file(self, caller: Caller, name: str) -> Path:
        """The path of an upload or of a file that was written.

        Raises:
            NotFound: There is none that the caller may see.
        """
        if re.fullmatch(FILE_PATTERN, name):
            kind, made, *inside = name.split("/")
            if kind == "uploads":
                upload = self._about_upload(made)
                if upload is not None and _is_owner(caller, upload):
                    return self._uploads / made / upload.name
            elif inside[0] not in (".", "..", _ABOUT):
                path = self.written(caller, f"folders/{made}") / inside[0]
                if path.is_file() and not path.is_symlink():
                    return path
        raise NotFound("file", name, hint="upload it, or name a file of an earlier answer")

    def told(self, text: str) -> str:
        """The text with paths of the server told as callers know them."""
        folders = re.escape(str(self._folders))
        text = re.sub(rf"{folders}/([0-9a-f]{{32}})/files", r"folders/\1", text)
        uploads = re.escape(str(self._uploads))
        return re.sub(rf"{uploads}/([0-9a-f]{{32}})/", "", text)

    def _about_upload(self, made: str) -> Upload | None:
        held = _about(self._uploads / made)
        return None if held is None else Upload(**{**held, "walls": tuple(held["walls"])})

    def _about_folder(self, made: str) -> Folder | None:
        held = _about(self._folders / made)
        if held is None:
            return None
        files = tuple(_files(made, self._folders / made / "files"))
        return Folder(**{**held, "walls": tuple(held["walls"]), "files": files})


def _about(folder: Path) -> dict[str, Any] | None:
    try:
        held: dict[str, Any] = json.loads((folder / _ABOUT).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    return held


def _folders(base: Path) -> list[Path]:
    return [path for path in base.iterdir() if path.is_dir()] if base.is_dir() else []


def _is_owner(caller: Caller, upload: Upload) -> bool:
    return decide(caller, _READ_UPLOAD, Thing(frozenset(upload.walls), upload.owner)).allowed


def _may_open(caller: Caller, folder: Folder) -> bool:
    thing = Thing(frozenset(folder.walls), is_released=folder.released)
    return decide(caller, READ_FOLDER, thing).allowed


def _walls_of(folder: Path, caller: Caller) -> Walls:
    """The walls of the figures in it; where no ledger says, all that its maker was inside."""
    try:
        held = json.loads((folder / "ledger.json").read_text(encoding="utf-8"))
        return frozenset(held["walls"])
    except (OSError, ValueError, KeyError, TypeError):
        return caller.walls


def _files(made: str, folder: Path) -> Iterator[WrittenFile]:
    if not folder.is_dir():
        return
    for path in sorted(folder.iterdir()):
        if path.is_file() and not path.is_symlink() and not path.name.startswith("."):
            content = path.read_bytes()
            digest = hashlib.sha256(content).hexdigest()
            yield WrittenFile(f"folders/{made}/{path.name}", path.name, len(content), digest)


def _file_name(name: str) -> str:
    """The last part of the sender's name for it, without what a file system or a page obeys."""
    last = re.split(r"[/\\]", name)[-1]
    safe = re.sub(r"[^\w. ()+&,'=-]", "_", last).strip(". ")[-150:]
    return safe or "file"


def _copied(content: IO[bytes], path: Path, name: str) -> tuple[int, str]:
    size, digest = 0, hashlib.sha256()
    with path.open("wb") as file:
        while piece := content.read(_PIECE):
            size += len(piece)
            if size > UPLOAD_MAX:
                raise TooLarge(name)
            digest.update(piece)
            file.write(piece)
    return size, digest.hexdigest()
