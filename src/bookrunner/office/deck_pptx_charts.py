"""Native charts with data labels, over an embedded workbook of the shown values."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from lxml import etree
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
    XL_TICK_MARK,
)
from pptx.util import Inches, Pt

from bookrunner.figures import Figure, Format, Missing, show
from bookrunner.office.deck import Chart, ChartKind, Shown
from bookrunner.office.deck_pptx_page import (
    SERIES,
    Colour,
    DoesNotFit,
    Page,
    Words,
    add_text,
    frame_height,
    place,
)
from bookrunner.office.deck_pptx_text import add_block_title
from bookrunner.office.pptx_types import Drawing, DrawnSeries, Element, EnumValue
from bookrunner.office.standing import Standing
from bookrunner.office.template_pptx import Box
from bookrunner.office.typesetting import Face, stretch_of, text_width

_KINDS = {
    ChartKind.COLUMN: XL_CHART_TYPE.COLUMN_CLUSTERED,
    ChartKind.BAR: XL_CHART_TYPE.BAR_CLUSTERED,
    ChartKind.LINE: XL_CHART_TYPE.LINE_MARKERS,
}
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_LABEL_SIZES = (10.0, 9.5, 9.0, 8.5, 8.0)
_AXIS_SIZE = 9.0
_NOTE = Words(8, colour=Colour.MUTED, inset=0.0)
_SHARE_OF_GAP = 0.55
"""How much of a category's room lies between its bars."""


def add_chart(page: Page, box: Box, chart: Chart) -> None:
    """A column, bar or line chart; a missing value leaves a gap and is named below.

    Raises:
        DoesNotFit: There are more points than labels of 8 points have room for.
    """
    name = page.named("Chart")
    for series in chart.series:
        assert len(series.figures) == len(chart.categories), f"{name}: {series.name} is incomplete"
    inner = add_block_title(page, box, chart.title, name)
    inner = _add_gap_note(page, inner, chart, name)
    kind = chart.kind
    columns = [
        (series.name, [plotted(figure, chart.form) for figure in series.figures])
        for series in chart.series
    ]
    data = chart_data(chart.form, chart.categories, columns)
    frame = page.slide.shapes.add_chart(
        _KINDS[kind], Inches(0), Inches(0), Inches(1), Inches(1), data
    )
    place(frame, inner, name)
    drawing = frame.chart
    many = len(chart.series) > 1
    size, upright = _label_size(page, chart, inner, name)
    set_type(page, drawing, _AXIS_SIZE)
    drawing.has_title = False
    clear_ground(drawing)
    drawing.has_legend = many
    if many:
        drawing.legend.position = XL_LEGEND_POSITION.TOP
        drawing.legend.include_in_layout = False
        drawing.legend.font.size = Pt(_AXIS_SIZE)
    _axes(page, drawing, chart)
    _scale(page, drawing.value_axis, chart, inner, size)
    plot = drawing.plots[0]
    if kind is not ChartKind.LINE:
        plot.gap_width = round(100 * _SHARE_OF_GAP / (1 - _SHARE_OF_GAP) * _breadth(chart))
        plot.overlap = -5 if many else 0
    for position, (drawn, series) in enumerate(zip(plot.series, chart.series, strict=True), 1):
        _style_series(page, drawn, kind, SERIES[(position - 1) % len(SERIES)])
        label_series(page, drawn, chart.form, size, _label_position(kind, position))
        if not upright:
            _turn_labels(drawn)
        record(page, name, position, series.figures, chart.form)


def chart_data(
    form: Format,
    categories: Sequence[str],
    columns: Sequence[tuple[str, Sequence[float | None]]],
) -> Element:
    """What the workbook embedded in a chart holds."""
    data = CategoryChartData(number_format=form.excel)  # type: ignore[no-untyped-call]
    data.categories = list(categories)
    for name, values in columns:
        data.add_series(name, list(values))  # type: ignore[no-untyped-call]
    return data


def plotted(figure: Figure, form: Format) -> float | None:
    """The value as the chart's workbook holds it: in the format's scale; None leaves a gap."""
    if isinstance(figure.value, Missing):
        return None
    return float(Decimal(repr(figure.value)).scaleb(-form.exponent))


def record(page: Page, name: str, series: int, figures: Sequence[Figure], form: Format) -> None:
    """Says where the points of a series stand; a gap shows no number and is left to its note."""
    for point, figure in enumerate(figures, start=1):
        if not isinstance(figure.value, Missing):
            where = f"slide {page.number}/{name}/series {series}/point {point}"
            text = show(figure.value, form)
            page.standings.append(Standing(figure, "deck", where, text, form.exponent))


def set_type(page: Page, drawing: Drawing, size: float) -> None:
    """The type of everything in a chart that says nothing else."""
    drawing.font.size = Pt(size)
    page.paint(drawing.font.color, Colour.TEXT)


def hide(axis: Drawing) -> None:
    """Hides an axis in so many words; LibreOffice reads the short form as its opposite."""
    axis.visible = False
    axis._element.find("{*}delete").set("val", "1")  # noqa: SLF001


def clear_ground(drawing: Drawing) -> None:
    """No fill, no border and no round corners, which PowerPoint would else choose by itself."""
    space = drawing._chartSpace  # noqa: SLF001 - the library has no call for it
    for old in space.findall("{*}roundedCorners"):
        space.remove(old)
    corners = etree.fromstring(f'<c:roundedCorners xmlns:c="{_C}" val="0"/>')
    space.find("{*}chart").addprevious(corners)
    for later in space.findall("{*}date1904") + space.findall("{*}lang"):
        space.insert(space.index(corners), later)
    ground = etree.fromstring(
        f'<c:spPr xmlns:c="{_C}" xmlns:a="{_A}"><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>'
    )
    space.find("{*}chart").addnext(ground)


def label_series(
    page: Page, drawn: DrawnSeries, form: Format, size: float, position: EnumValue
) -> None:
    """Data labels in the figure's own format."""
    labels = drawn.data_labels
    labels.show_value = True
    labels.number_format = form.excel
    labels.number_format_is_linked = False
    labels.font.size = Pt(size)
    page.paint(labels.font.color, Colour.TEXT)
    if position is not None:
        labels.position = position


def _add_gap_note(page: Page, box: Box, chart: Chart, name: str) -> Box:
    """Names the values that the chart cannot draw, and gives the room above the note."""
    missing = [
        (series, category, figure)
        for series in chart.series
        for category, figure in zip(chart.categories, series.figures, strict=True)
        if isinstance(figure.value, Missing)
    ]
    if not missing:
        return box
    line: list[str | Shown] = ["Not drawn: "]
    for at, (series, category, figure) in enumerate(missing):
        label = category if len(chart.series) == 1 else f"{series.name} {category}"
        line += [f"{'; ' if at else ''}{label} ", Shown(figure, chart.form)]
    height = frame_height(page, [tuple(line)], _NOTE, box.width)
    note = Box(box.left, box.bottom - height, box.width, height)
    if height > 0.4 * box.height:
        raise DoesNotFit(page.number, name, "too many of its values are missing to name them")
    add_text(page, note, f"{name} note", [tuple(line)], _NOTE)
    return Box(box.left, box.top, box.width, box.height - height)


def _breadth(chart: Chart) -> float:
    """Several bars in a category share its room, so the gap counts in single bars."""
    return max(len(chart.series), 1)


def _label_size(page: Page, chart: Chart, box: Box, name: str) -> tuple[float, bool]:
    """The size of the data labels, and whether they stand upright rather than turned."""
    # Labels of neighbouring bars stand at different heights, so the typeface's own widths will do.
    stretch = stretch_of(page.template.theme.text_font)
    texts = [show(figure.value, chart.form) for series in chart.series for figure in series.figures]
    categories, runs = len(chart.categories), len(chart.series)
    if chart.kind is ChartKind.BAR:
        room = (box.height - 0.5) / categories
        # Over a single bar's ends the label may reach into the gap to the next one.
        each = 0.75 * room if runs == 1 else 1.35 * room * (1 - _SHARE_OF_GAP) / runs
        for size in _LABEL_SIZES:
            if page.face(size).line <= each:
                return size, True
        raise DoesNotFit(page.number, name, "its bars are too thin for labels")
    slot = (box.width - 0.3) / categories
    each = slot if chart.kind is ChartKind.LINE else slot * (1 - _SHARE_OF_GAP / 2) / runs
    for size in _LABEL_SIZES:
        if (
            max((text_width(text, Face(size, stretch=stretch)) for text in texts), default=0)
            <= each
        ):
            return size, True
    if page.face(_LABEL_SIZES[-1]).line <= each and chart.kind is ChartKind.COLUMN:
        return _LABEL_SIZES[-1], False
    raise DoesNotFit(page.number, name, "its labels would run into each other")


def _axes(page: Page, drawing: Drawing, chart: Chart) -> None:
    """The labels carry the values, so the value axis is only a baseline."""
    categories, values = drawing.category_axis, drawing.value_axis
    categories.tick_labels.font.size = Pt(_AXIS_SIZE)
    categories.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    categories.major_tick_mark = XL_TICK_MARK.NONE
    categories.has_major_gridlines = False
    page.paint(categories.format.line.color, Colour.RULE)
    hide(values)
    values.has_major_gridlines = False
    if chart.kind is ChartKind.BAR:
        categories.reverse_order = True


def _scale(page: Page, values: Drawing, chart: Chart, box: Box, size: float) -> None:
    """Sets the ends of the hidden axis so that the labels outside the bars have room.

    Bars start at zero. Lines of positive values may start above; the labels say how high they are.
    """
    shown = [plotted(figure, chart.form) for series in chart.series for figure in series.figures]
    known = [value for value in shown if value is not None]
    if not known:
        return
    low, high = min(known), max(known)
    if chart.kind is not ChartKind.LINE or low <= 0.5 * high:
        low, high = min(low, 0.0), max(high, 0.0)
    spread = (high - low) or abs(high) or 1.0
    texts = [show(figure.value, chart.form) for series in chart.series for figure in series.figures]
    if chart.kind is ChartKind.BAR:
        room = max(text_width(text, page.face(size)) for text in texts) / (0.7 * box.width)
    else:
        room = page.face(size).line / (0.6 * box.height)
    pad = spread * min(1.5 * room, 0.5)
    values.maximum_scale = high + pad if high > 0 else 0.0
    values.minimum_scale = low - pad if low < 0 or chart.kind is ChartKind.LINE else 0.0


def _style_series(page: Page, drawn: DrawnSeries, kind: ChartKind, colour: Colour) -> None:
    if kind is ChartKind.LINE:
        drawn.smooth = False
        page.paint(drawn.format.line.color, colour)
        drawn.format.line.width = Pt(2.25)
        drawn.marker.style = XL_MARKER_STYLE.CIRCLE
        drawn.marker.size = 6
        drawn.marker.format.fill.solid()
        page.paint(drawn.marker.format.fill.fore_color, colour)
        page.paint(drawn.marker.format.line.color, colour)
        return
    drawn.invert_if_negative = False
    drawn.format.fill.solid()
    page.paint(drawn.format.fill.fore_color, colour)


def _label_position(kind: ChartKind, series: int) -> EnumValue:
    if kind is not ChartKind.LINE:
        return XL_LABEL_POSITION.OUTSIDE_END
    return XL_LABEL_POSITION.ABOVE if series % 2 else XL_LABEL_POSITION.BELOW


def _turn_labels(drawn: DrawnSeries) -> None:
    drawn.data_labels._element.find(".//{*}bodyPr").set("rot", "-5400000")  # noqa: SLF001
