"""What was scored, bit for bit, so that any score can be made again."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from bookrunner.figures import NotFound
from bookrunner.modelrisk.registry import Registry, Version
from bookrunner.modelrisk.scorers import BadModel, canonical
from bookrunner.storage import alone

_FILE = "predictions.jsonl"
_DIGITS = 16


@dataclass(frozen=True)
class Prediction:
    """One score of one company on one day."""

    id: str
    version: str
    state: str
    """Of the version when it scored: ``active`` was shown, ``shadow`` was not."""
    company: str
    day: str
    features: tuple[str, ...]
    """In hexadecimal, so that no digit is lost; ``nan`` for what was missing."""
    score: str

    @property
    def value(self) -> float:
        """The score."""
        return float.fromhex(self.score)


@dataclass(frozen=True)
class Replayed:
    """A score made again from what was logged."""

    prediction: Prediction
    again: str
    is_same: bool
    """To the last bit."""


def predicted(version: Version, company: str, day: str, values: Sequence[float]) -> Prediction:
    """The score of one company; scored by itself, as a replay scores it."""
    features = tuple(value.hex() for value in map(float, values))
    score = _score(version, features)
    told = canonical({"version": version.id, "company": company, "day": day, "features": features})
    name = hashlib.sha256(told.encode()).hexdigest()[:_DIGITS]
    return Prediction(name, version.id, version.state, company, day, features, score)


def log(registry: Registry, predictions: Iterable[Prediction]) -> None:
    """Keeps predictions; one that is kept already is not kept twice."""
    wanted = {one.id: one for one in predictions}
    if not wanted:
        return
    with alone(registry.folder / "predictions.lock"):
        path = registry.folder / _FILE
        kept = set()
        if path.exists():
            kept = {row.get("id") for row in _rows(path.read_bytes())}
        with path.open("ab") as file:
            for one in wanted.values():
                if one.id not in kept:
                    file.write(json.dumps(vars(one)).encode() + b"\n")
            file.flush()
            os.fsync(file.fileno())


def replayed(registry: Registry, asked: str) -> Replayed:
    """The prediction, and the same score made again.

    Raises:
        NotFound: None is kept under that id.
        BadModel: Its version is no longer what it was.
    """
    path = registry.folder / _FILE
    rows = _rows(path.read_bytes()) if path.exists() else []
    row = next((one for one in rows if one.get("id") == asked), None)
    if row is None:
        raise NotFound("prediction", asked, hint="a screen with a learned score shows their ids")
    prediction = Prediction(**{**row, "features": tuple(row["features"])})
    again = _score(registry.version(prediction.version), prediction.features)
    return Replayed(prediction, again, again == prediction.score)


def _score(version: Version, features: Sequence[str]) -> str:
    row = np.array([[float.fromhex(one) for one in features]])
    if row.shape[1] != len(version.columns):
        raise BadModel(f"{version.id} has {len(version.columns)} columns, not {row.shape[1]}")
    return float(version.scorer.scores(row)[0]).hex()


def _rows(content: bytes) -> list[dict[str, Any]]:
    # What a stopped run left unfinished is no line.
    return [json.loads(line) for line in content[: content.rfind(b"\n") + 1].splitlines()]
