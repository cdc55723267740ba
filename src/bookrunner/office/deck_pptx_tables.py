"""Native tables: columns wide enough for their numbers, rows high enough for their words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Inches

from bookrunner.office.deck import Line, Row, RowStyle, Shown, Table, line_text
from bookrunner.office.deck_pptx_page import Colour, DoesNotFit, Page, Words, place, write_line
from bookrunner.office.deck_pptx_text import add_block_title
from bookrunner.office.pptx_types import Cell, Element, Grid
from bookrunner.office.template_pptx import Box
from bookrunner.office.typesetting import Face, line_count, text_width, widest_word

_SIZES = (10.0, 9.5, 9.0, 8.5, 8.0)
_SIDE = 0.06
"""Inches between a cell's edge and its words, left and right."""
_AFTER_NUMBERS = 0.2
"""Inches left of words whose neighbours are numbers at the right edge of their column."""
_ABOVE = 0.025
_ROW_HEIGHT_MAX = 0.36
"""Rows stretch up to this to fill their region; more would look loose."""
_WIDTH_SAFETY = 1.03
_WHOLE = 24
_SHORT = 14
"""Letters up to which a cell with a figure must stay on one line."""

_STRONG = (RowStyle.SUBTOTAL, RowStyle.TOTAL, RowStyle.SECTION, RowStyle.HIGHLIGHT)
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_PLAIN_TABLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""The built-in style "No Style, No Grid"."""

_WORD = re.compile(r"[^\W\d_]{4}")
"""What a sentence has and a unit (bp, mm, LTM) has not."""


@dataclass(frozen=True)
class _Plan:
    size: float
    widths: tuple[float, ...]
    heights: tuple[float, ...]


@dataclass(frozen=True)
class _Content:
    """What the table says, head first, and which columns are set at the left."""

    page: Page
    rows: Sequence[Row]
    lefts: frozenset[int]

    def indent(self, column: int) -> float:
        """Inches before the words of a column; more where they follow right-aligned numbers."""
        follows = column in self.lefts and column > 0 and column - 1 not in self.lefts
        return _AFTER_NUMBERS if follows else _SIDE

    def padded(self, words: float, column: int) -> float:
        """The width of a column in which words of this width have room."""
        return words * _WIDTH_SAFETY + self.indent(column) + _SIDE + 0.01

    def face(self, row_at: int, size: float) -> Face:
        """The type of a row."""
        return self.page.face(size, bold=_is_strong(self.rows[row_at], row_at))


def add_table(page: Page, box: Box, table: Table) -> None:
    """A table in the largest type at which it fits its region.

    Raises:
        DoesNotFit: It does not at 8 points, or a number does not fit its column.
    """
    name = page.named("Table")
    inner = add_block_title(page, box, table.title, name)
    rows = [Row(tuple(table.header)), *table.rows]
    for row in rows:
        assert len(row.cells) == len(table.header), f"{name}: a row has other columns than the head"
    content = _Content(page, rows, _text_columns(table))
    plan = _plan(content, table, inner, name)
    height = sum(plan.heights)
    frame = page.slide.shapes.add_table(
        len(rows), len(table.header), Inches(1), Inches(1), Inches(1), Inches(1)
    )
    grid = frame.table
    _plain(grid)
    for column, width in zip(grid.columns, plan.widths, strict=True):
        column.width = Inches(width)
    for line, tall in zip(grid.rows, plan.heights, strict=True):
        line.height = Inches(tall)
    place(frame, Box(inner.left, inner.top, sum(plan.widths), height), name)
    for row_at in range(len(rows)):
        for column_at in range(len(table.header)):
            _fill_cell(content, grid, name, table, (row_at, column_at), plan)


def _plan(content: _Content, table: Table, box: Box, name: str) -> _Plan:
    """The largest type that fits; stretched rows where there is room."""
    why = "its rows do not fit"
    for size in _SIZES:
        for widths in _width_choices(content, table, box.width, size):
            if not _numbers_fit(content, widths, size):
                why = "a number or a word is wider than its column"
                continue
            heights = [_row_height(content, at, widths, size) for at in range(len(content.rows))]
            if sum(heights) <= box.height + 1e-6:
                return _Plan(size, tuple(widths), _stretched(heights, box.height))
            why = "its rows do not fit"
    raise DoesNotFit(content.page.number, name, why)


def _stretched(heights: Sequence[float], room: float) -> tuple[float, ...]:
    spare = max(room - sum(heights), 0.0) / len(heights)
    return tuple(
        min(height + spare, max(_ROW_HEIGHT_MAX, height)) if spare else height for height in heights
    )


def _width_choices(content: _Content, table: Table, width: float, size: float) -> list[list[float]]:
    """The widths asked for, then those that the content suggests."""
    count = len(table.header)
    choices = []
    if table.widths:
        assert len(table.widths) == count, "a table's widths are one for each column"
        choices.append(_scaled(table.widths, width))
    elif count > 1:
        label = max(_cell_width(content, at, 0, size) for at in range(len(content.rows)))
        first = min(max(label, width / count), 0.45 * width)
        choices.append([first, *[(width - first) / (count - 1)] * (count - 1)])
    choices.append(_content_widths(content, width, size))
    return choices


def _content_widths(content: _Content, width: float, size: float) -> list[float]:
    """What the widest word of each column needs, and the rest where texts are longest."""
    rows, columns = range(len(content.rows)), range(len(content.rows[0].cells))
    wide = [max(_cell_width(content, at, column, size) for at in rows) for column in columns]
    least = [max(_least_width(content, at, column, size) for at in rows) for column in columns]
    spare = width - sum(least)
    if spare <= 0:
        return _scaled(least, width)
    # Long texts wrap, so no column claims more than a fair multiple of the average.
    wishes = [
        max(min(whole, 3 * width / len(least)) - need, 0.001)
        for whole, need in zip(wide, least, strict=True)
    ]
    shares = _scaled(wishes, spare)
    return [need + share for need, share in zip(least, shares, strict=True)]


def _scaled(shares: Sequence[float], width: float) -> list[float]:
    whole = sum(shares)
    return [width * share / whole for share in shares]


def _is_strong(row: Row, row_at: int) -> bool:
    return row_at == 0 or row.style in _STRONG


def _cell_width(content: _Content, row_at: int, column: int, size: float) -> float:
    """The width in which a cell's words need one line; heads may wrap."""
    row = content.rows[row_at]
    if row_at == 0 or row.style is RowStyle.SECTION:
        return _least_width(content, row_at, column, size)
    words = text_width(line_text(row.cells[column]), content.face(row_at, size))
    return content.padded(words, column)


def _least_width(content: _Content, row_at: int, column: int, size: float) -> float:
    """The width below which a number or a word of the cell would break."""
    row = content.rows[row_at]
    if row.style is RowStyle.SECTION and not any(row.cells[1:]):
        return 0.0
    line, face = row.cells[column], content.face(row_at, size)
    text = line_text(line)
    holds_number = any(isinstance(piece, Shown) for piece in line)
    short = holds_number and len(text) <= _SHORT
    return content.padded(text_width(text, face) if short else _widest(text, face), column)


def _widest(text: str, face: Face) -> float:
    """The widest word; dates and document numbers stay whole, longer chains may break."""
    words = text.split()
    whole = [word if len(word) <= _WHOLE else word.replace("-", "- ") for word in words]
    return widest_word(" ".join(whole).replace("-", "\u2011"), face)


def _numbers_fit(content: _Content, widths: Sequence[float], size: float) -> bool:
    return all(
        _least_width(content, row_at, column, size) <= width + 1e-6
        for row_at in range(len(content.rows))
        for column, width in enumerate(widths)
    )


def _row_height(content: _Content, row_at: int, widths: Sequence[float], size: float) -> float:
    row, face = content.rows[row_at], content.face(row_at, size)
    if row.style is RowStyle.SECTION and not any(row.cells[1:]):
        widths = [sum(widths), *widths[1:]]
    lines = 1
    for column, (line, width) in enumerate(zip(row.cells, widths, strict=True)):
        room = (width - content.indent(column) - _SIDE) / _WIDTH_SAFETY
        lines = max(lines, line_count(line_text(line), face, room))
    return lines * face.line + 2 * _ABOVE


def _text_columns(table: Table) -> frozenset[int]:
    """Columns set at the left: the first, and those of words, with or without figures in them."""
    found = {0}
    for column in range(1, len(table.header)):
        cells = [row.cells[column] for row in table.rows]
        if not any(_is_number(line) for line in cells) and any(line_text(line) for line in cells):
            found.add(column)
    return frozenset(found)


def _is_number(line: Line) -> bool:
    """Whether a figure stands in the cell without a sentence around it."""
    words = " ".join(piece for piece in line if isinstance(piece, str))
    return any(isinstance(piece, Shown) for piece in line) and not _WORD.search(words)


def _fill_cell(
    content: _Content,
    grid: Grid,
    name: str,
    table: Table,
    at: tuple[int, int],
    plan: _Plan,
) -> None:
    (row_at, column_at), page = at, content.page
    row = content.rows[row_at]
    cell = grid.cell(row_at, column_at)
    cell.margin_left, cell.margin_right = Inches(content.indent(column_at)), Inches(_SIDE)
    cell.margin_top = cell.margin_bottom = Inches(_ABOVE)
    cell.vertical_anchor = MSO_ANCHOR.BOTTOM if row_at == 0 else MSO_ANCHOR.MIDDLE
    if row.style is RowStyle.SECTION and column_at == 0 and not any(row.cells[1:]):
        cell.merge(grid.cell(row_at, len(row.cells) - 1))
    fill = _fill(table, row_at, column_at, row)
    if fill is None:
        cell.fill.background()
    else:
        cell.fill.solid()
        page.paint(cell.fill.fore_color, fill)
    words = Words(
        plan.size,
        bold=_is_strong(row, row_at) or fill is Colour.ACCENT_LIGHT,
        colour=_ink(row, row_at),
        align=PP_ALIGN.LEFT if column_at in content.lefts else PP_ALIGN.RIGHT,
    )
    where = f"{name}/row {row_at + 1}/column {column_at + 1}"
    write_line(page, cell.text_frame.paragraphs[0], row.cells[column_at], words, where)
    _borders(page, cell, row, row_at)


def _fill(table: Table, row_at: int, column_at: int, row: Row) -> Colour | None:
    if row_at == 0:
        return Colour.DARK
    if table.highlight == (row_at - 1, column_at):
        return Colour.ACCENT_LIGHT
    if row.style in (RowStyle.SECTION, RowStyle.HIGHLIGHT):
        return Colour.BAND
    return None


def _ink(row: Row, row_at: int) -> Colour:
    if row_at == 0:
        return Colour.ON_DARK
    return Colour.DARK if row.style is RowStyle.SECTION else Colour.TEXT


def _borders(page: Page, cell: Cell, row: Row, row_at: int) -> None:
    """A hairline below each row, a rule above a subtotal, a double one below a total."""
    properties = cell._tc.get_or_add_tcPr()  # noqa: SLF001 - the library has no call for borders
    lines = []
    if row.style in (RowStyle.SUBTOTAL, RowStyle.TOTAL):
        lines.append(_border("lnT", page.slot(Colour.TEXT), 9_525, "sng"))
    if row.style is RowStyle.TOTAL:
        lines.append(_border("lnB", page.slot(Colour.TEXT), 28_575, "dbl"))
    elif row_at > 0:
        lines.append(_border("lnB", page.slot(Colour.RULE), 3_175, "sng"))
    # The schema wants borders before the fill.
    for place_in_cell, line in enumerate(lines):
        properties.insert(place_in_cell, line)


def _border(side: str, ink: tuple[str, float], width: int, compound: str) -> Element:
    slot, tint = ink
    darker = "" if not tint else f'<a:lumMod val="{round((1 + tint) * 100_000)}"/>'
    return etree.fromstring(
        f'<a:{side} xmlns:a="{_A}" w="{width}" cap="flat" cmpd="{compound}" algn="ctr">'
        "<a:solidFill>"
        f'<a:schemeClr val="{slot}">{darker}</a:schemeClr></a:solidFill><a:prstDash val="solid"/>'
        f"</a:{side}>"
    )


def _plain(grid: Grid) -> None:
    properties = grid._tbl.tblPr  # noqa: SLF001 - the library has no call for table styles
    for flag in ("bandRow", "bandCol", "firstRow", "firstCol"):
        properties.attrib.pop(flag, None)
    properties.set("firstRow", "1")
    style = properties.find(f"{{{_A}}}tableStyleId")
    if style is not None:
        style.text = _PLAIN_TABLE
