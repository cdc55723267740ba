"""Adapts the distilled embedder to filings: what words weigh in them, less what all passages share.

    python scripts/distil_embedder.py WHEEL
    python scripts/adapt_embedder.py [FILINGS]

Each word piece is weighted by the logarithm of its inverse passage frequency in annual and
quarterly reports (../shared/data/filings), and the first principal components of passages' vectors
are taken out of it (Arora et al. 2017). Both are folded into the pieces' vectors, so that a text
is still a plain sum. Only frequencies and directions are taken from the filings, no text.
"""

import gzip
import sys
from itertools import islice
from pathlib import Path

import numpy as np

from bookrunner.documents import Document, parse
from bookrunner.figures import BookrunnerError
from bookrunner.search import StaticEmbedder, passages
from distil_embedder import ROOT, TARGET

COMPONENTS = 12
FILES = 40
MEASURED = 3
"""Every third passage is enough for the components."""


def read(path: Path) -> Document:
    """A filing as it was received."""
    return parse(gzip.decompress(path.read_bytes()), name=path.stem)


def main(arguments: list[str]) -> int:
    filings = Path(arguments[0]) if arguments else ROOT.parent / "shared/data/filings"
    with np.load(TARGET, allow_pickle=False) as kept:
        if "adapted" in kept:
            print("already adapted; distil it first", file=sys.stderr)
            return 1
        vectors = kept["vectors"].astype(np.float32) * kept["scale"][:, None]
        words = kept["vocabulary"]
    cut = StaticEmbedder().pieces_of
    texts: list[list[int]] = []
    paths = sorted(p for form in ("10-K", "10-Q") for p in (filings / form).rglob("*.htm*.gz"))
    for path in islice(paths, 0, None, max(1, len(paths) // FILES)):
        try:
            texts += [cut(one.text) for one in passages(read(path))]
        except BookrunnerError as error:
            print(f"{path.name}: {error}", file=sys.stderr)
    held = np.ones(len(vectors))
    for pieces in texts:
        held[list(set(pieces))] += 1
    vectors *= np.log(len(texts) / held).clip(0)[:, None].astype(np.float32)
    sums = np.stack([vectors[pieces].sum(0) for pieces in texts[::MEASURED] if pieces])
    sums /= np.linalg.norm(sums, axis=1, keepdims=True).clip(1e-9)
    axes = np.linalg.svd(sums, full_matrices=False)[2][:COMPONENTS]
    vectors -= vectors @ axes.T @ axes
    scale = np.abs(vectors).max(1) / 127
    scale[scale == 0] = 1
    packed = np.round(vectors / scale[:, None]).astype(np.int8)
    with TARGET.open("wb") as file:
        np.savez_compressed(
            file,
            vectors=packed,
            scale=scale.astype(np.float32),
            vocabulary=words,
            adapted=np.array(COMPONENTS),
        )
    print(f"{len(texts)} passages; {TARGET.stat().st_size / 1e6:.1f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
