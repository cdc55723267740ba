"""The deck of a pitch: native pages, each with its sources, on any design."""

from pathlib import Path

import pytest
from pptx.enum.shapes import MSO_SHAPE_TYPE

from bookrunner.app import Desk
from bookrunner.ledger.reading_pptx import read_deck
from bookrunner.office import geometry_pptx
from bookrunner.pitch import write_pitch
from bookrunner.pitch.deck_pages import pitch_deck
from tests.pitch.books import (
    PEERS,
    Written,
    adopting,
    home_depot,
    shapes,
    slide_texts,
    slide_titled,
)

SLIDES_MIN = 12
TEMPLATES = (
    "coreoz_ppt_templates_demo.pptx",
    "docling_powerpoint_sample.pptx",
    "docling_pptx_chart.pptx",
)


def test_the_default_deck_has_no_fault_of_layout(written: Written) -> None:
    assert geometry_pptx.faults(written.book.deck) == ()


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_users_template_gives_a_deck_without_faults(
    written: Written, sample: Desk, shared_data: Path, tmp_path: Path, name: str
) -> None:
    template = shared_data / "templates" / name
    if not template.is_file():
        pytest.skip(f"the template {name} is absent from ../shared/data")
    book = write_pitch(written.valued, tmp_path / "out", sample.writers, template=template)
    assert geometry_pptx.faults(book.deck) == ()
    numbers = {number for number, _ in shapes(book.deck)}
    assert len(numbers) == len({number for number, _ in shapes(written.book.deck)})


@pytest.mark.parametrize("name", ["", TEMPLATES[-1]])
def test_a_forecast_with_one_row_more_takes_a_page_of_its_own(
    sample: Desk, shared_data: Path, tmp_path: Path, name: str
) -> None:
    model = home_depot(sample, adopting({"hd.dcf.stock_compensation_switch": 1}))
    template = shared_data / "templates" / name if name else None
    if template is not None and not template.is_file():
        pytest.skip(f"the template {name} is absent from ../shared/data")
    path = tmp_path / "deck.pptx"
    sample.writers.deck(pitch_deck(model), path, template=template)
    assert geometry_pptx.faults(path) == ()
    read = read_deck(path)
    forecast = slide_titled(read, "free cash flow is forecast")
    assert "Stock compensation added back" in slide_texts(read, forecast)
    assert slide_titled(read, "The DCF values HD at") == forecast + 1


def test_charts_and_tables_are_native_and_there_is_no_picture(written: Written) -> None:
    found = [shape for _, shape in shapes(written.book.deck)]
    assert [one for one in found if one.shape_type == MSO_SHAPE_TYPE.PICTURE] == []
    assert sum(1 for one in found if getattr(one, "has_chart", False)) >= 5
    assert sum(1 for one in found if getattr(one, "has_table", False)) >= 10


def test_a_deck_has_its_dozen_pages_and_numbers_them(written: Written) -> None:
    numbers = {number for number, _ in shapes(written.book.deck)}
    assert numbers == set(range(1, len(numbers) + 1))
    assert len(numbers) >= SLIDES_MIN


def test_every_page_that_shows_a_reported_or_computed_number_names_its_sources(
    written: Written,
) -> None:
    """The page of assumptions names an owner in each row instead."""
    texts = written.slides.texts
    shown = {int(one.place.split("/")[0].removeprefix("slide ")) for one in written.deck_stands}
    without = {
        number
        for number in shown
        if not texts.get(f"slide {number}/Footnotes", "").startswith("Source: ")
    }
    assert without == {
        int(place.split("/")[0].removeprefix("slide "))
        for place, text in texts.items()
        if place.endswith("/Title") and text.startswith("Assumptions by default")
    }
    assert len(shown - without) >= 10


def test_the_contents_name_the_page_that_each_section_stands_on(written: Written) -> None:
    (contents,) = [
        shape
        for number, shape in shapes(written.book.deck)
        if number == 2 and getattr(shape, "has_table", False)
    ]
    rows = [[cell.text_frame.text for cell in row.cells] for row in contents.table.rows][1:]
    pages = [int(row[-1]) for row in rows]
    count = len({number for number, _ in shapes(written.book.deck)})
    assert pages == list(range(3, count + 1))


def test_a_shoemaker_and_a_restaurant_are_named_on_the_comps_page_and_in_the_notes(
    written: Written,
) -> None:
    page = slide_texts(written.slides, slide_titled(written.slides, "LTM EBITDA, HD at"))
    said = [line for line in page.splitlines() if "not in the target's industry" in line]
    notes = [
        str(cell.value)
        for cell in written.cells.cells.values()
        if cell.sheet == "Notes" and "not in the target's industry" in str(cell.value)
    ]
    for told in (said, notes):
        (sentence,) = told
        assert sentence.removeprefix("Note: ").startswith(
            "NKE and MCD are not in the target's industry"
        )
        assert not {"LOW", "WMT"} & set(sentence.replace(":", " ").replace(",", " ").split())


def test_all_peers_and_the_target_stand_on_the_comps_page(written: Written) -> None:
    page = slide_texts(written.slides, slide_titled(written.slides, "LTM EBITDA, HD at"))
    assert {"HD", *PEERS} <= set(page.split())
