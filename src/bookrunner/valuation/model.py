"""What a model shows, whichever it is: sheets of sections of rows, grids, checks and headlines.

A model has fields of its own for those who compute with it; this is its other half, by which one
writer lays out the workbook of every model.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum

from bookrunner.figures import Figure, Finding, Format
from bookrunner.valuation.checks import CheckPair
from bookrunner.valuation.grids import Grid
from bookrunner.valuation.lines import Line, suggested_format


class Weight(Enum):
    """How much a row of a model counts, for the rules and the bold of its cells."""

    PLAIN = "plain"
    SUBTOTAL = "subtotal"
    TOTAL = "total"
    KEY = "key"
    """A result of the model."""


@dataclass(frozen=True)
class ModelRow:
    """One label with its figures, left to right; None leaves a cell empty."""

    label: str
    figures: Sequence[Figure | None]
    form: Format
    weight: Weight = Weight.PLAIN
    note: str = ""
    """Stands right of the figures: a source in words, a convention."""
    forms: Sequence[Format] = ()
    """Of each figure, where a row holds different things."""
    words: Sequence[str] = ()
    """Cells of words right of the figures, each under a head of its own."""


@dataclass(frozen=True)
class Section:
    """A band of a sheet: a heading, column heads where there are several, and rows."""

    title: str
    rows: Sequence[ModelRow]
    heads: Sequence[str] = ()
    """Of the columns of figures, without that of the labels."""
    notes: Sequence[str] = ()
    """Lines of words below the rows."""


@dataclass(frozen=True)
class ModelSheet:
    """One sheet of the workbook."""

    name: str
    """At most 31 characters, the only one of its name in a workbook."""
    title: str
    sections: Sequence[Section]
    subtitle: str = ""
    widths: Sequence[float] = (52.0, 14.0)
    """Of the labels and of the other columns, in characters."""


@dataclass(frozen=True)
class Model:
    """What a model shows, beside the fields that others compute with."""

    key: str
    """``refinancing``, ``lbo``."""
    title: str
    sheets: Sequence[ModelSheet]
    assumptions: Sequence[Line] = ()
    """Inputs that somebody may adopt, in the order in which the Assumptions sheet shows them."""
    headlines: Sequence[Line] = ()
    """Its results, the first one first."""
    grids: Sequence[Grid] = ()
    checks: Sequence[CheckPair] = ()
    findings: Sequence[Finding] = field(default_factory=tuple)


def model_row(
    label: str,
    figures: Sequence[Figure | None],
    weight: Weight = Weight.PLAIN,
    *,
    form: Format | None = None,
    note: str = "",
) -> ModelRow:
    """The row in the format that its first figure calls for, or another.

    Raises:
        AssertionError: No figure stands in it, and no format was given.
    """
    first = next((one for one in figures if one is not None), None)
    assert form is not None or first is not None, f"{label}: a row needs a figure or a format"
    if form is None and first is not None:
        form = suggested_format(first)
    assert form is not None
    return ModelRow(label, tuple(figures), form, weight, note)


def figure_rows(figures: Sequence[Figure]) -> Sequence[ModelRow]:
    """One row for each figure, under its own name."""
    return tuple(model_row(figure.name, [figure]) for figure in figures)
