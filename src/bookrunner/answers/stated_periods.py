"""Which periods a sentence states, and which of them each of its numbers is of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

_MONTHS = "january february march april may june july august september october november december"
_MONTH_NUMBER = {name[:3]: number for number, name in enumerate(_MONTHS.split(), start=1)}
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_YEAR = r"(?:19|20)\d\d"
_NO_NUMBER = r"(?![\d%]|[.,]\d|x\b|\s?(?:million|billion|thousand|trillion|percent|bps|basis)\b)"
_QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_PERIOD = re.compile(
    rf"\b(?P<month>{_MONTH})\s+(?P<day>\d{{1,2}}),?\s+(?P<year>{_YEAR})\b"
    rf"|\b(?P<day2>\d{{1,2}})\s+(?P<month2>{_MONTH}),?\s+(?P<year2>{_YEAR})\b"
    rf"|\b(?P<iso>{_YEAR}-\d\d-\d\d)\b"
    rf"|\b(?:Q(?P<q>[1-4])|(?P<q2>[1-4])Q|(?P<qw>first|second|third|fourth)[\s-]+(?:fiscal\s+)?"
    rf"quarter)(?:\s*(?:of|,)?\s*(?:the\s+)?(?:FY|fiscal(?:\s+year)?|year)?\s*['’]?"
    rf"(?P<qyear>{_YEAR}|\d\d)\b)?"
    rf"|\b(?:FY|fiscal(?:\s+years?)?)\s*['’]?(?P<fiscal>{_YEAR}|\d\d)\b"
    rf"|(?<![\d$€£¥.,-])(?P<bare>{_YEAR})\b{_NO_NUMBER}"
    r"|\b(?P<before>(?:the\s+)?(?:prior|previous|preceding|last)[\s-]+(?:fiscal[\s-]+)?year"
    r"|a\s+year\s+(?:ago|earlier|before))\b",
    re.I,
)
_COMPARING = re.compile(
    r"\b(?:compared|versus|vs|from|than|against|over|while|but|whereas)\b|;", re.I
)
_RESPECTIVELY = re.compile(r"\brespectively\b", re.I)


@dataclass(frozen=True)
class StatedPeriod:
    """A period as it is written."""

    start: int
    end: int
    text: str
    year: int | None
    """None for the year before, whichever that is, and for a quarter of no year."""
    quarter: int | None = None
    day: date | None = None
    is_fiscal: bool = False
    is_prior: bool = False
    """``the prior year``."""


def stated_periods(text: str) -> list[StatedPeriod]:
    """The periods that a text states, in order."""
    return [made for match in _PERIOD.finditer(text) if (made := _period(match)) is not None]


def _period(match: re.Match[str]) -> StatedPeriod | None:
    start, end, text = match.start(), match.end(), match[0]
    if match["month"] or match["month2"] or match["iso"]:
        day = _day(match)
        return StatedPeriod(start, end, text, day.year, day=day) if day else None
    if match["q"] or match["q2"] or match["qw"]:
        word = match["q"] or match["q2"]
        quarter = int(word) if word else _QUARTERS[match["qw"].casefold()]
        return StatedPeriod(start, end, text, _year(match["qyear"]), quarter)
    if match["fiscal"]:
        return StatedPeriod(start, end, text, _year(match["fiscal"]), is_fiscal=True)
    if match["bare"]:
        return StatedPeriod(start, end, text, int(match["bare"]))
    return StatedPeriod(start, end, text, None, is_prior=True)


def _day(match: re.Match[str]) -> date | None:
    try:
        if match["iso"]:
            return date.fromisoformat(match["iso"])
        month = _MONTH_NUMBER[(match["month"] or match["month2"])[:3].casefold()]
        return date(int(match["year"] or match["year2"]), month, int(match["day"] or match["day2"]))
    except ValueError:
        return None


def _year(text: str | None) -> int | None:
    if not text:
        return None
    return int(text) if len(text) == 4 else 2000 + int(text)


def bound(
    places: Sequence[tuple[int, int]], marks: Sequence[StatedPeriod], text: str
) -> list[StatedPeriod | None]:
    """For each number's place the period it is of, as English binds them; None for none.

    "$5 in 2022, $6 in 2023": the period that follows a number before the next one. "In 2022,
    $5": else the last one before it. "$5 and $6 in 2022 and 2023, respectively": in order.
    """
    if not marks:
        return [None] * len(places)
    if _RESPECTIVELY.search(text) and len(places) % len(marks) == 0 and len(marks) > 1:
        return [marks[place % len(marks)] for place in range(len(places))]
    found: list[StatedPeriod | None] = []
    for number, (start, end) in enumerate(places):
        until = places[number + 1][0] if number + 1 < len(places) else len(text)
        after = [
            one
            for one in marks
            if end <= one.start < until
            and not _COMPARING.search(text[end : one.start])
            and not text[one.end :].startswith(("'s", "’s"))
        ]
        before = [one for one in marks if one.end <= start]
        later = [one for one in marks if one.start >= end]
        found.append((after or before[-1:] or later)[0])
    return found
