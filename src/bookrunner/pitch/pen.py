"""Writes tables of figures down a sheet, giving each figure its home where it is shown first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from bookrunner.figures import DAYS, PURE, SHARES, Figure, Format, lineage
from bookrunner.office import Emphasis, Sheet, Style, Workbook


@dataclass
class Book:
    """A workbook in the making, and which figures have their home in it already."""

    workbook: Workbook
    forms: dict[str, Format] = field(default_factory=dict)
    """By id, the format of each figure that has its home already."""

    def pen(
        self,
        name: str,
        title: str,
        subtitle: str = "",
        *,
        widths: Sequence[float] = (40.0, 13.0),
        freeze: tuple[int, int] = (4, 1),
    ) -> Pen:
        """A new sheet with its title written, and a pen below it."""
        sheet = self.workbook.add(Sheet(name, widths=widths, freeze=freeze))
        sheet.text(0, 0, title, Style.TITLE)
        if subtitle:
            sheet.text(1, 0, subtitle, Style.SUBTITLE)
        return Pen(self, sheet, row=3)

    def form_at_home(self, figure: Figure) -> Format | None:
        """The format of the figure's home cell; None while it has none."""
        return self.forms.get(figure.id)

    def unplaced(self) -> tuple[Figure, ...]:
        """Figures that placed ones rest on and that stand in no cell yet, inputs first."""
        shown = self.workbook.figures()
        return tuple(figure for figure in lineage(shown) if figure.id not in self.forms)


@dataclass
class Pen:
    """Where the next row of a sheet goes."""

    book: Book
    sheet: Sheet
    row: int

    def section(self, label: str, across: int = 1) -> None:
        """A band that opens a group of rows; ``across`` more columns carry it on."""
        self.sheet.text(self.row, 0, label, Style.SECTION)
        for column in range(1, across + 1):
            self.sheet.text(self.row, column, "", Style.SECTION)
        self.row += 1

    def header(self, labels: Sequence[str]) -> None:
        """Column heads; the first is that of the labels."""
        for column, label in enumerate(labels):
            self.sheet.text(
                self.row, column, label, Style.HEADER_LEFT if column == 0 else Style.HEADER
            )
        self.row += 1

    def line(
        self,
        label: str,
        figures: Sequence[Figure | None],
        form: Format | None = None,
        emphasis: Emphasis = Emphasis.PLAIN,
        *,
        note: str = "",
        forms: Sequence[Format] = (),
        words: Sequence[str] = (),
    ) -> None:
        """A label and its figures; None leaves a cell empty, as nothing was reported for it.

        Args:
            forms: Of each figure, in place of the one format.
            words: Cells of words right of the figures.
        """
        is_total = emphasis in (Emphasis.SUBTOTAL, Emphasis.TOTAL)
        self.sheet.text(self.row, 0, label, Style.LABEL_TOTAL if is_total else Style.LABEL)
        for column, figure in enumerate(figures, start=1):
            if figure is not None:
                own = forms[column - 1] if forms else form
                self.show(column, figure, own or usual_format(figure), emphasis)
        for column, said in enumerate(words, start=len(figures) + 1):
            self.sheet.text(self.row, column, said, Style.LABEL)
        if note:
            self.sheet.text(self.row, len(figures) + len(words) + 1, note, Style.NOTE)
        self.row += 1

    def show(
        self, column: int, figure: Figure, form: Format, emphasis: Emphasis = Emphasis.PLAIN
    ) -> None:
        """The figure in a cell of the present row: at home the first time, linked after."""
        if figure.id in self.book.forms:
            self.link(column, figure, form, emphasis)
        else:
            self.book.forms[figure.id] = form
            self.sheet.place(self.row, column, figure, form, emphasis)

    def link(
        self, column: int, figure: Figure, form: Format, emphasis: Emphasis = Emphasis.PLAIN
    ) -> None:
        """A link to a figure whose home is elsewhere, or comes later."""
        self.sheet.link(self.row, column, figure, form, emphasis)

    def links(self, label: str, figures: Sequence[Figure], form: Format) -> None:
        """A label and links to figures whose homes are elsewhere, or come later."""
        self.sheet.text(self.row, 0, label, Style.LABEL)
        for column, figure in enumerate(figures, start=1):
            self.link(column, figure, form)
        self.row += 1

    def words(self, text: str, style: Style = Style.NOTE) -> None:
        """A line of words."""
        self.sheet.text(self.row, 0, text, style)
        self.row += 1

    def gap(self) -> None:
        """An empty row."""
        self.row += 1


def usual_format(figure: Figure) -> Format:
    """The format that a figure's unit calls for."""
    if figure.unit == PURE:
        return Format.PERCENT1
    if figure.unit == SHARES:
        return Format.SHARES_MM
    if figure.unit == DAYS:
        return Format.DATE
    return Format.MONEY_MM if figure.unit.currency == str(figure.unit) else Format.PER_SHARE
