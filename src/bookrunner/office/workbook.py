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

from bookrunner.figures import (
    Figure,
    Format,
    Placement,
    Severity,
    Unusable,
    cell_name,
    defaults,
    quoted_sheet,
)

CHECKS_SHEET = "Checks"
"""The sheet that the writer adds behind all others."""

_SHEET_NAME_MAX = 31  # Excel's specification.
_SHEET_NAME_FORBIDDEN = frozenset("[]:*?/\\")


def cell_address(placement: Placement) -> str:
    """The cell as formulas and people write it: ``DCF!C12``, ``'Trading comps'!C12``."""
    return f"{quoted_sheet(placement.sheet)}!{cell_name(placement)}"


class AlreadyPlaced(Unusable):
    """A cell or a figure was given a second home."""

    def __init__(self, what: str, where: str) -> None:
        self.what = what
        self.where = where
        super().__init__(f"{what} already stands at {where}; link to it instead")


class NotPlaced(Unusable):
    """A figure is linked to, or named for another file, but has no home in the workbook."""

    def __init__(self, figure_id: str, needed_for: str) -> None:
        self.figure_id = figure_id
        super().__init__(f"{figure_id} is needed for {needed_for}, but no sheet places it")


class UnusableSheetName(Unusable):
    """A sheet's name is one that spreadsheets do not take."""

    def __init__(self, name: str, reason: str) -> None:
        self.name = name
        super().__init__(f"a sheet cannot be called {name!r}: {reason}")


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
    LEGEND_INPUT = "legend_input"
    """The looks of each kind of number, shown on words: the colour legend is made of these."""
    LEGEND_ADOPTED = "legend_adopted"
    LEGEND_DEFAULT = "legend_default"
    LEGEND_FORMULA = "legend_formula"
    LEGEND_LINK = "legend_link"
    LEGEND_CHECK = "legend_check"


LEGEND = (
    (Style.LEGEND_INPUT, "Blue", "Number typed from a source, which its comment names"),
    (Style.LEGEND_ADOPTED, "Blue on yellow", "Assumption that a named person has adopted"),
    (Style.LEGEND_DEFAULT, "Orange on yellow", "Default that nobody has adopted yet"),
    (Style.LEGEND_FORMULA, "Black", "Formula over cells of the same sheet"),
    (Style.LEGEND_LINK, "Green", "Formula or link that reads another sheet"),
    (Style.LEGEND_CHECK, "Red fill", "Check that does not hold"),
)
"""Looks, their name and what they mean; links to other workbooks do not occur."""


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
    widths: Sequence[float] = (34.0, 12.0)
    """Column widths in characters, from the first; later columns take the last width."""
    freeze: tuple[int, int] = (0, 0)
    """Rows and columns that stay in view."""
    portrait: bool = False
    cells: dict[tuple[int, int], TextCell | FigureCell] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not 0 < len(self.name) <= _SHEET_NAME_MAX:
            raise UnusableSheetName(self.name, f"use 1 to {_SHEET_NAME_MAX} characters")
        if _SHEET_NAME_FORBIDDEN & set(self.name) or self.name.strip("'") != self.name:
            raise UnusableSheetName(self.name, "leave out [ ] : * ? / \\ and outer apostrophes")

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
            where = cell_address(Placement(self.name, cell.row, cell.column))
            raise AlreadyPlaced("something", where)
        self.cells[place] = cell

    @property
    def next_row(self) -> int:
        """The first row below everything."""
        return max((row for row, _ in self.cells), default=-1) + 1

    @property
    def column_count(self) -> int:
        """How many columns, from the first, hold anything."""
        return max((column for _, column in self.cells), default=-1) + 1


def write_legend(sheet: Sheet, row: int, column: int = 0) -> int:
    """Writes what the colours mean, in two columns, and returns the first row below."""
    sheet.text(row, column, "Colour legend", Style.SECTION)
    for place, (style, name, meaning) in enumerate(LEGEND, start=row + 1):
        sheet.text(place, column, name, style)
        sheet.text(place, column + 1, meaning, Style.NOTE)
    return row + 1 + len(LEGEND)


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
    watermark: str = ""
    """Capitals in the header of every sheet; empty for none."""

    def add(self, sheet: Sheet) -> Sheet:
        """Appends a sheet and hands it back to be filled.

        Raises:
            UnusableSheetName: Another sheet has the name, or it is the one of the checks.
        """
        taken = {CHECKS_SHEET.lower(), *(other.name.lower() for other in self.sheets)}
        if sheet.name.lower() in taken:
            raise UnusableSheetName(sheet.name, "the workbook has a sheet of that name")
        self.sheets.append(sheet)
        return sheet

    def check(
        self,
        name: str,
        left: Figure,
        right: Figure,
        form: Format,
        *,
        tolerance: float = 1e-6,
        severity: Severity = Severity.ERROR,
    ) -> None:
        """Adds a live comparison to the Checks sheet."""
        self.checks.append(Check(name, left, right, form, tolerance, severity))

    def home(self, figure: Figure) -> Placement:
        """Where the figure lives.

        Raises:
            NotPlaced: No sheet places it.
        """
        placement = self.placements().get(figure.id)
        if placement is None:
            raise NotPlaced(figure.id, "a reference to its cell")
        return placement

    def placements(self) -> dict[str, Placement]:
        """The home of every placed figure, by id.

        Raises:
            AlreadyPlaced: A figure has two homes, or two different figures share an id.
        """
        homes: dict[str, Placement] = {}
        for sheet, cell in self.figure_cells():
            if cell.is_link:
                continue
            place = Placement(sheet.name, cell.row, cell.column, cell.form.exponent)
            if cell.figure.id in homes:
                raise AlreadyPlaced(cell.figure.id, cell_address(homes[cell.figure.id]))
            homes[cell.figure.id] = place
        return homes

    def figures(self) -> tuple[Figure, ...]:
        """Every figure that has a home, in reading order."""
        return tuple(cell.figure for _, cell in self.figure_cells() if not cell.is_link)

    def unadopted(self) -> tuple[Figure, ...]:
        """The defaults that its figures and checks rest on and nobody has adopted."""
        compared = [side for check in self.checks for side in (check.left, check.right)]
        return defaults([*self.figures(), *compared])

    def figure_cells(self) -> Iterable[tuple[Sheet, FigureCell]]:
        """Every cell that shows a figure, sheet by sheet in reading order."""
        for sheet in self.sheets:
            for place in sorted(sheet.cells):
                cell = sheet.cells[place]
                if isinstance(cell, FigureCell):
                    yield sheet, cell
