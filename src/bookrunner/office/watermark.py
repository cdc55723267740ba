"""The mark on every page of a file that nobody has reviewed, and how it is taken off again.

Taking it off changes nothing else: what remains of each part is, byte for byte, what a writer
without a mark would have written.
"""

from __future__ import annotations

import re
from xml.sax.saxutils import escape

from bookrunner.office.package import changed

SHAPE_NAME = "Background watermark"
"""The name of the shape on a slide; what is called background may lie below other shapes."""

_HEADER = '&C&14&"-,Bold"&K808080 '
_WORDS = r"[A-Z][A-Z ]*"
_ON_SLIDE = re.compile(
    rb'<p:sp><p:nvSpPr><p:cNvPr id="\d+" name="' + SHAPE_NAME.encode() + rb'"/>.*?</p:sp>',
    re.DOTALL,
)
_ON_SHEET = re.compile((re.escape(escape(_HEADER)) + _WORDS).encode())
_IN_DOCUMENT = re.compile(
    rb'<w:r><w:rPr><w:noProof/></w:rPr><w:pict><v:shape id="'
    + SHAPE_NAME.encode()
    + rb'".*?</w:r>',
    re.DOTALL,
)
_MARKS = (
    (re.compile(r"ppt/slides/slide\d+\.xml"), _ON_SLIDE),
    (re.compile(r"xl/worksheets/sheet\d+\.xml"), _ON_SHEET),
    (re.compile(r"word/header\d+\.xml"), _IN_DOCUMENT),
)


def sheet_header(words: str) -> str:
    """The middle of a printed sheet's header that shows the mark; empty for no mark."""
    return f"{_HEADER}{words}" if words else ""


def without_watermark(content: bytes) -> bytes:
    """A workbook, deck or document without the mark."""
    return changed(content, _unmarked)


def watermarked_parts(content: bytes) -> int:
    """How many slides, sheets or headers of a file carry the mark."""
    count = 0

    def look(name: str, data: bytes) -> bytes:
        nonlocal count
        count += _unmarked(name, data) != data
        return data

    changed(content, look)
    return count


def _unmarked(name: str, data: bytes) -> bytes:
    for part, mark in _MARKS:
        if part.fullmatch(name):
            return mark.sub(b"", data)
    return data
