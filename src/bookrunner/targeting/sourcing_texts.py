"""Which companies' newest annual reports say under Business what a search asks for, and where."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bookrunner.search import Entry, Hit, Passage, PassageIndex, Query
from bookrunner.targeting.buyers_texts import Cited, cited, is_of_business, newest_annual
from bookrunner.targeting.sourcing_tokens import PASSED

_HITS_MAX = 5_000
_PHRASE = 2.0
_WORD = re.compile(r"[^\W_]+(?:['’&-][^\W_]+)*")
_SECTIONS = ("Item 1", "Item 4", "Business")


@dataclass(frozen=True)
class Evidence:
    """The passage that says one part of what was asked."""

    part: str
    cited: Cited
    score: float
    """By the index: how much of the report is about the words, as the sum over its passages that
    say them, for one passage of the report."""


@dataclass(frozen=True)
class Described:
    """What was found in one company's report."""

    evidence: tuple[Evidence, ...]
    """One a part; fewer than parts where some are not said."""
    is_match: bool
    denied: str = ""
    """What it says although the search excludes it."""

    @property
    def score(self) -> float:
        """The mean over the parts; nothing for a company that does not say them all."""
        parts = [one.score for one in self.evidence]
        return sum(parts) / len(parts) if parts and self.is_match else 0.0


class Descriptions:
    """The annual reports that a viewer may see, and what they say of a search's text."""

    def __init__(
        self,
        indexes: Sequence[PassageIndex],
        as_of: date | None,
        text: Sequence[str],
        text_not: Sequence[str],
    ) -> None:
        self._newest = newest_annual(indexes, as_of)
        self._parts = [part for one in text for part in _parts(one)]
        self._found = [self._saying(part) for part in self._parts]
        self._denied = [(part, self._saying(part)) for one in text_not for part in _parts(one)]
        self._told: dict[str, bool] = {}

    def is_told(self, cik: str) -> bool:
        """Whether the report has a part that says what the company does."""
        if cik not in self._newest:
            return False
        if any(cik in found for found in self._found):
            return True
        if cik not in self._told:
            entry, index = self._newest[cik]
            told = index.passages(entry.digest)
            self._told[cik] = any(is_of_business(entry, one) for one in told)
        return self._told[cik]

    def of(self, cik: str) -> Described | None:
        """What one company's report says; None where no report tells."""
        if not self.is_told(cik):
            return None
        evidence = tuple(found[cik] for found in self._found if cik in found)
        denied = next((part for part, found in self._denied if cik in found), "")
        return Described(evidence, len(evidence) == len(self._parts) and not denied, denied)

    def _saying(self, part: str) -> Mapping[str, Evidence]:
        """By CIK the best passage that holds all words of the part, or of one of its choices."""
        best: dict[str, Hit] = {}
        where: dict[str, Cited] = {}
        saying: dict[str, dict[int, float]] = {}
        for choice in re.split(r"\s+or\s+", part):
            words = content_words(choice)
            if not words:
                continue
            query = Query(
                dict.fromkeys(words, 1.0),
                {choice: _PHRASE} if len(words) > 1 else {},
                {},
                {},
            )
            for entry, hit in self._hits(query):
                at = _place(hit.passage, words)
                if at is None:
                    continue
                saying.setdefault(entry.cik, {})[hit.passage.start] = hit.score
                held = best.get(entry.cik)
                if held is None or hit.score > held.score:
                    best[entry.cik] = hit
                    where[entry.cik] = cited(entry, hit.passage, at)
        return {
            cik: Evidence(
                part, where[cik], sum(told.values()) / max(self._newest[cik][0].passages, 1)
            )
            for cik, told in saying.items()
        }

    def _hits(self, query: Query) -> Sequence[tuple[Entry, Hit]]:
        by_index: dict[int, tuple[PassageIndex, dict[str, Entry]]] = {}
        for entry, index in self._newest.values():
            by_index.setdefault(id(index), (index, {}))[1][entry.digest] = entry
        found: list[tuple[Entry, Hit]] = []
        for index, entries in by_index.values():
            for section in _SECTIONS:
                within = Query(
                    query.words, query.phrases, query.statements, query.sections, within=section
                )
                found += [
                    (entries[hit.digest], hit)
                    for hit in index.find(within, among=list(entries), count=_HITS_MAX)
                    if hit.digest in entries and is_of_business(entries[hit.digest], hit.passage)
                ]
        return found


def content_words(text: str) -> list[str]:
    """The words that a passage must hold: what is left without articles and prepositions."""
    told = [one.lower() for one in _WORD.findall(text)]
    return [one for one in told if one not in PASSED and one not in ("and", "or")]


def _parts(text: str) -> list[str]:
    """``dialysis clinics and wound care`` asks for both, each anywhere in the report."""
    return [part for part in re.split(r"\s+and\s+", text) if content_words(part)]


def _place(passage: Passage, words: Collection[str]) -> int | None:
    """Where the first of the words stands in the passage; None unless it holds them all."""
    places: dict[str, int] = {}
    for match in _WORD.finditer(passage.text.lower()):
        for piece in (match[0], *re.split(r"[-’'&]", match[0])):
            places.setdefault(stem(piece), match.start())
    above = {stem(one.lower()) for one in _WORD.findall(passage.context)}
    stems = {stem(word) for word in words}
    if not stems <= above | places.keys():
        return None
    return min((places[one] for one in stems if one in places), default=0)


def stem(word: str) -> str:
    """A word without the ending of its plural, of ``-ing`` and of a silent e."""
    if word.endswith("ies") and len(word) > len("ties"):
        word = word[:-3] + "y"
    elif word.endswith(("ches", "shes", "sses", "xes")):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    if word.endswith("ing") and len(word) > len("being"):
        word = word[:-3]
    return word.removesuffix("e")
