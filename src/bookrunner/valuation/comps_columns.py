"""The columns of a comparables page, each an expression over one company's figures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from bookrunner.figures import (
    NA,
    PURE,
    Constant,
    Expression,
    Figure,
    Format,
    Missing,
    Term,
    Unit,
    at_least,
    both,
    computed,
    is_positive,
    largest,
    meaningful,
    ratio,
    total,
)
from bookrunner.valuation.company_inputs import CompanyInputs, ReportedPeriod
from bookrunner.valuation.ev_bridge import Bridge
from bookrunner.valuation.expected_years import CY1, CY2, NTM, calendar_years
from bookrunner.valuation.policy import Policy

_SPLIT_MIN = 1.5
"""The smallest split that is common is three for two."""


class Block(Enum):
    """Which table of the page a column stands in."""

    SIZE = "Size"
    """Sizes never enter statistics."""
    OPERATING = "Operating metrics"
    VALUATION = "Valuation multiples"
    FORWARD = "Forward multiples"
    """From imported estimates; there is none without."""


@dataclass(frozen=True)
class Column:
    """One column: its key, head, format, and whether statistics are taken of it."""

    key: str
    label: str
    form: Format
    block: Block
    value: Callable[[Bridge, Policy], Term | None]
    """None when a line it needs is not reported; the cell is NA then."""
    basis: str = "LTM"

    @property
    def is_ratio(self) -> bool:
        """Whether statistics over companies mean something."""
        return self.block is not Block.SIZE


def cell(column: Column, bridge: Bridge, policy: Policy) -> Figure:
    """The company's figure in the column."""
    company = bridge.company
    value = column.value(bridge, policy)
    unit = PURE if column.is_ratio else company.money
    return computed(
        f"{company.prefix}.comps.{column.key}",
        f"{company.label} {column.label} ({column.basis})",
        not_available(unit) if value is None else value,
        policy.period,
    )


def not_available(unit: Unit) -> Expression:
    """NA in a unit, as an expression."""
    return total([Constant(NA, unit)])


def multiple(value: Term, metric: Term, policy: Policy) -> Expression:
    """Value over metric; NM unless both are positive and it is within the policy's threshold."""
    times = ratio(value, metric)
    holds = both(is_positive(metric), is_positive(value), at_least(policy.multiple_max, times))
    return meaningful(times, when=holds)


def _period(bridge: Bridge, basis: str) -> ReportedPeriod:
    return bridge.company.latest if basis == "LTM" else bridge.company.last_year


def _enterprise_multiple(line: str, basis: str) -> Callable[[Bridge, Policy], Term | None]:
    def value(bridge: Bridge, policy: Policy) -> Term | None:
        metric = _period(bridge, basis).get(line)
        if metric is None or bridge.company.is_financial:
            return None
        return multiple(bridge.enterprise_value, metric, policy)

    return value


def _price_earnings(basis: str) -> Callable[[Bridge, Policy], Term | None]:
    def value(bridge: Bridge, policy: Policy) -> Term | None:
        period = _period(bridge, basis)
        earnings = earnings_per_share(period)
        if earnings is None or splits_since(bridge, period):
            return None
        return multiple(bridge.price, earnings, policy)

    return value


def splits_since(bridge: Bridge, reported: ReportedPeriod) -> bool:
    """Whether the period's per-share figures count other shares than today's price does.

    A share count that is half as much again as the period's average, or two thirds of it, is a
    split or its reverse; issues and buy-backs of that size within a year are not told apart.
    """
    then = reported.get("diluted_shares")
    now = bridge.claims.count.basic.value
    if then is None or isinstance(then.value, Missing) or isinstance(now, Missing) or not now:
        return False
    return not 1 / _SPLIT_MIN < then.value / now < _SPLIT_MIN


def earnings_per_share(reported: ReportedPeriod) -> Term | None:
    """Diluted earnings per share, as reported or net income over weighted diluted shares."""
    told = reported.get("eps_diluted")
    if told is not None:
        return told
    income, shares = reported.get("net_income"), reported.get("diluted_shares")
    return None if income is None or shares is None else ratio(income, shares)


def _cash_flow_yield(bridge: Bridge, policy: Policy) -> Term | None:
    del policy
    flow = bridge.company.latest.get("free_cash_flow")
    return None if flow is None else ratio(flow, bridge.equity_value)


def _share_of_revenue(line: str) -> Callable[[Bridge, Policy], Term | None]:
    def value(bridge: Bridge, policy: Policy) -> Term | None:
        del policy
        part, revenue = bridge.company.latest.get(line), bridge.company.latest.get("revenue")
        return None if part is None or revenue is None else ratio(part, revenue)

    return value


def _latest(line: str) -> Callable[[Bridge, Policy], Term | None]:
    def value(bridge: Bridge, policy: Policy) -> Term | None:
        del policy
        return bridge.company.latest.get(line)

    return value


def _growth(years: int) -> Callable[[Bridge, Policy], Term | None]:
    def value(bridge: Bridge, policy: Policy) -> Term | None:
        del policy
        return revenue_growth(bridge.company, years)

    return value


def revenue_growth(company: CompanyInputs, years: int) -> Expression | None:
    """Yearly growth of revenue over the last one or two fiscal years; None when too few."""
    assert years in (1, 2), "longer averages are the forecast's business"
    if len(company.years) <= years:
        return None
    now = company.years[-1].get("revenue")
    before = company.years[-1 - years].get("revenue")
    if now is None or before is None:
        return None
    growth = ratio(now, before)
    if years == 1:
        return meaningful(growth - 1, when=is_positive(before))
    # A root is taken of something positive only; the guard makes the rest NM.
    return meaningful(largest(growth, 1e-12) ** 0.5 - 1, when=is_positive(growth))


def _leverage(bridge: Bridge, policy: Policy) -> Term | None:
    del policy
    earnings = bridge.company.latest.get("ebitda")
    if earnings is None or bridge.company.is_financial:
        return None
    return meaningful(ratio(bridge.claims.net_debt, earnings), when=is_positive(earnings))


def _return_on_capital(bridge: Bridge, policy: Policy) -> Term | None:
    del policy
    company, debt = bridge.company, bridge.claims.debt
    reported = company.latest
    profit, tax = reported.get("operating_income"), reported.get("income_tax")
    pretax, equity = reported.get("pretax_income"), reported.get("total_equity")
    if profit is None or tax is None or pretax is None or equity is None or debt is None:
        return None
    if company.is_financial:
        return None
    capital: Term = equity + bridge.claims.net_debt
    after_tax = profit * (1 - ratio(tax, pretax))
    holds = both(is_positive(capital), is_positive(pretax))
    return meaningful(ratio(after_tax, capital), when=holds)


def _sizes() -> Sequence[Column]:
    money, size = Format.MONEY_MM0, Block.SIZE
    return (
        Column("market_cap", "Market cap", money, size, lambda b, _: b.equity_value, ""),
        Column("size_ev", "Enterprise value", money, size, lambda b, _: b.enterprise_value, ""),
        Column("size_revenue", "Revenue", money, size, _latest("revenue")),
        Column("size_ebitda", "EBITDA", money, size, _latest("ebitda")),
    )


def _operating() -> Sequence[Column]:
    percent, block = Format.PERCENT1, Block.OPERATING
    return (
        Column("growth_1y", "Revenue growth, last year", percent, block, _growth(1), "FY"),
        Column("growth_2y", "Revenue growth, two-year CAGR", percent, block, _growth(2), "FY"),
        Column("gross_margin", "Gross margin", percent, block, _share_of_revenue("gross_profit")),
        Column("ebitda_margin", "EBITDA margin", percent, block, _share_of_revenue("ebitda")),
        Column("ebit_margin", "EBIT margin", percent, block, _share_of_revenue("operating_income")),
        Column("net_margin", "Net margin", percent, block, _share_of_revenue("net_income")),
        Column(
            "capex_share",
            "Capex / revenue",
            percent,
            block,
            _share_of_revenue("capex"),
        ),
        Column("leverage", "Net debt / EBITDA", Format.MULTIPLE, block, _leverage),
        Column("roic", "ROIC", percent, block, _return_on_capital),
    )


def _expected_multiple(line: str, basis: str) -> Callable[[Bridge, Policy], Term | None]:
    def value(bridge: Bridge, policy: Policy) -> Term | None:
        metric = _expected(bridge, basis, line)
        if metric is None or bridge.company.is_financial:
            return None
        return multiple(bridge.enterprise_value, metric, policy)

    return value


def _expected_price_earnings(basis: str) -> Callable[[Bridge, Policy], Term | None]:
    def value(bridge: Bridge, policy: Policy) -> Term | None:
        earnings = _expected(bridge, basis, "eps_diluted")
        return None if earnings is None else multiple(bridge.price, earnings, policy)

    return value


def _expected_margin(basis: str) -> Callable[[Bridge, Policy], Term | None]:
    def value(bridge: Bridge, policy: Policy) -> Term | None:
        del policy
        part, revenue = _expected(bridge, basis, "ebitda"), _expected(bridge, basis, "revenue")
        return None if part is None or revenue is None else ratio(part, revenue)

    return value


def _expected_growth(bridge: Bridge, policy: Policy) -> Term | None:
    del policy
    now, before = _expected(bridge, CY2, "revenue"), _expected(bridge, CY1, "revenue")
    if now is None or before is None:
        return None
    return meaningful(ratio(now, before) - 1, when=is_positive(before))


def _expected(bridge: Bridge, basis: str, line: str) -> Figure | None:
    known = bridge.company.expected
    return None if known is None else known.get(basis, line)


def forward_columns(on: date) -> Sequence[Column]:
    """Growth, margins and multiples on what analysts expect, for a valuation on a day."""
    times, percent, block = Format.MULTIPLE, Format.PERCENT1, Block.FORWARD
    named = {NTM: NTM, **{key: f"CY{year}E" for key, year in calendar_years(on).items()}}
    columns = [
        Column("forward_growth", "Revenue growth", percent, block, _expected_growth, named[CY2])
    ]
    for basis in (CY1, CY2):
        key = f"forward_margin_{basis.lower()}"
        margin = _expected_margin(basis)
        columns.append(Column(key, "EBITDA margin", percent, block, margin, named[basis]))
    for key, label, line in (
        ("ev_revenue", "EV / Revenue", "revenue"),
        ("ev_ebitda", "EV / EBITDA", "ebitda"),
        ("price_earnings", "P / E", ""),
    ):
        for basis in (NTM, CY1, CY2):
            value = _expected_multiple(line, basis) if line else _expected_price_earnings(basis)
            name = f"{key}_{basis.lower()}"
            columns.append(Column(name, label, times, block, value, named[basis]))
    return columns


def _valuation() -> Sequence[Column]:
    times, block = Format.MULTIPLE, Block.VALUATION
    columns = []
    for basis, suffix in (("LTM", "ltm"), ("FY", "fy")):
        for key, label, line in (
            ("ev_revenue", "EV / Revenue", "revenue"),
            ("ev_ebitda", "EV / EBITDA", "ebitda"),
            ("ev_ebit", "EV / EBIT", "operating_income"),
        ):
            value = _enterprise_multiple(line, basis)
            columns.append(Column(f"{key}_{suffix}", label, times, block, value, basis))
        value = _price_earnings(basis)
        columns.append(Column(f"price_earnings_{suffix}", "P / E", times, block, value, basis))
    columns.append(Column("fcf_yield", "FCF yield", Format.PERCENT1, block, _cash_flow_yield))
    return columns


COLUMNS: Sequence[Column] = (*_sizes(), *_operating(), *_valuation())
"""All columns of what was reported, in the order of the page."""
