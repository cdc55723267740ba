"""Cells of an .xlsx file: figures with their formulas, colours and comments, and words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import xlsxwriter
from xlsxwriter.format import Format as CellFormat
from xlsxwriter.worksheet import Worksheet

from bookrunner.figures import Figure, Missing, Placement, formula, link, show
from bookrunner.figures import Format as NumberFormat
from bookrunner.office.looks_xlsx import Look, number_ink, number_look, text_look
from bookrunner.office.source_comments import source_comment
from bookrunner.office.standing import Standing
from bookrunner.office.workbook import FigureCell, NotPlaced, Style, cell_address

_COMMENT_WIDTH_PIXELS = 320
_COMMENT_LINE_CHARACTERS = 46
_COMMENT_LINE_PIXELS = 16


@dataclass
class Writer:
    """A file being written: its formats by their looks, and what stands where so far."""

    file: xlsxwriter.Workbook
    homes: Mapping[str, Placement]
    forms: Mapping[str, NumberFormat]
    """The format in which each figure stands at home."""
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
