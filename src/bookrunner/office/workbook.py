"""A workbook as it is meant: sheets on which figures are placed, before any file format.

Layout is separate from lineage. ``place`` gives a figure its home cell, where it is typed (an
input) or computed by its formula; ``link`` shows it elsewhere. A formula stops at the nearest
placed figure, so the more is placed, the shorter formulas are.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from bookrunner.figures import Figure, Format, Placement, Severity, Unusable


class AlreadyPlaced(Unusable):
    """A cell or a figure was given a second home."""

    def __init__(self, what: str, where: str) -> None:
        self.what = what
        self.where = where
        super().__init__(f"{what} already stands at {where}; link to it instead")


class Style(Enum):
    """How a cell of text looks."""

    TITLE = "title"
    SUBTITLE = "subtitle"
    SECTION = "section"
    """A band across the table that opens a group of rows."""
    HEADER = "header"
    """A column head: right-aligned over numbers, rule below."""
    HEADER_LEFT = "header_left"
    LABEL = "label"
    LABEL_INDENT = "label_indent"
    LABEL_TOTAL = "label_total"
    TEXT = "text"
    """Running text, wrapped."""
    NOTE = "note"
    """A footnote: small, grey."""
    WARNING = "warning"


class Emphasis(Enum):
    """What a number's cell says by its looks, beside the colour that its lineage gives it."""

    PLAIN = "plain"
    SUBTOTAL = "subtotal"
    """Single rule above, bold."""
    TOTAL = "total"
    """Double rule below, bold."""
    BASE_CASE = "base_case"
    """The centre of a grid: shaded, bold."""
    KEY_OUTPUT = "key_output"


@dataclass(frozen=True)
class TextCell:
    """Words in a cell."""

    row: int
    column: int
    text: str
    style: Style


@dataclass(frozen=True)
class FigureCell:
    """A figure in a cell: at home (typed or computed there) or as a link to its home."""

    row: int
    column: int
    figure: Figure
    form: Format
    emphasis: Emphasis
    is_link: bool


@dataclass
class Sheet:
    """One sheet: a name of at most 31 characters, column widths, and what stands where.

    Rows and columns count from zero.
    """

    name: str
    widths: Sequence[float] = (34.0,)
    """Column widths in characters, from the first; later columns take the last width."""
    freeze: tuple[int, int] = (0, 0)
    """Rows and columns that stay in view."""
    portrait: bool = False
    cells: dict[tuple[int, int], TextCell | FigureCell] = field(default_factory=dict)

    def text(self, row: int, column: int, text: str, style: Style = Style.LABEL) -> None:
        """Writes words into a cell."""
        self._put(TextCell(row, column, text, style))

    def place(
        self,
        row: int,
        column: int,
        figure: Figure,
        form: Format,
        emphasis: Emphasis = Emphasis.PLAIN,
    ) -> None:
        """Gives the figure its home cell."""
        self._put(FigureCell(row, column, figure, form, emphasis, is_link=False))

    def link(
        self,
        row: int,
        column: int,
        figure: Figure,
        form: Format,
        emphasis: Emphasis = Emphasis.PLAIN,
    ) -> None:
        """Shows a figure whose home is elsewhere in the workbook."""
        self._put(FigureCell(row, column, figure, form, emphasis, is_link=True))

    def _put(self, cell: TextCell | FigureCell) -> None:
        place = (cell.row, cell.column)
        if place in self.cells:
            raise AlreadyPlaced("something", f"{self.name} row {cell.row + 1}")
        self.cells[place] = cell

    @property
    def next_row(self) -> int:
        """The first row below everything."""
        return max((row for row, _ in self.cells), default=-1) + 1


@dataclass(frozen=True)
class Check:
    """Two figures that must agree, compared live on the Checks sheet.

    The tolerance is a share of the larger of the two, because a difference near zero has no
    relative error of its own.
    """

    name: str
    left: Figure
    right: Figure
    form: Format
    tolerance: float = 1e-6
    severity: Severity = Severity.ERROR


@dataclass
class Workbook:
    """The sheets of one file in order, its checks, and what its cover says.

    The writer adds a Checks sheet (one live row per check, ``ALL OK`` on top, the count of
    unadopted defaults and of error cells) and, on the first sheet, nothing of its own.
    """

    title: str
    as_of: date
    sheets: list[Sheet] = field(default_factory=list)
    checks: list[Check] = field(default_factory=list)
    named: set[str] = field(default_factory=set)
    """Ids of figures that need a named range because another file shows them."""

    def add(self, sheet: Sheet) -> Sheet:
        """Appends a sheet and hands it back to be filled."""
        self.sheets.append(sheet)
        return sheet

    def home(self, figure: Figure) -> Placement:
        """Where the figure lives."""
        return self.placements()[figure.id]

    def placements(self) -> dict[str, Placement]:
        """The home of every placed figure, by id.

        Raises:
            AlreadyPlaced: A figure has two homes, or two different figures share an id.
        """
        homes: dict[str, Placement] = {}
        for sheet, cell in self._figure_cells():
            if cell.is_link:
                continue
            place = Placement(sheet.name, cell.row, cell.column, cell.form.exponent)
            if cell.figure.id in homes:
                raise AlreadyPlaced(cell.figure.id, str(homes[cell.figure.id]))
            homes[cell.figure.id] = place
        return homes

    def figures(self) -> tuple[Figure, ...]:
        """Every figure that has a home, in reading order."""
        return tuple(cell.figure for _, cell in self._figure_cells() if not cell.is_link)

    def _figure_cells(self) -> Iterable[tuple[Sheet, FigureCell]]:
        for sheet in self.sheets:
            for place in sorted(sheet.cells):
                cell = sheet.cells[place]
                if isinstance(cell, FigureCell):
                    yield sheet, cell
