"""Expressions over columns: one number a company, NaN for what is missing or unknown."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray

from bookrunner.targeting.expressions import Node

Column = NDArray[np.float64]
_PEERS_MIN = 5
"""The fewest companies of a sector, the company's own included, whose median says something."""

_COMPARE: Mapping[str, Callable[[Column, Column], NDArray[np.bool_]]] = {
    "<": np.less,
    "<=": np.less_equal,
    ">": np.greater,
    ">=": np.greater_equal,
    "==": np.equal,
    "!=": np.not_equal,
}


def evaluated(node: Node, columns: Mapping[str, Column], sectors: NDArray[np.int64]) -> Column:
    """The value of an expression for each company.

    Truth is 1, falsehood 0 and unknown NaN: what is missing makes a sum missing and a comparison
    unknown; ``and`` is false where one side is, whatever the other (Kleene's logic).

    Args:
        sectors: The number of each company's sector; below 0 where it is not known.
    """
    with np.errstate(all="ignore"):
        return _value(node, columns, sectors)


def _value(node: Node, columns: Mapping[str, Column], sectors: NDArray[np.int64]) -> Column:
    if node.operator == "number":
        return np.full(len(sectors), node.number)
    if node.operator == "name":
        return columns[node.name]
    operands = [_value(operand, columns, sectors) for operand in node.operands]
    if node.operator == "sector_median":
        return _sector_median(operands[0], sectors)
    return _joined(node.operator, operands)


def _joined(operator: str, operands: list[Column]) -> Column:
    first = operands[0]
    if operator in _COMPARE:
        unknown = np.isnan(first) | np.isnan(operands[1])
        return np.where(unknown, np.nan, _COMPARE[operator](first, operands[1]))
    simple: dict[str, Callable[..., Column]] = {
        "+": np.add,
        "-": np.subtract,
        "*": np.multiply,
        "/": _divided,
        "negate": np.negative,
        "min": np.minimum,
        "max": np.maximum,
        "abs": np.abs,
        "missing": lambda one: np.isnan(one).astype(float),
        "not": lambda one: np.where(np.isnan(one), np.nan, one == 0),
        "and": _both,
        "or": lambda left, right: 1 - _both(_opposite(left), _opposite(right)),
    }
    return simple[operator](*operands)


def _divided(above: Column, below: Column) -> Column:
    return np.where(below == 0, np.nan, above / below)


def _opposite(one: Column) -> Column:
    return np.where(np.isnan(one), np.nan, one == 0)


def _both(left: Column, right: Column) -> Column:
    false = (left == 0) | (right == 0)
    unknown = np.isnan(left) | np.isnan(right)
    return np.where(false, 0.0, np.where(unknown, np.nan, 1.0))


def _sector_median(values: Column, sectors: NDArray[np.int64]) -> Column:
    medians = np.full(len(values), np.nan)
    told = ~np.isnan(values) & (sectors >= 0)
    order = np.lexsort((values[told], sectors[told]))
    sorted_sectors, sorted_values = sectors[told][order], values[told][order]
    found, starts, counts = np.unique(sorted_sectors, return_index=True, return_counts=True)
    for sector, start, count in zip(found, starts, counts, strict=True):
        if count >= _PEERS_MIN:
            low, high = start + (count - 1) // 2, start + count // 2
            medians[sectors == sector] = (sorted_values[low] + sorted_values[high]) / 2
    return medians
