"""What a year of closing prices says, as traded."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from bookrunner.targeting.series import Series

_YEAR = 365
_CLOSES_MIN = 200
"""The fewest closes of a year from which a high and a volatility are taken."""
_TRADING_DAYS = 252


def price_column(
    name: str, prices: Series, count: int, as_of: int, *, days_max: int
) -> NDArray[np.float64]:
    """A feature of a year of closes, NaN where the closes do not reach that far.

    ``price_to_high`` is the last close over the highest of 52 weeks, ``return_12m`` over the close
    a year before less 1, ``volatility`` the standard deviation of the logarithms of daily steps
    times the square root of 252.
    """
    last = prices.at(count, as_of)
    before = prices.at(count, as_of - _YEAR)
    first = np.where(before >= 0, before, np.searchsorted(prices.company, np.arange(count)))
    is_told = (last >= 0) & (last - first + 1 >= _CLOSES_MIN)
    is_told[is_told] = as_of - prices.day[last[is_told]] <= days_max
    if name == "return_12m":
        is_told &= before >= 0
    start, end = first[is_told], last[is_told]
    moved, squared, jumps = (sums[end] - sums[start] for sums in prices.steps)
    if not len(start):
        made = np.zeros(0)
    elif name == "price_to_high":
        made = prices.value[end] / _highest(prices, start, end)
    elif name == "return_12m":
        made = prices.value[end] / prices.value[start] - 1
    else:
        steps = end - start
        made = np.sqrt((squared - moved**2 / steps) / (steps - 1) * _TRADING_DAYS)
    column = np.full(count, np.nan)
    # Where a split may lie in the year, nothing is said of it rather than something wrong.
    column[is_told] = np.where(jumps == 0, made, np.nan)
    return column


def _highest(
    prices: Series, start: NDArray[np.int64], end: NDArray[np.int64]
) -> NDArray[np.float64]:
    """The highest value of each span of rows, both ends included."""
    lengths = end - start + 1
    begins = np.cumsum(lengths) - lengths
    rows = np.repeat(start - begins, lengths) + np.arange(lengths.sum())
    return np.maximum.reduceat(prices.value[rows], begins)
