"""The page of ``comps`` and ``dcf``."""

from __future__ import annotations

from collections.abc import Mapping

from bookrunner.faces.cli.pages.remarks import remarks
from bookrunner.faces.cli.screen import Row, Screen
from bookrunner.figures import Format, Missing, show
from bookrunner.operations.responses import Grid, GridRow, Number, Valuation

_STYLES = {"plain": "", "section": "bold", "total": "bold"}


def valuation(answer: Valuation, flags: Mapping[str, bool]) -> None:  # noqa: ARG001 - no flags
    """Each table with its title, then what a reader should know."""
    screen = Screen()
    company = answer.company
    name = f"{company.name} ({company.ticker or company.cik})"
    screen.line(f"{name}: {answer.title} as of {answer.as_of}", "bold")
    money = "$" if answer.currency == "USD" else answer.currency
    screen.line(f"{money} in millions, except per share", "dim")
    for grid in answer.grids:
        _grid(screen, grid)
    for note in answer.notes:
        screen.line()
        screen.line(note, "dim")
    remarks(screen, answer.findings, notes=False)
    screen.line()
    screen.line(f"where a number comes from: bookrunner why {answer.headline.id}", "dim")


def _grid(screen: Screen, grid: Grid) -> None:
    screen.line()
    if grid.title:
        screen.line(grid.title, "bold")
    titles = [tuple(title.split("\n")) for title in grid.columns]
    screen.numbers(titles, [_row(grid, row) for row in grid.rows])
    if grid.note:
        screen.line(grid.note, "dim")


def _row(grid: Grid, row: GridRow) -> Row:
    forms = row.formats or grid.formats
    texts = tuple(_text(number, form) for number, form in zip(row.numbers, forms, strict=True))
    return Row((row.label, *texts), _STYLES[row.style])


def _text(number: Number | None, form: str) -> str:
    if number is None:
        return ""
    value = number.value
    return show(Missing(value) if isinstance(value, str) else value, Format[form])
