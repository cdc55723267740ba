"""Each fault of layout, planted into a clean deck, is found; the clean deck has none."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.util import Emu, Inches, Pt

from bookrunner.figures import BadInput
from bookrunner.office import Block, Bullets, Deck, Region, Slide, Table
from bookrunner.office.deck_pptx import write
from bookrunner.office.geometry_pptx import faults
from tests.office.deck_sample import AS_OF, SOURCE_LINE, heads, row

Plant = Callable[[Any, dict[str, Any]], None]


def clean(path: Path) -> Path:
    table = Table(heads("A", "B"), [row(f"Line {at}", ["1.0"]) for at in range(12)])
    bullets = Bullets([("One point",), ("Another point",)])
    blocks: list[tuple[Region, Block]] = [(Region.LEFT, table), (Region.RIGHT, bullets)]
    slide = Slide(("A title that says something",), blocks, footnotes=[SOURCE_LINE])
    write(Deck("D", AS_OF, "Project Alder | Draft", [slide]), path)
    return path


def off_slide(slide: Any, shapes: dict[str, Any]) -> None:
    shapes["Bullets 1"].left = Inches(9)


def overlap(slide: Any, shapes: dict[str, Any]) -> None:
    shapes["Bullets 1"].left = Inches(3)


def line_through_text(slide: Any, shapes: dict[str, Any]) -> None:
    line = slide.shapes.add_connector(1, Inches(7), Inches(3), Inches(12), Inches(3))
    line.name = "Stray rule"


def high_text(slide: Any, shapes: dict[str, Any]) -> None:
    shapes["Bullets 1"].height = Inches(0.3)


def wide_text(slide: Any, shapes: dict[str, Any]) -> None:
    frame = shapes["Bullets 1"].text_frame
    frame.word_wrap = False
    frame.paragraphs[0].runs[0].text = "words that go on " * 10


def growing_table(slide: Any, shapes: dict[str, Any]) -> None:
    for line in shapes["Table 1"].table.rows:
        run = line.cells[0].text_frame.paragraphs[0].runs[0]
        run.text = "a label of many words that needs three lines or more " * 2


def broken_number(slide: Any, shapes: dict[str, Any]) -> None:
    columns = shapes["Table 1"].table.columns
    columns[0].width, columns[1].width = Inches(5.8), Inches(0.24)


def empty_placeholder(slide: Any, shapes: dict[str, Any]) -> None:
    shapes["Title"].text_frame.clear()


def leftover(words: str) -> Plant:
    def plant(slide: Any, shapes: dict[str, Any]) -> None:
        shapes["Bullets 1"].text_frame.paragraphs[0].runs[0].text = words

    return plant


def leftover_in_table(slide: Any, shapes: dict[str, Any]) -> None:
    shapes["Table 1"].table.cell(2, 1).text_frame.paragraphs[0].runs[0].text = "XX"


def other_font(slide: Any, shapes: dict[str, Any]) -> None:
    shapes["Bullets 1"].text_frame.paragraphs[0].runs[0].font.name = "Comic Sans MS"


def other_colour(slide: Any, shapes: dict[str, Any]) -> None:
    font = shapes["Bullets 1"].text_frame.paragraphs[0].runs[0].font
    font.color.rgb = RGBColor(0xFF, 0x00, 0xFF)  # type: ignore[no-untyped-call]


def small_type(slide: Any, shapes: dict[str, Any]) -> None:
    shapes["Bullets 1"].text_frame.paragraphs[0].runs[0].font.size = Pt(6)


def long_title(slide: Any, shapes: dict[str, Any]) -> None:
    shapes["Title"].text_frame.paragraphs[0].runs[0].text = "A conclusion in words " * 15


def misaligned(slide: Any, shapes: dict[str, Any]) -> None:
    shapes["Bullets 1"].top = Emu(shapes["Table 1"].top + Inches(0.05))


PLANTS: list[tuple[Plant, str]] = [
    (off_slide, "off_slide"),
    (overlap, "overlap"),
    (line_through_text, "overlap"),
    (high_text, "text_overflow"),
    (wide_text, "text_overflow"),
    (growing_table, "table_grows"),
    (broken_number, "text_overflow"),
    (empty_placeholder, "empty_placeholder"),
    (leftover("Click to add text"), "leftover_text"),
    (leftover("Lorem ipsum dolor"), "leftover_text"),
    (leftover("Growth of [...]"), "leftover_text"),
    (leftover("Timing: TBD"), "leftover_text"),
    (leftover("Revenue of $XX million"), "leftover_text"),
    (leftover("Cliquez pour ajouter un titre"), "leftover_text"),
    (leftover_in_table, "leftover_text"),
    (other_font, "font_off_template"),
    (other_colour, "colour_off_template"),
    (small_type, "size_off_template"),
    (long_title, "title_too_long"),
    (misaligned, "misaligned"),
]


def test_a_clean_deck_has_no_fault(tmp_path: Path) -> None:
    assert faults(clean(tmp_path / "deck.pptx")) == ()


@pytest.mark.parametrize("plant,code", PLANTS)
def test_a_planted_fault_is_found_on_its_slide(plant: Plant, code: str, tmp_path: Path) -> None:
    path = clean(tmp_path / "deck.pptx")
    deck = Presentation(str(path))
    slide = deck.slides[0]
    plant(slide, {shape.name: shape for shape in slide.shapes})
    deck.save(str(path))
    found = faults(path)
    assert f"office.geometry.{code}" in {finding.code for finding in found}
    assert all(finding.where.startswith("slide 1/") for finding in found)


def test_a_declared_background_may_lie_below_other_shapes(tmp_path: Path) -> None:
    path = clean(tmp_path / "deck.pptx")
    deck = Presentation(str(path))
    ground = deck.slides[0].shapes.add_textbox(Inches(0.3), Inches(1.3), Inches(12.5), Inches(5.5))
    ground.name = "Background panel"
    deck.save(str(path))
    assert faults(path) == ()


def test_a_line_with_an_empty_piece_counts_as_one_line(tmp_path: Path) -> None:
    path = tmp_path / "deck.pptx"
    slide = Slide(("Title",), footnotes=[("Source: a form", "", " of a day")])
    write(Deck("D", AS_OF, "F", [slide]), path)
    assert faults(path) == ()


def test_names_that_hold_the_letters_of_a_mark_are_no_leftovers(tmp_path: Path) -> None:
    path = tmp_path / "deck.pptx"
    bullets = Bullets([("Exxon and the TBDX fund; XXII Century; to do list",)])
    write(Deck("D", AS_OF, "F", [Slide(("Title",), [(Region.FULL, bullets)])]), path)
    assert faults(path) == ()


def test_a_file_that_is_no_presentation_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "deck.pptx"
    path.write_text("words")
    with pytest.raises(BadInput, match=r"deck\.pptx"):
        faults(path)
