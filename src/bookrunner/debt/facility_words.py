"""What facilities leave undrawn, and that no commercial paper is out, told in words only."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bookrunner.debt.days import day_in
from bookrunner.documents import Document

_MONEY = (
    r"(?P<sign>US\$|\$|€|£)\s?(?P<digits>\d[\d,]*(?:\.\d+)?)\s?(?P<scale>million|billion|trillion)"
)
_LINES = (
    r"(?:(?:revolving|committed|bank|back-?up|existing|syndicated|unsecured|senior|available|"
    r"secured|five-year|364-day|corporate|global|multi-?currency)[\s,]+)*(?:credit\s+(?:facilit\w+|"
    r"agreements?|lines?)|lines?\s+of\s+credit|revolvers?|credit\s+line\s+agreements?)"
)
_UNDRAWN = (
    re.compile(
        rf"{_MONEY}\s+(?:of|in)\s+(?:total\s+)?(?:un(?:used|drawn|utilized)|available|remaining)"
        rf"\s+(?:borrowing\s+capacity|capacity|availability|commitments?|{_LINES})",
        re.IGNORECASE,
    ),
    re.compile(
        rf"{_MONEY}\s+(?:of\s+(?:credit|borrowing\s+capacity|capacity|borrowings)\s+)?"
        rf"(?:was\s+|were\s+|is\s+|remained\s+)?(?:available|unused|undrawn)\s+"
        rf"(?:for\s+borrowing\s+)?"
        rf"(?:under|on|from)\s+(?:(?:our|the|its|this)\s+)?(?:\S+\s+){{0,3}}?{_LINES}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?:un(?:used|drawn|utilized)|remaining|available)\s+(?:borrowing\s+capacity|capacity|"
        rf"availability|commitments?|{_LINES})\s+(?:[^\s$]+\s+){{0,4}}?of\s+(?:approximately\s+)?{_MONEY}",
        re.IGNORECASE,
    ),
)
_NO_PAPER = re.compile(
    r"\b(?:no|not have any|did not have any)\s+(?:outstanding\s+)?(?:borrowings?|amounts?|notes|"
    r"commercial paper)?\s*(?:outstanding\s+)?(?:under\s+(?:our|the|its)\s+)?(?:\S+\s+){0,3}?"
    r"commercial paper(?:\s+program)?",
    re.IGNORECASE,
)
_NOT_THESE = re.compile(
    r"letters? of credit facilit|securitization|receivables|uncommitted|customer|lend(?:ing)? to|"
    r"extend(?:ed)? (?:credit )?to|compris|consist|of which|subsidiar\w+ (?:had|has)|joint venture",
    re.IGNORECASE,
)
_ANY_DAY = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
    r"\s+\d{1,2},\s+(?:19|20)\d\d"
)
_SCALES = {"million": 6, "billion": 9, "trillion": 12}
_SIGNS = {"$": "USD", "US$": "USD", "€": "EUR", "£": "GBP"}


@dataclass(frozen=True)
class Said:
    """An amount in single units and the words that say it."""

    value: Decimal
    start: int
    end: int


def undrawn_said(document: Document, on: date, currency: str) -> Said | None:
    """What a sentence of the balance sheet's day says is undrawn; None where several differ.

    The sentence names the day, among others at most the prior period's behind it. Securitisations,
    uncommitted lines and facilities granted to others are none.
    """
    found: list[Said] = []
    for start, words in _sentences(document.text, ("available", "unused", "undrawn", "remaining")):
        if not _is_of(words, on) or _NOT_THESE.search(words):
            continue
        for pattern in _UNDRAWN:
            match = pattern.search(words)
            if match is None or _SIGNS.get(match["sign"].upper()) != currency:
                continue
            value = Decimal(match["digits"].replace(",", "")).scaleb(
                _SCALES[match["scale"].lower()]
            )
            found.append(Said(value, start + match.start(), start + match.end()))
            break
    return found[0] if len({one.value for one in found}) == 1 else None


def no_paper_said(document: Document, on: date) -> Said | None:
    """The words that no commercial paper is outstanding at the balance sheet's day."""
    for start, words in _sentences(document.text, ("commercial paper",)):
        match = _NO_PAPER.search(words)
        if match is not None and _is_of(words, on):
            return Said(Decimal(0), start + match.start(), start + match.end())
    return None


def _is_of(words: str, on: date) -> bool:
    """Whether the first day that a sentence names is the balance sheet's."""
    first = _ANY_DAY.search(words)
    return first is not None and day_in(first[0]) == on


def _sentences(text: str, hints: tuple[str, ...]) -> Iterator[tuple[int, str]]:
    """Each sentence of a paragraph, not of a table, that holds one of the words."""
    place = 0
    for line in text.split("\n"):
        if "\t" not in line and any(hint in line for hint in hints):
            for match in re.finditer(r"[^.;]*(?:[.;](?!\s|$)[^.;]*|\bU\.S\.\s[^.;]*)*", line):
                if any(hint in match[0] for hint in hints):
                    yield place + match.start(), match[0]
        place += len(line) + 1
