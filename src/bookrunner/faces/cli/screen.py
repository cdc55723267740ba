"""Text and tables on standard output: bold on a terminal, plain in a pipe, numbers always whole."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from bookrunner.figures import visible

_WIDTH_MIN = 80
_LABEL_MIN = 24
_GAP = 2


@dataclass(frozen=True)
class Column:
    """A column of a table of words: its title, its side, and whether long words may wrap."""

    title: str
    is_number: bool = False
    wraps: bool = False


@dataclass(frozen=True)
class Row:
    """A row: one text per column, and how it stands out."""

    cells: tuple[str, ...]
    style: str = ""
    """A style of rich: ``bold``, ``dim``."""


class Screen:
    """Writes to standard output, at the terminal's width or 80 columns in a pipe."""

    def __init__(self) -> None:
        self._console = Console(file=sys.stdout, markup=False, highlight=False, emoji=False)
        self.width = max(_WIDTH_MIN, self._console.width)

    def line(self, text: str = "", style: str = "") -> None:
        """A line of text; a pipe gets it in one piece."""
        wraps = self._console.is_terminal
        self._console.print(Text(visible(text), style=style), soft_wrap=not wraps)

    def words(self, columns: Sequence[Column], rows: Sequence[Row]) -> None:
        """A table of words and numbers, in which only columns that may wrap do."""
        table = _table()
        for column in columns:
            table.add_column(
                column.title,
                justify="right" if column.is_number else "left",
                no_wrap=not column.wraps,
                overflow="fold",
            )
        for row in rows:
            table.add_row(*(Text(visible(cell)) for cell in row.cells), style=row.style or None)
        self._print(table)

    def numbers(
        self, titles: Sequence[Sequence[str]], rows: Sequence[Row], *, label: str = ""
    ) -> None:
        """A table whose first column is a label and all others numbers.

        Columns that do not fit side by side follow below with the labels again.

        Args:
            titles: For each column of numbers the lines of its head.
            rows: A label and a text for each column of numbers.
        """
        widths = [
            max(cell_len(text) for text in (*title, *(row.cells[place] for row in rows)))
            for place, title in enumerate(titles, start=1)
        ]
        labels = max((cell_len(row.cells[0]) for row in rows), default=0)
        for number, block in enumerate(_blocks(widths, self.width, labels)):
            if number:
                self.line()
            self._block(titles, rows, block, label)

    def _block(
        self, titles: Sequence[Sequence[str]], rows: Sequence[Row], block: range, label: str
    ) -> None:
        table = _table()
        table.show_header = bool(label) or any("".join(titles[place]) for place in block)
        table.add_column(label, no_wrap=False, overflow="fold")
        for place in block:
            table.add_column(
                "\n".join(titles[place]), justify="right", no_wrap=True, overflow="fold"
            )
        for row in rows:
            texts = [Text(visible(row.cells[0])), *(Text(row.cells[place + 1]) for place in block)]
            table.add_row(*texts, style=row.style or None)
        self._print(table)

    def _print(self, table: Table) -> None:
        # A number cut off is a wrong number: rather a line too long than that.
        needed = self._console.measure(table).minimum
        with self._console.capture() as drawn:
            self._console.print(table, width=max(self.width, needed), crop=False)
        # Tables are padded to their full width, which a pipe has no use for.
        lines = (line.rstrip() for line in drawn.get().splitlines())
        sys.stdout.write("".join(f"{line}\n" for line in lines))


def _table() -> Table:
    return Table(box=None, pad_edge=False, padding=(0, _GAP, 0, 0), header_style="bold")


def _blocks(widths: Sequence[int], width: int, labels: int) -> list[range]:
    """Columns that fit side by side, beside labels as wide as they are or wrapped."""
    blocks: list[range] = []
    start, used = 0, min(labels, _LABEL_MIN) + _GAP
    for place, wide in enumerate(widths):
        if place > start and used + wide > width:
            blocks.append(range(start, place))
            start, used = place, min(labels, _LABEL_MIN) + _GAP
        used += wide + _GAP
    if widths:
        blocks.append(range(start, len(widths)))
    return blocks


def said(count: int, one: str, many: str = "") -> str:
    """A count with its noun: ``1 filing``, ``12 filings``."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"
