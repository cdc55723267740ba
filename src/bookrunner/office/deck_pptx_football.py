"""A football field as a native bar chart whose every series holds figures as they are.

Three series overlap: the highs, over them the middles, over them the lows in the page's own
colour. What stays visible is the range from low to high, and every point of the chart is a figure
that the workbook also holds; a stacked chart would hold differences that nobody can trace.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from lxml import etree
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.enum.dml import MSO_LINE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Inches, Pt

from bookrunner.figures import Figure, Unusable, show
from bookrunner.office.deck import FootballField, Shown, as_line, line_text
from bookrunner.office.deck_pptx_charts import (
    chart_data,
    clear_ground,
    label_series,
    plotted,
    record,
    set_type,
)
from bookrunner.office.deck_pptx_page import (
    Colour,
    DoesNotFit,
    Page,
    Words,
    add_line,
    add_text,
    place,
)
from bookrunner.office.deck_pptx_text import add_block_title
from bookrunner.office.pptx_types import Drawing, Element
from bookrunner.office.template_pptx import Box
from bookrunner.office.typesetting import line_count, text_width

_AXIS_SIZE = 9.0
_LABEL_SIZE = 10.0
_HEAD = 0.32
"""Inches above the plot for the label of the reference line."""
_FOOT = 0.34
"""Inches below the plot for the axis."""
_LABEL_SHARE_MAX = 0.34


class NoRange(Unusable):
    """A bar of a football field lacks a low or a high."""

    def __init__(self, slide: int, label: str) -> None:
        super().__init__(
            f"slide {slide}: {label!r} has no low or no high to draw; leave the bar out and say in "
            "a footnote why"
        )


@dataclass(frozen=True)
class _Axis:
    low: float
    high: float
    step: float


def add_football_field(page: Page, box: Box, field: FootballField) -> None:
    """Ranges from low to high, ends labelled, with a line at the reference.

    Raises:
        NoRange: A low or a high is missing.
        DoesNotFit: The labels need more room.
    """
    name = page.named("Football field")
    inner = add_block_title(page, box, field.title, name)
    axis = _axis(_values(page, field))
    plot = _plot_box(page, inner, field, axis, name)
    frame = page.slide.shapes.add_chart(
        XL_CHART_TYPE.BAR_CLUSTERED, Inches(0), Inches(0), Inches(1), Inches(1), _data(field)
    )
    chart_box = Box(inner.left, inner.top + _HEAD, inner.width, inner.height - _HEAD)
    place(frame, chart_box, name)
    _style(page, frame.chart, field, axis)
    _fix_plot(frame.chart, chart_box, plot)
    _series(page, frame.chart, field, name)
    _add_reference(page, field, name, inner, plot, axis)


def _values(page: Page, field: FootballField) -> list[float]:
    values: list[float] = []
    for bar in field.ranges:
        ends = [plotted(figure, field.form) for figure in (bar.low, bar.high)]
        if any(end is None for end in ends):
            raise NoRange(page.number, bar.label)
        values += [end for end in ends if end is not None]
    reference = plotted(field.reference, field.form) if field.reference is not None else None
    return values if reference is None else [*values, reference]


def _axis(values: list[float]) -> _Axis:
    """Round ends around the values with room for the labels beside the bars."""
    low, high = min(values), max(values)
    spread = (high - low) or abs(high) or 1.0
    rough = spread * 1.5 / 8
    power: float = 10.0 ** math.floor(math.log10(rough))
    step = next(power * factor for factor in (1.0, 2.0, 2.5, 5.0, 10.0) if power * factor >= rough)
    start = math.floor((low - 0.22 * spread) / step) * step
    if low >= 0:
        start = max(start, 0.0)
    return _Axis(start, math.ceil((high + 0.22 * spread) / step) * step, step)


def _labels(field: FootballField) -> list[str]:
    notes = [line_text(as_line(bar.note)) for bar in field.ranges]
    return [
        f"{bar.label}\n{note}" if note else bar.label
        for bar, note in zip(field.ranges, notes, strict=True)
    ]


def _plot_box(page: Page, inner: Box, field: FootballField, axis: _Axis, name: str) -> Box:
    """Where the plot stands on the slide: right of the method labels, above the axis."""
    face = page.face(_AXIS_SIZE)
    widest = max(text_width(part, face) for label in _labels(field) for part in label.split("\n"))
    left = min(widest * 1.05 + 0.2, _LABEL_SHARE_MAX * inner.width)
    plot = Box(
        inner.left + left,
        inner.top + _HEAD,
        inner.width - left - _overhang(page, field, axis),
        inner.height - _HEAD - _FOOT,
    )
    room = plot.height / len(field.ranges)
    lines = max(line_count(label, face, left - 0.2) for label in _labels(field))
    if lines * face.line > room or room < 0.3:
        raise DoesNotFit(page.number, name, "its labels do not fit beside their bars")
    return plot


def _overhang(page: Page, field: FootballField, axis: _Axis) -> float:
    """Half of the last number on the axis, which is centred below the plot's right edge.

    LibreOffice scales a chart down whose labels reach over its frame, and the line would be off.
    """
    last = f"({axis.high:,.{field.form.decimals}f}{field.form.suffix})"
    return text_width(last, page.face(_AXIS_SIZE)) / 2 + 0.05


def _data(field: FootballField) -> Element:
    columns = [
        ("High", [plotted(bar.high, field.form) for bar in field.ranges]),
        ("Middle", [_middle(bar.middle, field) for bar in field.ranges]),
        ("Low", [plotted(bar.low, field.form) for bar in field.ranges]),
    ]
    return chart_data(field.form, _labels(field), columns)


def _middle(figure: Figure | None, field: FootballField) -> float | None:
    return None if figure is None else plotted(figure, field.form)


def _style(page: Page, drawing: Drawing, field: FootballField, axis: _Axis) -> None:
    set_type(page, drawing, _AXIS_SIZE)
    drawing.has_title = False
    clear_ground(drawing)
    drawing.has_legend = False
    categories, values = drawing.category_axis, drawing.value_axis
    categories.reverse_order = True
    categories.major_tick_mark = XL_TICK_MARK.NONE
    categories.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    categories.tick_labels.font.size = Pt(_AXIS_SIZE)
    # The bars in the page's colour would cut a line in pieces.
    categories.format.line.fill.background()
    values.minimum_scale, values.maximum_scale, values.major_unit = axis.low, axis.high, axis.step
    values.has_major_gridlines = False
    values.major_tick_mark = XL_TICK_MARK.OUTSIDE
    # With the first bar on top the value axis would stand there too; "high" brings it down.
    values.tick_label_position = XL_TICK_LABEL_POSITION.HIGH
    values.tick_labels.font.size = Pt(_AXIS_SIZE)
    values.tick_labels.number_format = field.form.excel
    values.tick_labels.number_format_is_linked = False
    values.format.line.fill.background()
    values.major_tick_mark = XL_TICK_MARK.NONE
    drawing.plots[0].gap_width = 90
    drawing.plots[0].overlap = 100


def _fix_plot(drawing: Drawing, chart: Box, plot: Box) -> None:
    """Pins the plot inside the chart, so that the reference line can be drawn beside it."""
    area = drawing._chartSpace.chart.plotArea  # noqa: SLF001 - the library has no call for it
    for old in area.findall("{*}layout"):
        area.remove(old)
    shares = (
        ("x", (plot.left - chart.left) / chart.width),
        ("y", (plot.top - chart.top) / chart.height),
        ("w", plot.width / chart.width),
        ("h", plot.height / chart.height),
    )
    lines = "".join(f'<c:{key} val="{share:.6f}"/>' for key, share in shares)
    layout = etree.fromstring(
        '<c:layout xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:manualLayout>'
        '<c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
        f"{lines}</c:manualLayout></c:layout>"
    )
    area.insert(0, layout)


def _series(page: Page, drawing: Drawing, field: FootballField, name: str) -> None:
    highs, middles, lows = drawing.plots[0].series
    for drawn, colour in (
        (highs, Colour.SERIES_2),
        (middles, Colour.SERIES_1),
        (lows, Colour.PAGE),
    ):
        drawn.invert_if_negative = False
        drawn.format.fill.solid()
        page.paint(drawn.format.fill.fore_color, colour)
    label_series(page, highs, field.form, _LABEL_SIZE, XL_LABEL_POSITION.OUTSIDE_END)
    label_series(page, lows, field.form, _LABEL_SIZE, XL_LABEL_POSITION.INSIDE_END)
    record(page, name, 1, [bar.high for bar in field.ranges], field.form)
    for point, bar in enumerate(field.ranges, start=1):
        for piece in as_line(bar.note):
            if isinstance(piece, Shown):
                page.stand(piece, f"{name}/words")
        if bar.middle is not None and plotted(bar.middle, field.form) is not None:
            page.stand(Shown(bar.middle, field.form), f"{name}/series 2/point {point}")
    record(page, name, 3, [bar.low for bar in field.ranges], field.form)


def _shafts(page: Page, field: FootballField, plot: Box, axis: _Axis, centre: float) -> list[Box]:
    """The pieces of a vertical line that leave out the labels it would run through."""
    face = page.face(_LABEL_SIZE)
    row = plot.height / len(field.ranges)
    pieces = [[plot.top, plot.top]]
    for at, bar in enumerate(field.ranges):
        spans = []
        for figure, side in ((bar.low, -1), (bar.high, 1)):
            value = plotted(figure, field.form)
            assert value is not None, "ranges without an end were refused before"
            end = plot.left + plot.width * (value - axis.low) / (axis.high - axis.low)
            reach = end + side * (text_width(show(figure.value, field.form), face) + 0.14)
            spans.append((min(end, reach), max(end, reach)))
        middle = plot.top + (at + 0.5) * row
        if any(low < centre < high for low, high in spans):
            pieces[-1][1] = middle - 0.6 * face.line
            pieces.append([middle + 0.6 * face.line, plot.top])
    pieces[-1][1] = plot.bottom
    return [Box(centre, top, 0, bottom - top) for top, bottom in pieces if bottom - top > 0.05]


def _add_reference(
    page: Page, field: FootballField, name: str, inner: Box, plot: Box, axis: _Axis
) -> None:
    """A dashed line over the plot at the reference, and its label above."""
    if field.reference is None:
        return
    value = plotted(field.reference, field.form)
    # A currency sign at the end of the label hugs the number.
    ends_in_word = field.reference_label[-1:].isalnum()
    label = f"{field.reference_label} " if ends_in_word else field.reference_label
    line = (
        (label, Shown(field.reference, field.form))
        if label
        else (Shown(field.reference, field.form),)
    )
    face = page.face(_AXIS_SIZE, bold=True)
    width = text_width(line_text(line), face) * 1.05 + 0.1
    if value is None:
        centre = plot.left + plot.width / 2
    else:
        centre = plot.left + plot.width * (value - axis.low) / (axis.high - axis.low)
        for at, shaft in enumerate(_shafts(page, field, plot, axis, centre), start=1):
            mark = add_line(page, shaft, f"{name} reference line {at}", Colour.ACCENT, 1.5)
            mark.line.dash_style = MSO_LINE.DASH
    left = min(max(centre - width / 2, inner.left), inner.right - width)
    words = Words(
        _AXIS_SIZE,
        bold=True,
        colour=Colour.ACCENT,
        align=PP_ALIGN.CENTER,
        anchor=MSO_ANCHOR.BOTTOM,
        inset=0.02,
        wrap=False,
    )
    add_text(
        page, Box(left, inner.top, width, _HEAD - 0.02), f"{name} reference label", [line], words
    )
