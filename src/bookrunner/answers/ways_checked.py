"""Whether what a sentence says went up or down did so in its evidence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from bookrunner.answers.evidence import Evidence, EvidenceFigure, EvidencePassage, Printed
from bookrunner.answers.numbers_checked import Wrong
from bookrunner.answers.stated_periods import stated_periods
from bookrunner.answers.vocabulary import DOWN, GOOD_WHEN_LOW, UP, WEAK, stem, terms, word_list
from bookrunner.figures import Missing

_CLAUSE = re.compile(r"[;,]\s+|\b(?:while|but|whereas|although|though)\b", re.I)
_NO_WAY = re.compile(
    r"\bup to\b|\bmade up\b|\bset up\b|\bfall\s+(?:of|within|under|into)\b|\blower of\b", re.I
)
_BETTER = frozenset(map(stem, ["improve", "improved", "improving", "improvement", "strengthened"]))
_WORSE = frozenset(map(stem, ["worsen", "worsened", "deteriorated", "deterioration", "weakened"]))
_TIMES = {"doubl": Decimal(2), "tripl": Decimal(3), "quadrupl": Decimal(4), "halv": Decimal("0.5")}
_RATIO_HALF = Decimal("0.05")


def checked_ways(words: str, evidence: Evidence, cited: Sequence[EvidencePassage]) -> list[Wrong]:
    """What a sentence says of directions and its evidence does not."""
    wrong: list[Wrong] = []
    about = ""
    for clause in _clauses(words):
        if _own_terms(clause, evidence):
            about = clause
        for word in word_list(clause):
            made = stem(word)
            way = (made in UP) - (made in DOWN)
            if not way:
                continue
            asked = f"{about} {clause}" if about != clause else clause
            if made in _TIMES and not _multiplied(made, asked, words, evidence, cited):
                wrong.append(Wrong("direction", f"its evidence does not show that it {word}"))
                continue
            if made in _BETTER | _WORSE and set(terms(asked)) & GOOD_WHEN_LOW:
                way = -way
            if not _went(way, asked, words, evidence, cited):
                wrong.append(Wrong("direction", f"its evidence does not show: {word}"))
    return wrong[:1]


def _clauses(sentence: str) -> list[str]:
    """The parts of a sentence that each tell one way; "research and development" is one."""
    found: list[str] = []
    for piece in _CLAUSE.split(_NO_WAY.sub(" ", sentence)):
        waiting = ""
        for part in re.split(r"\band\b", piece):
            joined = f"{waiting} and {part}" if waiting else part
            if waiting and _tells(waiting) and _tells(part):
                found.append(waiting)
                joined = part
            waiting = joined
        found.append(waiting)
    return found


def _tells(text: str) -> bool:
    return any(stem(word) in UP | DOWN for word in word_list(text))


def _own_terms(text: str, evidence: Evidence) -> set[str]:
    names = {n for p in evidence.passages for n in p.companies}
    names |= {one.company for one in evidence.figures}
    own = {stem(word) for name in names for word in word_list(name)}
    return {term for term in terms(text) if term not in own and term not in WEAK}


def _went(
    way: int, clause: str, words: str, evidence: Evidence, cited: Sequence[EvidencePassage]
) -> bool:
    """Whether the evidence shows the way, and no figure or row shows the other."""
    said = _own_terms(clause, evidence)
    if not said:
        said = _own_terms(words, evidence)
    shown = [*_ways_of_figures(said, words, evidence)]
    for passage in cited:
        shown += _ways_of_rows(said, words, passage)
    if shown:
        return all(one == way for one in shown)
    told = [one for passage in cited for one in _ways_told(said, passage)]
    if not told:
        return False
    most = max(shared for shared, _ in told)
    return any(one == way for shared, one in told if shared == most)


def _sign(value: Decimal) -> int:
    return (value > 0) - (value < 0)


def _value(one: EvidenceFigure) -> Decimal:
    assert not isinstance(one.figure.value, Missing)
    return Decimal(repr(float(one.figure.value)))


def _steps(said: set[str], words: str, evidence: Evidence) -> Iterable[tuple[Decimal, Decimal]]:
    """The earlier and later values of the figures that are spoken of."""
    groups: dict[tuple[str, str, int | None], list[EvidenceFigure]] = {}
    for one in evidence.figures:
        name = " ".join(sorted(_own_terms(one.figure.name, evidence)))
        if name and set(name.split()) <= said and not isinstance(one.figure.value, Missing):
            groups.setdefault((one.company, name, one.quarter), []).append(one)
    years = {one.year for one in stated_periods(words) if one.year is not None}
    for group in groups.values():
        ordered = sorted(group, key=lambda one: one.figure.period.end)
        named = [one for one in ordered if (one.year or one.figure.period.end.year) in years]
        last = named[-1] if named else ordered[-1]
        before = [one for one in ordered if one.figure.period.end < last.figure.period.end]
        if before:
            yield _value(named[0] if len(named) > 1 else before[-1]), _value(last)


def _ways_of_figures(said: set[str], words: str, evidence: Evidence) -> Iterable[int]:
    changes = [
        one
        for one in evidence.figures
        if one.figure.name.casefold().startswith("change in")
        and _own_terms(one.figure.name, evidence) <= said
        and not isinstance(one.figure.value, Missing)
    ]
    for one in changes:
        yield _sign(_value(one))
    if not changes:
        for first, last in _steps(said, words, evidence):
            yield _sign(abs(last) - abs(first)) if last < 0 and first < 0 else _sign(last - first)


def _rows(said: set[str], passage: EvidencePassage) -> Iterable[list[Printed]]:
    """The rows that are spoken of, their dated numbers latest first."""
    rows: dict[str, list[Printed]] = {}
    for one in passage.numbers:
        if one.is_row and one.period is not None and one.period.year is not None:
            rows.setdefault(one.line, []).append(one)
    scored = []
    for row in rows.values():
        label = {t for t in terms(row[0].label) if t not in WEAK}
        if label and label & said:
            scored.append(
                (2 * len(label & said) / (len(label) + len(said & set(passage.stems))), row)
            )
    best = max((score for score, _ in scored), default=0.0)
    for score, row in scored:
        if score == best and score >= 0.6 and len(row) > 1:
            yield sorted(row, key=lambda one: (one.period and one.period.year) or 0, reverse=True)


def _ways_of_rows(said: set[str], words: str, passage: EvidencePassage) -> Iterable[int]:
    for first, last in _row_steps(said, words, passage):
        yield _sign(abs(last) - abs(first)) if last < 0 and first < 0 else _sign(last - first)


def _row_steps(
    said: set[str], words: str, passage: EvidencePassage
) -> Iterable[tuple[Decimal, Decimal]]:
    years = {one.year for one in stated_periods(words) if one.year is not None}
    for row in _rows(said, passage):
        named = [one for one in row if one.period and one.period.year in years]
        last = named[0] if named else row[0]
        before = row[row.index(last) + 1 :]
        if len(named) > 1:
            yield named[-1].amount.value, last.amount.value
        elif before:
            yield before[0].amount.value, last.amount.value


def _ways_told(said: set[str], passage: EvidencePassage) -> Iterable[tuple[int, int]]:
    """Which ways sentences of a passage tell, each with how many of the words it shares."""
    for sentence in passage.sentences:
        if "\t" in sentence:
            continue
        about = ""
        for clause in _clauses(sentence):
            if terms(clause):
                about = clause
            held = set(map(stem, word_list(f"{about} {clause}")))
            shared = len(held & said)
            for made in map(stem, word_list(clause)):
                way = (made in UP) - (made in DOWN)
                if way and shared:
                    yield shared, way


def _multiplied(
    made: str, clause: str, words: str, evidence: Evidence, cited: Sequence[EvidencePassage]
) -> bool:
    """Whether it doubled: in the passage's own words, or as the two numbers have it."""
    if any(made in map(stem, word_list(p.said)) for p in cited):
        return True
    said = _own_terms(clause, evidence) or _own_terms(words, evidence)
    steps = [*_steps(said, words, evidence)]
    steps += [step for passage in cited for step in _row_steps(said, words, passage)]
    wanted = _TIMES[made]
    more = bool(re.search(r"\bmore than\b|\bover\b", clause, re.I))
    return bool(steps) and all(
        first != 0
        and (
            last / first >= wanted
            if more
            else abs(last / first - wanted) <= wanted * _RATIO_HALF / 2
        )
        for first, last in steps
    )
