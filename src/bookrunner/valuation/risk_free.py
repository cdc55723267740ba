"""The risk-free rate: a long point of the Treasury par yield curve."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from bookrunner.facts import CurvePoint
from bookrunner.figures import PURE, Figure, Source, instant, sourced

_TENORS = {Decimal(10): "ten", Decimal(20): "twenty", Decimal(30): "thirty"}


def risk_free_rate(curve: Sequence[CurvePoint]) -> Figure | None:
    """The ten-year yield, else the twenty- or thirty-year one; None where the curve has none."""
    by_tenor = {point.tenor_years: point for point in curve}
    point = next((by_tenor[tenor] for tenor in _TENORS if tenor in by_tenor), None)
    if point is None:
        return None
    years = f"{point.tenor_years.normalize():f}"
    return sourced(
        f"market.treasury_{years}y",
        f"Risk-free rate (Treasury, {_TENORS[point.tenor_years]} years)",
        point.rate,
        PURE,
        instant(point.on),
        Source(point.source, f"par yield curve of {point.on.isoformat()}", point.on),
    )
