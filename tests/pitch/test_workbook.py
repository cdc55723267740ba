"""The workbook of a pitch: live, sourced, named, and the same in another program."""

from pathlib import Path

import openpyxl
import pytest

from bookrunner.app import Desk
from bookrunner.figures import Figure, Missing
from bookrunner.ledger.reading_xlsx import split_address
from bookrunner.office.audit_xlsx import audit
from bookrunner.office.recalculate_libreoffice import recalculate
from bookrunner.pitch import Valued
from bookrunner.pitch.workbook_pages import pitch_workbook
from tests.pitch.books import Written, adopting, home_depot, number

CELLS_MIN = 3_000
FORMULA_LENGTH_MAX = 300
CHANGES = {
    "exit multiple, bull case, statutory tax, leases as debt": {
        "hd.dcf.terminal_method_selector": 2,
        "hd.dcf.case_selector": 3,
        "hd.tax.statutory_switch": 1,
        "policy.operating_leases_switch": 1,
    },
    "growth and beta": {"hd.dcf.long_run_growth": 0.03, "hd.wacc.levered_beta": 0.9},
}


def test_no_number_is_typed_into_a_formula_or_stands_without_its_source(written: Written) -> None:
    shown = {standing.figure.id for standing in written.deck_stands}
    assert audit(written.book.workbook, named=shown) == []


def test_every_formula_is_short_enough_to_be_read(written: Written) -> None:
    long = {
        f"{sheet}!{cell}": len(read.formula)
        for (sheet, cell), read in written.cells.cells.items()
        if len(read.formula) > FORMULA_LENGTH_MAX
    }
    assert long == {}


def test_every_figure_of_a_slide_has_a_cell_named_by_its_id(written: Written) -> None:
    names = openpyxl.load_workbook(written.book.workbook).defined_names
    cells = written.cells.cells
    wrong = []
    shown = {standing.figure.id: standing.figure for standing in written.deck_stands}
    for name, figure in shown.items():
        defined = names.get(name)
        if defined is None:
            wrong.append(f"{name}: no cell has this name")
            continue
        address = split_address(defined.attr_text or "")
        forms = {
            place.exponent
            for place in written.book.record.standing(name)
            if place.file == "workbook" and split_address(place.place) == address
        }
        value = figure.value
        wanted = (
            [str(value)]
            if isinstance(value, Missing)
            else [pytest.approx(value / 10**exponent) for exponent in forms]
        )
        if cells[address].value not in wanted:
            wrong.append(f"{name}: its cell holds {cells[address].value}")
    assert wrong == []
    assert len(shown) > 200


@pytest.mark.parametrize("changes", CHANGES.values(), ids=CHANGES)
def test_an_assumption_changed_in_the_file_gives_what_the_model_gives_with_it_adopted(
    written: Written, sample: Desk, soffice: Path, tmp_path: Path, changes: dict[str, float]
) -> None:
    same_as_adopted(written, sample, soffice, tmp_path, changes)


def same_as_adopted(
    written: Written,
    sample: Desk,
    soffice: Path,
    folder: Path,
    changes: dict[str, float],
) -> None:
    """The file edited by hand agrees with Python's model, figure by figure."""
    path = edited(written, folder, changes)
    values = recalculate(path, soffice)
    model = home_depot(sample, adopting(changes))
    before, after = (_results(one) for one in (written.valued, model))
    assert before != pytest.approx(after), "the change must change the value"

    def live(figure: Figure) -> float:
        standing = written.shown(figure)
        sheet, cell = split_address(standing.place)
        value = values[sheet][cell]
        assert isinstance(value, float), standing.place
        return value * 10.0**standing.exponent

    assert model.dcf is not None
    for output in (model.dcf.enterprise_value, model.dcf.share_price):
        assert live(output) == pytest.approx(number(output), rel=1e-6)
    # The weight of defaults itself changes with what is adopted, so its workings are left out.
    others = {
        figure.id: figure
        for figure in pitch_workbook(model).figures()
        if ".default" not in figure.id and not figure.case.startswith("defaults")
    }
    compared, wrong = 0, []
    for place in written.workbook_stands:
        sheet, cell = split_address(place.place)
        twin = others.get(place.figure.id)
        if twin is None or sheet in {"Default workings", "Cover"}:
            continue
        compared += 1
        got = values[sheet].get(cell)
        value = twin.value
        wanted = str(value) if isinstance(value, Missing) else value / 10**place.exponent
        if got != wanted and (isinstance(wanted, str) or got != pytest.approx(wanted, rel=1e-6)):
            wrong.append(f"{place.place}: {got} but {wanted} ({place.figure.id})")
    assert wrong == []
    assert compared > CELLS_MIN
    for grid in model.grids:
        assert live(grid.centre.output) == pytest.approx(live(grid.base), rel=1e-6)
    held = {cell: value for cell, value in values["Checks"].items() if cell.startswith("G")}
    assert values["Checks"]["A1"] == "ALL OK"
    assert [cell for cell, value in held.items() if value in (False, 0.0)] == []


def edited(written: Written, folder: Path, changes: dict[str, float]) -> Path:
    """A copy of the workbook with assumptions typed over, as a banker would."""
    book = openpyxl.load_workbook(written.book.workbook)
    for key, value in changes.items():
        sheet, cell = written.home(key)
        assert book[sheet][cell].value != value
        book[sheet][cell] = value
    path = folder / "edited.xlsx"
    book.save(path)
    return path


def _results(made: Valued) -> list[float]:
    assert made.dcf is not None
    cells = made.comps.target.cells
    return [
        number(made.dcf.enterprise_value),
        number(made.dcf.share_price),
        number(cells["ev_ebitda_ltm"]),
    ]
