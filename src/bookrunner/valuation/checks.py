"""Pairs of figures that must agree, for the workbook's Checks sheet."""

from __future__ import annotations

from dataclasses import dataclass

from bookrunner.figures import Figure, Format


@dataclass(frozen=True)
class CheckPair:
    """Two figures that a workbook compares live; the tolerance is relative to the larger."""

    name: str
    left: Figure
    right: Figure
    form: Format
