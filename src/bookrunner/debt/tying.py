"""Which of a report's debt tables make up the debt on its balance sheet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from bookrunner.debt.balance_sheet import Face, FaceRow
from bookrunner.debt.schedule import Entry, Schedule, has_terms
from bookrunner.debt.sheet import Role
from bookrunner.debt.terms import terms

_CANDIDATES_MAX = 8
_ROWS_MAX = 12
_EXACT = Decimal("0.0004")
"""Of the balance sheet: what rounding may leave between two printings of one number."""


@dataclass(frozen=True)
class Tied:
    """The tables taken, and the rows of the balance sheet that they do and do not break down."""

    schedules: tuple[Schedule, ...]
    covered: tuple[FaceRow, ...]
    others: tuple[FaceRow, ...]
    """Rows of debt that no table breaks down."""
    exact: bool
    """Whether the tables add up to the rows covered, but for rounding."""

    within: FaceRow | None = None
    """The row that holds the tables' current portion together with other short-term debt."""

    @property
    def value(self) -> Decimal:
        """What the tables add up to."""
        return sum((one.value for one in self.schedules), Decimal(0))


def tied(schedules: Sequence[Schedule], face: Face) -> Tied:
    """The tables that add up to the balance sheet's debt or rows of it; else the fullest one."""
    least = face.value / 1000
    candidates = sorted(
        (one for one in schedules if one.value > least and told(one) > 0), key=told, reverse=True
    )
    candidates = candidates[:_CANDIDATES_MAX]
    best: tuple[tuple[int, int, int], Tied] | None = None
    for chosen in _choices(candidates):
        value = sum((one.value for one in chosen), Decimal(0))
        rows = rows_of(value, face)
        if rows is None:
            continue
        score = sum(told(one) for one in chosen)
        # What else adds nothing is left out; of equals the one that covers more of the debt.
        key = (score, sum(int(row.value) for row in rows), -len(chosen))
        if best is None or key > best[0]:
            others = tuple(row for row in face.rows if row not in rows)
            best = key, Tied(chosen, rows, others, exact=True)
    if best is not None:
        return best[1]
    parted = _by_long_term_portion(candidates, face)
    if parted is not None:
        return parted
    near = [
        one
        for one in candidates
        if face.value and _is_near(one.value, face.value) and not _is_of_fair_values(one)
    ]
    if not near:
        return Tied((), (), face.rows, exact=False)
    best_told = max(near, key=told)
    others = () if _lists_short_term(best_told) else tuple(filter(is_short_term, face.rows))
    covered = tuple(row for row in face.rows if row not in others)
    return Tied((best_told,), covered, others, exact=False)


_SHORT_TERM = re.compile(
    r"commercial paper|short[- ]term (?:borrowings?|notes|loans)|bank (?:loans|borrowings)|"
    r"loans and notes payable|notes payable to banks?",
    re.IGNORECASE,
)


def is_short_term(row: FaceRow) -> bool:
    """Whether a row is borrowing for less than a year, rather than what long-term debt has left."""
    return (
        row.is_current
        and bool(_SHORT_TERM.search(row.label))
        and not re.search(r"current (?:portion|maturit)|long-term", row.label, re.IGNORECASE)
    )


def _lists_short_term(one: Schedule) -> bool:
    return any(_SHORT_TERM.search(entry.label) for entry in one.items)


def _is_of_fair_values(one: Schedule) -> bool:
    """Whether it compares carrying with fair values of sorts of debt and names no instrument."""
    compares = any(sheet.columns(Role.FAIR_VALUE) for sheet in one.sheets)
    return compares and not any(has_terms(e.line, e.sheet) or _is_named(e) for e in one.items)


def _is_named(entry: Entry) -> bool:
    found = terms(entry.label)
    return found.coupon is not None or found.maturity is not None


def _is_near(value: Decimal, whole: Decimal) -> bool:
    """Whether a table that does not tie is still one of this debt rather than of something else."""
    return Decimal("0.7") <= value / whole <= Decimal("1.3")


def _by_long_term_portion(candidates: Sequence[Schedule], face: Face) -> Tied | None:
    """A table whose long-term portion is a row of the balance sheet.

    Its current portion then stands in another row together with other short-term debt.
    """
    for one in candidates:
        if one.current is None or not one.current.value:
            continue
        current = abs(one.current.value)
        rows = rows_of(one.value - current, face)
        if rows is None or any(row.is_current for row in rows):
            continue
        holding = [row for row in face.rows if row not in rows and row.value > current]
        if holding:
            others = tuple(r for r in face.rows if r not in rows and r is not holding[0])
            return Tied((one,), rows, others, exact=True, within=holding[0])
    return None


def told(one: Schedule) -> int:
    """How many rows of a table tell an instrument's coupon, maturity or kind."""
    return sum(_tells(entry) for entry in one.items if entry.value)


def _tells(entry: Entry) -> bool:
    found = terms(f"{entry.section} {entry.label}")
    return (
        found.coupon is not None
        or found.maturity is not None
        or found.kind.value != "other"
        or has_terms(entry.line, entry.sheet)
        or bool(re.search(r"debt|borrowing|loan", entry.label, re.IGNORECASE))
    )


def _choices(candidates: Sequence[Schedule]) -> Iterator[tuple[Schedule, ...]]:
    for count in (1, 2, 3):
        yield from combinations(candidates, count)


def rows_of(value: Decimal, face: Face) -> tuple[FaceRow, ...] | None:
    """The rows of the balance sheet that a sum is, all of them if it may be."""
    slack = max(abs(value) * _EXACT, (face.sheet.unit * 2) if face.sheet is not None else 0)
    rows = face.rows[:_ROWS_MAX]
    for count in range(len(rows), 0, -1):
        for chosen in combinations(rows, count):
            if abs(sum((row.value for row in chosen), Decimal(0)) - value) <= slack:
                return chosen
    return None
