"""A generated model written to a workbook, recalculated by LibreOffice, and compared."""

from pathlib import Path

import xlsxwriter

from bookrunner.figures import Figure, Missing, Placement, cell_name, formula
from bookrunner.office.recalculate_libreoffice import recalculate
from tests.figures.generated import INPUT_ROWS, Model


def mismatches(model: Model, folder: Path, soffice: Path) -> tuple[int, list[str]]:
    """How many formula cells were compared, and those that differ from what Python evaluated."""
    homes = {
        figure.id: Placement(
            "Inputs" if row < INPUT_ROWS else "Formulas",
            row if row < INPUT_ROWS else row - INPUT_ROWS,
            column,
            form.exponent,
        )
        for row, (figures, form) in enumerate(model.rows)
        for column, figure in enumerate(figures)
    }
    path = folder / "generated.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheets = {name: book.add_worksheet(name) for name in ("Inputs", "Formulas")}
        for figure in model.figures:
            home = homes[figure.id]
            value = _cell_value(figure, home)
            if figure.is_input:
                sheets[home.sheet].write(home.row, home.column, value)
            else:
                # No cached value: whatever is compared was computed by the spreadsheet.
                text = formula(figure, homes, home)
                sheets[home.sheet].write_formula(home.row, home.column, text, None, "")
    cells = recalculate(path, soffice)
    found = []
    compared = [figure for figure in model.figures if not figure.is_input]
    for figure in compared:
        home = homes[figure.id]
        got = cells[home.sheet].get(cell_name(home))
        if not _same(_cell_value(figure, home), got):
            found.append(
                f"{figure.id}: {figure.value} but {got!r} by {formula(figure, homes, home)}"
            )
    return len(compared), found


def _cell_value(figure: Figure, home: Placement) -> float | str:
    if isinstance(figure.value, Missing):
        return str(figure.value)
    return figure.value / float(10**home.exponent)


def _same(expected: float | str, got: object) -> bool:
    if isinstance(expected, str) or not isinstance(got, (int, float)):
        return expected == got
    # Differences that cancel have no digits left of their own; the inputs are at least 0.001.
    return bool(abs(expected - got) <= 1e-6 * max(abs(expected), 1e-6))
