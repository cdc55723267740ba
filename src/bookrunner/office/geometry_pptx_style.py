"""Words, fonts and colours that do not belong on a finished slide of a template."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pptx.enum.shapes import PP_PLACEHOLDER as KIND

from bookrunner.figures import Finding, Severity
from bookrunner.office.geometry_pptx_text import sizes
from bookrunner.office.pptx_types import Element, Shape
from bookrunner.office.template_pptx import Theme

SIZE_MIN = 8.0
"""Points; smaller type cannot be read in print."""

_BLANKS = r"(?:company|client|target|bank|project|name|date|title|subtitle|amount|number|logo)"
_PROMPTS = re.compile(
    r"click (?:here )?to (?:add|edit)|click icon|lorem ipsum|dolor sit amet|your text here"
    r"|insert (?:text|title)|(?:title|text|name|logo|chart|table) goes here"
    r"|(?:placeholder|dummy|sample|filler) text|add (?:your |a )?(?:sub)?title\b"
    r"|note to (?:draft|self)"
    r"|cliquez pour|modifiez le|klicken sie|haga clic|\[\s*(?:\.{2,}|…|[●•_x]+|insert[^\]]*)\s*\]"
    rf"|[\[<]\s*{_BLANKS}(?:\s+{_BLANKS})?\s*[\]>]|\{{\{{[^}}]*\}}\}}|[$€£]\s?x{{2,}}\b|\?{{3,}}",
    re.IGNORECASE,
)
_OPEN = re.compile(
    r"(?:^|[:(\[–—])\s*to be (?:confirmed|completed|inserted|added|filled in|supplied|decided)"
    r"\s*(?:$|[)\].;,])",
    re.IGNORECASE | re.MULTILINE,
)
"""Words in the place of a value; in a sentence ("fees to be confirmed by the syndicate") they say
something."""
_TO_COME = re.compile(
    r"\bTKTK\b|[$€£]\s?TK\b|\bTK\s?(?:%|x\b|mm?\b|bn\b|million\b|billion\b)"
    r"|[:\[–—]\s*TK\s*(?:$|[\].;,])",
    re.MULTILINE,
)
"""The press's mark for what is to come, in the place of a value: bare, it may be a ticker."""
_MARKS = re.compile(
    r"\b(?:TB[DCAU]|TODO|FIXME|XX+|X\.X+x?|YYYY)\b|(?<!\w)\$?X+%"
    r"|#(?:REF!|DIV/0!|VALUE!|NAME\?|NUM!|N/A)"
)
"""Marks count in capitals only; words may well hold the same letters."""
_NUMBERED = re.compile(
    r"\b(?:article|chapter|title|part|section|annex|appendix|schedule|volume|bowl)\s+$", re.I
)
"""What Roman numerals follow."""

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def leftovers(where: str, text: str) -> Iterator[Finding]:
    """Prompts and marks that somebody meant to replace."""
    marks = (one for one in _MARKS.finditer(text) if not _NUMBERED.search(text[: one.start()]))
    open_ends = (pattern.search(text) for pattern in (_PROMPTS, _OPEN, _TO_COME))
    found = next((one for one in open_ends if one), None) or next(marks, None)
    if found:
        said = found[0].strip(" :([–—")
        message = f"leftover words {said!r}; write what belongs there or remove the shape"
        yield Finding("office.geometry.leftover_text", message, Severity.ERROR, where)


def style_faults(where: str, element: Element, theme: Theme) -> Iterator[Finding]:
    """Typefaces, sizes and colours of a shape or chart that the template does not have."""
    for face in sorted({latin.get("typeface", "") for latin in element.iter(f"{_DRAWING}latin")}):
        if not face.startswith("+") and face not in theme.fonts:
            yield _fault("font", f"the typeface {face!r} is not one of the template's", where)
    for colour in sorted({c.get("val", "").upper() for c in element.iter(f"{_DRAWING}srgbClr")}):
        if colour not in theme.colours:
            yield _fault("colour", f"the colour {colour} is not one of the template's", where)
    small = sorted({size for size in _sizes_said(element) if size < SIZE_MIN})
    for size in small:
        yield _fault("size", f"type of {size:g} points is below {SIZE_MIN:g}", where)


def inherited_size_faults(where: str, shape: Shape) -> Iterator[Finding]:
    """Type below the minimum that the shape takes over from its layout or master."""
    for size in sorted({size for size in sizes(shape) if size < SIZE_MIN}):
        yield _fault("size", f"type of {size:g} points is below {SIZE_MIN:g}", where)


def empty_placeholders(where: str, shape: Shape) -> Iterator[Finding]:
    """A placeholder that shows its prompt in the editor and nothing in the show."""
    if not shape.is_placeholder or not shape.has_text_frame:
        return
    if shape.placeholder_format.type is KIND.SLIDE_NUMBER:
        return
    if not shape.text_frame.text.strip():
        message = "an empty placeholder is left; fill or remove it"
        yield Finding("office.geometry.empty_placeholder", message, Severity.ERROR, where)


def _fault(what: str, message: str, where: str) -> Finding:
    return Finding(f"office.geometry.{what}_off_template", message, Severity.ERROR, where)


def _sizes_said(element: Element) -> Iterator[float]:
    for tag in ("rPr", "defRPr", "endParaRPr"):
        for properties in element.iter(f"{_DRAWING}{tag}"):
            # The end mark of a paragraph with words prints nothing.
            if properties.get("sz") and tag != "endParaRPr":
                yield int(properties.get("sz")) / 100
