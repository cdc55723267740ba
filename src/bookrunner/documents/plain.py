"""Plain text filings of the years before HTML: their lines, and the tables EDGAR's tags mark.

Many came, and are kept elsewhere, in a wrapper of HTML (``<html><body><pre>``) that leaves the text
as it was typed; it is taken off.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from bookrunner.documents.canonical import RawCell, RawTable, Reading, Span

_TAGS = re.compile(
    r"</?(?:PAGE|TABLE|CAPTION|S|C|FN|F\d{1,2}|TEXT|BR|P|B|I|U|PRE|HR|CENTER)>", re.IGNORECASE
)
_STRUCTURE = re.compile(r"<(?:p|br|tr|td|th|li|h[1-6]|ix:[a-z]+)\b", re.IGNORECASE)
_COLUMNS = re.compile(r"<S>[^<]{0,400}<C>", re.IGNORECASE)
_WRAPPER = re.compile(
    r"<!--.{0,2000}?-->|<(title|style|script)\b[^<>]{0,500}>[^<]{0,5000}</\1\s*>"
    r"|</?(?:html|head|meta|link|body|div|span|font|a|strong|em|tt|code|center|hr|pre|p|br|b|i|u)"
    r"\b[^<>]{0,500}>|<!doctype[^<>]{0,500}>",
    re.IGNORECASE | re.DOTALL,
)
_LOOKED_AT = 200_000
_LINES_A_TAG = 20
"""Lines of a typed text to each tag that would part paragraphs or cells, at least."""
_TABLE = re.compile(r"<(/?)TABLE>", re.IGNORECASE)
_CELL = re.compile(r"\S+(?: \S+)*")


def is_typed(text: str) -> bool:
    """Whether a text in HTML is a typed one in a wrapper: lines, but hardly a paragraph or cell."""
    head = text[:_LOOKED_AT]
    lines = sum(1 for line in head.split("\n") if line.strip())
    structure = len(_STRUCTURE.findall(head))
    if _COLUMNS.search(head):  # the columns of EDGAR's typed tables
        return structure * 2 < lines
    return lines >= 2 * _LINES_A_TAG and structure * _LINES_A_TAG < lines


def unwrapped(text: str) -> str:
    """The typed text without the HTML around it."""
    return html.unescape(_WRAPPER.sub("", text))


def plain_reading(text: str) -> Reading:
    """The lines as they stand, without trailing spaces, blank lines at most one together.

    Within ``<TABLE>`` a line is a row and two or more spaces part its cells.
    """
    read = Reading()
    kept: list[str] = []
    length = 0
    blank = True
    table: RawTable | None = None
    for line in _lines(text):
        for match in _TABLE.finditer(line):
            if match[1] and table is not None:
                table.span.end = max(length - 1, table.span.start)
                table = None
            elif not match[1] and table is None:
                table = RawTable(_span(length, length))
                read.tables.append(table)
        shown = _TAGS.sub("", line).rstrip()
        if not shown:
            if not blank:
                kept.append("")
                length += 1
            blank = True
            continue
        blank = False
        if table is not None:
            table.rows.append(_cells(shown, length))
        kept.append(shown)
        length += len(shown) + 1
    if table is not None:
        table.span.end = max(length - 1, table.span.start)
    read.text = "\n".join(kept).rstrip("\n")
    for raw in read.tables:
        _close_in(raw, len(read.text))
    return read


def _lines(text: str) -> Iterator[str]:
    cleaned = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0c", "\n")
    for line in cleaned.replace("\xa0", " ").split("\n"):
        yield line.expandtabs(8)


def _cells(line: str, offset: int) -> list[RawCell]:
    cells = []
    for match in _CELL.finditer(line):
        cell = RawCell(1, 1)
        cell.start, cell.end = offset + match.start(), offset + match.end()
        cells.append(cell)
    return cells


def _span(start: int, end: int) -> Span:
    span = Span()
    span.start, span.end = start, end
    return span


def _close_in(table: RawTable, length: int) -> None:
    table.span.start = min(table.span.start, length)
    table.span.end = min(table.span.end, length)
