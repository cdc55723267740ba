"""When a filing became known, from the best evidence that came with it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from bookrunner.facts import AcceptedBasis

# Form 10-K is due 60 to 90 days after the year, Form 10-Q 40 to 45 days after the quarter, by size
# of filer (general instruction A of each form); the longest holds for those of unknown size.
_DEADLINE_DAYS = {"10-K": 90, "10-KT": 90, "10-Q": 45, "10-QT": 45, "20-F": 120, "40-F": 90}
_DEADLINE_DAYS_OTHER = 90
# Late filers sign late; a date further off belongs to something else (an exhibit, a by-law).
_SIGNED_WITHIN_DAYS = 400

_HEADER_DATE = re.compile(
    rb"<ACCEPTANCE-DATETIME>\s*(\d{8})|FILED AS OF DATE:\s*(\d{8})|<FILING-DATE>\s*(\d{8})"
)
_NAME_DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)-(\d\d)-(\d\d)(?!\d)")
_SIGNATURES = {
    "signature": re.compile(r"^\W*signatures?\W*$", re.IGNORECASE | re.MULTILINE),
    "duly": re.compile(r"\bduly\s+caused\s+this\s+(?:\w+\s+){0,3}report\b", re.IGNORECASE),
}
_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_WRITTEN_DATE = re.compile(
    r"\b(January|February|March|April|May|June|July|August|September|October|November|December)"
    r"\s+(\d{1,2})(?:st|nd|rd|th)?\s*,?\s*((?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_SLASHED_DATE = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/((?:19|20)\d\d)(?![\d/])")


def accepted(
    content: bytes, name: str, text: str, form: str, period_end: date | None
) -> tuple[date | None, AcceptedBasis]:
    """The day from which the filing was known, and what that was read from.

    In this order: the SEC's header; a date in the file's name that lies after the period; the
    signatures' date; the last day on which the form may be filed, which is late rather than early,
    so that no view of an earlier day shows what was not known; else nothing.
    """
    header = _HEADER_DATE.search(content[:5_000])
    if header is not None:
        found = _digits(next(group for group in header.groups() if group).decode())
        if found is not None:
            return found, AcceptedBasis.HEADER
    if period_end is None:
        return None, AcceptedBasis.UNKNOWN
    for year, month, day in _NAME_DATE.findall(name):
        named = _date(int(year), int(month), int(day))
        if named is not None and _plausible(named, period_end):
            return named, AcceptedBasis.FILE_NAME
    signed = [day for day in _signature_dates(text) if _plausible(day, period_end)]
    if signed:
        return max(signed), AcceptedBasis.SIGNATURE
    due = _DEADLINE_DAYS.get(form.removesuffix("/A"), _DEADLINE_DAYS_OTHER)
    return period_end + timedelta(days=due), AcceptedBasis.DEADLINE


def written_date(text: str) -> date | None:
    """The first date in a text written as ``January 28, 2024``; None when there is none."""
    for month, day, year in _WRITTEN_DATE.findall(text):
        found = _date(int(year), _MONTHS.index(month.lower()) + 1, int(day))
        if found is not None:
            return found
    return None


def _signature_dates(text: str) -> Iterator[date]:
    """The dates written after the last heading of signatures, or the form's words above them."""
    lowered = text.replace("\u0130", "I").lower()  # the one letter that is two in lower case
    headings = [_last_end(word, pattern, text, lowered) for word, pattern in _SIGNATURES.items()]
    heading = max(headings)
    if heading < 0:
        return
    signatures = text[heading : heading + 20_000]
    for month, day, year in _WRITTEN_DATE.findall(signatures):
        found = _date(int(year), _MONTHS.index(month.lower()) + 1, int(day))
        if found is not None:
            yield found
    for month, day, year in _SLASHED_DATE.findall(signatures):
        found = _date(int(year), int(month), int(day))
        if found is not None:
            yield found


def _last_end(word: str, pattern: re.Pattern[str], text: str, lowered: str) -> int:
    """Where the last match around a word ends; -1 when there is none.

    The word is looked for from the end, as a pattern over the whole of a long text takes long.
    """
    place = lowered.rfind(word)
    while place >= 0:
        line = text.rfind("\n", 0, place) + 1
        match = pattern.match(text, place) or pattern.match(text, line)
        if match is not None:
            return match.end()
        place = lowered.rfind(word, 0, place)
    return -1


def _plausible(day: date, period_end: date) -> bool:
    return 0 < (day - period_end).days <= _SIGNED_WITHIN_DAYS


def _digits(text: str) -> date | None:
    return _date(int(text[:4]), int(text[4:6]), int(text[6:8]))


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
