"""Gradient-boosted trees over binned features, missing values in a bin that learns its own side.

After Friedman (2001) with the second-order leaves of Chen and Guestrin (2016). Written out here,
and kept as JSON, because a few thousand rows and a dozen features need no further dependency.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bookrunner.modelrisk.scorers import BadModel, Table, squashed

_BINS = 16
_TREES = 60
_RATE = 0.1
_DEPTH = 2
_LEAF_ROWS = 20
_RIDGE = 5.0
_GAIN_MIN = 1e-9


@dataclass(frozen=True)
class Split:
    """A question at a node; a leaf has a value and asks none."""

    feature: int
    """Below 0 for a leaf."""
    border: float
    """Values up to it go left."""
    missing_left: bool
    value: float
    left: int
    right: int


Tree = tuple[Split, ...]


@dataclass(frozen=True)
class Boosted:
    """The sum of shallow trees."""

    base: float
    trees: tuple[Tree, ...]
    features: int
    kind = "boosted"

    def scores(self, table: Table) -> NDArray[np.float64]:
        """The chances; see ``Scorer``."""
        if table.shape[1] != self.features:
            raise BadModel(f"the model has {self.features} columns, not {table.shape[1]}")
        total = np.full(len(table), self.base)
        for tree in self.trees:
            total = total + _leaves(tree, table)
        return squashed(total)

    def document(self) -> Mapping[str, Any]:
        """See ``Scorer``."""
        trees = [
            [[s.feature, s.border, s.missing_left, s.value, s.left, s.right] for s in tree]
            for tree in self.trees
        ]
        return {"kind": self.kind, "base": self.base, "trees": trees, "features": self.features}


def read_boosted(document: Mapping[str, Any]) -> Boosted:
    """The model of its document.

    Raises:
        BadModel: It is none.
    """
    try:
        trees = tuple(
            tuple(
                Split(int(f), float(b), bool(m), float(v), int(left), int(right))
                for f, b, m, v, left, right in tree
            )
            for tree in document["trees"]
        )
        made = Boosted(float(document["base"]), trees, int(document["features"]))
    except (KeyError, TypeError, ValueError) as error:
        raise BadModel(f"the kept model is no boosted one ({error})") from error
    for tree in made.trees:
        for at, one in enumerate(tree):
            # Children stand behind their parent, so that no walk goes round.
            if one.feature >= 0 and not (
                one.feature < made.features and at < min(one.left, one.right)
                and max(one.left, one.right) < len(tree)
            ):  # fmt: skip
                raise BadModel("a tree of the kept model points where there is nothing")
    return made


def fit_boosted(table: Table, labels: NDArray[np.bool_]) -> Boosted:
    """Trees on the rest that those before leave; the same rows give the same trees."""
    rate = min(max(float(labels.mean()), 1e-4), 1 - 1e-4)
    base = float(np.log(rate / (1 - rate)))
    borders = [_borders(column) for column in table.T]
    bins = np.column_stack(
        [
            np.where(np.isnan(column), len(edges) + 1, np.searchsorted(edges, column, side="left"))
            for column, edges in zip(table.T, borders, strict=True)
        ]
    ).astype(np.int64)
    total = np.full(len(table), base)
    trees: list[Tree] = []
    for _ in range(_TREES):
        chance = squashed(total)
        tree = _grown(bins, borders, labels - chance, chance * (1 - chance))
        trees.append(tree)
        total = total + _leaves(tree, table)
    return Boosted(base, tuple(trees), table.shape[1])


def _borders(column: NDArray[np.float64]) -> NDArray[np.float64]:
    told = np.unique(column[~np.isnan(column)])
    if len(told) < 2:
        return np.zeros(0)
    if len(told) <= _BINS:
        return (told[1:] + told[:-1]) / 2
    return np.unique(np.quantile(column[~np.isnan(column)], np.arange(1, _BINS) / _BINS))


def _grown(
    bins: NDArray[np.int64],
    borders: Sequence[NDArray[np.float64]],
    pull: NDArray[np.float64],
    weight: NDArray[np.float64],
) -> Tree:
    nodes: list[Split | None] = []

    def grow(rows: NDArray[np.int64], depth: int) -> int:
        place = len(nodes)
        nodes.append(None)
        best = _best(bins, borders, pull, weight, rows) if depth < _DEPTH else None
        if best is None:
            value = _RATE * float(pull[rows].sum() / (weight[rows].sum() + _RIDGE))
            nodes[place] = Split(-1, 0.0, False, value, -1, -1)  # noqa: FBT003 - a leaf asks nothing
            return place
        feature, cut, missing_left = best
        of = bins[rows, feature]
        is_left = (of <= cut) | ((of == len(borders[feature]) + 1) & missing_left)
        left, right = grow(rows[is_left], depth + 1), grow(rows[~is_left], depth + 1)
        border = float(borders[feature][cut])
        nodes[place] = Split(feature, border, missing_left, 0.0, left, right)
        return place

    grow(np.arange(len(bins)), 0)
    return tuple(one for one in nodes if one is not None)


def _best(
    bins: NDArray[np.int64],
    borders: Sequence[NDArray[np.float64]],
    pull: NDArray[np.float64],
    weight: NDArray[np.float64],
    rows: NDArray[np.int64],
) -> tuple[int, int, bool] | None:
    """Feature, bin up to which rows go left, and where the missing go; None where nothing gains."""
    best, gained = None, _GAIN_MIN
    whole = pull[rows].sum() ** 2 / (weight[rows].sum() + _RIDGE)
    for feature, edges in enumerate(borders):
        if not len(edges):
            continue
        of, size = bins[rows, feature], len(edges) + 2
        sums = [
            np.bincount(of, minlength=size, weights=column)
            for column in (pull[rows], weight[rows], np.ones(len(rows)))
        ]
        told = [np.cumsum(one[:-1])[:-1] for one in sums]
        for missing_left in (True, False):
            left = [
                one + (s[-1] if missing_left else 0.0) for one, s in zip(told, sums, strict=True)
            ]
            right = [s.sum() - one for one, s in zip(left, sums, strict=True)]
            gain = left[0] ** 2 / (left[1] + _RIDGE) + right[0] ** 2 / (right[1] + _RIDGE) - whole
            gain = np.where((left[2] >= _LEAF_ROWS) & (right[2] >= _LEAF_ROWS), gain, -np.inf)
            at = int(np.argmax(gain))
            if gain[at] > gained:
                best, gained = (feature, at, missing_left), float(gain[at])
    return best


def _leaves(tree: Tree, table: Table) -> NDArray[np.float64]:
    values = np.zeros(len(table))
    waiting: list[tuple[int, NDArray[np.int64]]] = [(0, np.arange(len(table)))]
    while waiting:
        place, rows = waiting.pop()
        node = tree[place]
        if node.feature < 0:
            values[rows] = node.value
            continue
        of = table[rows, node.feature]
        is_left = np.where(np.isnan(of), node.missing_left, of <= node.border)
        waiting += [(node.left, rows[is_left]), (node.right, rows[~is_left])]
    return values
