"""The numbers of a document's primary statements, each confirmed by the statement's arithmetic."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bookrunner.documents import Document, Table, TableCell
from bookrunner.documents.scales import scale_of
from bookrunner.facts.statement_tables.columns import (
    Dates,
    Header,
    Undated,
    column_periods,
    written_days,
)
from bookrunner.facts.statement_tables.concepts import (
    Measure,
    RowConcept,
    StatementKind,
    concept_of,
)
from bookrunner.facts.statement_tables.confirmed import confirmed
from bookrunner.facts.statement_tables.rows import Row, table_rows
from bookrunner.figures import SHARES, Finding, Period, Severity, Unit, parse_unit

_TITLES = {
    StatementKind.INCOME: r"statements?\s+of\s+(?:\w+\s+){0,3}?(?:income|operations|earnings)|"
    r"(?:income|earnings)\s+statements?",
    StatementKind.BALANCE: r"balance\s+sheets?|"
    r"statements?\s+of\s+(?:\w+\s+)?financial\s+(?:position|condition)",
    StatementKind.CASH_FLOW: r"statements?\s+of\s+(?:\w+\s+){0,3}?cash\s*flows?|"
    r"cash\s+flows?\s+statements?",
}
_OTHERS = re.compile(
    r"parent\s+(?:company|only)|registrant\s+only|condensed\s+financial\s+information|"
    r"pro\s*[- ]?forma|"
    r"guarantor|consolidating|selected|supplement|comprehensive\s+income\s*\(loss\)$|percent|"
    r"unconsolidated|schedule\s+(?:i|ii|1)\b|non-gaap|segment|discontinued",
    re.IGNORECASE,
)
_LINES_ABOVE = 9
_LINE_MAX = 220
_ROWS_MIN = 8


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


@dataclass(frozen=True)
class StatementTable:
    """A primary statement found among a document's tables."""

    kind: StatementKind
    table: Table
    header: Header
    rows: tuple[Row, ...]
    exponent: int | None
    currency: str | None
    excepts: tuple[str, ...]


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

    found = list(_statements(document))
    known = {
        day
        for one in found
        for line in (*one.header.above, *one.header.inside)
        for day in written_days(line)
    }
    form = document.form.upper()
    # An earnings release is dated by its event, not by its period.
    is_report = form.startswith(("10-K", "10-Q", "20-F", "40-F", "10-KSB", "10-QSB"))
    dates = Dates(
        period_end if is_report else None, form.startswith(("10-K", "20-F", "40-F")), known
    )
    numbers: list[TableNumber] = []
    profits: dict[Period, Decimal] = {}
    taken: set[StatementKind] = set()
    for one in sorted(found, key=lambda s: s.kind is not StatementKind.CASH_FLOW):
        if one.kind in taken:
            continue
        # A later one may be that of a subsidiary or of the parent alone: only the first counts.
        taken.add(one.kind)
        try:
            read = _read(one, found, dates, profits)
        except Undated as error:
            tell("table-not-dated", f"a {one.kind.value} is not read: {error}")
            continue
        except _Unscaled as error:
            tell("table-without-scale", f"a {one.kind.value} is not read: {error}")
            continue
        if not read:
            tell("table-does-not-tie", f"a {one.kind.value} is not read: its sums do not come out")
            continue
        numbers += read
        if left := _left_out(one, read):
            tell(
                "row-does-not-tie",
                f"the {one.kind.value}: nothing confirms {', '.join(left)}; they are not kept",
            )
    return numbers, findings


def _left_out(one: StatementTable, read: Sequence[TableNumber]) -> list[str]:
    """The standard concepts that the statement has a row for and of which nothing is kept."""
    kept = {number.concept for number in read} | {"us-gaap:ProfitLoss"}
    named = (concept_of(row.label, row.heading, one.kind) for row in one.rows)
    return sorted({found[0].concept for found in named if found} - kept)


class _Unscaled(Exception):
    """Nothing says in which unit a statement speaks."""


def _statements(document: Document) -> Iterator[StatementTable]:
    for table in document.tables:
        words = document.text[table.start : table.end].lower()
        if not re.search(r"total assets|activities|net (?:income|loss|earnings|\(loss)", words):
            continue
        head, rows = table_rows(table)
        if len(rows) < _ROWS_MIN:
            continue
        inside = tuple("\t".join(cell.text for cell in cells) for cells in head)
        header = Header(tuple(_above(document.text, table.start)), inside)
        kind = _kind(rows, header)
        if kind is None:
            continue
        scale = _scale(table, header)
        yield StatementTable(kind, table, header, tuple(rows), *scale)


def _above(text: str, start: int) -> list[str]:
    lines: list[str] = []
    for line in reversed(text[max(0, start - 2500) : start].rstrip("\n").split("\n")[-25:]):
        if not line.strip():
            continue
        if len(line) > _LINE_MAX or len(lines) >= _LINES_ABOVE:
            break
        # A row of numbers belongs to the table before.
        if re.search(r"[A-Za-z].*(?:\t|\s{3,})[$(\s]*\d[\d,]*", line) and not re.search(
            r"\b(?:19|20)\d\d\b", line
        ):
            break
        lines.append(" ".join(line.split(" ")).strip())
    return list(reversed(lines))


def _kind(rows: Sequence[Row], header: Header) -> StatementKind | None:
    title = " | ".join((*header.above[-8:], *header.inside))
    if _OTHERS.search(title):
        return None
    for kind in (StatementKind.BALANCE, StatementKind.CASH_FLOW, StatementKind.INCOME):
        concepts = {c[0].concept for r in rows if (c := concept_of(r.label, r.heading, kind))}
        needed = {
            StatementKind.BALANCE: {"us-gaap:Assets", "us-gaap:LiabilitiesAndStockholdersEquity"},
            StatementKind.CASH_FLOW: {
                f"us-gaap:NetCashProvidedByUsedIn{n}Activities" for n in ("Operating", "Financing")
            },
            StatementKind.INCOME: {"us-gaap:NetIncomeLoss"},
        }[kind]
        if needed <= concepts:
            if re.search(_TITLES[kind], title, re.IGNORECASE):
                return kind
            return None
    return None


def _scale(table: Table, header: Header) -> tuple[int | None, str | None, tuple[str, ...]]:
    """By the table's own words, else by the lines of its heading, the nearest first."""
    exponent, currency, excepts = table.exponent, table.currency, table.excepts
    for line in reversed((*header.above, *header.inside)):
        if exponent is not None:
            break
        cell = TableCell(0, 0, 1, 1, line[:290], 0, 0)
        said = scale_of(((cell,),), line, 0, len(line))
        if said.exponent is not None:
            exponent, excepts = said.exponent, said.excepts
            currency = currency or said.currency
    return exponent, currency, excepts


def _read(
    one: StatementTable,
    all_found: Sequence[StatementTable],
    dates: Dates,
    profits: dict[Period, Decimal],
) -> list[TableNumber]:
    exponent = one.exponent
    currencies = {s.currency for s in all_found if s.currency}
    currency = one.currency or (currencies.pop() if len(currencies) == 1 else None)
    if exponent is None:
        raise _Unscaled("its header does not say in which unit it is, such as thousands")
    if currency is None:
        raise _Unscaled("nothing says in which currency it is")
    counts = [len(row.numbers) for row in one.rows]
    count = max(set(counts), key=counts.count)
    periods = column_periods(one.header, count, dates, instants=one.kind is StatementKind.BALANCE)
    rows = [row for row in one.rows if len(row.numbers) == count]
    money = parse_unit(currency)
    numbers: list[TableNumber] = []
    for row, concept, values in confirmed(rows, one.kind, exponent, periods, profits):
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
