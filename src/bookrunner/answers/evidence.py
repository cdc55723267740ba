"""What a written answer may stand on: figures, and passages with the numbers printed in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from bookrunner.answers.amounts import Amount, Kind, amounts
from bookrunner.answers.instructions import visible_letters, without_instructions
from bookrunner.answers.stated_periods import StatedPeriod, bound, stated_periods
from bookrunner.answers.vocabulary import stem, terms, word_list
from bookrunner.figures import Figure, explain

_SCALE = re.compile(
    r"\b(?:in|of)\s+(?:U\.?S\.?\s*)?(?:\$|€|£|¥|USD|EUR)?\s*(thousand|million|billion)s\b"
    r"|\(\s*(?:US)?[$€£¥]?\s*(?:in\s+)?(thousand|million|billion)s?\b"
    r"|[$€£¥]\s*(?:in\s+)?(thousand|million|billion)s\b"
    r"|\b(?:dollars|euros?|amounts)\s+in\s+(thousand|million|billion)s\b",
    re.I,
)
_EXPONENTS = {"thousand": 3, "million": 6, "billion": 9}
_CURRENCIES = (
    ("$", re.compile(r"\$|\bdollars\b|\bUSD\b", re.I)),
    ("€", re.compile(r"€|\beuros?\b|\bEUR\b", re.I)),
    ("£", re.compile(r"£|\bsterling\b|\bGBP\b", re.I)),
    ("¥", re.compile(r"¥|\byen\b|\bJPY\b|\brenminbi\b", re.I)),
)
_UNSCALED_ROW = re.compile(r"\bper\s+(?:\w+\s+)?share\b|%|\bpercent|\bEPS\b", re.I)
_MAYBE_UNSCALED_ROW = re.compile(r"\b(?:margin|rate|ratio|number|shares|days)\b", re.I)
SENTENCE_END = re.compile(
    r"(?<![A-Z]\.[A-Z]\.)(?<!\b[A-Z]\.)(?<!\bNo\.)(?<!\bInc\.)(?<!\bCorp\.)(?<!\bCo\.)(?<!\bvs\.)"
    r"(?<!\bLtd\.)(?<!\be\.g\.)(?<!\bi\.e\.)(?<=[.!?])\s+(?=[A-Z“\"(0-9$•])"
)


@dataclass(frozen=True)
class EvidenceFigure:
    """A figure that an answer may state."""

    mark: str
    """What it is cited as: ``F1``."""
    figure: Figure
    """Its value, unit and period, and by its lineage its formula."""
    company: str
    year: int | None = None
    """The fiscal year as its company names it."""
    quarter: int | None = None

    @property
    def formula(self) -> str:
        """What it is computed from, in words."""
        return explain(self.figure)


@dataclass(frozen=True)
class Printed:
    """A number that stands in a passage."""

    amount: Amount
    label: str
    """The row's label, or the words of the sentence that are about it."""
    line: str
    """The row or sentence."""
    period: StatedPeriod | None
    is_unbound: bool
    """Whether its columns have periods, and which is its own cannot be told."""
    exponents: tuple[int, ...]
    """The powers of ten that its digits may be meant in; none where nothing says."""
    is_row: bool


@dataclass(frozen=True)
class EvidencePassage:
    """Words of a document that an answer may cite."""

    mark: str
    """What it is cited as: ``1``."""
    document: str
    source_name: str
    start: int
    end: int
    words: str
    """The exact words from ``start`` to ``end``."""
    context: str = ""
    """What stands above them: section, heading, the table's header."""
    page: int | None = None
    companies: tuple[str, ...] = ()
    year: int | None = None
    """The fiscal year of its document."""
    quarter: int | None = None
    period_end: date | None = None
    currency: str = ""
    """The sign of its document's money, where the passage's own words do not say; "" unknown."""
    exponent: int | None = None
    """The power of ten of its table, where the passage's own words do not say."""

    @cached_property
    def said(self) -> str:
        """Its words as evidence: instructions to a program are none."""
        return without_instructions(visible_letters(self.words))[0]

    @cached_property
    def above(self) -> str:
        """Its context as evidence."""
        return without_instructions(visible_letters(self.context))[0]

    @cached_property
    def stems(self) -> frozenset[str]:
        """Every word that it, its context and its company's names hold."""
        return frozenset(map(stem, word_list(" ".join((self.said, self.above, *self.companies)))))

    @cached_property
    def sentences(self) -> tuple[str, ...]:
        """Its sentences and rows in order."""
        return tuple(
            piece
            for line in self.said.splitlines()
            for piece in ([line] if "\t" in line else SENTENCE_END.split(line))
            if piece.strip()
        )

    @cached_property
    def numbers(self) -> tuple[Printed, ...]:
        """The numbers printed in it."""
        return tuple(_numbers(self))

    @cached_property
    def currencies(self) -> frozenset[str]:
        """The signs of money that its words show; those of its document if they show none."""
        told = f"{self.above}\n{self.said}"
        found = frozenset(sign for sign, pattern in _CURRENCIES if pattern.search(told))
        return found or frozenset(filter(None, (self.currency,)))

    @cached_property
    def table_exponent(self) -> int | None:
        """The power of ten that a table's heading tells."""
        found = [m for text in (self.above, self.said) for m in _SCALE.finditer(text)]
        if not found:
            return self.exponent
        return _EXPONENTS[next(g for g in found[-1].groups() if g).casefold()]


@dataclass(frozen=True)
class Evidence:
    """All that an answer may stand on."""

    figures: tuple[EvidenceFigure, ...] = ()
    passages: tuple[EvidencePassage, ...] = ()
    years: tuple[int, ...] = ()
    """The fiscal years that are asked for; a number without a stated period is of one of them."""


def _numbers(passage: EvidencePassage) -> Iterator[Printed]:
    columns: list[StatedPeriod | None] = []
    for line in passage.above.splitlines():
        columns = _columns(line) or columns
    for line in passage.said.splitlines():
        if "\t" in line:
            if made := _columns(line):
                columns = made
                continue
            yield from _row(passage, line, columns)
        else:
            for sentence in SENTENCE_END.split(line):
                yield from _sentence(sentence)


def _columns(line: str) -> list[StatedPeriod | None]:
    """The periods of a table's columns where the line is its heading; [] for another line."""
    if not re.search(r"(?:19|20)\d\d", line) or amounts(line):
        return []
    cells = [cell for cell in re.split(r"\s*\t\s*", line.strip()) if cell]
    made = [next(iter(stated_periods(cell)), None) for cell in cells]
    while made and made[0] is None:
        made.pop(0)
    return made if all(len(stated_periods(cell)) <= 1 for cell in cells) else []


def _row(
    passage: EvidencePassage, line: str, columns: list[StatedPeriod | None]
) -> Iterator[Printed]:
    joined = re.sub(r"([$€£¥(])\s*\t\s*", r"\1", line)
    joined = re.sub(r"\s*\t\s*(\)?\s?%|\))", r"\1", joined)
    label, _, cells = joined.strip().partition("\t")
    # A cell holds one number, or is none.
    found = [made for cell in cells.split("\t") for made in amounts(cell)[:1]]
    dated = [one for one in columns if one is not None]
    plain = [one for one in found if one.kind is not Kind.PERCENT]
    periods: list[StatedPeriod | None]
    if len(found) == len(columns):
        periods = columns
    elif len(plain) == len(dated) and plain == found[: len(plain)]:
        periods = [*dated, *([None] * (len(found) - len(plain)))]
    else:
        periods = [None] * len(found)
    for one, period in zip(found, periods, strict=True):
        unbound = period is None and len(dated) > 1 and periods is not columns
        yield Printed(
            one, label, joined, period, unbound, _exponents(passage, one, label), is_row=True
        )


def _exponents(passage: EvidencePassage, one: Amount, label: str) -> tuple[int, ...]:
    if one.is_scaled or one.kind in (Kind.PERCENT, Kind.TIMES) or _UNSCALED_ROW.search(label):
        return (0,)
    told = () if passage.table_exponent is None else (passage.table_exponent,)
    return (0, *told) if _MAYBE_UNSCALED_ROW.search(label) else told


def _sentence(sentence: str) -> Iterator[Printed]:
    found = amounts(sentence)
    places = [(one.start, one.end) for one in found]
    periods = bound(places, stated_periods(sentence), sentence)
    labels = local_words(places, sentence)
    for one, period, label in zip(found, periods, labels, strict=True):
        yield Printed(one, label, sentence, period, is_unbound=False, exponents=(0,), is_row=False)


_OF = re.compile(r"\s+(?:of|in|for)\s+(?!(?:fiscal|FY|19|20|Q\d|the\s))[a-z]", re.I)


def local_words(places: list[tuple[int, int]], sentence: str) -> list[str]:
    """For each number's place the words that say what it is: those before it, or after an "of".

    Where there are none, it is of what the number before it is.
    """
    found: list[str] = []
    if re.search(r"\brespectively\b", sentence, re.I):
        return [sentence] * len(places)
    for number, (start, end) in enumerate(places):
        since = places[number - 1][1] if number else 0
        until = places[number + 1][0] if number + 1 < len(places) else len(sentence)
        before, after = sentence[since:start], sentence[end:until]
        if number and _OF.match(before):
            before = re.split(r"[,;]|\band\b", before, maxsplit=1)[-1]
        words = before
        if _OF.match(after) and not _has_terms(before):
            words = re.split(r"[,;]|\band\b", after, maxsplit=1)[0]
        elif not _has_terms(before):
            words = found[-1] if found else after
        found.append(words)
    return found


def _has_terms(text: str) -> bool:
    return bool(terms(text))
