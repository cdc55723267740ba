"""Writes a document as a Word file: real headings, tables and footnotes, the same bytes each time.

Where a figure stands is told by the number of its paragraph in its part of the file, as
``ledger.reading_docx`` counts them: ``document paragraph 12``, ``footnotes paragraph 3``.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import docx
from docx.document import Document
from docx.enum.section import WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Inches, Pt, RGBColor
from docx.text.paragraph import Paragraph as Drawn

from bookrunner.office.deck import Bullets, Line, Required, Shown, Table, as_line
from bookrunner.office.deck_pptx_package import sealed
from bookrunner.office.paper import Columns, Heading, PageBreak, Paper, PaperBlock, Paragraph, Part
from bookrunner.office.paper_docx_notes import Footnotes
from bookrunner.office.paper_docx_tables import fill_table
from bookrunner.office.standing import Standing
from bookrunner.office.watermark import document_mark

FILE = "document"
"""What standings in a document call it."""

_FONT = "Arial"
_DARK, _ACCENT, _MUTED = (
    RGBColor(0x14, 0x28, 0x4B),
    RGBColor(0x1F, 0x3A, 0x68),
    RGBColor(0x5F, 0x6B, 0x7A),
)
_MARGIN = Inches(0.8)
_GAP_TWIPS = "360"


@dataclass
class _Writing:
    """A file in the making, and which paragraph shows which figure."""

    document: Document
    paper: Paper
    notes: Footnotes
    shown: list[tuple[Any, Shown]] = field(default_factory=list)

    def say(self, paragraph: Drawn, line: Line, **look: object) -> None:
        for piece in line:
            run = paragraph.add_run(piece if isinstance(piece, str) else piece.text)
            for name, value in look.items():
                setattr(run.font, name, value)
            if isinstance(piece, Shown):
                self.shown.append((paragraph._p, piece))  # noqa: SLF001 - the library has no call

    def note(self, paragraph: Drawn, line: Line) -> None:
        if line:
            self.notes.add(paragraph, line)


def write(paper: Paper, path: Path) -> Sequence[Standing]:
    """Writes the document and says where each figure stands in it."""
    document = docx.Document()
    _without_thumbnail(document)
    _styles(document, paper)
    writing = _Writing(document, paper, Footnotes(document))
    _page(writing)
    writing.say(document.add_paragraph(style="Title"), paper.title)
    if paper.subtitle:
        writing.say(document.add_paragraph(style="Subtitle"), paper.subtitle)
    for part in paper.parts:
        _add(writing, part)
    writing.notes.attach()
    properties = document.core_properties
    properties.title, properties.author = "".join(map(str, _words(paper.title))), "Bookrunner"
    properties.subject, properties.comments, properties.last_modified_by = paper.subject, "", ""
    content = io.BytesIO()
    document.save(content)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(sealed(content.getvalue(), paper.as_of))
    return _standings(writing)


def _words(line: Line) -> Sequence[str]:
    return [piece if isinstance(piece, str) else piece.text for piece in line]


def _without_thumbnail(document: Document) -> None:
    """The library's own template carries a picture of another document."""
    package = document.part.package
    assert package is not None, "a document stands in a package"
    for key, relation in list(package.rels.items()):
        if relation.reltype.endswith("/thumbnail"):
            del package.rels[key]


def _standings(writing: _Writing) -> Sequence[Standing]:
    found: list[Standing] = []
    body = writing.document.element.body
    for part, root, shown in (
        ("document", body, writing.shown),
        ("footnotes", writing.notes.root, writing.notes.shown),
    ):
        at = {id(one): place for place, one in enumerate(root.iter(qn("w:p")), start=1)}
        found += [
            Standing(
                piece.figure,
                FILE,
                f"{part} paragraph {at[id(paragraph)]}",
                piece.text,
                piece.form.exponent,
            )
            for paragraph, piece in shown
        ]
    return tuple(found)


# ------------------------------------------------------------------------------ the page


def _styles(document: Document, paper: Paper) -> None:
    styles: Any = document.styles
    looks: Mapping[str, tuple[float, bool, RGBColor | None, float, float]] = {
        "Normal": (paper.points, False, None, 0, 4),
        "Title": (18, True, _DARK, 0, 2),
        "Subtitle": (paper.points + 1, False, _MUTED, 0, 6),
        "Heading 1": (paper.points + 3, True, _DARK, 10, 3),
        "Heading 2": (paper.points + 1, True, _ACCENT, 8, 2),
        "Heading 3": (paper.points, True, _ACCENT, 6, 2),
        "List Bullet": (paper.points, False, None, 0, 2),
    }
    for name, (size, bold, colour, before, after) in looks.items():
        style = styles[name]
        style.font.name, style.font.size, style.font.bold = _FONT, Pt(size), bold
        style.font.italic = False
        _plain_font(style)
        if colour is not None:
            style.font.color.rgb = colour
        style.paragraph_format.space_before, style.paragraph_format.space_after = (
            Pt(before),
            Pt(after),
        )
        style.paragraph_format.line_spacing = 1.05
    border = styles["Title"].element.find(f".//{qn('w:pBdr')}")
    if border is not None:
        border.getparent().remove(border)
    for name, size in (("Note", paper.points - 2), ("Cell", paper.points - 1)):
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = styles["Normal"]
        style.font.size = Pt(size)
        style.paragraph_format.space_after = Pt(0 if name == "Cell" else 3)
        if name == "Note":
            style.font.color.rgb = _MUTED


def _plain_font(style: Any) -> None:  # noqa: ANN401 - the library is typed in part
    """The template's theme fonts would win over the name given."""
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for script in ("ascii", "hAnsi", "cs"):
        fonts.set(qn(f"w:{script}"), _FONT)
    spacing = style.element.rPr.find(qn("w:spacing"))
    if spacing is not None:
        style.element.rPr.remove(spacing)


def _page(writing: _Writing) -> None:
    section = writing.document.sections[0]
    section.page_width, section.page_height = Inches(8.27), Inches(11.69)
    section.left_margin = section.right_margin = _MARGIN
    section.top_margin, section.bottom_margin = Inches(0.75), Inches(0.7)
    section.header_distance = section.footer_distance = Inches(0.35)
    head, foot = section.header.paragraphs[0], section.footer.paragraphs[0]
    head.style = foot.style = writing.document.styles["Note"]
    if writing.paper.watermark:
        head._p.append(document_mark(writing.paper.watermark))  # noqa: SLF001 - no call for it
    tabs = foot.paragraph_format.tab_stops
    tabs.add_tab_stop(section.page_width - 2 * _MARGIN, alignment=2)
    foot.add_run(f"{writing.paper.footer} | {writing.paper.as_of:%d %B %Y}\t")
    number = OxmlElement("w:fldSimple")
    number.set(qn("w:instr"), "PAGE")
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    number.append(run)
    foot._p.append(number)  # noqa: SLF001 - the library has no call for fields


# ---------------------------------------------------------------------------- the blocks


def _add(writing: _Writing, part: Part) -> None:
    block = part.block
    if isinstance(block, Bullets):
        _bullets(writing, block, part.note)
    elif isinstance(block, Table):
        _table(writing, block, part.note)
    elif isinstance(block, Required):
        _required(writing, block)
    else:
        _words_or_break(writing, block, part.note)


def _words_or_break(writing: _Writing, block: PaperBlock, note: Line) -> None:
    document = writing.document
    if isinstance(block, Heading):
        paragraph = document.add_paragraph(style=f"Heading {block.level}")
        writing.say(paragraph, block.line)
        writing.note(paragraph, note)
    elif isinstance(block, Paragraph):
        paragraph = document.add_paragraph(style="Note" if block.is_small else "Normal")
        writing.say(paragraph, block.line)
        writing.note(paragraph, note)
    elif isinstance(block, Columns):
        _columns(document, block.count)
    else:
        assert isinstance(block, PageBreak), "the blocks are few and named"
        kind = WD_BREAK.COLUMN if block.of_column else WD_BREAK.PAGE
        document.paragraphs[-1].add_run().add_break(kind)


def _columns(document: Document, count: int) -> None:
    section = document.add_section(WD_SECTION.CONTINUOUS)
    columns = section._sectPr.find(qn("w:cols"))  # noqa: SLF001 - the library has no call for it
    columns.set(qn("w:num"), str(count))
    columns.set(qn("w:space"), _GAP_TWIPS)


def _titled(writing: _Writing, title: str, note: Line) -> None:
    if title:
        paragraph = writing.document.add_paragraph(style="Heading 3")
        writing.say(paragraph, (title,))
        writing.note(paragraph, note)
    else:
        assert not note, "a footnote needs a title for its mark"


def _bullets(writing: _Writing, block: Bullets, note: Line) -> None:
    _titled(writing, block.title, note)
    for line in block.lines:
        writing.say(writing.document.add_paragraph(style="List Bullet"), line)


def _table(writing: _Writing, block: Table, note: Line) -> None:
    _titled(writing, block.title, note)
    section = writing.document.sections[-1]
    properties: Any = section._sectPr  # noqa: SLF001 - the library has no call for columns
    count = int(properties.find(qn("w:cols")).get(qn("w:num"), "1"))
    assert section.page_width is not None, "the page was set up"
    room = section.page_width - 2 * _MARGIN
    width = room if count == 1 else (room - Pt(int(_GAP_TWIPS) / 20)) // 2
    fill_table(writing.document, block, width, writing.say)
    gap = writing.document.add_paragraph(style="Cell")
    gap.paragraph_format.space_after = Pt(2)


def _required(writing: _Writing, block: Required) -> None:
    paragraph = writing.document.add_paragraph(style="Normal")
    writing.say(paragraph, (f"Required: {block.what}. ",), bold=True)
    writing.say(paragraph, as_line(block.how))
    borders: Any = OxmlElement("w:pBdr")
    left = OxmlElement("w:left")
    for name, value in (("val", "single"), ("sz", "24"), ("space", "8"), ("color", "B8862D")):
        left.set(qn(f"w:{name}"), value)
    borders.append(left)
    paragraph.paragraph_format.left_indent = Inches(0.12)
    paragraph._p.get_or_add_pPr().insert_element_before(  # noqa: SLF001 - no call for borders
        borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )
