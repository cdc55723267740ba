"""The canonical text of an element tree, and where in it tables, cells and tagged facts stand.

One pass over the tree, without recursion, in time linear in the document. White space between
words is decided when the next word is written: a space between inline pieces, a tab between cells,
a line break between blocks, whichever is greatest. A span opens at its first word and closes after
its last, so it never holds the white space around it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import IntEnum, auto
from itertools import islice

from lxml import etree

from bookrunner.documents.errors import TooDeep
from bookrunner.documents.markup import DEPTH_MAX, INLINE_NAMESPACES, Markup, local_name

FACTS_NESTED_MAX = 40
"""Facts inside facts: real filings nest five or six."""

_NOTHING, _SPACE, _TAB, _LINE = 0, 1, 2, 3
_SEPARATORS = ("", " ", "\t", "\n")

_HIDDEN_STYLE = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_BOLD_STYLE = re.compile(
    r"font-weight\s*:\s*(?:bold|[6-9]00)|text-decoration\s*:\s*underline", re.I
)

# Characters without width, and the C1 controls by which some filers mean Windows-1252.
_CHARACTERS: dict[int, str | None] = {
    **{code: bytes([code]).decode("cp1252", errors="ignore") or None for code in range(0x80, 0xA0)},
    **dict.fromkeys((0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF), None),
}

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

    element: etree._Element
    pieces: list[Span] = field(default_factory=list)
    hidden: bool = False


class RawCell(Span):
    """A table cell as written."""

    __slots__ = ("column_span", "row_span")

    def __init__(self, row_span: int, column_span: int) -> None:
        super().__init__()
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


class _Kind(IntEnum):
    INLINE = 0
    BLOCK = auto()
    BREAK = auto()
    TABLE = auto()
    ROW = auto()
    CELL = auto()
    PREFORMATTED = auto()
    FACT = auto()
    CONTINUATION = auto()
    EXCLUDE = auto()
    SKIPPED = auto()


_BLOCKS = (
    "address article aside blockquote body caption center dd div dl dt fieldset footer form h1 h2 "
    "h3 h4 h5 h6 header hr html li main nav ol p section tbody tfoot thead ul"
)
_HTML_KINDS = {
    **dict.fromkeys(_BLOCKS.split(), _Kind.BLOCK),
    "br": _Kind.BREAK,
    "table": _Kind.TABLE,
    "tr": _Kind.ROW,
    "td": _Kind.CELL,
    "th": _Kind.CELL,
    "pre": _Kind.PREFORMATTED,
    **dict.fromkeys(("head", "script", "style", "title", "template", "noscript"), _Kind.SKIPPED),
}
_INLINE_XBRL_KINDS = {
    "nonfraction": _Kind.FACT,
    "nonnumeric": _Kind.FACT,
    "fraction": _Kind.FACT,
    "continuation": _Kind.CONTINUATION,
    "exclude": _Kind.EXCLUDE,
    "header": _Kind.SKIPPED,
}
_FLOWING = {"p", "div", "table", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "center"}


def reading(document: Markup, name: str) -> Reading:
    """The canonical text and every span in it.

    Raises:
        TooDeep: Elements are nested deeper than ``DEPTH_MAX``, or facts deeper than 40.
    """
    reader = _Reader(document, name)
    reader.read()
    return reader.finished()


class _Reader:
    """Walks the tree once; what is open at the moment stands on its stacks."""

    def __init__(self, document: Markup, name: str) -> None:
        self._document = document
        self._name = name
        self._found = Reading()
        self._parts: list[str] = []
        self._length = 0
        self._pending = _NOTHING
        self._waiting: list[Span] = []
        self._tables: list[RawTable] = []
        self._flows: list[bool] = []
        self._cells: list[RawCell | None] = []
        self._tagged: list[TaggedSpan] = []
        self._excludes = 0
        self._preformatted = 0
        self._inline_prefixes = {
            prefix for prefix, space in document.prefixes.items() if space in INLINE_NAMESPACES
        } or {"ix"}
        self._kinds: dict[str, _Kind] = {}
        self._hidden: list[etree._Element] = []
        self._hidden_styles: dict[str, bool] = {}
        self._opening: dict[_Kind, Callable[[etree._Element], None]] = {
            _Kind.BLOCK: self._block,
            _Kind.BREAK: self._block,
            _Kind.TABLE: self._open_table,
            _Kind.ROW: self._open_row,
            _Kind.CELL: self._open_cell,
            _Kind.PREFORMATTED: self._open_preformatted,
            _Kind.FACT: self._open_fact,
            _Kind.CONTINUATION: self._open_continuation,
            _Kind.EXCLUDE: self._open_exclude,
        }
        self._closing: dict[_Kind, Callable[[etree._Element], None]] = {
            _Kind.BLOCK: self._block,
            _Kind.TABLE: self._close_table,
            _Kind.ROW: self._block,
            _Kind.CELL: self._close_cell,
            _Kind.PREFORMATTED: self._close_preformatted,
            _Kind.FACT: self._close_tagged,
            _Kind.CONTINUATION: self._close_tagged,
            _Kind.EXCLUDE: self._close_exclude,
        }

    def read(self) -> None:
        """Read the visible document, then append the facts a browser does not show."""
        walk = etree.iterwalk(self._document.root, events=("start", "end"))
        kinds, opening, closing = self._kinds, self._opening, self._closing
        skipping = None
        depth = 0
        for event, element in walk:
            tag = element.tag
            kind = kinds.get(tag)
            if kind is None:
                kind = self._classified(tag)
            if event == "start":
                depth += 1
                if depth > DEPTH_MAX:
                    raise TooDeep(self._name, DEPTH_MAX)
                if kind is _Kind.SKIPPED or self._is_hidden(element):
                    self._hidden.append(element)
                    skipping = element
                    walk.skip_subtree()
                    continue
                if kind:
                    opening[kind](element)
                text = element.text
                if text:
                    self._write(text, element, None)
            else:
                depth -= 1
                if element is skipping:
                    skipping = None
                elif kind and kind in closing:
                    closing[kind](element)
                tail = element.tail
                if tail and depth:
                    self._write(tail, None, element)
        self._append_hidden()

    def finished(self) -> Reading:
        """Everything found, its spans closed."""
        self._found.text = "".join(self._parts)
        return self._found

    def _classified(self, tag: object) -> _Kind:
        if not isinstance(tag, str):  # an entity reference or a comment has a function for a name
            return _Kind.INLINE
        local = local_name(tag)
        if tag.startswith("{"):
            inline = tag[1:].partition("}")[0] in INLINE_NAMESPACES
        else:
            inline = tag.rpartition(":")[0].lower() in self._inline_prefixes
        if inline:
            kind = _INLINE_XBRL_KINDS.get(local, _Kind.INLINE)
        elif ":" in tag and not tag.startswith("{"):
            kind = _Kind.INLINE
        else:
            kind = _HTML_KINDS.get(local, _Kind.INLINE)
        self._kinds[tag] = kind
        return kind

    def _is_hidden(self, element: etree._Element) -> bool:
        style = element.get("style")
        if not style:
            return False
        hidden = self._hidden_styles.get(style)
        if hidden is None:
            hidden = _HIDDEN_STYLE.search(style) is not None
            self._hidden_styles[style] = hidden
        return hidden

    # Writing

    def _write(
        self, chunk: str, inside: etree._Element | None, after: etree._Element | None
    ) -> None:
        if self._preformatted:
            self._write_lines(chunk)
            return
        if not chunk.isascii():
            chunk = chunk.translate(_CHARACTERS)
            if not chunk:
                return
        words = chunk.split()
        if not words:
            self._pending = self._pending or _SPACE
            return
        if chunk[0].isspace():
            self._pending = self._pending or _SPACE
        text = " ".join(words)
        at_line_start = self._pending == _LINE or not self._length
        self._put(text)
        if at_line_start and text[0] in "IiPp":
            self._mark(self._length - len(text), inside, after)
        self._pending = _SPACE if chunk[-1].isspace() else _NOTHING

    def _put(self, text: str) -> None:
        """Write words, what is pending before them, and open the spans that waited for them."""
        if self._pending and self._length:
            self._parts.append(_SEPARATORS[self._pending])
            self._length += 1
        self._pending = _NOTHING
        if self._waiting:
            for span in self._waiting:
                if span.start < 0:
                    span.start = self._length
            self._waiting.clear()
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

    def _mark(
        self, offset: int, inside: etree._Element | None, after: etree._Element | None
    ) -> None:
        node = inside if inside is not None else after
        linked = bold = False
        if inside is None and node is not None:
            node = node.getparent()
        for _ in range(12):
            if node is None:
                break
            local = local_name(node.tag)
            linked = linked or (local == "a" and (node.get("href") or "").startswith("#"))
            bold = bold or local in {"b", "strong", "h1", "h2", "h3", "h4", "u"}
            bold = bold or _BOLD_STYLE.search(node.get("style") or "") is not None
            if local in {"td", "tr", "body"}:
                break
            node = node.getparent()
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

    def _block(self, element: etree._Element) -> None:
        del element
        if not self._flows or self._flows[-1]:
            self._pending = _LINE
        else:
            self._pending = self._pending or _SPACE

    def _open_table(self, element: etree._Element) -> None:
        del element
        self._pending = _LINE
        table = RawTable(self._open())
        self._found.tables.append(table)
        self._tables.append(table)

    def _close_table(self, element: etree._Element) -> None:
        del element
        self._close(self._tables.pop().span)
        self._pending = _LINE

    def _open_row(self, element: etree._Element) -> None:
        del element
        self._pending = _LINE
        if self._tables:
            self._tables[-1].rows.append([])

    def _open_cell(self, element: etree._Element) -> None:
        self._pending = max(self._pending, _TAB)
        self._flows.append(_is_flowing(element))
        if not self._tables:
            self._cells.append(None)
            return
        cell = RawCell(_span_count(element.get("rowspan")), _span_count(element.get("colspan")))
        self._waiting.append(cell)
        rows = self._tables[-1].rows
        if not rows:
            rows.append([])
        rows[-1].append(cell)
        self._cells.append(cell)

    def _close_cell(self, element: etree._Element) -> None:
        del element
        self._flows.pop()
        cell = self._cells.pop()
        if cell is not None:
            self._close(cell)
        self._pending = max(self._pending, _TAB)

    def _open_preformatted(self, element: etree._Element) -> None:
        self._preformatted += 1
        self._block(element)

    def _close_preformatted(self, element: etree._Element) -> None:
        self._preformatted -= 1
        self._block(element)

    def _open_fact(self, element: etree._Element) -> None:
        fact = TaggedSpan(element)
        self._found.facts.append(fact)
        self._open_tagged(fact)

    def _open_continuation(self, element: etree._Element) -> None:
        piece = TaggedSpan(element)
        self._found.continuations.setdefault(element.get("id") or "", piece)
        self._open_tagged(piece)

    def _open_tagged(self, tagged: TaggedSpan) -> None:
        if len(self._tagged) >= FACTS_NESTED_MAX:
            raise TooDeep(self._name, FACTS_NESTED_MAX)
        self._tagged.append(tagged)
        if not self._excludes:
            tagged.pieces.append(self._open())

    def _close_tagged(self, element: etree._Element) -> None:
        del element
        tagged = self._tagged.pop()
        if not self._excludes:
            self._close(tagged.pieces[-1])

    def _open_exclude(self, element: etree._Element) -> None:
        del element
        if not self._excludes:
            for tagged in self._tagged:
                self._close(tagged.pieces[-1])
        self._excludes += 1

    def _close_exclude(self, element: etree._Element) -> None:
        del element
        self._excludes -= 1
        if not self._excludes:
            for tagged in self._tagged:
                tagged.pieces.append(self._open())

    # What a browser does not show

    def _append_hidden(self) -> None:
        """Write the hidden facts, one a line, below a heading of their own."""
        self._preformatted = 0
        self._flows.clear()
        heading_written = False
        for region in self._hidden:
            nested = 0
            for event, element in etree.iterwalk(region, events=("start", "end")):
                kind = self._kinds.get(element.tag)
                if kind is None:
                    kind = self._classified(element.tag)
                if kind not in (_Kind.FACT, _Kind.CONTINUATION):
                    continue
                nested += 1 if event == "start" else -1
                if nested > FACTS_NESTED_MAX:
                    raise TooDeep(self._name, FACTS_NESTED_MAX)
                if event == "end":
                    continue
                if not heading_written:
                    self._pending = _LINE
                    self._put(HIDDEN_HEADING)
                    heading_written = True
                self._append_fact(element, kind)

    def _append_fact(self, element: etree._Element, kind: _Kind) -> None:
        self._pending = _LINE
        self._put(f"{element.get('name') or 'continuation'}:")
        self._pending = _SPACE
        tagged = TaggedSpan(element, hidden=True)
        tagged.pieces.append(self._open())
        words = " ".join("".join(map(str, element.itertext())).translate(_CHARACTERS).split())
        if words:
            self._put(words)
            self._close(tagged.pieces[-1])
        else:
            # The span of what says nothing is empty; the line says so to whoever reads it.
            self._close(tagged.pieces[-1])
            self._put("(nothing)")
        if kind is _Kind.FACT:
            self._found.facts.append(tagged)
        else:
            self._found.continuations.setdefault(element.get("id") or "", tagged)


def _is_flowing(cell: etree._Element) -> bool:
    """Whether a cell lays out a page (several paragraphs) rather than holding one datum."""
    node = cell
    for _ in range(4):
        count = len(node)
        if count > 3:
            return sum(local_name(child.tag) in _FLOWING for child in islice(node, 8)) > 3
        if count != 1:
            return False
        node = node[0]
    return False


def _span_count(text: str | None) -> int:
    if text is None:
        return 1
    match = re.match(r"\s*(\d{1,12})", text)
    return max(1, int(match[1])) if match else 1
