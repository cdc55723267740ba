"""Sensitivity grids: the model with two figures replaced, laid out point by point.

Nothing is inlined: every figure between the two axes and the output has a counterpart of its own
for each point, to stand in a column of a visible calculation sheet, a row per line.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bookrunner.figures import Figure, Format, Period, Term, computed, natural, replaced
from bookrunner.valuation.checks import CheckPair
from bookrunner.valuation.dcf import Dcf
from bookrunner.valuation.lines import suggested_format

SIZE = 5
Axis = tuple[str, Figure, Term]
"""A label, the figure that the axis replaces, and the step."""
_CENTRE = SIZE // 2


@dataclass(frozen=True)
class GridPoint:
    """One cell of a grid: its output, and the figures that lead to it, inputs first."""

    row: int
    column: int
    output: Figure
    chain: Sequence[Figure]
    """One for each of the grid's ``originals``, in their order; ends with the output."""


@dataclass(frozen=True)
class Grid:
    """Five by five values of one output; the base case in the centre."""

    key: str
    title: str
    row_label: str
    column_label: str
    rows: Sequence[Figure]
    """What stands at the left of each row; the third is the model's own."""
    columns: Sequence[Figure]
    row_form: Format
    column_form: Format
    output_form: Format
    base: Figure
    """The model's own output, which the centre equals."""
    originals: Sequence[Figure]
    """The model's figures that each point makes anew, in the order of computation."""
    points: Sequence[Sequence[GridPoint]]
    """By row, then by column."""
    steps: Sequence[Figure]
    """Of the rows and of the columns, to be placed."""
    check: CheckPair

    @property
    def centre(self) -> GridPoint:
        """The base case."""
        return self.points[_CENTRE][_CENTRE]


def grids(valued: Dcf) -> Sequence[Grid]:
    """The three grids of a DCF; two where no exit multiple was given.

    Value per share (of all equity where nothing is listed) over WACC and terminal growth (Gordon),
    WACC and exit multiple, and growth and margin shifts (by the selected terminal method).
    """
    at = valued.policy.period
    prefix = f"{valued.company.company.prefix}.grid"
    half_percent, percent = natural(0.5) * 0.01, natural(0.01)
    what = valued.company.company.stated_as
    wacc, growth = valued.wacc.wacc, valued.forecast.growth
    made = [
        grid(
            f"{prefix}.growth",
            f"{what}, Gordon growth",
            ("WACC", wacc, half_percent),
            ("Terminal growth", growth, half_percent),
            valued.gordon.stated,
            at,
        )
    ]
    if valued.exit is not None:
        made.append(
            grid(
                f"{prefix}.multiple",
                f"{what}, exit multiple",
                ("WACC", wacc, half_percent),
                ("Exit multiple", valued.exit.terminal.driver, natural(1)),
                valued.exit.stated,
                at,
            )
        )
    made.append(
        grid(
            f"{prefix}.operations",
            f"{what}, growth and margin",
            ("Growth, all years", valued.assumptions.growth_shift, percent),
            ("EBITDA margin, all years", valued.assumptions.margin_shift, percent),
            valued.stated,
            at,
        )
    )
    return tuple(made)


def grid(
    key: str, title: str, row_axis: Axis, column_axis: Axis, output: Figure, at: Period
) -> Grid:
    """The output with two figures of its lineage replaced, two steps to either side of each.

    Args:
        key: The prefix of its figures' keys; its last piece names the points' case, so it must be
            the only one of its name.
        title: What it shows, the only one of its name in a workbook.
        row_axis: What goes down: its label, the figure it replaces, and the step.
    """
    rows, row_step = _axis(f"{key}.row", row_axis, at)
    columns, column_step = _axis(f"{key}.column", column_axis, at)
    case = key.rsplit(".", 1)[-1]
    points: list[tuple[GridPoint, ...]] = []
    originals: Sequence[Figure] = ()
    for row, across in enumerate(rows):
        made = []
        for column, down in enumerate(columns):
            swaps = {row_axis[1]: across, column_axis[1]: down}
            twins = replaced([output], swaps, f"{case}_{row + 1}{column + 1}")
            kept = [old for old in twins if old not in swaps]
            originals = originals or kept
            chain = tuple(twins[old] for old in kept)
            made.append(GridPoint(row, column, twins[output], chain))
        points.append(tuple(made))
    centre = points[_CENTRE][_CENTRE].output
    form = suggested_format(output)
    return Grid(
        key=key,
        title=title,
        row_label=row_axis[0],
        column_label=column_axis[0],
        rows=rows,
        columns=columns,
        row_form=suggested_format(row_axis[1]),
        column_form=suggested_format(column_axis[1]),
        output_form=form,
        base=output,
        originals=tuple(originals),
        points=tuple(points),
        steps=(row_step, column_step),
        check=CheckPair(f"Grid centre equals the model: {title}", output, centre, form),
    )


def _axis(key: str, axis: Axis, at: Period) -> tuple[Sequence[Figure], Figure]:
    """Two steps below the model's figure, itself, and two above."""
    label, base, size = axis
    step = computed(f"{key}_step", f"Step of {label.lower()}", size, at)
    middle = computed(f"{key}_3", f"{label}, base", base, at)
    below = computed(f"{key}_2", f"{label}, one step below", middle - step, at)
    lowest = computed(f"{key}_1", f"{label}, two steps below", below - step, at)
    above = computed(f"{key}_4", f"{label}, one step above", middle + step, at)
    highest = computed(f"{key}_5", f"{label}, two steps above", above + step, at)
    return (lowest, below, middle, above, highest), step
