"""Faults planted into a written deck, ours or a stranger's, each with the rules that tell it."""

from __future__ import annotations

import copy
import io
import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import Any

from lxml import etree
from PIL import Image, ImageDraw
from pptx.chart.data import CategoryChartData as _Data
from pptx.dml.color import RGBColor as _Colour
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.util import Emu, Inches, Pt

CategoryChartData: Any = _Data
RGBColor: Any = _Colour
"""The library is typed in part."""
Deck = Any
Shape = Any
Slide = Any
Plant = Callable[[Deck], None]


class NoPlace(Exception):
    """The deck has nothing that the fault could be planted in."""


def _leaves(slide: Slide) -> Iterator[Shape]:
    for shape in slide.shapes:
        yield from shape.shapes if hasattr(shape, "shapes") else (shape,)


def _first(deck: Deck, fits: Callable[[Slide, Shape], bool], skip: int = 0) -> tuple[Slide, Shape]:
    for slide in list(deck.slides)[1:]:
        for shape in _leaves(slide):
            if fits(slide, shape):
                if not skip:
                    return slide, shape
                skip -= 1
    raise NoPlace


def _chart(deck: Deck) -> tuple[Slide, Shape]:
    return _first(deck, lambda _, shape: shape.has_chart)


def _table(deck: Deck) -> tuple[Slide, Shape]:
    return _first(
        deck,
        lambda _, shape: (
            shape.has_table
            and sum(bool(re.search(r"\d\.\d", c.text)) for c in shape.table.iter_cells()) > 3
        ),
    )


def _words(deck: Deck) -> tuple[Slide, Shape]:
    """Running words in the body of a page."""
    return _first(
        deck,
        lambda _, shape: (
            shape.has_text_frame
            and not shape.is_placeholder
            and len(shape.text_frame.text) > 40
            and not re.match(r"Source|DRAFT", shape.text_frame.text)
        ),
    )


def _title(slide: Slide) -> Shape:
    return slide.shapes.title


def _say(shape: Shape, words: str) -> None:
    """Changes the words and keeps the first run's type."""
    paragraph = shape.text_frame.paragraphs[0]
    runs = list(paragraph.runs)
    runs[0].text = words
    for run in runs[1:]:
        run._r.getparent().remove(run._r)


def _retitle(words: str, place: Callable[[Deck], tuple[Slide, Shape]]) -> Plant:
    def plant(deck: Deck) -> None:
        _say(_title(place(deck)[0]), words)

    return plant


def _said(words: str) -> Plant:
    def plant(deck: Deck) -> None:
        _say(_words(deck)[1], words)

    return plant


def _off_slide(deck: Deck) -> None:
    shape = _chart(deck)[1]
    shape.left = Emu(deck.slide_width - shape.width // 2)


def _overlap(deck: Deck) -> None:
    slide, shape = _chart(deck)
    other = next(
        one
        for one in _leaves(slide)
        if one.shape_id != shape.shape_id and (one.has_table or one.has_text_frame)
        and not one.is_placeholder and not one.name.startswith(("Background", "Source"))
    )  # fmt: skip
    other.left, other.top = shape.left + shape.width // 3, shape.top + shape.height // 2
    other.width, other.height = max(other.width, shape.width), max(other.height, Inches(1))


def _over_title(deck: Deck) -> None:
    slide, shape = _table(deck)
    shape.top = _title(slide).top


def _overflow(deck: Deck) -> None:
    _words(deck)[1].height = Inches(0.2)


def _grows(deck: Deck) -> None:
    table = _table(deck)[1].table
    for line in list(table.rows)[1:]:
        line.cells[0].text_frame.text = "a label of very many words that needs several lines " * 3


def _face(deck: Deck) -> None:
    _words(deck)[1].text_frame.paragraphs[0].runs[0].font.name = "Comic Sans MS"


def _chart_face(deck: Deck) -> None:
    _chart(deck)[1].chart.font.name = "Papyrus"


def _colour(deck: Deck) -> None:
    run = _words(deck)[1].text_frame.paragraphs[0].runs[0]
    run.font.color.rgb = RGBColor(0xFF, 0x14, 0x93)


def _series_colour(deck: Deck) -> None:
    fill = _chart(deck)[1].chart.plots[0].series[0].format.fill
    fill.solid()
    fill.fore_color.rgb = RGBColor(0x12, 0xEF, 0x34)


def _tiny(deck: Deck) -> None:
    for run in _words(deck)[1].text_frame.paragraphs[0].runs:
        run.font.size = Pt(6)


def _tiny_table(deck: Deck) -> None:
    for cell in _table(deck)[1].table.iter_cells():
        for run in cell.text_frame.paragraphs[0].runs:
            run.font.size = Pt(6.5)


def _empty_title(deck: Deck) -> None:
    _title(_chart(deck)[0]).text_frame.clear()


def _no_title(deck: Deck) -> None:
    element = _title(_table(deck)[0])._element
    element.getparent().remove(element)


def _empty_body(deck: Deck) -> None:
    """A layout's placeholder left behind on a finished page."""
    slide = _chart(deck)[0]
    for layout in deck.slide_layouts:
        for held in layout.placeholders:
            if held.placeholder_format.type in (PP_PLACEHOLDER.BODY, PP_PLACEHOLDER.OBJECT):
                element = copy.deepcopy(held._element)
                for paragraph in element.txBody.findall("{*}p")[1:]:
                    element.txBody.remove(paragraph)
                for part in list(element.txBody.find("{*}p")):
                    element.txBody.find("{*}p").remove(part)
                slide.shapes._spTree.append(element)
                shape = slide.shapes[-1]
                shape.left, shape.top = Inches(0.5), deck.slide_height - Inches(0.2)
                shape.width, shape.height = Inches(1), Inches(0.15)
                return
    raise NoPlace


def _long_title(deck: Deck) -> None:
    _say(_title(_chart(deck)[0]), "A conclusion that takes very many words to be said in " * 6)


def _in_table(words: str) -> Plant:
    def plant(deck: Deck) -> None:
        table = _table(deck)[1].table
        cell = next(c for c in table.iter_cells() if re.search(r"\d\.\d", c.text_frame.text))
        cell.text_frame.paragraphs[0].runs[0].text = words

    return plant


def _no_source(deck: Deck) -> None:
    slide = _table(deck)[0]
    for shape in list(_leaves(slide)):
        if shape.has_text_frame and shape.text_frame.text.startswith("Source"):
            shape._element.getparent().remove(shape._element)


def _vague(deck: Deck) -> None:
    slide = _table(deck)[0]
    for shape in _leaves(slide):
        if shape.has_text_frame and shape.text_frame.text.startswith("Source"):
            shape.text_frame.text = "Source: Company filings"


def _no_number(deck: Deck) -> None:
    slide = _chart(deck)[0]
    for shape in list(slide.shapes):
        if any(field.get("type") == "slidenum" for field in shape._element.iter("{*}fld")):
            shape._element.getparent().remove(shape._element)


_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"


def _no_date(deck: Deck) -> None:
    for slide in deck.slides:
        for shape in _leaves(slide):
            if shape.has_text_frame:
                for paragraph in shape.text_frame.paragraphs:
                    for run in paragraph.runs:
                        run.text = re.sub(rf"\d{{1,2}} (?:{_MONTHS}) \d{{4}}", "", run.text)


def _one_number_of_a_title(deck: Deck) -> None:
    """A digit turned round in a title's amount."""
    for slide in list(deck.slides)[2:]:
        title = _title(slide)
        has_exhibit = any(shape.has_chart or shape.has_table for shape in _leaves(slide))
        found = title is not None and re.search(r"\$?\d[\d,]*\.\d+", title.text_frame.text)
        if found and has_exhibit:
            old = found[0]
            value = Decimal(old.strip("$").replace(",", "")) * Decimal("1.37")
            new = f"{'$' if '$' in old else ''}{value:,.1f}"
            _say(title, title.text_frame.text.replace(old, new, 1))
            return
    raise NoPlace


def _course(deck: Deck) -> tuple[Slide, Shape]:
    """A chart of revenue over time."""
    return _first(
        deck,
        lambda _, shape: (
            shape.has_chart
            and bool(re.match(r"Revenue|Net sales|Sales", shape.chart.plots[0].series[0].name))
            and bool(re.search(r"(?:19|20)\d\d", str(shape.chart.plots[0].categories[0])))
        ),
    )


def _ends(shape: Shape) -> tuple[str, str, bool]:
    plot = shape.chart.plots[0]
    series = plot.series[0]
    name = re.split(r"\s\(", series.name)[0]
    return name, str(plot.categories[0]).rstrip("A"), series.values[-1] > series.values[-2]


def _wrong_verb(deck: Deck) -> None:
    """Turns the verb against the last year of the chart."""
    slide, shape = _course(deck)
    name, _, is_up = _ends(shape)
    last = str(
        [one for one in shape.chart.plots[0].categories if re.search(r"\d{4}", str(one))][-1]
    )
    is_up = _last_move(shape)
    _say(_title(slide), f"{name} {'fell' if is_up else 'rose'} in {last.rstrip('A')}")


def _flat(deck: Deck) -> None:
    """Calls level what the chart is made to lift by half of itself each year."""
    slide, shape = _course(deck)
    name = _ends(shape)[0]
    plot = shape.chart.plots[0]
    data = CategoryChartData()
    data.categories = list(plot.categories)
    first = abs(plot.series[0].values[0]) or 1.0
    data.add_series(plot.series[0].name, [first * 1.5**at for at in range(len(data.categories))])
    shape.chart.replace_data(data)
    _say(_title(slide), f"{name} was broadly flat")


def _last_move(shape: Shape) -> bool:
    plot = shape.chart.plots[0]
    values: list[float] = [
        value
        for head, value in zip(plot.categories, plot.series[0].values, strict=True)
        if re.search(r"\d{4}", str(head))
    ]
    return values[-1] > values[-2]


def _every_year(deck: Deck) -> None:
    """A rise in every year, over a chart that is made to dip once."""
    slide, shape = _course(deck)
    name = _ends(shape)[0]
    plot = shape.chart.plots[0]
    values = list(plot.series[0].values)
    values[1] = values[0] * 0.9
    data = CategoryChartData()
    data.categories = [str(one) for one in plot.categories]
    data.add_series(plot.series[0].name, values)
    shape.chart.replace_data(data)
    _say(_title(slide), f"{name} grew every year")


def _doubled(deck: Deck) -> None:
    slide, shape = _course(deck)
    _say(_title(slide), f"{_ends(shape)[0]} doubled over the period")


def _record(deck: Deck) -> None:
    """The year of the lowest value called the record."""
    slide, shape = _course(deck)
    plot = shape.chart.plots[0]
    pairs = sorted(zip(plot.series[0].values, map(str, plot.categories), strict=True))
    lowest = next(head for _, head in pairs if re.search(r"\d{4}", head))
    _say(_title(slide), f"{_ends(shape)[0]} reached a record in {lowest.rstrip('A')}")


def _turned_numbers(deck: Deck) -> None:
    slide, shape = _course(deck)
    name = _ends(shape)[0]
    _say(_title(slide), f"{name} rose from $950.4 million to $811.2 million")


def _margins(deck: Deck) -> tuple[Slide, Shape]:
    """A chart of margins by company."""
    return _first(
        deck,
        lambda _, shape: (
            shape.has_chart
            and "argin" in shape.chart.plots[0].series[0].name
            and not re.search(r"\d{4}", str(shape.chart.plots[0].categories[0]))
        ),
    )


def _not_the_best(deck: Deck) -> None:
    slide, shape = _margins(deck)
    plot = shape.chart.plots[0]
    pairs = sorted(zip(plot.series[0].values, map(str, plot.categories), strict=True))
    _say(_title(slide), f"{pairs[0][1]} has the highest {plot.series[0].name}")


def _not_the_least(deck: Deck) -> None:
    slide, shape = _margins(deck)
    plot = shape.chart.plots[0]
    pairs = sorted(zip(plot.series[0].values, map(str, plot.categories), strict=True))
    _say(_title(slide), f"{pairs[-1][1]} has the lowest {plot.series[0].name}")


def _wrong_side(deck: Deck) -> None:
    """A company of the comparables put on the wrong side of the median."""
    slide, shape = _first(
        deck,
        lambda _, shape: (
            shape.has_table
            and any("EV / EBITDA" in cell.text for cell in shape.table.rows[0].cells)
            and any(row.cells[0].text == "Median" for row in shape.table.rows)
        ),
    )
    rows = [[cell.text for cell in row.cells] for row in shape.table.rows]
    column = next(at for at, head in enumerate(rows[0]) if "EV / EBITDA" in head)
    middle = next(row for row in rows if row[0] == "Median")[column]
    row = next(
        row for row in rows[1:] if re.fullmatch(r"[\d.]+x", row[column]) and row[column] != middle
    )
    side = "below" if float(row[column][:-1]) > float(middle[:-1]) else "above"
    head = rows[0][column]
    _say(_title(slide), f"{row[0]} trades {side} the median on {head}")


def _chart_point(deck: Deck) -> None:
    """A point of a chart that a table of the deck has too, changed in the chart alone."""
    shape = _course(deck)[1]
    plot = shape.chart.plots[0]
    values = list(plot.series[0].values)
    values[1] *= 1.085
    data = CategoryChartData(number_format="#,##0.0")
    data.categories = [str(one) for one in plot.categories]
    data.add_series(plot.series[0].name, values)
    shape.chart.replace_data(data)


def _table_cell(deck: Deck) -> None:
    """The same the other way round: two digits changed in a table's row of revenue."""
    _, shape = _first(
        deck,
        lambda _, shape: (
            shape.has_table
            and any(
                re.fullmatch(r"Revenue|Net sales|Sales", row.cells[0].text)
                for row in shape.table.rows
            )
        ),
    )
    row = next(
        row
        for row in shape.table.rows
        if re.fullmatch(r"Revenue|Net sales|Sales", row.cells[0].text)
    )
    run = row.cells[1].text_frame.paragraphs[0].runs[0]
    run.text = f"{float(run.text.replace(',', '')) * 1.09:,.1f}"


def _said_otherwise(deck: Deck) -> None:
    """A sentence with another value than the chart has for that year."""
    _slide, shape = _course(deck)
    plot = shape.chart.plots[0]
    at = next(at for at, head in enumerate(plot.categories) if re.search(r"\d{4}", str(head)))
    name = _ends(shape)[0]
    value = plot.series[0].values[at] * 1.21
    unit = "billion" if value < 500 else "million"
    _say(_words(deck)[1], f"{name} of ${value:,.1f} {unit} in {str(plot.categories[at])[:6]}")


def _png(kind: str) -> io.BytesIO:
    """A picture of a table, drawn on white."""
    image = Image.new("RGB", (900, 500), "white")
    pen = ImageDraw.Draw(image)
    for row in range(9):
        pen.line((20, 50 * row + 25, 880, 50 * row + 25), fill="black")
        for column in range(5):
            pen.text((40 + 170 * column, 50 * row + 40), f"{row * 37 + column * 911}", fill="black")
    out = io.BytesIO()
    image.save(out, kind)
    return out


def _picture(deck: Deck) -> None:
    slide, shape = _chart(deck)
    left, top, width, height = shape.left, shape.top, shape.width, shape.height
    shape._element.getparent().remove(shape._element)
    slide.shapes.add_picture(_png("PNG"), left, top, width, height)


def _photograph(deck: Deck) -> Shape:
    """A small picture in the corner of a page with a chart, described and true."""
    slide = _chart(deck)[0]
    image = Image.radial_gradient("L").resize((400, 200)).convert("RGB")
    image.putpixel((0, 0), (9, 9, 9))
    out = io.BytesIO()
    image.save(out, "PNG")
    shape = slide.shapes.add_picture(out, 0, 0, Inches(1.6), Inches(0.8))
    shape._element.nvPicPr.cNvPr.set("descr", "The works at dusk")
    return shape


def _drawn_out(deck: Deck) -> None:
    _photograph(deck).width = Inches(2.1)


def _undescribed(deck: Deck) -> None:
    del _photograph(deck)._element.nvPicPr.cNvPr.attrib["descr"]


def _foot(kind: Any, words: str) -> Plant:
    def plant(deck: Deck) -> None:
        _, shape = _first(
            deck,
            lambda _, shape: shape.is_placeholder and shape.placeholder_format.type is kind,
            skip=1,
        )
        shape.text_frame.text = words

    return plant


def _comment(deck: Deck) -> None:
    part = _chart(deck)[0].part
    listed = (
        b'<p:cmLst xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main">'
        b'<p:cm authorId="0" idx="1"><p:pos x="1" y="1"/><p:text>Is this right?</p:text></p:cm>'
        b"</p:cmLst>"
    )
    kind = "application/vnd.openxmlformats-officedocument.presentationml.comments+xml"
    comments = Part(PackURI("/ppt/comments/comment1.xml"), kind, part.package, listed)
    part.relate_to(comments, RELATIONSHIP_TYPE.COMMENTS)


def _object(deck: Deck) -> None:
    slide = _chart(deck)[0]
    slide.shapes.add_ole_object(
        io.BytesIO(b"a file of another program"), "Package", Inches(0.5), Inches(1.9),
        Inches(0.6), Inches(0.6),
    )  # fmt: skip


def _link(deck: Deck) -> None:
    slide = _chart(deck)[0]
    slide.part.rels.get_or_add_ext_rel(RELATIONSHIP_TYPE.IMAGE, "file:///S:/deals/logo.png")


def _clicked_file(deck: Deck) -> None:
    run = _words(deck)[1].text_frame.paragraphs[0].runs[0]
    run.hyperlink.address = "file:///S:/deals/model.xlsx"


def _linked_chart(deck: Deck) -> None:
    """The workbook behind a chart kept in another place."""
    part = _chart(deck)[1].chart.part
    identifier = part.rels.get_or_add_ext_rel(RELATIONSHIP_TYPE.OLE_OBJECT, "file:///S:/model.xlsx")
    space = part._element
    data = space.find("{*}externalData")
    if data is None:
        data = etree.SubElement(space, space.tag.replace("chartSpace", "externalData"))
    key = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
    data.set(key, identifier)


def _hidden(deck: Deck) -> None:
    _chart(deck)[0]._element.set("show", "0")


def _notes(deck: Deck) -> None:
    _chart(deck)[0].notes_slide.notes_text_frame.text = "Remember: the client does not know yet"


def _again(deck: Deck) -> None:
    one = _chart(deck)[0]
    for slide in list(deck.slides)[2:]:
        has_exhibit = any(shape.has_chart or shape.has_table for shape in _leaves(slide))
        if slide.slide_id != one.slide_id and has_exhibit:
            _say(_title(slide), _title(one).text_frame.text)
            return
    raise NoPlace


def _crooked(deck: Deck) -> None:
    """Two shapes of a page a hair apart."""
    slide, shape = _chart(deck)
    box = slide.shapes.add_textbox(
        shape.left + Inches(0.06), shape.top - Inches(0.28), Inches(1.5), Inches(0.25)
    )
    box.text_frame.word_wrap = True
    box.text_frame.text = "In millions"
    box.text_frame.paragraphs[0].runs[0].font.size = Pt(9)


FAULTS: Sequence[tuple[str, frozenset[str], Plant]] = (
    ("a chart off the slide", frozenset({"off-slide"}), _off_slide),
    ("words over a chart", frozenset({"overlap"}), _overlap),
    ("a table over the title", frozenset({"overlap"}), _over_title),
    ("words that overflow", frozenset({"text-overflow"}), _overflow),
    ("a table that grows", frozenset({"table-grows", "text-overflow"}), _grows),
    ("another typeface", frozenset({"off-theme-font"}), _face),
    ("another typeface in a chart", frozenset({"off-theme-font"}), _chart_face),
    ("another colour", frozenset({"off-theme-colour"}), _colour),
    ("a series of another colour", frozenset({"off-theme-colour"}), _series_colour),
    ("words of 6 points", frozenset({"tiny-text"}), _tiny),
    ("a table of 6.5 points", frozenset({"tiny-text"}), _tiny_table),
    ("an empty title", frozenset({"empty-placeholder", "no-title"}), _empty_title),
    ("no title", frozenset({"no-title"}), _no_title),
    ("an empty placeholder", frozenset({"empty-placeholder"}), _empty_body),
    ("a title of four lines", frozenset({"title-too-long"}), _long_title),
    ("lorem ipsum", frozenset({"leftover-words"}), _said("Lorem ipsum dolor sit amet")),
    ("click to add", frozenset({"leftover-words"}), _said("Click to add text")),
    ("to be done", frozenset({"leftover-words"}), _said("Terms of the loan: TBD")),
    ("to come", frozenset({"leftover-words"}), _said("Coupon of the new notes: TK")),
    ("an amount to come", frozenset({"leftover-words"}), _said("The notes raise $TK million net")),
    ("to be confirmed", frozenset({"leftover-words"}), _said("Governing law: to be confirmed")),
    ("a filled mark", frozenset({"leftover-words"}), _said("A premium of [●] per share")),
    ("a mark in a table", frozenset({"leftover-words"}), _in_table("XX")),
    ("no source", frozenset({"no-source"}), _no_source),
    ("a vague source", frozenset({"vague-source"}), _vague),
    ("no page number", frozenset({"no-page-number"}), _no_number),
    ("no date", frozenset({"no-date"}), _no_date),
    ("a number of a title", frozenset({"title-number", "figure-differs"}), _one_number_of_a_title),
    ("the wrong verb", frozenset({"title-trend"}), _wrong_verb),
    # Where a table of the page still says otherwise, the chart and the table differ.
    ("flat that moved", frozenset({"title-trend", "figure-differs"}), _flat),
    ("every year", frozenset({"title-trend", "figure-differs"}), _every_year),
    ("doubled", frozenset({"title-trend"}), _doubled),
    ("a record that is the low", frozenset({"title-rank"}), _record),
    ("ends turned round", frozenset({"title-contradicts-itself"}), _turned_numbers),
    ("not the highest", frozenset({"title-rank"}), _not_the_best),
    ("not the lowest", frozenset({"title-rank"}), _not_the_least),
    ("the wrong side of the median", frozenset({"title-rank"}), _wrong_side),
    ("a chart's point", frozenset({"figure-differs"}), _chart_point),
    ("a table's cell", frozenset({"figure-differs"}), _table_cell),
    ("a sentence's figure", frozenset({"figure-differs"}), _said_otherwise),
    ("a promise", frozenset({"promise"}), _said("The structure is risk-free upside for holders")),
    ("a guarantee", frozenset({"promise"}), _said("We guarantee a closing within thirty days")),
    ("chat", frozenset({"informal"}), _said("Huge upside, and the market doesn't see it")),
    ("a multiple of nought", frozenset({"nm-as-zero"}), _in_table("0.0x")),
    ("a negative multiple", frozenset({"nm-as-zero"}), _in_table("(4.2x)")),
    ("a picture of a table", frozenset({"picture-of-exhibit"}), _picture),
    ("an object of another program", frozenset({"embedded-object"}), _object),
    ("a linked picture", frozenset({"external-link"}), _link),
    ("a link to a file", frozenset({"external-link"}), _clicked_file),
    ("a linked chart", frozenset({"external-link"}), _linked_chart),
    ("a hidden slide", frozenset({"hidden-slide"}), _hidden),
    ("speaker notes", frozenset({"speaker-notes"}), _notes),
    ("a title used twice", frozenset({"repeated-title"}), _again),
    ("edges a hair apart", frozenset({"misaligned"}), _crooked),
    ("a picture drawn out", frozenset({"picture-distorted"}), _drawn_out),
    ("a picture that nobody describes", frozenset({"no-alt-text"}), _undescribed),
    (
        "the footer of another client",
        frozenset({"footer-differs"}),
        _foot(PP_PLACEHOLDER.FOOTER, "Project Heron | Strictly confidential"),
    ),
    (
        "the date of another meeting",
        frozenset({"footer-differs"}),
        _foot(PP_PLACEHOLDER.DATE, "3 February 2023"),
    ),
    ("a comment left behind", frozenset({"comments"}), _comment),
)  # fmt: skip
