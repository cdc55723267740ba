"""Blocks of words: bullets, callouts, and the box that says which input is missing."""

from __future__ import annotations

from dataclasses import replace

from pptx.enum.dml import MSO_LINE
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Inches, Pt

from bookrunner.office.deck import Bullets, Callout, Callouts, Required, as_line, line_text
from bookrunner.office.deck_pptx_page import (
    Colour,
    DoesNotFit,
    Page,
    Words,
    add_line,
    add_text,
    fill_frame,
    fitting_size,
    frame_height,
    place,
    without_style,
    write_line,
)
from bookrunner.office.pptx_types import Shape
from bookrunner.office.template_pptx import Box
from bookrunner.office.typesetting import line_count, text_width

TITLE_HEIGHT = 0.32
"""Inches that a block's own title takes, with the gap below."""

_BODY_SIZES = (12.0, 11.5, 11.0, 10.5, 10.0, 9.5, 9.0)
_WIDE_BODY_SIZES = (14.0, 13.0, *_BODY_SIZES)
_NUMBER_SIZES = (28.0, 26.0, 24.0, 22.0, 20.0, 18.0, 16.0, 14.0)
_CAPTION_SIZES = (10.0, 9.5, 9.0)
_CARD_HEIGHT_MAX = 1.25
_CARD_GAP_SHARE = 0.02
"""Of the content's width: the gap between halves of a page, so that cards line up with them."""
_REQUIRED_HEIGHT_MAX = 2.5


def add_block_title(page: Page, box: Box, title: str, name: str) -> Box:
    """Writes a block's title, if it has one, and gives what is left below.

    Raises:
        DoesNotFit: The title is longer than one line.
    """
    if not title:
        return box
    words = Words(11, bold=True, colour=Colour.DARK, anchor=MSO_ANCHOR.BOTTOM, inset=0.0)
    head = Box(box.left, box.top, box.width, TITLE_HEIGHT - 0.06)
    size = next(
        (size for size in (11.0, 10.5, 10.0, 9.5, 9.0) if _on_one_line(page, title, size, head)),
        0.0,
    )
    if not size:
        raise DoesNotFit(page.number, name, f"the title {title!r} does not fit on one line")
    shape = add_text(page, head, f"{name} title", [(title,)], replace(words, size=size))
    shape.text_frame.margin_bottom = Inches(0.02)
    rule = Box(box.left, head.bottom, box.width, 0)
    add_line(page, rule, f"{name} title rule", Colour.RULE, 0.75)
    return Box(box.left, box.top + TITLE_HEIGHT, box.width, box.height - TITLE_HEIGHT)


def _on_one_line(page: Page, title: str, size: float, box: Box) -> bool:
    return text_width(title, page.face(size, bold=True)) * 1.02 <= box.width


def add_bullets(page: Page, box: Box, bullets: Bullets) -> None:
    """Lines with a dot each, as large and as airy as the box allows.

    Raises:
        DoesNotFit: They need more room at 9 points.
    """
    name = page.named("Bullets")
    inner = add_block_title(page, box, bullets.title, name)
    wide = box.width > 0.6 * page.template.content.width
    words = Words(12, bullet=True, space_after=4, inset=0.0)
    sizes = _WIDE_BODY_SIZES if wide else _BODY_SIZES
    size = fitting_size(page, bullets.lines, words, inner, sizes, name)
    spare = inner.height - frame_height(page, bullets.lines, words, inner.width, size)
    gaps = max(len(bullets.lines) - 1, 1)
    spacing = min(4 + spare * 72 / gaps, 16.0 if wide else 12.0)
    add_text(page, inner, name, bullets.lines, replace(words, size=size, space_after=spacing))


def add_callouts(page: Page, box: Box, callouts: Callouts) -> None:
    """Cards side by side, each a large number over its caption.

    Raises:
        DoesNotFit: A number or a caption is too long for its card.
    """
    name = page.named("Callouts")
    count = len(callouts.items)
    gap = _CARD_GAP_SHARE * page.template.content.width
    width = (box.width - gap * (count - 1)) / count
    height = min(box.height, _CARD_HEIGHT_MAX)
    cards = [
        Box(box.left + place_in_row * (width + gap), box.top, width, height)
        for place_in_row in range(count)
    ]
    number_size, caption_size = _card_sizes(page, callouts, cards[0], name)
    for position, (card, item) in enumerate(zip(cards, callouts.items, strict=True), start=1):
        _add_card(page, card, item, f"{name} item {position}", (number_size, caption_size))


def _card_sizes(page: Page, callouts: Callouts, card: Box, name: str) -> tuple[float, float]:
    """One size of numbers and one of captions for all cards of a row."""
    inner = card.width - 0.24
    for caption in _CAPTION_SIZES:
        for number in _NUMBER_SIZES:
            face = page.face(number, bold=True)
            if any(text_width(item.number.text, face) * 1.08 > inner for item in callouts.items):
                continue
            small = page.face(caption)
            lines = max(
                line_count(line_text(as_line(item.caption)), small, inner)
                for item in callouts.items
            )
            if face.line + lines * small.line + 0.16 <= card.height:
                return number, caption
    raise DoesNotFit(page.number, name, "a number or a caption does not fit its card")


def _add_card(page: Page, box: Box, item: Callout, name: str, sizes: tuple[float, float]) -> None:
    shape = _rectangle(page, box, name)
    shape.fill.solid()
    page.paint(shape.fill.fore_color, Colour.BAND)
    shape.line.fill.background()
    frame = shape.text_frame
    number = Words(
        sizes[0], bold=True, colour=Colour.DARK, align=PP_ALIGN.LEFT, anchor=MSO_ANCHOR.MIDDLE
    )
    fill_frame(page, frame, [(item.number,)], number, name)
    frame.margin_left = frame.margin_right = Inches(0.12)
    caption = Words(sizes[1], colour=Colour.MUTED, align=PP_ALIGN.LEFT)
    write_line(page, frame.add_paragraph(), as_line(item.caption), caption, name)


def add_required(page: Page, box: Box, required: Required) -> None:
    """A dashed box in place of numbers that nobody supplied.

    Raises:
        DoesNotFit: The words need more room at 9 points.
    """
    name = page.named("Required")
    box = Box(box.left, box.top, box.width, min(box.height, _REQUIRED_HEIGHT_MAX))
    head = Words(12, bold=True, colour=Colour.DARK, align=PP_ALIGN.CENTER, anchor=MSO_ANCHOR.MIDDLE)
    inner = Box(box.left, box.top, box.width - 0.3, box.height - 0.2)
    lines = [(f"Required input: {required.what}",), (required.how,)]
    size = fitting_size(page, lines, head, inner, _BODY_SIZES, name)
    shape = _rectangle(page, box, name)
    shape.fill.solid()
    page.paint(shape.fill.fore_color, Colour.BAND)
    page.paint(shape.line.color, Colour.ACCENT)
    shape.line.width = Pt(1)
    shape.line.dash_style = MSO_LINE.DASH
    frame = shape.text_frame
    fill_frame(page, frame, [lines[0]], replace(head, size=size, space_after=0), name)
    frame.margin_left = frame.margin_right = Inches(0.15)
    frame.paragraphs[0].space_after = Pt(3)
    write_line(page, frame.add_paragraph(), lines[1], replace(head, size=size, bold=False), name)
    assert line_text(lines[1]), "a Required block says how to supply its input"


def _rectangle(page: Page, box: Box, name: str) -> Shape:
    shape = page.slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, 0, 0, 0, 0)
    place(shape, box, name)
    without_style(shape)
    return shape
