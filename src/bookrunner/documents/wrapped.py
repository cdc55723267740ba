"""Text that was filed in lines of a fixed width, its paragraphs put together again.

Before 2001 filings were typed in lines of at most 80 columns. A sentence there goes on over lines;
rules over words read a line as a paragraph, as in HTML. Every character keeps its place:
a line's end inside a paragraph becomes a space, so spans count in the canonical text.
"""

from __future__ import annotations

import re
from itertools import pairwise

_WIDTH = 110
"""No line of a typed filing is longer; an HTML paragraph soon is, and has no blank lines."""
_FULL = 52
"""A line that reaches this column goes on in the next one, where no blank line stands between."""
_ROW = re.compile(r"\S {3,}\S.* {3,}\S|\t|\.{4}|^\s*[-=_]{4,}")
_OPENS = re.compile(r"^\s*(?:\(\w{1,3}\)\s|[•*·-]\s|<|Item\s+\d|ITEM\s+\d|Section\s+\d)")


def unwrapped(text: str) -> str:
    """The same text, as long as before, with the line ends inside of paragraphs as spaces."""
    lines = text.split("\n")
    long = sum(len(line) > _WIDTH for line in lines)
    blank = sum(not line.strip() for line in lines)
    if long * 50 > len(lines) or blank * 20 < len(lines):
        return text
    parts = [lines[0]]
    for above, line in pairwise(lines):
        parts.append(" " if _goes_on(above, line) else "\n")
        parts.append(line)
    return "".join(parts)


def _goes_on(above: str, line: str) -> bool:
    if len(above.rstrip()) < _FULL or not line.strip() or above.isupper() != line.isupper():
        return False
    return not (_ROW.search(above) or _ROW.search(line) or _OPENS.match(line))
