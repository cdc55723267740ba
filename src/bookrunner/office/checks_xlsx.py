"""The Checks sheet of an .xlsx file: every check live, and one verdict on top.

Beside the model's own checks it counts error cells, counts what was written as a formula and what
was typed (so that a number typed over a formula, an input taken out, or a number typed beside the
figures turns the verdict), and lists the defaults that nobody has adopted. Nothing on it is typed
but the tolerances and those counts. Only checks whose failure is an error turn the verdict; what
a company's own report gets wrong is a warning, listed on its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from xlsxwriter.worksheet import Worksheet

from bookrunner.figures import Figure, Format, Placement, Severity, cell_name, quoted_sheet
from bookrunner.office.cells_xlsx import Writer, cell_value
from bookrunner.office.checks import holds, turns_verdict
from bookrunner.office.looks_xlsx import (
    FAILED_LOOK,
    HELD_LOOK,
    WARNED_LOOK,
    Ink,
    Look,
    number_look,
    text_look,
)
from bookrunner.office.source_comments import SOURCE
from bookrunner.office.workbook import (
    CHECKS_SHEET,
    Check,
    FigureCell,
    NotPlaced,
    Sheet,
    Style,
    Workbook,
    cell_address,
)
from bookrunner.office.workbook import Emphasis as Emphasised

ALL_OK, CHECK_FAILED = "ALL OK", "CHECK FAILED"

_WIDTHS = (52.0, 15.0, 15.0, 13.0, 12.0, 15.0, 10.0, 12.0)
_HEADS = ("Check", "Left", "Right", "Difference", "Tolerance", "Allowed", "Holds", "Severity")
_LEFT, _RIGHT, _DIFFERENCE, _TOLERANCE, _ALLOWED, _HOLDS, _SEVERITY = range(1, 8)
_RANGES_LENGTH_MAX = 250
"""Characters of the areas that one formula counts over; longer ones nobody reads."""
_IS_FORMULA = "_xlfn.ISFORMULA"
"""As files must name a function that is newer than their format."""

CellValue = float | str | bool

Area = tuple[int, int, int, int]
"""First row, first column, last row, last column; zero-based, both ends included."""


def write_checks(writer: Writer, workbook: Workbook) -> None:
    """Adds the sheet behind the others."""
    page = _Page(writer, writer.sheet(CHECKS_SHEET), row=4)
    for column, width in enumerate(_WIDTHS):
        page.worksheet.set_column(column, column, width)
    registered = _registered_areas(writer, workbook)
    first = page.row
    page.section("Model")
    _comparisons(page, [check for check in workbook.checks if turns_verdict(check)])
    _error_checks(page, workbook.sheets)
    _untouched_checks(page, workbook.sheets)
    coverage_rows = _coverage_checks(page, workbook.sheets)
    own_row = page.row
    page.row += 1
    last = page.row - 1
    _warnings(page, [check for check in workbook.checks if not turns_verdict(check)])
    count_cell = _default_list(page, workbook.unadopted())
    _registered_list(page, workbook.sheets, registered, coverage_rows)
    _own_check(page, own_row, first)
    _verdict(page, workbook, count_cell, (first, last))
    page.worksheet.freeze_panes(4, 1)
    page.worksheet.set_landscape()
    page.worksheet.print_area(0, 0, page.row - 1, len(_WIDTHS) - 1)
    page.worksheet.repeat_rows(0, 3)


@dataclass
class _Page:
    """The sheet being written and the row to write next."""

    writer: Writer
    worksheet: Worksheet
    row: int
    truths: list[tuple[int, Severity]] = field(default_factory=list)
    """Rows on which something holds or does not, and how bad it is if not."""
    formulas: list[int] = field(default_factory=list)
    """The row of every formula written so far."""

    def text(self, column: int, text: str, style: Style = Style.LABEL) -> None:
        self.writer.text(self.worksheet, self.row, column, text, style)

    def live(self, column: int, formula: str, value: CellValue, look: Look) -> None:
        """A formula with the value it has now."""
        self.worksheet.write_formula(self.row, column, formula, self.writer.look(look), value)
        self.formulas.append(self.row)

    def figure(self, column: int, figure: Figure, form: Format) -> None:
        cell = FigureCell(self.row, column, figure, form, Emphasised.PLAIN, is_link=True)
        self.writer.figure(self.worksheet, cell, inline=True)
        self.formulas.append(self.row)

    def count(self, column: int, count: int, comment: str) -> None:
        """A number of cells, typed with what it counts."""
        look = self.writer.look(number_look(Format.COUNT, Ink.INPUT))
        self.worksheet.write_number(self.row, column, count, look)
        self.writer.comment(self.worksheet, self.row, column, f"{SOURCE}: {comment}")

    def section(self, title: str) -> None:
        look = self.writer.look(text_look(Style.SECTION))
        for column in range(1, len(_WIDTHS)):
            self.worksheet.write_blank(self.row, column, None, look)
        self.text(0, title, Style.SECTION)
        self.row += 1

    def cell(self, column: int) -> str:
        return _name(self.row, column)

    def holds(self, formula: str, *, value: bool, severity: Severity) -> None:
        self.truths.append((self.row, severity))
        self.live(_HOLDS, formula, value, _truth_look())
        self.text(_SEVERITY, severity.name.capitalize())


def _comparisons(page: _Page, checks: Sequence[Check]) -> None:
    for check in checks:
        page.text(0, check.name)
        page.figure(_LEFT, check.left, check.form)
        page.figure(_RIGHT, check.right, check.form)
        _comparison(page, check)
        page.row += 1


def _comparison(page: _Page, check: Check) -> None:
    left, right, difference = page.cell(_LEFT), page.cell(_RIGHT), page.cell(_DIFFERENCE)
    tolerance, allowed = page.cell(_TOLERANCE), page.cell(_ALLOWED)
    look = number_look(check.form, Ink.FORMULA)
    sides = [cell_value(side, check.form) for side in (check.left, check.right)]
    counted = [side for side in sides if not isinstance(side, str)]
    may_be_missing = any(side.may_be_nm or side.may_be_na for side in (check.left, check.right))
    both = len(counted) == len(sides)
    apart: float | str = counted[0] - counted[1] if both else "NM"
    slack: float | str = check.tolerance * max(map(abs, counted)) if both else "NM"
    subtracted, multiplied = f"{left}-{right}", f"{tolerance}*MAX(ABS({left}),ABS({right}))"
    held = f"ABS({difference})<={allowed}"
    if may_be_missing:
        subtracted, multiplied = (f'IFERROR({it},"NM")' for it in (subtracted, multiplied))
        held = f"IF(ISNUMBER({difference}),{held},{left}={right})"
    page.live(_DIFFERENCE, f"={subtracted}", apart, look)
    _tolerance(page, check.tolerance)
    page.live(_ALLOWED, f"={multiplied}", slack, {**look, "num_format": "0.0E+00"})
    page.holds(f"={held}", value=holds(check), severity=check.severity)


def _tolerance(page: _Page, tolerance: float) -> None:
    look = page.writer.look({**number_look(Format.FACTOR, Ink.ADOPTED), "num_format": "0.0E+00"})
    page.worksheet.write_number(page.row, _TOLERANCE, tolerance, look)
    page.writer.comment(
        page.worksheet,
        page.row,
        _TOLERANCE,
        "Assumption: share of the larger side within which both sides count as equal; "
        "set with the check by the author of the model",
    )


def _error_checks(page: _Page, sheets: Sequence[Sheet]) -> None:
    page.section("Error cells")
    for sheet in sheets:
        page.text(0, f"No error cell on {sheet.name}")
        whole = _range(sheet.name, _whole(sheet))
        counted = f"=SUMPRODUCT(ISERROR({whole})*1)"
        page.live(_LEFT, counted, 0, number_look(Format.COUNT, Ink.OTHER_SHEET))
        page.holds(f"=NOT({page.cell(_LEFT)})", value=True, severity=Severity.ERROR)
        page.row += 1


def _untouched_checks(page: _Page, sheets: Sequence[Sheet]) -> None:
    """Counts of formulas and of typed numbers beside those that were written.

    A number typed over a formula lowers the one count and raises the other; an input that is
    blanked or becomes a word lowers the other.
    """
    page.section("Formulas and inputs as written")
    for sheet in sheets:
        whole = _range(sheet.name, _whole(sheet))
        cells = [cell for cell in sheet.cells.values() if isinstance(cell, FigureCell)]
        formulas = [cell for cell in cells if cell.is_link or not cell.figure.is_input]
        typed = [cell for cell in cells if not cell.is_link and cell.figure.is_input]
        page.text(0, f"Formulas on {sheet.name} are untouched")
        counted = f"=SUMPRODUCT({_IS_FORMULA}({whole})*1)"
        _written_count(page, counted, len(formulas), f"count of formulas written to {sheet.name}")
        page.text(0, f"Inputs on {sheet.name} are all numbers still")
        counted = f"=SUMPRODUCT(ISNUMBER({whole})*(1-{_IS_FORMULA}({whole})))"
        numbers = sum(not isinstance(cell_value(it.figure, it.form), str) for it in typed)
        _written_count(page, counted, numbers, f"count of numbers typed into {sheet.name}")


def _written_count(page: _Page, counted: str, written: int, comment: str) -> None:
    """One row: what stands in the file now against what was written."""
    left, right = page.cell(_LEFT), page.cell(_RIGHT)
    page.live(_LEFT, counted, written, number_look(Format.COUNT, Ink.OTHER_SHEET))
    page.count(_RIGHT, written, f"{comment} when the file was made")
    page.live(_DIFFERENCE, f"={left}-{right}", 0, number_look(Format.COUNT, Ink.FORMULA))
    page.holds(f"={left}={right}", value=True, severity=Severity.ERROR)
    page.row += 1


def _own_check(page: _Page, own_row: int, first: int) -> None:
    """The formulas of this sheet are counted, too, but for the row that counts and the verdict."""
    below, page.row = page.row, own_row
    areas = [(first, 1, own_row - 1, _HOLDS), (own_row + 1, 1, below - 1, _HOLDS)]
    counts = [
        f"SUMPRODUCT({_IS_FORMULA}({_name(*area[:2])}:{_name(*area[2:])})*1)" for area in areas
    ]
    page.text(0, f"Formulas on {CHECKS_SHEET} are untouched")
    comment = f"count of formulas written to {CHECKS_SHEET}, but for this row and the verdict"
    _written_count(page, f"={'+'.join(counts)}", len(page.formulas), comment)
    page.row = below


def _warnings(page: _Page, checks: Sequence[Check]) -> None:
    """Checks that only warn, below those that turn the verdict."""
    page.row += 1
    page.section("Warnings (they leave the verdict as it is)")
    first = page.row + 1
    last = first + max(len(checks), 1) - 1
    page.text(0, "Number of warnings", Style.LABEL_TOTAL)
    counted = f"=COUNTIF({_name(first, _HOLDS)}:{_name(last, _HOLDS)},FALSE)"
    failed = sum(not holds(check) for check in checks)
    page.live(_LEFT, counted, failed, number_look(Format.COUNT, Ink.FORMULA))
    page.row += 1
    _comparisons(page, checks)


def _coverage_checks(page: _Page, sheets: Sequence[Sheet]) -> list[int]:
    """One row for each sheet; its right side is filled in once the list below it stands."""
    page.section("Ledger coverage")
    rows = []
    for sheet in sheets:
        page.text(0, f"Every number on {sheet.name} is a figure of the ledger")
        rows.append(page.row)
        page.row += 1
    return rows


def _default_list(page: _Page, unadopted: Sequence[Figure]) -> str:
    """Lists the defaults under a live count of them, and returns the cell of the count."""
    page.row += 1
    page.section("Defaults that nobody has adopted")
    first = page.row + 2
    last = first + max(len(unadopted), 1) - 1
    count_cell = page.cell(_LEFT)
    page.text(0, "Number of unadopted defaults", Style.LABEL_TOTAL)
    counted = f"=COUNTA({_name(first, 0)}:{_name(last, 0)})"
    page.live(_LEFT, counted, len(unadopted), number_look(Format.COUNT, Ink.FORMULA))
    page.text(_RIGHT, "The file stays a draft while this is above zero", Style.NOTE)
    page.row += 1
    for column, head in ((0, "Default"), (1, "Value"), (3, "Where"), (4, "Reason")):
        page.text(column, head, Style.HEADER if column == 1 else Style.HEADER_LEFT)
    page.row += 1
    for figure in unadopted:
        home = page.writer.homes.get(figure.id)
        if home is None:
            raise NotPlaced(figure.id, "the list of defaults")
        page.text(0, figure.name)
        page.figure(1, figure, page.writer.forms[figure.id])
        page.text(3, cell_address(home))
        page.text(4, getattr(figure.lineage, "reason", ""))
        page.row += 1
    page.row = last + 2
    return count_cell


def _registered_list(
    page: _Page, sheets: Sequence[Sheet], areas: dict[str, list[Area]], coverage_rows: list[int]
) -> None:
    """Counts the numbers where figures stand, for the coverage checks above to compare with."""
    page.section("Cells in which figures of the ledger stand")
    for sheet, coverage_row in zip(sheets, coverage_rows, strict=True):
        first = page.row
        held = areas.get(sheet.name, [])
        number_count = 0
        for chunk in _readable(sheet.name, held):
            count = sum(_numbers_in(sheet, area) for area in chunk)
            number_count += count
            page.text(0, f"Figures on {sheet.name}")
            counted = f"=COUNT({','.join(_range(sheet.name, area) for area in chunk)})"
            page.live(_LEFT, counted, count, number_look(Format.COUNT, Ink.OTHER_SHEET))
            page.row += 1
        below = page.row
        page.row = coverage_row
        whole = f"=COUNT({_range(sheet.name, _whole(sheet))})"
        page.live(_LEFT, whole, number_count, number_look(Format.COUNT, Ink.OTHER_SHEET))
        left, right = page.cell(_LEFT), page.cell(_RIGHT)
        if below == first:
            page.holds(f"=NOT({left})", value=True, severity=Severity.ERROR)
        else:
            total = f"=SUM({_name(first, _LEFT)}:{_name(below - 1, _LEFT)})"
            page.live(_RIGHT, total, number_count, number_look(Format.COUNT, Ink.FORMULA))
            look = number_look(Format.COUNT, Ink.FORMULA)
            page.live(_DIFFERENCE, f"={left}-{right}", 0, look)
            page.holds(f"={left}={right}", value=True, severity=Severity.ERROR)
        page.row = below


def _readable(sheet_name: str, areas: Sequence[Area]) -> Iterable[Sequence[Area]]:
    """The areas in groups that each make a formula short enough to be read."""
    each = len(_range(sheet_name, max(areas, default=(0, 0, 0, 0)))) + 1
    size = max(_RANGES_LENGTH_MAX // each, 1)
    return (areas[start : start + size] for start in range(0, len(areas), size))


def _verdict(page: _Page, workbook: Workbook, count_cell: str, rows: tuple[int, int]) -> None:
    after = page.row
    all_hold = all(holds(check) for check in workbook.checks if turns_verdict(check))
    truths = f"{_name(rows[0], _HOLDS)}:{_name(rows[1], _HOLDS)}"
    page.row = 0
    # An error among the truths is a failure too.
    verdict = f'=IF(IFERROR(AND({truths}),FALSE),"{ALL_OK}","{CHECK_FAILED}")'
    title = {**text_look(Style.TITLE), **HELD_LOOK, "border": 1}
    page.live(0, verdict, ALL_OK if all_hold else CHECK_FAILED, title)
    page.row = 1
    state = f'=IF(AND({_name(0, 0)}="{ALL_OK}",NOT({count_cell})),"May be checked","Draft")'
    is_draft = not all_hold or bool(workbook.unadopted())
    page.live(0, state, "Draft" if is_draft else "May be checked", text_look(Style.LABEL_TOTAL))
    page.row = 3
    for column, head in enumerate(_HEADS):
        left = column in (0, _SEVERITY)
        page.text(column, head, Style.HEADER_LEFT if left else Style.HEADER)
    for row, severity in page.truths:
        failed = FAILED_LOOK if severity >= Severity.ERROR else WARNED_LOOK
        _laid_over(page, (row, _HOLDS, row, _HOLDS), "FALSE", failed)
    _laid_over(page, (0, 0, 0, 0), f'"{CHECK_FAILED}"', FAILED_LOOK)
    page.row = after


def _laid_over(page: _Page, area: Area, value: str, laid: Look) -> None:
    """The looks of cells while they hold the value."""
    look = page.writer.file.add_format(laid)
    rule = {"type": "cell", "criteria": "==", "value": value, "format": look}
    page.worksheet.conditional_format(*area, rule)


def _registered_areas(writer: Writer, workbook: Workbook) -> dict[str, list[Area]]:
    places: dict[str, set[tuple[int, int]]] = {}
    for sheet, cell in workbook.figure_cells():
        places.setdefault(sheet.name, set()).add((cell.row, cell.column))
    assert sum(map(len, places.values())) == len(writer.standings)
    return {name: rectangles(cells) for name, cells in places.items()}


def rectangles(cells: Iterable[tuple[int, int]]) -> list[Area]:
    """The cells as few rectangles: runs along rows, joined downwards where they are as wide."""
    runs: list[Area] = []
    for row, column in sorted(cells):
        if runs and runs[-1][2] == row and runs[-1][3] == column - 1:
            runs[-1] = (*runs[-1][:3], column)
        else:
            runs.append((row, column, row, column))
    joined: dict[tuple[int, int], list[Area]] = {}
    for top, left, bottom, right in runs:
        above = joined.setdefault((left, right), [])
        if above and above[-1][2] == top - 1:
            above[-1] = (above[-1][0], left, bottom, right)
        else:
            above.append((top, left, bottom, right))
    return sorted(area for areas in joined.values() for area in areas)


def _numbers_in(sheet: Sheet, area: Area) -> int:
    cells = [
        cell
        for (row, column), cell in sheet.cells.items()
        if area[0] <= row <= area[2] and area[1] <= column <= area[3]
    ]
    return sum(
        isinstance(cell, FigureCell) and not isinstance(cell_value(cell.figure, cell.form), str)
        for cell in cells
    )


def _whole(sheet: Sheet) -> Area:
    return (0, 0, max(sheet.next_row - 1, 0), max(sheet.column_count - 1, 0))


def _range(sheet_name: str, area: Area) -> str:
    first, last = _name(area[0], area[1]), _name(area[2], area[3])
    cells = first if first == last else f"{first}:{last}"
    return f"{quoted_sheet(sheet_name)}!{cells}"


def _name(row: int, column: int) -> str:
    return cell_name(Placement(CHECKS_SHEET, row, column))


def _truth_look() -> Look:
    # Without a format of their own, truths under conditional formatting crash LibreOffice 7.4 when
    # it prints them; spreadsheets that know truths ignore it.
    return {
        **text_look(Style.LABEL_TOTAL),
        "align": "center",
        "num_format": '"TRUE";"TRUE";"FALSE"',
    }
