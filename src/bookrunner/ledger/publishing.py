"""Files appear at their destination complete and all together, or not at all."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from bookrunner.figures import Refused
from bookrunner.ledger.ledger_json import is_a_ledger

LEDGER = "ledger.json"
"""The file whose presence says that a folder holds an earlier book."""
RELEASE = "release.json"
"""The file whose presence says that a folder holds a released copy, which nothing replaces."""

Result = TypeVar("Result")


class IsReleased(Refused):
    """The destination holds a released copy; it was left as it is."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        super().__init__(
            f"nothing was written: {folder} holds a released copy, which is never written over; "
            "choose another folder"
        )


class WouldOverwrite(Refused):
    """What stands at the destination is no earlier release; it was left as it is."""

    def __init__(self, in_the_way: Sequence[Path]) -> None:
        self.in_the_way = tuple(in_the_way)
        named = ", ".join(map(str, in_the_way))
        super().__init__(
            f"nothing was written: {named} would be written over, and no ledger beside says that "
            "Bookrunner wrote it; choose another folder, or remove what is in the way"
        )


def publish(folder: Path, writer: Callable[[Path], Result]) -> Result:
    """Lets the writer fill a temporary folder, then moves its files into ``folder``.

    Files of an earlier release are replaced. When anything fails, nothing of the new remains and
    what was in ``folder`` is as it was.

    Raises:
        IsReleased: The folder holds a released copy.
        WouldOverwrite: A file in the way is not of an earlier release, or is a folder.
        OSError: The folder cannot be written.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    # Beside the destination, because files move in one step only inside one file system.
    holding = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    written, former = holding / "written", holding / "former"
    try:
        written.mkdir()
        former.mkdir()
        result = writer(written)
        names = sorted(path.name for path in written.iterdir())
        _require_free(folder, names)
        _exchange(folder, names, written, former)
        return result
    finally:
        # What could not be put back is all there is of it.
        if not former.is_dir() or _is_replaced(folder, former):
            shutil.rmtree(holding, ignore_errors=True)


def _require_free(folder: Path, names: Sequence[str]) -> None:
    if (folder / RELEASE).exists():
        raise IsReleased(folder)
    there = [path for name in names if (path := folder / name).exists() or path.is_symlink()]
    folders = [path for path in there if path.is_dir()]
    if folders:
        raise WouldOverwrite(folders)
    if there and not is_a_ledger(folder / LEDGER):
        raise WouldOverwrite(there)


def _exchange(folder: Path, names: Sequence[str], written: Path, former: Path) -> None:
    """Moves what is there aside and the new in; back again when a move fails."""
    is_new = not folder.exists()
    folder.mkdir(exist_ok=True)
    aside: list[str] = []
    placed: list[str] = []
    try:
        for name in names:
            if (folder / name).exists() or (folder / name).is_symlink():
                (folder / name).replace(former / name)
                aside.append(name)
        for name in names:
            (written / name).replace(folder / name)
            placed.append(name)
    except BaseException:
        for name in placed:
            (folder / name).unlink()
        for name in aside:
            (former / name).replace(folder / name)
        if is_new:
            folder.rmdir()
        raise


def _is_replaced(folder: Path, former: Path) -> bool:
    """Whether every file moved aside has a file in its place."""
    return all((folder / path.name).exists() for path in former.iterdir())
