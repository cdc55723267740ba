"""A primary statement as its lines print it: dated columns, and rows with a number for each.

Of tables in HTML, pages of a PDF and plain text alike: a line is a row's words and its numbers.
What cannot be read with certainty, because a row has more or fewer numbers than there are columns,
is left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bookrunner.documents.scales import stated_exponent, written_currency
from bookrunner.facts.statement_tables.columns import (
    Column,
    Dates,
    Undated,
    columns_of,
    without_dates,
    written_days,
)

# Blanks are only read behind a sign, so that a wide line is read in one pass.
_NUMBER = re.compile(
    r"(?P<nil>(?<![\w—–-])[—–-]{1,3}(?=\s|$))(?!\s?%)"
    r"|(?P<open>\(\s*)?(?:(?:US\$|[$€£¥])\s*)?(?P<open2>\(\s*)?"
    r"(?P<minus>[-–—−](?=[\d.$]))?(?:[$€£¥]\s*)?"
    r"(?<![\w.])(?P<n>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)(?![\w])"
    r"(?P<close>\s?\))?(?P<share>\s?%)?"
)
_NOTES = re.compile(
    r"[\s$]*\(?(?:notes?\s*)?(?:\d{1,2}|[a-z])(?:\s*(?:[,&-]|and)\s*\d{1,2}|\.\d|\([a-z0-9]\))*\)?\s*",
    re.IGNORECASE,
)
_GAPS = tuple(map(re.compile, (r"\t", r"(?:\.\s?){3,}|_{3,}", r"(?<=\S)\s{3,}(?=\S)")))
_AMOUNT = re.compile(r"[$€£¥]|\d,\d{3}")
_TRIMMED = " \t$(._"
_COLUMNS_MAX = 8
_HEADER_LINES = 24
_WORDS = re.compile(r"[A-Za-z]{2}")
_HEADING_MAX = 160


@dataclass(frozen=True)
class Number:
    """A number as printed, with its sign, and where it stands."""

    value: Decimal | None
    """None for a dash."""
    start: int
    end: int
    places: int
    """Digits after its point."""


@dataclass(frozen=True)
class Row:
    """A row with a number, or a dash, for each column."""

    label: str
    """Its words; of an unnamed subtotal none."""
    heading: str
    """The last line above it without numbers."""
    numbers: tuple[Number, ...]


@dataclass(frozen=True)
class PrintedStatement:
    """One primary statement."""

    kind: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    exponent: int | None
    """3 for thousands; None where nothing says it."""


@dataclass(frozen=True)
class _Line:
    start: int
    text: str
    numbers: tuple[re.Match[str], ...]


def lines_of(text: str, start: int = 0) -> list[tuple[int, str]]:
    """The lines of a stretch, each with its place."""
    return [(start + match.start(), match[0]) for match in re.finditer(r"[^\n]+", text)]


def days_written_in(lines: Sequence[tuple[int, str]]) -> set[date]:
    """The days written out in a statement's heading."""
    return {day for _, text in lines[:_HEADER_LINES] for day in written_days(text)}


def document_currency(statements: Iterable[Sequence[tuple[int, str]]]) -> str | None:
    """The currency of a document's statements, as ISO 4217, by their headings and numbers' signs.

    A currency that only a row's words name ("contracts in Japanese yen") is what that row is about.
    """
    return written_currency("\n".join(said for lines in statements for said in _beside(lines)))


def _beside(lines: Sequence[tuple[int, str]]) -> Iterator[str]:
    """A statement's heading, and its rows' numbers without the rows' words."""
    in_heading = True
    for start, text in lines:
        if _is_row(_Line(start, text, _numbers(text))):
            in_heading = False
            yield text[_border(text) :]
        elif in_heading:
            yield text


def printed_statement(
    kind: str, lines: Sequence[tuple[int, str]], dates: Dates, *, instants: bool
) -> PrintedStatement:
    """The statement that stands in these lines.

    Raises:
        Undated: What its columns are of is not certain.
    """
    read = [_Line(start, text, _numbers(text)) for start, text in lines if text.strip()]
    counts = Counter(len(_own(one)) for one in read if _is_row(one))
    widths = [width for width, _ in counts.most_common(2) if width <= _COLUMNS_MAX]
    for width in widths:
        first = next(at for at, one in enumerate(read) if _is_row(one) and len(_own(one)) == width)
        header = [one.text for one in read[:first][-_HEADER_LINES:]]
        try:
            columns = columns_of(header, width, dates, instants=instants)
        except Undated:
            if width == widths[-1]:
                raise
            continue
        return PrintedStatement(kind, columns, tuple(_rows(read[first:], width)), _exponent(header))
    raise Undated("it has no numbers")


def _exponent(header: Sequence[str]) -> int | None:
    for text in reversed(header):
        if (found := stated_exponent(text)) is not None:
            return found
    return None


def _numbers(text: str) -> tuple[re.Match[str], ...]:
    return tuple(
        match
        for match in _NUMBER.finditer(text)
        if not match["share"] and not (match["close"] and not (match["open"] or match["open2"]))
    )


def _is_row(line: _Line) -> bool:
    """Whether a line has numbers that are neither days, years nor lengths of periods."""
    return bool(_own(line)) and bool(_numbers(without_dates(line.text)))


def _own(line: _Line) -> tuple[re.Match[str], ...]:
    """The numbers that stand behind the row's words."""
    border = _border(line.text)
    return tuple(match for match in line.numbers if _begin(match) >= border)


def _border(text: str) -> int:
    """Where a row's words end: at the first tab, leaders or wide space, else before its numbers."""
    gaps = [match.end() for gap in _GAPS if (match := gap.search(text))]
    if gaps:
        return min(gaps) if _WORDS.search(text[: min(gaps)]) else 0
    return max((match.end() for match in _WORDS.finditer(text)), default=0)


def _rows(lines: Sequence[_Line], width: int) -> Iterator[Row]:
    heading, pending = "", ""
    for line in lines:
        if not _is_row(line):
            words = line.text.strip()
            if _WORDS.search(words):
                # A label that runs over several lines stands before its numbers.
                pending = f"{pending} {words}" if pending and words[:1].islower() else words
                heading = pending[-_HEADING_MAX:]
            continue
        own = _own(line)
        label = line.text[: _border(line.text)].strip(_TRIMMED)
        if len(own) > width:
            between = line.text[_border(line.text) : _begin(own[-width])]
            if not all(_NOTES.fullmatch(one) for one in between.split("\t") if one.strip(" $(")):
                pending = ""
                continue
            own = own[-width:]
        elif len(own) == width - 1:
            # The first number stands too near to the words for a border between them.
            nearest = [match for match in line.numbers if match.end() <= _border(line.text)][-1:]
            if (
                nearest
                and _AMOUNT.search(nearest[0][0])
                and not line.text[nearest[0].end() : _border(line.text)].strip()
            ):
                label = line.text[: _begin(nearest[0])].strip(_TRIMMED)
                own = (*nearest, *own)
        if pending and (not label or label[:1].islower()):
            label = f"{pending} {label}".strip()
        pending = ""
        if len(own) == width and _are_apart(line.text, own):
            yield Row(label, heading, tuple(_cell(one, line.start) for one in own))
        if label.endswith(":"):
            heading = label


def _are_apart(text: str, own: Sequence[re.Match[str]]) -> bool:
    """Whether no words stand between the numbers or after them."""
    return not _WORDS.search(text[_begin(own[0]) :])


def _begin(match: re.Match[str]) -> int:
    return match.end() - len(match[0].lstrip())


def _cell(match: re.Match[str], start: int) -> Number:
    place = start + _begin(match), start + match.end()
    if match["nil"]:
        return Number(None, *place, 0)
    digits = match["n"].replace(",", "")
    below = bool(match["minus"]) or bool((match["open"] or match["open2"]) and match["close"])
    value = Decimal(digits)
    return Number(-value if below else value, *place, len(digits.partition(".")[2]))
