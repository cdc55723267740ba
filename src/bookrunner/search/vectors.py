"""Vectors of passages in two plain files, read through memory maps.

Eight bits a number tell how near a passage is; one bit a number, its sign, tells at first which of
many are worth the look: half a million passages are sifted in some milliseconds.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bookrunner.search.embedder import Vectors

_SIFTED = 2_000
"""How many the signs leave for the exact look."""
_ALL_AT_ONCE = 60_000
"""Below this many rows the exact look at all is quick enough."""


class VectorFile:
    """Rows that are only ever added; a row's number never changes."""

    def __init__(self, folder: Path, dimensions: int) -> None:
        self._bytes = folder / "vectors.i8"
        self._signs = folder / "signs.u8"
        self._dimensions = dimensions
        self._mapped: tuple[int, NDArray[np.int8], NDArray[np.uint64]] | None = None

    def __len__(self) -> int:
        size = self._bytes.stat().st_size if self._bytes.exists() else 0
        return size // self._dimensions

    def append(self, vectors: Vectors) -> int:
        """Keep the rows; the number of the first. A row that a stopped run left unfinished goes."""
        first = min(len(self), self._whole_signs())
        packed = np.round(vectors * 127).astype(np.int8)
        signs = np.packbits(vectors > 0, axis=1)
        for path, rows, width in (
            (self._bytes, packed, self._dimensions),
            (self._signs, signs, self._dimensions // 8),
        ):
            with path.open("r+b" if path.exists() else "wb") as file:
                file.truncate(first * width)
                file.seek(0, 2)
                file.write(rows.tobytes())
        return first

    def nearness(self, vector: NDArray[np.float32], rows: Sequence[int]) -> NDArray[np.float32]:
        """How near each row is to the vector: the cosine, from -1 to 1."""
        packed, _ = self._maps()
        picked = packed[np.asarray(rows, np.int64)].astype(np.float32)
        return np.asarray(picked @ vector / 127, np.float32)

    def nearest(
        self, vector: NDArray[np.float32], ranges: Sequence[tuple[int, int]], count: int
    ) -> list[tuple[int, float]]:
        """The nearest rows of the ranges (first, one past the last), nearest first."""
        if not ranges or not len(self):
            return []
        rows = np.concatenate([np.arange(first, last) for first, last in ranges])
        if len(rows) > _ALL_AT_ONCE:
            rows = self._sifted(vector, rows)
        near = self.nearness(vector, rows)  # type: ignore[arg-type]
        order = np.argsort(-near)[:count]
        return [(int(rows[i]), float(near[i])) for i in order]

    def _sifted(self, vector: NDArray[np.float32], rows: NDArray[np.int64]) -> NDArray[np.int64]:
        _, signs = self._maps()
        asked = np.packbits(vector > 0).view(np.uint64)
        whole = len(rows) == len(signs)
        differing = np.bitwise_count((signs if whole else signs[rows]) ^ asked).sum(1)
        return rows[np.argpartition(differing, _SIFTED)[:_SIFTED]]

    def _whole_signs(self) -> int:
        size = self._signs.stat().st_size if self._signs.exists() else 0
        return size // (self._dimensions // 8)

    def _maps(self) -> tuple[NDArray[np.int8], NDArray[np.uint64]]:
        count = min(len(self), self._whole_signs())
        if self._mapped is None or self._mapped[0] != count:
            packed = np.memmap(self._bytes, np.int8, "r", shape=(count, self._dimensions))
            signs = np.memmap(self._signs, np.uint64, "r", shape=(count, self._dimensions // 64))
            self._mapped = (count, packed, signs)
        return self._mapped[1], self._mapped[2]
