"""Learned scores beside a screen's own: the active one shown and logged, the shadow logged only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from bookrunner.app import Desk
from bookrunner.modelrisk import ACTIVE, SHADOW, Prediction, Registry, Version, log, predicted
from bookrunner.operations.scorers import columns_of, registry_of
from bookrunner.operations.screens_shapes import LearnedScore
from bookrunner.targeting import Definitions, Frame, Screen


def learned(
    desk: Desk, chosen: Screen, frame: Frame, known: Definitions, names: Sequence[int]
) -> tuple[Mapping[int, LearnedScore], str]:
    """The active learned score of each name, and in words what there is.

    Nothing is shown that could not be logged.
    """
    registry = registry_of(desk)
    active = registry.of_screen(chosen.digest, ACTIVE)
    shadow = registry.of_screen(chosen.digest, SHADOW)
    if shadow is not None and _is_same(shadow, known):
        log(registry, _predictions(shadow, frame, names).values())
    if active is None:
        return {}, _words(registry, chosen)
    if not _is_same(active, known):
        return {}, f"the learned score {active.id} is not used: a feature was defined anew since"
    made = _predictions(active, frame, names)
    log(registry, made.values())
    words = (
        f"learned score {active.id} ({active.card['kind']}): tested on {active.card['tested']:,} "
        f"company-years, {active.card['tested_positives']} outcomes, {active.card['period']}, "
        f"better than the best single rule in each year; approved by {active.approver}"
    )
    return {at: LearnedScore(one.version, one.value, one.id) for at, one in made.items()}, words


def _words(registry: Registry, chosen: Screen) -> str:
    made = [one for one in registry.versions() if one.screen == chosen.name]
    if not made:
        return ""
    newest = made[-1]
    if not newest.against:
        return f"the learned score {newest.id} is {newest.state} and not shown"
    return f"no learned score is shown: {newest.id} is not promoted, for {newest.against[0]}"


def _is_same(version: Version, known: Definitions) -> bool:
    """Whether each column is defined as when it was learned."""
    names = tuple(one.name for one in version.columns)
    if not set(names) <= set(known.features):
        return False
    return columns_of(known, names) == version.columns


def _predictions(version: Version, frame: Frame, names: Sequence[int]) -> dict[int, Prediction]:
    day = str(date.fromordinal(frame.as_of))
    made: dict[int, Prediction] = {}
    for at in names:
        values = [float(frame[one.name][at]) for one in version.columns]
        made[at] = predicted(version, frame.panel.companies[at].cik, day, values)
    return made
