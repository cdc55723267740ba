"""The DCF on sheets: assumptions, discount rate, forecast and value, grids and their workings."""

from __future__ import annotations

from collections.abc import Sequence

from bookrunner.figures import Adopted, Default, Figure, Format
from bookrunner.office import Emphasis, Style
from bookrunner.pitch.assumed import assumption_groups
from bookrunner.pitch.pen import Book, Pen, usual_format
from bookrunner.pitch.valued import Valued
from bookrunner.valuation import (
    CaseBlock,
    CaseOutcome,
    CompanyInputs,
    Dcf,
    DefaultSensitivity,
    Grid,
    Line,
    Wacc,
    Worth,
    case_title,
)
from bookrunner.valuation import FootballField as Field


def assumptions_sheet(book: Book, valued: Valued) -> Pen:
    """Every assumption and switch of the file in one place, to be adopted or changed there."""
    pen = book.pen(
        "Assumptions",
        "Assumptions and switches",
        "Change them here; orange ones are defaults that nobody has adopted",
        widths=(54.0, 16.0, 90.0),
        freeze=(3, 1),
    )
    for title, lines in assumption_groups(valued):
        pen.section(title, across=2)
        for one in lines:
            _assumption(pen, one)
        pen.gap()
    return pen


def wacc_sheet(book: Book, rate: Wacc, label: str = "") -> None:
    """The weighted average cost of capital, line by line; of another company than the target's."""
    pen = book.pen(
        f"WACC {label}".strip()[:31],
        f"Weighted average cost of capital{f', {label}' if label else ''}",
        "At market weights",
        widths=(58.0, 16.0),
        freeze=(3, 1),
    )
    for one in rate.lines:
        emphasis = Emphasis.TOTAL if one.figure is rate.wacc else Emphasis.PLAIN
        pen.line(one.label, [one.figure], one.form, emphasis)


def dcf_sheet(book: Book, valued: Dcf, label: str = "") -> None:
    """History, cases, forecast, discounting, and the value by both terminal methods.

    ``label`` names another company than the target.
    """
    ahead = valued.forecast
    history, years = len(ahead.history), len(ahead.years)
    pen = book.pen(
        f"DCF {label}".strip()[:31],
        f"Discounted cash flow, {valued.company.company.label}",
        f"{valued.company.company.money} in millions, except per share",
        widths=(50.0, 14.0),
        freeze=(5, 1),
    )
    heads = [f"{year.label}A" for year in ahead.history] + [year.label for year in ahead.years]
    pen.header(["Fiscal year", *heads, ahead.terminal.label])
    pen.sheet.text(pen.row, 0, "Year end", Style.LABEL)
    for place, figure in enumerate(ahead.year_ends):
        pen.show(history + place, figure, Format.DATE)
    pen.row += 1
    pen.line("Year of the forecast", [None] * history + list(ahead.year_numbers), Format.COUNT)
    across = history + years + 1
    for case in ahead.cases:
        _case(pen, case, history, across)
    pen.section("Forecast of the active case", across=across)
    for row in ahead.rows:
        is_flow = row.figures[0] is ahead.years[0].free_cash_flow
        emphasis = Emphasis.TOTAL if is_flow else Emphasis.PLAIN
        pen.line(row.label, [*row.history, *row.figures, row.terminal], row.form, emphasis)
    pen.section("Discounting", across=across)
    pen.line(valued.stub.name, [valued.stub], Format.RATIO4)
    skipped: list[Figure | None] = [None] * (history + ahead.elapsed)
    for discounted in valued.discounting:
        pen.line(discounted.label, [*skipped, *discounted.figures], discounted.form)
    pen.gap()
    pen.section("Drivers, as shares of revenue", across=across)
    for one in ahead.drivers.lines:
        pen.line(one.label, [one.figure], one.form)
    pen.gap()
    for worth in (valued.gordon, valued.exit):
        if worth is not None:
            _worth(pen, worth, across)
    pen.section("Value by the selected method", across=across)
    for one in valued.lines:
        is_price = one.figure is valued.stated
        emphasis = Emphasis.KEY_OUTPUT if is_price else Emphasis.PLAIN
        pen.line(one.label, [one.figure], one.form, emphasis)


def _case(pen: Pen, case: CaseBlock, history: int, across: int) -> None:
    """A case's drivers, with the planned amounts they are made of."""
    pen.section(f"{case_title(case.name)} case", across=across)
    gap: list[Figure | None] = [None] * history
    for label, amounts in case.planned:
        pen.line(f"{label} as planned", [*gap, *amounts], Format.MONEY_MM)
    if case.fade is not None:
        pen.line("Yearly change of growth", [*gap, case.fade], Format.PERCENT2)
    pen.line("Revenue growth", [*gap, *case.growth], Format.PERCENT1)
    pen.line("EBITDA margin", [*gap, *case.margin], Format.PERCENT1)
    for label, shares in (("D&A", case.depreciation), ("Capex", case.capex)):
        if shares:
            pen.line(f"{label} / revenue", [*gap, *shares], Format.PERCENT1)


def cases_sheet(book: Book, cases: Sequence[CaseOutcome]) -> None:
    """The model in all its cases side by side, whichever is selected."""
    pen = book.pen(
        "Cases",
        "All cases side by side",
        "The model anew with each case selected, by the selected terminal method",
        widths=(58.0, 16.0),
        freeze=(4, 1),
    )
    pen.header(["", *(case_title(case.name) for case in cases)])
    pen.line("Number of the case", [case.selector for case in cases], Format.COUNT)
    for place, original in enumerate(cases[0].originals):
        chain = [case.chain[place] for case in cases]
        is_output = chain[0] in (cases[0].enterprise_value, cases[0].stated)
        emphasis = Emphasis.KEY_OUTPUT if is_output else Emphasis.PLAIN
        form = usual_or(book, original)
        pen.line(f"{original.name} [{original.period}]", chain, form, emphasis)


def sensitivity_sheets(book: Book, tables: Sequence[Grid]) -> None:
    """The grids to print, and behind them a sheet with a column of formulas for every point."""
    pen = book.pen(
        "Sensitivity",
        "Sensitivity",
        "Each cell is the model with two figures replaced; the workings stand on Grid workings",
        widths=(26.0, 13.0),
        freeze=(3, 1),
    )
    workings = book.pen(
        "Grid workings",
        "Workings of the sensitivity grids",
        "A column for every point of a grid, a row for every line of the model that changes",
        widths=(50.0, 13.0),
        freeze=(3, 1),
    )
    # The grids' cells link to the workings, which therefore are written first.
    for table in tables:
        _axes(pen, table)
        _workings(workings, table)
        _grid(pen, table)


def football_sheet(book: Book, field: Field, company: CompanyInputs) -> None:
    """Low, middle and high of each method, per share or of all equity."""
    form = Format.PER_SHARE if company.is_listed else Format.MONEY_MM
    pen = book.pen(
        "Football field",
        f"{company.stated_as} by method",
        "",
        widths=(34.0, 13.0, 13.0, 13.0, 70.0),
        freeze=(4, 1),
    )
    pen.header(["Method", "Low", "Middle", "High"])
    for bar in field.bars:
        pen.line(bar.label, [bar.low, bar.middle, bar.high], form, note=bar.basis)
    if field.price is not None:
        pen.gap()
        pen.line(
            f"Current price, {field.price.period.end:%d-%b-%Y}", [field.price], Format.PER_SHARE
        )
    for note in field.notes:
        pen.words(note)


def default_sheet(book: Book, moved: Sequence[DefaultSensitivity]) -> None:
    """What moves when every default moves by a tenth: the model anew, up and down."""
    pen = book.pen(
        "Default workings",
        "Workings: all defaults a tenth higher and lower",
        "The model with each unadopted amount replaced by itself plus and minus 10%",
        widths=(54.0, 16.0),
        freeze=(4, 1),
    )
    shown: set[str] = set()
    for one in moved:
        pen.section(one.output.name, across=3)
        pen.header(["", "Model", "Defaults raised", "Defaults lowered"])
        for original, up, down in zip(one.originals, one.raised, one.lowered, strict=True):
            if up.id in shown:
                continue
            shown.add(up.id)
            label = f"{original.name} [{original.period}]"
            pen.line(label, [original, up, down], usual_or(book, original))
        pen.line("Change", [None, one.move_raised, one.move_lowered], Format.PERCENT1)
        pen.line("Share that moves", [one.share], Format.PERCENT1, Emphasis.KEY_OUTPUT)
        pen.gap()


def usual_or(book: Book, figure: Figure) -> Format:
    """The format that the figure has at home, so that its twins compare with it."""
    return book.form_at_home(figure) or usual_format(figure)


def _assumption(pen: Pen, one: Line) -> None:
    said = one.figure.lineage
    note = ""
    if isinstance(said, Adopted):
        note = f"{said.owner}, {said.on:%d-%b-%Y}: {said.reason}"
    elif isinstance(said, Default):
        note = f"Default: {said.reason}"
    pen.line(one.label, [one.figure], one.form, note=note)


def _worth(pen: Pen, worth: Worth, across: int) -> None:
    pen.section(f"Terminal value by {worth.terminal.label.lower()}", across=across)
    for one in worth.lines:
        pen.line(one.label, [one.figure], one.form)


def _axes(pen: Pen, table: Grid) -> None:
    pen.section(table.title, across=len(table.columns))
    for label, step, form in (
        (f"Step of {table.row_label}", table.steps[0], table.row_form),
        (f"Step of {table.column_label}", table.steps[1], table.column_form),
    ):
        pen.line(label, [step], form)
    pen.sheet.text(pen.row, 0, f"{table.row_label} (down), {table.column_label}", Style.HEADER_LEFT)
    for place, figure in enumerate(table.columns, start=1):
        pen.show(place, figure, table.column_form, Emphasis.SUBTOTAL)
    pen.row += 1


def _workings(pen: Pen, table: Grid) -> None:
    points = [point for row in table.points for point in row]
    pen.section(table.title, across=len(points))
    for label, axis, form in (
        (table.row_label, [table.rows[point.row] for point in points], table.row_form),
        (table.column_label, [table.columns[point.column] for point in points], table.column_form),
    ):
        pen.links(label, axis, form)
    for place, original in enumerate(table.originals):
        label = f"{original.name} [{original.period.end.isoformat()}]"
        chain = [point.chain[place] for point in points]
        if chain[0] is points[0].output:
            # The outputs live in the grid itself, where ranges can be taken over them.
            pen.links(label, chain, table.output_form)
        else:
            pen.line(label, chain, usual_or(pen.book, original))
    pen.gap()


def _grid(pen: Pen, table: Grid) -> None:
    for place, row in enumerate(table.points):
        # The axis stands in the label column, as a number of its own.
        pen.show(0, table.rows[place], table.row_form, Emphasis.SUBTOTAL)
        for point in row:
            is_centre = point is table.centre
            emphasis = Emphasis.BASE_CASE if is_centre else Emphasis.PLAIN
            pen.show(point.column + 1, point.output, table.output_form, emphasis)
        pen.row += 1
    pen.gap()
