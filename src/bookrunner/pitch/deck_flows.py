"""The pages of the DCF and the football field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bookrunner.figures import Format
from bookrunner.office import (
    Block,
    FootballField,
    Line,
    Range,
    Region,
    Row,
    RowStyle,
    Shown,
    Slide,
    Table,
)
from bookrunner.pitch.deck_pieces import (
    centre_line,
    day_of,
    figure_row,
    is_number,
    per_share,
    required_page,
    source_line,
    stated,
    stated_of,
    without_numbers,
)
from bookrunner.pitch.valued import Valued
from bookrunner.valuation import (
    Dcf,
    ForecastRow,
    Grid,
    Worth,
    case_title,
)
from bookrunner.valuation import Line as Labelled

_HOW_TO_READ = (
    "Each cell is the whole model with two figures replaced, live in the workbook; the base case "
    "is shaded. Shifts apply to every forecast year."
)

_RATE_KEYS = (
    ".equity_risk_premium",
    ".levered_beta",
    ".relevered_beta",
    ".after_tax_debt_rate",
    ".debt_weight",
)
_BARS = "Dark from low to middle, light from middle to high; the middle is the median or base case."
_BEFORE = (
    "Forecast years are projections from the drivers on the workbook's DCF sheet. Net debt is that "
    "of the last balance sheet: cash flows from there to the valuation date are in neither."
)

# With more, the table leaves no room on the pages of narrow designs.
_ROWS_OVER_VALUES_MAX = 10


def discounted_pages(valued: Valued) -> Mapping[str, Slide]:
    """The DCF and its sensitivity, or one page that says what it needs."""
    flows = valued.dcf
    if flows is None:
        how = without_numbers(
            str(valued.lacking), "What it needs stands on the Notes sheet of the workbook."
        )
        return {"flows": required_page("Discounted cash flow", "Inputs of the DCF", how)}
    ahead, label = flows.forecast, flows.company.company.label
    heads = [f"{year.label}A" for year in ahead.history] + [year.label for year in ahead.years]
    table = Table(
        [(f"{flows.company.company.money} in millions",), *((h,) for h in heads), ("Terminal",)],
        [
            figure_row(
                row.label,
                [*row.history, *row.figures, row.terminal],
                RowStyle.TOTAL
                if row.figures[0] is ahead.years[0].free_cash_flow
                else RowStyle.PLAIN,
                form=row.form,
            )
            for row in ahead.rows
            if not _is_switched_off(row)
        ],
        widths=(2.4, *(1.0 for _ in range(len(heads) + 1))),
    )
    price = flows.company.company.price
    worths = [flows.gordon] if flows.exit is None else [flows.gordon, flows.exit]
    values = Table(
        [("By terminal method",), *((worth.terminal.label,) for worth in worths)],
        [
            figure_row("Enterprise value", [worth.enterprise_value for worth in worths]),
            figure_row("Terminal value share", [worth.terminal_share for worth in worths]),
            figure_row("Equity value", [worth.equity_value for worth in worths]),
            *(
                [figure_row("Value per share", [one.share_price for one in worths], RowStyle.TOTAL)]
                if flows.company.company.is_listed
                else []
            ),
            *([] if price is None else [figure_row("Share price", [price for _ in worths])]),
            _cross_row(worths),
        ],
        widths=(1.6, *(1.0 for _ in worths)),
    )
    capital = Table(
        [("Discount rate",), ("At market weights",)],
        [
            Row(
                [(line.label,), (Shown(line.figure, line.form),)],
                RowStyle.TOTAL if line.figure is flows.wacc.wacc else RowStyle.PLAIN,
            )
            for line in _rate_lines(valued)
        ],
        widths=(2.6, 1.0),
    )
    title: Line = (f"The DCF values {label} at ", stated(flows.stated), stated_of(flows.stated))
    if not is_number(flows.stated):
        title = (f"The DCF gives no meaningful value of {label}'s equity",)
    elif flows.company.company.price is not None:
        title = (*title, ", against a price of ", per_share(flows.company.company.price))
    notes: list[Line] = [
        source_line(valued, [flows.stated]),
        (_of_plan(flows) + _BEFORE,),
    ]
    if len(table.rows) <= _ROWS_OVER_VALUES_MAX:
        below: list[tuple[Region, Block]] = [
            (Region.BOTTOM_LEFT, capital),
            (Region.BOTTOM_RIGHT, values),
        ]
        pages = {"flows": Slide(title, [(Region.TOP, table), *below], footnotes=notes)}
    else:
        ahead_title = (f"What {label}'s free cash flow is forecast to be, and from what",)
        pages = {
            "flows": Slide(ahead_title, [(Region.FULL, table)], footnotes=notes),
            "value": Slide(
                title, [(Region.LEFT, capital), (Region.RIGHT, values)], footnotes=notes[:1]
            ),
        }
    return {**pages, "sensitivity": _sensitivity(valued)}


def _of_plan(flows: Dcf) -> str:
    """Which management case drives the forecast, where one does."""
    plan = flows.company.company.plan
    chosen = flows.assumptions.case_selector.value
    if plan is None or chosen != len(flows.forecast.cases):
        return ""
    return f"The years ahead are of the management case {plan.name}, as far as it goes. "


def _is_switched_off(row: ForecastRow) -> bool:
    """Whether the row has no history and adds nothing to any year; the workbook has it, live."""
    told = [figure for figure in (*row.history, *row.figures, row.terminal) if figure is not None]
    return all(figure.value == 0 for figure in told)


def _sensitivity(valued: Valued) -> Slide:
    regions = (Region.TOP_LEFT, Region.TOP_RIGHT, Region.BOTTOM_LEFT)
    blocks = [
        (region, grid_table(table)) for region, table in zip(regions, valued.grids, strict=False)
    ]
    first, what = valued.grids[0], valued.inputs.target.stated_as
    outputs = [point.output for row in first.points for point in row]
    low, high = first.points[-1][0].output, first.points[0][-1].output
    cases = Table(
        [("By case",), *((case_title(case.name),) for case in valued.cases)],
        [
            figure_row("Enterprise value", [case.enterprise_value for case in valued.cases]),
            figure_row(what, [case.stated for case in valued.cases], RowStyle.HIGHLIGHT),
        ],
        title="Value by case, selected terminal method",
    )
    title: Line = (f"{what} across two steps of each driver",)
    if is_number(low) and is_number(high):
        title = (
            f"Across two steps of WACC and terminal growth, {what.lower()} spans ",
            stated(low),
            " to ",
            stated(high),
        )
    return Slide(
        title,
        [*blocks, (Region.BOTTOM_RIGHT, cases)],
        footnotes=[
            source_line(valued, outputs),
            (_HOW_TO_READ,),
        ],
    )


def grid_table(table: Grid) -> Table:
    """A sensitivity grid as a table, its centre shaded."""
    return Table(
        [
            (f"{table.row_label} \\ {table.column_label}",),
            *((Shown(figure, table.column_form),) for figure in table.columns),
        ],
        [
            Row(
                [
                    (Shown(table.rows[place], table.row_form),),
                    *((Shown(point.output, table.output_form),) for point in row),
                ]
            )
            for place, row in enumerate(table.points)
        ],
        widths=(2.0, 1, 1, 1, 1, 1),
        highlight=(len(table.rows) // 2, len(table.columns) // 2 + 1),
        title=table.title,
    )


def _cross_row(worths: Sequence[Worth]) -> Row:
    cells: list[Line] = []
    for worth in worths:
        implied = worth.terminal.implied
        form = Format.MULTIPLE if "multiple" in implied.key else Format.PERCENT1
        kind = "multiple " if form is Format.MULTIPLE else "growth "
        cells.append((kind, Shown(implied, form)))
    return Row([("Implied by the other method",), *cells])


def _rate_lines(valued: Valued) -> Sequence[Labelled]:
    """The lines from which the WACC can be followed by hand."""
    assert valued.wacc is not None
    rate = valued.wacc
    wanted = {rate.risk_free.id, rate.cost_of_equity.id, rate.tax.rate.id, rate.wacc.id}
    wanted |= set() if rate.cost_of_debt is None else {rate.cost_of_debt.id}
    return [
        line
        for line in rate.lines
        if line.figure.id in wanted or line.figure.key.endswith(_RATE_KEYS)
    ]


def football_page(valued: Valued) -> Slide:
    """Every method as a bar on one axis, beside the current price."""
    field, company = valued.field, valued.inputs.target
    notes: list[Line] = [(note,) for note in field.notes]
    if not field.bars:
        return required_page(
            "Valuation summary", "A method that gives a range", " ".join(field.notes)
        )
    block = FootballField(
        [Range(bar.label, bar.low, bar.high, bar.middle, bar.basis) for bar in field.bars],
        Format.PER_SHARE if company.is_listed else Format.MONEY_MM,
        field.price,
        "" if field.price is None else f"Current price, {day_of(field.price)}",
        f"{company.stated_as} ({company.money}{'' if company.is_listed else ' in millions'})",
    )
    title = centre_line(valued)
    ends = [figure for bar in field.bars for figure in (bar.low, bar.middle, bar.high)]
    return Slide(
        title,
        [(Region.FULL, block)],
        footnotes=[source_line(valued, ends), (_BARS,), *notes],
    )
