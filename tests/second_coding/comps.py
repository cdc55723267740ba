"""Trading comparables, from sections 1 and 2 of the output standards, comps.md and time.md."""

import calendar
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tests.second_coding.basics import NA, NM, Value, multiple, quotient, statistics
from tests.second_coding.shares import ShareCount


def last_twelve_months(
    fiscal_year: float, this_year_to_date: float, last_year_to_date: float
) -> float:
    """`LTM = FY + YTD_current - YTD_prior` (section 1)."""
    return fiscal_year + this_year_to_date - last_year_to_date


def nearest_month(year_end: date) -> int:
    """The month whose end is nearest to the fiscal year's end (section 1, calendarisation)."""
    ends = []
    for step in (-1, 0):
        month, year = year_end.month + step, year_end.year
        if month == 0:
            month, year = 12, year - 1
        ends.append(date(year, month, calendar.monthrange(year, month)[1]))
    return min(ends, key=lambda end: abs((end - year_end).days)).month


def calendar_year(year: int, by_year_end: Mapping[date, float]) -> Value:
    """`CY = m/12 x FY ending in the year + (1 - m/12) x the FY after`; December is itself."""
    this = _ending_in(year, by_year_end)
    if this is None:
        return NA
    month = nearest_month(this)
    if month == 12:
        return by_year_end[this]
    after = _ending_in(year + 1, by_year_end)
    if after is None:
        return NA
    return month / 12 * by_year_end[this] + (1 - month / 12) * by_year_end[after]


def _ending_in(year: int, by_year_end: Mapping[date, float]) -> date | None:
    """The year end that falls into the year, its days counted to the nearest month end."""
    for end in by_year_end:
        month = nearest_month(end)
        ends_in = end.year - 1 if month == 12 and end.month == 1 else end.year
        if ends_in == year:
            return end
    return None


def next_twelve_months(valued: date, by_year_end: Mapping[date, float]) -> Value:
    """`NTM = FY1 x d/365 + FY2 x (1 - d/365)`, FY1 the year that the valuation date lies in."""
    ahead = sorted(end for end in by_year_end if end >= valued)
    if not ahead:
        return NA
    if len(ahead) < 2 or (ahead[1] - ahead[0]).days > 380 or (ahead[0] - valued).days > 371:
        return NA
    days = min((ahead[0] - valued).days, 365)
    return by_year_end[ahead[0]] * days / 365 + by_year_end[ahead[1]] * (1 - days / 365)


@dataclass(frozen=True)
class Company:
    """What a peer reports of twelve months, and three fiscal years' revenue, newest first."""

    price: float
    enterprise_value: float
    equity_value: float
    revenue: float
    gross_profit: float
    ebitda: float
    ebit: float
    net_income: float
    diluted_average_shares: float
    free_cash_flow: float
    capex: float
    pretax_income: float
    income_tax: float
    total_equity: float
    debt_with_leases: float
    owes: bool  # whether debt or finance leases are reported
    cash_and_investments: float
    eps: float
    revenues: tuple[float, float, float]
    shares: float
    no_enterprise_value: bool = False  # banks, lenders and insurers


def columns(company: Company, highest: float = 50.0) -> dict[str, Value]:
    """comps.md, first table."""
    ev: Value = NA if company.no_enterprise_value else company.enterprise_value
    net_debt = company.debt_with_leases - company.cash_and_investments
    newest, before, oldest = company.revenues
    eps = company.eps
    split = not 1 / 1.5 < company.diluted_average_shares / company.shares < 1.5
    rate = quotient(company.income_tax, company.pretax_income)
    capital = company.total_equity + net_debt
    found: dict[str, Value] = {
        "ev_revenue": multiple(ev, company.revenue, highest),
        "ev_ebitda": multiple(ev, company.ebitda, highest),
        "ev_ebit": multiple(ev, company.ebit, highest),
        "price_earnings": NA if split else multiple(company.price, eps, highest),
        "cash_flow_yield": quotient(company.free_cash_flow, company.equity_value),
        "growth": _less_one(quotient(newest, before)),
        "two_year_growth": (newest / oldest) ** 0.5 - 1 if oldest > 0 and newest > 0 else NM,
        "gross_margin": quotient(company.gross_profit, company.revenue),
        "ebitda_margin": quotient(company.ebitda, company.revenue),
        "ebit_margin": quotient(company.ebit, company.revenue),
        "net_margin": quotient(company.net_income, company.revenue),
        "capex_share": quotient(company.capex, company.revenue),
        "net_debt_ebitda": quotient(net_debt, company.ebitda),
        "return_on_capital": NA
        if not company.owes
        else rate
        if isinstance(rate, str)
        else quotient(company.ebit * (1 - rate), capital),
    }
    return found


def _less_one(value: Value) -> Value:
    return value if isinstance(value, str) else value - 1


def table(companies: Sequence[Company], highest: float = 50.0) -> dict[str, dict[str, Value]]:
    """Statistics of each column over the peers, what means nothing left out."""
    rows = [columns(company, highest) for company in companies]
    return {name: statistics([row[name] for row in rows]) for name in rows[0]}


def implied(
    statistic: Value, metric: float, net_claims: float, shares: ShareCount
) -> dict[str, Value]:
    """Implied valuation: statistic x metric, less net claims, per share in closed form."""
    if isinstance(statistic, str):
        return dict.fromkeys(("enterprise_value", "equity_value", "per_share"), statistic)
    enterprise = statistic * metric
    equity = enterprise - net_claims
    return {
        "enterprise_value": enterprise,
        "equity_value": equity,
        "per_share": shares.price_of(equity),
    }
