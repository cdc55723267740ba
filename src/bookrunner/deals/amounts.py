"""Amounts, counts, dates and percentages as lawyers write them, and the patterns that find them."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_SHORT_MONTHS = r"(?:Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\."
DATE = rf"(?:{MONTHS}|{_SHORT_MONTHS}) \d{{1,2}}, ?\d{{4}}"
NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
CURRENCY = r"(?:US|U\.S\. ?|C|CA|Cdn|A|HK|NZ|S)?\$|€|£|¥|(?:USD|EUR|GBP|CAD|AUD|JPY|CHF) ?"
MONEY = rf"(?>(?:{CURRENCY}) ?(?:{NUMBER})(?: (?:thousand|million|billion)\b)?)"
"""Atomic: a phrase that what follows refuses never takes a shorter number in its place."""
PERCENT = r"\d{1,3}(?:\.\d+)? ?%"
NAME = r"[A-Z0-9][\w.&’'\-®/]*(?:,? (?:of|and|the|de|&|[A-Z0-9(][\w.&’'\-®/)]*))*"
"""Capitalised words; a comma stays inside a name only before another capitalised word."""

_CURRENCIES = (
    (re.compile(r"C\$|CA\$|Cdn\$|CAD"), "CAD"),
    (re.compile(r"HK\$"), "HKD"),
    (re.compile(r"NZ\$"), "NZD"),
    (re.compile(r"^S\$"), "SGD"),
    (re.compile(r"^A\$|AUD"), "AUD"),
    (re.compile(r"€|EUR"), "EUR"),
    (re.compile(r"£|GBP"), "GBP"),
    (re.compile(r"¥|JPY"), "JPY"),
    (re.compile(r"CHF"), "CHF"),
)
_SCALES = {"thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_WORDS = {
    "ten": 10,
    "fifteen": 15,
    "twenty": 20,
    "thirty": 30,
    "forty-five": 45,
    "forty five": 45,
    "sixty": 60,
    "seventy-five": 75,
    "ninety": 90,
    "one hundred eighty": 180,
    "one hundred and eighty": 180,
}
COUNT_WORDS = "|".join(sorted(_WORDS, key=len, reverse=True))
_CLASS = re.compile(r"(\[(?:\\.|[^\]\\])+\])")
_SPACES = re.compile(r"\s+")


def pattern(words: str, *, cased: bool = True) -> re.Pattern[str]:
    """A pattern in which a space stands for any white space: a line's end, a cell's tab.

    Inside a class of characters a space stays what it is.
    """
    parts = _CLASS.split(words)
    spaced = (
        part if index % 2 else part.replace(" ?", r"\s*").replace(" ", r"\s+")
        for index, part in enumerate(parts)
    )
    return re.compile("".join(spaced), (0 if cased else re.IGNORECASE) | re.MULTILINE)


def number(words: str) -> Decimal:
    """The number in the words, with its scale word; words hold exactly one number."""
    found = re.search(NUMBER, words)
    assert found, f"no number in {words!r}"
    value = Decimal(found[0].replace(",", ""))
    scale = re.search(r"\b(thousand|million|billion)\b", words[found.end() :])
    if not scale:
        return value
    scaled = value * _SCALES[scale[1]]
    return scaled.quantize(Decimal(1)) if scaled == scaled.to_integral_value() else scaled


def currency(words: str) -> str:
    """ISO 4217 of an amount's sign; the plain dollar sign is taken for USD."""
    head = words.strip()
    return next((code for sign, code in _CURRENCIES if sign.search(head[:4])), "USD")


def day(words: str) -> date:
    """The day written as ``January 5, 2024``.

    Raises:
        ValueError: There is no such day.
    """
    month, rest = tidy(words).split(" ", 1)
    number_of_day, year = re.split(r", ?", rest)
    months = [name[:3] for name in MONTHS.split("|")]
    return date(int(year), months.index(month[:3].capitalize()) + 1, int(number_of_day))


def count(words: str) -> Decimal:
    """Days or other counts in figures or in words: ``30``, ``thirty (30)``, ``forty-five``."""
    if re.search(r"\d", words):
        return number(words)
    return Decimal(_WORDS[tidy(words).lower()])


def tidy(words: str) -> str:
    """The words with single spaces and without the punctuation around them."""
    return _SPACES.sub(" ", words).strip(" ,;:\t\n")
