"""What makes a sentence the story of an earlier proposal or of a market price."""

from __future__ import annotations

import re

_NARRATED = re.compile(
    r"\b(?:proposed|proposal|indication of interest|letter of intent|counter-?propos\w+|bidders?|"
    r"(?:Party|Company|Bidder|Sponsor|Strategic|Financial Sponsor) [A-Z1-9]\b|preliminary|"
    r"non-binding|"
    r"range of|implied|closing price|closing sale price|trading price|volume-weighted|selected "
    r"transactions|previously offered|rejected|would be willing|indicated (?:that|a))\b"
)


def is_narrated(words: str) -> bool:
    """Whether the words tell of a proposal or of a market price, not of what was agreed."""
    return bool(_NARRATED.search(words))
