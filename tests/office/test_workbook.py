"""What the writer, the audit and the comparison promise beyond the scenarios."""

import zipfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.worksheet.formula import ArrayFormula

from bookrunner.figures import USD, Format, Severity, computed, sourced
from bookrunner.office import AlreadyPlaced, Sheet, Style, Workbook, workbook_xlsx
from bookrunner.office.audit_xlsx import audit
from bookrunner.office.checks import can_be_checked
from bookrunner.office.checks_xlsx import rectangles
from bookrunner.office.recalculate_libreoffice import (
    RecalculationFailed,
    compare,
    recalculate,
)
from bookrunner.office.workbook import NotPlaced, UnusableSheetName
from tests.office.small_model import AS_OF, SOURCE, YEARS, model


def opened(path: Path, *, data_only: bool = False) -> Any:
    """The file as openpyxl reads it; its cells are typed too widely to be compared."""
    return openpyxl.load_workbook(path, data_only=data_only)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    written = tmp_path / "pitch.xlsx"
    workbook_xlsx.write(model().workbook, written)
    return written


def test_the_same_workbook_gives_the_same_bytes(tmp_path: Path) -> None:
    """Two separate builds, so that nothing depends on object identity or the clock."""
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        workbook_xlsx.write(model().workbook, tmp_path / folder / "a.xlsx")
    first, second = ((tmp_path / folder / "a.xlsx").read_bytes() for folder in ("one", "two"))
    assert first == second


def test_colours_say_what_stands_in_a_cell(path: Path) -> None:
    book = opened(path)
    inks = {
        ("Inputs", "B4"): "FF0000FF",  # typed from a source
        ("Inputs", "B6"): "FF000000",  # computed on the sheet
        ("Inputs", "D10"): "FFFF6600",  # a default
        ("Inputs", "D11"): "FF0000FF",  # an adopted assumption
        ("Value 1", "B2"): "FF008000",  # computed from another sheet
        ("Value 1", "B3"): "FF008000",  # linked
    }
    assert {place: book[place[0]][place[1]].font.color.rgb for place in inks} == inks
    yellow = [book["Inputs"][cell].fill.fgColor.rgb for cell in ("D10", "D11")]
    assert yellow == ["FFFFFFCC", "FFFFFFCC"]


def test_every_formula_keeps_the_value_the_engine_computed(path: Path) -> None:
    """Revenue 159,514 less cost 106,206 is 53,308, shown in millions."""
    live = opened(path)["Inputs"]
    cached = opened(path, data_only=True)["Inputs"]
    assert (live["D6"].value, cached["D6"].value) == ("=D4-D5", pytest.approx(53_308))
    assert cached["D9"].value == "NA"
    assert live["D8"].value == "NA"


def test_text_that_looks_like_a_formula_stays_text(path: Path) -> None:
    cell = opened(path)["Cover"]["A2"]
    assert (cell.value, cell.data_type) == ("=1+1 is no formula", "s")


def test_pages_print_landscape_to_width_with_file_tab_and_date(path: Path) -> None:
    for sheet in opened(path).worksheets:
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        # One page wide is what the format says when it says nothing; as high as it takes is 0.
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (None, 0)
        assert "pitch.xlsx" in sheet.oddFooter.left.text
        assert sheet.title in sheet.oddFooter.left.text
        assert "31-Jan-2025" in sheet.oddFooter.right.text
        assert sheet.print_area
        assert not sheet.sheet_view.showGridLines


def test_a_named_figure_is_a_name_of_the_workbook(path: Path) -> None:
    names = opened(path).defined_names
    assert names["ald.revenue.20240101_20241231"].attr_text == "Inputs!$D$4"


def test_a_figure_nobody_placed_cannot_be_linked_or_named(tmp_path: Path) -> None:
    made = model()
    loose = computed("ald.loose", "Loose", made["revenue0"] + made["revenue1"], YEARS[0])
    made.workbook.sheets[2].link(9, 1, loose, Format.MONEY_MM)
    with pytest.raises(NotPlaced, match=r"ald\.loose"):
        workbook_xlsx.write(made.workbook, tmp_path / "a.xlsx")
    named = model()
    named.workbook.named.add(loose.id)
    with pytest.raises(NotPlaced, match=r"ald\.loose"):
        workbook_xlsx.write(named.workbook, tmp_path / "a.xlsx")


def test_a_figure_has_one_home_and_an_id_one_figure(tmp_path: Path) -> None:
    made = model()
    made.workbook.sheets[2].place(9, 1, made["profit2"], Format.MONEY_MM)
    with pytest.raises(AlreadyPlaced, match="D6"):
        workbook_xlsx.write(made.workbook, tmp_path / "a.xlsx")
    twins = model()
    other = sourced("ald.revenue", "Revenue", Decimal(1), USD, YEARS[2], SOURCE)
    twins.workbook.sheets[2].link(9, 1, other, Format.MONEY_MM)
    with pytest.raises(workbook_xlsx.ConflictingFigures, match=r"ald\.revenue"):
        workbook_xlsx.write(twins.workbook, tmp_path / "a.xlsx")


@pytest.mark.parametrize("name", ["", "x" * 32, "a/b", "[a]", "checks"])
def test_sheets_have_names_that_spreadsheets_take(name: str) -> None:
    with pytest.raises(UnusableSheetName):
        Workbook("t", AS_OF).add(Sheet(name))


def test_a_failing_check_is_refused_and_turns_the_verdict(tmp_path: Path) -> None:
    made = model(growth_adopted=True)
    made.workbook.check("Cost is revenue", made["cost2"], made["revenue2"], Format.MONEY_MM)
    workbook_xlsx.write(made.workbook, tmp_path / "a.xlsx")
    checks = opened(tmp_path / "a.xlsx", data_only=True)["Checks"]
    assert checks["A1"].value == "CHECK FAILED"
    assert [finding.where for finding in can_be_checked(made.workbook)] == ["Cost is revenue"]


def test_a_check_that_only_warns_is_listed_and_leaves_the_verdict(tmp_path: Path) -> None:
    made = model(growth_adopted=True)
    made.workbook.check(
        "Cost is revenue",
        made["cost2"],
        made["revenue2"],
        Format.MONEY_MM,
        severity=Severity.WARNING,
    )
    workbook_xlsx.write(made.workbook, tmp_path / "a.xlsx")
    rows = list(opened(tmp_path / "a.xlsx", data_only=True)["Checks"].values)
    assert rows[0][0] == "ALL OK"
    assert next(row for row in rows if row[0] == "Number of warnings")[1] == 1
    assert next(row for row in rows if row[0] == "Cost is revenue")[6:8] == (False, "Warning")
    assert can_be_checked(made.workbook) == []


def test_the_checks_sheet_counts_and_lists_unadopted_defaults(path: Path) -> None:
    rows = list(opened(path, data_only=True)["Checks"].values)
    counted = next(row for row in rows if row[0] == "Number of unadopted defaults")
    assert counted[1] == 1
    listed = next(row for row in rows if row[0] == "Growth")
    assert listed[1:5] == (0.05, None, "Inputs!D10", "long-run nominal growth")


def test_cells_join_to_few_rectangles() -> None:
    block = [(row, column) for row in range(3, 6) for column in range(1, 4)]
    assert rectangles([*block, (9, 9), (4, 5)]) == [(3, 1, 5, 3), (4, 5, 4, 5), (9, 9, 9, 9)]


# ------------------------------------------------------------------- planted faults

Fault = Callable[[Any], object]


def _formula(text: str) -> Fault:
    return lambda book: book["Inputs"].__setitem__("F4", text)


def _plain_comment(book: Any) -> None:
    book["Inputs"]["B4"].comment = Comment("looks right to me", "someone")


def _no_comment(book: Any) -> None:
    book["Inputs"]["B4"].comment = None


def _hide(book: Any) -> None:
    book["Inputs"].sheet_state = "hidden"


def _drop_name(book: Any) -> None:
    del book.defined_names["ald.mean.20240101_20241231"]


@pytest.mark.parametrize(
    "plant,code",
    [
        (_formula("=B4*1.05"), "bare_number"),
        (_formula("=B4*2"), "bare_number"),
        (_formula("=B4*5%"), "bare_number"),
        (_formula("=B4+0"), "bare_number"),
        (_formula("=VLOOKUP(B4,B4:C5,1)"), "function"),
        (_formula("=OFFSET(B4,1,1)"), "volatile"),
        (_formula('=INDIRECT("B4")'), "volatile"),
        (_formula("=#REF!+1"), "broken_reference"),
        (_formula("='[other.xlsx]Sheet1'!A1"), "external_link"),
        (_formula("=B4+1"), "no_cached_value"),
        (_formula("#DIV/0!"), "error_cell"),
        (_plain_comment, "no_source"),
        (_no_comment, "no_source"),
        (_hide, "hidden_sheet"),
        (lambda book: book["Inputs"].merge_cells("F1:G1"), "merged_cells"),
        (_drop_name, "no_name"),
        (lambda book: setattr(book.calculation, "iterate", True), "iteration"),
    ],
)
def test_the_audit_finds_each_planted_fault(path: Path, plant: Fault, code: str) -> None:
    book = opened(path)
    plant(book)
    book.save(path)
    codes = {finding.code for finding in audit(path, named=model().workbook.named)}
    assert f"office.{code}" in codes


def test_the_audit_takes_a_text_that_begins_like_a_formula_for_a_text(path: Path) -> None:
    """A company may be called so; only what the file itself calls a formula is one."""
    book = openpyxl.load_workbook(path)
    cell = book["Inputs"]["F4"]
    cell.value = "=cmd|' /C calc'!A0 & <b>\"Sons\" 12.5</b>"
    cell.data_type = "s"
    book.save(path)
    assert [finding for finding in audit(path) if finding.where == "Inputs!F4"] == []


def test_the_audit_allows_natural_constants(path: Path) -> None:
    book = opened(path)
    book["Inputs"]["F4"] = "=B4*1/12/365*0.5*1000000/10"
    book.save(path)
    codes = {finding.code for finding in audit(path) if finding.where == "Inputs!F4"}
    assert codes == {"office.no_cached_value"}


def test_a_wrong_cached_value_and_an_error_are_found_by_recalculation(
    path: Path, soffice: Path
) -> None:
    """The cached 53,308.0 becomes 53,309.0; the array formula divides by an empty cell."""
    _replace_in_sheet(path, "xl/worksheets/sheet2.xml", b"<v>53308.0</v>", b"<v>53309.0</v>")
    comparison = compare(path, recalculate(path, soffice))
    assert [(f.code, f.where) for f in comparison.findings] == [
        ("office.recalculation_differs", "Inputs!D6")
    ]
    book = opened(path)
    book["Inputs"]["F4"] = ArrayFormula("F4", "=SUM(B4:D4/F9)")
    book.save(path)
    findings = compare(path, recalculate(path, soffice)).findings
    assert ("office.error_cell", "Inputs!F4") in [(f.code, f.where) for f in findings]


def test_a_difference_near_zero_is_measured_by_its_operands(path: Path) -> None:
    """157,403.0 - 157,402.9999 may differ in its last digits, a margin may not."""
    held = opened(path, data_only=True)
    values = {
        sheet.title: {cell.coordinate: cell.value for row in sheet.iter_rows() for cell in row}
        for sheet in held.worksheets
    }
    values["Inputs"]["D6"] += 0.1  # 1e-6 of revenue is 0.16
    values["Inputs"]["D7"] += 1e-6
    findings = compare(path, values).findings
    assert [finding.where for finding in findings] == ["Inputs!D7"]


def test_a_program_that_hangs_or_fails_is_named(path: Path, tmp_path: Path) -> None:
    for script, why in (("sleep 30", "took over"), ("exit 3", "could not"), ("true", "no file")):
        program = tmp_path / "soffice"
        program.write_text(f"#!/bin/sh\n{script}\n")
        program.chmod(0o755)
        with pytest.raises(RecalculationFailed, match=why):
            recalculate(path, program, timeout_seconds=0.5)


def test_long_sections_and_heads_run_across(tmp_path: Path) -> None:
    sheet = Sheet("A")
    sheet.text(0, 0, "Section", Style.SECTION)
    sheet.text(1, 3, "Right", Style.HEADER)
    book = Workbook("t", AS_OF)
    book.add(sheet)
    workbook_xlsx.write(book, tmp_path / "a.xlsx")
    cells = opened(tmp_path / "a.xlsx")["A"]
    assert cells["D1"].fill.fgColor.rgb == "FF1F3864"


def test_rows_are_as_high_as_their_wrapped_words_need(tmp_path: Path) -> None:
    """Thirty words in a column of twenty characters take many lines, three words take one."""
    sheet = Sheet("A", widths=(20.0,))
    sheet.text(0, 0, "word " * 30, Style.TEXT)
    sheet.text(1, 0, "word " * 3, Style.TEXT)
    sheet.text(2, 0, "word " * 30, Style.LABEL)
    sheet.text(3, 0, "Revenue growth, compound of two years", Style.HEADER)
    book = Workbook("t", AS_OF)
    book.add(sheet)
    workbook_xlsx.write(book, tmp_path / "a.xlsx")
    heights = opened(tmp_path / "a.xlsx")["A"].row_dimensions
    assert heights[1].height > 8 * 12
    assert (heights[2].height, heights[3].height) == (None, None)
    assert heights[4].height == pytest.approx(25, abs=0.5)


def _replace_in_sheet(path: Path, part: str, old: bytes, new: bytes) -> None:
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    assert parts[part].count(old) >= 1
    parts[part] = parts[part].replace(old, new, 1)
    with zipfile.ZipFile(path, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
