"""What the gate and its reading of numbers promise beyond the scenarios."""

import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from pptx.util import Inches

from bookrunner.figures import Finding, Severity
from bookrunner.ledger import Ledger
from bookrunner.ledger.gate import Inconsistent, gate, require_consistent
from bookrunner.ledger.number_words import (
    footnote_marks,
    loose_numbers,
    position_of,
    shown_number,
)
from bookrunner.ledger.reading_pptx import NotADeck
from bookrunner.ledger.reading_xlsx import NotAWorkbook
from tests.ledger.planting import change_texts, with_slide
from tests.office.small_model import model, written

NOT_NUMBERS = [
    "as of 28-Jan-2024 and 31 January 2025, January 28, 2024, 2024-01-28, Jan-2024, 1/31/2025",
    "FY2024 FY24A FY2024E FY2022-FY2024 CY2025E Q3 FY2024 3Q24 Q1'24 1H25 LTM H1 2024",
    "10-K, 10-Q, 8-K/A, S-1, S-4, 424B5, DEF 14A, 20-F, SC 13D, Form 4, Rule 144A",
    "accession 0000354950-24-000062, us-gaap:Revenues, dei:EntityCommonStock2",
    "https://www.sec.gov/Archives/edgar/data/354950/a.htm",
    "ASC 842, ASC 280-10, ASU 2016-02, IFRS 16, Item 7, Item 1A, Note 12, Exhibit 99.1, page 45",
    "fiscal years 2022-2024 and 2025E",
]

NUMBERS = [
    ("about 40 stores", ["40"]),
    ("$1,234.5 million", ["1,234.5"]),
    ("12.3x and 14.5%", ["12.3", "14.5"]),
    ("(3.2)", ["3.2"]),
    ("net loss (3)", ["3"]),
    ("$2024 million", ["2024"]),
    ("2,024 stores", ["2,024"]),
    ("2024%", ["2024"]),
    ("up 7 in FY2024, 144 shops", ["7", "144"]),
    ("Item 7, 159", ["159"]),
]


@pytest.mark.parametrize("text", NOT_NUMBERS)
def test_dates_labels_forms_and_references_need_no_figure(text: str) -> None:
    assert loose_numbers(text) == []


@pytest.mark.parametrize("text,numbers", NUMBERS)
def test_any_other_digits_are_numbers(text: str, numbers: list[str]) -> None:
    assert loose_numbers(text) == numbers


def test_a_footnote_mark_is_no_number_only_where_a_note_explains_it() -> None:
    marks = footnote_marks("Source: 10-K.\n(1) Adjusted for leases.\nNote: (2) Diluted.")
    assert marks == {"1", "2"}
    assert loose_numbers("EBITDA (1)", marks=marks) == []
    assert loose_numbers("Net loss (3)", marks=marks) == ["3"]


def test_words_that_the_caller_allows_are_no_numbers() -> None:
    assert loose_numbers("3M Company, 52-week high of 52", ["3M Company", "52-week"]) == ["52"]


@pytest.mark.parametrize(
    "shown,text,at",
    [
        ("159.5", "159.5", 0),
        ("159.5", "1,159.5", None),
        ("159.5", "159.56", None),
        ("159.5", "159.5%", None),
        ("159.5", "-159.5", None),
        ("159.5", "150.0-159.5", 6),
        ("14.5%", "up 14.5% to", 3),
        ("NM", "NMR", None),
        ("$3.2 million", "was $3.2 million.", 4),
        ("3", "13", None),
    ],
)
def test_a_shown_number_is_found_only_by_itself(shown: str, text: str, at: int | None) -> None:
    assert position_of(shown, text) == at


@pytest.mark.parametrize(
    "text,value,half",
    [
        ("12,345.6", "12345.6", "0.05"),
        ("(3.2)", "-3.2", "0.05"),
        ("$(3.2) million", "-3.2", "0.05"),
        ("14.5%", "0.145", "0.0005"),
        ("12.3x", "12.3", "0.05"),
        ("-", "0", "0.5"),
    ],
)
def test_a_shown_number_is_read_with_its_sign_and_scale(text: str, value: str, half: str) -> None:
    read = shown_number(text)
    assert read is not None
    assert (float(read.value), float(read.half_unit)) == (float(value), float(half))


# ------------------------------------------------------------------- planted faults


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return written(model(), tmp_path)


def messages(ledger: Ledger, folder: Path) -> list[str]:
    findings = gate(ledger, folder / "pitch.xlsx", folder / "pitch.pptx")
    return [finding.message for finding in findings]


def _edit(path: Path, cell: str, value: Any) -> None:
    """Edits cached values: the file is saved without its formulas."""
    book: Any = openpyxl.load_workbook(path, data_only=True)
    book["Inputs"][cell] = value
    book.save(path)


def test_a_formula_typed_over_with_its_own_value_is_found(ledger: Ledger, tmp_path: Path) -> None:
    _edit(tmp_path / "pitch.xlsx", "D6", 53308)
    assert any(
        said.startswith("Inputs!D6: a number is typed where its formula belongs")
        for said in messages(ledger, tmp_path)
    )


def test_a_number_in_a_cell_of_no_figure_is_found(ledger: Ledger, tmp_path: Path) -> None:
    _edit(tmp_path / "pitch.xlsx", "H20", 42)
    assert "Inputs!H20: no figure of the ledger stands behind 42.0" in messages(ledger, tmp_path)


def test_an_emptied_cell_is_found(ledger: Ledger, tmp_path: Path) -> None:
    _edit(tmp_path / "pitch.xlsx", "B4", None)
    assert any(
        said.startswith("Inputs!B4: the cell is empty") for said in messages(ledger, tmp_path)
    )


def test_not_available_may_not_become_a_number(ledger: Ledger, tmp_path: Path) -> None:
    change_texts(tmp_path / "pitch.pptx", lambda text: "0.0%" if text == "NA" else text)
    assert any("the slide shows 0.0 where" in said for said in messages(ledger, tmp_path))


@pytest.mark.parametrize("planted", ["(159,514.0)", "-159,514.0", "159,514.0%", "159,514", ""])
def test_a_changed_sign_unit_or_rounding_is_found(
    ledger: Ledger, tmp_path: Path, planted: str
) -> None:
    change_texts(tmp_path / "pitch.pptx", lambda text: planted if text == "159,514.0" else text)
    found = [said for said in messages(ledger, tmp_path) if "row 2/column 3" in said]
    assert len(found) == 1


def _add_text(slide: Any) -> None:
    box = slide.shapes.add_textbox(Inches(1), Inches(1), Inches(2), Inches(1))
    box.text_frame.text = "Upside of 12.5%"


def _add_table(slide: Any) -> None:
    frame = slide.shapes.add_table(1, 1, Inches(1), Inches(1), Inches(2), Inches(1))
    frame.table.cell(0, 0).text = "9.9x"


def _add_notes(slide: Any) -> None:
    slide.notes_slide.notes_text_frame.text = "say that growth was 8%"


def _add_in_group(slide: Any) -> None:
    group = slide.shapes.add_group_shape()
    box = group.shapes.add_textbox(Inches(1), Inches(1), Inches(2), Inches(1))
    box.text_frame.text = "77 deals"


def _add_to_title(slide: Any) -> None:
    slide.shapes.title.text_frame.paragraphs[0].add_run().text = ", up 4.5%"


@pytest.mark.parametrize(
    "plant,number",
    [
        (_add_text, "12.5"),
        (_add_table, "9.9"),
        (_add_notes, "8"),
        (_add_in_group, "77"),
        (_add_to_title, "4.5"),
    ],
)
def test_a_number_anywhere_on_a_slide_is_found(
    ledger: Ledger, tmp_path: Path, plant: Any, number: str
) -> None:
    with_slide(tmp_path / "pitch.pptx", plant)
    found = messages(ledger, tmp_path)
    assert [said for said in found if said.endswith(f"stands behind {number}")] == found
    assert len(found) == 1


def test_the_workbook_behind_a_chart_must_agree_too(ledger: Ledger, tmp_path: Path) -> None:
    def plant(slide: Any) -> None:
        chart = next(shape.chart for shape in slide.shapes if shape.has_chart)
        part = chart.part.chart_workbook.xlsx_part
        book = openpyxl.load_workbook(io.BytesIO(part.blob))
        book.worksheets[0]["B2"] = 157304
        content = io.BytesIO()
        book.save(content)
        part._blob = content.getvalue()

    with_slide(tmp_path / "pitch.pptx", plant)
    found = messages(ledger, tmp_path)
    assert len(found) == 1
    assert "the workbook behind the chart holds 157304" in found[0]


def test_a_slide_figure_without_a_name_in_the_workbook_is_found(tmp_path: Path) -> None:
    made = model()
    made.workbook.named.discard(made["margin1"].id)
    found = messages(written(made, tmp_path), tmp_path)
    assert [said for said in found if "no named cell" in said] == found
    assert len(found) == 1


def test_files_that_are_none_are_named(ledger: Ledger, tmp_path: Path) -> None:
    (tmp_path / "broken").write_bytes(b"nothing")
    with pytest.raises(NotADeck):
        gate(ledger, tmp_path / "pitch.xlsx", tmp_path / "broken")
    with pytest.raises(NotAWorkbook):
        gate(ledger, tmp_path / "broken", tmp_path / "pitch.pptx")


def test_a_refusal_names_the_place_of_each_finding_once() -> None:
    faults = [
        Finding("office.overflow", "the text needs 3 lines", Severity.ERROR, "slide 4/Title"),
        Finding("ledger.untraced", "slide 5/Note: no figure", Severity.ERROR, "slide 5/Note"),
        Finding("office.loose", "a loose end", Severity.ERROR),
    ]
    with pytest.raises(Inconsistent) as caught:
        require_consistent(faults)
    assert str(caught.value) == (
        "nothing was released: slide 4/Title: the text needs 3 lines; slide 5/Note: no figure; "
        "a loose end"
    )
