"""Whether a released copy is the one that was released."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bookrunner.figures import Finding, Viewer
from bookrunner.ledger import NotALedger
from bookrunner.release.barriers import barred, number_barriers
from bookrunner.release.manifest import MANIFEST, Manifest, read_manifest
from bookrunner.release.reviewing import readable
from bookrunner.release.steps import chain_findings, file_findings


@dataclass(frozen=True)
class Verified:
    """A released copy and what is not as it was released; nothing when it is intact."""

    manifest: Manifest
    findings: Sequence[Finding]

    @property
    def intact(self) -> bool:
        """Whether every file and every step is as it was released."""
        return not self.findings


def verify(folder: Path, seal: str, viewer: Viewer) -> Verified:
    """Works out every hash anew and holds the files against the ledger once more.

    Args:
        seal: As it was noted when the copy was released; empty to trust the manifest's own.

    Raises:
        NotFound: The folder holds no release that the viewer may see.
        NotARelease: Its manifest is none.
    """
    manifest = read_manifest(folder)
    return Verified(manifest, tuple(_findings(folder, manifest, seal, viewer)))


def _findings(folder: Path, manifest: Manifest, seal: str, viewer: Viewer) -> Iterator[Finding]:
    if manifest.seal != manifest.own_seal():
        yield barred("seal", "the manifest was changed after it was sealed", MANIFEST)
    if seal and seal.strip().lower() != manifest.seal:
        yield barred("other-release", f"the seal is {manifest.seal}, not the one given", MANIFEST)
    yield from chain_findings(manifest.steps)
    yield from file_findings(folder, manifest.last)
    known = {*manifest.last.files, MANIFEST}
    for path in sorted(folder.iterdir()):
        if path.name not in known:
            yield barred("added", f"{path.name} was not released", path.name)
    try:
        record = readable(folder, viewer)
    except NotALedger as error:
        yield barred("ledger", str(error), "ledger.json")
        return
    yield from number_barriers(folder, manifest.last, record)
