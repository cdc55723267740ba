"""When there is no answer, and why: each reason its own.

| reason | the question |
|---|---|
| ``no-question`` | asks nothing, in words that mean nothing, or gives orders in place of asking |
| ``opinion`` | asks for advice or a view, which no document states |
| ``company`` | names no company that is in the documents, or one whose name several have |
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

from bookrunner.answers.extracts import holds, own_terms
from bookrunner.answers.measures import MEASURES
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
_ABSENT_SHARE = 0.5
# What stands after a line's name where its amount is told: in a sentence, or in a table's row.
_AMOUNT_AFTER = re.compile(
    r"[^.\n\t]{0,120}?(?:\$\s?\d|\b\d[\d,.]*\s(?:million|billion|thousand))|[^\n\t]{0,40}\t[\s$(]*\d"
)
_WHY = re.compile(
    r"\bwhy (?:did|have|has|does|do|is|was|were)\b|"
    r"\bwhat (?:caused|drove|led to|explains|is behind)\b|"
    r"\bwhat (?:were|was|are) the (?:reasons?|drivers?|causes?) (?:for|of|behind)\b",
    re.I,
)
_MOVED = re.compile(
    r"\b(?:(rise|rose|risen|rising|increas\w*|gr[eo]w\w*|improv\w*|jump\w*|climb\w*|surge\w*|expand\w*)|"
    r"(fall|fell|fallen|falling|drop\w*|declin\w*|decreas\w*|deteriorat\w*|shr[iau]nk\w*|plung\w*|"
    r"worsen\w*))\b",
    re.I,
)
_ASKS = re.compile(
    r"\?\s*$|^\s*(?:what|who|which|when|where|why|how|is|are|was|were|"
    r"does|do|did|has)\b",
    re.I,
)
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
    says_something = asked.topics or asked.years or proper_names(asked.words, ())
    if not asked.terms or not (says_something or _ASKS.search(asked.words)):
        return Refusal("no-question", "nothing is asked")
    return Refusal("company", "the question names no company that is in these documents")


def several_companies(ciks: Sequence[str]) -> Refusal:
    """Why a question whose company's name is that of several cannot be answered."""
    told = ", ".join(f"CIK {cik}" for cik in ciks)
    return Refusal("company", f"several companies have that name ({told}); ask with one's CIK")


def to_come(asked: Question, entries: Sequence[Entry]) -> Refusal | None:
    """Whether it asks what will be, other than what reports expect or have scheduled."""
    if not _FUTURE.search(asked.words) or _SET_AHEAD.search(asked.words):
        return None
    years = {one.year for one in entries if one.year is not None}
    said = _years(asked)
    if not years or (said and min(said) <= max(years)):
        return None
    return Refusal("future", f"it is to come; the newest report is of {max(years)}")


def outside_period(asked: Question, entries: Sequence[Entry]) -> Refusal | None:
    """Whether no report of the company covers the years that are asked for.

    A report shows its own year and, in its statements, two before. A later one, of ten, is covered
    where the question asks for what is expected or scheduled: guidance, maturities, payments.
    """
    years = {one.year for one in entries if one.year is not None}
    said = _years(asked)
    if not years or not said:
        return None
    newest = max(years)
    shown = any(year - 2 <= asked_for <= year for asked_for in said for year in years)
    scheduled = _SET_AHEAD.search(asked.words) is not None and any(
        newest < asked_for <= newest + _SCHEDULED_YEARS for asked_for in said
    )
    if shown or scheduled:
        return None
    told = ", ".join(str(year) for year in said)
    covered = ", ".join(f"FY{year}" for year in sorted(years))
    return Refusal("period", f"no report here covers {told}; there are reports for {covered}")


def _years(asked: Question) -> tuple[int, ...]:
    return asked.years or tuple(year for year, _ in asked.quarters if year is not None)


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
    return all(holds(text, part) for part in re.split(r"[-’'&]", name) if len(part) > 2)


def told_nowhere(asked: Question, texts: Callable[[], str]) -> Refusal | None:
    """Whether half of the words that are the question's own stand nowhere in the documents."""
    terms = own_terms(asked)
    absent = [term for term in terms if not holds(texts(), term)]
    if not absent or len(absent) < _ABSENT_SHARE * len(terms):
        return None
    return Refusal("not-found", f"the documents never speak of {', '.join(absent)}")


def not_stated(key: str, when: object, texts: Callable[[], str]) -> Refusal | None:
    """Whether no words of the documents tell an amount of a line that the statements lack."""
    measure = next((one for one in MEASURES if one.key == key), None)
    if measure is None:
        return None
    text = texts()
    for match in measure.asked.finditer(text):
        if _AMOUNT_AFTER.match(text, match.end()):
            return None
    return Refusal("not-disclosed", f"{measure.name} is not reported for {when}")


def presupposed(words: str) -> tuple[str, bool] | None:
    """What a question for reasons takes for granted, as a question, and whether it is a rise."""
    if not (why := _WHY.search(words)) or not (moved := _MOVED.search(words)):
        return None
    rest = words[: why.start()] + words[why.end() :]
    return f"Did {rest.strip()}", moved[1] is not None
