"""Files of a folder replaced in one step: whoever looks sees all the old ones or all the new."""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import sys
import tempfile
from collections.abc import Collection, Mapping
from pathlib import Path

from bookrunner.ledger.publishing import RELEASE, IsReleased

_CALLS = {"linux": ("renameat2", -100), "darwin": ("renameatx_np", -2)}
"""The call by system, and what it takes for the working folder (AT_FDCWD)."""
_EXCHANGE = 2
"""RENAME_EXCHANGE of Linux, RENAME_SWAP of macOS."""
_CANNOT = (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EXDEV, errno.EBUSY)
"""What a system, a file system or a mount answers that exchanges no folders."""


def replace_files(folder: Path, contents: Mapping[str, bytes]) -> None:
    """Puts new contents in place of files, all of them in one step.

    A second folder with everything in it, whole on the disk, changes places with the first, so that
    a full disk changes nothing and whoever is stopped in the middle leaves all old or all new
    files. Where the system exchanges no folders (Windows, a mount), or somebody works inside the
    folder and would be left in the old one, the files are replaced one by one in the order given:
    each is whole, old or new, and repeating it ends it.

    Raises:
        IsReleased: The folder holds a released copy.
        OSError: The folder, or the one it stands in, cannot be written.
    """
    folder = folder.resolve()
    if (folder / RELEASE).exists():
        raise IsReleased(folder)
    holding = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        beside = holding / folder.name
        _link_tree(folder, beside, leaving=contents.keys())
        for name, content in contents.items():
            _write_through(beside / name, content, like=folder / name)
        _flush_folder(beside)
        if not _exchanged(beside, folder):
            for name in contents:
                (beside / name).replace(folder / name)
        _flush_folder(folder.parent)
    finally:
        shutil.rmtree(holding, ignore_errors=True)


def _link_tree(folder: Path, beside: Path, *, leaving: Collection[str]) -> None:
    """The same files under a second name, in folders of their own; links stay links."""
    shutil.copytree(
        folder,
        beside,
        symlinks=True,
        copy_function=_link,
        ignore=lambda at, names: [one for one in names if Path(at) == folder and one in leaving],
    )


def _link(old: str, new: str) -> None:
    if Path(old).is_symlink():
        Path(new).symlink_to(Path(old).readlink())
        return
    try:
        os.link(old, new)
    except OSError:  # A file system without second names.
        shutil.copy2(old, new)


def _write_through(path: Path, content: bytes, *, like: Path) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    path.chmod((like.stat().st_mode if like.exists() else 0o644) & 0o777)


def _flush_folder(folder: Path) -> None:
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _exchanged(new: Path, old: Path) -> bool:
    """Whether two folders changed places; nothing happened where they cannot or should not."""
    if sys.platform not in _CALLS or Path.cwd().is_relative_to(old):
        return False
    name, here = _CALLS[sys.platform]
    call = getattr(ctypes.CDLL(None, use_errno=True), name, None)
    if call is None:
        return False
    if call(here, os.fsencode(new), here, os.fsencode(old), _EXCHANGE) == 0:
        return True
    problem = ctypes.get_errno()
    if problem in _CANNOT:
        return False
    raise OSError(problem, os.strerror(problem), str(old))
