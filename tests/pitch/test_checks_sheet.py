"""The Checks sheet of a pitch: what somebody types over in the file turns its verdict."""

import shutil
from collections.abc import Mapping
from pathlib import Path

import openpyxl

from bookrunner.ledger.reading_xlsx import ReadCell
from bookrunner.office import holds
from bookrunner.office.recalculate_libreoffice import Recalculated, recalculate
from bookrunner.pitch.workbook_pages import pitch_workbook
from tests.pitch.books import Written

TYPED_OVER = {
    "EBITDA": ("Spread LOW", "EBITDA"),
    "a link": ("Cover", ""),
    "a peer's multiple": ("Comps", ""),
    "a peer's margin": ("Benchmark", ""),
    "the bridge": ("EV bridge", "Enterprise value"),
    "the WACC": ("WACC", "WACC"),
    "the value": ("DCF", "Enterprise value"),
    "a grid cell": ("Sensitivity", ""),
    "a grid's workings": ("Grid workings", ""),
    "a bar of the football field": ("Football field", ""),
}
"""Formulas by sheet and the label of their row; without a label the middle one of the sheet."""


def test_the_checks_of_an_untouched_book_hold(recalculated: Recalculated) -> None:
    checks = recalculated["Checks"]
    assert checks["A1"] == "ALL OK"
    assert failed(checks) == set()


def test_each_formula_typed_over_is_found_though_its_number_stays(
    written: Written, soffice: Path, tmp_path: Path
) -> None:
    path = tmp_path / "typed-over.xlsx"
    shutil.copyfile(written.book.workbook, path)
    book = openpyxl.load_workbook(path)
    for sheet, label in TYPED_OVER.values():
        cell = formula_cell(written, sheet, label)
        book[sheet][cell.name] = cell.value
    book.save(path)
    checks = recalculate(path, soffice)["Checks"]
    assert checks["A1"] == "CHECK FAILED"
    wanted = {
        name
        for sheet, _ in TYPED_OVER.values()
        for name in (
            f"Formulas on {sheet} are untouched",
            f"Inputs on {sheet} are all numbers still",
        )
    }
    assert failed(checks) == wanted


REPORTED = (
    ("Spread HD", "Net income", 1.0, "HD FY2023: pretax income is net income and tax"),
    ("Spread LOW", "Total liabilities", 1.0, "LOW FY2023: liabilities and equity add up"),
    ("Spread WMT", "Inventory", None, "Inputs on Spread WMT are all numbers still"),
    ("Spread MCD", "Inventory", "n/a", "Inputs on Spread MCD are all numbers still"),
)
"""Reported lines by sheet and label, what is typed over the latest, and the check that tells."""


def test_a_reported_line_typed_over_or_taken_out_is_found(
    written: Written, soffice: Path, tmp_path: Path
) -> None:
    """FY2023's net income of 15,143 is among those checked."""
    path = tmp_path / "typed-over.xlsx"
    book = openpyxl.load_workbook(written.book.workbook)
    for name, label, typed, _ in REPORTED:
        sheet = book[name]
        row = next(cells for cells in sheet.iter_rows() if cells[0].value == label)
        latest = [cell.coordinate for cell in row if isinstance(cell.value, int | float)][-1]
        sheet[latest].value = typed
    book.save(path)
    checks = recalculate(path, soffice)["Checks"]
    assert checks["A1"] == "CHECK FAILED"
    assert {check for *_, check in REPORTED} <= failed(checks)


def test_home_depot_and_its_peers_keep_the_sums_that_are_checked(written: Written) -> None:
    checks = pitch_workbook(written.valued).checks
    assert [check.name for check in checks if not holds(check)] == []
    assert {"HD FY2023: assets are liabilities and equity", "HD: net debt is debt less cash"} <= {
        check.name for check in checks
    }


def formula_cell(written: Written, sheet: str, label: str) -> ReadCell:
    """A formula of the sheet that gives a number: of the labelled row, else the middle one."""
    cells = [cell for (name, _), cell in written.cells.cells.items() if name == sheet]
    labels = {cell.name[1:]: cell.value for cell in cells if cell.name.startswith("A")}
    fitting = [
        cell
        for cell in cells
        if cell.formula and isinstance(cell.value, float)
        if not label or labels.get(cell.name.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")) == label
    ]
    return fitting[len(fitting) // 2]


def failed(checks: Mapping[str, object]) -> set[object]:
    """The names of the checks that do not hold."""
    return {
        checks[f"A{cell[1:]}"]
        for cell, value in checks.items()
        if cell.startswith("G") and cell[1:].isdigit() and value in (False, 0.0)
    }
