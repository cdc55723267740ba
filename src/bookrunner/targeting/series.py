"""Numbers that companies are told on days, and the as-of join over them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_DAY_BITS = 20
"""Ordinals of days need no more; a company's number stands above them in a key."""


@dataclass(frozen=True)
class Series:
    """Rows of one kind by company and the day from which each is known, in that order."""

    company: NDArray[np.int64]
    day: NDArray[np.int64]
    value: NDArray[np.float64]

    @classmethod
    def of(cls, rows: Iterable[tuple[int, int, float]]) -> Series:
        """The rows (company, day, value) in order; of one company and day the last counts."""
        told = np.array([*rows], dtype=np.float64).reshape(-1, 3)
        company, day = told[:, 0].astype(np.int64), told[:, 1].astype(np.int64)
        order = np.lexsort((np.arange(len(told)), day, company))
        return cls(company[order], day[order], told[order, 2])

    def at(self, count: int, as_of: int) -> NDArray[np.int64]:
        """For each of so many companies its last row known on that day; -1 where none is."""
        return last_known(self.company, self.day, count, as_of)

    def values(self, count: int, as_of: int, *, days_max: int) -> NDArray[np.float64]:
        """The last value of each company; NaN for none or one older than so many days."""
        rows = self.at(count, as_of)
        found = np.full(count, np.nan)
        is_told = rows >= 0
        is_told[is_told] = as_of - self.day[rows[is_told]] <= days_max
        found[is_told] = self.value[rows[is_told]]
        return found

    def ages(self, count: int, as_of: int, *, days_max: int) -> NDArray[np.float64]:
        """The days since each company's last row; NaN likewise."""
        rows = self.at(count, as_of)
        ages = (
            np.where(rows >= 0, as_of - self.day[np.maximum(rows, 0)], np.nan)
            if len(self.day)
            else np.full(count, np.nan)
        )
        return np.where(ages <= days_max, ages, np.nan)


def last_known(
    company: NDArray[np.int64], day: NDArray[np.int64], count: int, as_of: int
) -> NDArray[np.int64]:
    """The as-of join: for each company the place of its last row of that day or before, or -1.

    Args:
        company: Of each row, ascending.
        day: From which the row is known, ascending within a company.
    """
    if not len(company):
        return np.full(count, -1, dtype=np.int64)
    keys = (company << _DAY_BITS) | day
    wanted = np.arange(count, dtype=np.int64)
    rows = np.searchsorted(keys, (wanted << _DAY_BITS) | as_of, side="right") - 1
    return np.where((rows >= 0) & (company[np.maximum(rows, 0)] == wanted), rows, -1)
