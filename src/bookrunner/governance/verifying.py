"""Whether the log is what was written: what is proven, and the first entry that is not right."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from bookrunner.governance.checkpoints import Checkpoint, FileSink, NoCheckpoint, checkpoint_of
from bookrunner.governance.entries import GENESIS, Broken, digests
from bookrunner.governance.keys_ed25519 import can_sign, hand_over_words, is_signed
from bookrunner.governance.log import KEY_OPERATION
from bookrunner.governance.merkle import Frontier

UNSIGNED_MAX = 2000
"""Entries after the newest checkpoint that a crash can explain."""


@dataclass(frozen=True)
class Fault:
    """Something that an honest log never shows."""

    code: str
    seq: int | None
    """The first entry that it concerns; None where it concerns none."""
    words: str


@dataclass(frozen=True)
class Verdict:
    """What a look at the whole log found."""

    entries: int
    """Whole entries up to the first bad one."""
    signed: int
    """Of them: how many the newest sound checkpoint covers."""
    outside: int
    """Of them: how many the newest sound checkpoint from outside covers."""
    checkpoints: int
    keys: tuple[str, ...]
    """Public keys that signed, oldest first."""
    faults: tuple[Fault, ...]
    torn: int
    """Bytes after the last whole entry, of a process that was killed while it wrote."""
    head: str

    @property
    def is_sound(self) -> bool:
        """Whether nothing speaks against the log."""
        return not self.faults

    @property
    def first_bad(self) -> int | None:
        """The first entry that is not right."""
        return min((one.seq for one in self.faults if one.seq is not None), default=None)


@dataclass(frozen=True)
class _Key:
    """A key that an entry of the log names."""

    seq: int
    public: str
    before: str
    signature: str


@dataclass
class _Walk:
    """What one pass over the lines gathers."""

    tree: Frontier = field(default_factory=Frontier)
    head: str = GENESIS
    origin: str = ""
    torn: int = 0
    keys: list[_Key] = field(default_factory=list)
    ends: dict[int, tuple[str, str]] = field(default_factory=dict)
    """Root and head after so many entries, where a checkpoint was made."""
    faults: list[Fault] = field(default_factory=list)


def verify(
    folder: Path, outside: Sequence[Sequence[bytes]] = (), trusted: Sequence[str] = ()
) -> Verdict:
    """A look at the whole log.

    Args:
        outside: The lines of each copy of the checkpoints that was kept elsewhere.
        trusted: Public keys, or their beginnings, known from elsewhere; without any, the log's
            first key is believed.
    """
    # Copies first: what is appended meanwhile makes the log longer, never shorter.
    faults: list[Fault] = []
    far = [one for lines in outside for one in _checkpoints(lines, "an outside copy", faults)]
    own = _checkpoints(FileSink(folder / "checkpoints.jsonl").lines(), "the log's own", faults)
    every = {one.line: one for one in [*own, *far]}
    walk = _walked(folder / "log.jsonl", {one.size for one in every.values()})
    faults += [*walk.faults, *_key_faults(walk.keys, trusted)]
    good: dict[bytes, int] = {}
    proven = 0
    for size in sorted({one.size for one in every.values()}):
        if size > walk.tree.size and walk.faults:
            break  # Nothing can be said of what stands after a bad entry.
        of_size = {line: one for line, one in every.items() if one.size == size}
        against = {line: _fault(one, walk, proven) for line, one in of_size.items()}
        good |= {line: size for line, fault in against.items() if fault is None}
        faults += [fault for fault in against.values() if fault is not None]
        if not faults:
            proven = size
    signed = max(good.values(), default=0)
    entries = walk.tree.size
    if walk.keys and entries - signed > UNSIGNED_MAX and not faults:
        words = f"{entries - signed} entries follow the newest checkpoint; some were taken away"
        faults.append(Fault("unsigned", signed, words))
    return Verdict(
        entries=entries,
        signed=signed,
        outside=max((good.get(one.line, 0) for one in far), default=0),
        checkpoints=len(good),
        keys=tuple(dict.fromkeys(one.public for one in walk.keys)),
        faults=tuple(sorted(faults, key=_order)),
        torn=walk.torn,
        head=walk.head,
    )


def _order(fault: Fault) -> tuple[bool, int]:
    return fault.seq is None, fault.seq or 0


def _checkpoints(lines: Sequence[bytes], whose: str, faults: list[Fault]) -> list[Checkpoint]:
    """Those that can be read; the last line may be torn by a kill, no other."""
    found: list[Checkpoint] = []
    for number, one in enumerate(lines, 1):
        try:
            found.append(checkpoint_of(one))
        except NoCheckpoint:
            if number == len(lines) and one[-1:] != b"\n" and _is_begun(one):
                continue
            words = f"line {number} of {whose} checkpoints is none"
            faults.append(Fault("checkpoint", found[-1].size if found else 0, words))
    return found


def _is_begun(torn: bytes) -> bool:
    """Whether it can be the beginning of a line that was never finished."""
    whole = b'{"origin":"'
    if b"}" in torn:
        return False
    return torn.startswith(whole) or whole.startswith(torn)


def _walked(path: Path, sizes: set[int]) -> _Walk:
    """All lines from the first on, up to the first that is not right."""
    walk = _Walk()
    if not path.exists():
        return walk
    tree = walk.tree
    digest = b""
    with path.open("rb") as file:
        try:
            for digest in digests(_whole(file, walk), 0, GENESIS):
                tree.add(digest)
                if tree.size == 1:
                    walk.origin = digest.hex()
                if tree.size in sizes:
                    walk.ends[tree.size] = (tree.root.hex(), digest.hex())
        except Broken as broken:
            walk.faults.append(Fault("entry", broken.seq, broken.why))
    walk.head = digest.hex() if digest else GENESIS
    return walk


def _whole(file: IO[bytes], walk: _Walk) -> Iterator[bytes]:
    """The whole lines; what is found sound is looked at for keys."""
    for one in file:
        if one[-1:] != b"\n":
            walk.torn = len(one)
            if not _may_be_torn(one, walk.tree.size):
                words = "the end of its line is not as the log writes"
                walk.faults.append(Fault("entry", walk.tree.size, words))
            return
        yield one
        # Reached only when the line was found to follow from the one before.
        if _NAMES_KEY in one:
            walk.keys += _key(one)


_NAMES_KEY = b'"operation":"audit-log.key"'
_WHOLE_ENTRY = re.compile(rb',"hash":"[0-9a-f]{64}"\}.', re.DOTALL)


def _may_be_torn(end: bytes, seq: int) -> bool:
    """Whether a process that was killed while it wrote can have left this."""
    begins = b'{"seq":%d,"at":"' % seq
    return (end.startswith(begins) or begins.startswith(end)) and not _WHOLE_ENTRY.search(end)


def _key(line: bytes) -> list[_Key]:
    held = json.loads(line)
    if held["operation"] != KEY_OPERATION:
        # The words of a request may look like it.
        return []
    said = held["asked"]
    return [_Key(held["seq"], said["key"], said["before"], said["signature"])]


def _key_faults(named: Sequence[_Key], trusted: Sequence[str]) -> list[Fault]:
    """Keys that neither the key before them nor the reader vouches for."""
    if trusted and not named:
        return [Fault("key", None, "no key signs this log")]
    faults: list[Fault] = []
    before = ""
    for one in named:
        if not before and not one.before:
            vouched = not trusted
        else:
            vouched = one.public == before or (
                one.before == before
                and is_signed(before, one.signature, hand_over_words(one.public))
            )
        if not vouched and not any(one.public.startswith(said) for said in trusted):
            words = f"nobody vouches for the key {one.public[:16]} that it names"
            faults.append(Fault("key", one.seq, words))
        before = one.public
    return faults


def _fault(one: Checkpoint, walk: _Walk, proven: int) -> Fault | None:
    """What speaks against a checkpoint, or against the log by it."""
    signers = [key.public for key in walk.keys if key.seq < one.size]
    known = one.origin == walk.origin and one.key in signers[-1:]
    if not can_sign():
        return Fault("unchecked", None, "signatures need the extra `serve` to be checked")
    if not is_signed(one.key, one.signature, one.signed_words):
        words = f"the checkpoint over {one.size} entries is forged"
        return Fault("forged", min(proven, one.size), words)
    if one.size > walk.tree.size:
        words = f"{one.size} entries were signed at {one.at}, and {walk.tree.size} are left"
        return Fault("cut", walk.tree.size, words)
    if walk.ends[one.size] != (one.root, one.head):
        words = f"what stands there is not what was signed at {one.at}, up to entry {one.size - 1}"
        return Fault("replaced", proven, words)
    if not known:
        words = f"the checkpoint over {one.size} entries is signed by a key that the log denies"
        return Fault("forged", proven, words)
    return None
