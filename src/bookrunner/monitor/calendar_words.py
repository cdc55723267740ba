"""What the calendar must know of a document beside the terms of its deal."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from bookrunner.deals import Term
from bookrunner.documents import Document, unwrapped
from bookrunner.monitor.tape import Told

_MONTHS = ("January|February|March|April|May|June|July|August|September|October|November|"
           "December")  # fmt: skip
_DATE = rf"(?:{_MONTHS})\s+\d{{1,2}},\s+\d{{4}}"
_AGREED = r"date of (?:this|the) (?:underwriting|purchase|placement)\b[^.;]{0,20}agreement"
_CLOSED = r"(?:date of )?(?:the )?(?:closing|(?:initial |original |first )?issu\w+|delivery)"
_BASES = (
    ("prospectus", r"date (?:of|on the cover of) (?:this|the)(?: final)? prospectus|date hereof"),
    ("agreement", _AGREED),
    ("closing", _CLOSED),
)
_SINCE = re.compile(
    r"(?P<days>\d{1,3}|[a-z]+(?:-[a-z]+)?)(?: ?\(\d+\))?[- ]days?\b[^.;]{0,60}?"
    r"\b(?:from|after|following|on)(?:,? and including,?)? (?:the )?(?:"
    + "|".join(f"(?P<{name}>{words})" for name, words in _BASES)
    + ")",
    re.IGNORECASE,
)
_OPTION = re.compile(r"option|over-?allot", re.IGNORECASE)
_AROUND = 260
_DATED = re.compile(
    rf"(?:underwriting|purchase|placement agency?)\s+agreement,?\s+dated(?:\s+as\s+of)?\s+"
    rf"(?P<day>{_DATE})",
    re.IGNORECASE,
)
_RESALE = re.compile(
    r"selling\s+(?:stock|share|security|unit)\s?holders?|resale[^.\n]{0,80}from\s+time\s+to\s+time",
    re.IGNORECASE,
)
_PRIMARY = re.compile(
    r"\bwe\s+may\s+(?:from\s+time\s+to\s+time\s+)?(?:,\s*from\s+time\s+to\s+time,\s*)?"
    r"(?:offer|sell|issue)",
    re.IGNORECASE,
)
_COVER = 15_000
_COUNTS = {"thirty": 30, "forty-five": 45, "sixty": 60, "ninety": 90, "thirteen": 13, "fifteen": 15}


@dataclass(frozen=True)
class Since:
    """From when days run, as the words say it; ``text[start:end]`` of the canonical text."""

    base: str
    """``prospectus``, ``agreement`` or ``closing``."""
    start: int
    end: int
    quote: str


@dataclass(frozen=True)
class ReadForCalendar:
    """A document with what the calendar needs of it."""

    told: Told
    option_since: Since | None
    """From when the underwriters' option runs; None where the words do not say."""
    lock_up_since: Since | None
    agreement: Term | None
    """The day of the underwriting agreement, where the words name it."""
    file_numbers: tuple[str, ...]
    """The SEC's numbers of the registration statements it belongs to."""
    effective: date | None
    """As the SEC's header says it."""
    is_resale: bool
    """Whether its cover offers holders' securities and none of the company's."""


def read_for_calendar(document: Document, told: Told) -> ReadForCalendar:
    """The document's own words and header, beside the terms that were read of it."""
    text = unwrapped(document.text)
    cover = text[:_COVER]
    header = document.cover.get("SecFileNumber", "")
    numbers = [header] if header.startswith("333-") else []
    numbers += [
        str(term.value) for term in told.deal.terms if term.name == "registration_number"
    ]  # fmt: skip
    return ReadForCalendar(
        told=told,
        option_since=_option_since(text, document.text, told),
        lock_up_since=_lock_up_since(text, document.text, told),
        agreement=_agreement(text, document.text),
        file_numbers=tuple(dict.fromkeys(numbers)),
        effective=_iso(document.cover.get("EffectivenessDate", "")),
        is_resale=bool(_RESALE.search(cover)) and not _PRIMARY.search(cover),
    )


def stated(told: Told, name: str) -> list[Term]:
    """The document's terms of a name."""
    return [term for term in told.deal.terms if term.name == name]


def _option_since(text: str, original: str, told: Told) -> Since | None:
    terms = stated(told, "overallotment_days")
    if len(terms) != 1 or not isinstance(terms[0].value, Decimal):
        return None
    for match in _of_days(text, int(terms[0].value)):
        around = text[max(0, match.start() - _AROUND) : match.end() + _AROUND]
        if _OPTION.search(around):
            return _since(match, original)
    return None


def _lock_up_since(text: str, original: str, told: Told) -> Since | None:
    """The lock-up's own words stop before what they run from; these read on."""
    terms = stated(told, "lock_up")
    if len(terms) != 1:
        return None
    match = _SINCE.search(text, terms[0].start, terms[0].end + 60)
    return _since(match, original) if match else None


def _of_days(text: str, days: int) -> Iterator[re.Match[str]]:
    for match in _SINCE.finditer(text):
        said = match["days"].lower()
        if (int(said) if said.isdecimal() else _COUNTS.get(said)) == days:
            yield match


def _since(match: re.Match[str], original: str) -> Since:
    base = next(name for name, _ in _BASES if match[name])
    return Since(base, match.start(), match.end(), original[match.start() : match.end()])


def _agreement(text: str, original: str) -> Term | None:
    """The day of the agreement where all its mentions name the same."""
    found = list(_DATED.finditer(text))
    days = {_day(match["day"]) for match in found}
    if len(days) != 1 or None in days:
        return None
    (day,) = days
    start, end = found[0].span()
    assert day is not None
    return Term("agreement_date", day, "date", start, end, original[start:end])


def _day(words: str) -> date | None:
    try:
        return datetime.strptime(" ".join(words.split()), "%B %d, %Y").date()  # noqa: DTZ007
    except ValueError:
        return None


def _iso(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
