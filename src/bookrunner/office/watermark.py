"""The mark on every page of a file that nobody has reviewed, and how it is taken off again.

Taking it off changes nothing else: what remains of each part is, byte for byte, what a writer
without a mark would have written.
"""

from __future__ import annotations

import re
from typing import Any
from xml.sax.saxutils import escape

from bookrunner.office.package import changed

SHAPE_NAME = "Background watermark"
"""The name of the shape on a slide; what is called background may lie below other shapes."""

_OFFICE = 'xmlns:o="urn:schemas-microsoft-com:office:office"'
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


def document_mark(words: str) -> Any:  # noqa: ANN401 - the library gives no type
    """The run in a document's header that shows the mark on every page below it."""
    from docx.oxml import parse_xml  # noqa: PLC0415 - most files are no documents
    from docx.oxml.ns import nsdecls  # noqa: PLC0415

    spaces = f'{nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml" {_OFFICE}'
    turned = (
        "position:absolute;margin-left:0;margin-top:0;width:430pt;height:110pt;rotation:315;"
        "z-index:-251658240;mso-position-horizontal:center;"
        "mso-position-horizontal-relative:margin;mso-position-vertical:center;"
        "mso-position-vertical-relative:margin"
    )
    return parse_xml(
        f"<w:r {spaces}><w:rPr><w:noProof/></w:rPr><w:pict>"
        f'<v:shape id="{SHAPE_NAME}" type="#_x0000_t136" style="{turned}" fillcolor="#e6e9ee" '
        'stroked="f"><v:path textpathok="t"/><v:textpath on="t" fitshape="t" '
        f'style="font-family:Arial;font-weight:bold" string="{escape(words)}"/>'
        "</v:shape>"
        '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" '
        'path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/>'
        '<v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/>'
        '<v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/>'
        '<v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/></v:formulas>'
        '<v:path textpathok="t"/><v:textpath on="t" fitshape="t"/></v:shapetype>'
        "</w:pict></w:r>"
    )


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
