"""What a year of closing prices says, as traded."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from bookrunner.targeting.series import Series

_YEAR = 365
_CLOSES_MIN = 200
"""The fewest closes of a year from which a high and a volatility are taken."""
_TRADING_DAYS = 252
_SPLIT = 0.4
"""Closes are as traded: a step this large from one to the next may be a split, and then nothing is
said of the year rather than something wrong."""


def price_columns(
    prices: Series, count: int, as_of: int, *, days_max: int
) -> Mapping[str, NDArray[np.float64]]:
    """The features of a year of closes, NaN where the closes do not reach that far.

    ``price_to_high`` is the last close over the highest of 52 weeks, ``return_12m`` over the close
    a year before less 1, ``volatility`` the standard deviation of the logarithms of daily steps
    times the square root of 252.
    """
    last = prices.at(count, as_of)
    before = prices.at(count, as_of - _YEAR)
    first = np.where(before >= 0, before, np.searchsorted(prices.company, np.arange(count)))
    high, change, deviation = (np.full(count, np.nan) for _ in range(3))
    is_told = (last >= 0) & (last - first + 1 >= _CLOSES_MIN)
    is_told[is_told] = as_of - prices.day[last[is_told]] <= days_max
    chosen = np.flatnonzero(is_told)
    if len(chosen):
        steps = np.diff(np.log(prices.value), prepend=np.nan)
        starts, ends = first[chosen], last[chosen] + 1
        bounds = np.column_stack((starts, np.minimum(ends, len(prices.value) - 1))).ravel()
        highs = np.maximum(np.maximum.reduceat(prices.value, bounds)[::2], prices.value[ends - 1])
        lengths = ends - starts - 1
        window = np.repeat(ends - np.cumsum(lengths), lengths) + np.arange(lengths.sum())
        owner = np.repeat(np.arange(len(chosen)), lengths)
        moved = steps[window]
        mean = np.bincount(owner, moved) / lengths
        spread = np.bincount(owner, (moved - mean[owner]) ** 2) / (lengths - 1)
        largest = np.zeros(len(chosen))
        np.maximum.at(largest, owner, np.abs(moved))
        is_whole = largest < -np.log(1 - _SPLIT)
        high[chosen] = np.where(is_whole, prices.value[ends - 1] / highs, np.nan)
        deviation[chosen] = np.where(is_whole, np.sqrt(spread * _TRADING_DAYS), np.nan)
        told_before = before[chosen] >= 0
        made = prices.value[ends - 1] / prices.value[starts] - 1
        change[chosen] = np.where(is_whole & told_before, made, np.nan)
    return {"price_to_high": high, "return_12m": change, "volatility": deviation}
