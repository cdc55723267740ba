"""A document as it is meant: headings, words, tables and notes in order, before any file format.

As in decks, a number is always ``Shown``: a figure with the format it is shown in. Plain strings
carry words, dates and period labels only; the consistency gate finds any other digit.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from bookrunner.office.deck import Bullets, Line, Required, Table


@dataclass(frozen=True)
class Heading:
    """What a section is called; level 1 is the highest."""

    line: Line
    level: int = 1


@dataclass(frozen=True)
class Paragraph:
    """Running text."""

    line: Line
    is_small: bool = False
    """A note or a notice, set smaller and grey."""


@dataclass(frozen=True)
class Columns:
    """From here on the text runs in this many columns."""

    count: int


@dataclass(frozen=True)
class PageBreak:
    """From here on the text stands on a new page, or in the next column."""

    of_column: bool = False


PaperBlock = Heading | Paragraph | Bullets | Table | Required | Columns | PageBreak


@dataclass(frozen=True)
class Part:
    """A block, and the footnote that says where its numbers come from."""

    block: PaperBlock
    note: Line = ()
    """Stands at the foot of the page; its mark behind the block's title or last words."""


@dataclass
class Paper:
    """One document: its title, its blocks in order, and what every page says."""

    title: Line
    as_of: date
    footer: str
    """Kind of document and for whom, at the foot of every page beside the page's number."""
    subtitle: Line = ()
    parts: list[Part] = field(default_factory=list)
    watermark: str = ""
    """Capitals behind every page; empty for none."""
    points: float = 10.0
    """The size of running text; tables are a point smaller."""
    subject: str = ""
    """Whom it is about, for the file's properties; empty where that is not to be told."""

    def add(self, block: PaperBlock, note: Line = ()) -> None:
        """Appends a block with its footnote."""
        self.parts.append(Part(block, note))

    def heading(self, text: str, level: int = 1) -> None:
        """Appends the heading of a section."""
        self.add(Heading((text,), level))
