"""Whether the cash at a period's end is that at its beginning and what came in between."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import combinations

from bookrunner.documents.document import Document
from bookrunner.documents.self_checks.flaws import Flaw
from bookrunner.documents.self_checks.statement_rows import StatementRow, statement_rows
from bookrunner.documents.self_checks.sums import (
    CASH_FLOWS,
    CHANGES_IN_CASH,
)
from bookrunner.documents.self_checks.tagged_rows import TaggedNumber, TaggedTable
from bookrunner.figures import Citation, Period, Severity, days_after, instant

_TOLERANCE_UNITS = 4
_BELOW_MAX = 4


def cash_flaws(document: Document, table: TaggedTable) -> Iterator[Flaw]:
    """A cash balance of a cash flow statement that its flows do not lead to, or that is missing."""
    if table.concepts.isdisjoint(CASH_FLOWS):
        return
    rows = statement_rows(table)
    flows = [row for row in rows if row.concept in CASH_FLOWS]
    if len(flows) < len(CASH_FLOWS):
        return
    balances = [row for row in rows if _is_cash(row)]
    at: dict[Period, list[TaggedNumber]] = defaultdict(list)
    for row in balances:
        for period, number in row.numbers.items():
            at[period].append(number)
    if not at:
        return
    added = _added(rows)
    unit = Decimal(1).scaleb(flows[0].exponent)
    complete = {p: c for p, c in added.items() if _begins(p) in at and instant(p.end) in at}
    wrong = [p for p in complete if not _comes_out(rows, at, p, added[p], unit)]
    for period in wrong:
        named = [
            {one.fact.concept for one in at[day]} for day in (_begins(period), instant(period.end))
        ]
        if named[0].isdisjoint(named[1]):
            yield _flaw(
                document,
                "missing",
                at[instant(period.end)][0],
                f"the cash flow statement begins with {min(named[0])} and shows none at its end, "
                "to which its flows lead: a row may be missing",
            )
    # Where no column comes out, cash moves by more than the statement's three kinds of flow.
    if complete and len(wrong) == len(complete):
        return
    for period in wrong:
        before, after = at[_begins(period)][0], at[instant(period.end)][0]
        yield _flaw(
            document,
            "footing",
            after,
            f"cash does not move from {before.value:f} to {after.value:f} by the flows of its "
            "statement, as it does in another column; one of them is wrong or missing",
        )
    for period in added.keys() - complete.keys():
        end = instant(period.end) if _begins(period) in at else _begins(period)
        yield _flaw(
            document,
            "missing",
            flows[0].numbers[period],
            f"the cash flow statement shows no cash {end}, from which or to which its flows lead: "
            "a row may be missing",
        )


def _begins(period: Period) -> Period:
    assert period.start is not None
    return instant(days_after(period.start, -1))


def _comes_out(
    rows: list[StatementRow],
    at: Mapping[Period, Sequence[TaggedNumber]],
    period: Period,
    flows: Decimal,
    unit: Decimal,
) -> bool:
    """By the three kinds of flow and some of the rows just below them.

    These are the effect of exchange rates and cash that came or went with what was bought or sold;
    cash may be shown with what is restricted and without.
    """
    last = max(n for n, row in enumerate(rows) if row.concept in CASH_FLOWS)
    below = [
        row.shown[period]
        for row in rows[last + 1 :]
        if period in row.shown and row.concept not in CHANGES_IN_CASH
    ][:_BELOW_MAX]
    sums = [sum(some, Decimal(0)) for n in range(len(below) + 1) for some in combinations(below, n)]
    moves = [
        after.value - before.value - flows
        for before in at[_begins(period)]
        for after in at[instant(period.end)]
    ]
    return any(abs(move - one) <= _TOLERANCE_UNITS * unit for move in moves for one in sums)


def _added(rows: list[StatementRow]) -> dict[Period, Decimal]:
    """By period what the three kinds of flow add up to."""
    named = {row.concept: row for row in rows if row.concept in CASH_FLOWS}
    periods = set.intersection(*(set(row.shown) for row in named.values()))
    return {
        period: sum((row.shown[period] for row in named.values()), Decimal(0))
        for period in periods
        if not period.is_instant
    }


def _is_cash(row: StatementRow) -> bool:
    return row.concept.partition(":")[2].startswith("Cash") and all(p.is_instant for p in row.shown)


def _flaw(document: Document, rule: str, number: TaggedNumber, message: str) -> Flaw:
    fact = number.fact
    return Flaw(
        rule,
        message,
        Severity.WARNING,
        fact.concept,
        fact.period,
        fact.dimensions,
        number.value,
        document.accession,
        document.digest,
        Citation(document.digest, fact.start, fact.end, fact.fact_id or None),
    )
