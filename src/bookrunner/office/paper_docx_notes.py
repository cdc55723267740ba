"""Footnotes of a Word file; the library that writes the rest knows none."""

from __future__ import annotations

from typing import Any

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph
from lxml import etree

from bookrunner.office.deck import Line, Shown

_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
_RULES = (("-1", "separator"), ("0", "continuationSeparator"))
"""The two notes that every file has: the rule above the notes, and that above continued ones."""


class Footnotes:
    """The notes of one document in the making."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self.root: Any = parse_xml(f"<w:footnotes {nsdecls('w')}/>")
        self.shown: list[tuple[Any, Shown]] = []
        """Which paragraph of the notes shows which figure."""
        self._count = 0
        for number, kind in _RULES:
            self.root.append(
                parse_xml(
                    f'<w:footnote {nsdecls("w")} w:type="{kind}" w:id="{number}"><w:p>'
                    '<w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr>'
                    f"<w:r><w:{kind}/></w:r></w:p></w:footnote>"
                )
            )
        self._styles()

    def add(self, paragraph: Paragraph, line: Line) -> None:
        """Puts a mark behind the paragraph and the line at the foot of its page."""
        self._count += 1
        mark = paragraph.add_run()
        mark.style = "Footnote Mark"
        reference = OxmlElement("w:footnoteReference")
        reference.set(qn("w:id"), str(self._count))
        mark._r.append(reference)  # noqa: SLF001 - the library has no call for footnotes
        note: Any = parse_xml(
            f'<w:footnote {nsdecls("w")} w:id="{self._count}"><w:p><w:pPr>'
            '<w:pStyle w:val="FootnoteWords"/></w:pPr><w:r><w:rPr><w:rStyle w:val="FootnoteMark"/>'
            "</w:rPr><w:footnoteRef/></w:r></w:p></w:footnote>"
        )
        held = note.find(qn("w:p"))
        for piece in (" ", *line):
            run, text = OxmlElement("w:r"), OxmlElement("w:t")
            text.text = piece if isinstance(piece, str) else piece.text
            text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            run.append(text)
            held.append(run)
            if isinstance(piece, Shown):
                self.shown.append((held, piece))
        self.root.append(note)

    def attach(self) -> None:
        """Adds the notes to the file."""
        content = etree.tostring(self.root, xml_declaration=True, encoding="UTF-8", standalone=True)
        package = self._document.part.package
        assert package is not None, "a document stands in a package"
        part = Part(PackURI("/word/footnotes.xml"), _CONTENT_TYPE, content, package)
        self._document.part.relate_to(part, _RELATION)
        settings = self._document.settings.element
        held = parse_xml(
            f"<w:footnotePr {nsdecls('w')}>"
            + "".join(f'<w:footnote w:id="{number}"/>' for number, _ in _RULES)
            + "</w:footnotePr>"
        )
        settings.find(qn("w:compat")).addprevious(held)

    def _styles(self) -> None:
        styles: Any = self._document.styles
        words = styles.add_style("FootnoteWords", WD_STYLE_TYPE.PARAGRAPH)
        words.base_style = styles["Normal"]
        words.font.size = Pt(7.5)
        words.paragraph_format.space_after = Pt(0)
        words.paragraph_format.line_spacing = 1.0
        mark = styles.add_style("Footnote Mark", WD_STYLE_TYPE.CHARACTER)
        mark.element.set(qn("w:styleId"), "FootnoteMark")
        mark.font.superscript = True
