"""Decks as files: native parts, every figure where it is said to stand, nothing cut or dropped."""

import io
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation

import make_template
from bookrunner.figures import NM, PURE, Figure, Format, Missing
from bookrunner.office import (
    Block,
    Bullets,
    Callout,
    Callouts,
    Chart,
    ChartKind,
    Deck,
    FootballField,
    Line,
    Range,
    Region,
    Required,
    Row,
    RowStyle,
    Series,
    Shown,
    Slide,
    SlideKind,
    Standing,
    Table,
)
from bookrunner.office.deck_pptx import write
from bookrunner.office.deck_pptx_football import NoRange
from bookrunner.office.deck_pptx_page import DoesNotFit
from bookrunner.office.geometry_pptx import faults
from bookrunner.office.template_pptx import NotATemplate, NoTitleLayout, TemplateTooLarge
from bookrunner.office.typesetting import Face, line_count, text_width
from tests.office.deck_sample import AS_OF, figure, heads, millions, row, sample_deck, shown

TEMPLATES = (
    "coreoz_ppt_templates_demo.pptx",
    "docling_powerpoint_sample.pptx",
    "docling_pptx_chart.pptx",
)


def deck_of(*blocks: tuple[Region, Block], title: Line = ("A title",)) -> Deck:
    return Deck("Deck", AS_OF, "Project Alder | Draft", [Slide(title, blocks)])


def shapes_of(path: Path, slide: int = 1) -> dict[str, Any]:
    return {shape.name: shape for shape in Presentation(str(path)).slides[slide - 1].shapes}


def read_at(path: Path, place: str) -> str | float:
    """What stands at the place of a standing: words, or a chart's value."""
    slide, name, *rest = place.split("/")
    shape = shapes_of(path, int(slide.split()[1]))[name]
    if rest == ["words"]:
        return "\n".join(shape.chart.plots[0].categories)
    numbers = [int(part.split()[1]) for part in rest]
    if not rest:
        return str(shape.text_frame.text)
    if rest[0].startswith("row"):
        return str(shape.table.cell(numbers[0] - 1, numbers[1] - 1).text_frame.text)
    series = shape.chart.plots[0].series[numbers[0] - 1]
    value = series.values[numbers[1] - 1]
    assert value is not None
    return float(value)


def in_scale(standing: Standing) -> float:
    value = standing.figure.value
    assert not isinstance(value, Missing)
    return float(Decimal(repr(value)).scaleb(-standing.exponent))


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, tuple[Standing, ...]]:
    path = tmp_path_factory.mktemp("deck") / "sample.pptx"
    return path, tuple(write(sample_deck(), path))


def test_every_figure_of_a_deck_stands_where_the_writer_says(
    sample: tuple[Path, tuple[Standing, ...]],
) -> None:
    path, standings = sample
    assert len(standings) > 350
    for standing in standings:
        found = read_at(path, standing.place)
        if isinstance(found, str):
            assert standing.text in found, standing.place
        else:
            assert found == in_scale(standing), standing.place


def test_no_digit_of_a_table_stands_without_a_standing(
    sample: tuple[Path, tuple[Standing, ...]],
) -> None:
    path, standings = sample
    places = {standing.place for standing in standings}
    table = shapes_of(path, 7)["Table 1"].table
    for row_at, line in enumerate(table.rows, start=1):
        for column_at, cell in enumerate(line.cells, start=1):
            if any(letter.isdigit() for letter in cell.text_frame.text):
                assert f"slide 7/Table 1/row {row_at}/column {column_at}" in places


def test_shape_names_are_unique_on_each_slide(sample: tuple[Path, tuple[Standing, ...]]) -> None:
    for slide in Presentation(str(sample[0])).slides:
        names = [shape.name for shape in slide.shapes]
        assert len(names) == len(set(names))


def test_the_same_deck_makes_the_same_bytes(tmp_path: Path) -> None:
    def half(name: str) -> bytes:
        chart = Chart(
            ChartKind.COLUMN, ["A", "B"], [Series("S", millions("1.5", "2"))], Format.MONEY_MM
        )
        write(deck_of((Region.LEFT, chart)), tmp_path / name)
        return (tmp_path / name).read_bytes()

    assert half("one.pptx") == half("two.pptx")


def test_a_written_deck_names_its_own_day_and_not_todays(tmp_path: Path) -> None:
    path = tmp_path / "deck.pptx"
    chart = Chart(ChartKind.BAR, ["A"], [Series("S", millions("1.5"))], Format.MONEY_MM)
    write(deck_of((Region.FULL, chart)), path)
    with zipfile.ZipFile(path) as package:
        assert {entry.date_time[0] for entry in package.infolist()} == {1980}
        assert b"2024-06-28T00:00:00Z" in package.read("docProps/core.xml")
        book = next(name for name in package.namelist() if name.endswith(".xlsx"))
        with zipfile.ZipFile(io.BytesIO(package.read(book))) as workbook:
            assert b"2024-06-28T00:00:00Z" in workbook.read("docProps/core.xml")


def test_a_sample_deck_has_no_fault_of_geometry(
    sample: tuple[Path, tuple[Standing, ...]],
) -> None:
    assert faults(sample[0]) == ()


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_deck_on_a_template_in_any_language_and_shape_has_no_fault(
    name: str, shared_data: Path, tmp_path: Path
) -> None:
    path = tmp_path / "deck.pptx"
    standings = write(sample_deck(), path, template=shared_data / "templates" / name)
    assert faults(path) == ()
    deck = Presentation(str(path))
    assert len(deck.slides) == len(sample_deck().slides)
    assert len(standings) > 350
    base = Presentation(str(shared_data / "templates" / name))
    assert (deck.slide_width, deck.slide_height) == (base.slide_width, base.slide_height)


@pytest.mark.parametrize("name", TEMPLATES)
def test_the_cover_and_the_body_take_different_layouts_of_a_template(
    name: str, shared_data: Path, tmp_path: Path
) -> None:
    path = tmp_path / "deck.pptx"
    slides = [Slide(("One",), kind=kind) for kind in SlideKind]
    write(Deck("D", AS_OF, "F", slides), path, template=shared_data / "templates" / name)
    layouts = [slide.slide_layout._element.get("type") for slide in Presentation(str(path)).slides]
    assert layouts == ["title", "titleOnly", "secHead"]


def test_titles_stand_in_the_title_placeholder_and_no_prompt_is_left(
    sample: tuple[Path, tuple[Standing, ...]],
) -> None:
    for slide in Presentation(str(sample[0])).slides:
        assert slide.shapes.title is not None
        assert slide.shapes.title.text_frame.text
        assert all(shape.text_frame.text for shape in slide.placeholders)


def test_chart_labels_use_the_number_format_of_the_workbook(tmp_path: Path) -> None:
    path = tmp_path / "deck.pptx"
    chart = Chart(ChartKind.COLUMN, ["A"], [Series("S", [figure("0.125", PURE)])], Format.PERCENT1)
    write(deck_of((Region.FULL, chart)), path)
    drawn = shapes_of(path)["Chart 1"].chart
    assert drawn.plots[0].series[0].data_labels.number_format == Format.PERCENT1.excel
    assert not drawn.has_legend


def test_a_missing_value_leaves_a_gap_and_is_named_below_the_chart(tmp_path: Path) -> None:
    path = tmp_path / "deck.pptx"
    figures: list[Figure] = [figure("2e6"), figure(NM), figure("3e6")]
    chart = Chart(ChartKind.LINE, ["A", "B", "C"], [Series("S", figures)], Format.MONEY_MM)
    standings = write(deck_of((Region.FULL, chart)), path)
    shapes = shapes_of(path)
    assert list(shapes["Chart 1"].chart.plots[0].series[0].values) == [2.0, None, 3.0]
    assert shapes["Chart 1 note"].text_frame.text == "Not drawn: B NM"
    assert "slide 1/Chart 1 note" in {standing.place for standing in standings}


def test_a_football_field_holds_lows_and_highs_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "deck.pptx"
    field = FootballField(
        [Range("DCF", figure("40", PURE), figure("60", PURE), figure("52", PURE))],
        Format.FACTOR,
        figure("45", PURE),
        "Price",
    )
    write(deck_of((Region.FULL, field)), path)
    shapes = shapes_of(path)
    drawn = shapes["Football field 1"].chart
    assert [list(series.values) for series in drawn.plots[0].series] == [[60.0], [52.0], [40.0]]
    axis = drawn.value_axis
    line, frame = shapes["Football field 1 reference line 1"], shapes["Football field 1"]
    layout = drawn._chartSpace.find(".//{*}manualLayout")
    left, width = (float(layout.find(f"{{*}}{key}").get("val")) for key in ("x", "w"))
    share = (45 - axis.minimum_scale) / (axis.maximum_scale - axis.minimum_scale)
    expected = frame.left + frame.width * (left + width * share)
    assert abs(line.left - expected) < 914_400 * 0.01


def test_figures_in_words_beside_a_bar_or_below_a_number_are_recorded(tmp_path: Path) -> None:
    path = tmp_path / "deck.pptx"
    low, high = figure("40", PURE), figure("60", PURE)
    note: Line = ("WACC ", shown("0.085", Format.PERCENT1))
    caption: Line = ("of which cash ", shown("12.5"))
    field = FootballField([Range("DCF", low, high, note=note)], Format.FACTOR)
    cards = Callouts([Callout(shown("41.25", Format.PER_SHARE), caption)])
    standings = write(deck_of((Region.TOP_BAND, cards), (Region.BELOW_BAND, field)), path)
    places = {standing.place: standing.text for standing in standings}
    assert places["slide 1/Football field 1/words"] == "8.5%"
    assert read_at(path, "slide 1/Football field 1/words") == "DCF\nWACC 8.5%"
    assert places["slide 1/Callouts 1 item 1"] in ("41.25", "12.5")
    assert "of which cash 12.5" in str(read_at(path, "slide 1/Callouts 1 item 1"))


def test_a_football_field_without_an_end_is_refused(tmp_path: Path) -> None:
    field = FootballField([Range("DCF", figure(NM, PURE), figure("60", PURE))], Format.FACTOR)
    with pytest.raises(NoRange, match="DCF"):
        write(deck_of((Region.FULL, field)), tmp_path / "deck.pptx")


def long_table() -> Block:
    return Table(heads("A", "B"), [row(f"Line {at}", ["1.0"]) for at in range(60)])


def wide_table() -> Block:
    return Table(heads("A", *"BCDEFGHIJKLMNOPQRSTUVW"), [row("Line", ["123456789.0"] * 22)])


def long_bullets() -> Block:
    return Bullets([("words " * 120,) for _ in range(7)])


def long_callout() -> Block:
    return Callouts([Callout(shown("123456789012.0"), "A caption " * 30) for _ in range(5)])


def long_chart() -> Block:
    names = [f"Company {at}" for at in range(90)]
    series = [Series(f"S{at}", millions(*["12345.6"] * 90)) for at in range(3)]
    return Chart(ChartKind.COLUMN, names, series, Format.MONEY_MM)


def long_field() -> Block:
    ranges = [Range(f"Method {at}", figure("1"), figure("2")) for at in range(40)]
    return FootballField(ranges, Format.MONEY)


def long_required() -> Block:
    return Required("numbers " * 200, "Supply them. " * 200)


@pytest.mark.parametrize(
    "block,named",
    [
        (long_table, "Table 1"),
        (wide_table, "Table 1"),
        (long_bullets, "Bullets 1"),
        (long_callout, "Callouts 1"),
        (long_chart, "Chart 1"),
        (long_field, "Football field 1"),
        (long_required, "Required 1"),
    ],
)
def test_what_does_not_fit_is_an_error_naming_slide_and_block_and_writes_nothing(
    block: Callable[[], Block], named: str, tmp_path: Path
) -> None:
    path = tmp_path / "deck.pptx"
    with pytest.raises(DoesNotFit, match=f"slide 1, {named}") as caught:
        write(deck_of((Region.LEFT, block())), path)
    assert (caught.value.slide, caught.value.block) == (1, named)
    assert not path.exists()


def test_a_title_of_three_lines_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DoesNotFit, match="slide 1, Title"):
        write(deck_of(title=("A conclusion " * 30,)), tmp_path / "deck.pptx")


def test_footnotes_that_fill_the_page_are_refused(tmp_path: Path) -> None:
    deck = Deck("D", AS_OF, "F", [Slide(("T",), footnotes=[("Source: a filing. " * 400,)])])
    with pytest.raises(DoesNotFit, match="slide 1, Footnotes"):
        write(deck, tmp_path / "deck.pptx")


def test_words_of_a_section_row_are_not_lost_when_it_has_several(tmp_path: Path) -> None:
    path = tmp_path / "deck.pptx"
    table = Table(heads("A", "B"), [Row((("Peers",), ("12 companies",)), RowStyle.SECTION)])
    write(deck_of((Region.FULL, table)), path)
    cells = shapes_of(path)["Table 1"].table.rows[1].cells
    assert [cell.text_frame.text for cell in cells] == ["Peers", "12 companies"]


def test_a_number_in_a_table_never_wraps(tmp_path: Path) -> None:
    table = Table(heads("A", "B"), [row("Line", ["123456789.0"])], widths=(20, 1))
    path = tmp_path / "deck.pptx"
    write(deck_of((Region.FULL, table)), path)
    assert faults(path) == ()


def test_a_template_file_may_be_a_potx_and_loses_its_own_slides(
    shared_data: Path, tmp_path: Path
) -> None:
    source = shared_data / "templates" / TEMPLATES[1]
    potx = tmp_path / "house.potx"
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(potx, "w") as new:
        for entry in old.infolist():
            data = old.read(entry)
            if entry.filename == "[Content_Types].xml":
                data = data.replace(b"presentation.main+xml", b"template.main+xml")
            new.writestr(entry.filename, data)
    path = tmp_path / "deck.pptx"
    write(deck_of(), path, template=potx)
    with zipfile.ZipFile(path) as package:
        slides = [name for name in package.namelist() if name.startswith("ppt/slides/slide")]
    assert slides == ["ppt/slides/slide1.xml"]


def broken_files(folder: Path) -> dict[str, tuple[Path, type[Exception]]]:
    text = folder / "text.pptx"
    text.write_text("not a presentation")
    other = folder / "other.pptx"
    with zipfile.ZipFile(other, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
    bomb = folder / "bomb.pptx"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "presentationml.presentation.main+xml")
        package.writestr("ppt/presentation.xml", b"0" * 30_000_000)
    macros = folder / "macros.pptm"
    with zipfile.ZipFile(macros, "w") as package:
        package.writestr(
            "[Content_Types].xml",
            "application/vnd.ms-powerpoint.presentation.macroEnabled.main+xml",
        )
    hollow = folder / "hollow.pptx"
    with zipfile.ZipFile(hollow, "w") as package:
        package.writestr("[Content_Types].xml", "presentationml.presentation.main+xml")
    untitled = folder / "untitled.pptx"
    deck = Presentation()
    for layout in deck.slide_layouts:
        for shape in list(layout.placeholders):
            if shape.placeholder_format.idx == 0:
                element: Any = shape._element
                element.getparent().remove(element)
    deck.save(str(untitled))
    return {
        "text": (text, NotATemplate),
        "other": (other, NotATemplate),
        "bomb": (bomb, TemplateTooLarge),
        "macros": (macros, NotATemplate),
        "hollow": (hollow, NotATemplate),
        "untitled": (untitled, NoTitleLayout),
        "absent": (folder / "absent.pptx", NotATemplate),
    }


@pytest.mark.parametrize(
    "kind", ["text", "other", "bomb", "macros", "hollow", "untitled", "absent"]
)
def test_a_file_that_is_no_template_is_named_in_the_error(kind: str, tmp_path: Path) -> None:
    path, error = broken_files(tmp_path)[kind]
    with pytest.raises(error, match=path.name):
        write(deck_of(), tmp_path / "deck.pptx", template=path)


PRESENTATION, MASTER_LINKS = "ppt/presentation.xml", "ppt/slideMasters/_rels/slideMaster1.xml.rels"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def with_part(path: Path, part: str, old: bytes, new: bytes) -> Path:
    """The house's template with other words in a part."""
    with zipfile.ZipFile(make_template.TARGET) as package, zipfile.ZipFile(path, "w") as made:
        for name in package.namelist():
            data = package.read(name)
            assert name != part or old in data
            made.writestr(name, data.replace(old, new, 1) if name == part else data)
    return path


def linked(path: Path, kind: str, target: str) -> Path:
    """The house's template whose slide master links to something outside the file."""
    relation = (
        f'<Relationship Id="rIdX" Type="{OFFICE}/{kind}" Target="{target}" TargetMode="External"/>'
    )
    end = b"</Relationships>"
    return with_part(path, MASTER_LINKS, end, relation.encode() + end)


@pytest.mark.parametrize(
    "kind,target",
    [
        ("image", "http://evil.example/x.png"),
        ("oleObject", "file://server/share/book.xlsx"),
        ("hyperlink", "file://server/share/run.exe"),
    ],
)
def test_a_template_that_reaches_outside_itself_is_refused_by_what_it_links_to(
    tmp_path: Path, kind: str, target: str
) -> None:
    path = linked(tmp_path / "linked.pptx", kind, target)
    with pytest.raises(NotATemplate, match=f"it links to {target}"):
        write(deck_of(), tmp_path / "deck.pptx", template=path)
    harmless = linked(tmp_path / "site.pptx", "hyperlink", "https://bank.example")
    write(deck_of(), tmp_path / "deck.pptx", template=harmless)


def test_a_template_with_entities_is_refused(tmp_path: Path) -> None:
    entity = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]><p:presentation'
    path = with_part(tmp_path / "entity.pptx", PRESENTATION, b"<p:presentation", entity)
    with pytest.raises(NotATemplate, match="declares a document type"):
        write(deck_of(), tmp_path / "deck.pptx", template=path)


def test_the_committed_template_is_what_its_script_makes(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    committed = make_template.TARGET.read_bytes()
    monkeypatch.setattr(make_template, "TARGET", tmp_path / "default.pptx")
    make_template.main()
    made = zipfile.ZipFile(tmp_path / "default.pptx")
    kept = zipfile.ZipFile(io.BytesIO(committed))
    with made, kept:
        assert made.namelist() == kept.namelist()
        # Compressed bytes differ between builds of zlib; the parts do not.
        assert all(made.read(name) == kept.read(name) for name in kept.namelist())


def test_the_spec_of_a_deck_loads_without_the_slide_library() -> None:
    code = "import sys, bookrunner.office; sys.exit('pptx' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_text_is_measured_as_arial_without_a_font() -> None:
    # Widths in the font's own table: H 722, e 556, l 222, o 556 thousandths.
    assert text_width("Hello", Face(72)) == pytest.approx(0.722 + 0.556 + 2 * 0.222 + 0.556)
    assert line_count("one two three", Face(72), 2.5) == 3
    assert line_count("", Face(10), 1.0) == 1


def test_libreoffice_draws_every_slide(
    sample: tuple[Path, tuple[Standing, ...]], soffice: Path, pdftoppm: Path, tmp_path: Path
) -> None:
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    command = [str(soffice), profile, "--headless", "--convert-to", "pdf", "--outdir"]
    subprocess.run([*command, str(tmp_path), str(sample[0])], check=True, capture_output=True)
    subprocess.run(
        [str(pdftoppm), "-r", "40", "-png", str(tmp_path / "sample.pdf"), str(tmp_path / "page")],
        check=True,
    )
    pages = sorted(tmp_path.glob("page*.png"))
    assert len(pages) == len(sample_deck().slides)
    assert all(page.stat().st_size > 1_500 for page in pages)


def test_the_footer_carries_code_name_date_and_page(
    sample: tuple[Path, tuple[Standing, ...]],
) -> None:
    shapes = shapes_of(sample[0], 5)
    assert shapes["Footer"].text_frame.text == "Project Alder | Draft"
    assert shapes["Date"].text_frame.text == f"{date(2024, 6, 28):%d %B %Y}"
    assert shapes["Page number"]._element.find(".//{*}fld").get("type") == "slidenum"


def test_a_figure_in_a_line_of_words_is_recorded_with_its_affixes(tmp_path: Path) -> None:
    line: Line = ("Price ", Shown(figure("41.25", PURE), Format.PER_SHARE, "$"))
    standings = write(deck_of(title=line), tmp_path / "deck.pptx")
    assert [(standing.place, standing.text) for standing in standings] == [
        ("slide 1/Title", "$41.25")
    ]
