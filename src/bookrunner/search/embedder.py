"""Texts as vectors, so that passages that mean the same lie near, without network or framework."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from importlib import resources
from itertools import chain, islice
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
_LONGEST_WORD = 60
_WORDS_KEPT = 300_000
_PIECES_MAX = 400
"""Of a text; a passage has about 250."""
_WORD = re.compile(r"\w+")


class Embedder(Protocol):
    """Makes vectors of unit length; the product of two is how near their texts are."""

    @property
    def name(self) -> str:
        """Which model, so that vectors of two are never compared."""
        ...

    @property
    def dimensions(self) -> int:
        """Numbers in a vector."""
        ...

    def embed(self, texts: Sequence[str]) -> Vectors:
        """A row a text; a text without a known word is all zeros."""
        ...


class StaticEmbedder:
    """The mean of its word pieces' vectors, distilled from all-MiniLM-L6-v2.

    ``scripts/distil_embedder.py`` makes the file that it reads.
    """

    name = "minilm-static-2"

    def __init__(self) -> None:
        path = resources.files("bookrunner.search") / "models" / "minilm_static.npz"
        with resources.as_file(path) as file, np.load(file, allow_pickle=False) as kept:
            vectors = kept["vectors"].astype(np.float32)
            vectors *= kept["scale"][:, None]
            words = kept["vocabulary"].tobytes().decode().split("\n")
        self._vectors = vectors
        self._pieces = _WordPieces(words)

    @property
    def dimensions(self) -> int:
        """Numbers in a vector."""
        return int(self._vectors.shape[1])

    def embed(self, texts: Sequence[str]) -> Vectors:
        """A row a text; a text without a known word is all zeros."""
        rows = np.zeros((len(texts), self.dimensions), np.float32)
        for number, text in enumerate(texts):
            ids = self.pieces_of(text)
            if ids:
                rows[number] = self._vectors[ids].sum(0)
        length = np.linalg.norm(rows, axis=1, keepdims=True)
        np.divide(rows, length, out=rows, where=length > 0)
        return rows

    def pieces_of(self, text: str) -> list[int]:
        """The numbers of the word pieces that the text is cut into, unknown words left out."""
        if not text.isascii():
            marked = unicodedata.normalize("NFD", text)
            text = "".join(c for c in marked if not unicodedata.combining(c))
        words = _WORD.findall(text.lower())
        pieces = chain.from_iterable(map(self._pieces.__getitem__, words))
        return list(islice(pieces, _PIECES_MAX))


class _WordPieces(dict[str, tuple[int, ...]]):
    """The pieces of each word that was asked for; a word is cut once."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        super().__init__()
        self._ids = {word: number for number, word in enumerate(vocabulary)}

    def __missing__(self, word: str) -> tuple[int, ...]:
        if len(self) > _WORDS_KEPT:
            self.clear()
        self[word] = found = self._split(word)
        return found

    def _split(self, word: str) -> tuple[int, ...]:
        """The longest pieces that make the word up, as WordPiece cuts it; none if it cannot."""
        if not any(c.isalnum() for c in word) or len(word) > _LONGEST_WORD:
            return ()
        found: list[int] = []
        start = 0
        while start < len(word):
            for end in range(len(word), start, -1):
                piece = word[start:end] if start == 0 else f"##{word[start:end]}"
                if piece in self._ids:
                    found.append(self._ids[piece])
                    start = end
                    break
            else:
                return ()
        return tuple(found)
