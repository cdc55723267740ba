"""One entry of the log: its line, and the hash that ties it to the one before."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

GENESIS = "0" * 64
"""What stands for the hash before the first entry."""
ENTRY_MAX = 64 * 1024
"""Bytes of the longest line."""

BEGUN = "begun"
"""The outcome of an entry that was written before the action."""

_TAIL = 150
"""Bytes of a line from ``,"prev":`` on: two hashes and what stands around them."""


@dataclass(frozen=True)
class Left:
    """A file that left the house."""

    name: str
    sha256: str
    size: int


@dataclass(frozen=True)
class Entry:
    """What is written down of one action, before or after it."""

    who: str
    signed_in_by: str
    operation: str
    asked: Mapping[str, Any] = field(default_factory=dict)
    """The request without secrets and document text."""
    read: Mapping[str, Any] = field(default_factory=dict)
    """What was read: ``companies``, ``accessions``, ``figures``."""
    outcome: str = BEGUN
    """``begun``, ``done``, or the name of the error."""
    left: Sequence[Left] = ()
    walls: frozenset[str] = frozenset()
    """Those the action stood behind; the entry is shown to who is inside all of them."""
    of: int | None = None
    """The sequence number of the entry that was written before the action."""


class EntryTooLong(ValueError):
    """An entry beyond ``ENTRY_MAX``."""


def words(entry: Entry) -> bytes:
    """The middle of the entry's line: all that does not depend on its place in the log.

    Raises:
        EntryTooLong: The line would be too long.
    """
    held = {
        "of": entry.of,
        "who": entry.who,
        "signed_in_by": entry.signed_in_by,
        "operation": entry.operation,
        "asked": _sorted(entry.asked),
        "read": _sorted(entry.read),
        "outcome": entry.outcome,
        "left": [{"name": one.name, "sha256": one.sha256, "size": one.size} for one in entry.left],
        "walls": sorted(entry.walls),
    }
    made = canonical(held)[1:-1]
    if len(made) > ENTRY_MAX - 512:
        raise EntryTooLong
    return made


def line(middle: bytes, seq: int, at: bytes, prev: bytes) -> tuple[bytes, bytes]:
    """An entry's line in the log and its hash in hexadecimal.

    The line is JSON in ASCII without spaces, its fields in a fixed order, inner fields sorted. The
    hash is the SHA-256 of the line's object without its last field, ``hash``.
    """
    body = b'{"seq":%d,"at":"%b",%b,"prev":"%b"' % (seq, at, middle, prev)
    own = hashlib.sha256(body + b"}").hexdigest().encode()
    return body + b',"hash":"' + own + b'"}\n', own


def canonical(value: object) -> bytes:
    """JSON in ASCII, without spaces, in the order given."""
    return json.dumps(value, separators=(",", ":"), allow_nan=False).encode()


def _sorted(value: object) -> Any:  # noqa: ANN401 - JSON
    if not value:
        return {}
    return json.loads(json.dumps(value, sort_keys=True, allow_nan=False, default=str))


class Broken(Exception):
    """A line that does not follow from the one before."""

    def __init__(self, seq: int, why: str) -> None:
        self.seq = seq
        self.why = why
        super().__init__(f"entry {seq}: {why}")


def digests(lines: Iterable[bytes], seq: int, prev: str) -> Iterator[bytes]:
    """The digest of each whole line, each checked to follow from the one before.

    Args:
        seq: The sequence number that the first must bear.
        prev: The hash that the first must name.

    Raises:
        Broken: A line does not follow; nothing after it is looked at.
    """
    before = prev.encode()
    sha256 = hashlib.sha256
    for one in lines:
        digest = sha256(one[:-76] + b"}").digest()
        own = digest.hex().encode()
        if one[-_TAIL:] != b',"prev":"%b","hash":"%b"}\n' % (before, own) or not one.startswith(
            b'{"seq":%d,"at":' % seq
        ):
            raise Broken(seq, _why(one, seq, before, own))
        before = own
        seq += 1
        yield digest


def _why(one: bytes, seq: int, before: bytes, own: bytes) -> str:
    """What is wrong with the line, in words."""
    try:
        held = json.loads(one)
        said, prev, hashed = int(held["seq"]), str(held["prev"]), str(held["hash"])
    except (ValueError, KeyError, TypeError):
        return "the line is no entry"
    if hashed != own.decode():
        return "its words are not those that were hashed"
    if said != seq:
        return f"entry {said} stands in its place"
    if prev != before.decode():
        return "it does not follow from the entry before it"
    return "it is not written as the log writes"


def head(whole: bytes) -> tuple[int, str]:
    """The sequence number and the hash of a line, held against its words.

    Raises:
        Broken: The words are not those that were hashed.
    """
    try:
        held = json.loads(whole)
        seq, prev = int(held["seq"]), str(held["prev"])
    except (ValueError, KeyError, TypeError):
        raise Broken(-1, "the last line is no entry") from None
    (digest,) = digests([whole], seq, prev)
    return seq, digest.hex()
