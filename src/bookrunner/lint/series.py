"""Rows of figures over time, and figures of companies side by side, found in exhibits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bookrunner.lint.pages import Exhibit, tokens
from bookrunner.lint.periods import Span, period_of


@dataclass(frozen=True)
class Course:
    """One measure over time, in order of time."""

    shape: str
    label: str
    words: frozenset[str]
    points: Sequence[tuple[Span, Decimal]]


@dataclass(frozen=True)
class Ranking:
    """One measure of several companies, segments or years."""

    shape: str
    label: str
    words: frozenset[str]
    """Of the measure's own head."""
    around: frozenset[str]
    """Of the exhibit's heading."""
    entries: Sequence[tuple[str, Decimal]]


def courses(exhibit: Exhibit) -> Iterator[Course]:
    """Each row, or each column where the rows are periods, over two periods or more."""
    heads = [period_of(one) for one in exhibit.columns]
    if sum(one is not None for one in heads) >= 2:
        for at, label in enumerate(exhibit.rows):
            points = [(heads[column], amount.value) for column, amount in exhibit.row(at)]
            yield from _course(exhibit, label, points)
        return
    heads = [period_of(one) for one in exhibit.rows]
    if sum(one is not None for one in heads) >= 2:
        for at, label in enumerate(exhibit.columns):
            points = [(heads[row], amount.value) for row, amount in exhibit.column(at)]
            yield from _course(exhibit, label, points)


def _course(
    exhibit: Exhibit, label: str, points: Sequence[tuple[Span | None, Decimal]]
) -> Iterator[Course]:
    placed = sorted((span, value) for span, value in points if span is not None)
    if len(placed) < 2 or len({span.key for span, _ in placed}) < len(placed):
        return
    words = tokens(label)
    if exhibit.is_chart and (not words or label.lower().startswith("series")):
        words = tokens(exhibit.caption)
    yield Course(exhibit.shape, label, words, placed)


def rankings(exhibit: Exhibit) -> Iterator[Ranking]:
    """Each measure with what it is of: columns of a table over rows, series over categories."""
    around = tokens(exhibit.caption)
    for at, label in enumerate(exhibit.rows):
        entries = [(exhibit.columns[column], one.value) for column, one in exhibit.row(at)]
        yield Ranking(exhibit.shape, label, tokens(label), around, entries)
    if exhibit.is_chart:
        return
    for at, label in enumerate(exhibit.columns):
        entries = [(exhibit.rows[row], one.value) for row, one in exhibit.column(at)]
        yield Ranking(exhibit.shape, label, tokens(label), around, entries)
