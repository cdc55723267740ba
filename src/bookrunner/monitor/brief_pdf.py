"""The brief as one page of PDF, each line linked to its filing."""

from __future__ import annotations

import io
from collections.abc import Iterator
from xml.sax.saxutils import escape

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepInFrame, Paragraph, SimpleDocTemplate

from bookrunner.monitor.brief import Brief, BriefLine
from bookrunner.monitor.brief_words import HEADINGS, closing, empty, heading, when

_TITLE = ParagraphStyle("title", fontName="Helvetica-Bold", fontSize=15, leading=18)
_HEADING = ParagraphStyle(
    "heading",
    fontName="Helvetica-Bold",
    fontSize=7.5,
    leading=10,
    textColor="#1d4e89",
    spaceBefore=5,
)
_LINE = ParagraphStyle("line", fontName="Helvetica", fontSize=8, leading=9.8, spaceAfter=1.6)
_SMALL = ParagraphStyle("small", fontName="Helvetica", fontSize=7, leading=9, textColor="#5a6773")
_QUOTE_MAX = 110


def document(brief: Brief) -> bytes:
    """The file. Long companies' names and drivers never make a second page: the text shrinks."""
    held = io.BytesIO()
    template = SimpleDocTemplate(
        held,
        pagesize=A4,
        leftMargin=14 * mm,
        rightMargin=14 * mm,
        topMargin=11 * mm,
        bottomMargin=11 * mm,
        title=heading(brief),
        author="Bookrunner",
        invariant=True,
    )
    width, height = A4[0] - 28 * mm - 12, A4[1] - 22 * mm - 13
    template.build([KeepInFrame(width, height, list(_blocks(brief)), mode="shrink")])
    return held.getvalue()


def _blocks(brief: Brief) -> Iterator[Flowable]:
    yield Paragraph(_safe(heading(brief)), _TITLE)
    yield Paragraph(_safe(when(brief)), _SMALL)
    if brief.top:
        yield Paragraph("FIRST", _HEADING)
        yield from (Paragraph(_words(line), _LINE) for line in brief.top)
    for section, lines in brief.sections.items():
        if lines:
            yield Paragraph(HEADINGS[section].upper(), _HEADING)
            yield from (Paragraph(_words(line), _LINE) for line in lines)
    if empty(brief):
        yield Paragraph(_safe(empty(brief)), _LINE)
    yield Paragraph(_safe(" ".join(closing(brief))), _SMALL)


def _words(line: BriefLine) -> str:
    proof = line.proof
    words = proof.quote
    shown = words if len(words) <= _QUOTE_MAX else words[:_QUOTE_MAX].rpartition(" ")[0] + " ..."
    said = f"<b>{_safe(line.company)}</b>: {_safe(line.says)}"
    if line.weight >= 5:
        said = f"<b>{_safe(line.company)}</b>: <font color='#a4161a'>{_safe(line.says)}</font>"
    parts = [f"<font color='#5a6773' size='7'>{_safe(line.at)}</font>", said]
    if line.label:
        parts.append(f"<i>[{_safe(line.label)}]</i>")
    if line.action:
        parts.append(f"<b>{_safe(line.action)}</b>")
    if line.banker:
        parts.append(f"({_safe(line.banker)})")
    if line.why:
        parts.append(f"<font color='#5a6773'>{_safe(line.why)}</font>")
    parts.append(f"<i>&ldquo;{_safe(shown)}&rdquo;</i>")
    if proof.url:
        told = _safe(f"{line.form}, {proof.accession}")
        parts.append(f"<a href='{_safe(proof.url)}' color='#1d4e89'>{told}</a>")
    else:
        parts.append(f"<font color='#5a6773' size='7'>{_safe(proof.place)}</font>")
    return " ".join(parts)


def _safe(words: str) -> str:
    """Escaped; signs that the page's own font lacks are written as a question mark."""
    kept = words.encode("cp1252", "replace").decode("cp1252")
    return escape("".join(sign for sign in kept if sign >= " "), {"'": "&#39;"})
