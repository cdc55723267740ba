"""The canonical text of a document, and where in it tables, cells and tagged facts stand.

One pass over the series of tags, without recursion, in time linear in the document. White space
between words is decided when the next word is written: a space between inline pieces, a tab between
cells, a line break between blocks, whichever is greatest. A span opens at its first word and closes
after its last, so it never holds the white space around it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from bookrunner.documents.errors import TooDeep
from bookrunner.documents.tags import Kind, Tag, Tags, resolved

FACTS_NESTED_MAX = 40
"""Facts inside facts: real filings nest five or six."""

_NOTHING, _SPACE, _TAB, _LINE = 0, 1, 2, 3
_SEPARATORS = ("", " ", "\t", "\n")

_INLINE, _BLOCK, _BREAK, _CELL = Kind.INLINE, Kind.BLOCK, Kind.BREAK, Kind.CELL
_FACT, _CONTINUATION = Kind.FACT, Kind.CONTINUATION
"""Looked up once, as the innermost loop asks for them."""

_BOLD_STYLE = re.compile(
    r"font-weight\s*:\s*(?:bold|[6-9]00)|text-decoration\s*:\s*underline", re.I
)
_BOLD_ELEMENTS = {"b", "strong", "h1", "h2", "h3", "h4", "u"}
_FLOWING = {"p", "div", "table", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "center"}

# Characters without width, and the C1 controls by which some filers mean Windows-1252.
_CHARACTERS: dict[int, str | None] = {
    **{code: bytes([code]).decode("cp1252", errors="ignore") or None for code in range(0x80, 0xA0)},
    **dict.fromkeys((0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF), None),
}

_RARE = re.compile("[\x80-\x9f\u00ad\u200b-\u200d\u2060\ufeff]")

HIDDEN_HEADING = "Facts tagged but not shown"
"""The line above the appendix of facts that a browser does not show."""


class Span:
    """A stretch of the canonical text, open until its last word is written."""

    __slots__ = ("end", "start")

    def __init__(self) -> None:
        self.start = -1
        self.end = -1


@dataclass
class TaggedSpan:
    """An inline XBRL element and the pieces of text it covers."""

    tag: Tag
    place: int
    """Of its tag in the series."""
    pieces: list[Span] = field(default_factory=list)
    hidden: bool = False


class RawCell(Span):
    """A table cell as written."""

    __slots__ = ("column_span", "row_span")

    def __init__(self, row_span: int, column_span: int) -> None:
        self.start = self.end = -1
        self.row_span = row_span
        self.column_span = column_span


@dataclass
class RawTable:
    """A table as written: rows of cells, spans not yet expanded."""

    span: Span
    rows: list[list[RawCell]] = field(default_factory=list)


@dataclass(frozen=True)
class HeadingMark:
    """How a line that may be an Item heading is set."""

    linked: bool
    bold: bool


@dataclass
class Reading:
    """What one pass over a document found."""

    text: str = ""
    tables: list[RawTable] = field(default_factory=list)
    facts: list[TaggedSpan] = field(default_factory=list)
    continuations: dict[str, TaggedSpan] = field(default_factory=dict)
    marks: dict[int, HeadingMark] = field(default_factory=dict)
    """By offset: lines that begin with ``Item`` or ``Part``."""


def reading(tags: Tags, name: str) -> Reading:
    """The canonical text and every span in it.

    Raises:
        TooDeep: Facts are nested deeper than 40.
    """
    reader = _Reader(tags, name)
    reader.read()
    return reader.finished()


class _Words(dict[str, tuple[str, bool, bool]]):
    """By a text as written its words, and whether white space stands before and after them.

    Texts repeat even more than tags do: a no-break space, a dollar sign, a year.
    """

    def __missing__(self, written: str) -> tuple[str, bool, bool]:
        text = resolved(written) if "&" in written else written
        if not text.isascii() and _RARE.search(text):
            text = text.translate(_CHARACTERS)
        words = " ".join(text.split())
        if len(words) == len(text):  # nothing was left out
            found = (words, False, False)
        else:
            found = (words, text[:1].isspace(), text[-1:].isspace())
        if len(written) < _KEPT_CHARACTERS:
            self[written] = found
        return found


_KEPT_CHARACTERS = 60
"""Longer texts hardly repeat."""


class _Reader:
    """Walks the tags once; what is open at the moment stands on its stacks."""

    def __init__(self, tags: Tags, name: str) -> None:
        self._series = tags
        self._name = name
        self._found = Reading()
        self._parts: list[str] = []
        self._length = 0
        self._pending = _NOTHING
        self._waiting: list[Span] = []
        self._tables: list[RawTable] = []
        self._flows: list[bool] = []
        self._cells: list[RawCell | None] = []
        self._emptied = -1
        """The place where the last cell without words closes."""
        self._tagged: list[TaggedSpan] = []
        self._excludes = 0
        self._preformatted = 0
        self._known = _Words()
        self._hidden: list[int] = []
        # Fewer tags than these cannot hold the four paragraphs of a cell that lays out a page.
        self._flowing_tags_min = 5 if tags.has_empty else 9
        self._opening: dict[Kind, Callable[[Tag, int], None]] = {
            Kind.ROW: self._open_row,
            Kind.TABLE: self._open_table,
            Kind.PREFORMATTED: self._open_preformatted,
            Kind.FACT: self._open_fact,
            Kind.CONTINUATION: self._open_continuation,
            Kind.EXCLUDE: self._open_exclude,
        }
        self._closing: dict[Kind, Callable[[Tag, int], None]] = {
            Kind.ROW: self._block,
            Kind.TABLE: self._close_table,
            Kind.PREFORMATTED: self._close_preformatted,
            Kind.FACT: self._close_tagged,
            Kind.CONTINUATION: self._close_tagged,
            Kind.EXCLUDE: self._close_exclude,
        }

    def read(self) -> None:
        """Read the visible document, then append the facts a browser does not show."""
        tags, ends = self._series.tags, self._series.ends
        begin = 0
        for place in self._series.special:
            if place < begin or not tags[place].hidden:
                continue  # within what is hidden already, or not hidden
            self._read_shown(begin, place)
            self._hidden.append(place)
            begin = ends[place]
            self._read_text(self._series.texts[begin], begin)
            begin += 1
        self._read_shown(begin, len(tags))
        self._append_hidden()

    def _read_shown(self, begin: int, end: int) -> None:
        """Read tags none of which is hidden."""
        flows = self._flows
        tags, texts = self._series.tags[begin:end], self._series.texts[begin:end]
        for place, tag, text in zip(range(begin, end), tags, texts, strict=True):
            kind = tag.kind
            if kind is not _INLINE:
                if kind is _CELL:
                    if tag.opens:
                        self._open_cell(tag, place, text)
                    elif place != self._emptied:
                        self._close_cell()
                elif kind is _BLOCK or kind is _BREAK:
                    if kind is _BLOCK or tag.opens:
                        self._pending = _LINE if not flows or flows[-1] else self._pending or _SPACE
                else:
                    if tag.opens:
                        self._opening[kind](tag, place)
                    if tag.closes:
                        self._closing[kind](tag, place)
            if text:
                self._read_text(text, place)

    def finished(self) -> Reading:
        """Everything found, its spans closed."""
        self._found.text = "".join(self._parts)
        return self._found

    # Writing

    def _read_text(self, written: str, place: int) -> None:
        if self._preformatted:
            self._write_lines(resolved(written))
            return
        words, leads, trails = self._known[written]
        pending = self._pending
        if leads and not pending:
            pending = _SPACE
        if not words:
            self._pending = pending
            return
        length = self._length
        at_line_start = pending == _LINE or not length
        if pending and length:
            self._parts.append(_SEPARATORS[pending])
            length += 1
        if self._waiting:
            self._start_waiting(length)
        self._parts.append(words)
        self._length = length + len(words)
        if at_line_start and words[0] in "IiPp":
            self._mark(length, place)
        self._pending = _SPACE if trails else _NOTHING

    def _start_waiting(self, length: int) -> None:
        for span in self._waiting:
            if span.start < 0:
                span.start = length
        self._waiting.clear()

    def _put(self, text: str) -> None:
        """Write words, what is pending before them, and open the spans that waited for them."""
        if self._pending and self._length:
            self._parts.append(_SEPARATORS[self._pending])
            self._length += 1
        self._pending = _NOTHING
        if self._waiting:
            self._start_waiting(self._length)
        self._parts.append(text)
        self._length += len(text)

    def _write_lines(self, chunk: str) -> None:
        """Preformatted text keeps its lines and the spaces within them."""
        chunk = chunk.translate(_CHARACTERS).replace("\r\n", "\n").replace("\r", "\n")
        for index, line in enumerate(chunk.expandtabs(8).replace("\xa0", " ").split("\n")):
            if index:
                self._pending = _LINE
            kept = line.rstrip()
            if kept:
                self._put(kept)

    def _mark(self, offset: int, place: int) -> None:
        """How the line is set, by the elements around the words after that tag."""
        tags, parents = self._series.tags, self._series.parents
        # Words stand inside an element that has just opened, and else beside what has closed.
        around = place if tags[place].opens and not tags[place].closes else parents[place]
        linked = bold = False
        for _ in range(12):
            if around < 0:
                break
            tag = tags[around]
            attributes = tag.attributes
            linked = linked or (tag.local == "a" and attributes.get("href", "").startswith("#"))
            bold = bold or tag.local in _BOLD_ELEMENTS
            bold = bold or _BOLD_STYLE.search(attributes.get("style", "")) is not None
            if tag.local in {"td", "tr", "body"}:
                break
            around = parents[around]
        self._found.marks[offset] = HeadingMark(linked=linked, bold=bold)

    # Spans

    def _open(self) -> Span:
        span = Span()
        self._waiting.append(span)
        return span

    def _close(self, span: Span) -> None:
        if span.start < 0:
            span.start = self._length
        span.end = self._length

    # Elements

    def _block(self, tag: Tag, place: int) -> None:  # noqa: ARG002 - as all handlers
        if not self._flows or self._flows[-1]:
            self._pending = _LINE
        else:
            self._pending = self._pending or _SPACE

    def _open_table(self, tag: Tag, place: int) -> None:  # noqa: ARG002 - as all handlers
        self._pending = _LINE
        table = RawTable(self._open())
        self._found.tables.append(table)
        self._tables.append(table)

    def _close_table(self, tag: Tag, place: int) -> None:  # noqa: ARG002 - as all handlers
        self._close(self._tables.pop().span)
        self._pending = _LINE

    def _open_row(self, tag: Tag, place: int) -> None:  # noqa: ARG002 - as all handlers
        self._pending = _LINE
        if self._tables:
            self._tables[-1].rows.append([])

    def _open_cell(self, tag: Tag, place: int, text: str) -> None:
        if self._pending < _TAB:  # noqa: PLR1730 - in the innermost of loops a call too many
            self._pending = _TAB
        cell: RawCell | None = None
        if self._tables:
            cell = RawCell(tag.row_span, tag.column_span)
            rows = self._tables[-1].rows
            if not rows:
                rows.append([])
            rows[-1].append(cell)
        end = self._series.ends[place]
        if end <= place + 1 and not text:  # most cells are empty; there is nothing to wait for
            self._emptied = end
            if cell is not None:
                self._close(cell)
            return
        if cell is not None:
            self._waiting.append(cell)
        self._cells.append(cell)
        far = end - place
        self._flows.append(far >= self._flowing_tags_min and _is_flowing(self._series, place))
        if tag.closes:
            self._close_cell()

    def _close_cell(self) -> None:
        self._flows.pop()
        cell = self._cells.pop()
        if cell is not None:
            self._close(cell)
        if self._pending < _TAB:  # noqa: PLR1730 - as above
            self._pending = _TAB

    def _open_preformatted(self, tag: Tag, place: int) -> None:
        self._preformatted += 1
        self._block(tag, place)

    def _close_preformatted(self, tag: Tag, place: int) -> None:
        self._preformatted -= 1
        self._block(tag, place)

    def _open_fact(self, tag: Tag, place: int) -> None:
        fact = TaggedSpan(tag, place)
        self._found.facts.append(fact)
        self._open_tagged(fact)

    def _open_continuation(self, tag: Tag, place: int) -> None:
        piece = TaggedSpan(tag, place)
        self._found.continuations.setdefault(tag.attributes.get("id", ""), piece)
        self._open_tagged(piece)

    def _open_tagged(self, tagged: TaggedSpan) -> None:
        if len(self._tagged) >= FACTS_NESTED_MAX:
            raise TooDeep(self._name, FACTS_NESTED_MAX)
        self._tagged.append(tagged)
        if not self._excludes:
            tagged.pieces.append(self._open())

    def _close_tagged(self, tag: Tag, place: int) -> None:  # noqa: ARG002 - as all handlers
        tagged = self._tagged.pop()
        if not self._excludes:
            self._close(tagged.pieces[-1])

    def _open_exclude(self, tag: Tag, place: int) -> None:  # noqa: ARG002 - as all handlers
        if not self._excludes:
            for tagged in self._tagged:
                self._close(tagged.pieces[-1])
        self._excludes += 1

    def _close_exclude(self, tag: Tag, place: int) -> None:  # noqa: ARG002 - as all handlers
        self._excludes -= 1
        if not self._excludes:
            for tagged in self._tagged:
                tagged.pieces.append(self._open())

    # What a browser does not show

    def _append_hidden(self) -> None:
        """Write the hidden facts, one a line, below a heading of their own."""
        self._preformatted = 0
        self._flows.clear()
        tags, ends = self._series.tags, self._series.ends
        heading_written = False
        for region in self._hidden:
            inside: list[int] = []
            for place in range(region, ends[region] + 1):
                tag = tags[place]
                kind = tag.kind
                if not tag.opens or (kind is not _FACT and kind is not _CONTINUATION):
                    continue
                inside = [end for end in inside if end > place]
                inside.append(ends[place])
                if len(inside) > FACTS_NESTED_MAX:
                    raise TooDeep(self._name, FACTS_NESTED_MAX)
                if not heading_written:
                    self._pending = _LINE
                    self._put(HIDDEN_HEADING)
                    heading_written = True
                self._append_fact(tag, place)

    def _append_fact(self, tag: Tag, place: int) -> None:
        self._pending = _LINE
        self._put(f"{tag.attributes.get('name') or 'continuation'}:")
        self._pending = _SPACE
        tagged = TaggedSpan(tag, place, hidden=True)
        tagged.pieces.append(self._open())
        words = " ".join(self._series.inside(place).translate(_CHARACTERS).split())
        if words:
            self._put(words)
            self._close(tagged.pieces[-1])
        else:
            # The span of what says nothing is empty; the line says so to whoever reads it.
            self._close(tagged.pieces[-1])
            self._put("(nothing)")
        if tag.kind is Kind.FACT:
            self._found.facts.append(tagged)
        else:
            self._found.continuations.setdefault(tag.attributes.get("id", ""), tagged)


def _is_flowing(series: Tags, cell: int) -> bool:
    """Whether a cell lays out a page (several paragraphs) rather than holding one datum."""
    ends = series.ends
    node = cell
    for _ in range(4):
        end = ends[node]
        child = node + 1
        if child >= end:
            return False
        if ends[child] + 1 < end:
            return _paragraphs(series, child, end) > 3
        node = child  # an only child
    return False


def _paragraphs(series: Tags, child: int, end: int) -> int:
    """How many of the first eight elements from there to the end are paragraphs or like them."""
    tags, ends = series.tags, series.ends
    count = flowing = 0
    while child < end and count < 8:
        count += 1
        flowing += tags[child].local in _FLOWING
        child = ends[child] + 1
    return flowing
