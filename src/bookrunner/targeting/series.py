"""Numbers that companies are told on days, and the as-of join over them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

STEP_MAX = -float(np.log(1 - 0.4))
"""Prices are as traded: a fall by two fifths from one to the next, or the rise that undoes it, may
be a split."""
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

    @cached_property
    def steps(self) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.int32]]:
        """Sums up to each row over a company's steps: logarithms, their squares, large ones.

        A step is from one value to the next; one of ``STEP_MAX`` or more either way is large.
        """
        step = np.diff(np.log(self.value), prepend=0.0)
        step[np.diff(self.company, prepend=-1) != 0] = 0.0
        is_large = np.abs(step) >= STEP_MAX
        return np.cumsum(step), np.cumsum(step * step), np.cumsum(is_large, dtype=np.int32)

    @cached_property
    def _keys(self) -> NDArray[np.int64]:
        return keys(self.company, self.day)

    def at(self, count: int, as_of: int) -> NDArray[np.int64]:
        """For each of so many companies its last row known on that day; -1 where none is."""
        return last_known(self._keys, count, as_of)

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


def keys(company: NDArray[np.int64], day: NDArray[np.int64]) -> NDArray[np.int64]:
    """One ascending number a row, of its company and the day from which it is known.

    Args:
        company: Of each row, ascending.
        day: Ascending within a company.
    """
    return (company << _DAY_BITS) | day


def last_known(held: NDArray[np.int64], count: int, as_of: int) -> NDArray[np.int64]:
    """The as-of join: for each company the place of its last row of that day or before, or -1.

    Args:
        held: The rows' ``keys``.
    """
    if not len(held):
        return np.full(count, -1, dtype=np.int64)
    wanted = np.arange(count, dtype=np.int64) << _DAY_BITS
    rows = np.searchsorted(held, wanted | as_of, side="right") - 1
    return np.where((rows >= 0) & (held[np.maximum(rows, 0)] >= wanted), rows, -1)
