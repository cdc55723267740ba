"""The words of a document that answer a question, and how sure it is that they do."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from bookrunner.search import Hit, Passage, Question, Result

_CITED_MAX = 5
_NEAR_THE_BEST = 0.7
"""How good a passage must be, beside the best, to be cited too."""
_ALWAYS = 3
_HALF = 0.45
"""How good one of the first three must be."""
_TITLE_CHARACTERS = 250
_STEM_MIN = 4
_RARE = 0.5
# Words of a question that say how much or how to tell, which no filing repeats.
_SOFT_WORDS = """
    accelerate according amount annual appear base based best between bring brings brought business
    calculate change changed changes characterise characterize compare compared comparison compute
    current currently describe detail did directly drop during exactly explain explicitly extent
    find give given highest historically identify impact important improve improving include
    includes including increase increased increasing involved involve kind know known largest last
    latest list lost low lower lowest main major make many material materially mention mentioned
    most name named nature new number old ongoing operates outlined own performance performed
    period point present previous primary profile provide quantity range real reason reasons
    recent recently regarding relate related report reported represent roughly say says share show
    significant similar since size some state stated substantially tell the there top total type
    types went
    done doing happen happened made get got take taken took try keep kept become became come came go
    goes put see seen think want way ways people thing things really overall generally approximately
    nearly almost quite still yet even ever never always often usually typically mostly mainly
    biggest smallest experience experienced undertake undertaken entire whole use
    used using value various vs what worst yearly positive large larger spend
    spends spending spent hold holds held left remaining remained made up
    negative more less least among one two both numerator denominator formula roughly fluctuate
    fluctuating against consistent consistently related program programs
"""
_SOFT = frozenset(_SOFT_WORDS.split())


@dataclass(frozen=True)
class Extract:
    """Passages that may answer, best first, and how sure that is."""

    results: tuple[Result, ...]
    confidence: float
    """From 0 to 1."""


def extract(
    asked: Question, results: Sequence[Result], passages: Callable[[str], Sequence[Passage]]
) -> Extract:
    """The passages to cite for a question.

    Args:
        results: Found for it, best first; at least one.
        passages: Gives a document's passages in order.
    """
    best = results[0].score
    cited = [
        one
        for place, one in enumerate(results[:_CITED_MAX])
        if one.score >= best * (_HALF if place < _ALWAYS else _NEAR_THE_BEST)
    ]
    shown = tuple(_below_a_title(one, passages) for one in cited)
    return Extract(shown, confidence(asked, shown, passages(results[0].entry.digest)))


def confidence(asked: Question, results: Sequence[Result], document: Sequence[Passage]) -> float:
    """How much of what is asked the passages hold, from 0 to 1.

    The mean of two shares, each counted where there is something to count: of the topics, those
    whose statement or phrase is there; of the other words that carry meaning, those that are
    there, each by its rarity in the document. Where only the topic is there, and what is asked of
    it are rare words that are not, it is 0: something else of the topic is told.

    Args:
        document: The passages of the document that is found first.
    """
    text = " ".join(_words_of(one) for one in results).casefold()
    statements = {one.hit.passage.statement for one in results}
    told = [
        bool(statements & set(topic.statements))
        or any(holds(text, phrase) for phrase in topic.phrases)
        or any(holds(text, match[0]) for match in topic.asked.finditer(asked.words))
        for topic in asked.topics
    ]
    rarity = _rarity(own_terms(asked), document)
    whole = sum(rarity.values())
    held = sum(rare for term, rare in rarity.items() if holds(text, term))
    if rarity and not held and whole > _RARE * len(rarity):
        return 0.0
    shares = [sum(told) / len(told)] if told else []
    shares += [held / whole] if whole else []
    return sum(shares) / len(shares) if shares else 0.0


def _rarity(terms: Sequence[str], document: Sequence[Passage]) -> dict[str, float]:
    """From 0 for a word of every passage to 1 for one of none."""
    texts = [passage.text.casefold() for passage in document]
    most = math.log(1 + len(texts)) or 1.0
    return {
        term: 1 - math.log(1 + sum(holds(text, term) for text in texts)) / most for term in terms
    }


def own_terms(asked: Question) -> tuple[str, ...]:
    """The question's words that are neither of a topic nor of how to tell."""
    of_topics = " ".join(
        match[0] for topic in asked.topics for match in topic.asked.finditer(asked.words)
    ).casefold()
    return tuple(
        term
        for term in asked.terms
        if term not in _SOFT and term not in of_topics and not re.fullmatch(r"[\d.,%]+", term)
    )


def stem(word: str) -> str:
    """A word without what may bend: enough of it to find its other forms."""
    return word.casefold()[: max(_STEM_MIN, len(word) - 3)]


def holds(text: str, words: str) -> bool:
    """Whether each of the words, in any of its forms, begins a word of the text (in lower case)."""
    return all(re.search(rf"\b{re.escape(stem(word))}", text) for word in words.split())


def _words_of(one: Result) -> str:
    return f"{one.hit.passage.context} {one.hit.passage.text}"


def _below_a_title(one: Result, passages: Callable[[str], Sequence[Passage]]) -> Result:
    """What stands below a title on its page, where only the title was found."""
    passage = one.hit.passage
    if len(passage.text) > _TITLE_CHARACTERS or any(c.isdigit() for c in passage.text[-80:]):
        return one
    own = passages(one.entry.digest)
    place = next((i for i, other in enumerate(own) if other.start == passage.start), len(own))
    for below in own[place + 1 : place + 3]:
        if below.page == passage.page and len(below.text) > _TITLE_CHARACTERS:
            return Result(one.entry, _moved(one, below), one.score)
    return one


def _moved(one: Result, passage: Passage) -> Hit:
    return replace(one.hit, passage=passage)
