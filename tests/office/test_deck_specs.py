"""The promises about decks, as they are written in specs/office."""

import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from pptx import Presentation
from pytest_bdd import given, parsers, scenarios, then, when

from bookrunner.figures import NM, BookrunnerError, Format
from bookrunner.office import (
    Chart,
    ChartKind,
    Deck,
    Region,
    Series,
    Slide,
    Standing,
    Table,
)
from bookrunner.office.deck_pptx import write
from bookrunner.office.deck_pptx_page import DoesNotFit
from bookrunner.office.geometry_pptx import faults
from bookrunner.office.template_pptx import TemplateTooLarge
from tests.office.deck_sample import AS_OF, figure, heads, row, sample_deck

scenarios("office/deck.feature")


@dataclass(frozen=True)
class Written:
    """What came of writing a deck."""

    path: Path
    standings: Sequence[Standing] = ()
    error: BookrunnerError | None = None
    template: Path | None = None


def written(deck: Deck, path: Path, template: Path | None = None) -> Written:
    try:
        return Written(path, write(deck, path, template=template), None, template)
    except BookrunnerError as error:
        return Written(path, (), error, template)


@given("the sample deck of twelve slides", target_fixture="deck")
def twelve_slides() -> Deck:
    deck = sample_deck()
    assert len(deck.slides) == 12
    return deck


@given("a deck with a table of sixty rows in half a page", target_fixture="deck")
def sixty_rows() -> Deck:
    table = Table(heads("A", "B"), [row(f"Line {at}", ["1.0"]) for at in range(60)])
    return Deck("D", AS_OF, "F", [Slide(("T",), [(Region.TOP, table)])])


@given("a deck with a chart whose second value is not meaningful", target_fixture="deck")
def chart_with_gap() -> Deck:
    series = Series("S", [figure("1e6"), figure(NM), figure("3e6")])
    chart = Chart(ChartKind.COLUMN, ["A", "B", "C"], [series], Format.MONEY_MM)
    return Deck("D", AS_OF, "F", [Slide(("T",), [(Region.FULL, chart)])])


@when("it is written on the default template", target_fixture="result")
def on_default(deck: Deck, tmp_path: Path) -> Written:
    return written(deck, tmp_path / "deck.pptx")


@when("it is written on a template that is a zip bomb", target_fixture="result")
def on_bomb(deck: Deck, tmp_path: Path) -> Written:
    bomb = tmp_path / "bomb.pptx"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "presentationml.presentation.main+xml")
        package.writestr("ppt/presentation.xml", b" " * 50_000_000)
    return written(deck, tmp_path / "deck.pptx", bomb)


@when(parsers.parse("it is written on the template {name}"), target_fixture="result")
def on_template(deck: Deck, name: str, tmp_path: Path, shared_data: Path) -> Written:
    return written(deck, tmp_path / "deck.pptx", shared_data / "templates" / name)


@then("every figure is found at the place that the writer names")
def found(result: Written) -> None:
    slides = Presentation(str(result.path)).slides
    places = {
        f"slide {number}/{shape.name}"
        for number, slide in enumerate(slides, start=1)
        for shape in slide.shapes
    }
    assert result.standings
    assert {"/".join(s.place.split("/")[:2]) for s in result.standings} <= places


@then("the geometry check finds nothing")
def no_faults(result: Written) -> None:
    assert faults(result.path) == ()


@then("the deck keeps the size of the template")
def same_size(result: Written) -> None:
    made, base = Presentation(str(result.path)), Presentation(str(result.template))
    assert (made.slide_width, made.slide_height) == (base.slide_width, base.slide_height)


@then("the writer says that Table 1 on slide 1 does not fit")
def refused(result: Written) -> None:
    assert isinstance(result.error, DoesNotFit)
    assert (result.error.slide, result.error.block) == (1, "Table 1")


@then("no file is left behind")
def no_file(result: Written) -> None:
    assert not result.path.exists()


@then("the chart has a gap at its second point")
def gap(result: Written) -> None:
    shapes = {shape.name: shape for shape in Presentation(str(result.path)).slides[0].shapes}
    assert list(shapes["Chart 1"].chart.plots[0].series[0].values) == [1.0, None, 3.0]


@then("a note below the chart names the missing value")
def note(result: Written) -> None:
    assert [s.text for s in result.standings if s.place == "slide 1/Chart 1 note"] == ["NM"]


@then("writing it again makes the same bytes")
def same_bytes(result: Written, deck: Deck, tmp_path: Path) -> None:
    again = tmp_path / "again.pptx"
    write(deck, again)
    assert again.read_bytes() == result.path.read_bytes()


@then("the template is refused by name")
def bomb_refused(result: Written) -> None:
    assert isinstance(result.error, TemplateTooLarge)
    with pytest.raises(TemplateTooLarge, match=r"bomb\.pptx"):
        raise result.error
