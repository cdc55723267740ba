"""Every company's numbers by the day on which they became known, and the view of one day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from bookrunner.facts import Company
from bookrunner.targeting.columns import Column, evaluated
from bookrunner.targeting.definitions import Definitions, Feature
from bookrunner.targeting.expressions import Node
from bookrunner.targeting.items import Item, KnownNumbers, Told
from bookrunner.targeting.prices import price_column
from bookrunner.targeting.series import Series, keys, last_known

SILENT_DAYS = 460
"""After so long without a report (a year, its deadline and some patience) nothing is assessed."""
_AGES_MAX = {"filings": 3 * 366, "ratings": 3 * 366, "measures": 460}
_PRICE_DAYS = 10


@dataclass(frozen=True)
class Panel:
    """Companies, the numbers of their reports row by row, and what else is known of them."""

    companies: Sequence[Company]
    sectors: NDArray[np.int64]
    """The number of each company's sector; -1 for unknown."""
    row_company: NDArray[np.int64]
    row_known: NDArray[np.int64]
    """The day from which a row's numbers are known; ascending within a company."""
    items: Sequence[str]
    values: NDArray[np.float64]
    """One row a report, one column an item; NaN for what it leaves unknown."""
    period_end: NDArray[np.int64]
    series: Mapping[str, Series]
    """What is observed, by feature; prices under ``price``, departures under ``left``."""
    curve: Series = field(default_factory=lambda: Series.of(()))

    @cached_property
    def row_keys(self) -> NDArray[np.int64]:
        """For the as-of join of reports."""
        return keys(self.row_company, self.row_known)

    def on(self, as_of: int, definitions: Definitions) -> Frame:
        """The view of a day: nothing that became known later is in it."""
        return Frame(self, as_of, definitions)


class Frame:
    """What was known of each company on one day; columns are made when they are asked for."""

    def __init__(self, panel: Panel, as_of: int, definitions: Definitions) -> None:
        self.panel = panel
        self.as_of = as_of
        self.count = len(panel.companies)
        self.rows = last_known(panel.row_keys, self.count, as_of)
        """Of each company the place of its newest row; -1 for a company not known yet."""
        left = panel.series["left"].at(self.count, as_of) if "left" in panel.series else None
        self.is_known = self.rows >= 0
        self.has_left = np.zeros(self.count, dtype=bool) if left is None else left >= 0
        self.known_since = np.where(self.is_known, panel.row_known[self.rows], 0)
        self.is_silent = self.is_known & (as_of - self.known_since > SILENT_DAYS)
        self._features = definitions.features
        self._columns: dict[str, Column] = {}
        self._of_unknown = ~self.is_known | self.has_left | self.is_silent

    def __getitem__(self, name: str) -> Column:
        """A feature's values; NaN for what is missing and for companies outside the universe."""
        if name not in self._columns:
            self._columns[name] = self._made(self._features[name])
        return self._columns[name]

    def truth(self, tree: Node) -> Column:
        """For each company whether a condition holds: 1, 0 or NaN for unknown."""
        columns = {name: self[name] for name in tree.names()}
        return evaluated(tree, columns, self.panel.sectors)

    def is_meaningless(self, feature: Feature) -> NDArray[np.bool_]:
        """Where a ratio has no meaning although its parts are told."""
        if feature.when_positive is None:
            return np.zeros(self.count, dtype=bool)
        told = self.truth(feature.when_positive)
        return ~np.isnan(told) & (told <= 0)

    def _made(self, feature: Feature) -> Column:
        if feature.tree is not None:
            column = self._computed(feature, feature.tree)
        elif feature.source == "facts":
            column = self._reported(feature.name)
        else:
            column = self._observed(feature)
        return np.where(self._of_unknown, np.nan, column)

    def _reported(self, name: str) -> Column:
        at = self.panel.items.index(name)
        if not len(self.panel.values):
            return np.full(self.count, np.nan)
        return np.where(self.is_known, self.panel.values[self.rows, at], np.nan)

    def _computed(self, feature: Feature, tree: Node) -> Column:
        columns = {name: self[name] for name in tree.names()}
        if feature.optional:
            told = np.any([~np.isnan(columns[name]) for name in columns], axis=0)
            if feature.optional < set(columns) and len(feature.optional) > 1:
                told = np.any([~np.isnan(columns[name]) for name in feature.optional], axis=0)
            for name in feature.optional:
                columns[name] = np.where(told & np.isnan(columns[name]), 0.0, columns[name])
        made = evaluated(tree, columns, self.panel.sectors)
        if feature.when_positive is None:
            return made
        guard = self.truth(feature.when_positive)
        return np.where(guard > 0, made, np.nan)

    def _observed(self, feature: Feature) -> Column:
        if feature.source == "companies":
            codes = [one.sic for one in self.panel.companies]
            return np.array([float(one) if one.isdigit() else np.nan for one in codes])
        if feature.source == "curve":
            at = self.panel.curve.values(1, self.as_of, days_max=_PRICE_DAYS)
            return np.full(self.count, at[0])
        is_price = feature.source == "prices"
        name = "price" if is_price else feature.name
        told = self.panel.series.get("rating" if name == "rating_age" else name)
        if told is None:
            return np.full(self.count, np.nan)
        if is_price and feature.name != "price":
            return price_column(feature.name, told, self.count, self.as_of, days_max=_PRICE_DAYS)
        days_max = _PRICE_DAYS if is_price else _AGES_MAX[feature.source]
        is_age = feature.source == "filings" or name == "rating_age"
        return (told.ages if is_age else told.values)(self.count, self.as_of, days_max=days_max)


def report_rows(
    told: Iterable[Told], items: Sequence[Item]
) -> tuple[list[int], list[int], list[list[float]]]:
    """One company's rows: the days on which something became known, the newest period, the items.

    Args:
        told: In the order in which it became known.
    """
    numbers = KnownNumbers()
    days, ends, values = [], [], []
    for day, news in groupby(told, key=lambda one: one.known):
        numbers.add(list(news))
        amounts = [numbers.item(item) for item in items]
        days.append(day)
        ends.append(max(numbers.period_end, numbers.balance_day))
        values.append([np.nan if one is None else one.value for one in amounts])
    return days, ends, values
