"""The brief as one page of Word, each line linked to its filing."""

from __future__ import annotations

import io

from docx import Document
from docx.document import Document as Docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from bookrunner.monitor.brief import Brief, BriefLine
from bookrunner.monitor.brief_words import HEADINGS, closing, empty, heading, when

_GREY, _BLUE, _RED = RGBColor(0x5A, 0x67, 0x73), RGBColor(0x1D, 0x4E, 0x89), RGBColor(0xA4, 22, 26)
_QUOTE_MAX = 110
"""Words of the proof that a line has room for; the link opens all of it."""


def document(brief: Brief) -> bytes:
    """The file."""
    made = Document()
    _page(made)
    title = made.add_paragraph()
    _run(title, heading(brief), size=15, bold=True)
    _run(made.add_paragraph(), when(brief), size=8, colour=_GREY)
    if brief.top:
        _heading(made, "First")
        for line in brief.top:
            _line(made, line)
    for section, lines in brief.sections.items():
        if lines:
            _heading(made, HEADINGS[section])
            for line in lines:
                _line(made, line)
    if empty(brief):
        _run(made.add_paragraph(), empty(brief))
    _run(made.add_paragraph(), " ".join(closing(brief)), size=7.5, colour=_GREY)
    held = io.BytesIO()
    made.save(held)
    return held.getvalue()


def _page(made: Docx) -> None:
    section = made.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(15)
    section.top_margin = section.bottom_margin = Mm(12)
    style = made.styles["Normal"]
    style.font.name = "Calibri"
    style.font.size = Pt(8.5)
    style.paragraph_format.space_after = Pt(1.5)
    style.paragraph_format.space_before = Pt(0)
    made.core_properties.title = "Morning brief"
    made.core_properties.author = "Bookrunner"


def _heading(made: Docx, words: str) -> None:
    paragraph = made.add_paragraph()
    paragraph.paragraph_format.space_before = Pt(5)
    paragraph.paragraph_format.keep_with_next = True
    _run(paragraph, words.upper(), size=7.5, bold=True, colour=_BLUE)


def _line(made: Docx, line: BriefLine) -> None:
    paragraph = made.add_paragraph()
    _run(paragraph, f"{line.at}  ", size=7.5, colour=_GREY)
    _run(paragraph, line.company, bold=True)
    _run(paragraph, f": {line.says}", colour=_RED if line.weight >= 5 else None)
    if line.label:
        _run(paragraph, f" [{line.label}]", italic=True)
    if line.action:
        _run(paragraph, f" - {line.action}", bold=True)
    if line.banker:
        _run(paragraph, f" ({line.banker})")
    if line.why:
        _run(paragraph, f". {line.why}", colour=_GREY)
    words = line.proof.quote
    shown = words if len(words) <= _QUOTE_MAX else words[:_QUOTE_MAX].rpartition(" ")[0] + " ..."
    _run(paragraph, f' "{shown}" ', italic=True, size=7.5)
    if line.proof.url:
        _link(paragraph, line.proof.url, f"{line.form}, {line.proof.accession}")
    else:
        _run(paragraph, line.proof.place, size=7.5, colour=_GREY)


def _run(
    paragraph: Paragraph,
    words: str,
    *,
    size: float = 8.5,
    bold: bool = False,
    italic: bool = False,
    colour: RGBColor | None = None,
) -> None:
    run = paragraph.add_run("".join(sign for sign in words if sign >= " "))
    run.bold, run.italic = bold, italic
    run.font.size = Pt(size)
    if colour is not None:
        run.font.color.rgb = colour


def _link(paragraph: Paragraph, url: str, words: str) -> None:
    """python-docx writes no links of its own."""
    key = paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), key)
    _run(paragraph, words, size=7.5, colour=_BLUE)
    link.append(paragraph.runs[-1]._r)  # noqa: SLF001 - the element is not public
    paragraph._p.append(link)  # noqa: SLF001
