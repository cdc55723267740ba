"""Whether today's companies are still like those that a model learned from.

The population stability index over B bins, of n rows then and m now, is under no change about
(1/n + 1/m) times a chi-square of B - 1 degrees of freedom (Yurdakul and Naranjo, "Statistical
properties of the population stability index", Journal of Risk Model Validation 14(4), 2020). The
alarm is at its quantile for these n and m, by Holm over the features; fixed bands are not used.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

ALPHA = 0.001
"""The chance of any alarm where nothing changed."""
_BINS = 10
_EXPECTED_MIN = 10.0
"""Fewer rows than that in a bin do not follow the chi-square; such bins go with their neighbour."""


@dataclass(frozen=True)
class Drift:
    """One feature then and now."""

    feature: str
    psi: float
    threshold: float
    n: int
    m: int
    bins: int
    p: float
    is_alarm: bool


def reference(column: NDArray[np.float64]) -> Mapping[str, Any]:
    """What is kept of a column: bins of about equal count, and how many were in each."""
    told = column[~np.isnan(column)]
    edges = np.unique(np.quantile(told, np.arange(1, _BINS) / _BINS)) if len(told) else np.zeros(0)
    return {"edges": edges.tolist(), "counts": _counts(column, edges).tolist()}


def drifts(
    kept: Mapping[str, Mapping[str, Any]], columns: Mapping[str, NDArray[np.float64]]
) -> Sequence[Drift]:
    """Each feature's index beside the value at which it alarms."""
    measured = [
        (name, *_measured(one, columns[name])) for name, one in kept.items() if name in columns
    ]
    # Holm: the smallest p is held to alpha / k, the next to alpha / (k - 1), until one passes.
    found: list[Drift] = []
    alarmed = True
    for rank, (name, psi, n, m, bins, p) in enumerate(sorted(measured, key=lambda one: one[5])):
        alpha = ALPHA / (len(measured) - rank)
        alarmed = alarmed and p < alpha
        threshold = chi_square_quantile(1 - alpha, bins - 1) * (1 / n + 1 / m) if m and n else 0.0
        found.append(Drift(name, psi, threshold, n, m, bins, p, alarmed))
    return found


def _measured(
    kept: Mapping[str, Any], column: NDArray[np.float64]
) -> tuple[float, int, int, int, float]:
    before = np.array(kept["counts"], dtype=np.float64)
    now = _counts(column, np.array(kept["edges"], dtype=np.float64)).astype(np.float64)
    n, m = int(before.sum()), int(now.sum())
    if not n or not m:
        return 0.0, n, m, 1, 1.0
    before, now = _joined(before, now)
    # Half a row in each bin, so that an empty one does not make the index infinite.
    then, today = (before + 0.5) / (before + 0.5).sum(), (now + 0.5) / (now + 0.5).sum()
    psi = float(((today - then) * np.log(today / then)).sum())
    bins = len(before)
    # The logarithms make the tail of the index heavier than the chi-square's; Pearson's two-sample
    # statistic, its limit, has less of it. Both must be as rare.
    pooled = (before + now) / (n + m)
    told = pooled > 0
    pearson = float((((now / m - before / n) ** 2)[told] / pooled[told]).sum())
    size = 1 / n + 1 / m
    p = max(chi_square_tail(one / size, bins - 1) for one in (psi, pearson))
    return psi, n, m, bins, p


def _joined(
    before: NDArray[np.float64], now: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The bins with enough rows to expect; the last, of the missing, stays by itself if it can."""
    n, m = before.sum(), now.sum()
    expected = (before + now) / (n + m) * min(n, m)
    made: list[list[float]] = []
    waiting = [0.0, 0.0, 0.0]
    for at in range(len(before)):
        waiting = [waiting[0] + before[at], waiting[1] + now[at], waiting[2] + expected[at]]
        if waiting[2] >= _EXPECTED_MIN:
            made.append(waiting)
            waiting = [0.0, 0.0, 0.0]
    if waiting[2]:
        if made:
            made[-1] = [a + b for a, b in zip(made[-1], waiting, strict=True)]
        else:
            made.append(waiting)
    rows = np.array(made)
    return rows[:, 0], rows[:, 1]


def _counts(column: NDArray[np.float64], edges: NDArray[np.float64]) -> NDArray[np.int64]:
    missing = np.isnan(column)
    places = np.searchsorted(edges, column[~missing], side="left")
    counts = np.bincount(places, minlength=len(edges) + 1)
    return np.append(counts, missing.sum()).astype(np.int64)


def chi_square_tail(value: float, freedom: int) -> float:
    """The chance that a chi-square of so many degrees of freedom is larger."""
    if freedom < 1 or value <= 0:
        return 1.0
    half, x = freedom / 2, value / 2
    first = math.exp(-x + half * math.log(x) - math.lgamma(half))
    if x < half + 1:
        term = total = 1 / half
        for step in range(1, 1_000):
            term *= x / (half + step)
            total += term
            if term < total * 1e-15:
                break
        return max(0.0, 1 - first * total)
    # The continued fraction of the upper incomplete gamma function, after Lentz.
    b = x + 1 - half
    c, d = 1e300, 1 / b
    ratio = d
    for step in range(1, 1_000):
        a = -step * (step - half)
        b += 2
        d = 1 / (a * d + b)
        c = b + a / c
        ratio *= d * c
        if abs(d * c - 1) < 1e-15:
            break
    return first * ratio


def chi_square_quantile(part: float, freedom: int) -> float:
    """The value below which a chi-square lies with that chance, by halving."""
    if freedom < 1:
        return 0.0
    low, high = 0.0, float(freedom)
    while chi_square_tail(high, freedom) > 1 - part:
        high *= 2
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (middle, high) if chi_square_tail(middle, freedom) > 1 - part else (low, middle)
    return (low + high) / 2
