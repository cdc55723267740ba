"""What a company's annual report says it does: the passages of Item 1, and where it was formed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from bookrunner.documents.countries import country_code
from bookrunner.documents.places import state_code
from bookrunner.facts import name_key
from bookrunner.search import Entry, Passage, PassageIndex
from bookrunner.targeting.buyers_words import Nearness, terms, words_in

_ANNUAL = ("10-K", "20-F", "40-F")
_BUSINESS = {"10-K": "Item 1", "20-F": "Item 4"}
_TITLES = ("business", "our business")
_ASIDE = re.compile(
    r"executive officers|officers of the|directors|human capital|employees|available information|"
    r"forward-looking|where you can find|environmental|sustainab|diversity|website|legal proceed",
    re.IGNORECASE,
)
"""Headings of Item 1 under which every company says much the same."""
_CHARACTERS_MIN = 3_000
_NAME_MIN = 4
_QUOTE_MAX = 320
_COVER_PASSAGES = 8
_FORMED = re.compile(r"\(?\s*state (?:or|of) (?:other )?(?:jurisdiction|incorporation)", re.I)
_FORMED_NEAR = 240
_NAME_MAX = 4
"""Words of a country's name."""


@dataclass(frozen=True)
class Cited:
    """Words of a report that a claim rests on."""

    digest: str
    source_name: str
    form: str
    known_on: date | None
    start: int
    end: int
    quote: str


@dataclass(frozen=True)
class Business:
    """What one company's newest annual report says of it."""

    entry: Entry
    passages: Sequence[Passage]
    place: str
    """Code of the country it was formed in, ``US`` for a state; empty where that is not told."""
    place_cited: Cited | None

    @property
    def is_told(self) -> bool:
        """Whether enough is said to compare businesses by."""
        return sum(len(one.text) for one in self.passages) >= _CHARACTERS_MIN

    def proof(self, near: Nearness) -> Cited | None:
        """The passage that carries most of a nearness, from its first shared word on."""
        best = max(self.passages, key=lambda one: (words_in(one.text, near), -one.start),
                   default=None)  # fmt: skip
        return None if best is None else cited(self.entry, best)

    def names(self, called: str) -> Cited | None:
        """The first passage that names a company; None where none does.

        A name of one word counts inside a sentence only, where a capital tells it from the word.
        """
        key = name_key(called)
        parts = [re.escape(part) for part in key.split()]
        if not parts or len(key) < _NAME_MIN:
            return None
        joined = r"[\s.,&’'-]+(?:and\s+)?".join(parts)
        found = re.compile(rf"\b{joined}\b(?![-’'])", re.IGNORECASE)
        for one in self.passages:
            for match in found.finditer(one.text):
                inside = re.search(r"[a-z,;(]\s+(?:the\s+)?$", one.text[: match.start()])
                if match[0][0].isupper() and (len(parts) > 1 or inside):
                    return cited(self.entry, one, match.start())
        return None


@dataclass
class Businesses:
    """The companies that have an annual report with words, by CIK."""

    told: Mapping[str, Business]
    counted: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


def businesses(
    indexes: Sequence[PassageIndex], names: Mapping[str, Sequence[str]], as_of: date | None
) -> Businesses:
    """Every company's newest annual report known on the day, of what the viewer may see.

    Args:
        indexes: Those that the viewer may see.
        names: By CIK what each company is called; its own name says nothing of its business.
    """
    newest = newest_annual(indexes, as_of)
    told = {cik: _business(entry, index) for cik, (entry, index) in sorted(newest.items())}
    everybody = [name for of_one in names.values() for name in of_one]
    counted = {
        cik: terms((one.text for one in business.passages), everybody)
        for cik, business in told.items()
        if business.is_told
    }
    return Businesses(told, counted)


def newest_annual(
    indexes: Sequence[PassageIndex], as_of: date | None
) -> dict[str, tuple[Entry, PassageIndex]]:
    """Each company's newest annual report with words known on the day, by CIK."""
    newest: dict[str, tuple[Entry, PassageIndex]] = {}
    for index in indexes:
        for entry in index.catalogue().with_words.known(as_of).entries:
            if not entry.cik or not entry.form.upper().startswith(_ANNUAL):
                continue
            held = newest.get(entry.cik)
            if held is None or _age(entry) > _age(held[0]):
                newest[entry.cik] = (entry, index)
    return newest


def is_of_business(entry: Entry, passage: Passage) -> bool:
    """Whether a passage of an annual report stands where it says what the company does."""
    wanted = _BUSINESS.get(entry.form.upper()[:4], "")
    return passage.section == wanted or passage.section.strip().lower() in _TITLES


def _age(entry: Entry) -> tuple[date, date, str]:
    # An amendment of the same period comes later and often lacks Item 1: the period counts first.
    never = date.min
    return (entry.period_end or entry.known_on or never, _plain_first(entry), entry.digest)


def _plain_first(entry: Entry) -> date:
    return date.max if "/A" not in entry.form.upper() else date.min


def _business(entry: Entry, index: PassageIndex) -> Business:
    told = index.passages(entry.digest)
    own = [
        one for one in told
        if is_of_business(entry, one) and not _ASIDE.search(one.context.split("\n", 1)[-1])
    ]  # fmt: skip
    place, cited = _formed(entry, told[:_COVER_PASSAGES])
    return Business(entry, own, place, cited)


def _formed(entry: Entry, cover: Iterable[Passage]) -> tuple[str, Cited | None]:
    """The country on the cover page, printed above or beside the words that ask for it."""
    before = ""
    for passage in cover:
        match = _FORMED.search(passage.text)
        if match:
            words = (before + "\n" + passage.text[: match.start()])[-_FORMED_NEAR:]
            if code := _place(words):
                return code, cited(entry, passage)
        before = passage.text
    return "", None


def _place(words: str) -> str:
    """The last place that the words name: ``US`` for a state, else the country's code."""
    parts = re.findall(r"[^\W\d_]+(?:[.'’-][^\W\d_]+)*", words)
    for end in range(len(parts), 0, -1):
        for length in range(_NAME_MAX, 0, -1):
            name = " ".join(parts[max(0, end - length) : end])
            if len(name) < len("Utah"):
                continue
            if state_code(name):
                return "US"
            if code := country_code(name):
                return code
    return ""


def cited(entry: Entry, passage: Passage, near: int = 0) -> Cited:
    """The passage's first words, or those around a place in it."""
    first = 0
    if near > _QUOTE_MAX // 2:
        first = passage.text.find(" ", near - _QUOTE_MAX // 2) + 1
    words = passage.text[first : first + _QUOTE_MAX]
    if len(passage.text) > first + _QUOTE_MAX:
        words = words[: words.rfind(" ")]
    return Cited(
        entry.digest,
        entry.source_name,
        entry.form,
        entry.known_on,
        passage.start + first,
        passage.start + first + len(words),
        words,
    )
