"""Days, years and ranges of years as debt notes write them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_YEAR = r"((?:19|20)\d\d|21[0-4]\d)"
_FULL = re.compile(rf"\b{_MONTH}\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+{_YEAR}\b", re.IGNORECASE)
_SLASHED = re.compile(r"\b(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})\b")
_MONTH_YEAR = re.compile(rf"\b{_MONTH}\.?,?\s+(?:of\s+)?{_YEAR}\b", re.IGNORECASE)
_YEARS = re.compile(
    rf"(?<![\d.,$€£¥/-]){_YEAR}\s*(?:-|–|—|‑|to|through|thru|and|until)\s*"
    rf"(?:{_MONTH}\.?\s+(?:\d{{1,2}},?\s+)?)?{_YEAR}(?![\d%])",
    re.IGNORECASE,
)
_BARE = re.compile(rf"(?<![\d.,$€£¥/]){_YEAR}(?![\d%]|[.,]\d)")


@dataclass(frozen=True)
class When:
    """A maturity as stated: a day, a month, a year, or a range of years; with its span."""

    first: int
    """The year, or the first of the range."""
    last: int
    start: int
    """Offsets in the words that were read."""
    end: int
    month: int | None = None
    day: int | None = None
    is_limit: bool = False
    """Whether it is the last of several maturities, the others not being named."""

    @property
    def is_range(self) -> bool:
        """Whether several years are meant."""
        return self.is_limit or self.first != self.last

    @property
    def on(self) -> date | None:
        """The day, where it is stated to the day."""
        if self.month is None or self.day is None:
            return None
        try:
            return date(self.last, self.month, self.day)
        except ValueError:
            return None


def day_in(words: str) -> date | None:
    """The first full date in the words; None when there is none."""
    found = _full(words)
    return found.on if found is not None else None


def years_in(words: str) -> tuple[int, ...]:
    """Every year named, in order."""
    return tuple(int(match[1]) for match in _BARE.finditer(words))


def when(words: str) -> When | None:
    """The first day, month, year or range of years in the words."""
    ranged = _YEARS.search(words)
    full = _full(words)
    month = _MONTH_YEAR.search(words)
    bare = _BARE.search(words)
    found: list[When] = []
    if ranged and int(ranged[1]) <= int(ranged[3]):
        # "July 2024 - May 2031" begins with the month.
        starts = [m.start() for m in (month, bare) if m and m.start() <= ranged.start() <= m.end()]
        start = min([ranged.start(), *starts])
        found.append(When(int(ranged[1]), int(ranged[3]), start, ranged.end()))
    if full:
        found.append(full)
    if month:
        year = int(month[2])
        found.append(When(year, year, month.start(), month.end(), _month(month[1])))
    if bare:
        found.append(When(int(bare[1]), int(bare[1]), bare.start(), bare.end()))
    # What comes first is meant; of readings that begin together the fuller one.
    return min(found, key=lambda one: (one.start, -one.end), default=None)


def _full(words: str) -> When | None:
    match = _FULL.search(words)
    if match:
        year = int(match[3])
        return When(year, year, match.start(), match.end(), _month(match[1]), int(match[2]))
    slashed = _SLASHED.search(words)
    if slashed:
        year = int(slashed[3])
        year += 2000 if year < 100 else 0
        month, day = int(slashed[1]), int(slashed[2])
        if 1 <= month <= 12 and 1 <= day <= 31:
            return When(year, year, slashed.start(), slashed.end(), month, day)
    return None


def _month(name: str) -> int:
    return _MONTHS.index(name[:3].lower()) + 1
