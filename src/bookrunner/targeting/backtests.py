"""Whether a screen would have worked: time folds with an embargo, against chance and one rule.

A screen's rules are not fitted, but the best single rule to which it is held (one driver's feature
by itself, the whole range of its values) is chosen, for each year tested, on trials whose outcome
was known an embargo before the year began.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bookrunner.targeting.measures import (
    Bin,
    Interval,
    average_precision,
    calibration,
    interval,
    precision_at,
    separation,
)
from bookrunner.targeting.trials import Trials, first_of_year, taken, years_of

EMBARGO_DAYS = 30
POSITIVES_MIN = 30
"""The fewest outcomes in the years tested that make a test sound."""
FOLDS_MIN = 2
TELLS_ALL = 0.97
"""A feature that parts names with the outcome from others so well is taken to know it."""
_TELLS_POSITIVES_MIN = 10
_RESAMPLES = 400
_TOP, _WIDE = 20, 50


@dataclass(frozen=True)
class Group:
    """The test within one year or sector."""

    name: str
    n: int
    positives: int
    pr_auc: float
    precision_at_20: float
    rule: str
    """The single rule chosen on the years before; empty where none could be."""
    rule_pr_auc: float


@dataclass(frozen=True)
class Backtest:
    """What the test of a screen showed."""

    n: int
    positives: int
    first: int
    last: int
    unassessed: int
    base_rate: float
    precision_at_20: Interval
    precision_at_50: Interval
    lift_at_20: Interval
    pr_auc: Interval
    rule_pr_auc: float
    over_rule: Interval
    """PR-AUC less that of the best single rule, over the same years."""
    shuffled_pr_auc: float
    """The mean over shuffled labels; a sound harness gives the base rate."""
    shuffled_at_least: float
    """The share of shuffles that did as well or better: a p-value."""
    calibration: list[Bin]
    years: list[Group]
    sectors: list[Group]
    alarms: list[str]
    """Features that seem to know the outcome."""
    reasons: list[str]
    """Why it is not shown to work; empty where it is."""


def backtest(trials: Trials, *, seed: int = 6) -> Backtest:
    """Tests the order that a screen's scores give; the same trials and seed give the same test."""
    held = first_of_year(trials)
    tested_years = folds(held)
    test_rows = (
        np.concatenate([rows for _, rows, _ in tested_years])
        if tested_years
        else np.zeros(0, np.int64)
    )
    tested = taken(held, test_rows)
    years = years_of(tested.day)
    rules = np.concatenate(
        [held.rule(rule)[rows] for _, rows, rule in tested_years] or [np.zeros(0)]
    )
    chance = np.random.default_rng(seed)
    shuffles = [
        _pr_auc(tested.score, _shuffled(tested.label, years, chance), years)
        for _ in range(_RESAMPLES)
    ]
    draws = _draws(tested.company, chance) if len(tested.day) else []

    def measured(measure: Callable[[NDArray[np.int64]], float]) -> Interval:
        everyone = np.arange(len(tested.day))
        return interval(measure(everyone), [measure(draw) for draw in draws])

    def at(count: int) -> Callable[[NDArray[np.int64]], float]:
        return lambda of: _top(tested.score[of], tested.label[of], years[of], count)

    def pr_auc(of: NDArray[np.int64]) -> float:
        return _pr_auc(tested.score[of], tested.label[of], years[of])

    def over_rule(of: NDArray[np.int64]) -> float:
        return pr_auc(of) - _pr_auc(rules[of], tested.label[of], years[of])

    def lift(of: NDArray[np.int64]) -> float:
        rate = _base(tested.label[of], years[of])
        return at(_TOP)(of) / rate if rate else float("nan")

    actual = pr_auc(np.arange(len(tested.day)))
    told = Backtest(
        n=len(tested.day),
        positives=int(tested.label.sum()),
        first=int(tested.day.min(initial=0 if not len(tested.day) else tested.day.max())),
        last=int(tested.day.max(initial=0)),
        unassessed=trials.unassessed,
        base_rate=_base(tested.label, years),
        precision_at_20=measured(at(_TOP)),
        precision_at_50=measured(at(_WIDE)),
        lift_at_20=measured(lift),
        pr_auc=measured(pr_auc),
        rule_pr_auc=_pr_auc(rules, tested.label, years),
        over_rule=measured(over_rule),
        shuffled_pr_auc=float(np.mean(shuffles)) if len(tested.day) else float("nan"),
        shuffled_at_least=float(np.mean([one >= actual for one in shuffles])),
        calibration=calibration(tested.score, tested.label) if len(tested.day) else [],
        years=[_group(str(year), held, rows, rule) for year, rows, rule in tested_years],
        sectors=[
            _group(str(name) or "unknown", tested, np.flatnonzero(tested.sector == name), None)
            for name in np.unique(tested.sector)
        ],
        alarms=alarms(trials),
        reasons=[],
    )
    told.reasons.extend(_reasons(told))
    return told


def folds(
    trials: Trials,
) -> list[tuple[int, NDArray[np.int64], int]]:
    """Each year with what came before it: the year, its trials, and the best rule by then."""
    years = years_of(trials.day)
    found: list[tuple[int, NDArray[np.int64], int]] = []
    for year in np.unique(years):
        rows = np.flatnonzero(years == year)
        known = known_before(trials, rows)
        if not trials.label[known].any():
            continue
        merits = [
            # A feature that nobody tells is no rule.
            average_precision(values[known], trials.label[known]) if np.ptp(values[known]) else -1
            for values in map(trials.rule, range(len(trials.of_driver)))
        ]
        found.append((int(year), rows, int(np.argmax(merits))))
    return found


def known_before(trials: Trials, rows: NDArray[np.int64]) -> NDArray[np.int64]:
    """The trials whose outcome was known an embargo before the first of the rows."""
    begins = int(trials.day[rows].min())
    return np.flatnonzero(trials.day + trials.horizon_days + EMBARGO_DAYS < begins)


def alarms(trials: Trials) -> list[str]:
    """The features that tell the outcome so well that they must know what came after."""
    if int(trials.label.sum()) < _TELLS_POSITIVES_MIN:
        return []
    told = {name: separation(values, trials.label) for name, values in trials.features.items()}
    return [
        f"{name} alone tells the outcome ({max(one, 1 - one):.0%} of pairs in order): it seems to "
        "know what came after its day"
        for name, one in told.items()
        if one >= TELLS_ALL or one <= 1 - TELLS_ALL
    ]


def _by_year(
    years: NDArray[np.int64], weight: Callable[[NDArray[np.bool_]], tuple[float, float]]
) -> float:
    """The mean over years of (value, weight), those without a value left out."""
    pairs = [weight(years == year) for year in np.unique(years)]
    told = [(value, w) for value, w in pairs if not np.isnan(value) and w]
    total = sum(w for _, w in told)
    return sum(value * w for value, w in told) / total if total else float("nan")


def _top(
    scores: NDArray[np.float64], labels: NDArray[np.bool_], years: NDArray[np.int64], count: int
) -> float:
    """Precision at the top of each year's list, the mean over years that have so many names."""
    return _by_year(years, lambda of: (precision_at(scores[of], labels[of], count), 1.0))


def _pr_auc(
    scores: NDArray[np.float64], labels: NDArray[np.bool_], years: NDArray[np.int64]
) -> float:
    """PR-AUC of each year, weighted by its outcomes: names of different years are not compared."""
    return _by_year(
        years, lambda of: (average_precision(scores[of], labels[of]), float(labels[of].sum()))
    )


def _base(labels: NDArray[np.bool_], years: NDArray[np.int64]) -> float:
    """The rate that a random order would reach, weighted as PR-AUC is."""
    return _by_year(years, lambda of: (float(labels[of].mean()), float(labels[of].sum())))


def _shuffled(
    labels: NDArray[np.bool_], years: NDArray[np.int64], chance: np.random.Generator
) -> NDArray[np.bool_]:
    made = labels.copy()
    for year in np.unique(years):
        made[years == year] = chance.permutation(made[years == year])
    return made


def _draws(companies: NDArray[np.int64], chance: np.random.Generator) -> list[NDArray[np.int64]]:
    """Resamples of whole companies, whose trials depend on one another."""
    order = np.argsort(companies, kind="stable")
    groups = np.split(order, np.flatnonzero(np.diff(companies[order])) + 1)
    return [
        np.concatenate([groups[at] for at in chance.integers(len(groups), size=len(groups))])
        for _ in range(_RESAMPLES)
    ]


def _group(name: str, trials: Trials, rows: NDArray[np.int64], rule: int | None) -> Group:
    scores, labels = trials.score[rows], trials.label[rows]
    points = np.zeros(len(rows)) if rule is None else trials.rule(rule)[rows]
    return Group(
        name,
        len(rows),
        int(labels.sum()),
        average_precision(scores, labels),
        precision_at(scores, labels, _TOP),
        "" if rule is None else [*trials.features][rule],
        float("nan") if rule is None else average_precision(points, labels),
    )


def _reasons(told: Backtest) -> list[str]:
    """What keeps the test from showing that the screen works."""
    reasons = list(told.alarms)
    if told.positives < POSITIVES_MIN:
        reasons.append(
            f"{told.positives} outcomes in the years tested are fewer than {POSITIVES_MIN}"
        )
    if len(told.years) < FOLDS_MIN:
        reasons.append(f"{len(told.years)} years could be tested, fewer than {FOLDS_MIN}")
    if reasons:
        return reasons
    if not told.pr_auc.low > told.base_rate:
        reasons.append("it is not surely better than a random order (PR-AUC)")
    if not told.lift_at_20.low > 1:
        reasons.append("its first twenty are not surely better than any twenty")
    if not told.over_rule.low > 0:
        reasons.append("it is not surely better than the best single rule")
    return reasons
