"""A deck as its rules see it: pages with words and exhibits, whatever library read them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum

from bookrunner.lint.amounts import Amount

_STATISTICS = re.compile(
    r"^(?:overall |peers?['’]? |peer |group |sector )?"
    r"(?:max(?:imum)?|min(?:imum)?|high|low|mean|median|average|avg\.?|total|sum"
    r"|(?:\d+th|\d+st|\d+rd) percentile|(?:first|third|top|bottom) quartile"
    r"|q[13]|peers?|index|s&p 500)\b",
    re.IGNORECASE,
)


class Role(Enum):
    """What words on a page are there for."""

    TITLE = "title"
    BODY = "body"
    FOOTNOTE = "footnote"
    FOOT = "foot"
    """Footer, date and page number."""


@dataclass(frozen=True)
class Words:
    """A shape's words."""

    shape: str
    role: Role
    text: str


@dataclass(frozen=True)
class Exhibit:
    """A table or a chart: rows by columns; the series of a chart are its rows."""

    shape: str
    is_chart: bool
    caption: str
    """Its own heading, or the words that stand right above it."""
    corner: str
    """The head of the column of labels: often the unit."""
    rows: Sequence[str]
    columns: Sequence[str]
    cells: Mapping[tuple[int, int], Amount]
    """By row and column, from 0; words and empty cells are left out."""
    printed: Mapping[tuple[int, int], str] = field(default_factory=dict)
    """Every cell as printed, heads left out."""
    of_totals: bool = False

    def row(self, at: int) -> Iterator[tuple[int, Amount]]:
        """The amounts of a row with their columns."""
        for column in range(len(self.columns)):
            if (at, column) in self.cells:
                yield column, self.cells[at, column]

    def column(self, at: int) -> Iterator[tuple[int, Amount]]:
        """The amounts of a column with their rows."""
        for row in range(len(self.rows)):
            if (row, at) in self.cells:
                yield row, self.cells[row, at]


@dataclass(frozen=True)
class Picture:
    """A picture in the content of a page."""

    shape: str
    share: float
    """Of the area of the page."""
    flatness: float
    """Share of its most frequent colour; high in screenshots of tables, low in photographs."""
    named: str
    """Its name and its alternative text."""
    is_described: bool
    """Whether those who cannot see it are told what it shows, or that it is decoration."""
    stretch: float
    """Its breadth over height as drawn, against the same of what is shown of the file; 1 is true,
    and what cannot be read is taken for true."""


@dataclass(frozen=True)
class Page:
    """One slide."""

    number: int
    title: str
    title_shape: str
    is_body: bool
    """Whether it is no cover, divider or closing page."""
    words: Sequence[Words]
    exhibits: Sequence[Exhibit]
    pictures: Sequence[Picture]
    has_number: bool
    has_date: bool
    is_hidden: bool = False
    notes: str = ""
    unread: Sequence[str] = ()
    """Shapes whose words are not read: drawings of other kinds."""
    feet: Mapping[str, str] = field(default_factory=dict)
    """What the placeholders ``footer`` and ``date`` say, fields left out."""

    def texts(self, *roles: Role) -> Iterator[Words]:
        """The words of these roles."""
        return (one for one in self.words if one.role in roles)


def is_statistic(label: str) -> bool:
    """Whether a row sums others up, and so is no company among them; LOW is Lowe's ticker."""
    return bool(_STATISTICS.match(label.strip())) and label.strip() != "LOW"


_SYNONYMS = {
    "sales": "revenue",
    "revenues": "revenue",
    "turnover": "revenue",
    "profits": "profit",
    "margins": "margin",
    "earnings": "income",
    "companys": "company",
    "multiples": "multiple",
    "growing": "growth",
}
_EMPTY_WORDS = (
    "the a an of in on at by for to and or its their our with is was were are has have "
    "usd eur gbp million billion millions billions mm bn m fy cy year years last ltm fye as"
)
_EMPTY = frozenset(_EMPTY_WORDS.split())


def tokens(text: str) -> frozenset[str]:
    """The telling words of a label, in one form."""
    plain = re.sub(r"['’]s\b|['’]", "", text.lower())
    plain = re.sub(r"\((?:usd|eur|gbp|us\$|\$|€|£|in |%)[^)]*\)", " ", plain)
    found = re.findall(r"[a-z][a-z&]*|\d+y\b", plain)
    return frozenset(_SYNONYMS.get(word, word) for word in found) - _EMPTY
