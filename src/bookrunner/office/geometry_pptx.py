"""Finds what is wrong with the look of a written deck without drawing it.

A picture drawn by one program is no proof of how another sets the page, so places and the room
that words need are computed from the file itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from pathlib import Path

from pptx.enum.shapes import MSO_SHAPE_TYPE, PP_PLACEHOLDER

from bookrunner.figures import Finding, Severity
from bookrunner.office.geometry_pptx_style import (
    empty_placeholders,
    inherited_size_faults,
    leftovers,
    style_faults,
)
from bookrunner.office.geometry_pptx_text import cell_height, measured
from bookrunner.office.pptx_types import Presentation, Shape
from bookrunner.office.template_pptx import Box, Theme, box_of, presentation_at, theme_of

TITLE_LINES_MAX = 2
GRID = 0.02
"""Inches within which edges that are meant to line up must."""
_NEAR = 0.1
"""Inches within which two edges are taken to be meant to line up."""
_TOLERANCE = 0.02
_BACKGROUND = "Background"
"""A shape whose name starts so may lie below others."""
_REFERENCE = "reference line"
"""A line over a chart whose name holds this belongs to it."""
_LARGE, _SMALL = 0.25, 0.1
"""Shares: of a page, from which a picture is a ground; of a chart, below which words mark it."""
_WHOLE = 24
"""Letters up to which a word must not be broken."""
_TITLES = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE)


@dataclass(frozen=True)
class _Standing:
    """A shape on a slide, with its place and how findings name it."""

    shape: Shape
    box: Box
    where: str

    @property
    def name(self) -> str:
        return str(self.shape.name)

    @property
    def is_line(self) -> bool:
        return (
            self.shape.shape_type == MSO_SHAPE_TYPE.LINE
            or min(self.box.width, self.box.height) < 0.03
        )

    @property
    def is_background(self) -> bool:
        return self.name.startswith(_BACKGROUND)

    def holds(self, other: _Standing) -> bool:
        """Whether the other lies wholly within it."""
        mine, box = self.box, other.box
        inner = min(box.left - mine.left, box.top - mine.top)
        return min(inner, mine.right - box.right, mine.bottom - box.bottom) >= -_TOLERANCE

    def is_ground_of(self, other: _Standing, page: Box) -> bool:
        """Whether it is a panel without words, or a large picture, that the other stands on."""
        if not self.holds(other):
            return False
        if self.shape.shape_type == MSO_SHAPE_TYPE.PICTURE:
            return self.box.area > _LARGE * page.area
        is_drawn = self.shape.has_text_frame and not self.shape.is_placeholder
        return is_drawn and not self.shape.text_frame.text.strip()

    def is_note_on(self, chart: _Standing) -> bool:
        """Whether it is a small mark or label within a chart, as analysts put on one."""
        is_mark = self.shape.has_text_frame and not self.shape.is_placeholder
        small = self.box.area < _SMALL * chart.box.area
        return bool(is_mark and small and chart.shape.has_chart and chart.holds(self))


def faults(path: Path) -> Sequence[Finding]:
    """Everything a reader would see as a fault of layout, slide by slide.

    Raises:
        BadInput: The file is not a presentation.
    """
    return faults_in(presentation_at(path))


def faults_in(presentation: Presentation) -> Sequence[Finding]:
    """As ``faults``, for a deck that is open."""
    page = Box(0, 0, presentation.slide_width / 914_400, presentation.slide_height / 914_400)
    found: list[Finding] = []
    for number, slide in enumerate(presentation.slides, start=1):
        theme = theme_of(slide.slide_layout.slide_master)
        standings = [
            _Standing(shape, box_of(shape), f"slide {number}/{shape.name}")
            for shape in _leaves(slide.shapes)
            if shape.width is not None
        ]
        found += _placement(standings, page, number)
        found += _template_overlaps(standings, slide.slide_layout, page)
        for standing in standings:
            found += _contents(standing, standings, page, theme)
    return tuple(found)


def _leaves(shapes: Sequence[Shape]) -> Iterator[Shape]:
    """Shapes of a slide; a group counts as one unless it is at its own scale."""
    for shape in shapes:
        if shape.shape_type == MSO_SHAPE_TYPE.GROUP and _is_unscaled(shape):
            yield from _leaves(shape.shapes)
        else:
            yield shape


def _is_unscaled(group: Shape) -> bool:
    transform = group._element.find("{*}grpSpPr/{*}xfrm")  # noqa: SLF001
    if transform is None:
        return False
    pairs = (("off", "chOff"), ("ext", "chExt"))
    return all(
        dict(transform.find(f"{{*}}{outer}").attrib) == dict(transform.find(f"{{*}}{inner}").attrib)
        for outer, inner in pairs
        if transform.find(f"{{*}}{outer}") is not None
        and transform.find(f"{{*}}{inner}") is not None
    )


def _placement(standings: Sequence[_Standing], page: Box, number: int) -> Iterator[Finding]:
    for standing in standings:
        box = standing.box
        if min(box.left, box.top, page.right - box.right, page.bottom - box.bottom) < -_TOLERANCE:
            yield _error("off_slide", "it reaches over the edge of the slide", standing.where)
    for one, other in combinations(standings, 2):
        if one.is_background or other.is_background or one.is_ground_of(other, page):
            continue
        if not _collide(one, other):
            continue
        if other.is_note_on(one):
            message = f"{other.name!r} lies on it; see that it covers no figure"
            yield Finding("office.geometry.on_chart", message, Severity.WARNING, one.where)
        else:
            yield _error("overlap", f"it overlaps {other.name!r}", one.where)
    yield from _misalignments(standings, number)


def _collide(one: _Standing, other: _Standing) -> bool:
    if one.is_line or other.is_line:
        return _crosses(one, other)
    across = min(one.box.right, other.box.right) - max(one.box.left, other.box.left)
    down = min(one.box.bottom, other.box.bottom) - max(one.box.top, other.box.top)
    return across > _TOLERANCE and down > _TOLERANCE


def _crosses(one: _Standing, other: _Standing) -> bool:
    """Whether a line runs through a shape; along an edge is where rules belong."""
    if one.is_line and other.is_line:
        return False
    line, shape = (one, other) if one.is_line else (other, one)
    if _REFERENCE in line.name and shape.shape.has_chart:
        return False
    flat = line.box.height <= line.box.width
    low, high = (shape.box.top, shape.box.bottom) if flat else (shape.box.left, shape.box.right)
    at = line.box.top + line.box.height / 2 if flat else line.box.left + line.box.width / 2
    start, end = (shape.box.left, shape.box.right) if flat else (shape.box.top, shape.box.bottom)
    first, last = (line.box.left, line.box.right) if flat else (line.box.top, line.box.bottom)
    inside = low + 0.03 < at < high - 0.03
    return inside and min(end, last) - max(start, first) > _TOLERANCE


def _misalignments(standings: Sequence[_Standing], number: int) -> Iterator[Finding]:
    """Edges of siblings that nearly, but do not, line up."""
    siblings = [
        standing
        for standing in standings
        if not standing.shape.is_placeholder
        and not standing.is_line
        and not standing.is_background
        and " reference " not in standing.name
    ]
    for edge in ("left", "top"):
        ordered = sorted(siblings, key=lambda standing: float(getattr(standing.box, edge)))
        for one, other in pairwise(ordered):
            apart = getattr(other.box, edge) - getattr(one.box, edge)
            if GRID < apart < _NEAR and not (one.holds(other) or other.holds(one)):
                message = f"its {edge} edge is {apart:.2f} in off that of {one.name!r}"
                where = f"slide {number}/{other.name}"
                yield Finding("office.geometry.misaligned", message, Severity.WARNING, where)


def _template_overlaps(
    standings: Sequence[_Standing], layout: Shape, page: Box
) -> Iterator[Finding]:
    """Content over a logo or another small picture of the template."""
    pictures = [
        shape
        for holder in (layout, layout.slide_master)
        for shape in holder.shapes
        if shape.shape_type == MSO_SHAPE_TYPE.PICTURE
    ]
    for picture in pictures:
        box = box_of(picture)
        if box.area > 0.25 * page.area:
            continue
        logo = _Standing(picture, box, "")
        for standing in standings:
            if not standing.shape.is_placeholder and _collide(standing, logo):
                message = f"it overlaps the template's {picture.name!r}"
                yield _error("overlaps_template", message, standing.where)


def _contents(
    standing: _Standing, standings: Sequence[_Standing], page: Box, theme: Theme
) -> Iterator[Finding]:
    shape, where = standing.shape, standing.where
    yield from empty_placeholders(where, shape)
    yield from style_faults(where, shape._element, theme)  # noqa: SLF001
    if shape.has_text_frame and shape.text_frame.text.strip():
        yield from leftovers(where, shape.text_frame.text)
        yield from inherited_size_faults(where, shape)
        yield from _text_faults(standing)
    if shape.has_table:
        yield from _table_faults(standing, standings, page)
    if shape.has_chart:
        space = shape.chart._chartSpace  # noqa: SLF001
        yield from style_faults(where, space, theme)
        words = " ".join(node.text or "" for node in space.iter("{*}v", "{*}t"))
        yield from leftovers(where, words)


def _text_faults(standing: _Standing) -> Iterator[Finding]:
    shape, box = standing.shape, standing.box
    needed = measured(shape)
    is_title = shape.is_placeholder and shape.placeholder_format.type in _TITLES
    if is_title and needed.lines > TITLE_LINES_MAX:
        message = f"the title takes {needed.lines} lines; an action title takes two"
        yield _error("title_too_long", message, standing.where)
    over = needed.height - box.height
    if over > _TOLERANCE:
        yield _error("text_overflow", f"its words need {over:.2f} in more height", standing.where)
    wide = needed.width - box.width
    if wide > _TOLERANCE:
        yield _error("text_overflow", f"its words need {wide:.2f} in more width", standing.where)


def _table_faults(
    standing: _Standing, standings: Sequence[_Standing], page: Box
) -> Iterator[Finding]:
    """Rows grow with their words, so a table may reach further than its frame says."""
    table = standing.shape.table
    widths = [column.width / 914_400 for column in table.columns]
    bottom = standing.box.top
    for row_at, row in enumerate(table.rows, start=1):
        height = row.height / 914_400
        for column_at, cell in enumerate(row.cells, start=1):
            if cell.is_spanned:
                continue
            span = cell.span_width if cell.is_merge_origin else 1
            width = sum(widths[column_at - 1 : column_at - 1 + span])
            needed, lines = cell_height(cell, width)
            place = f"{standing.where}/row {row_at}/column {column_at}"
            yield from leftovers(place, cell.text_frame.text)
            if lines > 1 and _is_whole(cell.text_frame.text):
                yield _error("text_overflow", "a number or a word breaks inside", place)
            height = max(height, needed)
        bottom += height
    yield from _growth(standing, standings, page, bottom)


def _is_whole(text: str) -> bool:
    """Whether a text is a number, a date or a word, and no address or chain that may break."""
    return len(text.split()) == 1 and len(text.strip()) <= _WHOLE


def _growth(
    standing: _Standing, standings: Sequence[_Standing], page: Box, bottom: float
) -> Iterator[Finding]:
    if bottom <= standing.box.bottom + _TOLERANCE:
        return
    if bottom > page.bottom + _TOLERANCE:
        yield _error("table_grows", "its rows grow past the end of the slide", standing.where)
    for other in standings:
        below = standing.box.bottom - _TOLERANCE <= other.box.top < bottom - _TOLERANCE
        beside = min(standing.box.right, other.box.right) - max(standing.box.left, other.box.left)
        if below and beside > _TOLERANCE:
            message = f"its rows grow into {other.name!r} by {bottom - other.box.top:.2f} in"
            yield _error("table_grows", message, standing.where)


def _error(what: str, message: str, where: str) -> Finding:
    return Finding(f"office.geometry.{what}", message, Severity.ERROR, where)
