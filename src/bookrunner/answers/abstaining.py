"""When there is no answer, and why: each reason its own.

| reason | the question |
|---|---|
| ``no-question`` | asks nothing, in words that mean nothing, or gives orders in place of asking |
| ``opinion`` | asks for advice or a view, which no document states |
| ``company`` | names no company that is in the documents |
| ``period`` | is of a time that no report covers |
| ``future`` | is of a time to come, beyond what reports give guidance for |
| ``premise`` | takes for granted what the documents never name |
| ``not-disclosed`` | is of a line that the statements of the year do not show |
| ``not-meaningful`` | comes to no number, such as a ratio to a loss |
| ``not-found`` | is answered by no passage well enough |
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bookrunner.answers.extracts import own_terms, stem
from bookrunner.search import Entry, Question

_ORDERS = re.compile(
    r"\b(?:ignore|disregard|forget|override|bypass)\b.{0,40}\b(?:instructions?|rules?|prompts?|"
    r"guidelines?|above|previous|restrictions?|guardrails?|citations?|sources?)\b|"
    r"\bsystem prompt\b|\byou are now\b|\bpretend (?:to be|that|you)\b|\bjailbreak|"
    r"\b(?:make up|invent|fabricate|hallucinate)\b.{0,30}\b(?:numbers?|figures?|answers?|data|"
    r"revenues?|quotes?)\b|\breveal (?:your|the) (?:prompt|instructions?|keys?|passwords?)\b",
    re.I,
)
_OPINION = re.compile(
    r"\b(?:should|shall|would|can) (?:i|we|one|you|my client|investors?|a (?:banker|client|fund))\b"
    r".{0,40}\b(?:buy|sell|short|invest|hold|own|avoid|recommend|bid|trade)\b|"
    r"\b(?:is|are|be|as|seems?|looks?)\b.{0,50}\b(?:a|an|the) (?:good|bad|better|best|great|"
    r"attractive|safe|smart) (?:buy|investments?|stocks? to|bets?|time to (?:buy|sell|invest))\b|"
    r"\b(?:under|over)-?valued\b|\bprice targets?\b|"
    r"\bworth (?:buying|investing|owning)\b|\b(?:do|would|can) you (?:think|believe|recommend|"
    r"suggest|advise|like|prefer|predict)\b|\byour (?:opinion|view|recommendation|favou?rite)\b|"
    r"\b(?:stock|share) price\b.{0,40}\b(?:rise|fall|go|double|crash|reach|increase)\b|"
    r"\bis it (?:wise|smart|a good idea)\b|\b(?:recommend|advise) (?:me|us|buying|selling)\b",
    re.I,
)
_FUTURE = re.compile(
    r"\bwill\b.{0,80}\b(?:be|have|reach|earn|grow|report|pay|generate|make|exceed|double|achieve)\b|"
    r"\b(?:predict|next (?:year|decade|quarter|five years)|in the future|\d+ years from now)\b",
    re.I,
)
_SET_AHEAD = re.compile(
    r"\b(?:expect\w*|forecast\w*|guidance|outlook|project\w*|anticipat\w*|plan(?:s|ned)?|target\w*|"
    r"matur\w+|due|payable|payments?|commit\w+|obligations?|estimated?|schedule\w*|expire\w*|lease\w*)\b",
    re.I,
)
_SCHEDULED_YEARS = 10
_NAME = re.compile(r"(?<![\w’'])[A-Z][a-zA-Z0-9&]*(?:[-’'][A-Za-z]+)*")
_ABBREVIATION_MAX = 5
_PART_OF_NAME_MIN = 4
# With a capital for other reasons than being the name of something.
_CAPITAL_WORDS = """
    about according adjusted among and annual april are as assuming august average balance base
    based basing between billion by calculate can cash compare considering consolidated december
    define describe did does each ebitda explain february fiscal following for form free from
    give given had has have here how if in income is item january july june list march may million
    net non november october of on operating please quarter quarterly ratio real report return
    round september show sheet since state statement statements summarize tell the their there these
    this to total unadjusted using was we were what when where which who whose why will with year
    years you your ceo cfo usa usd segment segments division unit brand product line region
    president chief executive officer chairman director board company group inc corp plc
"""
_NO_NAMES = frozenset(_CAPITAL_WORDS.split())
_EVENT = re.compile(
    r"\b(?:sold|divested|disposed of|spun off|acquired|bought|closed|shut down|discontinued|"
    r"merged with|exited)\b.{0,20}?\b(?:in|during)\s+(?:FY|fiscal (?:year )?)?((?:19|20)\d\d)",
    re.I,
)
_EVENT_WORDS = re.compile(
    r"\b(?:sold|sale of|divest\w*|dispos\w+|spin-?off|spun|acqui\w+|purchase[ds]? of|"
    r"clos(?:ed|ure|ing)|discontinu\w+|merg\w+|exit\w*)\b",
    re.I,
)


@dataclass(frozen=True)
class Refusal:
    """Why a question has no answer."""

    reason: str
    words: str


def unanswerable(words: str) -> Refusal | None:
    """Whether no document could answer: advice, orders, nothing asked."""
    letters = sum(c.isalpha() for c in words)
    if letters < 3 or letters < 0.4 * len(words.replace(" ", "")):
        return Refusal("no-question", "nothing is asked")
    if _ORDERS.search(words):
        return Refusal("no-question", "it gives orders; ask what the documents say")
    if _OPINION.search(words):
        return Refusal("opinion", "documents state facts, and give no advice or view of a price")
    return None


def unknown_company(asked: Question, subjects: int) -> Refusal | None:
    """Why a question that names no company of the documents cannot be answered.

    Args:
        subjects: How many companies there are; of one alone it need not be named.
    """
    if subjects == 1 and not proper_names(asked.words, ()):
        return None
    if not asked.terms and not asked.topics:
        return Refusal("no-question", "nothing is asked")
    return Refusal("company", "the question names no company that is in these documents")


def outside_period(asked: Question, entries: Sequence[Entry]) -> Refusal | None:
    """Whether no report of the company covers the years that are asked for.

    A report shows its own year and, in its statements, two before. A later one, of ten, is covered
    where the question asks for what is expected or scheduled: guidance, maturities, payments.
    """
    years = {one.year for one in entries if one.year is not None}
    said = asked.years or tuple(y for y, _ in asked.quarters if y is not None)
    if not years:
        return None
    newest = max(years)
    if not said:
        if _FUTURE.search(asked.words) and not _SET_AHEAD.search(asked.words):
            return Refusal("future", "reports tell what was, and guidance where they give it")
        return None
    shown = any(year - 2 <= asked_for <= year for asked_for in said for year in years)
    scheduled = _SET_AHEAD.search(asked.words) is not None and any(
        newest < asked_for <= newest + _SCHEDULED_YEARS for asked_for in said
    )
    if shown or scheduled:
        return None
    told = ", ".join(str(year) for year in said)
    if min(said) > newest and _FUTURE.search(asked.words):
        return Refusal("future", f"{told} is to come; the newest report is of {newest}")
    covered = ", ".join(f"FY{year}" for year in sorted(years))
    return Refusal("period", f"no report here covers {told}; there are reports for {covered}")


def false_premise(
    asked: Question,
    names: Sequence[str],
    texts: Callable[[], str],
) -> Refusal | None:
    """Whether it takes for granted what the company's documents never name or tell.

    Args:
        names: Words of the question that name companies.
        texts: Gives the words of the company's documents, without case.
    """
    unnamed = [name for name in proper_names(asked.words, names) if not _named_in(texts(), name)]
    if unnamed:
        told = ", ".join(unnamed)
        return Refusal("premise", f"the company's documents never name {told}")
    for event in _EVENT.finditer(asked.words):
        year = event[1]
        text = texts()
        near = (text[max(0, m.start() - 400) : m.end() + 400] for m in re.finditer(year, text))
        if not any(_EVENT_WORDS.search(one) for one in near):
            return Refusal("premise", f"the company's documents tell of no such event in {year}")
    return None


def proper_names(words: str, companies: Sequence[str]) -> list[str]:
    """Words with a capital inside a sentence, that name something other than the companies."""
    known = {one.casefold() for one in companies}
    found: dict[str, None] = {}
    for match in _NAME.finditer(words):
        name = re.sub(r"[’']s?$", "", match[0])
        before = words[: match.start()].rstrip()
        is_first = not before or before[-1] in ".?!:"
        low = name.casefold()
        if is_first or low in _NO_NAMES or low in known or any(low in one for one in known):
            continue
        if re.match(r"FY|Q[1-4]|\d", name) or len(name) < _PART_OF_NAME_MIN:
            continue
        if name.isupper() and len(name) <= _ABBREVIATION_MAX:
            continue
        found.setdefault(name, None)
    return list(found)


def _named_in(text: str, name: str) -> bool:
    return all(stem(part) in text for part in re.split(r"[-’'&]", name) if len(part) > 2)


def nothing_of_it(asked: Question, text: str) -> bool:
    """Whether none of the question's own words stand in the documents."""
    terms = own_terms(asked)
    return bool(terms) and not asked.topics and not any(stem(term) in text for term in terms)
