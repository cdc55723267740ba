"""The changes between two filings, the ones that matter first."""

from __future__ import annotations

import difflib
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from bookrunner.blackline.matching import Gap, alike, gaps
from bookrunner.blackline.numbers import MONTHS, SCALES, Amount, amounts, is_date
from bookrunner.blackline.passages import Passage, Token, passages, tokens_of
from bookrunner.blackline.weighing import weigh
from bookrunner.documents import Document

_SMALL_GAP = 3000
"""Words on either side up to which a gap is compared word by word at once."""
_MOVED_MIN = 8
"""Words of a passage that is said to have moved rather than been struck and added."""
_SHARED_MIN = 0.35
_ROLLING = frozenset(
    (
        *MONTHS, "first", "second", "third", "fourth", "quarter", "quarters", "three", "six",
        "nine", "twelve", "months", "th", "st", "nd", "rd", ",", ".",
    )
)  # fmt: skip


class Kind(StrEnum):
    """What happened to a passage."""

    ADDED = "added"
    REMOVED = "removed"
    REWORDED = "reworded"
    MOVED = "moved"


@dataclass(frozen=True)
class WordChange:
    """Words that were struck, and those that stand in their place; either may be empty."""

    old: str
    new: str
    old_start: int
    old_end: int
    new_start: int
    new_end: int


@dataclass(frozen=True)
class NumberChange:
    """A number and what became of it, in single units, signed."""

    old_text: str
    new_text: str
    old: Decimal
    new: Decimal
    unit: str

    @property
    def change(self) -> Decimal | None:
        """Of the old one, as a fraction; None where that is zero."""
        return None if self.old == 0 else (self.new - self.old) / abs(self.old)


@dataclass(frozen=True)
class Change:
    """One passage, or some that were parted or joined, and what happened to it."""

    kind: Kind
    section: str
    old_start: int
    old_end: int
    new_start: int
    new_end: int
    """Spans of the canonical texts; empty at the place where nothing stands."""
    old_quote: str
    new_quote: str
    words: Sequence[WordChange] = ()
    numbers: Sequence[NumberChange] = ()
    is_rolled: bool = False
    """Whether only dates and names of periods went on, as they do from filing to filing."""
    is_row: bool = False
    weight: int = 0
    reasons: Sequence[str] = ()
    """Why it stands where it does."""


@dataclass(frozen=True)
class Comparison:
    """Two filings held beside each other."""

    old: Document
    new: Document
    changes: Sequence[Change]
    """The ones that matter first; those of the same weight in the order of the later filing."""


def compare(old: Document, new: Document) -> Comparison:
    """What the later filing adds, leaves out, words otherwise and moves."""
    made: list[Change] = []
    for gap in gaps(passages(old), passages(new)):
        made += _of_gap(old, new, gap)
    made = _moved(made)
    weighed = [_weighed(one) for one in made]
    weighed.sort(key=lambda one: (-one.weight, one.new_start))
    return Comparison(old, new, weighed)


def _weighed(one: Change) -> Change:
    struck = " ".join(each.old for each in one.words) or one.old_quote
    added = " ".join(each.new for each in one.words) or one.new_quote
    moved = max((abs(n.change) for n in one.numbers if n.change is not None), default=None)
    weight, reasons = weigh(
        one.kind.value, one.section, struck, added, moved,
        is_rolled=one.is_rolled, is_row=one.is_row,
    )  # fmt: skip
    return replace(one, weight=weight, reasons=reasons)


def _of_gap(old: Document, new: Document, gap: Gap) -> Iterator[Change]:
    small = max(_size(gap.old), _size(gap.new)) <= _SMALL_GAP
    pairs = [] if small or not gap.old or not gap.new else alike(gap)
    top = left = 0
    for one, other in (*pairs, (len(gap.old), len(gap.new))):
        between = Gap(gap.old[top:one], gap.new[left:other])
        if between.old or between.new:
            yield from _of_words(old, new, between)
        if one < len(gap.old) and other < len(gap.new):
            yield from _of_words(old, new, Gap(gap.old[one : one + 1], gap.new[other : other + 1]))
        top, left = one + 1, other + 1


def _size(found: Sequence[Passage]) -> int:
    return sum(len(one.words) for one in found)


def _of_words(old: Document, new: Document, gap: Gap) -> Iterator[Change]:
    """The changes of a gap, by the words that its passages share."""
    if [w for one in gap.old for w in one.words] == [w for one in gap.new for w in one.words]:
        return  # the same words, parted into lines otherwise
    groups = _groups(gap) if gap.old and gap.new else []
    linked = {id(one) for olds, news in groups for one in (*olds, *news)}
    place = gap.new[0].start if gap.new else _after(new, gap)
    found: list[tuple[int, Change]] = []
    for olds, news in groups:
        change = _reworded(old, new, olds, news)
        if change is not None:
            found.append((news[0].start, change))
    at = place
    found += [(at, _whole(Kind.REMOVED, old, one, at)) for one in gap.old if id(one) not in linked]
    for one in gap.new:
        if id(one) not in linked:
            begins = gap.old[0].start if gap.old else 0
            found.append((one.start, _whole(Kind.ADDED, new, one, begins)))
    yield from (change for _, change in sorted(found, key=lambda pair: pair[0]))


def _after(new: Document, gap: Gap) -> int:
    """Where in the later filing what was struck stood: at the same share of the way, by section."""
    section = gap.old[0].section
    for one in new.sections:
        if section and section.endswith(one.title):
            return one.start
    return 0


def _whole(kind: Kind, document: Document, one: Passage, elsewhere: int) -> Change:
    quote = document.text[one.start : one.end]
    if kind is Kind.REMOVED:
        spans, quotes = (one.start, one.end, elsewhere, elsewhere), (quote, "")
    else:
        spans, quotes = (elsewhere, elsewhere, one.start, one.end), ("", quote)
    return Change(kind, one.section, *spans, *quotes, is_row=one.is_row)


def _groups(gap: Gap) -> list[tuple[list[Passage], list[Passage]]]:
    """Passages that share enough words to be one another, joined and parted ones together."""
    before = [(w, at) for at, one in enumerate(gap.old) for w in one.words]
    after = [(w, at) for at, one in enumerate(gap.new) for w in one.words]
    matcher = difflib.SequenceMatcher(a=[w for w, _ in before], b=[w for w, _ in after])
    shared: Counter[tuple[int, int]] = Counter()
    for block in matcher.get_matching_blocks():
        for step in range(block.size):
            word = before[block.a + step][0]
            if word[0].isalnum():
                shared[before[block.a + step][1], after[block.b + step][1]] += 1
    parent: dict[tuple[str, int], tuple[str, int]] = {}

    def root(one: tuple[str, int]) -> tuple[str, int]:
        while parent.setdefault(one, one) != one:
            one = parent[one]
        return one

    for (one, other), count in shared.items():
        least = min(_counted(gap.old[one]), _counted(gap.new[other]))
        if count >= max(1.0, _SHARED_MIN * least) and _may_be(gap.old[one], gap.new[other]):
            parent[root(("old", one))] = root(("new", other))
    members: dict[tuple[str, int], tuple[list[Passage], list[Passage]]] = defaultdict(
        lambda: ([], [])
    )
    for node in sorted(parent):
        side, at = node
        members[root(node)][0 if side == "old" else 1].append(
            (gap.old if side == "old" else gap.new)[at]
        )
    return [group for group in members.values() if group[0] and group[1]]


def _counted(one: Passage) -> int:
    return sum(word[0].isalnum() for word in one.words) or 1


def _may_be(one: Passage, other: Passage) -> bool:
    """Rows of tables are the same line only where their labels share a word."""
    if not (one.is_row and other.is_row):
        return True
    labels = [{w.casefold() for w in each.words if w[0].isalpha()} for each in (one, other)]
    return bool(labels[0] & labels[1]) or not (labels[0] or labels[1])


def _reworded(
    old: Document, new: Document, olds: Sequence[Passage], news: Sequence[Passage]
) -> Change | None:
    before = [token for one in olds for token in one.tokens]
    after = [token for one in news for token in one.tokens]
    matcher = difflib.SequenceMatcher(
        a=[one.text for one in before], b=[one.text for one in after], autojunk=False
    )
    edits = [code for code in matcher.get_opcodes() if code[0] != "equal"]
    if not edits:
        return None
    words = [_words(old, new, before, after, code) for code in edits]
    begins, ends = olds[0], olds[-1]
    first, last = news[0], news[-1]
    return Change(
        Kind.REWORDED, first.section, begins.start, ends.end, first.start, last.end,
        old.text[begins.start : ends.end], new.text[first.start : last.end],
        words, _numbers(olds, news, before, after, edits),
        is_rolled=all(_rolls(before[a:b], after[c:d]) for _, a, b, c, d in edits),
        is_row=first.is_row,
    )  # fmt: skip


Code = tuple[str, int, int, int, int]


def _words(
    old: Document, new: Document, before: Sequence[Token], after: Sequence[Token], code: Code
) -> WordChange:
    _, top, bottom, left, right = code
    spans = []
    for tokens, first, last in ((before, top, bottom), (after, left, right)):
        if first < last:
            spans.append((tokens[first].start, tokens[last - 1].end))
        else:
            at = tokens[first - 1].end if first else tokens[0].start
            spans.append((at, at))
    (a, b), (c, d) = spans
    return WordChange(old.text[a:b], new.text[c:d], a, b, c, d)


def _numbers(
    olds: Sequence[Passage],
    news: Sequence[Passage],
    before: Sequence[Token],
    after: Sequence[Token],
    edits: Sequence[Code],
) -> Sequence[NumberChange]:
    """Numbers that stand in the place of others, as figures; dates are none."""
    left, right = _placed(olds), _placed(news)
    found: list[NumberChange] = []
    for _, top, bottom, first, last in edits:
        was = [left[at] for at in range(top, bottom) if at in left]
        now = [right[at] for at in range(first, last) if at in right]
        plain = all(map(_is_numeric, (*before[top:bottom], *after[first:last])))
        if len(was) != len(now) or not plain:
            continue
        found += [
            NumberChange(
                before[a].text, after[b].text, one.value, other.value, one.unit or other.unit
            )
            for (a, one), (b, other) in zip(was, now, strict=True)
            if not (one.is_date or other.is_date)
        ]
    return found


def _is_numeric(token: Token) -> bool:
    """Whether a word is a number or belongs to one: a sign, a currency, a scale."""
    return not token.text[0].isalpha() or token.text.casefold() in SCALES


def _placed(found: Sequence[Passage]) -> dict[int, tuple[int, Amount]]:
    """Amounts by the place of their token among all tokens of the passages."""
    placed: dict[int, tuple[int, Amount]] = {}
    offset = 0
    for one in found:
        placed |= {offset + each.at: (offset + each.at, each) for each in amounts(one)}
        offset += len(one.tokens)
    return placed


def _rolls(before: Sequence[Token], after: Sequence[Token]) -> bool:
    """Whether words in each other's place are only dates or names of periods."""
    return bool(before) and bool(after) and all(
        one.text.casefold() in _ROLLING
        or is_date(tokens, at)
        or (one.text.isdigit() and len(one.text) <= 2 and len(tokens) > 1)
        for tokens in (before, after)
        for at, one in enumerate(tokens)
    )  # fmt: skip


def _moved(made: Sequence[Change]) -> list[Change]:
    """With what was struck at one place and added at another as one change."""
    struck: dict[tuple[str, ...], list[Change]] = defaultdict(list)
    for one in made:
        gone, came = _alone(one)
        if gone and not came:
            struck[_said(gone)].append(one)
    taken: set[int] = set()
    found: list[Change] = []
    for one in made:
        gone, came = _alone(one)
        said = _said(came) if came and not gone else ()
        if len(said) < _MOVED_MIN or not struck.get(said):
            found.append(one)
            continue
        former = struck[said].pop(0)
        taken.add(id(former))
        old, new = _where(former), _where(one)
        found.append(
            Change(
                Kind.MOVED, one.section, old.old_start, old.old_end, new.new_start, new.new_end,
                old.old, new.new, is_row=one.is_row,
            )
        )  # fmt: skip
    return [one for one in found if id(one) not in taken]


def _alone(one: Change) -> tuple[str, str]:
    """What a change only strikes or only adds: a passage, or words at one place of it."""
    if one.kind is Kind.REWORDED:
        return (one.words[0].old, one.words[0].new) if len(one.words) == 1 else ("", "")
    return one.old_quote, one.new_quote


def _where(one: Change) -> WordChange:
    if one.words:
        return one.words[0]
    return WordChange(
        one.old_quote, one.new_quote, one.old_start, one.old_end, one.new_start, one.new_end
    )


def _said(quote: str) -> tuple[str, ...]:
    return tuple(one.text for one in tokens_of(quote, 0, len(quote)))
