"""Imported market levels on a page: what each is, how far it moved, and lines of them."""

from __future__ import annotations

from collections.abc import Sequence

from bookrunner.figures import Format
from bookrunner.office import (
    Chart,
    ChartKind,
    Line,
    Region,
    Row,
    RowStyle,
    Series,
    Shown,
    Slide,
    Table,
)
from bookrunner.pitch.deck_pieces import is_number, source_line
from bookrunner.pitch.market_series import HORIZONS, MarketSeries
from bookrunner.pitch.valued import Valued

_ROWS_MAX = 19
_WORDS = ("one day", "one week", "one month", "year to date")
"""The horizons of changes, as heads of columns."""
_NOTE = (
    "Changes are in basis points for rates and spreads and in percent for all others; from the "
    "last level kept on or shortly before the day, and required where none is."
)


def levels_slide(valued: Valued, series: Sequence[MarketSeries]) -> Slide:
    """All levels by class."""
    table, shown = levels_table(series)
    notes: list[Line] = [source_line(valued, [one.last for one in shown]), (_NOTE,)]
    if len(shown) < len(series):
        notes.append(("Further series stand on the Market sheet of the workbook.",))
    return Slide(_title(shown), [(Region.FULL, table)], footnotes=notes)


def levels_table(
    series: Sequence[MarketSeries], rows_max: int = _ROWS_MAX
) -> tuple[Table, Sequence[MarketSeries]]:
    """The levels under the heads of their classes, and which of them fit."""
    rows: list[Row] = []
    shown: list[MarketSeries] = []
    for one in series:
        is_new = not shown or shown[-1].group != one.group
        if len(rows) + 1 + is_new > rows_max:
            break
        if is_new:
            head = one.group.upper() if one.group == "fx" else one.group.capitalize()
            rows.append(Row([(head,), *((),) * (2 + len(HORIZONS))], RowStyle.SUBTOTAL))
        shown.append(one)
        rows.append(_row(one))
    heads: list[Line] = [
        ("Level",),
        ("Last",),
        *((one.capitalize(),) for one in _WORDS),
        ("As of",),
    ]
    return Table(heads, rows, widths=(2.2, 1.0, 0.8, 0.8, 0.8, 0.9, 1.5)), shown


def _row(one: MarketSeries) -> Row:
    suffix = " bp" if one.is_rate else ""
    cells: list[Line] = [
        ("required",) if change is None
        else (Shown(change.moved, one.change_form, suffix=suffix),)
        for change in one.changes
    ]  # fmt: skip
    when = f"{one.last.period.end:%d-%b-%Y}{f', {one.time}' if one.time else ''}"
    return Row([(one.name,), (_level(one),), *cells, (when,)])


def series_charts(series: Sequence[MarketSeries]) -> Sequence[Chart]:
    """Two at most: an index of shares and a spread where there are any, else the first ones."""
    wanted = ("equity", "credit", "volatility", "rates")
    told = [one for one in series if one.is_drawn]
    found = [next((one for one in told if one.group == group), None) for group in wanted]
    return [_chart(one) for one in ([one for one in found if one is not None][:2] or told[:2])]


def _chart(one: MarketSeries) -> Chart:
    """The series over the days kept of the past year."""
    return Chart(
        ChartKind.LINE,
        [f"{level.period.end:%d-%b-%Y}" for level in one.drawn],
        [Series(one.name, one.drawn)],
        one.form,
        one.name,
    )


def _title(series: Sequence[MarketSeries]) -> Line:
    """The first index of shares, else the first level, and how it moved over the year."""
    first = next((one for one in series if one.group == "equity"), series[0])
    line: Line = (f"{first.name} stands at ", _level(first))
    year = first.changes[-1]
    if year is None or not is_number(year.moved):
        return line
    suffix = " bp" if first.is_rate else ""
    return (
        *line,
        ", a change of ",
        Shown(year.moved, first.change_form, suffix=suffix),
        f" since {year.then.period.end:%d-%b-%Y}",
    )


def _level(one: MarketSeries) -> Shown:
    return Shown(one.last, one.form, suffix=" bp" if one.form is Format.BPS else "")
