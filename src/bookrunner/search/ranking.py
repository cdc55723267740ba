"""From a question to the passages that answer it: which documents, and where in them."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

from bookrunner.search.catalogue import Entry
from bookrunner.search.filters import EVERYTHING, Filter
from bookrunner.search.index import Hit, PassageIndex, Query
from bookrunner.search.passages import Passage
from bookrunner.search.questions import Question, question

_TERM_WEIGHT = 1.0
_PHRASE_WEIGHT = 0.7
_STATEMENT_GAIN = 17.0
_SECTION_GAIN = 3.0
_NEARNESS_GAIN = 1.0
_OF_A_PART_STATEMENT_GAIN = 3.0
"""Of a statement where a part is asked of: it shows only the whole."""
_EXHIBIT = 0.6
"""Agreements and lists follow the signatures; they tell little of how the company does."""
_WITHOUT_NUMBERS = 0.7
_NUMBERS_MIN = 3
_TITLE_CHARACTERS = 250
"""A title has no numbers of its own; the table below it has."""
_REFERRAL = 0.6
_REFERRAL_CHARACTERS = 900
"""An Item that only says in which note or report the matter is told."""
_DOCUMENTS_MAX = 8
_CANDIDATES = 150
_DAYS_NEAR = 4
_LAST_QUARTER = 4
_OTHER_DOCUMENT = 0.75
"""How much less a passage of a document counts for each step its document fits worse."""


@dataclass(frozen=True)
class Result:
    """A passage that may answer, with its document."""

    entry: Entry
    hit: Hit
    score: float


def search(
    words: str,
    indexes: Sequence[PassageIndex],
    *,
    document: str | None = None,
    company: Collection[str] | None = None,
    as_of: date | None = None,
    only: Filter = EVERYTHING,
    count: int = 10,
) -> list[Result]:
    """The best passages for a question, at most one a page, best first.

    Args:
        indexes: Those that the viewer may see.
        document: Digest, or file name with or without its ending.
        company: Subjects to stay with; None for those that the question names.
        as_of: Only documents known at the close of that day; those of unknown date are left out.
        only: Forms, days and section to stay with. Where a company is named that has no such
            document, there is nothing: others do not answer for it.
    """
    results: list[Result] = []
    for index in indexes:
        results += _in_one(words, index, document, company, as_of, only, count)
    results.sort(key=lambda one: -one.score)
    return results[:count]


def _in_one(
    words: str,
    index: PassageIndex,
    document: str | None,
    company: Collection[str] | None,
    as_of: date | None,
    only: Filter,
    count: int,
) -> list[Result]:
    catalogue = index.catalogue().with_words.known(as_of)
    names = catalogue.names
    named = names.found(words)
    asked = question(words, names=[word for said in named.values() for word in said])
    if document is not None:
        ranked = [
            (one, 1.0)
            for one in catalogue.entries
            if document in (one.digest, one.source_name, one.stem) and only.keeps(one)
        ]
    else:
        of = set(company) if company is not None else set(named)
        ranked = documents_for(asked, [one for one in names.documents(of) if only.keeps(one)])
    if not ranked and (
        document is not None or company is not None or (named and only != EVERYTHING)
    ):
        return []
    query = replace(to_query(asked), within=only.within)
    results: list[Result] = []
    if ranked:
        weights = {one.digest: weight for one, weight in ranked}
        by_digest = {one.digest: one for one, _ in ranked}
        hits = index.find(query, among=list(weights), count=_CANDIDATES)
        results = [
            Result(by_digest[h.digest], h, _worth(h, asked) * weights[h.digest])
            for h in hits
            if only.holds(h.passage)
        ]
    else:
        known = catalogue.by_digest
        if only.of_documents:
            known = {one.digest: one for one in catalogue.entries if only.keeps(one)}
        among = list(known) if only.of_documents or as_of is not None else None
        hits = index.find(query, among=among, count=_CANDIDATES)
        fits = {
            digest: fit(asked, known[digest]) for digest in {h.digest for h in hits} & set(known)
        }
        best = max(fits.values(), default=0.0)
        results = [
            Result(
                known[h.digest],
                h,
                _worth(h, asked) * _OTHER_DOCUMENT ** min(best - fits[h.digest], 6.0),
            )
            for h in hits
            if h.digest in fits and only.holds(h.passage)
        ]
    return _one_a_page(results)[:count]


_NUMBER = re.compile(r"\d[\d,.]*%?")
_YEAR = re.compile(r"(?:19|20)\d\d[,.]?$|\d{1,2},?$")
_REFERS_ELSEWHERE = re.compile(
    r"\b(?:incorporated (?:herein )?by reference|information (?:contained|set forth|"
    r"required|included) (?:in|by|under)|for a (?:discussion|description) of|"
    r"see (?:also )?note \d+)\b",
    re.I,
)
_AFTER_SIGNATURES = re.compile(r"^(?:signatures?|exhibit index|item 15|index to exhibits)\b", re.I)
_ASKS_OF_EXHIBITS = re.compile(
    r"\b(?:agreements?|exhibits?|indentures?|by-?laws|certificates?|charter|subsidiar\w+|plans?|"
    r"amendments?|covenants?|nominees?|votes?)\b",
    re.I,
)


def _worth(hit: Hit, asked: Question) -> float:
    """The index's score, less where the passage is of a kind that seldom answers."""
    worth = hit.score + _NEARNESS_GAIN * max(hit.nearness, 0.0)
    passage = hit.passage
    if passage.statement and not _shows_a_row(passage, asked):
        worth -= _gain_of(asked, passage.statement)
    if _AFTER_SIGNATURES.match(passage.section) and not _ASKS_OF_EXHIBITS.search(asked.words):
        worth *= _EXHIBIT
    if (
        asked.is_of_an_amount
        and len(passage.text) > _TITLE_CHARACTERS
        and not _has_numbers(passage.text)
    ):
        worth *= _WITHOUT_NUMBERS
    if (
        len(passage.text) < _REFERRAL_CHARACTERS
        and _may_refer(passage.text)
        and _REFERS_ELSEWHERE.search(passage.text)
        and not _has_numbers(passage.text)
    ):
        worth *= _REFERRAL
    return max(worth, 0.0)


def _may_refer(text: str) -> bool:
    """Whether a look for a referral is worth its while: one of its words is there."""
    lower = text.lower()
    return any(word in lower for word in ("incorporated", "information", "for a d", "see "))


def _gain_of(asked: Question, statement: str) -> float:
    if statement not in asked.statements:
        return 0.0
    return _OF_A_PART_STATEMENT_GAIN if asked.is_of_a_part else _STATEMENT_GAIN


def _shows_a_row(passage: Passage, asked: Question) -> bool:
    """Whether a topic that stands on the statement has a word of its phrases there."""
    text = f"{passage.context} {passage.text}".casefold()
    for topic in asked.topics:
        if passage.statement not in topic.statements:
            continue
        words = {word for phrase in topic.phrases for word in phrase.casefold().split()}
        if not words or any(len(word) > 4 and word[:8] in text for word in words):
            return True
    return False


def _has_numbers(text: str) -> bool:
    """Whether it tells amounts, not only days and years."""
    found = (match[0] for match in _NUMBER.finditer(text))
    amounts = (number for number in found if not _YEAR.match(number))
    return sum(1 for _ in islice(amounts, _NUMBERS_MIN)) == _NUMBERS_MIN


def to_query(asked: Question) -> Query:
    """The words, phrases and signs to look for."""
    words = dict.fromkeys(asked.terms, _TERM_WEIGHT)
    phrases = dict.fromkeys(asked.phrases, _PHRASE_WEIGHT)
    sections = {s: _SECTION_GAIN for topic in asked.topics for s in topic.sections}
    statements = {one: _gain_of(asked, one) for one in asked.statements}
    return Query(words, phrases, statements, sections, meaning=" ".join(asked.terms))


def documents_for(asked: Question, entries: Sequence[Entry]) -> list[tuple[Entry, float]]:
    """The documents to look in, best first, with how well each fits (1 for the best).

    Args:
        entries: Of the companies that are named; none: then every document is looked in.
    """
    if not entries:
        return []
    fits = [(fit(asked, one), one) for one in entries]
    fits.sort(key=lambda pair: -pair[0])
    best = fits[0][0]
    return [
        (one, _OTHER_DOCUMENT ** min(best - value, 6.0)) for value, one in fits[:_DOCUMENTS_MAX]
    ]


def fit(asked: Question, one: Entry) -> float:
    """How well a document fits what a question says of period and form."""
    form = one.form.upper()
    is_event = form.startswith(("8-K", "6-K", "EX-99")) or not form
    score = _fit_of_days(asked, one)
    if asked.quarters:
        score += _fit_of_quarter(asked, one)
    elif asked.years:
        score += _fit_of_years(asked, one)
    elif one.year is not None:
        # Nothing said of when: the latest, and the annual report for the whole picture.
        score += (one.year - 2000) * 0.1 + (0.5 if _is_annual(one) else 0.0)
    if any(form.startswith(said) for said in asked.forms):
        score += 2.5
    elif not asked.forms and is_event and any(topic.forms for topic in asked.topics):
        score += 2.0
    return score


def _is_annual(one: Entry) -> bool:
    return one.form.upper().startswith(("10-K", "20-F", "40-F"))


def _is_quarterly(one: Entry) -> bool:
    return one.form.upper().startswith("10-Q")


def _fit_of_days(asked: Question, one: Entry) -> float:
    """A document of that very day, filed or ended, or how far off it is."""
    own = [day for day in (one.known_on, one.period_end) if day is not None]
    if not asked.days or not own:
        return 0.0
    near = min(abs((day - said).days) for day in own for said in asked.days)
    return 4.0 if near <= _DAYS_NEAR else -min(3.0, near / 120)


def _fit_of_quarter(asked: Question, one: Entry) -> float:
    year, quarter = asked.quarters[0]
    year = year or (asked.years[-1] if asked.years else None)
    of_year = year is None or one.year == year
    if _is_quarterly(one):
        if of_year and one.quarter == quarter:
            return 4.0
        return 1.5 if year is not None and of_year else 0.0
    if not of_year or not (_is_annual(one) or one.quarter == quarter):
        return 0.0
    return 3.5 if quarter == _LAST_QUARTER else 2.0


def _fit_of_years(asked: Question, one: Entry) -> float:
    """The report of the latest year asked for; later ones show it as a comparative."""
    score = 1.0 if _is_annual(one) else -1.0 if _is_quarterly(one) else 0.0
    if one.year is None:
        return score
    gap = one.year - asked.years[-1]
    return score + {0: 4.0, 1: 2.4, 2: 1.6, -1: 0.5}.get(gap, -0.5 * min(abs(gap), 4))


def _one_a_page(results: Sequence[Result]) -> list[Result]:
    """The best passage of each page; a page gains a little by its other passages."""
    pages: dict[tuple[str, int], list[Result]] = {}
    for one in sorted(results, key=lambda one: -one.score):
        place = one.hit.passage.page or -one.hit.passage.start - 1
        pages.setdefault((one.entry.digest, place), []).append(one)
    kept = []
    for found in pages.values():
        best = found[0]
        more = sum(other.score for other in found[1:4])
        kept.append(Result(best.entry, best.hit, best.score + 0.15 * more))
    return sorted(kept, key=lambda one: -one.score)
