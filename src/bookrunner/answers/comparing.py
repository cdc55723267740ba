"""Questions for the most or least of several (companies, kinds of cash flow), or for a sign."""

from __future__ import annotations

import re

_LEAST = re.compile(
    r"\b(?:lower|lowest|smaller|smallest|less|least|fewer|weaker|worse|worst|lost the most)\b", re.I
)
_MOST = re.compile(
    r"\b(?:higher|highest|larger|largest|bigger|biggest|more|most|greater|greatest|better|best|"
    r"stronger)\b",
    re.I,
)
_WHICH = re.compile(
    r"\b(?:which|who)(?: (?:of (?:the (?:two|three)|them|these)|company|one|bank|retailer|firm))*\b"
    r"(?: (?:had|has|have|reported|posted|earned|recorded|showed|generated))?",
    re.I,
)
_ACTIVITIES = re.compile(
    r"\boperat\w+\b[^.?]{0,40}\binvest\w+\b[^.?]{0,40}\bfinanc\w+\b[^.?]{0,20}\bactivit\w+", re.I
)
_ASKS_SIGN = re.compile(
    r"^\W*(?:is|are|was|were|does|do|did|has|have|had)\b[^?]*\b(positive|negative)\b", re.I
)
ACTIVITIES = (
    "cash from operating activities",
    "cash from investing activities",
    "cash from financing activities",
)


def wants_most(words: str) -> bool:
    """Whether the most is asked for; "most (or lost the least)" is the most."""
    most, least = _MOST.search(words), _LEAST.search(words)
    return least is None or (most is not None and most.start() < least.start())


def for_each_company(words: str) -> str:
    """A comparison as the question that is asked of each company in it."""
    asked = _WHICH.sub("what was", words)
    return re.sub(rf"{_MOST.pattern}|{_LEAST.pattern}", " ", asked, flags=re.I)


def is_of_activities(words: str) -> bool:
    """Whether operating, investing and financing activities are compared."""
    return _ACTIVITIES.search(words) is not None and (
        _MOST.search(words) is not None or _LEAST.search(words) is not None
    )


def verdict(words: str, value: float) -> str:
    """Yes or no, where it is asked whether a number is positive or negative; "" otherwise."""
    match = _ASKS_SIGN.search(words)
    if match is None:
        return ""
    is_so = value > 0 if match[1].casefold() == "positive" else value < 0
    return "Yes. " if is_so else "No. "
