"""A deck as it is meant: slides of native tables, charts and words, before any file format.

A number in a deck is always ``Shown``: a figure with the format it is shown in. Plain strings carry
words, dates and period labels only; the consistency gate finds any other digit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from bookrunner.figures import Figure, Format, show


@dataclass(frozen=True)
class Shown:
    """A figure as it stands in text: ``prefix`` and ``suffix`` hug the number ("$", " million")."""

    figure: Figure
    form: Format
    prefix: str = ""
    suffix: str = ""

    @property
    def text(self) -> str:
        """What is printed."""
        return f"{self.prefix}{show(self.figure.value, self.form)}{self.suffix}"


Piece = str | Shown
Line = tuple[Piece, ...]
"""A line of words and numbers in order."""


def line_text(line: Line) -> str:
    """The line as printed."""
    return "".join(piece if isinstance(piece, str) else piece.text for piece in line)


def as_line(text: str | Line) -> Line:
    """The line of a text that may be given as plain words."""
    return (text,) if isinstance(text, str) else text


class RowStyle(Enum):
    """How a table row looks."""

    PLAIN = "plain"
    SUBTOTAL = "subtotal"
    TOTAL = "total"
    SECTION = "section"
    """A band that opens a group; only its first cell has words."""
    HIGHLIGHT = "highlight"


@dataclass(frozen=True)
class Row:
    """A table row; one line per column, empty tuples for empty cells."""

    cells: Sequence[Line]
    style: RowStyle = RowStyle.PLAIN


@dataclass(frozen=True)
class Table:
    """A native table; columns that hold figures are right-aligned, words left-aligned."""

    header: Sequence[Line]
    rows: Sequence[Row]
    widths: Sequence[float] = ()
    """Relative column widths; equal but for a wider first column when empty."""
    highlight: tuple[int, int] | None = None
    """Row and column of a cell to shade: a grid's base case."""
    title: str = ""


class ChartKind(Enum):
    """Which native chart."""

    COLUMN = "column"
    BAR = "bar"
    LINE = "line"


@dataclass(frozen=True)
class Series:
    """One run of figures, one for each category of the chart; missing values leave a gap."""

    name: str
    figures: Sequence[Figure]


@dataclass(frozen=True)
class Chart:
    """A native, editable chart with data labels; its embedded workbook holds the shown values."""

    kind: ChartKind
    categories: Sequence[str]
    series: Sequence[Series]
    form: Format
    title: str = ""


@dataclass(frozen=True)
class Range:
    """One bar of a football field: low to high, with a mark inside (median or base case)."""

    label: str
    low: Figure
    high: Figure
    middle: Figure | None = None
    note: str | Line = ""
    """Below the label: what the range rests on; numbers in it are ``Shown``."""


@dataclass(frozen=True)
class FootballField:
    """Floating bars on one axis as a native bar chart, ends labelled, a line at a price.

    Its series are the highs, the middles and the lows as they are, drawn over each other.
    """

    ranges: Sequence[Range]
    form: Format
    reference: Figure | None = None
    reference_label: str = ""
    title: str = ""


@dataclass(frozen=True)
class Bullets:
    """Up to seven lines of text."""

    lines: Sequence[Line]
    title: str = ""


@dataclass(frozen=True)
class Callout:
    """One number that matters, large, with a caption below."""

    number: Shown
    caption: str | Line


@dataclass(frozen=True)
class Callouts:
    """Two to five callouts side by side."""

    items: Sequence[Callout]


@dataclass(frozen=True)
class Required:
    """Says what input a page lacks, in place of numbers that nobody supplied."""

    what: str
    how: str
    """What to supply, and by which option or file."""


Block = Table | Chart | FootballField | Bullets | Callouts | Required


class Region(Enum):
    """Where a block stands in the content area: left, top, width, height as shares of it."""

    FULL = (0.0, 0.0, 1.0, 1.0)
    LEFT = (0.0, 0.0, 0.49, 1.0)
    RIGHT = (0.51, 0.0, 0.49, 1.0)
    LEFT_WIDE = (0.0, 0.0, 0.61, 1.0)
    RIGHT_NARROW = (0.63, 0.0, 0.37, 1.0)
    TOP = (0.0, 0.0, 1.0, 0.48)
    BOTTOM = (0.0, 0.52, 1.0, 0.48)
    TOP_BAND = (0.0, 0.0, 1.0, 0.26)
    BELOW_BAND = (0.0, 0.3, 1.0, 0.7)
    TOP_LEFT = (0.0, 0.0, 0.49, 0.48)
    TOP_RIGHT = (0.51, 0.0, 0.49, 0.48)
    BOTTOM_LEFT = (0.0, 0.52, 0.49, 0.48)
    BOTTOM_RIGHT = (0.51, 0.52, 0.49, 0.48)
    TOP_LARGE = (0.0, 0.0, 1.0, 0.66)
    BOTTOM_SMALL = (0.0, 0.7, 1.0, 0.3)
    BELOW_BAND_LEFT = (0.0, 0.3, 0.49, 0.7)
    BELOW_BAND_RIGHT = (0.51, 0.3, 0.49, 0.7)


class SlideKind(Enum):
    """Which layout of the template a slide takes."""

    COVER = "cover"
    BODY = "body"
    DIVIDER = "divider"


@dataclass(frozen=True)
class Slide:
    """One page: an action title that states the conclusion, one exhibit or two, and its sources."""

    title: Line
    blocks: Sequence[tuple[Region, Block]] = ()
    kind: SlideKind = SlideKind.BODY
    subtitle: Line = ()
    footnotes: Sequence[Line] = ()
    """``Source: ...`` first, then numbered notes."""


@dataclass
class Deck:
    """The slides of one file in order, and what every page's footer says."""

    title: str
    as_of: date
    footer: str
    """Code name and kind of document, for example ``Project Oak | Discussion materials``."""
    slides: list[Slide] = field(default_factory=list)
    watermark: str = ""
    """Capitals behind every page; empty for none."""
