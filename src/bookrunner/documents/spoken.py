"""Counts and lengths of time in English words and figures, as the SEC's formats read them."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from bookrunner.documents.errors import NotTransformable

_DAYS_OF_MONTH = Decimal("30.4375")
"""The SEC's: 365.25 over 12."""

_BELOW_TWENTY = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
)
_SMALL = {word: value for value, word in enumerate(_BELOW_TWENTY.split(" "))} | {"a": 1, "an": 1}
_TENS = {
    word: 10 * value
    for value, word in enumerate(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], start=2
    )
}
_GREAT = {
    word: 10 ** (3 * power)
    for power, word in enumerate(
        ["thousand", "million", "billion", "trillion", "quadrillion"], start=1
    )
}


def number_in_words(text: str) -> Decimal:
    """``two hundred and five``; ``no`` and ``none`` are zero."""
    cleaned = re.sub(r"[-‐‑–—,\s]+", " ", text.casefold()).strip().removesuffix(".")
    if cleaned in {"no", "none", "nil", "zero", ""}:
        if not cleaned and not re.search(r"[-‐‑–—]", text):
            raise NotTransformable("there are no words where a number in words is expected")
        return Decimal(0)
    if re.fullmatch(r"\d+(?:\.\d+)?", cleaned):
        return Decimal(cleaned)
    return Decimal(_counted(cleaned.split(" "), text))


def _counted(words: list[str], text: str) -> int:
    total = group = 0
    least = 10**18
    seen = False
    for word in words:
        small, tens, great = _SMALL.get(word), _TENS.get(word), _GREAT.get(word)
        # "Twenty one" is one number, "one two" is two.
        if small is not None and _has_room(group, small):
            group += small
        elif tens is not None and group % 100 == 0:
            group += tens
        elif word == "hundred" and (0 < group < 100 or not seen):
            group = max(group, 1) * 100
        elif great is not None and great < least and (group or not seen):
            total += max(group, 1) * great
            group, least = 0, great
        elif word != "and" or not seen:
            raise NotTransformable(f"{text[:60]!r} is not a number in words")
        seen = True
    return total + group


def _has_room(group: int, small: int) -> bool:
    below = group % 100
    return below == 0 or (small < 10 and below % 10 == 0 and below > 10)


def duration(letter: str) -> Callable[[str], str]:
    """The rule that reads a count of Y, M, W, D or h as an ISO 8601 duration.

    As the SEC has it, parts of a year become months and days, parts of a month days, weeks days,
    and parts of a day hours; less is left out.
    """

    def rule(text: str) -> str:
        value = _count(text)
        if value < 0:
            return f"-{_iso_duration(-value, letter)}"
        return _iso_duration(value, letter)

    return rule


def _iso_duration(value: Decimal, letter: str) -> str:
    whole, rest = int(value), value - int(value)
    if letter == "Y":
        months = rest * 12
        days = int((months - int(months)) * _DAYS_OF_MONTH)
        return f"P{whole}Y" + _part(int(months), "M") + _part(days, "D")
    if letter == "M":
        return f"P{whole}M" + _part(int(rest * _DAYS_OF_MONTH), "D")
    if letter == "W":
        return f"P{int(value * 7)}D"
    if letter == "D":
        hours = int(rest * 24)
        return f"P{whole}D" + (f"T{hours}H" if hours else "")
    return f"PT{whole}H"


def _part(count: int, letter: str) -> str:
    return f"{count}{letter}" if count else ""


def _count(text: str) -> Decimal:
    """A count in words or figures."""
    if re.search(r"[a-z]", text, re.IGNORECASE):
        return number_in_words(text)
    bare = text.replace(",", "").strip()
    if not re.fullmatch(r"[+-]?(?:\d{1,15}(?:\.\d{0,15})?|\.\d{1,15})", bare, re.ASCII):
        raise NotTransformable(f"{text[:40]!r} is not a count")
    return Decimal(bare)


_DURATION_PART = re.compile(r"([\w\s.,-]*?)\s*\b(year|month|week|day|hour)s?\b", re.IGNORECASE)


def duration_in_words(text: str) -> str:
    """``two years and six months`` is P2Y6M."""
    counts: dict[str, int] = {}
    rest = re.sub(r"[-‐‑–—]", " ", text).strip()
    while match := _DURATION_PART.match(rest):
        count = re.sub(r"^[\s,]*(?:and\b)?[\s,-]*", "", match[1], flags=re.I).strip(" -")
        value = _count(count)
        if match[2].lower() in counts:
            raise NotTransformable(f"{text[:60]!r} names a unit of time twice")
        if value != int(value):
            raise NotTransformable(f"{text[:60]!r} holds a part of a {match[2].lower()}")
        counts[match[2].lower()] = int(value)
        rest = rest[match.end() :].lstrip(" ,")
    if rest.strip(" .") or not counts:
        if re.fullmatch(r"\s*(?:no|none|zero)\s*", text, re.I):
            return "P0D"
        raise NotTransformable(f"{text[:60]!r} is not a duration in words")
    if "week" in counts:  # which a duration of XML does not know
        counts["day"] = counts.get("day", 0) + 7 * counts.pop("week")
    days = "".join(f"{counts[u]}{u[0].upper()}" for u in ("year", "month", "day") if u in counts)
    return f"P{days}" + (f"T{counts['hour']}H" if "hour" in counts else "")
