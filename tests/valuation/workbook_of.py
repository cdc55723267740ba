"""Every figure of a valuation in cells of a bare workbook, series side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import xlsxwriter

from bookrunner.figures import Figure, Missing, Placement, cell_name, formula, lineage
from bookrunner.office.recalculate_libreoffice import recalculate
from bookrunner.valuation import (
    Comps,
    Dcf,
    case_outcomes,
    default_sensitivity,
    football_field,
    grids,
    selected_case_check,
    suggested_format,
)
from tests.valuation.models import POLICY


@dataclass(frozen=True)
class Laid:
    """Figures and where each stands."""

    figures: Sequence[Figure]
    homes: Mapping[str, Placement]

    def formulas(self) -> dict[str, str]:
        """The formula of every computed figure, by id."""
        return {
            figure.id: formula(figure, self.homes, self.homes[figure.id])
            for figure in self.figures
            if not figure.is_input
        }


def laid_out(compared: Comps, valued: Dcf) -> Laid:
    """The whole valuation: peers' columns on one sheet, all else in one column of another."""
    tables = grids(valued)
    field = football_field(compared, tables)
    share = default_sensitivity(valued.share_price, POLICY.period)
    assert share is not None
    wanted = [
        *(cell for row in (*compared.peers, compared.target) for cell in row.cells.values()),
        *(cell for row in compared.statistics for cell in row.cells.values()),
        *(point.share_price for implied in compared.implied for point in implied.points),
        *(
            side
            for check in (*compared.checks, *valued.checks)
            for side in (check.left, check.right)
        ),
        *(line.figure for line in (*valued.lines, *valued.wacc.lines, *valued.gordon.lines)),
        *(line.figure for line in (valued.exit.lines if valued.exit is not None else ())),
        *(point.output for table in tables for row in table.points for point in row),
        *(end for bar in field.bars for end in (bar.low, bar.middle, bar.high)),
        share.share,
        selected_case_check(case_outcomes(valued), valued).right,
    ]
    figures = lineage(wanted)
    homes: dict[str, Placement] = {}
    for across, column in enumerate(compared.columns):
        for down, row in enumerate(compared.peers):
            figure = row.cells[column.key]
            homes[figure.id] = Placement("Peers", down, across, column.form.exponent)
    rest = [figure for figure in figures if figure.id not in homes]
    for down, figure in enumerate(rest):
        homes[figure.id] = Placement("Model", down, 0, suggested_format(figure).exponent)
    return Laid(figures, homes)


def mismatches(laid: Laid, path: Path, soffice: Path) -> tuple[int, list[str]]:
    """How many formula cells LibreOffice computed, and those that differ from Python."""
    formulas = laid.formulas()
    with xlsxwriter.Workbook(str(path)) as book:
        sheets = {name: book.add_worksheet(name) for name in ("Peers", "Model")}
        for figure in laid.figures:
            home = laid.homes[figure.id]
            if figure.id in formulas:
                sheets[home.sheet].write_formula(
                    home.row, home.column, formulas[figure.id], None, ""
                )
            else:
                sheets[home.sheet].write(home.row, home.column, _shown(figure, home))
    cells = recalculate(path, soffice)
    found = []
    for figure in laid.figures:
        home = laid.homes[figure.id]
        got = cells[home.sheet].get(cell_name(home))
        if figure.id in formulas and not _same(_shown(figure, home), got):
            found.append(f"{figure.id}: {figure.value} but {got!r} by {formulas[figure.id]}")
    return len(formulas), found


def _shown(figure: Figure, home: Placement) -> float | str:
    if isinstance(figure.value, Missing):
        return str(figure.value)
    return float(figure.value / 10**home.exponent)


def _same(expected: float | str, got: object) -> bool:
    if isinstance(expected, str) or not isinstance(got, (int, float)):
        return expected == got
    return abs(expected - got) <= 1e-6 * max(abs(expected), 1e-6)
