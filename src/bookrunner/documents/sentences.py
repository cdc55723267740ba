"""Where the sentence around a place of the text begins and ends."""

from __future__ import annotations

import re

_STOP = re.compile(
    r"(?<!\b[A-Z])(?<!\bInc)(?<!\bCorp)(?<!\bLtd)(?<!\bCo)(?<!\bNo)(?<!\bL\.P)(?<!\bN\.A)"
    r"(?<!\bJr)(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bMrs)(?<!\bSt)(?<!\bFt)(?<!\bMessrs)(?<!\bp\.m)(?<!\ba\.m)[.;](?:[”\"’)]{0,2})\s+(?=[A-Z“\"(•])|\n"
)


def sentence(text: str, place: int, reach: int = 2500) -> tuple[int, int]:
    """Start and end of the sentence that holds a place; a line's end ends it."""
    start = max(0, place - reach)
    for stop in _STOP.finditer(text, start, min(len(text), place + 1)):
        if stop.end() <= place:
            start = stop.end()
    return start, sentence_end(text, place, reach)


def sentence_end(text: str, place: int, reach: int = 2500) -> int:
    """Where the sentence that holds a place ends."""
    after = _STOP.search(text, place, min(len(text), place + reach))
    return after.start() if after else min(len(text), place + reach)
