"""The comparables: valuation multiples to print, operating metrics, and what they imply."""

from __future__ import annotations

from collections.abc import Sequence

from bookrunner.figures import Format
from bookrunner.office import Emphasis, Style
from bookrunner.pitch.pen import Book, Pen
from bookrunner.valuation import Block, Bridge, Column, Comps, CompsRow


def comps_sheet(book: Book, comps: Comps) -> None:
    """Sizes and multiples of peers and target, statistics over peers, and implied value."""
    columns = [*comps.columns_of(Block.SIZE), *comps.columns_of(Block.VALUATION)]
    pen = book.pen(
        "Comps",
        "Trading comparables",
        f"{comps.target.company.money} in millions, except per share; "
        f"prices and net debt as dated on the companies' sheets; NM: not meaningful "
        f"(negative or above the threshold below), NA: not available",
        widths=(34.0, 12.0),
        freeze=(5, 1),
    )
    _table(pen, comps, columns)
    pen.section("Conventions", across=len(columns))
    for level in comps.levels:
        pen.line(level.name, [level], Format.PERCENT1)
    pen.line(comps.policy.multiple_max.name, [comps.policy.multiple_max], Format.MULTIPLE)
    pen.gap()
    _implied(pen, comps)
    for note in comps.notes:
        pen.words(note)


def benchmark_sheet(book: Book, comps: Comps) -> None:
    """Growth, margins, investment and leverage of peers and target."""
    pen = book.pen(
        "Benchmark",
        "Operating benchmarking",
        "Last twelve months unless a column says otherwise",
        widths=(34.0, 12.0),
        freeze=(5, 1),
    )
    _table(pen, comps, comps.columns_of(Block.OPERATING))


def bridges_sheet(book: Book, bridges: Sequence[Bridge]) -> None:
    """From share price to enterprise value of every company, part by part."""
    pen = book.pen(
        "EV bridge",
        "From equity value to enterprise value",
        "Money and shares in millions, except per share; a part that is not reported has no row",
        widths=(52.0, 15.0),
        freeze=(3, 1),
    )
    for bridge in bridges:
        pen.section(f"{bridge.company.name} ({bridge.company.label})", across=1)
        for line in bridge.share_lines:
            pen.line(line.label, [line.figure], line.form)
        for line in bridge.lines:
            is_result = line.figure in (bridge.equity_value, bridge.enterprise_value)
            emphasis = Emphasis.SUBTOTAL if is_result else Emphasis.PLAIN
            pen.line(line.label, [line.figure], line.form, emphasis)
        pen.gap()


def _table(pen: Pen, comps: Comps, columns: Sequence[Column]) -> None:
    pen.header(["", *(column.label for column in columns)])
    pen.header(["Company", *(column.basis for column in columns)])
    for row in comps.peers:
        _company(pen, row, columns)
    pen.section("Statistics over peers", across=len(columns))
    for statistic in comps.statistics:
        pen.sheet.text(pen.row, 0, statistic.label, Style.LABEL)
        for place, column in enumerate(columns, start=1):
            if column.key in statistic.cells:
                pen.show(place, statistic.cells[column.key], column.form)
        pen.row += 1
    pen.section("Target (not in the statistics)", across=len(columns))
    _company(pen, comps.target, columns, Emphasis.KEY_OUTPUT)
    pen.gap()


def _company(
    pen: Pen, row: CompsRow, columns: Sequence[Column], emphasis: Emphasis = Emphasis.PLAIN
) -> None:
    pen.sheet.text(pen.row, 0, f"{row.company.name} ({row.company.label})", Style.LABEL)
    for place, column in enumerate(columns, start=1):
        pen.show(place, row.cells[column.key], column.form, emphasis)
    pen.row += 1


def _implied(pen: Pen, comps: Comps) -> None:
    label = comps.target.company.label
    pen.section(f"Value of {label} that the peers' multiples imply", across=6)
    pen.header(
        [
            "Multiple",
            "Peers' multiple",
            f"{label} metric",
            "Enterprise value",
            "Net claims",
            "Equity value",
            "Per share",
        ]
    )
    for implied in comps.implied:
        metric_form = (
            Format.PER_SHARE
            if implied.metric.unit.currency != str(implied.metric.unit)
            else Format.MONEY_MM
        )
        for point in implied.points:
            name = f"{implied.column.label} ({implied.column.basis}), {point.label.lower()}"
            pen.sheet.text(pen.row, 0, name, Style.LABEL)
            pen.show(1, point.multiple, implied.column.form)
            pen.show(2, implied.metric, metric_form)
            if point.enterprise_value is not None and point.net_claims is not None:
                pen.show(3, point.enterprise_value, Format.MONEY_MM)
                pen.show(4, point.net_claims, Format.MONEY_MM)
            pen.show(5, point.equity_value, Format.MONEY_MM)
            pen.show(6, point.share_price, Format.PER_SHARE, Emphasis.KEY_OUTPUT)
            pen.row += 1
    pen.gap()
