"""What a back-test looks at: companies on days, what was known then, and what came after."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bookrunner.credit.rating_scale import place_of
from bookrunner.facts import FactStore
from bookrunner.figures import BadInput, NotFound, Viewer
from bookrunner.imports import RATINGS, SqlImportStore
from bookrunner.targeting.columns import Column, evaluated
from bookrunner.targeting.definitions import Definitions, Feature
from bookrunner.targeting.expressions import Node
from bookrunner.targeting.panel import Panel
from bookrunner.targeting.screening import screened
from bookrunner.targeting.screens import Outcome, Screen
from bookrunner.targeting.series import Series

INVESTMENT_GRADE = 10
"""The place of BBB-."""
_STEP_DAYS = 91
_MONTH_DAYS = 30.4375
_OWN = ("company", "date", "sector", "outcome")


class BadTrials(BadInput):
    """A file of trials that cannot be used."""


@dataclass(frozen=True)
class Trials:
    """One row a company and day; only those that the screen assesses and whose outcome is known."""

    company: NDArray[np.int64]
    day: NDArray[np.int64]
    sector: NDArray[np.str_]
    score: Column
    of_driver: NDArray[np.float64]
    """A row a driver: its points."""
    features: dict[str, Column]
    """The values of the drivers' features."""
    label: NDArray[np.bool_]
    horizon_days: int
    unassessed: int
    """Rows that the screen does not assess."""
    more_is_more: tuple[bool, ...]
    """Of each driver whether higher values speak for a name."""

    def rule(self, driver: int) -> Column:
        """One driver's feature as a rule by itself; a name without it comes last."""
        values = [*self.features.values()][driver]
        signed = values if self.more_is_more[driver] else -values
        if np.isnan(signed).all():
            return np.zeros(len(signed))
        return np.where(np.isnan(signed), np.nanmin(signed) - 1, signed)


class _Rows:
    """A table's rows in place of a frame: each is a company on its day."""

    def __init__(self, columns: dict[str, Column], sectors: NDArray[np.int64], count: int) -> None:
        self._columns, self._sectors, self.count = columns, sectors, count
        self.is_known = np.ones(count, dtype=bool)
        self.has_left = np.zeros(count, dtype=bool)
        self.is_silent = np.zeros(count, dtype=bool)

    def __getitem__(self, name: str) -> Column:
        return self._columns.get(name, np.full(self.count, np.nan))

    def truth(self, tree: Node) -> Column:
        return evaluated(tree, {name: self[name] for name in tree.names()}, self._sectors)

    def is_meaningless(self, feature: Feature) -> NDArray[np.bool_]:  # noqa: ARG002 - as a frame
        return np.zeros(self.count, dtype=bool)


def trials_of_file(path: Path, screen: Screen, definitions: Definitions) -> Trials:
    """The trials of a CSV file: company, date, sector, features by their names, outcome (0 or 1).

    Raises:
        NotFound: There is no such file.
        BadTrials: A column or a row cannot be used.
    """
    if not path.is_file():
        raise NotFound("file of trials", str(path))
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    if not rows or not {"company", "date", "outcome"} <= set(rows[0]):
        raise BadTrials(f"{path} needs rows with the columns company, date and outcome")
    unknown = [name for name in rows[0] if name not in (*_OWN, *definitions.features)]
    if unknown:
        raise BadTrials(f"{path}: {unknown[0]!r} is no feature; see `screen --features`")
    try:
        days = np.array([date.fromisoformat(row["date"]).toordinal() for row in rows])
        outcome = np.array([{"0": False, "1": True}[row["outcome"].strip()] for row in rows])
        columns = {
            name: np.array([float(row[name]) if row[name].strip() else np.nan for row in rows])
            for name in rows[0] if name not in _OWN
        }  # fmt: skip
    except (ValueError, KeyError, AttributeError) as error:
        raise BadTrials(f"{path}: a row cannot be read ({error})") from error
    companies = np.unique([row["company"] for row in rows], return_inverse=True)[1]
    named = np.array([row.get("sector") or "" for row in rows])
    frame = _Rows(columns, np.unique(named, return_inverse=True)[1], len(rows))
    found = screened(screen, frame, definitions)
    horizon = 0 if screen.outcome is None else round(screen.outcome.within_months * _MONTH_DAYS)
    return _assessed(
        Trials(companies, days, named, found.points, found.of_driver,
               {one.feature: frame[one.feature] for one in screen.drivers}, outcome, horizon, 0,
               _more_is_more(screen))
    )  # fmt: skip


def trials_of_panel(
    panel: Panel, screen: Screen, outcome: Outcome, events: Series, definitions: Definitions
) -> Trials:
    """The trials of the records: every quarter whose outcome the records reach.

    Args:
        events: The days on which the outcome came, by company.
    """
    horizon = round(outcome.within_months * _MONTH_DAYS)
    last = int(max(panel.row_known.max(initial=0), events.day.max(initial=0)))
    first = int(panel.row_known.min(initial=last))
    made: list[Trials] = []
    names = np.array([str(one) for one in panel.sectors])
    for day in range(first + _STEP_DAYS, last - horizon + 1, _STEP_DAYS):
        frame = panel.on(day, definitions)
        found = screened(screen, frame, definitions)
        until = events.at(frame.count, day + horizon)
        label = (until >= 0) & (events.day[until] > day) if len(events.day) else until >= 0
        known = frame.is_known & ~frame.has_left & ~found.is_outside
        features = {one.feature: frame[one.feature][known] for one in screen.drivers}
        made.append(
            Trials(
                np.flatnonzero(known), np.full(int(known.sum()), day), names[known],
                found.points[known], found.of_driver[:, known], features, label[known], horizon, 0,
                _more_is_more(screen),
            )
        )  # fmt: skip
    if not made:
        none = np.zeros(0)
        days = none.astype(np.int64)
        features = {one.feature: none for one in screen.drivers}
        points = np.zeros((len(screen.drivers), 0))
        return Trials(
            days, days, none.astype(str), none, points, features, none.astype(bool), horizon, 0,
            _more_is_more(screen),
        )  # fmt: skip
    return _assessed(
        Trials(
            np.concatenate([one.company for one in made]),
            np.concatenate([one.day for one in made]),
            np.concatenate([one.sector for one in made]),
            np.concatenate([one.score for one in made]),
            np.concatenate([one.of_driver for one in made], axis=1),
            {
                name: np.concatenate([one.features[name] for one in made])
                for name in made[0].features
            },
            np.concatenate([one.label for one in made]),
            horizon,
            0,
            _more_is_more(screen),
        )
    )


def _more_is_more(screen: Screen) -> tuple[bool, ...]:
    return tuple(one.full > one.none for one in screen.drivers)


def _assessed(trials: Trials) -> Trials:
    told = ~np.isnan(trials.score)
    return taken(trials, told, unassessed=int((~told).sum()))


def taken(
    trials: Trials, rows: NDArray[np.bool_] | NDArray[np.int64], *, unassessed: int | None = None
) -> Trials:
    """Some of the trials."""
    return Trials(
        trials.company[rows], trials.day[rows], trials.sector[rows], trials.score[rows],
        trials.of_driver[:, rows], {n: one[rows] for n, one in trials.features.items()},
        trials.label[rows], trials.horizon_days,
        trials.unassessed if unassessed is None else unassessed, trials.more_is_more,
    )  # fmt: skip


def first_of_year(trials: Trials) -> Trials:
    """Of each company and year the first trial, so that no company counts twice in a list."""
    years = years_of(trials.day)
    order = np.lexsort((trials.day, years, trials.company))
    keys = np.column_stack((trials.company[order], years[order]))
    is_first = np.append(True, (np.diff(keys, axis=0) != 0).any(axis=1))[: len(order)]
    return taken(trials, np.sort(order[is_first]))


def years_of(days: NDArray[np.int64]) -> NDArray[np.int64]:
    """The calendar years of ordinals."""
    return np.array([date.fromordinal(int(day)).year for day in days], dtype=np.int64)


def events_of(
    outcome: Outcome, store: FactStore, imports: SqlImportStore, viewer: Viewer, panel: Panel
) -> Series:
    """The days on which an outcome came, by the companies of a panel."""
    numbers = {company.cik: at for at, company in enumerate(panel.companies)}
    if outcome.rating_crosses:
        return _crossings(imports, viewer, numbers, up=outcome.rating_crosses == "up")
    return Series.of(
        (numbers[filed.cik], filed.accepted_at.toordinal(), 1.0)
        for filed in store.all_forms(viewer)
        if filed.form in outcome.forms and filed.cik in numbers
    )


def _crossings(
    imports: SqlImportStore, viewer: Viewer, numbers: dict[str, int], *, up: bool
) -> Series:
    """The days on which an agency's rating crossed the border of investment grade."""
    actions = sorted(
        (row.text("ticker"), row.text("agency"), row.text("date"), place_of(row.text("rating")))
        for row in (found.row for found in imports.rows(RATINGS, viewer))
        if place_of(row.text("rating")) is not None and row.text("ticker") in numbers
    )
    rows: list[tuple[int, int, float]] = []
    for before, after in pairwise(actions):
        was, is_now = ((place or 0) <= INVESTMENT_GRADE for place in (before[3], after[3]))
        if before[:2] == after[:2] and was != is_now and is_now == up:
            rows.append((numbers[after[0]], date.fromisoformat(after[2]).toordinal(), 1.0))
    return Series.of(rows)
