"""A small log, and what somebody might do to it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bookrunner.governance import AuditLog, Entry, FileSink, Verdict, verify
from bookrunner.governance.checkpoints import checkpoint_of
from bookrunner.governance.entries import line
from verify_audit_log import check

ENTRIES = 200
EVERY = 50
ASKED = Entry(
    "ada",
    "oidc",
    "facts",
    {"company": "HD", "line": "revenue"},
    {"companies": ["0000354950"], "accessions": ["0000354950-24-000062"]},
    "done",
    walls=frozenset({"apollo"}),
)


class Clock:
    """Ticks a millisecond each time, so that no checkpoint is due by time."""

    def __init__(self) -> None:
        self._now = datetime(2026, 11, 23, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        self._now += timedelta(milliseconds=1)
        return self._now


class Place:
    """A log in a folder, with a copy of its checkpoints outside."""

    def __init__(self, root: Path) -> None:
        self.folder = root / "audit"
        self.outside = root / "outside.jsonl"

    @property
    def log(self) -> Path:
        return self.folder / "log.jsonl"

    @property
    def own(self) -> Path:
        return self.folder / "checkpoints.jsonl"

    def opened(self) -> AuditLog:
        sinks = [FileSink(self.outside)]
        return AuditLog(self.folder, sinks=sinks, every=10**9, seconds=1e9, clock=Clock())

    def fill(self, entries: int = ENTRIES) -> None:
        """So many entries in all; the one that names the key is among them."""
        log = self.opened()
        log.append([ASKED])
        # The first checkpoint is due at once, over two entries: the first, and the key's.
        log.append([ASKED] * (EVERY - 2))
        log.sign()
        for number in range(EVERY, entries, EVERY):
            log.append([replace(ASKED, who=f"user {number}")] * EVERY)
            log.sign()

    def lines(self) -> list[bytes]:
        return self.log.read_bytes().splitlines(keepends=True)

    def put(self, lines: Sequence[bytes]) -> None:
        self.log.write_bytes(b"".join(lines))

    def verdict(self, trusted: Sequence[str] = (), *, outside: bool = True) -> Verdict:
        far = [FileSink(self.outside).lines()] if outside else []
        return verify(self.folder, far, trusted)

    def alone(self) -> str:
        """What the stand-alone verifier finds first; empty for nothing."""
        copies = [path.read_bytes() for path in (self.own, self.outside) if path.exists()]
        try:
            check(self.log.read_bytes(), copies)
        except ValueError as bad:
            return str(bad)
        return ""


def _hashed_again(lines: Sequence[bytes], start: int) -> list[bytes]:
    """The lines with all hashes from one on as if their words had always been these."""
    made = list(lines[:start])
    before = made[-1][-67:-3] if made else b"0" * 64
    for seq, one in enumerate(lines[start:], start):
        at = json.loads(one)["at"].encode()
        middle = one[one.index(b',"of":') + 1 : -150]
        whole, before = line(middle, seq, at, before)
        made.append(whole)
    return made


def _delete(place: Place) -> None:
    lines = place.lines()
    place.put(lines[:73] + lines[74:])


def _insert(place: Place) -> None:
    lines = place.lines()
    place.put([*lines[:73], _hashed_again([*lines[:73], lines[80]], 73)[-1], *lines[73:]])
    # Its hash fits what stands before it; only what follows does not.
    place.put([*lines[:73], lines[80], *lines[73:]])


def _swap(place: Place) -> None:
    lines = place.lines()
    place.put([*lines[:73], lines[74], lines[73], *lines[75:]])


def _duplicate(place: Place) -> None:
    lines = place.lines()
    place.put([*lines[:74], *lines[73:]])


def _change(place: Place) -> None:
    lines = place.lines()
    lines[73] = lines[73].replace(b'"HD"', b'"KO"')
    place.put(_hashed_again(lines, 73))


def _cut(place: Place) -> None:
    place.put(place.lines()[:120])


def back(place: Place) -> None:
    """Log and own checkpoints as they were after 100 entries."""
    place.put(place.lines()[:100])
    kept = place.own.read_bytes().splitlines(keepends=True)
    place.own.write_bytes(b"".join(one for one in kept if checkpoint_of(one).size <= 100))


def _replace(place: Place) -> None:
    other = Place(place.folder.parent / "other")
    other.fill(220)
    shutil.rmtree(place.folder)
    shutil.copytree(other.folder, place.folder)


def _fork(place: Place) -> None:
    kept = place.outside.read_bytes()
    back(place)
    place.outside.unlink()
    log = place.opened()
    log.append([replace(ASKED, who="mallory")] * 100)
    log.sign()
    place.outside.write_bytes(kept)


def _forge(place: Place) -> None:
    for path in (place.own, place.outside):
        points = [checkpoint_of(one) for one in path.read_bytes().splitlines(keepends=True)]
        made = [replace(one, root="0" * 64) if one.size == 150 else one for one in points]
        path.write_bytes(b"".join(one.line for one in made))


def _own_key(place: Place) -> None:
    lines = place.lines()[:150]
    kept = place.own.read_bytes().splitlines(keepends=True)
    held = b"".join(one for one in kept if checkpoint_of(one).size <= 150)
    place.put(lines)
    place.own.write_bytes(held)
    place.outside.write_bytes(held)
    (place.folder / "signing-keys.pem").unlink()
    log = place.opened()
    log.append([ASKED] * 60)
    log.sign()


DEEDS: dict[str, Callable[[Place], None]] = {
    "delete entry 73": _delete,
    "insert a made-up entry before 73": _insert,
    "swap entries 73 and 74": _swap,
    "duplicate entry 73": _duplicate,
    "change entry 73 and hash everything after again": _change,
    "cut the end off after 120": _cut,
    "roll log and checkpoints back to 100": back,
    "replace the whole log, key and checkpoints": _replace,
    "fork the log at 100 with the same key": _fork,
    "forge the checkpoint over 150": _forge,
    "sign with a key of one's own at 210": _own_key,
}
