"""Whether the rows of a statement add up to its totals, column by column, as they are shown.

The rows are read from above. What lies between a total and what it adds up to is put together to
that total, so that the totals below it can count it as one: current assets and what follows them
make total assets. A total is either the sum of the rows just above it, or the first of them less
the rest, as an income statement shows costs.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal

from bookrunner.documents.document import Document
from bookrunner.documents.self_checks.flaws import Flaw
from bookrunner.documents.self_checks.misplaced import exchanged, misplaced, strays
from bookrunner.documents.self_checks.statement_rows import (
    StatementRow,
    footing_flaw,
    rounding_of,
    statement_rows,
)
from bookrunner.documents.self_checks.tagged_rows import TaggedNumber, TaggedTable
from bookrunner.figures import Citation, Period, Severity

_RESTRICTED = "us-gaap:CashCashEquivalentsRestrictedCashAndRestrictedCashEquivalents"
CHANGES_IN_CASH = frozenset(
    {
        f"{_RESTRICTED}PeriodIncreaseDecreaseIncludingExchangeRateEffect",
        "us-gaap:CashAndCashEquivalentsPeriodIncreaseDecrease",
    }
)

TOTALS = (
    frozenset(
        f"us-gaap:{name}"
        for name in (
            "AssetsCurrent",
            "Assets",
            "LiabilitiesCurrent",
            "Liabilities",
            "LiabilitiesAndStockholdersEquity",
            "GrossProfit",
            "NetCashProvidedByUsedInOperatingActivities",
            "NetCashProvidedByUsedInInvestingActivities",
            "NetCashProvidedByUsedInFinancingActivities",
            "NetCashProvidedByUsedInOperatingActivitiesContinuingOperations",
            "NetCashProvidedByUsedInInvestingActivitiesContinuingOperations",
            "NetCashProvidedByUsedInFinancingActivitiesContinuingOperations",
        )
    )
    | CHANGES_IN_CASH
)
"""Totals that stand below all their parts in every statement that shows them."""

CASH_FLOWS = frozenset(
    f"us-gaap:NetCashProvidedByUsedIn{name}Activities"
    for name in ("Operating", "Investing", "Financing")
)
_ASSETS, _CLAIMS = "us-gaap:Assets", "us-gaap:LiabilitiesAndStockholdersEquity"
_CURRENT = frozenset({"us-gaap:AssetsCurrent", "us-gaap:LiabilitiesCurrent"})
_EQUITY = frozenset(
    f"us-gaap:{name}"
    for name in (
        "StockholdersEquity",
        "StockholdersEquityIncludingPortionAttributableToNoncontrollingInterest",
        "PartnersCapital",
        "PartnersCapitalIncludingPortionAttributableToNoncontrollingInterest",
        "MembersEquity",
        "LimitedLiabilityCompanyLlcMembersEquityIncludingPortionAttributableToNoncontrollingInterest",
    )
)

_EQUITY_OF_PARENT = "us-gaap:StockholdersEquity"
_EQUITY_OF_ALL = "us-gaap:StockholdersEquityIncludingPortionAttributableToNoncontrollingInterest"
_EQUITY_OF_OTHERS = "us-gaap:MinorityInterest"

_ENDS_A_SIDE = "us-gaap:Assets"
"""Nothing below total assets counts what stands above."""

_PARTS_MIN, _PARTS_MAX = 2, 60
_EQUITY_PARTS_MIN = 3
"""Equity may be shown without its parts; so many do not come out by chance."""


def sum_flaws(document: Document, table: TaggedTable, tagged: Collection[str]) -> Iterator[Flaw]:
    """A total whose rows add up in another column and not in this, or in none.

    Args:
        tagged: The concepts of the tables beside it, where the statement may go on.
    """
    if not _is_statement(table.concepts):
        return
    rows = statement_rows(table)
    concepts = {row.concept for row in rows}
    if not _is_statement(concepts) or not _is_of_the_whole(table):
        return
    for missing in _missing(concepts):
        # A statement may go on in a table of its own on the next page.
        if missing in _EQUITY or not _elsewhere(missing, tagged):
            yield _without(document, rows[0], missing)
    yield from exchanged(document, rows)
    stack: list[StatementRow] = []
    group = 0
    for row in rows:
        count, right = _parts(stack, row, group)
        is_total = _is_total(row, right, count)
        parts = stack[len(stack) - count :]
        if count and (is_total or _is_subtotal(row, right, count)):
            del stack[len(stack) - count :]
        if is_total:
            yield from _failing(document, row, parts, right)
            if not count:
                for parts in (stack[len(stack) - group :], stack[max(0, len(stack) - group - 1) :]):
                    yield from misplaced(document, row, parts)
                # Rows that did not come out belong to no later total.
                stack.clear()
        if row.concept == _ENDS_A_SIDE:
            stack.clear()
        else:
            stack.append(row)
        group = 0 if is_total else min(group + 1, len(stack))


def _is_total(row: StatementRow, right: set[Period], count: int) -> bool:
    """By its tag; or by its words, where it comes out of several rows in some column."""
    if row.concept in TOTALS:
        return True
    if row.concept in _EQUITY:
        return count >= _EQUITY_PARTS_MIN
    return row.is_called_total and count >= _PARTS_MIN and bool(right)


def is_cash_flow_statement(concepts: Collection[str]) -> bool:
    """Whether the rows are those of a cash flow statement, of which one may be missing."""
    return sum(concept in concepts for concept in CASH_FLOWS) >= len(CASH_FLOWS) - 1


def _is_statement(concepts: Collection[str]) -> bool:
    """Whether the rows are those of a balance sheet or a cash flow statement."""
    if is_cash_flow_statement(concepts):
        return True
    sides = (_ASSETS in concepts) + (_CLAIMS in concepts)
    return sides == 2 or (sides == 1 and len(_CURRENT & set(concepts)) == 2)


def _missing(concepts: Collection[str]) -> Iterator[str]:
    """Totals that such a statement always shows, and this does not."""
    flows = [concept for concept in CASH_FLOWS if concept not in concepts]
    if len(flows) == 1:
        yield flows[0]
    if not flows and not any("PeriodIncreaseDecrease" in concept for concept in concepts):
        yield min(CHANGES_IN_CASH)
    if _ASSETS in concepts or _CLAIMS in concepts:
        yield from (side for side in (_ASSETS, _CLAIMS) if side not in concepts)
        current = [concept for concept in _CURRENT if concept not in concepts]
        if len(current) == 1:
            yield current[0]
        if _CLAIMS in concepts and not _EQUITY & set(concepts):
            yield _EQUITY_OF_PARENT
        # What others have in the company stands between its own equity and that of all.
        elif {_EQUITY_OF_ALL, _EQUITY_OF_OTHERS} <= set(concepts):
            yield from {_EQUITY_OF_PARENT} - set(concepts)


def _elsewhere(missing: str, tagged: Collection[str]) -> bool:
    """Whether another of the report's tables shows the total."""
    if missing in CHANGES_IN_CASH:
        return any("PeriodIncreaseDecrease" in concept for concept in tagged)
    return missing in tagged


def _without(document: Document, row: StatementRow, missing: str) -> Flaw:
    """The flaw that a total is missing; it is told at the statement's first number."""
    fact = next(iter(row.numbers.values())).fact
    return Flaw(
        "missing",
        f"a statement that shows its other totals shows no {missing}: a row may be missing",
        Severity.WARNING,
        missing,
        fact.period,
        (),
        None,
        document.accession,
        document.digest,
        Citation(document.digest, fact.start, fact.end, fact.fact_id or None),
    )


def _is_of_the_whole(table: TaggedTable) -> bool:
    """Whether it is a statement of the company, not of its parts or of what was restated."""
    numbers = [number for row in table.rows for number in row.numbers]
    return 3 * sum(bool(number.fact.dimensions) for number in numbers) < len(numbers)


def _is_subtotal(row: StatementRow, right: set[Period], count: int) -> bool:
    """Whether it comes out in every column, and not by the smallness of its numbers."""
    large = 10 * Decimal(count + 2).scaleb(row.exponent)
    return len(right) > 1 and all(
        period in right and abs(shown) > large for period, shown in row.shown.items()
    )


def _parts(
    stack: Sequence[StatementRow], total: StatementRow, group: int
) -> tuple[int, set[Period]]:
    """How many of the last rows make the total in most columns, and in which columns they do.

    Args:
        group: How many rows stand below the last total; where they come out in as many columns as
            fewer do, the fewer do by chance.
    """
    best, best_right = 0, set[Period]()
    least = 1 if total.concept in TOTALS else _PARTS_MIN
    last = stack[-1].shown if stack else {}
    added = dict.fromkeys(total.shown, Decimal(0))
    for count, row in enumerate(reversed(stack[-_PARTS_MAX:]), start=1):
        tolerance = rounding_of(count).scaleb(total.exponent)
        for period in added:
            added[period] += row.shown.get(period, Decimal(0))
        if count < least:
            continue
        # What is taken off last may be shown without a minus: treasury stock, depreciation.
        for takes_off_last in (False, True):
            right = {
                period
                for period, shown in total.shown.items()
                if shown
                and abs(
                    added[period]
                    - (2 * last.get(period, Decimal(0)) if takes_off_last else 0)
                    - shown
                )
                <= tolerance
            }
            if len(right) > len(best_right) or (
                right and count == group != best and len(right) == len(best_right)
            ):
                best, best_right = count, right
    return best, best_right


def _failing(
    document: Document, total: StatementRow, parts: Sequence[StatementRow], right: set[Period]
) -> Iterator[Flaw]:
    """The total in each column in which it does not come out, with its parts there."""
    for period in sorted(total.shown.keys() - right, key=str):
        yield _flaw(document, total.numbers[period], adds_up_elsewhere=bool(right))
        for part in parts:
            if period in part.numbers:
                yield _flaw_of_part(document, part.numbers[period], total.concept)
        yield from strays(document, total, parts, period)


def _flaw_of_part(document: Document, number: TaggedNumber, total: str) -> Flaw:
    """Which of the rows is wrong cannot be told, and so none of the column's is sure."""
    return footing_flaw(
        document,
        number,
        f"{number.fact.concept} and the rows beside it do not add up to {total}, though they do in "
        "another column: one of them is wrong",
        Severity.ERROR,
    )


def _flaw(document: Document, number: TaggedNumber, *, adds_up_elsewhere: bool) -> Flaw:
    what = (
        "though they do in another column: one of them is wrong"
        if adds_up_elsewhere
        else "in any column: a row may be missing"
    )
    return footing_flaw(
        document,
        number,
        f"the rows above {number.fact.concept} do not add up to {number.value:f}, {what}",
        Severity.ERROR if adds_up_elsewhere else Severity.WARNING,
    )
