"""Points of the Treasury par curve as figures, and yields between them on a straight line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from bookrunner.credit.bonds import interpolated
from bookrunner.facts import CurvePoint
from bookrunner.figures import (
    PURE,
    Figure,
    Operand,
    Period,
    Source,
    Term,
    computed,
    instant,
    sourced,
    total,
)


@dataclass(frozen=True)
class Curve:
    """Years and yields, shortest first."""

    points: Sequence[tuple[Figure, Figure]]

    @property
    def figures(self) -> Sequence[Figure]:
        """To be placed on a sheet."""
        return [figure for point in self.points for figure in point]

    def at(self, key: str, name: str, life: Figure, move: Operand | None, on: Period) -> Figure:
        """The yield at a life in years, moved in parallel; outside the curve its last point's."""

        def made(value: Term) -> Figure:
            moved = total([value]) if move is None else value + move
            return computed(key, name, moved, on)

        years = life.value
        assert isinstance(years, float), "days of bonds are numbers"
        first, last = self.points[0], self.points[-1]
        found = next(
            (pair for pair in pairwise(self.points) if _years(pair[0]) <= years < _years(pair[1])),
            None,
        )
        if found is not None:
            return made(interpolated(life, *found))
        nearest = first if years < _years(first) else last
        return made(nearest[1])

    def point(self, years: int) -> tuple[Figure, Figure] | None:
        """The point at exactly that many years."""
        return next((one for one in self.points if _years(one) == years), None)


def treasury_curve(points: Sequence[CurvePoint]) -> Curve | None:
    """The curve as figures; None where it has fewer than two points."""
    made = [_figures(point) for point in sorted(points, key=lambda one: one.tenor_years)]
    return Curve(made) if len(made) > 1 else None


def _figures(point: CurvePoint) -> tuple[Figure, Figure]:
    months = round(point.tenor_years * 12)
    label = f"{months}M" if months < 12 or months % 12 else f"{months // 12}Y"
    source = Source(point.source, f"par yield curve of {point.on.isoformat()}", point.on)
    at = instant(point.on)
    return (
        sourced(
            f"market.curve.m{months}_years", f"Treasury {label}, years",
            Decimal(months) / 12, PURE, at, source,
        ),
        sourced(
            f"market.curve.m{months}_treasury", f"Treasury {label}", point.rate, PURE, at, source
        ),
    )  # fmt: skip


def _years(point: tuple[Figure, Figure]) -> float:
    assert isinstance(point[0].value, float), "tenors are numbers"
    return point[0].value
