"""Primary statements as a document prints them: columns by fiscal year, rows by their words.

For documents without tags, such as PDF files. The text's lines are read; what cannot be read with
certainty, because a row has more or fewer numbers than the statement has columns, is left out.
"""

from __future__ import annotations

import re
from calendar import month_abbr
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from bookrunner.answers.printed_lines import LINES, plain_label
from bookrunner.search import Passage

_YEAR = re.compile(r"(?<![\d,.$])((?:19|20)\d\d)(?![\d,]|\.\d)")
_NUMBER = re.compile(
    r"(?P<nil>(?<![\w])[—–-](?=\s|$|\t))"
    r"|(?P<open>\()?\s*(?:US\$|[$€£¥])?\s*(?P<open2>\()?\s*(?P<minus>[-–](?=\d))?"
    r"(?P<n>\d[\d,]*(?:\.\d+)?|\.\d+)(?P<close>\s?\))?(?P<share>\s?%)?"
)
_SCALE = re.compile(
    r"\b(thousand|million|billion)s\b|\((?:[A-Z]{0,3}[$€£¥]|USD|in)?\s*(thousand|million|billion)\b",
    re.I,
)
_EXPONENT = {"thousand": 3, "million": 6, "billion": 9}
_MONTHS = re.compile(
    r"\b(three|six|nine|twelve|3|6|9|12)\s+months?\b|\b(quarters?|thirteen weeks)\b|"
    r"\b((?:fiscal )?years?|twelve-month)\s+ended\b",
    re.I,
)
_MONTH_COUNT = {"three": 3, "six": 6, "nine": 9, "twelve": 12, "3": 3, "6": 6, "9": 9, "12": 12}
_MONTH_NAME = re.compile(
    r"\b(january|february|march|april|may|june|july|august|september|october|november|december)"
    r"\s+\d{1,2}\b",
    re.I,
)
_MONTH_NUMBER = {name.lower(): number for number, name in enumerate(month_abbr) if name}
_HEADER_LINES = 16
_COLUMNS_MAX = 8


@dataclass(frozen=True)
class Column:
    """What a column's numbers are of."""

    year: int
    """Fiscal, as the company names it."""
    months: int
    """12, 9, 6 or 3; of a balance sheet 0."""
    month: int | None = None
    """In which it ends, 1 to 12, where the heading says it."""


@dataclass(frozen=True)
class PrintedNumber:
    """A number with the words it was read from."""

    value: Decimal
    """In single units, the sign as printed."""
    start: int
    end: int
    label: str


@dataclass(frozen=True)
class PrintedRow:
    """A row whose numbers are as many as the columns."""

    label: str
    plain: str
    numbers: tuple[PrintedNumber | None, ...]
    """None for a dash."""


@dataclass(frozen=True)
class PrintedStatement:
    """One primary statement."""

    kind: str
    columns: tuple[Column, ...]
    rows: tuple[PrintedRow, ...]
    exponent: int | None
    """3 for thousands; None where nothing says it."""

    def number(
        self, key: str, year: int, months: int, closes_in: int | None = None
    ) -> PrintedNumber | None:
        """What the statement prints of a standard line; None when no row is surely it.

        Args:
            closes_in: The month at whose end a balance is asked for; None for any of the year.
        """
        line = LINES[key]
        fitting = [
            place
            for place, column in enumerate(self.columns)
            if column.year == year
            and column.months in (0, months)
            and (closes_in is None or column.month is None or _near(column.month, closes_in))
        ]
        if len(fitting) != 1 or line.statement != self.kind:
            return None
        at = fitting[0]
        for words in line.words:
            for row in self.rows:
                if words.match(row.plain) and (found := row.numbers[at]) is not None:
                    return found
        return None


def printed_statement(
    kind: str, passages: Sequence[Passage], *, year: int | None, quarter: int | None = None
) -> PrintedStatement | None:
    """The statement that the passages are, in order; None where its columns are not certain.

    Args:
        year: The document's fiscal year as the company names it; that of the newest column.
        quarter: Of a quarterly report.
    """
    lines = [(one.start + m.start(), m[0]) for one in passages for m in _LINES.finditer(one.text)]
    read = [(start, text, _numbers(text)) for start, text in lines]
    counts = Counter(len(n) for _, text, n in read if n and not _is_header(text, n))
    if not counts:
        return None
    width = counts.most_common(1)[0][0]
    columns = _columns(kind, [text for _, text in lines[:_HEADER_LINES]], width, year, quarter)
    if columns is None or not 1 <= width <= _COLUMNS_MAX:
        return None
    exponent = _exponent([text for _, text in lines[:_HEADER_LINES]])
    rows: list[PrintedRow] = []
    pending = ""
    for start, text, numbers in read:
        if not numbers:
            pending = text.strip()
            continue
        if len(numbers) < width or _is_header(text, numbers):
            pending = ""
            continue
        own = numbers[-width:]
        label = text[: own[0].start()].strip(" \t$(")
        if not label and pending:
            # A long label's numbers stand on the line below it.
            label = pending
        pending = ""
        if label:
            rows.append(_row(label, start, own, exponent))
    return PrintedStatement(kind, columns, tuple(rows), exponent)


_LINES = re.compile(r"[^\n]+")


def _near(month: int, other: int) -> bool:
    """Whether two months are the same or neighbours, as years of 52 weeks end in either."""
    return (month - other) % 12 in (0, 1, 11)


def _numbers(text: str) -> list[re.Match[str]]:
    return [match for match in _NUMBER.finditer(text) if not match["share"]]


def _is_header(text: str, numbers: Sequence[re.Match[str]]) -> bool:
    """A line of years or days, which are no amounts."""
    years = _YEAR.findall(text)
    return bool(years) and len(numbers) <= 2 * len(years) + 1 and "$" not in text


def _row(
    label: str, start: int, numbers: Sequence[re.Match[str]], exponent: int | None
) -> PrintedRow:
    plain = plain_label(label)
    per_share = "per share" in plain or plain.startswith(("basic", "diluted"))
    scale = 0 if per_share or exponent is None else exponent
    made: list[PrintedNumber | None] = []
    for match in numbers:
        if match["nil"]:
            made.append(None)
            continue
        below_zero = bool(match["minus"]) or bool(
            (match["open"] or match["open2"]) and match["close"]
        )
        value = Decimal(match["n"].replace(",", "")).scaleb(scale)
        made.append(
            PrintedNumber(
                -value if below_zero else value,
                start + match.end() - len(match[0].lstrip()),
                start + match.end(),
                label,
            )
        )
    return PrintedRow(label, plain, tuple(made))


def _columns(
    kind: str, header: Sequence[str], width: int, year: int | None, quarter: int | None
) -> tuple[Column, ...] | None:
    found: list[int] = []
    for text in header:
        years = [int(one) for one in _YEAR.findall(text)]
        if len(years) == width:
            found = years
            break
    if not found:
        # Years one under another, or a title that names one more.
        every = [int(one) for text in header[:8] for one in _YEAR.findall(text)]
        found = every if len(every) == width else []
    if not found:
        return None
    shift = (year - max(found)) if year is not None else 0
    if abs(shift) > 1:
        return None
    months = _months(kind, header, width, quarter)
    ends = _end_months(header, width)
    if kind == "balance sheet" and quarter is not None and ends[0] is not None:
        # Beside the quarter's end stands that of the last fiscal year, which is a year before.
        top = [
            one + shift
            if _near(end or ends[0], ends[0])
            else _year_closed(one, end, ends[0], shift)
            for one, end in zip(found, ends, strict=True)
        ]
        return tuple(Column(y, 0, e) for y, e in zip(top, ends, strict=True))
    return tuple(
        Column(own + shift, count, end) for own, count, end in zip(found, months, ends, strict=True)
    )


def _year_closed(year: int, end: int | None, quarter_end: int, shift: int) -> int:
    """The fiscal year that closes on a balance sheet's other day.

    A year that closes in a later month of the calendar than the quarter ends is of the year before
    by its own number; the name of fiscal years runs ahead of the calendar by the shift.
    """
    if shift and end is not None and end < quarter_end:
        return year + shift - 1
    return year + shift


def _end_months(header: Sequence[str], width: int) -> list[int | None]:
    for text in header:
        found = [_MONTH_NUMBER[one.lower()[:3]] for one in _MONTH_NAME.findall(text)]
        if len(found) == width:
            return list(found)
    found = [_MONTH_NUMBER[one.lower()[:3]] for t in header[:8] for one in _MONTH_NAME.findall(t)]
    if len(set(found)) == 1:
        return [found[0]] * width
    return [None] * width


def _months(kind: str, header: Sequence[str], width: int, quarter: int | None) -> list[int]:
    if kind == "balance sheet":
        return [0] * width
    groups: list[int] = []
    for text in header:
        for match in _MONTHS.finditer(text):
            if match[1]:
                groups.append(_MONTH_COUNT[match[1].lower()])
            else:
                groups.append(3 if match[2] else 12)
        if groups and _YEAR.search(text):
            break
    groups = list(dict.fromkeys(groups))
    if not groups:
        groups = [12 if quarter is None else 3 * quarter]
    if width % len(groups):
        return [groups[0]] * width
    return [group for group in groups for _ in range(width // len(groups))]


def _exponent(header: Sequence[str]) -> int | None:
    for text in header:
        if match := _SCALE.search(text):
            return _EXPONENT[(match[1] or match[2]).lower()]
    return None
