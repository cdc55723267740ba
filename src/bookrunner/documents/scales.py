"""In which unit a table speaks: "(in millions, except per share data)" and the like."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bookrunner.documents.document import TableCell

HEADER_ROWS = 6
"""A scale stands in the first rows, if inside the table."""
ABOVE_CHARACTERS = 400
ABOVE_LINES = 3
"""How far above the table a heading of it may stand."""

_EXPONENTS = {"thousand": 3, "million": 6, "billion": 9, "000": 3, "000,000": 6, "mm": 6}

_SCALE = re.compile(
    r"(?:\bin|\bdollars?|\bamounts?|\bshares|[$€£¥]|\(|\bexpressed in|\bstated in)\s*"
    r"(?:(?:are|in|of|\(|u\.?s\.?|us|canadian|[$€£¥]|dollars?|and|shares|expressed|stated|amounts|"
    r"except|units)\s*)*"
    r"\b(thousand|million|billion)s?\b"
    r"|(?:[$€£¥]\s?|\(\s?|\bin\s+[$€£¥]?)(000,000|000|mm)(?:['’]?s)?\b"
    r"|\b(000)['’]?s\s+omitted"
    r"|^\s*\(?(thousand|million|billion)s\b(?=\s*(?:,|\)|$|of\b|except\b))",
    re.IGNORECASE,
)
_EXCEPT = re.compile(
    r"\bexcept(?:\s+for|ing)?\s+((?:as (?:otherwise )?(?:noted|indicated))|[^)\n\t]{1,120})",
    re.IGNORECASE,
)
_CURRENCIES = (
    ("CAD", re.compile(r"(?i:canadian) dollars?|\bC(?:DN|AD)?\$|\bCAD\b")),
    ("AUD", re.compile(r"australian dollars?|\bA\$|\bAUD\b", re.IGNORECASE)),
    ("HKD", re.compile(r"hong kong dollars?|\bHK\$|\bHKD\b", re.IGNORECASE)),
    ("EUR", re.compile(r"€|\beuros?\b|\bEUR\b", re.IGNORECASE)),
    ("GBP", re.compile(r"£|pounds? sterling|\bGBP\b", re.IGNORECASE)),
    ("JPY", re.compile(r"japanese yen|\bJPY\b|\byen\b", re.IGNORECASE)),
    ("CNY", re.compile(r"\brmb\b|renminbi|\bCNY\b", re.IGNORECASE)),
    ("CHF", re.compile(r"swiss francs?|\bCHF\b", re.IGNORECASE)),
    ("USD", re.compile(r"\$|\bdollars?\b|\bUSD\b", re.IGNORECASE)),
)
_SIGN = re.compile(r"[(\s]*[$€£]")


@dataclass(frozen=True)
class Scale:
    """What a table's headings say about its numbers."""

    exponent: int | None
    currency: str | None
    caption: str
    excepts: tuple[str, ...]


def scale_of(rows: tuple[tuple[TableCell, ...], ...], text: str, start: int, end: int) -> Scale:
    """The scale of the table at that span.

    From its own caption and first rows, else from the lines just above it.
    """
    own = _caption_lines(rows, text, start)
    above = _lines_above(text, start)
    # In plain text the words may run over a line's end.
    lines = (*own, *_header_lines(rows), *reversed(above), " ".join(above[-2:]))
    for line in lines if _may_state("\n".join(lines).lower()) else ():
        exponent = stated_exponent(line)
        if exponent is not None:
            excepts = tuple(_trimmed(m[1]) for m in _EXCEPT.finditer(line))
            currency = _currency(line) or _currency_of_cells(rows, text, start, end)
            return Scale(exponent, currency, line, excepts)
    captions = own or above[-1:]
    caption = captions[-1] if captions else ""
    return Scale(None, _currency_of_cells(rows, text, start, end), caption, ())


def stated_exponent(line: str) -> int | None:
    """The scale that a line states, 6 for millions; None where it states none."""
    match = _SCALE.search(line) if _may_state(line.lower()) else None
    if match is None:
        return None
    return _EXPONENTS[(match[1] or match[2] or match[3] or match[4]).lower()]


def _may_state(line: str) -> bool:
    """Whether there is what states any scale; to look for it costs less than the pattern."""
    return "illion" in line or "thousand" in line or "000" in line or "mm" in line


def _caption_lines(rows: tuple[tuple[TableCell, ...], ...], text: str, start: int) -> list[str]:
    """The words inside the table that stand above its first cell and in none: its caption's."""
    first = min((row[0].start for row in rows if row), default=start)
    if first <= start:
        return []
    return [line.strip() for line in text[start:first].split("\n") if line.strip()]


def _header_lines(rows: tuple[tuple[TableCell, ...], ...]) -> list[str]:
    """Distinct words of the first rows' cells; a cell over several places counts once."""
    lines: list[str] = []
    for index, row in enumerate(rows[:HEADER_ROWS]):
        lines.extend(
            cell.text
            for place, cell in enumerate(row[:60])
            if 0 < len(cell.text) < 300 and cell.column == place and cell.row == index
        )
    return lines


def _lines_above(text: str, start: int) -> list[str]:
    above = text[max(0, start - ABOVE_CHARACTERS) : start].rstrip("\n")
    lines = [line for line in above.split("\n") if line.strip()]
    if len(lines) > 1 and start > ABOVE_CHARACTERS:
        lines = lines[1:]  # the first may be cut
    kept: list[str] = []
    for line in reversed(lines[-ABOVE_LINES:]):
        # A row of numbers belongs to the table before, and so does all above it.
        if line.count("\t") >= 2 and re.search(r"\d", line):
            break
        kept.append(line)
    return list(reversed(kept))


def _trimmed(text: str) -> str:
    return " ".join(text.split()).strip(" .,;:")


# Dollars, reais and pesos whose letters stand before the sign, and which are none of those below.
_OTHER_DOLLARS = re.compile(
    r"\b(?:R|NT|MX|S|NZ|AR|CL|COL)\$|\bnew zealand dollars?\b", re.IGNORECASE
)


def written_currency(text: str) -> str | None:
    """The currency that a statement's words and signs name, as ISO 4217; None where unsure."""
    return None if _OTHER_DOLLARS.search(text) else _currency(text)


def _currency(line: str) -> str | None:
    for code, pattern in _CURRENCIES:
        if pattern.search(line):
            return code
    return None


def _currency_of_cells(
    rows: tuple[tuple[TableCell, ...], ...], text: str, start: int, end: int
) -> str | None:
    """The currency whose sign stands in the cells of the first rows with numbers."""
    if not any(text.find(sign, start, end) >= 0 for sign in "$€£"):
        return None
    for row in rows[:20]:
        for cell in row[:60]:
            head = cell.text[:8]
            if head and not head[0].isalnum() and _SIGN.match(head):
                for code, pattern in _CURRENCIES[3:]:
                    if pattern.search(head):
                        return code
    return None
