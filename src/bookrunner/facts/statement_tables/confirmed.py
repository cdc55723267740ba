"""What of a statement's rows may be kept: only what its arithmetic confirms."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from bookrunner.facts.statement_tables.concepts import (
    Measure,
    RowConcept,
    StatementKind,
    concept_of,
)
from bookrunner.facts.statement_tables.printed import Row
from bookrunner.facts.statement_tables.ties import tied_rows
from bookrunner.figures import Period

Values = tuple[Decimal | None, ...]
Kept = tuple[Row, RowConcept, Values]

_ASSETS = "us-gaap:Assets"
_CLAIMS = "us-gaap:LiabilitiesAndStockholdersEquity"
_FLOWS = tuple(f"us-gaap:NetCashProvidedByUsedIn{n}Activities" for n in ("Operating", "Financing"))
_COSTS = frozenset(
    f"us-gaap:{name}"
    for name in (
        "CostOfRevenue",
        "ResearchAndDevelopmentExpense",
        "SellingGeneralAndAdministrativeExpense",
    )
)
_TAX, _PROFIT, _EQUITY = (
    f"us-gaap:{name}" for name in ("IncomeTaxExpenseBenefit", "NetIncomeLoss", "StockholdersEquity")
)
_MINORITY = re.compile(r"non-?\s?controlling|minority", re.IGNORECASE)
_SHARE_EXPONENTS = (0, 3, 6)


def confirmed(
    rows: Sequence[Row],
    kind: StatementKind,
    exponent: int,
    periods: Sequence[Period | None],
    profits: dict[Period, Decimal],
) -> Iterator[Kept]:
    """The rows that are a concept and that sums confirm, with their values in single units.

    Args:
        profits: By period the profit at the head of the cash flow statement; filled by that, and
            held against the income statement's.
    """
    named = [(row, concept_of(row.label, row.heading, kind)) for row in rows]
    placed = _placed(named)
    money = [
        row if not (found and found[0].measure is not Measure.MONEY) else None
        for row, found in named
    ]
    tied = _tied(money, placed, kind)
    minority = any(_MINORITY.search(row.label) for row in rows)
    scale = Decimal(10) ** exponent
    kept: dict[str, Kept] = {}
    for name, (place, concept, rank) in placed.items():
        if concept.measure is not Measure.MONEY or place not in tied:
            continue
        if minority and rank and name in (_PROFIT, _EQUITY):
            continue
        values = _signed(rows, place, concept)
        if values is not None:
            kept[name] = (
                rows[place],
                concept,
                tuple(v if v is None else v * scale for v in values),
            )
    if kind is StatementKind.BALANCE and not _balances(placed, rows):
        return
    if kind is StatementKind.CASH_FLOW:
        _remember(named, periods, scale, profits)
        if not all(flow in kept for flow in _FLOWS):
            return
        kept.pop("us-gaap:ProfitLoss", None)
    if kind is StatementKind.INCOME:
        if not _same_profit(named, periods, scale, profits):
            kept.pop(_PROFIT, None)
        yield from _per_share(rows, placed, kept)
    yield from kept.values()


def _placed(
    named: Sequence[tuple[Row, tuple[RowConcept, int] | None]],
) -> dict[str, tuple[int, RowConcept, int]]:
    """By concept the row that is it; none where two rows with other numbers could be."""
    found: dict[str, list[tuple[int, RowConcept, int]]] = {}
    for place, (_, one) in enumerate(named):
        if one is not None:
            found.setdefault(one[0].concept, []).append((place, *one))
    placed = {}
    for concept, rows in found.items():
        best = min(rank for _, _, rank in rows)
        chosen = [row for row in rows if row[2] == best]
        values = {tuple(n.value for n in named[place][0].numbers) for place, _, _ in chosen}
        if len(values) == 1:
            placed[concept] = chosen[0]
    return placed


def _tied(
    money: Sequence[Row | None],
    placed: dict[str, tuple[int, RowConcept, int]],
    kind: StatementKind,
) -> set[int]:
    if kind is not StatementKind.BALANCE or _ASSETS not in placed:
        return tied_rows(money)
    # Nothing below total assets counts what stands above.
    side = placed[_ASSETS][0] + 1
    return tied_rows(money[:side]) | {side + place for place in tied_rows(money[side:])}


def _balances(placed: dict[str, tuple[int, RowConcept, int]], rows: Sequence[Row]) -> bool:
    if _ASSETS not in placed or _CLAIMS not in placed:
        return False
    assets, claims = rows[placed[_ASSETS][0]], rows[placed[_CLAIMS][0]]
    return all(a.value == c.value for a, c in zip(assets.numbers, claims.numbers, strict=True))


def _signed(rows: Sequence[Row], place: int, concept: RowConcept) -> Values | None:
    """The values as XBRL signs them; None where the statement does not show which way they go."""
    values: Values = tuple(number.value for number in rows[place].numbers)
    if concept.concept in _COSTS:
        below = [v for v in values if v is not None and v < 0]
        if below and len(below) < len([v for v in values if v is not None]):
            return None
        return tuple(v if v is None else abs(v) for v in values)
    if concept.outflow:
        return tuple(-v if v is not None and v < 0 else None for v in values)
    if concept.concept == _TAX:
        return _tax(rows, place)
    return values


def _tax(rows: Sequence[Row], place: int) -> Values | None:
    """The tax as an expense, as the rows before and after show it."""
    if not 0 < place < len(rows) - 1:
        return None
    found = []
    for before, own, after in zip(
        rows[place - 1].numbers, rows[place].numbers, rows[place + 1].numbers, strict=True
    ):
        if own.value is None or before.value is None or after.value is None:
            return None
        if before.value - own.value == after.value:
            found.append(own.value)
        elif before.value + own.value == after.value:
            found.append(-own.value)
        else:
            return None
    return tuple(found)


def _profit_rows(
    named: Sequence[tuple[Row, tuple[RowConcept, int] | None]], concept: str
) -> Iterator[Row]:
    for row, found in named:
        if found is not None and found[0].concept == concept:
            yield row


def _remember(
    named: Sequence[tuple[Row, tuple[RowConcept, int] | None]],
    periods: Sequence[Period | None],
    scale: Decimal,
    profits: dict[Period, Decimal],
) -> None:
    for row in _profit_rows(named, "us-gaap:ProfitLoss"):
        for period, number in zip(periods, row.numbers, strict=True):
            if number.value is not None and period is not None:
                profits.setdefault(period, number.value * scale)
        return


def _same_profit(
    named: Sequence[tuple[Row, tuple[RowConcept, int] | None]],
    periods: Sequence[Period | None],
    scale: Decimal,
    profits: dict[Period, Decimal],
) -> bool:
    """Whether no period's profit is another than that of the cash flow statement."""
    for place, period in enumerate(periods):
        if period is None or period not in profits:
            continue
        shown = {
            value * scale
            for row in _profit_rows(named, _PROFIT)
            if (value := row.numbers[place].value) is not None
        }
        if shown and profits[period] not in shown:
            return False
    return True


def _per_share(
    rows: Sequence[Row],
    placed: dict[str, tuple[int, RowConcept, int]],
    kept: dict[str, Kept],
) -> Iterator[Kept]:
    """Earnings per share and shares, where each times the other is the profit in every column."""
    if _PROFIT not in kept:
        return
    profit = kept[_PROFIT][2]
    for per, shares in (
        ("EarningsPerShareBasic", "WeightedAverageNumberOfSharesOutstandingBasic"),
        ("EarningsPerShareDiluted", "WeightedAverageNumberOfDilutedSharesOutstanding"),
    ):
        if f"us-gaap:{per}" not in placed or f"us-gaap:{shares}" not in placed:
            continue
        each_place, each, _ = placed[f"us-gaap:{per}"]
        count_place, count, _ = placed[f"us-gaap:{shares}"]
        eps = [n.value for n in rows[each_place].numbers]
        shown = [n.value for n in rows[count_place].numbers]
        for exponent in _SHARE_EXPONENTS:
            counts = [v if v is None else v * 10**exponent for v in shown]
            if _comes_out(profit, eps, counts):
                yield rows[each_place], each, tuple(eps)
                yield rows[count_place], count, tuple(counts)
                break


def _comes_out(
    profit: Sequence[Decimal | None],
    eps: Sequence[Decimal | None],
    counts: Sequence[Decimal | None],
) -> bool:
    if any(v is None for v in (*profit, *eps, *counts)):
        return False
    return all(
        count and abs(amount / count - each) <= abs(each) / 100 + Decimal("0.006")
        for amount, each, count in zip(profit, eps, counts, strict=True)
        if amount is not None and each is not None and count is not None
    )
