"""The copy that leaves the house: read-only marks, the ledger as it was, hashes of everything."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from bookrunner.figures import Refused, Viewer
from bookrunner.ledger import RELEASED, REVIEWED, Ledger, publish, write
from bookrunner.office.locking import locked
from bookrunner.release.barriers import (
    Barred,
    LookedAt,
    form_barriers,
    licence_barriers,
    number_barriers,
    people_barriers,
    price_barriers,
)
from bookrunner.release.manifest import MANIFEST, Manifest, write_manifest
from bookrunner.release.reviewing import LEDGER, readable, require_state
from bookrunner.release.steps import (
    Signature,
    Step,
    chain_findings,
    digests,
    file_findings,
    following,
    read_steps,
)

_READ_ONLY = 0o444


class NotEmpty(Refused):
    """A released copy was to be written where something is already."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        super().__init__(
            f"{folder} is not empty; a released copy is never written over another, so name a "
            "new folder"
        )


@dataclass(frozen=True)
class Release:
    """A released copy on disk."""

    manifest: Manifest
    record: Ledger
    files: Sequence[Path]


def release(
    folder: Path,
    out: Path,
    signed: Signature,
    on: date,
    note: str,
    viewer: Viewer,
    looked_at: LookedAt,
) -> Release:
    """Writes the locked copy of reviewed files, with the ledger and a manifest of all hashes.

    Args:
        on: The day for which it is released; prices must not be older than two business days.

    Raises:
        NotFound: The folder holds no book, or none that the viewer may see.
        NoSteps: Its record of steps is none.
        Barred: A number, a file, a person or a price stands against it; all are named.
        NotEmpty: The folder for the copy holds something.
    """
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise NotEmpty(out)
    steps = read_steps(folder)
    record = readable(folder, viewer)
    last = require_state(steps, REVIEWED, "released")
    found = [
        *chain_findings(steps),
        *file_findings(folder, last),
        *people_barriers(steps[-2].by if len(steps) > 1 else "", last.by),
        *number_barriers(folder, last, record),
        *form_barriers(folder, last, looked_at),
        *licence_barriers(last, record),
        *price_barriers(last, on),
    ]
    if found:
        raise Barred("released", found)

    def write_all(into: Path) -> Manifest:
        for name in last.files:
            if name != LEDGER:
                (into / name).write_bytes(locked((folder / name).read_bytes()))
        write(replace(record, state=RELEASED), into / LEDGER)
        manifest = _manifest(steps, last, into, signed, on, note)
        write_manifest(manifest, into / MANIFEST)
        for path in into.iterdir():
            path.chmod(_READ_ONLY)
        return manifest

    manifest = publish(out, write_all)
    return Release(manifest, record, [out / name for name in (*last.files, MANIFEST)])


def _manifest(
    steps: Sequence[Step], last: Step, into: Path, signed: Signature, on: date, note: str
) -> Manifest:
    step = following(last, RELEASED, signed, note, digests(into, last.files))
    return Manifest(on, (*steps, step)).sealed()
