"""A presentation read into pages: words by role, tables and charts as grids, pictures."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence

from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.enum.shapes import PP_PLACEHOLDER as KIND

from bookrunner.lint.amounts import Amount, cell_amount, drawn
from bookrunner.lint.pages import Exhibit, Page, Role, Words
from bookrunner.lint.pictures_pptx import picture_of
from bookrunner.office.pptx_types import Element, Presentation, Shape
from bookrunner.office.template_pptx import EMU, Box, box_of

_TITLES = (KIND.TITLE, KIND.CENTER_TITLE)
_FEET = (KIND.FOOTER, KIND.DATE, KIND.SLIDE_NUMBER)
_NOTES = re.compile(r"^\s*(?:sources?|notes?|quellen?|fuentes?|fontes?)\b|^\s*\(\d\)", re.I)
_DAY = re.compile(
    r"\b(?:\d{1,2}[-\s./])?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
    r"[-\s]+(?:\d{1,2},?\s+)?(?:19|20)\d{2}\b|\b(?:19|20)\d{2}-\d{2}-\d{2}\b"
    r"|\b\d{1,2}[/.]\d{1,2}[/.](?:19|20)?\d{2}\b",
    re.IGNORECASE,
)
_CAPTION_GAP = 0.45
"""Inches above an exhibit within which words are its heading."""
_DEPTH_MAX = 20
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def read_pages(presentation: Presentation) -> Sequence[Page]:
    """The slides in order."""
    page = Box(0, 0, presentation.slide_width / EMU, presentation.slide_height / EMU)
    count = len(presentation.slides)
    return [
        _page(slide, number, page, is_end=number in (1, count))
        for number, slide in enumerate(presentation.slides, start=1)
    ]


def _page(slide: Shape, number: int, page: Box, *, is_end: bool) -> Page:
    shapes = [shape for shape in leaves(slide.shapes) if shape.width is not None]
    title = _title(shapes, page)
    words = [
        Words(str(shape.name), _role(shape, title, page), shape.text_frame.text)
        for shape in shapes
        if shape.has_text_frame and shape.text_frame.text.strip()
    ]
    exhibits = [found for shape in shapes if (found := _exhibit(shape, shapes)) is not None]
    pictures = [held for shape in shapes if (held := picture_of(shape, page)) is not None]
    kind = str(slide.slide_layout._element.get("type", ""))  # noqa: SLF001
    centred = title is not None and title.is_placeholder and (
        title.placeholder_format.type is KIND.CENTER_TITLE
    )  # fmt: skip
    is_furniture = kind in ("title", "secHead") or centred or (is_end and not exhibits)
    return Page(
        number=number,
        title="" if title is None else _plain(title.text_frame.text),
        title_shape="" if title is None else str(title.name),
        is_body=bool(exhibits) or not is_furniture,
        words=words,
        exhibits=exhibits,
        pictures=pictures,
        has_number=_has_number(slide, words, number),
        has_date=any(_DAY.search(one.text) for one in words if one.role is Role.FOOT),
        is_hidden=slide._element.get("show") == "0",  # noqa: SLF001
        notes=_notes(slide),
        unread=[str(shape.name) for shape in shapes if _is_unread(shape)],
        feet=_feet(shapes),
    )


def has_day(text: str) -> bool:
    """Whether a text holds a date."""
    return bool(_DAY.search(text))


def leaves(shapes: Sequence[Shape], depth: int = 0) -> Iterator[Shape]:
    """Shapes of a slide, those inside groups included."""
    for shape in shapes:
        if shape.shape_type == MSO_SHAPE_TYPE.GROUP and depth < _DEPTH_MAX:
            yield from leaves(shape.shapes, depth + 1)
        else:
            yield shape


def _plain(text: str) -> str:
    return " ".join(text.replace("\v", " ").split())


def _title(shapes: Sequence[Shape], page: Box) -> Shape | None:
    """The title placeholder, or the widest words across the top where a deck uses none."""
    worded = [shape for shape in shapes if shape.has_text_frame and shape.text_frame.text.strip()]
    for shape in worded:
        if shape.is_placeholder and shape.placeholder_format.type in _TITLES:
            return shape
    tops = [
        shape
        for shape in worded
        if not shape.is_placeholder
        and box_of(shape).top < 0.16 * page.height
        and box_of(shape).width > 0.4 * page.width
    ]
    return min(tops, key=lambda shape: box_of(shape).top, default=None)


def _role(shape: Shape, title: Shape | None, page: Box) -> Role:
    if title is not None and shape.shape_id == title.shape_id:
        return Role.TITLE
    if shape.is_placeholder and shape.placeholder_format.type in _FEET:
        return Role.FOOT
    if _NOTES.search(shape.text_frame.text):
        return Role.FOOTNOTE
    if not shape.is_placeholder and box_of(shape).top > 0.92 * page.height:
        return Role.FOOT
    return Role.BODY


def _has_number(slide: Shape, words: Sequence[Words], number: int) -> bool:
    if any(_shows_number(shape) for shape in leaves(slide.shapes)):
        return True
    # What is no placeholder on layout and master shows on every slide.
    for holder in (slide.slide_layout, slide.slide_layout.slide_master):
        if any(_shows_number(one) for one in holder.shapes if not one.is_placeholder):
            return True
    said = re.compile(rf"(?:^|\D){number}(?:\D|$)")
    return any(one.role is Role.FOOT and said.search(_DAY.sub(" ", one.text)) for one in words)


def _shows_number(shape: Shape) -> bool:
    fields = shape._element.iter(f"{_DRAWING}fld")  # noqa: SLF001
    return any(field.get("type") == "slidenum" for field in fields)


def _feet(shapes: Sequence[Shape]) -> Mapping[str, str]:
    """The words of the footer and of a date that is no field, which PowerPoint sets by itself."""
    return {
        word: _plain(shape.text_frame.text)
        for shape in shapes
        if shape.is_placeholder and shape.has_text_frame and shape.text_frame.text.strip()
        for kind, word in ((KIND.FOOTER, "footer"), (KIND.DATE, "date"))
        if shape.placeholder_format.type is kind
        and shape._element.find(f".//{_DRAWING}fld") is None  # noqa: SLF001
    }


def _notes(slide: Shape) -> str:
    frame = slide.notes_slide.notes_text_frame if slide.has_notes_slide else None
    return "" if frame is None else str(frame.text).strip()


def _is_unread(shape: Shape) -> bool:
    """Whether a frame holds what is neither table nor chart: a diagram, a foreign object."""
    if not shape._element.tag.endswith("}graphicFrame"):  # noqa: SLF001
        return False
    return not (shape.has_table or shape.has_chart)


def _exhibit(shape: Shape, shapes: Sequence[Shape]) -> Exhibit | None:
    if shape.has_table:
        return _table(shape, _caption(shape, shapes))
    if shape.has_chart:
        return _chart(shape, _caption(shape, shapes))
    return None


def _caption(shape: Shape, shapes: Sequence[Shape]) -> str:
    """The words that stand right above an exhibit."""
    box = box_of(shape)
    above = [
        (box.top - box_of(other).bottom, other.text_frame.text)
        for other in shapes
        if other.has_text_frame
        and other.text_frame.text.strip()
        and not other.is_placeholder
        and -0.1 < box.top - box_of(other).bottom < _CAPTION_GAP
        and box_of(other).height < 0.8
        and box_of(other).left < box.right - 0.1
        and box_of(other).right > box.left + 0.1
    ]
    return _plain(min(above)[1]) if above else ""


def _table(shape: Shape, caption: str) -> Exhibit:
    lines = [[_plain(cell.text_frame.text) for cell in row.cells] for row in shape.table.rows]
    head, body = (lines[0], lines[1:]) if lines else ([], [])
    cells: dict[tuple[int, int], Amount] = {}
    printed: dict[tuple[int, int], str] = {}
    for row, line in enumerate(body):
        for column, text in enumerate(line[1:]):
            printed[row, column] = text
            found = cell_amount(text)
            if found is not None:
                cells[row, column] = found
    return Exhibit(
        str(shape.name),
        is_chart=False,
        caption=caption,
        corner=head[0] if head else "",
        rows=[line[0] if line else "" for line in body],
        columns=head[1:],
        cells=cells,
        printed=printed,
    )


def _chart(shape: Shape, caption: str) -> Exhibit:
    chart = shape.chart
    rows: list[str] = []
    columns: list[str] = []
    cells: dict[tuple[int, int], Amount] = {}
    formats: dict[tuple[int, int], str] = {}
    for plot in chart.plots:
        heads = [_plain(str(one)) for one in plot.categories]
        columns = heads if len(heads) > len(columns) else columns
        for series in plot.series:
            values = list(series.values)
            shown = _number_format(series._element)  # noqa: SLF001
            for column, value in enumerate(values):
                if value is not None and math.isfinite(value):
                    cells[len(rows), column] = drawn(float(value))
                    formats[len(rows), column] = shown
            rows.append(_plain(str(series.name or "")))
            columns += [""] * (len(values) - len(columns))
    own = chart.chart_title.text_frame.text if chart.has_title and (
        chart.chart_title.has_text_frame
    ) else ""  # fmt: skip
    return Exhibit(
        str(shape.name),
        is_chart=True,
        caption=_plain(own) or caption,
        corner="",
        rows=rows,
        columns=columns,
        cells=cells,
        printed=formats,
    )


def _number_format(series: Element) -> str:
    """How a chart prints a series: its labels' format, else that of its values."""
    labels = series.find("{*}dLbls/{*}numFmt")
    if labels is not None and labels.get("formatCode"):
        return str(labels.get("formatCode"))
    return series.findtext("{*}val/{*}numRef/{*}numCache/{*}formatCode") or ""
