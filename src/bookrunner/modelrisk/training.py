"""A scorer trained and tested by time: on each year by what was known an embargo before it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bookrunner.figures import Unusable
from bookrunner.modelrisk.boosting import fit_boosted, read_boosted
from bookrunner.modelrisk.drift import reference
from bookrunner.modelrisk.logistic import fit_logistic, read_logistic
from bookrunner.modelrisk.scorers import BadModel, Scorer, Table, table_of
from bookrunner.targeting import Backtest, Trials, backtest
from bookrunner.targeting.backtests import folds, known_before
from bookrunner.targeting.trials import first_of_year, taken

FITTERS: Mapping[str, Callable[[Table, NDArray[np.bool_]], Scorer]] = {
    "logistic": fit_logistic,
    "boosted": fit_boosted,
}
"""The kinds of scorers there are."""
_POSITIVES_MIN = 5
"""With fewer outcomes nothing is learned."""


class TooFewOutcomes(Unusable):
    """Nothing can be learned from so few."""

    def __init__(self, count: int) -> None:
        super().__init__(
            f"{count} outcomes in the trials are fewer than {_POSITIVES_MIN}; a score cannot be "
            "learned from them"
        )


@dataclass(frozen=True)
class Trained:
    """A scorer, and how it did on years that it had not seen."""

    scorer: Scorer
    names: tuple[str, ...]
    test: Backtest
    """Of the scores that each year got from the years before."""
    reference: Mapping[str, Mapping[str, Any]]
    """Of each feature how it lay, for drift."""
    data: str
    """SHA-256 of the trials."""
    n: int
    positives: int

    @property
    def against(self) -> tuple[str, ...]:
        """What stands against showing its scores; empty where it is better on every fold."""
        worse = [
            f"it is not better than the best single rule ({one.rule}) in {one.name}: PR-AUC "
            f"{one.pr_auc:.1%} against {one.rule_pr_auc:.1%}"
            for one in self.test.years
            if not one.pr_auc > one.rule_pr_auc
        ]
        return (*self.test.reasons, *worse)


def train(trials: Trials, kind: str) -> Trained:
    """The scorer of all trials, with the test of those made year by year.

    Raises:
        TooFewOutcomes: Nothing can be learned.
    """
    held = first_of_year(trials)
    positives = int(held.label.sum())
    if positives < _POSITIVES_MIN or held.label.all():
        raise TooFewOutcomes(positives)
    names = tuple(held.features)
    table = table_of(held.features, names)
    fit = FITTERS[kind]
    return Trained(
        fit(table, held.label),
        names,
        backtest(replace(held, score=_unseen(held, table, fit))),
        {name: reference(column) for name, column in held.features.items()},
        digest_of(held),
        len(held.day),
        positives,
    )


def _unseen(
    held: Trials, table: Table, fit: Callable[[Table, NDArray[np.bool_]], Scorer]
) -> NDArray[np.float64]:
    """For each trial of a year tested its score by a scorer of what was known before the year."""
    scores = np.zeros(len(held.day))
    for _, rows, _ in folds(held):
        known = known_before(held, rows)
        scores[rows] = fit(table[known], held.label[known]).scores(table[rows])
    return scores


def read_scorer(document: Mapping[str, Any]) -> Scorer:
    """The scorer that a document holds.

    Raises:
        BadModel: It holds none.
    """
    readers: Mapping[str, Callable[[Mapping[str, Any]], Scorer]] = {
        "logistic": read_logistic,
        "boosted": read_boosted,
    }
    kind = document.get("kind")
    if kind not in readers:
        raise BadModel(f"the kept model is of the kind {kind!r}; there are {', '.join(readers)}")
    return readers[str(kind)](document)


def digest_of(trials: Trials) -> str:
    """SHA-256 of the trials, whatever the order of their rows."""
    order = np.lexsort((trials.day, trials.company))
    some = taken(trials, order)
    told = hashlib.sha256()
    columns: Sequence[NDArray[Any]] = (some.company, some.day, some.label)
    for column in columns:
        told.update(np.ascontiguousarray(column).tobytes())
    for name in sorted(some.features):
        told.update(name.encode())
        told.update(np.ascontiguousarray(some.features[name], dtype=np.float64).tobytes())
    return told.hexdigest()
