"""Writes a deck as a PowerPoint file: native titles, tables and charts on a template's layouts.

The same deck makes the same bytes. Everything fits its place or an error names the slide and the
block; nothing is cut, dropped or left to overflow.
"""

from __future__ import annotations

import copy
import io
from collections.abc import Sequence
from pathlib import Path

from pptx.enum.shapes import PP_PLACEHOLDER as KIND
from pptx.enum.text import MSO_ANCHOR
from pptx.util import Pt

from bookrunner.office.deck import (
    Block,
    Bullets,
    Callouts,
    Chart,
    Deck,
    FootballField,
    Line,
    Region,
    Required,
    Slide,
    SlideKind,
    Table,
    line_text,
)
from bookrunner.office.deck_pptx_charts import add_chart
from bookrunner.office.deck_pptx_football import add_football_field
from bookrunner.office.deck_pptx_mark import add_watermark
from bookrunner.office.deck_pptx_package import sealed
from bookrunner.office.deck_pptx_page import (
    Colour,
    DoesNotFit,
    Page,
    Words,
    add_text,
    frame_height,
)
from bookrunner.office.deck_pptx_tables import add_table
from bookrunner.office.deck_pptx_text import add_bullets, add_callouts, add_required
from bookrunner.office.geometry_pptx_text import measured
from bookrunner.office.pptx_types import Element, Layout, Presentation, Shape
from bookrunner.office.standing import Standing
from bookrunner.office.template_pptx import Box, Template, box_of, opened
from bookrunner.office.typesetting import Face, line_count, stretch_of

__all__ = ["DoesNotFit", "write"]

TITLE_LINES_MAX = 2
_TITLE_SIZES = (22.0, 21.0, 20.0, 19.0, 18.0)
_COVER_SIZES = (32.0, 30.0, 28.0, 26.0, 24.0, 22.0, 20.0)
_SUBTITLE_SIZES = (16.0, 15.0, 14.0, 13.0, 12.0, 11.0)
_FOOT_SIZES = (11.0, 10.0, 9.0, 8.0)
_FOOTNOTE = Words(8, colour=Colour.MUTED, anchor=MSO_ANCHOR.BOTTOM, inset=0.0)
_FOOTNOTE_SHARE_MAX = 0.3
_FOOTNOTE_GAP = 0.08
_TITLES = (KIND.TITLE, KIND.CENTER_TITLE)


def write(deck: Deck, path: Path, *, template: Path | None = None) -> Sequence[Standing]:
    """Writes the deck and says where each figure stands in it.

    Args:
        deck: The slides in order.
        path: The file to write; replaced only when the whole deck fits.
        template: A .pptx or .potx whose layouts, fonts and colours to take; the house's when None.

    Raises:
        DoesNotFit: A block, a title or the footnotes need more room than they have.
        BadInput: The template is not one.
    """
    base = opened(template)
    standings: list[Standing] = []
    title_sizes = _title_sizes(base, deck)
    for number, slide in enumerate(deck.slides, start=1):
        standings += _add_slide(base, deck, slide, number, title_sizes)
    _describe(base.presentation, deck)
    content = io.BytesIO()
    base.presentation.save(content)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(sealed(content.getvalue(), deck.as_of))
    return tuple(standings)


def _title_sizes(base: Template, deck: Deck) -> tuple[float, ...]:
    """The sizes for action titles: from the largest in which every title of the deck fits.

    One size on all pages looks calm; a title that fits none is reported when its slide is written.
    """
    title = next(s for s in base.body.placeholders if s.placeholder_format.type in _TITLES)
    box = box_of(title)
    texts = [line_text(slide.title) for slide in deck.slides if slide.kind is SlideKind.BODY]
    for at, size in enumerate(_TITLE_SIZES):
        if all(_title_fits(base, text, box, size) for text in texts):
            return _TITLE_SIZES[at:]
    return _TITLE_SIZES


def _add_slide(
    base: Template, deck: Deck, slide: Slide, number: int, title_sizes: Sequence[float]
) -> list[Standing]:
    layout = {
        SlideKind.COVER: base.cover,
        SlideKind.BODY: base.body,
        SlideKind.DIVIDER: base.divider,
    }[slide.kind]
    page = Page(base.presentation.slides.add_slide(layout), number, base)
    title = _add_title(page, slide, title_sizes)
    below = _add_subtitle(page, slide, title)
    _drop_placeholders(page)
    _add_feet(page, layout, deck)
    area = _area(page, slide, layout, below)
    area = _add_footnotes(page, slide.footnotes, area)
    for region, block in slide.blocks:
        _add_block(page, _part(area, region), block)
    if deck.watermark:
        add_watermark(page, deck.watermark)
    return page.standings


def _add_title(page: Page, slide: Slide, title_sizes: Sequence[float]) -> Box:
    """Puts the action title into the layout's placeholder, in at most two lines."""
    shape = next(s for s in page.slide.placeholders if s.placeholder_format.type in _TITLES)
    box = box_of(shape)
    shape.name = "Title"
    sizes = title_sizes if slide.kind is SlideKind.BODY else _COVER_SIZES
    size = _title_size(page, line_text(slide.title), box, sizes)
    _fill_placeholder(page, shape, [slide.title], size, "Title")
    return box


def _title_size(page: Page, text: str, box: Box, sizes: Sequence[float]) -> float:
    for size in sizes:
        if _title_fits(page.template, text, box, size):
            return size
    raise DoesNotFit(page.number, "Title", f"it takes more than {TITLE_LINES_MAX} lines")


def _title_fits(base: Template, text: str, box: Box, size: float) -> bool:
    # Titles may be bold by the template, and its insets are not ours to know.
    face = Face(size, bold=True, stretch=stretch_of(base.theme.heading_font))
    lines = line_count(text, face, box.width - 0.2)
    return lines <= TITLE_LINES_MAX and lines * face.line * 0.95 <= box.height


def _fill_placeholder(
    page: Page, shape: Shape, lines: Sequence[Line], size: float, name: str
) -> None:
    """Words in a placeholder keep its colour, alignment and face; only the size is ours."""
    frame = shape.text_frame
    frame.word_wrap = True
    for at, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
        for piece in line:
            run = paragraph.add_run()
            run.text = piece if isinstance(piece, str) else piece.text
            run.font.size = Pt(size)
            if not isinstance(piece, str):
                page.stand(piece, name)


def _add_subtitle(page: Page, slide: Slide, title: Box) -> float:
    """The line below the title, in its placeholder where there is one; gives where it ends."""
    if not slide.subtitle:
        return title.bottom
    shape = _subtitle_placeholder(page) if slide.kind is not SlideKind.BODY else None
    if shape is None:
        return _add_subtitle_box(page, slide, title)
    box = box_of(shape)
    shape.name = "Subtitle"
    for size in _SUBTITLE_SIZES:
        face = page.face(size)
        if line_count(line_text(slide.subtitle), face, box.width - 0.2) * face.line <= box.height:
            _fill_placeholder(page, shape, [slide.subtitle], size, "Subtitle")
            return max(box.bottom, title.bottom)
    raise DoesNotFit(page.number, "Subtitle", "its words do not fit")


def _subtitle_placeholder(page: Page) -> Shape | None:
    return next(
        (
            shape
            for shape in page.slide.placeholders
            if shape.placeholder_format.type in (KIND.SUBTITLE, KIND.BODY)
        ),
        None,
    )


def _add_subtitle_box(page: Page, slide: Slide, title: Box) -> float:
    area = page.template.content
    top = max(area.top, title.bottom) if slide.kind is SlideKind.BODY else title.bottom + 0.1
    words = Words(12, colour=Colour.MUTED, inset=0.0)
    height = frame_height(page, [slide.subtitle], words, area.width)
    if height > 0.6:
        raise DoesNotFit(page.number, "Subtitle", "it takes more than two lines")
    box = Box(area.left, top, area.width, height)
    add_text(page, box, "Subtitle", [slide.subtitle], words)
    return box.bottom + 0.08


def _drop_placeholders(page: Page) -> None:
    """Removes the placeholders that hold nothing, so that no prompt is left on the slide."""
    for shape in list(page.slide.placeholders):
        if not shape.has_text_frame or not shape.text_frame.text:
            shape._element.getparent().remove(shape._element)  # noqa: SLF001


def _add_feet(page: Page, layout: Layout, deck: Deck) -> None:
    """Footer, date and page number in the layout's own placeholders, or in boxes of the same."""
    words = {
        KIND.FOOTER: ("Footer", deck.footer),
        KIND.DATE: ("Date", f"{deck.as_of:%d %B %Y}"),
        KIND.SLIDE_NUMBER: ("Page number", str(page.number)),
    }
    for shape in layout.placeholders:
        kind = shape.placeholder_format.type
        if kind in words:
            name, text = words.pop(kind)
            _clone_foot(page, shape, name, text)
    if words:
        _add_missing_feet(page, [words[kind] for kind in words])


def _clone_foot(page: Page, shape: Shape, name: str, text: str) -> None:
    element = copy.deepcopy(shape._element)  # noqa: SLF001 - the library has no call for it
    page.slide.shapes._spTree.append(element)  # noqa: SLF001
    foot = page.slide.shapes[-1]
    element.nvSpPr.cNvPr.set("id", str(1 + max(s.shape_id for s in page.slide.shapes)))
    foot.name = name
    properties = element.spPr
    for child in list(properties):
        properties.remove(child)
    _carry_style(shape, element.txBody)
    paragraphs = element.txBody.findall("{*}p")
    for extra in paragraphs[1:]:
        element.txBody.remove(extra)
    for part in list(paragraphs[0]):
        paragraphs[0].remove(part)
    if name == "Page number":
        _add_number_field(paragraphs[0], text)
    else:
        foot.text_frame.paragraphs[0].add_run().text = text
    _fit_foot(page, foot)


def _fit_foot(page: Page, foot: Shape) -> None:
    """Keeps the template's own size where it fits, and sets a smaller one where it does not."""
    room = box_of(foot).height + 0.01
    if measured(foot).height <= room:
        return
    for size in _FOOT_SIZES:
        for run in foot.text_frame.paragraphs[0].runs:
            run.font.size = Pt(size)
        if measured(foot).height <= room:
            return
    raise DoesNotFit(page.number, foot.name, "its words do not fit on the line")


def _carry_style(shape: Shape, body: Element) -> None:
    """Copies the master's type, which LibreOffice does not inherit where the layout has none."""
    own = body.find("{*}lstStyle")
    if own is None or len(own):
        return
    kind = shape.placeholder_format.type
    masters = shape.part.slide_layout.slide_master.placeholders
    for held in masters:
        if held.placeholder_format.type == kind:
            style = held._element.txBody.find("{*}lstStyle")  # noqa: SLF001
            for level in style if style is not None else ():
                own.append(copy.deepcopy(level))


def _add_number_field(paragraph: Element, text: str) -> None:
    drawing = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
    number = paragraph.makeelement(
        f"{drawing}fld", {"id": "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}", "type": "slidenum"}
    )
    number.append(number.makeelement(f"{drawing}rPr", {"lang": "en-US"}))
    words = number.makeelement(f"{drawing}t", {})
    words.text = text
    number.append(words)
    paragraph.append(number)


def _add_missing_feet(page: Page, words: Sequence[tuple[str, str]]) -> None:
    area = page.template.content
    width = area.width / 3
    for at, (name, text) in enumerate(words):
        box = Box(area.left + at * width, page.template.height - 0.35, width, 0.25)
        add_text(page, box, name, [(text,)], Words(8, colour=Colour.MUTED, inset=0.0))


def _area(page: Page, slide: Slide, layout: Layout, below: float) -> Box:
    """Where blocks and footnotes go: the template's content area, below what stands above it."""
    area = page.template.content
    top = area.top if slide.kind is SlideKind.BODY and not slide.subtitle else max(below, area.top)
    if slide.kind is not SlideKind.BODY:
        held = [box_of(s).bottom for s in layout.shapes if not s.is_placeholder]
        top = max([below, *[edge for edge in held if edge < 0.8 * page.template.height]]) + 0.2
    return Box(area.left, top, area.width, area.bottom - top)


def _add_footnotes(page: Page, footnotes: Sequence[Line], area: Box) -> Box:
    """Sources and notes at the foot of the area; gives what is left above them."""
    if not footnotes:
        return area
    height = frame_height(page, footnotes, _FOOTNOTE, area.width)
    if height > _FOOTNOTE_SHARE_MAX * area.height:
        raise DoesNotFit(page.number, "Footnotes", "they take more than a third of the page")
    box = Box(area.left, area.bottom - height, area.width, height)
    add_text(page, box, "Footnotes", footnotes, _FOOTNOTE)
    return Box(area.left, area.top, area.width, area.height - height - _FOOTNOTE_GAP)


def _part(area: Box, region: Region) -> Box:
    left, top, width, height = region.value
    return Box(
        area.left + left * area.width,
        area.top + top * area.height,
        width * area.width,
        height * area.height,
    )


def _add_block(page: Page, box: Box, block: Block) -> None:
    match block:
        case Table():
            add_table(page, box, block)
        case Chart():
            add_chart(page, box, block)
        case FootballField():
            add_football_field(page, box, block)
        case Bullets():
            add_bullets(page, box, block)
        case Callouts():
            add_callouts(page, box, block)
        case Required():
            add_required(page, box, block)


def _describe(presentation: Presentation, deck: Deck) -> None:
    properties = presentation.core_properties
    properties.title = deck.title
    properties.author = "Bookrunner"
    properties.last_modified_by = "Bookrunner"
    properties.subject = deck.footer
    properties.revision = 1
