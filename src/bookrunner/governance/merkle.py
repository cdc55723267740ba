"""The hash tree of RFC 6962, section 2.1, over the digests of entries.

    leaf(d)    = SHA-256(0x00 || d)
    node(l, r) = SHA-256(0x01 || l || r)

A tree of n leaves splits at the largest power of two below n.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field

EMPTY = hashlib.sha256(b"").digest()


def leaf(digest: bytes) -> bytes:
    """The leaf of an entry's digest."""
    return hashlib.sha256(b"\x00" + digest).digest()


def node(left: bytes, right: bytes) -> bytes:
    """The node over two."""
    return hashlib.sha256(b"\x01" + left + right).digest()


@dataclass
class Frontier:
    """The peaks of a growing tree: the roots of its full subtrees, largest first."""

    size: int = 0
    peaks: list[bytes] = field(default_factory=list)

    def add(self, digest: bytes) -> None:
        """Grow by one entry."""
        sha256 = hashlib.sha256
        grown = sha256(b"\x00" + digest).digest()
        size = self.size
        peaks = self.peaks
        while size & 1:
            grown = sha256(b"\x01" + peaks.pop() + grown).digest()
            size >>= 1
        peaks.append(grown)
        self.size += 1

    @property
    def root(self) -> bytes:
        """The root over all entries so far."""
        if not self.peaks:
            return EMPTY
        root = self.peaks[-1]
        for peak in reversed(self.peaks[:-1]):
            root = node(peak, root)
        return root

    @property
    def is_possible(self) -> bool:
        """Whether there is a peak for each full subtree of a tree of that size."""
        return len(self.peaks) == self.size.bit_count()


def inclusion(digests: Sequence[bytes], index: int) -> tuple[bytes, ...]:
    """The path of RFC 6962, section 2.1.1, from the leaf to the root, lowest first."""
    level = [leaf(one) for one in digests]
    path: list[bytes] = []
    while len(level) > 1:
        beside = index ^ 1
        if beside < len(level):
            path.append(level[beside])
        paired = [node(level[at], level[at + 1]) for at in range(0, len(level) - 1, 2)]
        # A lone last one rises by itself, which gives the tree that splits at powers of two.
        level = paired + level[len(level) - len(level) % 2 :]
        index >>= 1
    return tuple(path)


def included(digest: bytes, index: int, size: int, path: Sequence[bytes], root: bytes) -> bool:
    """Whether the path leads from the entry's digest to the root of a tree of that size."""
    if not 0 <= index < size:
        return False
    at, last, found = index, size - 1, leaf(digest)
    left = list(path)
    while last:
        if at % 2 or at < last:
            if not left:
                return False
            beside = left.pop(0)
            found = node(beside, found) if at % 2 else node(found, beside)
        at >>= 1
        last >>= 1
    return not left and found == root
