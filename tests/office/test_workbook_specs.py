"""The promises of specs/office/workbook.feature, kept."""

from dataclasses import dataclass
from pathlib import Path

import openpyxl
from pytest_bdd import given, parsers, scenarios, then, when

from bookrunner.office import workbook_xlsx
from bookrunner.office.audit_xlsx import audit
from bookrunner.office.checks import NotCheckable, require_can_be_checked
from bookrunner.office.recalculate_libreoffice import Recalculated, compare, recalculate
from tests.office.small_model import Model, model

scenarios("office/workbook.feature")


@dataclass
class Written:
    made: Model
    path: Path
    recalculated: Recalculated | None = None
    refusal: NotCheckable | None = None


def _written(made: Model, folder: Path) -> Written:
    path = folder / "pitch.xlsx"
    workbook_xlsx.write(made.workbook, path)
    return Written(made, path)


@given("the workbook of a small model", target_fixture="written")
def a_workbook(tmp_path: Path) -> Written:
    return _written(model(), tmp_path)


@given("the workbook of a small model whose growth Jane Doe has adopted", target_fixture="written")
def an_adopted_workbook(tmp_path: Path) -> Written:
    return _written(model(growth_adopted=True), tmp_path)


@when("LibreOffice recalculates it")
def recalculates(written: Written, soffice: Path) -> None:
    written.recalculated = recalculate(written.path, soffice)


@when("it is to be called checked")
def to_be_checked(written: Written) -> None:
    try:
        require_can_be_checked(written.made.workbook)
    except NotCheckable as refusal:
        written.refusal = refusal


@when("somebody types a number beside its figures")
def types_a_number(written: Written) -> None:
    book = openpyxl.load_workbook(written.path)
    book["Inputs"]["C10"] = 7
    book.save(written.path)


@when(parsers.parse('somebody types its own number over the formula in "{cell}" of "{sheet}"'))
def types_over_a_formula(written: Written, cell: str, sheet: str) -> None:
    number = openpyxl.load_workbook(written.path, data_only=True)[sheet][cell].value
    book = openpyxl.load_workbook(written.path)
    book[sheet][cell] = number
    book.save(written.path)


@when(parsers.parse('somebody empties "{cell}" of "{sheet}"'))
def empties_a_cell(written: Written, cell: str, sheet: str) -> None:
    book = openpyxl.load_workbook(written.path)
    book[sheet][cell] = None
    book.save(written.path)


@then("every formula cell has the engine's value")
def the_same_values(written: Written) -> None:
    assert written.recalculated is not None
    comparison = compare(written.path, written.recalculated)
    assert comparison.findings == []
    assert comparison.formula_count == 60


@then(parsers.parse('the Checks sheet says "{verdict}"'))
def the_verdict(written: Written, verdict: str) -> None:
    assert written.recalculated is not None
    assert written.recalculated["Checks"]["A1"] == verdict


@then("the audit finds nothing")
def nothing_found(written: Written) -> None:
    assert audit(written.path, named=written.made.workbook.named) == []


@then(parsers.parse('the cell {cell} of "{sheet}" has the comment "{comment}"'))
def has_the_comment(written: Written, cell: str, sheet: str, comment: str) -> None:
    held = openpyxl.load_workbook(written.path)[sheet][cell].comment
    assert held is not None
    assert held.text.startswith(comment)


@then(parsers.parse('that is refused and the refusal names "{name}"'))
def is_refused(written: Written, name: str) -> None:
    assert written.refusal is not None
    assert name in str(written.refusal)


@then("nothing stands against it")
def is_allowed(written: Written) -> None:
    assert written.refusal is None
