"""A filing as read: its words, and where in them sections, table cells and facts stand.

Every offset counts characters of ``Document.text``, the canonical text: one line per paragraph or
table row, cells parted by a tab, white space collapsed, what a browser hides left out. Facts that
a browser does not show stand in an appendix at its end, so that every fact resolves to words.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from bookrunner.figures.findings import Finding
from bookrunner.figures.periods import Period
from bookrunner.figures.units import Unit


@dataclass(frozen=True)
class Section:
    """The words under one heading, the heading included."""

    item: str
    """``Item 7``, ``Item 1A``; "" for a heading that is no Item, such as the signatures."""
    part: str
    """``Part I``; "" when the filing does not say and the form does not decide it."""
    title: str
    start: int
    end: int


class TableCell(NamedTuple):
    """One cell as written; it may cover several places of the grid."""

    row: int
    column: int
    """Where its upper left corner stands in the expanded grid, from 0."""
    row_span: int
    column_span: int
    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Table:
    """A table as a grid: ``rows[r][c]`` is the cell that covers that place.

    A cell that spans several places stands at each of them, as the same object.
    """

    start: int
    end: int
    rows: tuple[tuple[TableCell, ...], ...]
    exponent: int | None
    """3 for thousands, 6 for millions, 9 for billions; None when the table does not say."""
    currency: str | None
    """ISO 4217, read from the header or the cells' signs; None when nothing says."""
    caption: str
    """The words the scale was read from, or the line just above the table."""
    excepts: tuple[str, ...] = ()
    """What the scale does not apply to: ``per share data``, ``share data``, ``ratios``."""


@dataclass(frozen=True)
class InlineFact:
    """One tagged fact."""

    fact_id: str
    """The element's ``id``; "" when it has none."""
    concept: str
    """``us-gaap:Revenues``."""
    value: Decimal | None
    """In single units, scale and sign applied; None for nil and non-numeric facts."""
    unit: Unit | None
    period: Period
    dimensions: tuple[tuple[str, str], ...]
    """(axis, member) pairs sorted by axis; a typed member is its words."""
    decimals: int | None
    """Rounding as stated; None when exact (``INF``) or not stated."""
    exponent: int
    """The tag's scale: 6 when millions are shown."""
    sign: int
    """-1 when the tag turns the words' sign round, else 1."""
    entity: str
    """CIK in 10 digits."""
    start: int
    end: int
    hidden: bool
    """Whether a browser does not show it; its words then stand in the appendix."""
    spans: tuple[tuple[int, int], ...]
    """All pieces, continuations included, in order; the first is (start, end) unless empty."""
    canonical: str = field(repr=False, compare=False)
    """The document's text, which the words are cut from when asked for."""
    meaning: str = ""
    """A non-numeric fact after its transformation (``2024-09-28``, ``true``, ``P5Y``), else ""."""
    transformed: bool = False
    """Whether a format gave the meaning, which may then be that nothing was said."""
    is_nil: bool = False
    numeric: bool = False
    """Whether it was tagged as a number; a nil number has no value and is numeric."""
    context_id: str = ""

    @property
    def text(self) -> str:
        """The words as they stand in the canonical text, the pieces joined by a space."""
        return " ".join(self.canonical[start:end] for start, end in self.spans)

    @property
    def said(self) -> str:
        """What a non-numeric fact says: its meaning where a format gave one, else its words."""
        return self.meaning if self.transformed else self.text


@dataclass(frozen=True)
class Exhibit:
    """A document filed with the main one; its words follow those in the canonical text."""

    kind: str
    """``EX-99.1``; "" when the submission does not say."""
    title: str
    """Its description in the submission; "" when there is none."""
    file_name: str
    """As the submission states it; "" when it does not."""
    start: int
    end: int


@dataclass(frozen=True)
class SpeakerTurn:
    """What one speaker of an earnings call says without a break."""

    speaker: str
    role: str
    """``Chief Financial Officer``, ``Analyst``, ``Operator``; "" when nothing says it."""
    part: str
    """``prepared remarks`` or ``questions and answers``."""
    start: int
    end: int


@dataclass(frozen=True)
class Page:
    """A page of a PDF."""

    number: int
    """From 1, as the file counts."""
    start: int
    end: int
    width: float
    """In points of 1/72 inch, as are all measures of a page."""
    height: float
    word_starts: Sequence[int] = field(repr=False, default=())
    word_ends: Sequence[int] = field(repr=False, default=())
    word_boxes: Sequence[float] = field(repr=False, default=())
    """Four numbers a word, in the order of the words: x0, y0, x1, y1 from the lower left corner."""


class Box(NamedTuple):
    """Where on a page words stand, in points from the page's lower left corner."""

    page: int
    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True)
class Document:
    """One filing's primary document, read; ``text[x.start:x.end]`` are the words of any part x."""

    name: str
    digest: str
    """SHA-256 of the bytes as received, in hex."""
    text: str = field(repr=False)
    text_digest: str
    """SHA-256 of the canonical text in UTF-8, in hex."""
    form: str
    """``10-K``, ``10-Q/A``."""
    accession: str
    """``0000320193-24-000123``; "" when neither the file's name nor its header says."""
    sections: tuple[Section, ...] = field(repr=False)
    tables: tuple[Table, ...] = field(repr=False)
    facts: tuple[InlineFact, ...] = field(repr=False)
    cover: Mapping[str, str]
    """dei names without prefix (``EntityRegistrantName``) and their values."""
    findings: tuple[Finding, ...]
    exhibits: tuple[Exhibit, ...] = field(repr=False, default=())
    """Those of a full submission that hold words, in its order."""
    turns: tuple[SpeakerTurn, ...] = field(repr=False, default=())
    """Of an earnings call's transcript, in order."""
    pages: tuple[Page, ...] = field(repr=False, default=())
    """Of a PDF."""

    def __getstate__(self) -> dict[str, object]:
        # A read-only view of a mapping cannot be sent to another process.
        return self.__dict__ | {"cover": dict(self.cover)}

    def __setstate__(self, state: dict[str, object]) -> None:
        self.__dict__.update(state)

    def words(
        self, part: Section | Table | TableCell | InlineFact | Exhibit | SpeakerTurn | Page
    ) -> str:
        """The exact words of a part."""
        return self.text[part.start : part.end]

    def boxes(self, start: int, end: int) -> tuple[Box, ...]:
        """Where the words of a span stand on the pages of a PDF, one box a word.

        Empty for documents without pages, whose words have no place on paper.
        """
        found: list[Box] = []
        for page in self.pages:
            if page.end <= start or page.start >= end:
                continue
            first = bisect_right(page.word_ends, start)
            last = bisect_left(page.word_starts, end)
            found.extend(
                Box(page.number, *page.word_boxes[4 * index : 4 * index + 4])
                for index in range(first, last)
            )
        return tuple(found)

    def section(self, item: str, part: str = "") -> Section | None:
        """The section of an Item, or None when the filing has no such heading.

        Of an Item that an index scatters over several places, the longest.
        """
        asked = item.casefold().removeprefix("item").strip()
        found: list[Section] = []
        for section in self.sections:
            if section.item.casefold().removeprefix("item").strip() != asked:
                continue
            if not part or section.part.casefold() == part.casefold():
                found.append(section)
        first = [section for section in found if section.part == found[0].part]
        return max(first, key=lambda section: section.end - section.start, default=None)
