"""Proof that one entry is in the log that a checkpoint was signed over, without the others."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from bookrunner.figures import NotFound
from bookrunner.governance.checkpoints import Checkpoint, FileSink, checkpoint_of
from bookrunner.governance.entries import GENESIS, digests
from bookrunner.governance.merkle import included, inclusion


class NotSigned(NotFound):
    """No checkpoint covers the entry yet."""


@dataclass(frozen=True)
class Inclusion:
    """The path from an entry to the root of a checkpoint."""

    seq: int
    hash: str
    size: int
    """Entries under the root."""
    root: str
    path: tuple[str, ...]

    @property
    def text(self) -> str:
        """In JSON; at a million entries about 1.6 KiB."""
        return json.dumps(vars(self) | {"path": list(self.path)}, separators=(",", ":"))


def inclusion_proof(folder: Path, seq: int) -> tuple[Inclusion, Checkpoint]:
    """The proof for an entry, and the first checkpoint that covers it.

    Raises:
        NotSigned: None does yet.
    """
    lines = FileSink(folder / "checkpoints.jsonl").lines()
    signed = next((one for one in map(checkpoint_of, lines) if one.size > seq), None)
    if signed is None or seq < 0:
        hint = "`bookrunner audit-sign` signs what is there"
        raise NotSigned("checkpoint over the entry", str(seq), hint=hint)
    found: list[bytes] = []
    with (folder / "log.jsonl").open("rb") as file:
        for digest in digests(file, 0, GENESIS):
            found.append(digest)
            if len(found) == signed.size:
                break
    path = tuple(one.hex() for one in inclusion(found, seq))
    return Inclusion(seq, found[seq].hex(), signed.size, signed.root, path), signed


def is_included(proof: Inclusion) -> bool:
    """Whether the path leads from the entry's hash to the root."""
    path = [bytes.fromhex(one) for one in proof.path]
    digest, root = bytes.fromhex(proof.hash), bytes.fromhex(proof.root)
    return included(digest, proof.seq, proof.size, path, root)
