"""The sheets of a model, whichever it is, laid out from what it says it shows."""

from __future__ import annotations

from bookrunner.office import Emphasis
from bookrunner.pitch.pen import Book, Pen
from bookrunner.valuation import Model, ModelSheet, Section, Weight

_EMPHASIS = {
    Weight.PLAIN: Emphasis.PLAIN,
    Weight.SUBTOTAL: Emphasis.SUBTOTAL,
    Weight.TOTAL: Emphasis.TOTAL,
    Weight.KEY: Emphasis.KEY_OUTPUT,
}


def model_sheets(book: Book, model: Model) -> None:
    """Writes the model's sheets in its order; its grids and assumptions stand with all others."""
    for sheet in model.sheets:
        _sheet(book, sheet)


def _sheet(book: Book, sheet: ModelSheet) -> None:
    pen = book.pen(sheet.name, sheet.title, sheet.subtitle, widths=sheet.widths, freeze=(3, 1))
    for section in sheet.sections:
        _section(pen, section)
        pen.gap()


def _section(pen: Pen, section: Section) -> None:
    filled = [len(row.figures) + len(row.words) for row in section.rows]
    across = max([*filled, len(section.heads), 1])
    pen.section(section.title, across=across)
    if section.heads:
        pen.header(["", *section.heads])
    for row in section.rows:
        pen.line(
            row.label,
            row.figures,
            row.form,
            _EMPHASIS[row.weight],
            note=row.note,
            forms=row.forms,
            words=row.words,
        )
    for note in section.notes:
        pen.words(note)
