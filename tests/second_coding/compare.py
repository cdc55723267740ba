"""Holds what the engine computes against the second coding, figure by figure."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from bookrunner.figures import Figure, Missing
from tests.second_coding.basics import Value

RELATIVE = 1e-9


def told(figure: Figure | None) -> Value | None:
    """The figure's value; NM and NA by their names."""
    if figure is None:
        return None
    value = figure.value
    return str(value) if isinstance(value, Missing) else float(value)


def differences(
    engine: Mapping[str, Figure | None], again: Mapping[str, Value], size: float
) -> dict[str, tuple[Value | None, Value]]:
    """What differs by more than a billionth of itself.

    Args:
        size: What amounts of the case are like: sums that cancel differ by no more than a
            millionth of a millionth of it.
    """
    found = {}
    for name, figure in engine.items():
        one, other = told(figure), again[name]
        if isinstance(one, str) or isinstance(other, str) or one is None:
            same = one == other
        else:
            same = one == pytest.approx(other, rel=RELATIVE, abs=size * 1e-12)
        if not same:
            found[name] = (one, other)
    return found
