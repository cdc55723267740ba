"""Rows of a first offering's pages, in the format that their first figure calls for."""

from __future__ import annotations

from collections.abc import Sequence

from bookrunner.figures import Figure
from bookrunner.office import (
    Row,
    RowStyle,
)
from bookrunner.pitch.deck_pieces import (
    figure_row,
)
from bookrunner.valuation import suggested_format

RANGE = ("Low end", "Midpoint", "High end")
"""The three prices of an offering, as heads of columns."""


def offer_row(
    label: str, figures: Sequence[Figure | None], style: RowStyle = RowStyle.PLAIN
) -> Row:
    """One row; None leaves a cell empty."""
    first = next(one for one in figures if one is not None)
    return figure_row(label, figures, style, form=suggested_format(first))


def offer_rows(figures: Sequence[Figure]) -> list[Row]:
    """One row for each figure, under its own name."""
    return [offer_row(one.name, [one]) for one in figures]
