"""Logistic regression with a ridge, over features and over what is missing of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bookrunner.modelrisk.scorers import BadModel, Table, squashed

_STEPS_MAX = 60
_ENOUGH = 1e-10
_REACH = 4.0
"""Beyond so many deviations a value counts as that many: one wild ratio is no lever."""


@dataclass(frozen=True)
class Logistic:
    """Intercept, a weight a feature, and a weight for each feature being missing."""

    centre: NDArray[np.float64]
    spread: NDArray[np.float64]
    weights: NDArray[np.float64]
    """Intercept, features, missing."""
    kind = "logistic"

    def scores(self, table: Table) -> NDArray[np.float64]:
        """The chances; see ``Scorer``."""
        terms = _terms(table, self.centre, self.spread) * self.weights
        # Summed term by term in one order: a product of matrices may round otherwise by size.
        total = np.zeros(len(table))
        for column in terms.T:
            total = total + column
        return squashed(total)

    def document(self) -> Mapping[str, Any]:
        """See ``Scorer``."""
        return {
            "kind": self.kind,
            "centre": self.centre.tolist(),
            "spread": self.spread.tolist(),
            "weights": self.weights.tolist(),
        }


def fit_logistic(table: Table, labels: NDArray[np.bool_], *, ridge: float = 1.0) -> Logistic:
    """The weights of the greatest penalised likelihood, by Newton's method; no chance in it."""
    centre, spread = np.zeros(table.shape[1]), np.ones(table.shape[1])
    for at, column in enumerate(table.T):
        told = column[~np.isnan(column)]
        if len(told):
            low, middle, high = np.percentile(told, [25, 50, 75])
            centre[at] = middle
            spread[at] = (high - low) / 1.349 or told.std() or 1.0
    terms = _terms(table, centre, spread)
    penalty = np.full(terms.shape[1], ridge)
    penalty[0] = 1e-6
    weights = np.zeros(terms.shape[1])
    for _ in range(_STEPS_MAX):
        chance = squashed(terms @ weights)
        gradient = terms.T @ (labels - chance) - penalty * weights
        curve = (terms * (chance * (1 - chance))[:, None]).T @ terms + np.diag(penalty)
        step = np.linalg.solve(curve, gradient)
        weights = weights + step
        if np.abs(step).max() < _ENOUGH:
            break
    return Logistic(centre, spread, weights)


def read_logistic(document: Mapping[str, Any]) -> Logistic:
    """The model of its document.

    Raises:
        BadModel: It is none.
    """
    try:
        centre, spread, weights = (
            np.array(document[name], dtype=np.float64) for name in ("centre", "spread", "weights")
        )
    except (KeyError, TypeError, ValueError) as error:
        raise BadModel(f"the kept model is no logistic one ({error})") from error
    if len(weights) != 1 + 2 * len(centre) or len(spread) != len(centre):
        raise BadModel("the kept model has not one weight for each of its columns")
    return Logistic(centre, spread, weights)


def _terms(table: Table, centre: NDArray[np.float64], spread: NDArray[np.float64]) -> Table:
    missing = np.isnan(table)
    placed = np.clip((table - centre) / spread, -_REACH, _REACH)
    return np.hstack(
        [np.ones((len(table), 1)), np.where(missing, 0.0, placed), missing.astype(np.float64)]
    )
