"""Sentences around a place of the text, and what makes one the story of an earlier proposal."""

from __future__ import annotations

import re

_STOP = re.compile(
    r"(?<!\b[A-Z])(?<!\bInc)(?<!\bCorp)(?<!\bLtd)(?<!\bCo)(?<!\bNo)(?<!\bL\.P)(?<!\bN\.A)"
    r"(?<!\bJr)(?<!\bp\.m)(?<!\ba\.m)[.;](?:[”\"’)]{0,2})\s+(?=[A-Z“\"(•])|\n"
)
_NARRATED = re.compile(
    r"\b(?:proposed|proposal|indication of interest|letter of intent|counter-?propos\w+|bidders?|"
    r"(?:Party|Company|Bidder|Sponsor|Strategic|Financial Sponsor) [A-Z1-9]\b|preliminary|"
    r"non-binding|"
    r"range of|implied|closing price|closing sale price|trading price|volume-weighted|selected "
    r"transactions|previously offered|rejected|would be willing|indicated (?:that|a))\b"
)


def sentence(text: str, place: int, reach: int = 2500) -> tuple[int, int]:
    """Start and end of the sentence that holds a place; a line's end ends it."""
    start = max(0, place - reach)
    for stop in _STOP.finditer(text, start, min(len(text), place + 1)):
        if stop.end() <= place:
            start = stop.end()
    after = _STOP.search(text, place, min(len(text), place + reach))
    return start, after.start() if after else min(len(text), place + reach)


def is_narrated(words: str) -> bool:
    """Whether the words tell of a proposal or of a market price, not of what was agreed."""
    return bool(_NARRATED.search(words))
