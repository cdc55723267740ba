"""Whether two texts say the same but for numbers and days, and which numbers they hold."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence

_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
    "|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
)
_DAY = re.compile(
    rf"\d{{4}}-\d\d-\d\d|\d{{1,2}}[- ](?:{_MONTHS})[- ]\d{{4}}|(?:{_MONTHS}) \d{{1,2}}, \d{{4}}"
    rf"|(?:{_MONTHS})[- ]\d{{4}}"
)
_NUMBER = re.compile(
    r"\(?[$€£¥]?\(?\d[\d,]*(?:\.\d+)?\)?(?:%|x\b)?\)?|\bN[MA]\b|(?<![\w])-(?![\w])"
)
_TOKEN = re.compile(r"\s+|[\w.,$%()-]+|[^\w\s]")


def same_words(old: str, new: str) -> bool:
    """Whether only numbers, days and labels of years changed."""
    return _bare(old) == _bare(new)


def _bare(text: str) -> str:
    return _NUMBER.sub("#", _DAY.sub("#", text))


def with_days_of(current: str, fresh: str) -> str | None:
    """A text with the days of another in their order; None where it has more or fewer."""
    days = _DAY.findall(fresh)
    if len(days) != len(_DAY.findall(current)):
        return None
    following = iter(days)
    return _DAY.sub(lambda _: next(following), current)


Change = tuple[int, int, str]
"""From, to, and what stands there instead."""


def changes(old: str, new: str) -> Sequence[Change]:
    """The smallest set of pieces, by words, whose replacement turns the old text into the new."""
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    places = [0]
    for token in before:
        places.append(places[-1] + len(token))
    matcher = difflib.SequenceMatcher(a=before, b=after, autojunk=False)
    return [
        (places[first], places[last], "".join(after[begins:ends]))
        for tag, first, last, begins, ends in matcher.get_opcodes()
        if tag != "equal"
    ]
