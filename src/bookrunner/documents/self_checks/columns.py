"""Whether the numbers of a table's columns are of one period and of one unit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bookrunner.documents.self_checks.tagged_rows import TaggedNumber, TaggedRow, TaggedTable

_ROWS_MIN = 4
_USUAL_MIN = 0.8
"""The share of rows that must agree before one that does not is doubted."""


@dataclass(frozen=True)
class ColumnFlaw:
    """A number whose tag does not belong in its column, and why."""

    rule: str
    number: TaggedNumber
    message: str


def column_flaws(table: TaggedTable) -> Iterator[ColumnFlaw]:
    """Numbers tagged with another period than their column's, or in no currency among money.

    Of periods only rows of the whole company with a number in each column are compared: what a row
    leaves out cannot be told from what stands elsewhere.
    """
    rows = [row for row in table.rows if _is_of_the_whole(row)]
    yield from _periods(rows)
    yield from _units(table.rows)


def _periods(rows: Sequence[TaggedRow]) -> Iterator[ColumnFlaw]:
    """Flows are compared with flows and balances with balances."""
    by_row = [(row, tuple(number.fact.period for number in row.numbers)) for row in rows]
    for is_instant in (True, False):
        of_kind = [
            (row, periods)
            for row, periods in by_row
            if all(period.is_instant == is_instant for period in periods)
        ]
        counts = Counter(periods for _, periods in of_kind if len(periods) > 1)
        # The few balances below flows are of the beginning in one row and of the end in another.
        if not counts or 2 * len(of_kind) <= len(rows):
            continue
        usual, count = counts.most_common(1)[0]
        comparable = sum(n for periods, n in counts.items() if len(periods) == len(usual))
        if count < _ROWS_MIN or count < _USUAL_MIN * comparable or len(set(usual)) < len(usual):
            continue
        for row, periods in of_kind:
            # Balances of other dates alone are those at the beginning.
            if len(periods) != len(usual) or (is_instant and not set(periods) & set(usual)):
                continue
            for number, own, column in zip(row.numbers, periods, usual, strict=True):
                if own != column:
                    yield ColumnFlaw(
                        "period",
                        number,
                        f"{number.fact.concept} is tagged {own} in a column whose other rows are "
                        f"tagged {column}",
                    )


def _units(rows: Sequence[TaggedRow]) -> Iterator[ColumnFlaw]:
    """A number in another unit than the rest of its row, or than all other rows of its column."""
    for row in rows:
        units = Counter(str(number.unit) for number in row.numbers)
        if len(units) < 2 or len({number.fact.concept for number in row.numbers}) > 1:
            continue
        usual, count = units.most_common(1)[0]
        others = Counter(str(number.unit) for other in rows for number in other.numbers)
        expected = usual if count > 1 else others.most_common(1)[0][0]
        for number in row.numbers:
            if str(number.unit) != expected:
                yield ColumnFlaw(
                    "unit",
                    number,
                    f"{number.fact.concept} is tagged in {number.unit} where its row is "
                    f"in {expected}",
                )


def _is_of_the_whole(row: TaggedRow) -> bool:
    return not any(number.fact.dimensions for number in row.numbers)
