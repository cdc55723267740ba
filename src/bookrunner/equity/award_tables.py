"""Roll-forwards of awards in a filing's tables: opening balance, movements, closing balance.

Rows run from ``Outstanding at May 1, 2023`` by way of granted, exercised or vested, and forfeited
to ``Outstanding at April 30, 2024``. The last balance row is the closing one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bookrunner.documents import Document, Table, TableCell
from bookrunner.equity.kinds import AwardKind, kinds_of

_BALANCE = re.compile(
    r"^(?:[\w ,&\-]{0,60}\b)?(?:outstanding|non-?vested|unvested|balances?|awards?)\b"
    r".{0,60}?(?:\b(?:19|20)\d\d\b|\b(?:end|beginning|start) of|\byear[- ]end|\b(?:at|as of)\b)"
    r"|^(?:beginning|ending|opening|closing)\b.{0,30}\b(?:balance|outstanding|year)\b"
    r"|^(?:shares|units|options|rsus?|psus?)\b.{0,30}\b(?:at|as of)\b.{0,20}\b(?:19|20)\d\d\b"
    r"|^(?:balance,? )?(?:january|february|march|april|may|june|july|august|september|october"
    r"|november|december)\s+\d{1,2}\s*,\s*(?:19|20)\d\d\W*$",
    re.IGNORECASE,
)
_EXERCISABLE = re.compile(
    r"^(?:options |vested and )*exercisable\b|\bexercisable (?:at|as of|,)", re.I
)
_NOT_BALANCE = re.compile(r"exercisable|expected to vest|available", re.IGNORECASE)
_LESS = re.compile(
    r"exercis|vested|vesting|released|forfeit|cancel|expire|lapse|settled|distribut|paid|converted"
    r"|surrender|withheld|redeem",
    re.IGNORECASE,
)
_GRANTED = re.compile(r"\bgrant|\bawarded|\bissued", re.IGNORECASE)
_GONE = re.compile(r"forfeit|vest|exercis|cancel|released|expire|settled", re.IGNORECASE)
_MORE = re.compile(r"grant|assumed|issued|dividend equivalent|award", re.IGNORECASE)
_PRICE = re.compile(r"price|fair\s+value|value|\$|term|life|years|intrinsic", re.IGNORECASE)
_STRIKE = re.compile(
    r"(?:exercise|option|strike|grant)\s+price|price per share|average price", re.I
)
_GRANT_VALUE = re.compile(r"fair\s+value", re.IGNORECASE)
_THOUSANDS = re.compile(r"\bthousands?\b|\b000['’]?s\b|\(000\)|\bthous\b", re.IGNORECASE)
_MILLIONS = re.compile(r"\bmillions?\b", re.IGNORECASE)
_OF_MONEY = re.compile(
    r"(?:values?|dollars?|\$)\W*(?:are |is )?(?:\(|in\b|000)"
    r"|\bin (?:thousands|millions) of (?:u\.?s\.? )?dollars",
    re.IGNORECASE,
)
_OF_SHARES = re.compile(r"(?<!per )\b(?:shares?|options?|units?|numbers?|awards?)\b", re.IGNORECASE)
_NUMBER = re.compile(r"^(?:\(?\s*-?[\d,]*\.?\d+\s*\)?|[-\u2013\u2014])$")
_DATE = re.compile(
    r"(january|february|march|april|may|june|july|august|september|october|november|december)"
    r"\s+(\d{1,2})\s*,?\s*((?:19|20)\d\d)",
    re.IGNORECASE,
)
_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_HEAD_ROWS_MAX = 8
_LEAD_CHARACTERS = 500


@dataclass(frozen=True)
class Balance:
    """A number in a balance row as it stands in the table."""

    cell: TableCell
    shown: Decimal


@dataclass(frozen=True)
class RollForward:
    """One column of numbers of awards and the price column beside it."""

    table: Table
    heading: str
    """The words above the column and of its row, then the line that leads to the table."""
    exponent: int | None
    """The power of ten that headings give the numbers of shares; None when none does."""
    on: date | None
    """The day in the closing row's words."""
    opening: Balance
    closing: Balance
    movements: Sequence[Decimal]
    """As they add to the opening balance: what leaves is negative."""
    strike: Balance | None
    """The closing row's price; None where the column beside it is no exercise price."""
    exercisable: Balance | None
    is_of_awards: bool
    """Whether its rows speak of what is granted and what vests, is exercised or forfeited."""
    has_grant_value: bool
    """Whether the column beside it is the value at grant, as of units without a strike."""

    @property
    def step(self) -> Decimal:
        """What one of the last digit shown stands for, in the table's own scale."""
        exponent = self.closing.shown.as_tuple().exponent
        assert isinstance(exponent, int), "a number is finite"
        return Decimal(1).scaleb(exponent)

    @property
    def foots(self) -> bool:
        """Whether opening and movements make the closing balance, within rounding of each."""
        made = self.opening.shown + sum(self.movements, Decimal(0))
        slack = self.step * (len(self.movements) + 2) / 2
        return abs(made - self.closing.shown) <= slack


def roll_forwards(document: Document) -> Sequence[RollForward]:
    """Every roll-forward of awards in the filing, in its order."""
    return tuple(found for table in document.tables for found in _of_table(table, document.text))


def award_kinds(table: RollForward) -> frozenset[AwardKind]:
    """The kinds a roll-forward is of: by its own words, else by the line that leads to it.

    One that names none but gives values at grant is of units, as options have a strike.
    """
    own, _, lead = table.heading.partition("\n")
    units = frozenset({AwardKind.RESTRICTED}) if table.has_grant_value else frozenset()
    return kinds_of(own) or kinds_of(lead) or units


def place_kinds(document: Document, start: int) -> str:
    """The words that say what the number at this place is of.

    Its column's headings and its row's label, or where those name no award, the line that leads to
    the table as well. Of running text, the sentence.
    """
    for table in document.tables:
        if table.start <= start < table.end:
            for row in table.rows:
                for cell in row:
                    if cell.start <= start < max(cell.end, cell.start + 1):
                        own, _, lead = _heading(table, cell, document.text).partition("\n")
                        return own if kinds_of(own) else lead
    text = document.text
    begin = max(text.rfind(". ", 0, start), text.rfind("\n", 0, start)) + 1
    end = text.find(". ", start)
    return text[begin : end if end > 0 else start + 200]


def _of_table(table: Table, text: str) -> Iterator[RollForward]:
    rows = [(_label(row), row) for row in table.rows if row]
    balances = [n for n, (label, _) in enumerate(rows) if _is_balance(label)]
    if len(balances) < 2:
        return
    first, last = balances[-2], balances[-1]
    between = [
        (label, row)
        for label, row in rows[first + 1 : last]
        if _LESS.search(label) or _MORE.search(label) or _numbers(row)
    ]
    moves = [label for label, _ in between]
    exercisable = next((row for label, row in rows[last:] if _EXERCISABLE.search(label)), None)
    closing = _numbers(rows[last][1])
    for place, cell in enumerate(closing):
        heading = _column_heading(table, cell)
        if _PRICE.search(heading):
            continue
        opening = _in_column(rows[first][1], cell)
        if opening is None or not _decimal(cell.text):
            continue
        # The row's own words stand where columns have none.
        moved = [
            _signed(label, found.shown)
            for label, row in between
            if (found := _in_column(row, cell)) is not None
        ]
        beside = closing[place + 1] if place + 1 < len(closing) else None
        strike = beside if beside and _is_strike(_column_heading(table, beside)) else None
        shown = _in_column(exercisable, cell) if exercisable is not None else None
        yield RollForward(
            table,
            _heading(table, cell, text),
            _exponent(table, cell),
            _day(rows[last][0]),
            opening,
            Balance(cell, _decimal(cell.text)),
            tuple(moved),
            None if strike is None else Balance(strike, _decimal(strike.text)),
            shown,
            bool(_GRANTED.search(" ".join(moves)) and _GONE.search(" ".join(moves))),
            beside is not None and bool(_GRANT_VALUE.search(_column_heading(table, beside))),
        )


def _is_strike(heading: str) -> bool:
    return bool(_STRIKE.search(heading)) and not re.search(r"fair\s+value", heading, re.I)


def _is_balance(label: str) -> bool:
    return bool(_BALANCE.search(label)) and not _NOT_BALANCE.search(label)


def _label(row: Sequence[TableCell]) -> str:
    return next((cell.text.strip() for cell in row if cell.text.strip()), "")


def _numbers(row: Sequence[TableCell]) -> list[TableCell]:
    cells = dict.fromkeys(row)
    return [cell for cell in cells if _NUMBER.match(cell.text.strip())]


def _in_column(row: Sequence[TableCell], like: TableCell) -> Balance | None:
    """The number of the row that stands under the same heading; None where there is none."""
    left, right = like.column, like.column + like.column_span
    for cell in _numbers(row):
        if cell.column < right and left < cell.column + cell.column_span:
            return Balance(cell, _decimal(cell.text))
    return None


def _signed(label: str, shown: Decimal) -> Decimal:
    """A movement as it adds: what is called exercised or forfeited leaves, however it is shown."""
    if shown < 0 or not _LESS.search(label) or _MORE.match(label):
        return shown
    return -shown


def _decimal(text: str) -> Decimal:
    plain = re.sub(r"[^\d.]", "", text)
    if not plain:
        return Decimal(0)  # a dash
    number = Decimal(plain)
    return -number if text.strip().startswith(("(", "-")) else number


def _column_heading(table: Table, cell: TableCell) -> str:
    """The words above a cell, before the first row of numbers."""
    words: dict[str, None] = {}
    for row in table.rows[:_HEAD_ROWS_MAX]:
        if not row:
            continue
        if row[0].row >= cell.row or _is_balance(_label(row)):
            break
        for other in row:
            under = other.column < cell.column + cell.column_span
            if under and cell.column < other.column + other.column_span and other.text.strip():
                words.setdefault(other.text.strip())
    return " ".join(words)


def _exponent(table: Table, cell: TableCell) -> int | None:
    """The scale in the column's own heading, else in the table's corner, else above the table.

    A scale that stands over another column, such as that of intrinsic values, is not this one's.
    """
    own = _column_heading(table, cell)
    heads = [row for row in table.rows[:_HEAD_ROWS_MAX] if row and row[0].row < cell.row]
    corner = " ".join(dict.fromkeys(row[0].text for row in heads))
    within = {other.text.strip() for row in heads for other in row}
    above = "" if table.caption.strip() in within else table.caption
    if any("share" in words and "per share" not in words for words in table.excepts):
        above = ""
    for words in (own, corner, above):
        if _OF_MONEY.search(words) and not _OF_SHARES.search(words):
            continue
        if _THOUSANDS.search(words):
            return 3
        if _MILLIONS.search(words):
            return 6
    return None


def _heading(table: Table, cell: TableCell, text: str) -> str:
    row = next((r for r in table.rows if cell in r), ())
    own = f"{_column_heading(table, cell)} {_label(row)}"
    before = text[max(0, table.start - _LEAD_CHARACTERS) : table.start].strip().split("\n")
    lead = next((line for line in reversed(before) if len(line.split()) > 2), "")
    return f"{own}\n{lead}"


def _day(label: str) -> date | None:
    match = _DATE.search(label)
    if match is None:
        return None
    try:
        return date(int(match[3]), _MONTHS.index(match[1].lower()) + 1, int(match[2]))
    except ValueError:
        return None
