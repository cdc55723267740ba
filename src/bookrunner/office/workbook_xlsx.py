"""A workbook as an .xlsx file: live formulas with their values, colours, comments and checks.

The same workbook always gives the same bytes: nothing of the clock, the machine or the user gets
in. XlsxWriter writes each formula together with the value the engine computed, so that the file
shows its numbers before any program has recalculated it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, time
from pathlib import Path

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from bookrunner.figures import Unusable, cell_name, conflicts, quoted_sheet
from bookrunner.office.cells_xlsx import Writer
from bookrunner.office.checks_xlsx import write_checks
from bookrunner.office.looks_xlsx import BANDS, text_look
from bookrunner.office.standing import Standing
from bookrunner.office.typesetting import Face, line_count
from bookrunner.office.watermark import sheet_header
from bookrunner.office.workbook import NotPlaced, Sheet, Style, TextCell, Workbook

_LETTER_PAPER = 1
_LINE_POINTS = 12.0
"""A line of the sheets' nine points with its leading, as Excel gives one row."""
_COLUMN_INCHES = 7 / 96 * 0.97
"""A unit of column width is seven pixels; a little less, for printers set words wider."""


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
    cells = [cell for _, cell in workbook.figure_cells() if not cell.is_link]
    forms = {cell.figure.id: cell.form for cell in cells}
    writer = Writer(_new_file(workbook, path), homes, forms)
    for sheet in workbook.sheets:
        _write_sheet(writer, sheet)
    write_checks(writer, workbook)
    for figure_id in sorted(workbook.named):
        _define_name(writer, figure_id)
    for worksheet, name in writer.printed:
        _set_page(worksheet, path.name, name, workbook)
    writer.file.close()
    return tuple(writer.standings)


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
    for row, height in row_heights(sheet).items():
        worksheet.set_row(row, height)
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


def row_heights(sheet: Sheet) -> dict[int, float]:
    """Points of each row in which words wrap; programs do not raise such rows when they print."""
    lines: dict[int, int] = {}
    for cell in sheet.cells.values():
        if not isinstance(cell, TextCell):
            continue
        look = text_look(cell.style)
        if not look.get("text_wrap"):
            continue
        face = Face(float(look["font_size"]), bold=bool(look.get("bold")))
        width = sheet.widths[min(cell.column, len(sheet.widths) - 1)] * _COLUMN_INCHES
        count = line_count(cell.text, face, width)
        lines[cell.row] = max(lines.get(cell.row, 1), count)
    return {row: count * _LINE_POINTS + 1 for row, count in lines.items() if count > 1}


def _run_bands_on(writer: Writer, worksheet: Worksheet, sheet: Sheet) -> None:
    """Lets a section's fill run to the right edge, and a head's rule across its gaps."""
    wide, last = sheet.column_count, dict[int, int]()
    for row, column in sheet.cells:
        last[row] = max(last.get(row, 0), column)
    for (row, column), cell in sheet.cells.items():
        if not isinstance(cell, TextCell) or cell.style not in BANDS:
            continue
        look = writer.look(text_look(cell.style))
        end = wide if cell.style is Style.SECTION else last[row]
        for beside in range(column + 1, end):
            if (row, beside) in sheet.cells:
                break
            worksheet.write_blank(row, beside, None, look)


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
    mark = sheet_header(workbook.watermark)
    worksheet.set_header(f"&L&8 {title}{mark}&R&8 As of {as_of}")
    worksheet.set_footer(f"&L&8 {shown}  |  {tab}&C&8 Page &P of &N&R&8 {as_of}  |  printed &D")
