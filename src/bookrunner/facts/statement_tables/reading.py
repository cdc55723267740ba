"""The numbers of a document's primary statements, each confirmed by the statement's arithmetic."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bookrunner.documents import Document
from bookrunner.facts.statement_tables.columns import Dates, Undated
from bookrunner.facts.statement_tables.concepts import (
    Measure,
    RowConcept,
    StatementKind,
    concept_of,
)
from bookrunner.facts.statement_tables.confirmed import confirmed
from bookrunner.facts.statement_tables.places import primary_statements
from bookrunner.facts.statement_tables.printed import (
    PrintedStatement,
    days_written_in,
    document_currency,
    lines_of,
    printed_statement,
)
from bookrunner.figures import SHARES, Finding, Period, Severity, Unit, parse_unit

_ANNUAL = ("10-K", "20-F", "40-F")
_REPORTS = (*_ANNUAL, "10-Q")


@dataclass(frozen=True)
class TableNumber:
    """A number read from a statement's cell."""

    concept: str
    value: Decimal
    unit: Unit
    period: Period
    label: str
    start: int
    end: int
    decimals: int


def statement_numbers(
    document: Document, period_end: date | None
) -> tuple[list[TableNumber], list[Finding]]:
    """What the primary statements say, and findings on what is kept out.

    Args:
        period_end: The day the report's own period ends; None where nothing says it.
    """
    findings: list[Finding] = []

    def tell(code: str, message: str) -> None:
        findings.append(Finding(f"facts.{code}", message, Severity.WARNING, where=document.name))

    lines = _lines(document)
    known = {day for own in lines.values() for day in days_written_in(own)}
    form = document.form.upper()
    # An earnings release is dated by its event, not by its period.
    dates = Dates(
        period_end if form.startswith(_REPORTS) else None, form.startswith(_ANNUAL), known
    )
    currency = document_currency(lines.values())
    numbers: list[TableNumber] = []
    profits: dict[Period, Decimal] = {}
    for kind, own in lines.items():
        try:
            one = printed_statement(kind.value, own, dates, instants=kind is StatementKind.BALANCE)
            read = _read(one, kind, currency, profits)
        except Undated as error:
            tell("table-not-dated", f"a {kind.value} is not read: {error}")
            continue
        except _Unscaled as error:
            tell("table-without-scale", f"a {kind.value} is not read: {error}")
            continue
        if not read:
            tell("table-does-not-tie", f"a {kind.value} is not read: its sums do not come out")
            continue
        numbers += read
        if left := _left_out(one, kind, read):
            tell(
                "row-does-not-tie",
                f"the {kind.value}: nothing confirms {', '.join(left)}; they are not kept",
            )
    return numbers, findings


def months_to_date(document: Document) -> int | None:
    """How many months of its fiscal year a report is to: those that its cash flows are of."""
    lines = _lines(document).get(StatementKind.CASH_FLOW, [])
    try:
        dates = Dates(None, is_annual=False, known=days_written_in(lines))
        one = printed_statement(StatementKind.CASH_FLOW.value, lines, dates, instants=False)
    except Undated:
        return None
    return max(column.months for column in one.columns)


def _lines(document: Document) -> dict[StatementKind, list[tuple[int, str]]]:
    """The lines of each statement; that of cash flows, which proves the profit, first."""
    found: dict[StatementKind, list[tuple[int, str]]] = {}
    stretches = primary_statements(document)
    for kind in (StatementKind.CASH_FLOW, StatementKind.INCOME, StatementKind.BALANCE):
        own = [
            line
            for one in stretches
            if one.kind.value == kind.value
            for line in lines_of(document.text[one.start : one.end], one.start)
        ]
        if own:
            found[kind] = own
    return found


def _left_out(one: PrintedStatement, kind: StatementKind, read: Sequence[TableNumber]) -> list[str]:
    """The standard concepts that the statement has a row for and of which nothing is kept."""
    kept = {number.concept for number in read} | {"us-gaap:ProfitLoss"}
    named = (concept_of(row.label, row.heading, kind) for row in one.rows)
    return sorted({found[0].concept for found in named if found} - kept)


class _Unscaled(Exception):
    """Nothing says in which unit a statement speaks."""


def _read(
    one: PrintedStatement,
    kind: StatementKind,
    currency: str | None,
    profits: dict[Period, Decimal],
) -> list[TableNumber]:
    exponent = one.exponent
    if exponent is None:
        raise _Unscaled("its header does not say in which unit it is, such as thousands")
    if currency is None:
        raise _Unscaled("nothing says in which currency it is")
    periods = [column.period for column in one.columns]
    if not any(periods):
        raise Undated("nothing says on which day its periods begin")
    money = parse_unit(currency)
    numbers: list[TableNumber] = []
    for row, concept, values in confirmed(one.rows, kind, exponent, periods, profits):
        for place, value in enumerate(values):
            number = row.numbers[place]
            period = periods[place]
            if value is None or number.value is None or period is None:
                continue
            unit, decimals = _measured(concept, number.places, money, exponent)
            numbers.append(
                TableNumber(
                    concept.concept,
                    value,
                    unit,
                    period,
                    row.label[:200],
                    number.start,
                    number.end,
                    decimals,
                )
            )
    return numbers


def _measured(concept: RowConcept, places: int, money: Unit, exponent: int) -> tuple[Unit, int]:
    """The unit of a row's numbers, and the digits they are right to."""
    if concept.measure is Measure.PER_SHARE:
        return money / SHARES, places
    if concept.measure is Measure.SHARES:
        return SHARES, 0
    return money, places - exponent
