"""A workbook as an .xlsx file: live formulas with their values, colours, comments and checks.

The same workbook always gives the same bytes: nothing of the clock, the machine or the user gets
in. XlsxWriter writes each formula together with the value the engine computed, so that the file
shows its numbers before any program has recalculated it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format as CellFormat
from xlsxwriter.worksheet import Worksheet

from bookrunner.figures import (
    Figure,
    Missing,
    Placement,
    Unusable,
    cell_name,
    conflicts,
    formula,
    link,
    quoted_sheet,
    show,
)
from bookrunner.figures import Format as NumberFormat
from bookrunner.office.looks_xlsx import BANDS, Look, number_ink, number_look, text_look
from bookrunner.office.source_comments import source_comment
from bookrunner.office.standing import Standing
from bookrunner.office.workbook import (
    Emphasis,
    FigureCell,
    NotPlaced,
    Sheet,
    Style,
    TextCell,
    Workbook,
    cell_address,
)

_LETTER_PAPER = 1
_COMMENT_WIDTH_PIXELS = 320
_COMMENT_LINE_CHARACTERS = 46
_COMMENT_LINE_PIXELS = 16


class ConflictingFigures(Unusable):
    """Two different figures of one model share an id, so a reference to it would be ambiguous."""

    def __init__(self, ids: Sequence[str]) -> None:
        self.ids = tuple(ids)
        super().__init__(
            f"different figures share an id: {', '.join(self.ids[:5])}; give one another key or "
            "case"
        )


def write(workbook: Workbook, path: Path) -> Sequence[Standing]:
    """Writes the file, with the Checks sheet behind the others, and returns where figures stand.

    Raises:
        NotPlaced: A link or a named range needs a figure that no sheet places.
        ConflictingFigures: Two different figures share an id.
        AlreadyPlaced: A figure has two homes.
        UnplacedInput: A formula needs an input that no sheet places.
    """
    homes = workbook.placements()
    _require_one_figure_per_id(workbook)
    writer = Writer(_new_file(workbook, path), homes)
    for sheet in workbook.sheets:
        _write_sheet(writer, sheet)
    for figure_id in sorted(workbook.named):
        _define_name(writer, figure_id)
    for worksheet, name in writer.printed:
        _set_page(worksheet, path.name, name, workbook)
    writer.file.close()
    return tuple(writer.standings)


@dataclass
class Writer:
    """A file being written: its formats by their looks, and what stands where so far."""

    file: xlsxwriter.Workbook
    homes: Mapping[str, Placement]
    standings: list[Standing] = field(default_factory=list)
    printed: list[tuple[Worksheet, str]] = field(default_factory=list)
    _formats: dict[tuple[tuple[str, object], ...], CellFormat] = field(default_factory=dict)

    def sheet(self, name: str) -> Worksheet:
        """A new sheet behind the others."""
        worksheet = self.file.add_worksheet(name)
        self.printed.append((worksheet, name))
        return worksheet

    def look(self, look: Look) -> CellFormat:
        """The file's format for these looks, one for all cells that share them."""
        key = tuple(sorted(look.items()))
        if key not in self._formats:
            self._formats[key] = self.file.add_format(look)
        return self._formats[key]

    def text(self, worksheet: Worksheet, row: int, column: int, text: str, style: Style) -> None:
        """Words, never taken for a formula, a number or a link."""
        worksheet.write_string(row, column, text, self.look(text_look(style)))

    def figure(self, worksheet: Worksheet, cell: FigureCell, *, inline: bool = False) -> None:
        """A figure at home, linked, or (``inline``) computed in a cell that is not its home.

        Raises:
            NotPlaced: It is a link and no sheet places the figure.
        """
        at = Placement(worksheet.get_name(), cell.row, cell.column, cell.form.exponent)
        home = self.homes.get(cell.figure.id)
        if inline and home is None:
            text = formula(cell.figure, self.homes, at)
        elif inline or cell.is_link:
            if home is None:
                raise NotPlaced(cell.figure.id, f"a link in {cell_address(at)}")
            text = link(home, at)
        elif cell.figure.is_input:
            self._input(worksheet, cell)
            self._stands(cell, at)
            return
        else:
            text = formula(cell.figure, self.homes, at)
        look = number_look(cell.form, number_ink(cell.figure, formula=text), cell.emphasis)
        value = cell_value(cell.figure, cell.form)
        worksheet.write_formula(cell.row, cell.column, text, self.look(look), value)
        self._stands(cell, at)

    def _input(self, worksheet: Worksheet, cell: FigureCell) -> None:
        figure = cell.figure
        look = number_look(cell.form, number_ink(figure, formula=None), cell.emphasis)
        value = cell_value(figure, cell.form)
        if isinstance(value, str):
            worksheet.write_string(cell.row, cell.column, value, self.look(look))
        else:
            worksheet.write_number(cell.row, cell.column, value, self.look(look))
        self.comment(worksheet, cell.row, cell.column, source_comment(figure))

    def comment(self, worksheet: Worksheet, row: int, column: int, text: str) -> None:
        """A comment as large as its words need."""
        lines = sum(len(line) // _COMMENT_LINE_CHARACTERS + 1 for line in text.split("\n"))
        worksheet.write_comment(
            row,
            column,
            text,
            {
                "author": "Bookrunner",
                "width": _COMMENT_WIDTH_PIXELS,
                "height": (lines + 1) * _COMMENT_LINE_PIXELS,
            },
        )

    def _stands(self, cell: FigureCell, at: Placement) -> None:
        shown = show(cell.figure.value, cell.form)
        exponent = cell.form.exponent
        self.standings.append(Standing(cell.figure, "workbook", cell_address(at), shown, exponent))


def cell_value(figure: Figure, form: NumberFormat) -> float | str:
    """What the cell holds: the number in the format's scale, or the word NM or NA."""
    if isinstance(figure.value, Missing):
        return str(figure.value)
    if figure.exact is not None:
        return float(figure.exact.scaleb(-form.exponent))
    return scaled(figure.value, form.exponent)


def scaled(value: float, exponent: int) -> float:
    """The value in units of ten to the exponent."""
    return value / 10.0**exponent if exponent >= 0 else value * 10.0**-exponent


def _require_one_figure_per_id(workbook: Workbook) -> None:
    shown = [cell.figure for _, cell in workbook.figure_cells()]
    compared = [side for check in workbook.checks for side in (check.left, check.right)]
    shared = conflicts([*shown, *compared])
    if shared:
        raise ConflictingFigures(shared)


def _new_file(workbook: Workbook, path: Path) -> xlsxwriter.Workbook:
    file = xlsxwriter.Workbook(
        str(path),
        {
            # In memory the parts of the file carry one fixed date, on disk the clock's zone.
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_numbers": False,
            "strings_to_urls": False,
        },
    )
    file.set_properties(
        {
            "title": workbook.title,
            "author": "Bookrunner",
            "created": datetime.combine(workbook.as_of, time(), UTC),
        }
    )
    file.set_calc_mode("auto")
    return file


def _write_sheet(writer: Writer, sheet: Sheet) -> None:
    worksheet = writer.sheet(sheet.name)
    for column in range(sheet.column_count):
        width = sheet.widths[min(column, len(sheet.widths) - 1)]
        worksheet.set_column(column, column, width)
    for cell in (sheet.cells[place] for place in sorted(sheet.cells)):
        if isinstance(cell, TextCell):
            writer.text(worksheet, cell.row, cell.column, cell.text, cell.style)
        else:
            writer.figure(worksheet, cell)
    _run_bands_on(writer, worksheet, sheet)
    if sheet.portrait:
        worksheet.set_portrait()
    else:
        worksheet.set_landscape()
    if sheet.freeze != (0, 0):
        worksheet.freeze_panes(*sheet.freeze)
        if sheet.freeze[0]:
            worksheet.repeat_rows(0, sheet.freeze[0] - 1)
    if sheet.cells:
        worksheet.print_area(0, 0, sheet.next_row - 1, sheet.column_count - 1)


def _run_bands_on(writer: Writer, worksheet: Worksheet, sheet: Sheet) -> None:
    """Lets a section's fill run to the right edge, and a head's rule across its gaps."""
    for (row, column), cell in sheet.cells.items():
        if not isinstance(cell, TextCell) or cell.style not in BANDS:
            continue
        look = writer.look(text_look(cell.style))
        for beside in range(column + 1, _band_end(sheet, row, cell.style)):
            if (row, beside) in sheet.cells:
                break
            worksheet.write_blank(row, beside, None, look)


def _band_end(sheet: Sheet, row: int, style: Style) -> int:
    if style is Style.SECTION:
        return sheet.column_count
    return max(column for other, column in sheet.cells if other == row)


def _define_name(writer: Writer, figure_id: str) -> None:
    home = writer.homes.get(figure_id)
    if home is None:
        raise NotPlaced(figure_id, "a named range")
    target = f"={quoted_sheet(home.sheet)}!{cell_name(home, absolute=True)}"
    refused = writer.file.define_name(figure_id, target)
    assert not refused, f"{figure_id} is no legal name in a workbook"


def _set_page(worksheet: Worksheet, file_name: str, name: str, workbook: Workbook) -> None:
    worksheet.hide_gridlines(2)
    worksheet.set_paper(_LETTER_PAPER)
    worksheet.fit_to_pages(1, 0)
    worksheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
    # A doubled ampersand is one in print; a blank keeps digits apart from the font size.
    title, tab, shown = (text.replace("&", "&&") for text in (workbook.title, name, file_name))
    as_of = f"{workbook.as_of:%d-%b-%Y}"
    worksheet.set_header(f"&L&8 {title}&R&8 As of {as_of}")
    worksheet.set_footer(f"&L&8 {shown}  |  {tab}&C&8 Page &P of &N&R&8 {as_of}  |  printed &D")


__all__ = ["ConflictingFigures", "Emphasis", "Writer", "cell_value", "scaled", "write"]
