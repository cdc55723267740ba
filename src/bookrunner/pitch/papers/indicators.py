"""Key figures of each period: growth, margins, cash conversion, leverage, working capital."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from bookrunner.figures import (
    Figure,
    Format,
    Term,
    computed,
    is_positive,
    meaningful,
    natural,
    ratio,
)
from bookrunner.valuation import ModelRow, ReportedPeriod

_YEAR_DAYS = 365.0

Rule = Callable[[Mapping[str, Figure], Mapping[str, Figure]], Term | None]
"""From a period's lines and those of a year before; None where one is not reported."""


@dataclass(frozen=True)
class Indicator:
    """One key figure."""

    key: str
    label: str
    form: Format
    rule: Rule
    is_quarterly: bool = True
    """Whether it means anything of three months."""


def _over(above: str, below: str) -> Rule:
    def rule(now: Mapping[str, Figure], before: Mapping[str, Figure]) -> Term | None:
        del before
        top, bottom = now.get(above), now.get(below)
        if top is None or bottom is None:
            return None
        return meaningful(ratio(top, bottom), when=is_positive(bottom))

    return rule


def _growth(key: str) -> Rule:
    def rule(now: Mapping[str, Figure], before: Mapping[str, Figure]) -> Term | None:
        new, old = now.get(key), before.get(key)
        if new is None or old is None:
            return None
        return meaningful(ratio(new, old) - 1, when=is_positive(old))

    return rule


def _days(above: str, below: str) -> Rule:
    share = _over(above, below)

    def rule(now: Mapping[str, Figure], before: Mapping[str, Figure]) -> Term | None:
        found = share(now, before)
        return None if found is None else found * natural(_YEAR_DAYS)

    return rule


def _net_debt(now: Mapping[str, Figure], before: Mapping[str, Figure]) -> Term | None:
    del before
    debt, cash = now.get("total_debt"), now.get("cash")
    if debt is None or cash is None:
        return None
    net: Term = debt - cash
    invested = now.get("short_term_investments")
    return net if invested is None else net - invested


def _leverage(now: Mapping[str, Figure], before: Mapping[str, Figure]) -> Term | None:
    net, earned = _net_debt(now, before), now.get("ebitda")
    if net is None or earned is None:
        return None
    return meaningful(ratio(net, earned), when=is_positive(earned))


INDICATORS = (
    Indicator("revenue_growth", "Revenue growth", Format.PERCENT1, _growth("revenue")),
    Indicator("ebitda_growth", "EBITDA growth", Format.PERCENT1, _growth("ebitda")),
    Indicator("gross_margin", "Gross margin", Format.PERCENT1, _over("gross_profit", "revenue")),
    Indicator("ebitda_margin", "EBITDA margin", Format.PERCENT1, _over("ebitda", "revenue")),
    Indicator("operating_margin", "Operating margin", Format.PERCENT1,
              _over("operating_income", "revenue")),
    Indicator("net_margin", "Net margin", Format.PERCENT1, _over("net_income", "revenue")),
    Indicator("capex_share", "Capital expenditure / revenue", Format.PERCENT1,
              _over("capex", "revenue")),
    Indicator("stock_pay_share", "Stock compensation / revenue", Format.PERCENT1,
              _over("stock_compensation", "revenue")),
    Indicator("cash_conversion", "Free cash flow / EBITDA", Format.PERCENT1,
              _over("free_cash_flow", "ebitda")),
    Indicator("tax_share", "Income tax / pretax income", Format.PERCENT1,
              _over("income_tax", "pretax_income")),
    Indicator("net_debt", "Net debt", Format.MONEY_MM, _net_debt),
    Indicator("net_debt_multiple", "Net debt / EBITDA", Format.MULTIPLE, _leverage, False),  # noqa: FBT003 - of the table
    Indicator("interest_cover_multiple", "EBITDA / interest expense", Format.MULTIPLE,
              _over("ebitda", "interest_expense")),
    Indicator("receivable_days", "Receivables, days of revenue", Format.YEARS,
              _days("receivables", "revenue"), False),  # noqa: FBT003 - of the table
    Indicator("inventory_days", "Inventory, days of cost of revenue", Format.YEARS,
              _days("inventory", "cost_of_revenue"), False),  # noqa: FBT003 - of the table
    Indicator("payable_days", "Payables, days of cost of revenue", Format.YEARS,
              _days("payables", "cost_of_revenue"), False),  # noqa: FBT003 - of the table
)  # fmt: skip


def indicators(
    prefix: str, periods: Sequence[ReportedPeriod], *, quarterly: bool = False
) -> Mapping[str, Sequence[Figure | None]]:
    """Each key figure over the periods, by its key; left out where no period has it.

    A year is compared with the fiscal year before it, a quarter with the same one a year before;
    the last twelve months are compared with nothing, as they overlap the year they follow.
    """
    found: dict[str, Sequence[Figure | None]] = {}
    for one in INDICATORS:
        if quarterly and not one.is_quarterly:
            continue
        row = [
            _figure(prefix, one, period, _before(periods, at, quarterly=quarterly))
            for at, period in enumerate(periods)
        ]
        if any(figure is not None for figure in row):
            found[one.key] = row
    return found


def indicator_rows(found: Mapping[str, Sequence[Figure | None]]) -> Sequence[ModelRow]:
    """The key figures as rows of a sheet."""
    known = {one.key: one for one in INDICATORS}
    return [ModelRow(known[key].label, row, known[key].form) for key, row in found.items()]


def _before(periods: Sequence[ReportedPeriod], at: int, *, quarterly: bool) -> Mapping[str, Figure]:
    """The lines of the period that ended a year before; none where it is not told."""
    if not (quarterly or periods[at].label.startswith("FY")):
        return {}
    end = periods[at].period.end
    for one in periods[:at]:
        # A year has 52 or 53 weeks.
        if abs((end - one.period.end).days - _YEAR_DAYS) < 10:
            return one.figures
    return {}


def _figure(
    prefix: str, one: Indicator, period: ReportedPeriod, before: Mapping[str, Figure]
) -> Figure | None:
    term = one.rule(period.figures, before)
    if term is None:
        return None
    return computed(f"{prefix}.indicators.{one.key}", one.label, term, period.period)
