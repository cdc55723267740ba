"""The large grey word behind the contents of a slide that nobody has reviewed."""

from __future__ import annotations

from pptx.enum.text import MSO_ANCHOR, PP_ALIGN

from bookrunner.office.deck_pptx_page import Colour, Page, Words, add_text
from bookrunner.office.template_pptx import Box
from bookrunner.office.watermark import SHAPE_NAME

_POINTS = 66.0
_HEIGHT = 1.4
_SHARE = 0.8
"""Of the slide's width; the word stands in its middle."""
_TURN = -28.0
"""Degrees; the box itself stays inside the slide."""


def add_watermark(page: Page, words: str) -> None:
    """Writes the mark below all other shapes of a finished slide.

    It takes the last number among the shapes, so that the others are the same without it.
    """
    width, height = page.template.width, page.template.height
    box = Box((1 - _SHARE) / 2 * width, (height - _HEIGHT) / 2, _SHARE * width, _HEIGHT)
    look = Words(
        _POINTS,
        bold=True,
        colour=Colour.WATERMARK,
        align=PP_ALIGN.CENTER,
        anchor=MSO_ANCHOR.MIDDLE,
    )
    shape = add_text(page, box, SHAPE_NAME, [(words,)], look)
    shape.rotation = _TURN
    tree = page.slide.shapes._spTree  # noqa: SLF001 - the library has no call for it
    tree.remove(shape._element)  # noqa: SLF001
    tree.insert(2, shape._element)  # noqa: SLF001 - behind the two properties of the tree
