"""Who comes out of a screen on a day, in what order, and who could not be assessed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from bookrunner.targeting.columns import Column
from bookrunner.targeting.definitions import Definitions, Feature
from bookrunner.targeting.expressions import Node
from bookrunner.targeting.screens import Driver, Screen

COVERED_MIN = 0.5
"""The least part of the drivers' weight that must be told; below it a name is not assessed."""


class View(Protocol):
    """What a screen looks at: columns over companies, as a panel has them on a day."""

    count: int
    is_known: NDArray[np.bool_]
    has_left: NDArray[np.bool_]
    is_silent: NDArray[np.bool_]

    def __getitem__(self, name: str) -> Column:
        """A feature's values; NaN where it is missing."""
        ...

    def truth(self, tree: Node) -> Column:
        """Whether a condition holds: 1, 0 or NaN for unknown."""
        ...

    def is_meaningless(self, feature: Feature) -> NDArray[np.bool_]:
        """Where a ratio has no meaning although its parts are told."""
        ...


@dataclass(frozen=True)
class Screened:
    """The outcome for all companies: columns over the frame's companies."""

    points: Column
    """From 0 to 100, the weighted mean of the drivers that are told; NaN for who was not assessed
    or is outside."""
    of_driver: NDArray[np.float64]
    """From 0 to 1, a row a driver; NaN where it is missing."""
    ranking: NDArray[np.int64]
    """Who was assessed and has points, the most first."""
    is_assessed: NDArray[np.bool_]
    is_outside: NDArray[np.bool_]
    """Known on the day, and outside of the screen's universe or the condition."""
    lacks: NDArray[np.bool_]
    """A row a feature of ``wanted``: whether it is missing where the name was not assessed."""
    wanted: tuple[str, ...]


def screened(
    screen: Screen, frame: View, definitions: Definitions, where: Node | None = None
) -> Screened:
    """Assesses every company that was known on the frame's day.

    A name is *not assessed* where a required feature is missing, where it is unknown whether it
    belongs to the universe or meets the condition, and where too few drivers are told.
    """
    inside = np.where(frame.is_known & ~frame.has_left, 1.0, 0.0)
    is_outside = np.zeros(frame.count, dtype=bool)
    unknown = frame.is_silent.copy()
    for tree in filter(None, (screen.universe, where)):
        truth = frame.truth(tree)
        is_outside |= truth == 0
        unknown |= np.isnan(truth)
    is_outside &= inside > 0
    of_driver = np.array([_points(one, frame, definitions) for one in screen.drivers])
    weights = np.array([one.weight for one in screen.drivers])[:, None]
    is_told = ~np.isnan(of_driver)
    covered = (is_told * weights).sum(axis=0)
    total = np.where(is_told, of_driver * weights, 0.0).sum(axis=0)
    required = [np.isnan(frame[name]) for name in screen.requires]
    lacks_required = np.any(required, axis=0) if required else np.zeros(frame.count, dtype=bool)
    is_assessed = (
        (inside > 0)
        & ~is_outside
        & ~unknown
        & ~lacks_required
        & (covered >= COVERED_MIN * weights.sum())
    )
    points = np.full(frame.count, np.nan)
    points[is_assessed] = 100 * total[is_assessed] / covered[is_assessed]
    chosen = np.flatnonzero(is_assessed & (points > 0))
    # Of equal points the one with more of its drivers told comes first, then by the list's order.
    order = np.lexsort((chosen, -covered[chosen], -points[chosen]))
    wanted = _wanted(screen, where)
    return Screened(
        points=points,
        of_driver=of_driver,
        ranking=chosen[order],
        is_assessed=is_assessed,
        is_outside=is_outside,
        lacks=np.array([np.isnan(frame[name]) for name in wanted]).reshape(-1, frame.count),
        wanted=wanted,
    )


def _points(driver: Driver, frame: View, definitions: Definitions) -> Column:
    values = frame[driver.feature]
    points = np.clip((values - driver.none) / (driver.full - driver.none), 0.0, 1.0)
    if driver.when_not_meaningful is not None:
        meaningless = frame.is_meaningless(definitions.features[driver.feature])
        points = np.where(meaningless, driver.when_not_meaningful, points)
    return points


def _wanted(screen: Screen, where: Node | None) -> tuple[str, ...]:
    trees = [tree for tree in (screen.universe, where) if tree is not None]
    named = [name for tree in trees for name in tree.names()]
    return tuple(dict.fromkeys([*screen.requires, *named, *(d.feature for d in screen.drivers)]))
