"""Vectors of passages in two plain files, read through memory maps.

Eight bits a number tell how near a passage is; one bit a number, its sign, tells at first which of
many are worth the look: half a million passages are sifted in some milliseconds.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bookrunner.search.embedder import Vectors

_SIFTED = 1_000
"""How many the signs leave, at least, for the exact look."""
_CACHED = 16_384
_ALL_AT_ONCE = 20_000
"""Below this many rows the exact look at all is quick enough."""


class VectorFile:
    """Rows that are only ever added; a row's number never changes."""

    def __init__(self, folder: Path, dimensions: int) -> None:
        self._bytes = folder / "vectors.i8"
        self._signs = folder / "signs.u8"
        self._dimensions = dimensions
        # Signs are compared 64 at a time; what is missing to a multiple stays 0.
        self._sign_bytes = -(-dimensions // 64) * 8
        self._mapped: tuple[int, NDArray[np.int8]] | None = None
        self._sign_columns: NDArray[np.uint64] | None = None

    def __len__(self) -> int:
        return min(
            self._size(self._bytes) // self._dimensions,
            self._size(self._signs) // self._sign_bytes,
        )

    @staticmethod
    def _size(path: Path) -> int:
        return path.stat().st_size if path.exists() else 0

    def append(self, vectors: Vectors) -> int:
        """Keep the rows; the number of the first. A row that a stopped run left unfinished goes."""
        first = len(self)
        packed = np.round(vectors * 127).astype(np.int8)
        for path, rows, width in (
            (self._bytes, packed, self._dimensions),
            (self._signs, self._packed_signs(vectors), self._sign_bytes),
        ):
            with path.open("r+b" if path.exists() else "wb") as file:
                file.truncate(first * width)
                file.seek(0, 2)
                file.write(rows.tobytes())
                file.flush()
                os.fsync(file.fileno())
        return first

    def nearness(self, vector: NDArray[np.float32], rows: Sequence[int]) -> NDArray[np.float32]:
        """How near each row is to the vector: the cosine, from -1 to 1."""
        return self._near(vector, np.asarray(rows, np.int64))

    def _near(self, vector: NDArray[np.float32], rows: NDArray[np.int64]) -> NDArray[np.float32]:
        packed = self._map(int(rows.max()) + 1 if len(rows) else 0)
        picked = packed[rows].astype(np.float32)
        # Not by a matrix product, for which BLAS wakes threads that cost more than so small a sum.
        return np.asarray(np.einsum("ij,j->i", picked, vector) / 127, np.float32)

    def nearest(
        self, vector: NDArray[np.float32], ranges: Sequence[tuple[int, int]], count: int
    ) -> list[tuple[int, float]]:
        """The nearest rows of the ranges (first, one past the last), nearest first."""
        runs = joined(ranges)
        if not runs:
            return []
        if sum(last - first for first, last in runs) > _ALL_AT_ONCE:
            rows = self._sifted(vector, runs)
        else:
            rows = np.concatenate([np.arange(first, last) for first, last in runs])
        near = self._near(vector, rows)
        order = np.argsort(-near, kind="stable")[:count]
        return [(int(rows[i]), float(near[i])) for i in order]

    def _sifted(
        self, vector: NDArray[np.float32], runs: Sequence[tuple[int, int]]
    ) -> NDArray[np.int64]:
        """The rows whose signs differ least from the vector's; ties all come along."""
        columns = self._columns(runs[-1][1])
        asked = self._packed_signs(vector[None, :]).view(np.uint64)[0]
        differing = np.concatenate([_differing(columns[:, f:past], asked) for f, past in runs])
        held = np.bincount(differing).cumsum()
        most = int(np.searchsorted(held, min(_SIFTED, len(differing))))
        places = np.flatnonzero(differing <= most)
        lengths = np.array([last - first for first, last in runs])
        begins = np.concatenate(([0], lengths.cumsum()[:-1]))
        of = np.searchsorted(begins, places, side="right") - 1
        firsts = np.array([first for first, _ in runs])
        return np.asarray(places - begins[of] + firsts[of], np.int64)

    def _packed_signs(self, vectors: Vectors) -> NDArray[np.uint8]:
        packed = np.packbits(vectors > 0, axis=1)
        missing = self._sign_bytes - packed.shape[1]
        return np.ascontiguousarray(np.pad(packed, ((0, 0), (0, missing))))

    def _map(self, least: int) -> NDArray[np.int8]:
        """All rows, at least so many: the files are only looked at again when they must be more."""
        if self._mapped is None or self._mapped[0] < least:
            count = len(self)
            packed = np.memmap(self._bytes, np.int8, "r", shape=(count, self._dimensions))
            # A plain array over the map: each slice of a memmap costs as much as a small sum.
            self._mapped = (count, np.asarray(packed))
        return self._mapped[1]

    def _columns(self, least: int) -> NDArray[np.uint64]:
        """All signs in memory, 64 dimensions a row: 32 bytes a passage, read from end to end."""
        if self._sign_columns is None or self._sign_columns.shape[1] < least:
            count = len(self)
            signs = np.fromfile(self._signs, np.uint64, count * self._sign_bytes // 8)
            self._sign_columns = np.ascontiguousarray(signs.reshape(count, -1).T)
        return self._sign_columns


def joined(ranges: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The same rows in as few ranges as hold them, in order."""
    runs: list[tuple[int, int]] = []
    for first, last in sorted(ranges):
        if runs and first <= runs[-1][1]:
            runs[-1] = (runs[-1][0], max(last, runs[-1][1]))
        elif last > first:
            runs.append((first, last))
    return runs


def _differing(columns: NDArray[np.uint64], asked: NDArray[np.uint64]) -> NDArray[np.uint16]:
    """In how many signs each row differs, so many at a time as a processor's cache holds."""
    found = np.zeros(columns.shape[1], np.uint16)
    for first in range(0, len(found), _CACHED):
        part = slice(first, first + _CACHED)
        for column, word in zip(columns, asked, strict=True):
            found[part] += np.bitwise_count(column[part] ^ word)
    return found
