"""Native tables of a Word file: figures right, words left, rules above sums."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import RGBColor
from docx.text.paragraph import Paragraph

from bookrunner.office.deck import Line, Row, RowStyle, Shown, Table

_HEAD_FILL, _BAND_FILL = "1F3A68", "EEF1F5"
_WHITE = RGBColor(0xFF, 0xFF, 0xFF)
_RULE, _HAIR = "1F3A68", "D5DAE1"
_FIRST_SHARE = 2.2
"""How much wider the first column is where nobody says otherwise."""


class Say(Protocol):
    """Writes a line into a paragraph and remembers its figures."""

    def __call__(self, paragraph: Paragraph, line: Line, **look: object) -> None:
        """The looks are attributes of the font."""
        ...


def fill_table(document: Document, block: Table, width: int, say: Say) -> None:
    """Appends the table; its head is repeated on each page and no row breaks over two."""
    count = len(block.header)
    table = document.add_table(rows=0, cols=count)
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.LEFT, False
    widths = _widths(block.widths, count, width)
    for column, share in zip(table.columns, widths, strict=True):
        column.width = share
    right = [_is_of_figures(block, at) for at in range(count)]
    _row(table, Row(block.header), widths, right, say, is_head=True)
    for row in block.rows:
        _row(table, row, widths, right, say, is_head=False)


def _widths(shares: Sequence[float], count: int, width: int) -> list[int]:
    own = list(shares) or [_FIRST_SHARE, *[1.0] * (count - 1)]
    return [int(width * share / sum(own)) for share in own]


def _is_of_figures(block: Table, column: int) -> bool:
    cells = [row.cells[column] for row in block.rows if column < len(row.cells)]
    return any(isinstance(piece, Shown) for cell in cells for piece in cell[:1])


def _row(
    table: Any,  # noqa: ANN401 - the library is typed in part
    row: Row,
    widths: Sequence[int],
    right: Sequence[bool],
    say: Say,
    *,
    is_head: bool,
) -> None:
    drawn = table.add_row()
    properties = drawn._tr.get_or_add_trPr()  # noqa: SLF001 - the library has no call for it
    properties.append(OxmlElement("w:cantSplit"))
    if is_head:
        properties.append(OxmlElement("w:tblHeader"))
    is_band = row.style is RowStyle.SECTION
    is_bold = is_head or row.style is not RowStyle.PLAIN
    for at, cell in enumerate(drawn.cells):
        cell.width = widths[at]
        _frame(cell, row.style, is_head=is_head, is_band=is_band)
        paragraph = cell.paragraphs[0]
        paragraph.style = "Cell"
        if right[at]:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        line = row.cells[at] if at < len(row.cells) else ()
        look: dict[str, object] = {"bold": True} if is_bold else {}
        say(paragraph, line, **look)
        if is_head:
            for run in paragraph.runs:
                run.font.color.rgb = _WHITE


def _frame(cell: Any, style: RowStyle, *, is_head: bool, is_band: bool) -> None:  # noqa: ANN401
    properties = cell._tc.get_or_add_tcPr()  # noqa: SLF001 - the library has no call for it
    top = ("single", "6", _RULE) if style in (RowStyle.SUBTOTAL, RowStyle.TOTAL) else None
    bottom = ("double", "6", _RULE) if style is RowStyle.TOTAL else ("single", "4", _HAIR)
    borders = "".join(
        f'<w:{side} w:val="{look[0]}" w:sz="{look[1]}" w:space="0" w:color="{look[2]}"/>'
        for side, look in (("top", top), ("bottom", bottom))
        if look is not None
    )
    properties.append(parse_xml(f"<w:tcBorders {nsdecls('w')}>{borders}</w:tcBorders>"))
    fill = _HEAD_FILL if is_head else _BAND_FILL if is_band else None
    if style is RowStyle.HIGHLIGHT:
        fill = _BAND_FILL
    if fill is not None:
        shade = OxmlElement("w:shd")
        for name, value in (("val", "clear"), ("color", "auto"), ("fill", fill)):
            shade.set(qn(f"w:{name}"), value)
        properties.append(shade)
    margins = "".join(
        f'<w:{side} w:w="{room}" w:type="dxa"/>'
        for side, room in (("top", 20), ("left", 60), ("bottom", 20), ("right", 60))
    )
    properties.append(parse_xml(f"<w:tcMar {nsdecls('w')}>{margins}</w:tcMar>"))
