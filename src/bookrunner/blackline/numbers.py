"""Numbers of a passage as figures: sign, currency and scale applied."""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from bookrunner.blackline.passages import Passage, Token

_DIGITS = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
SCALES = {"thousand": 3, "thousands": 3, "million": 6, "millions": 6, "billion": 9,
           "billions": 9, "trillion": 12, "trillions": 12}  # fmt: skip
_CURRENCIES = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY"}
MONTHS = frozenset(month.casefold() for month in calendar.month_name if month)
_SIGNS = frozenset({*_CURRENCIES, "(", ")", "%"})
_YEAR_MIN, _YEAR_MAX = 1900, 2100


@dataclass(frozen=True)
class Amount:
    """A number as it is meant."""

    at: int
    """Which token of the passage."""
    value: Decimal
    unit: str
    """``USD``, ``%``, ``bps``; "" where nothing is said."""
    is_date: bool
    """A year, or the day of a month."""


def amounts(passage: Passage) -> Sequence[Amount]:
    """The numbers in order."""
    tokens = passage.tokens
    return [
        _amount(passage, at)
        for at, token in enumerate(tokens)
        if _DIGITS.fullmatch(token.text)
    ]  # fmt: skip


def is_date(tokens: Sequence[Token], at: int) -> bool:
    """Whether a number is a year or the day of a month."""
    text = tokens[at].text
    if not text.isdigit():
        return False
    before = tokens[at - 1].text.casefold() if at else ""
    if len(text) <= 2:
        return before in MONTHS
    if before in _CURRENCIES or not _YEAR_MIN <= int(text) <= _YEAR_MAX:
        return False
    return len(text) == 4


def _amount(passage: Passage, at: int) -> Amount:
    tokens = passage.tokens
    before = {one.text for one in _beside(tokens, at, -1)}
    behind = _beside(tokens, at, 1)
    end = at + 1 + len(behind)
    after = tokens[end].text.casefold() if end < len(tokens) else ""
    value = Decimal(tokens[at].text.replace(",", ""))
    dated = is_date(tokens, at)
    unit = next((_CURRENCIES[sign] for sign in before if sign in _CURRENCIES), "")
    closed = ")" in {one.text for one in behind}
    negative = "(" in before and closed and (passage.is_row or unit != "")
    if any(one.text == "%" for one in behind) or after.startswith("percent"):
        unit = "%"
    elif after in ("bps", "basis"):
        unit = "bps"
    elif after in SCALES:
        value = value.scaleb(SCALES[after])
    elif passage.exponent and not dated:
        value = value.scaleb(passage.exponent)
    return Amount(at, -value if negative else value, unit, dated)


def _beside(tokens: Sequence[Token], at: int, step: int) -> Sequence[Token]:
    """Signs that belong to a number, outwards from it: brackets, a currency, a percentage."""
    found = []
    at += step
    while 0 <= at < len(tokens) and tokens[at].text in _SIGNS:
        found.append(tokens[at])
        at += step
    return found
