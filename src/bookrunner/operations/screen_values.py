"""A feature of one company as pages show it, and as a figure that `why` can walk."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date

from bookrunner.app import Desk
from bookrunner.credit.rating_scale import name_of
from bookrunner.facts import Company
from bookrunner.figures import Figure, Finding, Missing, Severity, explain
from bookrunner.operations.screens_shapes import FeatureValue
from bookrunner.targeting import Definitions, FeatureFigures, Frame

_EQUAL = 1e-9


def shown(value: float, unit: str) -> str:
    """A feature's value as a page shows it: money in millions."""
    if unit == "rating":
        return name_of(round(value))
    return {
        "money": f"{value / 1e6:,.0f} million",
        "percent": f"{100 * value:,.1f}%",
        "multiple": f"{value:,.1f}x" if abs(value) >= 1 else f"{value:,.2f}x",
        "months": f"{value:,.0f} months",
        "days": f"{value:,.0f} days",
        "price": f"{value:,.2f}",
        "count": f"{value:,.0f}",
        "code": f"{value:04.0f}",
    }[unit]


class ValueTeller:
    """Tells the features of one company on the frame's day."""

    def __init__(
        self,
        desk: Desk,
        company: Company,
        as_of: date,
        frame: Frame,
        at: int,
        known: Definitions,
    ) -> None:
        self._figures = FeatureFigures(desk.store, desk.imports, desk.viewer, company, as_of, known)
        self._frame, self._at, self._known = frame, at, known
        self._company = company
        self._told: dict[str, Figure] = {}
        self.findings: list[Finding] = []

    @property
    def figures(self) -> Sequence[Figure]:
        """The figures of all that was told so far."""
        return list(self._told.values())

    def value(self, name: str) -> FeatureValue:
        """The feature; where it is missing ``shown`` says why."""
        feature = self._known.features[name]
        number = float(self._frame[name][self._at])
        if math.isnan(number):
            is_told = bool(self._frame.is_meaningless(feature)[self._at])
            words = "not meaningful" if is_told else "not told"
            return FeatureValue(name, feature.label, None, words, feature.unit, "", feature.formula)
        figure = self._figure(name, number)
        origin = feature.formula or feature.lag if figure is None else explain(figure)
        return FeatureValue(
            name,
            feature.label,
            number,
            shown(number, feature.unit),
            feature.unit,
            "" if figure is None else figure.id,
            origin,
        )

    def _figure(self, name: str, number: float) -> Figure | None:
        figure = self._figures.get(name)
        if figure is None:
            return None
        if isinstance(figure.value, Missing) or not math.isclose(
            figure.value, number, rel_tol=_EQUAL
        ):
            # Two readings of the same records: rather no proof than a wrong one.
            self.findings.append(
                Finding(
                    "targeting.readings-differ",
                    f"{name} is {number:g} in the screen and {figure.value} by its facts",
                    Severity.ERROR,
                    self._company.ticker or self._company.name,
                )
            )
            return None
        self._told[figure.id] = figure
        return figure
