"""What a valuation takes of a company: its reported figures by line, its shares and its price."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from bookrunner.equity import CompanyEquity
from bookrunner.facts import Basis, Company, Quote, Statements, industry, key_prefix
from bookrunner.figures import (
    SHARES,
    USD,
    Figure,
    Finding,
    Missing,
    NotFound,
    Period,
    Quantity,
    Severity,
    Source,
    Unit,
    adopted,
    instant,
    parse_unit,
    sourced,
)

if TYPE_CHECKING:
    from bookrunner.valuation.expected_years import Expected
    from bookrunner.valuation.plan import Plan

LINES = (
    "revenue",
    "cost_of_revenue",
    "gross_profit",
    "operating_income",
    "depreciation_and_amortisation",
    "ebitda",
    "interest_expense",
    "pretax_income",
    "income_tax",
    "net_income",
    "eps_diluted",
    "basic_shares",
    "diluted_shares",
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
    "operating_cash_flow",
    "capex",
    "free_cash_flow",
    "stock_compensation",
    "shares_outstanding",
)
"""The standardised lines that a valuation reads; a reported period holds all others, too."""


@dataclass(frozen=True)
class ReportedPeriod:
    """Twelve months and the balance sheet at their end, by standardised line; absent is absent."""

    label: str
    """``FY2023`` or ``LTM 2023-10-29``."""
    period: Period
    figures: Mapping[str, Figure]

    def get(self, key: str) -> Figure | None:
        """The line's figure, or None when it was not reported."""
        return self.figures.get(key)


@dataclass(frozen=True)
class CompanyInputs:
    """One company as a valuation sees it; every number a figure, nothing of it zero for absent."""

    name: str
    ticker: str
    cik: str
    sic: str
    industry: str
    """Its industry group; empty when unknown."""
    money: Unit
    years: Sequence[ReportedPeriod]
    """Fiscal years, oldest first."""
    latest: ReportedPeriod
    """The last twelve months; the last fiscal year when nothing newer was reported."""
    price: Figure | None = None
    """The closing price, its period the day of the close."""
    equity: CompanyEquity | None = None
    """Its shares and what may become shares, from its reports; None where none were read."""
    low_52_weeks: Figure | None = None
    high_52_weeks: Figure | None = None
    beta: Figure | None = None
    """Observed, levered."""
    debt_includes_finance_leases: bool = False
    expected: Expected | None = None
    """From estimates that somebody imported; None where there are none."""
    plan: Plan | None = None
    """The imported management case that somebody asked to value."""
    is_listed: bool = True
    """Whether it has shares that trade; without them its equity is valued as a whole."""
    findings: Sequence[Finding] = field(default_factory=tuple)

    @property
    def prefix(self) -> str:
        """What every key of the company's figures begins with, as in its statements."""
        return key_prefix(self.ticker, self.cik)

    @property
    def label(self) -> str:
        """How pages call it: its ticker, else its name without legal form and remarks."""
        return self.ticker or re.split(r",|\s\(", self.name)[0].strip() or self.name

    def stated(self, equity_value: Figure, share_price: Figure) -> Figure:
        """What a valuation of the company states: per share, or of all equity when not listed."""
        return share_price if self.is_listed else equity_value

    @property
    def stated_as(self) -> str:
        """How pages call what a valuation states."""
        return "Value per share" if self.is_listed else "Equity value"

    @property
    def last_year(self) -> ReportedPeriod:
        """The last reported fiscal year."""
        return self.years[-1]

    @property
    def per_share(self) -> Unit:
        """The unit of its prices."""
        return self.money / SHARES

    @property
    def is_financial(self) -> bool:
        """Whether it is a bank, lender, broker or insurer (SIC 60 to 64), whose debt is stock."""
        return self.sic[:2] in {"60", "61", "62", "63", "64"}


def company_inputs(
    company: Company,
    statements: Statements,
    quote: Quote | None = None,
    *,
    price_owner: str = "",
) -> CompanyInputs:
    """The inputs that a company's statements and its quote make up.

    Args:
        statements: On any basis; annual and last-twelve-months are taken from it.
        quote: The closing price, or None where nobody supplied one.
        price_owner: Whoever stands for a quote without a source; empty when it has one.

    Raises:
        NotFound: There is no fiscal year in the statements.
    """
    annual, twelve = statements.at(Basis.ANNUAL), statements.at(Basis.LTM)
    years = tuple(_reported(annual, period) for period in annual.periods)
    if not years:
        raise NotFound(
            "fiscal year of",
            company.ticker or company.name,
            hint="ingest a 10-K of the company that was known by the valuation date",
        )
    newer = [period for period in twelve.periods if period.end > years[-1].period.end]
    latest = _reported(twelve, newer[-1]) if newer else years[-1]
    found = list(annual.findings)
    money = _money(latest)
    price = None
    if quote is not None:
        if quote.currency == str(money):
            price = _price(company, quote, price_owner)
        else:
            found.append(_currency_differs(company, quote, money))
    return CompanyInputs(
        name=company.name,
        ticker=company.ticker,
        cik=company.cik,
        sic=company.sic,
        industry=industry(company.sic) or company.industry,
        money=money,
        years=years,
        latest=latest,
        price=price,
        debt_includes_finance_leases=annual.debt_includes_finance_leases(latest.period),
        findings=tuple(found),
    )


def _reported(statements: Statements, period: Period) -> ReportedPeriod:
    keys = dict.fromkeys([*(line.key for line in statements.lines), *LINES])
    figures = {key: statements.get(key, period) for key in keys}
    return ReportedPeriod(
        statements.label(period),
        period,
        {key: figure for key, figure in figures.items() if figure is not None},
    )


def _money(reported: ReportedPeriod) -> Unit:
    """The currency of the accounts."""
    units = [figure.unit for figure in reported.figures.values()]
    return next((unit for unit in units if unit.currency == str(unit)), USD)


def _price(company: Company, quote: Quote, owner: str) -> Figure:
    key, name = f"{company.prefix}.price", f"{company.ticker or company.name} share price"
    unit = parse_unit(quote.currency) / SHARES
    if owner:
        return adopted(
            key,
            name,
            quote.price,
            unit,
            instant(quote.on),
            owner=owner,
            reason=quote.source or "closing price",
            on=quote.on,
            quantity=Quantity.PRICE,
        )
    source = Source(
        quote.source, "closing price", quote.on, licence=quote.licence, subject=company.ticker
    )
    return sourced(key, name, quote.price, unit, instant(quote.on), source)


def _currency_differs(company: Company, quote: Quote, money: Unit) -> Finding:
    return Finding(
        "valuation.price-currency",
        f"the price is in {quote.currency} and the accounts are in {money}; it is not used",
        Severity.WARNING,
        where=company.ticker or company.name,
    )


def days_between(earlier: date, later: date) -> int:
    """Calendar days from the one to the other."""
    return (later - earlier).days


def above_zero(figure: Figure | None) -> bool:
    """Whether a reported figure can stand below a fraction line.

    The forecast is built on years that have it, so that its formulas need no guard against text;
    should somebody type a zero there, the workbook's checks show the error.
    """
    return figure is not None and not isinstance(figure.value, Missing) and figure.value > 0
