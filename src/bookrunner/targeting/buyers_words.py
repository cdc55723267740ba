"""How near two businesses are by the words of their reports, and which words say so.

Each business is the words and pairs of words of its own description, weighed

    (1/10 + ln times) x ln((n + 1) / businesses that use it)

over the n businesses compared, and two are as near as the cosine of their weights. What every
report says weighs nearly nothing, and so does what a report says only once: it takes what a
business does, and keeps saying, to bring two together.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*|[^\sa-z]")
_LETTERS_MIN = 3
_TOLD_MAX = 6
_ONCE = 0.1
"""What a word that is said once weighs beside one that is said e times."""
_STOP_WORDS = """
    the and for with that this from our its are was were has have had not but any all may can could
    will would should must shall such other others than then them they their there these those which
    who whom whose what when where how each more most many much some own same also into onto upon
    over under about above below between among through during before after since until while because
    including include includes included various certain well very both either neither within without
    per one two three four five six seven eight nine ten first second third million billion thousand
    percent year years fiscal quarter quarters month months day days annual annually january
    february march april june july august september october november december
    company companies corporation inc business businesses item part form report reports note notes
    see table see page pages contents section following described discussed information refer
    approximately primarily generally typically currently continue continues continued based
    subject related respectively provide provides provided providing using used use uses new
    result results financial statements operations consolidated december ended sec securities
    net sale sales loss week weeks liability officer officers president vice chief director
    executive property right rights raw material materials segment segments reportable operating
    america north united states u.s management employee employees law laws regulation regulations
    exchange act commission website investor investors relations www com http https
"""
_STOP = frozenset(_STOP_WORDS.split())


@dataclass(frozen=True)
class SharedWord:
    """A word or pair of words that two businesses both use."""

    word: str
    part: float
    """Of their nearness; the parts of all shared words add up to it."""


@dataclass(frozen=True)
class Nearness:
    """How near one business is to another."""

    value: float
    """The cosine, 0 to 1."""
    words: Sequence[SharedWord]
    """Those that bring it about, the first one most."""

    @property
    def told(self) -> Sequence[str]:
        """The words to show: a pair of words stands for the words that it is of."""
        kept: list[str] = []
        for one in self.words:
            if any(one.word in longer.split() for longer in kept):
                continue
            kept = [word for word in kept if word not in one.word.split()]
            kept.append(one.word)
            if len(kept) == _TOLD_MAX:
                break
        return tuple(kept)


def terms(texts: Iterable[str], without: Iterable[str] = ()) -> Counter[str]:
    """The words and pairs of words of a business, but for names and for words of any report.

    Args:
        without: Names; who is named says nothing of what is done.
    """
    names = {part for name in without for part in _plain(name)}
    found: Counter[str] = Counter()
    for text in texts:
        words = ["" if _is_empty(word, names) else word for word in _plain(text)]
        found.update(word for word in words if word)
        found.update(f"{a} {b}" for a, b in pairwise(words) if a and b and a != b)
    return found


def nearness(
    of: str, businesses: Mapping[str, Mapping[str, int]], most: int = 40
) -> Mapping[str, Nearness]:
    """How near each other business is to one of them.

    Args:
        of: The key of that one.
        most: How many of the shared words to keep.
    """
    count = len(businesses)
    used = Counter(term for told in businesses.values() for term in told)
    scale = {term: math.log((count + 1) / times) for term, times in used.items()}
    own = {term: _weight(n) * scale[term] for term, n in businesses[of].items()}
    length = math.sqrt(sum(weight * weight for weight in own.values()))
    found: dict[str, Nearness] = {}
    for key, told in businesses.items():
        if key == of:
            continue
        weights = {term: _weight(n) * scale[term] for term, n in told.items()}
        whole = length * math.sqrt(sum(weight * weight for weight in weights.values()))
        if not whole:
            continue
        parts = {term: own[term] * weights[term] / whole for term in own.keys() & weights.keys()}
        # Of equal parts in the order of letters, so that every run tells the same.
        best = sorted(parts.items(), key=lambda one: (-one[1], one[0]))
        shared = tuple(SharedWord(term, part) for term, part in best[:most])
        found[key] = Nearness(math.fsum(parts.values()), shared)
    return found


def _weight(times: int) -> float:
    return _ONCE + math.log(times)


def words_in(text: str, wanted: Nearness) -> float:
    """How much of a nearness a text's words carry: each shared word counted once."""
    said = terms([text])
    return sum(one.part for one in wanted.words if one.word in said)


def _plain(text: str) -> Iterable[str]:
    return [_singular(match) for match in _WORD.findall(text.lower().replace("’", "'"))]


def _singular(word: str) -> str:
    if len(word) > _LETTERS_MIN + 1 and word.endswith("s") and word[-2:] not in ("ss", "us", "is"):
        return word[:-3] + "y" if word.endswith("ies") else word[:-1]
    return word


_EMPTY = _STOP | {_singular(word) for word in _STOP}


def _is_empty(word: str, names: frozenset[str] | set[str]) -> bool:
    return len(word) < _LETTERS_MIN or word in _EMPTY or word in names
