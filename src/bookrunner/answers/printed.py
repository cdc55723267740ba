"""The standard lines that a document's primary statements print."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from bookrunner.answers.printed_lines import BALANCE, LINES, STATEMENTS, PrintedLine, plain_label
from bookrunner.facts.statement_tables.columns import Column, Dates, Undated
from bookrunner.facts.statement_tables.printed import (
    PrintedStatement,
    Row,
    days_written_in,
    lines_of,
    printed_statement,
)
from bookrunner.search import Passage

_PER_SHARE = re.compile(r"per .{0,40}share|per .{0,30}unit", re.IGNORECASE)
_SHARES = re.compile(r"weighted|shares (?:used|outstanding)", re.IGNORECASE)
_CENTS = 2


@dataclass(frozen=True)
class PrintedNumber:
    """A number with the words it was read from."""

    value: Decimal
    """In single units, the sign as printed."""
    start: int
    end: int
    label: str
    column: Column


@dataclass(frozen=True)
class Close:
    """About when a column ends that is asked for."""

    day: date
    slack: timedelta

    def fits(self, day: date) -> bool:
        """Whether a column's day is it; years of 52 weeks end on another day each year."""
        return abs(day - self.day) <= self.slack


def statements_in(
    passages: Sequence[Passage], *, period_end: date | None, is_annual: bool
) -> Mapping[str, PrintedStatement]:
    """By kind, the statements that the passages are, in order; none whose columns are uncertain.

    Args:
        period_end: The day the report's own period ends, where it is known.
    """
    lines = {
        kind: [one for p in passages if p.statement == kind for one in lines_of(p.text, p.start)]
        for kind in STATEMENTS
    }
    known = {day for own in lines.values() for day in days_written_in(own)}
    made: dict[str, PrintedStatement] = {}
    for kind, own in lines.items():
        try:
            made[kind] = printed_statement(
                kind, own, Dates(period_end, is_annual, known), instants=kind == BALANCE
            )
        except Undated:
            continue
    return made


def printed_number(
    statement: PrintedStatement, key: str, close: Close, months: int
) -> PrintedNumber | None:
    """What the statement prints of a standard line; None when no row is surely it.

    Args:
        months: How long a flow is; a balance is of any.
    """
    line = LINES[key]
    fitting = [
        (place, column)
        for place, column in enumerate(statement.columns)
        if column.months in (0, months) and close.fits(column.end)
    ]
    if len(fitting) != 1 or line.statement != statement.kind:
        return None
    row = row_of(statement, line)
    if row is None:
        return None
    place, column = fitting[0]
    number = row.numbers[place]
    if number.value is None:
        return None
    exponent = 0 if line.per_share else statement.exponent or 0
    value = number.value.scaleb(exponent)
    return PrintedNumber(value, number.start, number.end, row.label, column)


def row_of(statement: PrintedStatement, line: PrintedLine) -> Row | None:
    """The row that is a line: by the most certain wording; None where two differ."""
    rows = [(plain_label(row.label), row) for row in statement.rows]
    for words in line.words:
        found = [row for plain, row in rows if words.match(plain) and _is_measured(row, line)]
        if found:
            values = {tuple(number.value for number in row.numbers) for row in found}
            return found[0] if len(values) == 1 else None
    return None


def _is_measured(row: Row, line: PrintedLine) -> bool:
    """Whether a row counts what the line does: money, or money per share."""
    if not line.per_share:
        return not (_PER_SHARE.search(row.label))
    if _SHARES.search(row.label) or _SHARES.search(row.heading):
        return bool(_PER_SHARE.search(row.label))
    has_cents = all(n.places == _CENTS for n in row.numbers if n.value is not None)
    return has_cents or bool(_PER_SHARE.search(f"{row.heading} {row.label}"))
