"""Companies made by hand, whose values can be checked on paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from bookrunner.equity import CompanyEquity, Convertible, OptionTranche, UnitAward
from bookrunner.figures import (
    PURE,
    SHARES,
    USD,
    USD_PER_SHARE,
    Figure,
    Period,
    Source,
    Unit,
    instant,
    sourced,
)
from bookrunner.valuation.company_inputs import LINES, CompanyInputs, ReportedPeriod

VALUATION_DATE = date(2024, 6, 28)
TAKEN = Source("Test", "a company made by hand", VALUATION_DATE)

_SHARES = {"basic_shares", "diluted_shares", "shares_outstanding"}
_BALANCES = {
    "cash",
    "short_term_investments",
    "long_term_investments",
    "receivables",
    "inventory",
    "payables",
    "total_debt",
    "finance_leases",
    "operating_leases",
    "preferred",
    "noncontrolling_interest",
    "total_equity",
    "shares_outstanding",
}

PLAIN = {
    "revenue": "1000",
    "gross_profit": "400",
    "operating_income": "200",
    "depreciation_and_amortisation": "50",
    "ebitda": "250",
    "interest_expense": "20",
    "pretax_income": "180",
    "income_tax": "45",
    "net_income": "135",
    "eps_diluted": "1.25",
    "basic_shares": "100",
    "diluted_shares": "108",
    "cash": "100",
    "receivables": "120",
    "inventory": "80",
    "payables": "100",
    "total_debt": "400",
    "total_equity": "500",
    "operating_cash_flow": "190",
    "capex": "60",
    "free_cash_flow": "130",
    "stock_compensation": "10",
    "shares_outstanding": "100",
}
"""One year of a company with a 25% margin, net debt of 300 and 108 diluted shares."""


def year(ended: int) -> Period:
    """The calendar year."""
    return Period(date(ended, 1, 1), date(ended, 12, 31))


def figure(key: str, value: str, unit: Unit, period: Period) -> Figure:
    """A reported number."""
    return sourced(
        key, key.rsplit(".", 1)[-1].replace("_", " "), Decimal(value), unit, period, TAKEN
    )


def reported(prefix: str, period: Period, values: Mapping[str, str]) -> ReportedPeriod:
    """A year of a company; keys are standardised lines."""
    figures = {}
    for key, value in values.items():
        assert key in LINES, key
        unit = SHARES if key in _SHARES else USD_PER_SHARE if key == "eps_diluted" else USD
        when = instant(period.end) if key in _BALANCES else period
        figures[key] = figure(f"{prefix}.{key}", value, unit, when)
    return ReportedPeriod(f"FY{period.end.year}", period, figures)


def price(prefix: str, value: str, on: date = VALUATION_DATE) -> Figure:
    """A closing price."""
    return figure(f"{prefix}.price", value, USD_PER_SHARE, instant(on))


def rate(key: str, value: str) -> Figure:
    """A sourced rate or factor at the valuation date."""
    return figure(key, value, PURE, instant(VALUATION_DATE))


def company(
    ticker: str = "TGT",
    *,
    shares_price: str | None = "20",
    sic: str = "5211",
    industry: str = "Retail",
    growth: str = "1.10",
    changes: Mapping[str, str | None] | None = None,
) -> CompanyInputs:
    """The plain company over 2021, 2022 and 2023, its flows growing to 2023's; None takes away."""
    values = {**PLAIN, **(changes or {})}
    kept = {key: value for key, value in values.items() if value is not None}
    prefix = ticker.lower()
    years = []
    for place, ended in enumerate((2021, 2022, 2023)):
        scale = Decimal(growth) ** (2 - place)
        scaled = {
            key: value if key in _SHARES or key == "eps_diluted" else str(Decimal(value) / scale)
            for key, value in kept.items()
        }
        years.append(reported(prefix, year(ended), scaled))
    return CompanyInputs(
        name=f"{ticker} Corp",
        ticker=ticker,
        cik="0000000001",
        sic=sic,
        industry=industry,
        money=USD,
        years=tuple(years),
        latest=years[-1],
        price=None if shares_price is None else price(prefix, shares_price),
    )


def with_equity(
    plain: CompanyInputs,
    *,
    tranches: Sequence[OptionTranche] = (),
    units: Sequence[UnitAward] = (),
    converts: Sequence[Convertible] = (),
) -> CompanyInputs:
    """The company with awards and convertibles read from its notes; the cover is its own."""
    held = CompanyEquity(plain.prefix, (), None, tranches, units, converts, ())
    return replace(plain, equity=held)
