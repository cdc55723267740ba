"""One figure that two slides show with two values."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bookrunner.lint.amounts import Amount, amounts, same
from bookrunner.lint.flaws import DeckFlaw, error, warning
from bookrunner.lint.pages import Exhibit, Page, Role, is_statistic, tokens
from bookrunner.lint.periods import period_of, periods_in

Key = tuple[frozenset[str], str]
"""A measure's words, and its period or the words of its column."""

_CASE_WORDS = (
    "base bear bull upside downside management sponsor street consensus budget proforma "
    "adjusted reported standalone combined case scenario low high midpoint"
)
_CASES = frozenset(_CASE_WORDS.split())
_SAID = re.compile(
    r"(?P<label>[A-Z][A-Za-z&/ -]{2,40}?|[a-z][A-Za-z&/ -]{2,40}?)\s+"
    r"(?:of|was|were|at|is|reached|totall?ed|:|to)\s*$"
)
_MOVE_OF = re.compile(
    r"\b(?:increase|decrease|reduction|change|growth|decline|rise|fall|drop)\s+in\s+"
    r"(?:[A-Za-z&]+\s+){1,5}of\s*[$€£(]*\s*$",
    re.IGNORECASE,
)
"""An increase in revenue of so much is no revenue of so much."""
_WEAK_SHARE = 0.25
"""Difference up to which two lone values may be one figure, updated in one place only."""


@dataclass(frozen=True)
class _Place:
    slide: int
    shape: str
    label: str
    amount: Amount


def agreement_flaws(pages: Sequence[Page]) -> Iterator[DeckFlaw]:
    """Each figure that stands on two slides with values that no rounding explains."""
    held = [
        (page.number, exhibit, _figures(page.number, exhibit))
        for page in pages
        if not page.is_hidden
        for exhibit in page.exhibits
    ]
    told: set[tuple[Key, int, int]] = set()
    for at, (number, exhibit, mine) in enumerate(held):
        for other_number, other, theirs in held[at + 1 :]:
            if _cases(exhibit) == _cases(other):
                for key in _differing(mine, theirs):
                    if (key, number, other_number) not in told:
                        told.add((key, number, other_number))
                        yield _differs(mine[key], theirs[key], error)
    yield from _callout_flaws(pages, held)
    yield from _said_flaws(pages, held)


def _figures(number: int, exhibit: Exhibit) -> Mapping[Key, _Place]:
    """The amounts of an exhibit by measure and period; those of two places are left out."""
    found: dict[Key, _Place] = {}
    twice: set[Key] = set()
    for (row, column), amount in exhibit.cells.items():
        label, head = exhibit.rows[row], exhibit.columns[column]
        words = tokens(label)
        if exhibit.is_chart and (not words or label.lower().startswith("series")):
            words = tokens(exhibit.caption)
        span = period_of(head)
        other = span.key if span is not None else " ".join(sorted(tokens(head)))
        if span is None and period_of(label) is not None:
            words, other = tokens(head), period_of(label).key  # type: ignore[union-attr]
        if not words or not other or is_statistic(label):
            continue
        key = (words, other)
        if key in found:
            twice.add(key)
        found[key] = _Place(number, exhibit.shape, f"{label} {head}".strip(), amount)
    return {key: place for key, place in found.items() if key not in twice}


def _cases(exhibit: Exhibit) -> frozenset[str]:
    said = tokens(f"{exhibit.caption} {exhibit.corner}")
    return said & _CASES


def _differing(mine: Mapping[Key, _Place], theirs: Mapping[Key, _Place]) -> list[Key]:
    """The shared figures that differ, where most of what is shared agrees.

    Two exhibits that share names and nothing else are of two companies or two cases.
    """
    shared = [key for key in mine if key in theirs]
    apart = [key for key in shared if not same(mine[key].amount, theirs[key].amount)]
    agreeing = len(shared) - len(apart)
    return apart if apart and agreeing >= len(apart) else []


def _callout_flaws(
    pages: Sequence[Page], held: Sequence[tuple[int, Exhibit, Mapping[Key, _Place]]]
) -> Iterator[DeckFlaw]:
    """Large figures with a label below them, against the row of that label in any exhibit."""
    rows: dict[frozenset[str], list[_Place]] = defaultdict(list)
    for number, exhibit, _ in held:
        for at, label in enumerate(exhibit.rows):
            line = list(exhibit.row(at))
            if len(line) == 1 and not exhibit.is_chart and tokens(label):
                rows[tokens(label)].append(_Place(number, exhibit.shape, label, line[0][1]))
    for page in pages:
        for words in page.texts(Role.BODY):
            lines = [line.strip() for line in words.text.splitlines() if line.strip()]
            if len(lines) != 2:
                continue
            found = list(amounts(lines[0]))
            if len(found) != 1 or len(found[0].printed) < 0.6 * len(lines[0]):
                continue
            mine = _Place(page.number, words.shape, lines[1], found[0])
            same_label = rows.get(tokens(lines[1]), [])
            units = [one for one in same_label if one.amount.unit == mine.amount.unit]
            is_told = any(same(mine.amount, one.amount) for one in units)
            if units and not is_told and _are_near(mine.amount, units[0].amount):
                yield _differs(mine, units[0], warning)


def _said_flaws(
    pages: Sequence[Page], held: Sequence[tuple[int, Exhibit, Mapping[Key, _Place]]]
) -> Iterator[DeckFlaw]:
    """Figures said in words, as in EBITDA of $24.9 billion in FY2023, against the exhibits."""
    known: dict[Key, list[_Place]] = defaultdict(list)
    for _, exhibit, figures in held:
        if not _cases(exhibit):
            for key, place in figures.items():
                known[key].append(place)
    labels = {words for words, _ in known}
    for page in pages:
        for words in page.texts(Role.TITLE, Role.BODY):
            for line in words.text.splitlines():
                spans = periods_in(line)
                if len(spans) != 1:
                    continue
                for amount in amounts(line):
                    if _MOVE_OF.search(line[: amount.start]):
                        continue
                    label = _label_ahead(line[: amount.start], labels)
                    places = known.get((label, spans[0].key), []) if label else []
                    if places and not any(same(amount, one.amount) for one in places):
                        mine = _Place(page.number, words.shape, line[:80], amount)
                        yield _differs(mine, places[0], error)


def _label_ahead(text: str, labels: set[frozenset[str]]) -> frozenset[str]:
    """The measure that words right before an amount name: ``EBITDA of`` is EBITDA."""
    found = _SAID.search(text.rstrip("$€£¥( "))
    if found is None:
        return frozenset()
    said = re.findall(r"[A-Za-z&]+", found["label"])
    for length in range(min(len(said), 5), 0, -1):
        words = tokens(" ".join(said[-length:]))
        if words in labels and words:
            return words
    return frozenset()


def _are_near(one: Amount, other: Amount) -> bool:
    for power in (0, 3, 6, -3, -6):
        scaled = abs(one.value).scaleb(power)
        if scaled and abs(scaled - abs(other.value)) / scaled <= _WEAK_SHARE:
            return True
    return False


def _differs(mine: _Place, theirs: _Place, tell: object) -> DeckFlaw:
    assert callable(tell)
    flaw: DeckFlaw = tell(
        "figure-differs", theirs.slide, theirs.shape,
        f"{theirs.label}: {theirs.amount.printed}",
        f"slide {mine.slide}/{mine.shape} shows {mine.amount.printed} for the same",
        "find which is right, and show one value, or say in both places how they differ",
    )  # fmt: skip
    return flaw
