"""The tagged numbers of a filing's tables as rows and columns."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from bookrunner.documents.document import Document, InlineFact, Table
from bookrunner.figures import Period, Unit

Column = tuple[Period, tuple[tuple[str, str], ...]]
"""A column of a statement: its period, and what part of the company it is of."""


@dataclass(frozen=True)
class TaggedNumber:
    """A tagged number in a table, with what a reader sees of it."""

    fact: InlineFact
    value: Decimal
    unit: Unit
    is_shown_negative: bool
    """In parentheses, or with a minus."""
    is_shown_in_percent: bool = False
    """With a percent sign after it."""

    @property
    def turns(self) -> int:
        """1 when the tag has the sign a reader sees, -1 when it has the other, 0 for nothing."""
        if not self.value:
            return 0
        return -1 if (self.value < 0) != self.is_shown_negative else 1


@dataclass(frozen=True)
class TaggedRow:
    """One row: the same thing in several columns."""

    label: str
    numbers: list[TaggedNumber]


@dataclass(frozen=True)
class TaggedTable:
    """A table with its tagged rows, from above."""

    table: Table
    rows: Sequence[TaggedRow]

    @cached_property
    def concepts(self) -> frozenset[str]:
        """What its numbers are tagged as."""
        return frozenset(number.fact.concept for row in self.rows for number in row.numbers)


def tagged_tables(document: Document) -> Iterator[TaggedTable]:
    """Each table that holds tagged numbers; of tables inside one another the innermost."""
    facts = sorted(
        (f for f in document.facts if f.value is not None and not f.hidden and f.end > f.start),
        key=lambda fact: fact.start,
    )
    starts = [fact.start for fact in facts]
    taken: set[int] = set()
    # Inner tables stand after their outer ones and are shorter.
    for table in sorted(document.tables, key=lambda one: one.end - one.start):
        first, last = (bisect.bisect_left(starts, place) for place in (table.start, table.end))
        inside = [n for n in range(first, last) if n not in taken]
        taken.update(inside)
        if inside:
            yield TaggedTable(table, _rows(document.text, [facts[n] for n in inside]))


def by_column(row: TaggedRow) -> Mapping[Column, TaggedNumber]:
    """The row's numbers by column; a column named twice keeps the first."""
    found: dict[Column, TaggedNumber] = {}
    for number in row.numbers:
        found.setdefault((number.fact.period, number.fact.dimensions), number)
    return found


def _rows(text: str, facts: Sequence[InlineFact]) -> list[TaggedRow]:
    """The facts by the line of the text they stand on, which is a row of the table."""
    rows: list[TaggedRow] = []
    end = -1
    for fact in facts:
        assert fact.value is not None
        if fact.unit is None or not _is_alone(text, fact):
            continue
        if fact.start >= end:
            start = text.rfind("\n", 0, fact.start) + 1
            end = text.find("\n", fact.start)
            end = len(text) if end < 0 else end
            label = text[start : fact.start].partition("\t")[0].strip()
            rows.append(TaggedRow(label, []))
        shown = _is_shown_negative(text, fact)
        percent = text[fact.end : fact.end + 4].lstrip(" \t)").startswith("%")
        rows[-1].numbers.append(TaggedNumber(fact, fact.value, fact.unit, shown, percent))
    return rows


def _is_alone(text: str, fact: InlineFact) -> bool:
    """Whether its cell shows nothing but the number: no words, and no second one of a range."""
    start = max(text.rfind("\t", 0, fact.start), text.rfind("\n", 0, fact.start)) + 1
    ends = [end for mark in "\t\n" if (end := text.find(mark, fact.end)) >= 0]
    end = min(ends, default=len(text))
    return _BARE.fullmatch(text[start : fact.start]) is not None and (
        _BARE.fullmatch(text[fact.end : end]) is not None
    )


_BARE = re.compile(r"[\s$€£¥()%*\u2212\u2013-]*")


def _is_shown_negative(text: str, fact: InlineFact) -> bool:
    words = text[fact.start : fact.end].strip()
    before = text[max(0, fact.start - 4) : fact.start].rstrip(" $€£¥\u00a0")
    return words.startswith(("(", "-", "−", "–")) or before.endswith(("(", "-", "−", "–"))
