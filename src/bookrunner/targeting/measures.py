"""How good an order of names was: precision at the top, lift, PR-AUC, calibration, intervals."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float64]
Labels = NDArray[np.bool_]


def precision_at(scores: Scores, labels: Labels, count: int) -> float:
    """The share of outcomes among the names with the highest scores; NaN for fewer names.

    Where the border runs through names of equal score, each of these counts in part.
    """
    if len(scores) < count:
        return float("nan")
    border = np.sort(scores)[-count]
    above, equal = scores > border, scores == border
    part = (count - above.sum()) / equal.sum()
    return float((labels[above].sum() + part * labels[equal].sum()) / count)


def average_precision(scores: Scores, labels: Labels) -> float:
    """The area under precision over recall, names of equal score taken together.

    A random order gives the base rate. NaN without an outcome.
    """
    positives = labels.sum()
    if not positives:
        return float("nan")
    order = np.argsort(-scores, kind="stable")
    found = np.cumsum(labels[order])
    is_last = np.append(np.diff(scores[order]) != 0, True)
    at = np.flatnonzero(is_last)
    gained = np.diff(found[at], prepend=0)
    return float((gained * found[at] / (at + 1)).sum() / positives)


def separation(values: Scores, labels: Labels) -> float:
    """The chance that a name with the outcome has the higher value (ROC-AUC); ties count half."""
    told = ~np.isnan(values)
    values, labels = values[told], labels[told]
    positives = int(labels.sum())
    negatives = len(labels) - positives
    if not positives or not negatives:
        return float("nan")
    _, place, counts = np.unique(values, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[place]
    above = ranks[labels].sum() - positives * (positives + 1) / 2
    return float(above / (positives * negatives))


@dataclass(frozen=True)
class Bin:
    """Names of about equal score."""

    low: float
    high: float
    n: int
    positives: int


def calibration(scores: Scores, labels: Labels, count: int = 5) -> list[Bin]:
    """How often the outcome came in each fifth of the names by score, the lowest first."""
    order = np.argsort(scores, kind="stable")
    return [
        Bin(float(scores[part].min()), float(scores[part].max()), len(part),
            int(labels[part].sum()))
        for part in np.array_split(order, count) if len(part)
    ]  # fmt: skip


@dataclass(frozen=True)
class Interval:
    """A value and the bounds between which 95 of 100 resamples of companies lie."""

    value: float
    low: float
    high: float


def interval(value: float, draws: list[float]) -> Interval:
    """The interval of a value by its resamples; NaN bounds where too few of them have one."""
    told = [one for one in draws if not np.isnan(one)]
    if len(told) < len(draws) / 2 or not told:
        return Interval(value, float("nan"), float("nan"))
    low, high = np.percentile(told, [2.5, 97.5])
    return Interval(value, float(low), float(high))
