"""Which rows of a statement its own arithmetic confirms."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import product

from bookrunner.facts.statement_tables.printed import Row

_PARTS_MAX = 45
_SIGNED_PARTS_MAX = 5
_ROUNDED_PARTS_MIN = 4


def tied_rows(rows: Sequence[Row | None]) -> set[int]:
    """The places of rows that are a sum, or a part of one, in every column.

    From above: what adds up to a row is put together to it, so that a later row can count it as
    one. A sum is all parts together, or the first less the rest; up to five parts may have any
    signs, as costs and losses are shown with and without them. One unit of rounding is allowed
    where four parts or more are summed.

    Args:
        rows: Those with a number in each column; None where the arithmetic starts anew.
    """
    tied: set[int] = set()
    stack: list[tuple[int, tuple[Decimal, ...]]] = []
    for place, row in enumerate(rows):
        if row is None:
            stack.clear()
            continue
        values = tuple(number.value or Decimal(0) for number in row.numbers)
        count = _parts([values for _, values in stack], values)
        if count:
            tied.update(part for part, _ in stack[-count:])
            tied.add(place)
            del stack[-count:]
        stack.append((place, values))
    return tied


def _parts(stack: Sequence[Sequence[Decimal]], total: Sequence[Decimal]) -> int:
    """How many of the last rows make the total; 0 when none do."""
    if not any(total):
        return 0
    columns = range(len(total))
    for count in range(2, min(len(stack), _PARTS_MAX) + 1):
        parts = stack[-count:]
        slack = Decimal(1) if count >= _ROUNDED_PARTS_MIN else Decimal(0)
        summed = [sum((part[c] for part in parts), Decimal(0)) for c in columns]
        if all(abs(summed[c] - total[c]) <= slack for c in columns):
            return count
        if all(abs(2 * parts[0][c] - summed[c] - total[c]) <= slack for c in columns):
            return count
        if count <= _SIGNED_PARTS_MAX:
            for signs in product((1, -1), repeat=count - 1):
                signed = [
                    parts[0][c]
                    + sum((s * p[c] for s, p in zip(signs, parts[1:], strict=True)), Decimal(0))
                    for c in columns
                ]
                if signed == list(total):
                    return count
    return 0
