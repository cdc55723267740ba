"""Comparables and discounted cash flows as tables of plain values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bookrunner.app import Desk
from bookrunner.figures import Figure, Finding, Format
from bookrunner.ledger import Ledger
from bookrunner.operations.book_requests import book_request
from bookrunner.operations.expected import known_estimates, known_plans
from bookrunner.operations.kept_documents import document_reader
from bookrunner.operations.requests import CompsRequest, DcfRequest
from bookrunner.operations.responses import Grid, GridRow, Number, Valuation
from bookrunner.operations.told import company_line, number, remarks
from bookrunner.pitch import Valued, pitch_inputs, valued
from bookrunner.valuation import Block, Column, Comps, Dcf, Line, Worth
from bookrunner.valuation import Grid as Sensitivity


def comparables(desk: Desk, request: CompsRequest) -> Valuation:
    """Trading comparables of a target and its peers.

    Raises:
        NotFound: A company is not known, or has no fiscal year by the valuation date.
        BadInput: The file of prices or of assumptions cannot be used.
        Unusable: The valuation cannot be made with the inputs at hand.
    """
    made, findings = _valued(desk, request)
    compared = made.comps
    grids = [_companies(compared, block) for block in Block if compared.columns_of(block)]
    grids += [_statistics(compared), _implied(compared)]
    shown = _Shown(
        "trading comparables",
        grids,
        _compared_figures(compared),
        compared.target.bridge.enterprise_value,
        (*findings, *compared.findings, *made.inputs.findings),
        compared.notes,
    )
    return _answer(desk, made, shown)


def discounted(desk: Desk, request: DcfRequest) -> Valuation:
    """A discounted cash flow valuation by both terminal methods.

    Raises:
        NotFound: A company is not known, or has no fiscal year by the valuation date.
        BadInput: The file of prices or of assumptions cannot be used.
        Unusable: The valuation cannot be made with the inputs at hand.
    """
    made, findings = _valued(desk, request)
    if made.dcf is None:
        assert made.lacking is not None, "a valuation without a DCF says why"
        raise made.lacking
    grids = [
        _lines("Value", made.dcf.lines),
        _both_methods(made.dcf),
        _forecast(made.dcf),
        _discounting(made.dcf),
        _lines("Weighted average cost of capital", made.dcf.wacc.lines),
        _lines("Assumptions", made.dcf.assumptions.lines),
        *(_sensitivity(one) for one in made.grids),
    ]
    shown = _Shown(
        "discounted cash flows",
        grids,
        _discounted_figures(made.dcf, made.grids),
        made.dcf.stated,
        (*findings, *made.dcf.findings, *made.inputs.findings),
    )
    return _answer(desk, made, shown)


def _valued(desk: Desk, request: CompsRequest | DcfRequest) -> tuple[Valued, Sequence[Finding]]:
    """The valuation asked for, and what was wrong in the files named."""
    asked, findings = book_request(desk, request)
    inputs = pitch_inputs(
        desk.store,
        desk.viewer,
        asked,
        document_reader(desk),
        known_estimates(desk),
        known_plans(desk),
    )
    return valued(inputs), findings


@dataclass(frozen=True)
class _Shown:
    """A valuation to be answered: its tables, and the figures that stand in them."""

    title: str
    grids: Sequence[Grid]
    figures: Sequence[Figure]
    headline: Figure
    findings: Sequence[Finding]
    notes: Sequence[str] = ()


def _answer(desk: Desk, made: Valued, shown: _Shown) -> Valuation:
    """The answer; its figures are kept, so that ``why`` finds them."""
    inputs = made.inputs
    desk.keep_shown(Ledger.of(shown.figures, (), as_of=inputs.valuation_date))
    return Valuation(
        company=company_line(inputs.company),
        title=shown.title,
        as_of=inputs.valuation_date,
        currency=str(inputs.target.money),
        grids=tuple(shown.grids),
        notes=tuple(shown.notes),
        headline=number(shown.headline),
        findings=remarks(dict.fromkeys(shown.findings)),
    )


def _compared_figures(made: Comps) -> Sequence[Figure]:
    rows = [row.cells for row in (made.target, *made.peers)]
    rows += [row.cells for row in made.statistics]
    found = [figure for cells in rows for figure in cells.values()]
    found += [point.stated for implied in made.implied for point in implied.points]
    return [*found, made.target.bridge.enterprise_value]


def _discounted_figures(made: Dcf, sensitivities: Sequence[Sensitivity]) -> Sequence[Figure]:
    lines = (*made.lines, *made.wacc.lines, *made.assumptions.lines)
    found = [line.figure for line in lines]
    for worth in (made.gordon, made.exit):
        found += [] if worth is None else _worth(worth)
    for row in made.forecast.rows:
        cells = (*row.history, *row.figures, row.terminal)
        found += [figure for figure in cells if figure is not None]
    found += [figure for line in made.discounting for figure in line.figures]
    for table in sensitivities:
        found += [*table.rows, *table.columns]
        found += [point.output for points in table.points for point in points]
    return [*found, made.stated]


# ------------------------------------------------------------------------------ comparables


def _companies(made: Comps, block: Block) -> Grid:
    """Peers first, the target below them."""
    columns = made.columns_of(block)
    rows = [
        GridRow(row.company.label, tuple(number(row.cells[column.key]) for column in columns))
        for row in made.peers
    ]
    target = tuple(number(made.target.cells[column.key]) for column in columns)
    rows.append(GridRow(f"{made.target.company.label} (target)", target, "total"))
    return Grid(block.value, _heads(columns), _forms(columns), tuple(rows))


def _statistics(made: Comps) -> Grid:
    columns = (*made.columns_of(Block.VALUATION), *made.columns_of(Block.FORWARD))
    rows = [
        GridRow(row.label, tuple(number(row.cells[column.key]) for column in columns))
        for row in made.statistics
    ]
    title = "Statistics over peers, without the target; NM and NA are left out"
    return Grid(title, _heads(columns), _forms(columns), tuple(rows))


def _implied(made: Comps) -> Grid:
    rows = tuple(
        GridRow(
            f"{implied.column.label} ({implied.column.basis})",
            tuple(number(point.stated) for point in implied.points),
        )
        for implied in made.implied
    )
    heads = ("25th\npercentile", "median", "75th\npercentile")
    label = made.target.company.label
    company = made.target.company
    form = Format.PER_SHARE if company.is_listed else Format.MONEY_MM
    return Grid(f"{company.stated_as} of {label} implied", heads, (form.name,) * 3, rows)


def _heads(columns: Sequence[Column]) -> tuple[str, ...]:
    return tuple(f"{column.label}\n{column.basis}".strip() for column in columns)


def _forms(columns: Sequence[Column]) -> tuple[str, ...]:
    return tuple(column.form.name for column in columns)


# ------------------------------------------------------------------- discounted cash flows


def _lines(title: str, lines: Sequence[Line]) -> Grid:
    """One column of figures, each in its own format."""
    rows = tuple(
        GridRow(line.label, (number(line.figure),), formats=(line.form.name,)) for line in lines
    )
    return Grid(title, ("",), ("RATIO4",), rows)


def _both_methods(made: Dcf) -> Grid:
    worths = [made.gordon] if made.exit is None else [made.gordon, made.exit]
    labels = ["Enterprise value", "Terminal value in it", "Equity value"]
    forms = [Format.MONEY_MM, Format.PERCENT1, Format.MONEY_MM]
    if made.company.company.is_listed:
        labels.append("Value per share")
        forms.append(Format.PER_SHARE)
    rows = tuple(
        GridRow(
            label,
            tuple(number(_worth(worth)[place]) for worth in worths),
            "total" if place == len(labels) - 1 else "plain",
            (form.name,) * len(worths),
        )
        for place, (label, form) in enumerate(zip(labels, forms, strict=True))
    )
    heads = tuple(worth.terminal.label for worth in worths)
    return Grid("By terminal method", heads, ("RATIO4",) * len(worths), rows)


def _worth(worth: Worth) -> tuple[Figure, ...]:
    return (
        worth.enterprise_value,
        worth.terminal_share,
        worth.equity_value,
        worth.share_price,
    )


def _forecast(made: Dcf) -> Grid:
    """History, forecast years, and the normalised year after them."""
    ahead = made.forecast
    heads = [f"{year.label}A" for year in ahead.history]
    heads += [year.label for year in ahead.years]
    heads.append(ahead.terminal.label)
    rows = tuple(
        GridRow(
            row.label,
            tuple(_or_empty(figure) for figure in (*row.history, *row.figures, row.terminal)),
            formats=(row.form.name,) * len(heads),
        )
        for row in ahead.rows
    )
    return Grid("Forecast of the active case", tuple(heads), ("RATIO4",) * len(heads), rows)


def _discounting(made: Dcf) -> Grid:
    heads = tuple(year.label for year in made.forecast.discounted)
    rows = tuple(
        GridRow(
            row.label,
            tuple(number(figure) for figure in row.figures),
            formats=(row.form.name,) * len(heads),
        )
        for row in made.discounting
    )
    return Grid("Discounting", heads, ("RATIO4",) * len(heads), rows)


def _sensitivity(table: Sensitivity) -> Grid:
    """The rows' own values stand in the first column; the axis of the columns on top."""
    count = len(table.columns)
    axis = GridRow(
        f"{table.row_label} down, {table.column_label} across",
        (None, *(number(figure) for figure in table.columns)),
        "section",
        (table.row_form.name, *(table.column_form.name,) * count),
    )
    body = (
        GridRow(
            "",
            (number(left), *(number(point.output) for point in points)),
            formats=(table.row_form.name, *(table.output_form.name,) * count),
        )
        for left, points in zip(table.rows, table.points, strict=True)
    )
    return Grid(table.title, ("",) * (count + 1), ("RATIO4",) * (count + 1), (axis, *body))


def _or_empty(figure: Figure | None) -> Number | None:
    return None if figure is None else number(figure)
