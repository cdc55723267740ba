"""The comparables: valuation multiples to print, operating metrics, and what they imply."""

from __future__ import annotations

from collections.abc import Sequence

from bookrunner.figures import Format
from bookrunner.office import Emphasis, Style
from bookrunner.pitch.bridge_table import bridge_table
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


def forward_sheet(book: Book, comps: Comps) -> None:
    """Growth, margins and multiples on analysts' estimates; nothing where there are none."""
    columns = comps.columns_of(Block.FORWARD)
    if not columns:
        return
    pen = book.pen(
        "Forward",
        "Trading comparables on analysts' estimates",
        "NTM: the twelve months after the valuation date; CY: calendar years, made of fiscal years "
        "by months; estimates and their dates stand on the companies' sheets and under Sources",
        widths=(34.0, 12.0),
        freeze=(5, 1),
    )
    _table(pen, comps, columns)
    for note in comps.notes:
        pen.words(note)


def bridges_sheet(book: Book, bridges: Sequence[Bridge]) -> None:
    """From share price to enterprise value, a row per part and a column per company."""
    pen = book.pen(
        "EV bridge",
        "From share price to enterprise value, and back",
        "Money and shares in millions, except per share; an empty cell: not reported, left out",
        widths=(56.0, 14.0),
        freeze=(4, 1),
    )
    table = bridge_table(bridges, with_shares=True)
    totals = {
        figure.id for bridge in bridges for figure in (bridge.equity_value, bridge.enterprise_value)
    }
    pen.header(["", *(bridge.company.label for bridge in bridges)])
    for label in table.labels:
        lines = [column.get(label) for column in table.columns]
        first = next(one for one in lines if one is not None)
        emphasis = Emphasis.SUBTOTAL if first.figure.id in totals else Emphasis.PLAIN
        pen.line(
            label, [None if one is None else one.figure for one in lines], first.form, emphasis
        )


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
            "Per share" if comps.target.company.is_listed else "",
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
            if comps.target.company.is_listed:
                pen.show(6, point.share_price, Format.PER_SHARE, Emphasis.KEY_OUTPUT)
            pen.row += 1
    pen.gap()
