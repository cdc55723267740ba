"""What the words of a cover page say where neither tags nor a header do: whose report, of when.

The SEC's forms prescribe these words: the registrant's name stands above "(Exact name of registrant
as specified in its charter)", a report's period after "for the fiscal year ended", and the day of
an 8-K beside "(Date of earliest event reported)".
"""

from __future__ import annotations

import re
from datetime import date

from bookrunner.documents.dates import date_rule
from bookrunner.documents.errors import NotTransformable

COVER_CHARACTERS = 8000
"""Within how many characters of the beginning a cover page says it."""

_NAME_CHARACTERS_MAX = 120
_NAME_LINES = 4
"""How far above its caption a name may stand, rules between them left out."""

_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December|"
    "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec"
)
_DATE = (
    rf"(?P<month>(?:{_MONTHS})\.?\s+\d{{1,2}}\s*,?\s*\d{{4}})"
    rf"|(?P<day>\d{{1,2}}\s+(?:{_MONTHS})\s*,?\s*\d{{4}})"
    r"|(?P<figures>\d{1,2}/\d{1,2}/\d{4})"
)
_PERIOD = re.compile(
    r"\bfor\s+(?:the\s+)?(?:(?:fiscal|annual|quarterly|three[- ]month|six[- ]month)\s+)*"
    rf"(?:year|period|quarter)\s+ended\s*:?\s*(?:{_DATE})",
    re.IGNORECASE,
)
_TRANSITION = re.compile(
    rf"\btransition\s+period\s+from\s+[^\n]{{0,40}}?\bto\s+(?:{_DATE})", re.IGNORECASE
)
_EVENT = re.compile(r"\(?\s*date\s+of\s+earliest\s+event\s+reported\s*\)?", re.IGNORECASE)
_CAPTION = re.compile(
    r"[(\[]?\s*exact\s+names?\s+of\s+(?:the\s+)?(?:registrants?|issuer|company)\b", re.IGNORECASE
)
_NO_NAME = re.compile(
    r"file\s+n(?:umber|o)\b|exchange\s+act|\bcommission\b|\bform\b", re.IGNORECASE
)


def registrant_on_cover(text: str) -> str:
    """The registrant's name; "" where the cover does not give one in the prescribed place."""
    cover = text[:COVER_CHARACTERS]
    caption = _CAPTION.search(cover)
    if caption is None:
        return ""
    for line in reversed(cover[: caption.start()].split("\n")[-_NAME_LINES:]):
        name = " ".join(line.replace("\t", " ").strip(" _-–—=*.|").split())
        if re.search(r"[A-Za-z]{2}", name):
            # A full stop belongs to "Inc." and was taken off with the rules.
            name += "." if line.rstrip(" \t_").endswith(f"{name[-3:]}.") else ""
            fits = len(name) <= _NAME_CHARACTERS_MAX and not _NO_NAME.search(name)
            return name if fits else ""
    return ""


def period_on_cover(text: str, form: str) -> date | None:
    """The end of the period reported on, of an 8-K the day of its event; None where unsaid."""
    cover = text[:COVER_CHARACTERS]
    if form.startswith("8-K"):
        event = _EVENT.search(cover)
        return _beside(cover, event) if event else None
    if form.startswith(("10-K", "10-Q", "20-F", "40-F", "11-K")):
        pattern = _TRANSITION if "T" in form.removeprefix("10-").split("/")[0] else _PERIOD
        return _day(pattern.search(cover))
    return None


def _beside(cover: str, caption: re.Match[str]) -> date | None:
    """The day after its caption, or in the line above it."""
    after = re.compile(rf"[\s:_]*(?:{_DATE})", re.IGNORECASE).match(cover, caption.end())
    if after:
        return _day(after)
    above = cover[: caption.start()].rstrip().split("\n")[-2:]
    found = list(re.finditer(_DATE, " ".join(above), re.IGNORECASE))
    return _day(found[-1]) if found else None


def _day(match: re.Match[str] | None) -> date | None:
    if match is None:
        return None
    name = "datedaymonthyearen" if match["day"] else "datemonthdayyearen"
    rule = date_rule(name)
    assert rule is not None, "the registry has these formats"
    try:
        words = match["month"] or match["day"] or match["figures"]
        return date.fromisoformat(rule(words.replace(".", " ")))
    except NotTransformable:
        return None
