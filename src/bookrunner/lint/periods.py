"""Periods as heads of columns and words of titles name them, in an order."""

from __future__ import annotations

import re
from dataclasses import dataclass

_YEAR = re.compile(
    r"(?:\b(?:FYE?|CY|LTM|NTM|YE)\s?['’]?|\b)(?P<year>(?:19|20)\d{2}|(?<=[YE'’])\d{2})"
    r"(?P<end>[AEPFB])?\b"
)
_SHORT = re.compile(r"\b(?:FY|CY)\s?['’]?(?P<year>\d{2})(?P<end>[AEPFB])?\b")
_QUARTER = re.compile(
    r"\b(?:Q(?P<a>[1-4])|(?P<b>[1-4])Q)[\s-]?['’]?(?P<year>(?:19|20)?\d{2})(?P<end>[AEPFB])?\b"
)
_HALF = re.compile(
    r"\b(?:H(?P<a>[12])|(?P<b>[12])H)[\s-]?['’]?(?P<year>(?:19|20)?\d{2})(?P<end>[AEPFB])?\b"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = re.compile(
    rf"\b(?P<month>{'|'.join(_MONTHS)})[a-z]*\.?[\s-]*['’]?(?P<year>(?:19|20)?\d{{2}})\b", re.I
)
_NO_PERIOD = re.compile(
    r"\b(?:19|20)\d\d-\d\d-\d\d\b|\b[LNT]TM\s+(?:[A-Za-z]{3,9}[\s-])?['’]?(?:19|20)?\d\d\b(?!-)"
)
"""A day, and the end of twelve months that are no fiscal year."""
_ORDINALS = ("first year", "second year", "third year", "fourth year", "fifth year")
_FORECAST = "EPFB"


@dataclass(frozen=True, order=True)
class Span:
    """A period that can be put in order with others."""

    year: int
    part: int
    """0 for a year, else the quarter, or the month plus ten."""
    is_forecast: bool = False

    @property
    def key(self) -> str:
        """The same for ``FY2023``, ``FY2023A`` and ``2023``."""
        return f"{self.year}/{self.part}"


def periods_in(text: str) -> list[Span]:
    """The periods that a text names, in its order; a quarter is not also a year."""
    found: list[tuple[int, Span]] = []
    for match in _NO_PERIOD.finditer(text):
        text = _blank(text, match)
    for pattern, step in ((_QUARTER, 0), (_HALF, 20)):
        for match in pattern.finditer(text):
            part = int(match["a"] or match["b"]) + step
            found.append((match.start(), _span(match["year"], part, match["end"] or "")))
            text = _blank(text, match)
    for match in _MONTH.finditer(text):
        part = 10 + _MONTHS.index(match["month"].lower()) + 1
        found.append((match.start(), _span(match["year"], part, "")))
        text = _blank(text, match)
    for pattern in (_SHORT, _YEAR):
        for match in pattern.finditer(text):
            found.append((match.start(), _span(match["year"], 0, match["end"] or "")))
            text = _blank(text, match)
    return [span for _, span in sorted(found, key=lambda one: one[0])]


def period_of(head: str) -> Span | None:
    """The period that a head names and is nothing more than; None for other heads."""
    low = head.strip().lower()
    for place, words in enumerate(_ORDINALS):
        if low.startswith(words):
            return Span(place + 1, 0, is_forecast=True)
    found = periods_in(head)
    if len(found) != 1 or len(re.findall(r"[A-Za-z]{3,}", head)) > 2:
        return None
    if re.search(r"\b(?:LTM|NTM|CAGR|to|vs|growth)\b|[%–]|\d\s?-\s?\d{2}", head):
        return None
    return found[0]


def _span(year: str, part: int, end: str) -> Span:
    number = int(year)
    if number < 100:
        number += 2000 if number < 70 else 1900
    return Span(number, part, is_forecast=end in _FORECAST and bool(end))


def _blank(text: str, match: re.Match[str]) -> str:
    return text[: match.start()] + " " * len(match[0]) + text[match.end() :]
