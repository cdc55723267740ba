"""A company without shares that trade or filings: its own accounts and plan, as the bank has them.

The rows of an imported management case whose fiscal years had ended by the day for which the
table holds are its accounts; the others are its plan. A fiscal year is named by the calendar year
in which it ends.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from bookrunner.facts import Company, industry
from bookrunner.figures import Figure, Finding, Period, Severity, Unit, computed, instant
from bookrunner.valuation.company_inputs import CompanyInputs, ReportedPeriod
from bookrunner.valuation.plan import Plan, PlanUnusable

_BALANCES = frozenset({"cash", "total_debt", "total_equity", "working_capital"})
_TRADE = "trade_working_capital"
"""Receivables and inventory less payables, where the accounts tell only the sum of them."""


def unlisted_inputs(company: Company, plan: Plan, on: date) -> CompanyInputs:
    """What a valuation takes of a company that its own management case alone tells of.

    Raises:
        PlanUnusable: No fiscal year of it had ended by the day for which the table holds, or its
            lines are in several currencies.
    """
    label = company.ticker or company.name
    known = max(held for _, held in plan.files)
    years = [
        _reported(company, plan, name, period)
        for name in sorted({year for _, year in plan.rows if year.startswith("FY")})
        if (period := _fiscal_year(company, name)).end <= min(known, on)
    ]
    if not years:
        raise PlanUnusable(
            label,
            plan.name,
            f"none of its fiscal years had ended by {min(known, on).isoformat()}, so there are no "
            "accounts to value from; give the years past as rows of their own",
        )
    return CompanyInputs(
        name=company.name,
        ticker=company.ticker,
        cik=company.cik,
        sic=company.sic,
        industry=industry(company.sic) or company.industry,
        money=_money(label, plan, years),
        years=tuple(years),
        latest=years[-1],
        plan=plan,
        is_listed=False,
        findings=(
            Finding(
                "valuation.management-accounts",
                f"{label} is not listed: its accounts are management's own and audited by nobody "
                "that the records know of",
                Severity.WARNING,
                where=label,
            ),
        ),
    )


def _fiscal_year(company: Company, name: str) -> Period:
    """The days of ``FY2023``; without a known year end, the calendar year."""
    year = int(name.removeprefix("FY"))
    month, day = 12, 31
    if company.fiscal_year_end:
        month, day = (int(part) for part in company.fiscal_year_end.removeprefix("--").split("-"))
    end = _day(year, month, day)
    return Period(_day(year - 1, month, day) + timedelta(days=1), end)


def _day(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:  # February 29
        return date(year, month, day - 1)


def _reported(company: Company, plan: Plan, name: str, period: Period) -> ReportedPeriod:
    figures: dict[str, Figure] = {}
    for line, year in plan.rows:
        if year == name:
            at = instant(period.end) if line in _BALANCES else period
            figure = plan.get(line, year, at)
            if figure is not None:
                figures[_TRADE if line == "working_capital" else line] = figure
    for key, label, left, right, sign in _DERIVED:
        if key not in figures and left in figures and right in figures:
            one, other = figures[left], figures[right]
            value = one + other if sign > 0 else one - other
            figures[key] = computed(f"{company.prefix}.{key}", label, value, period)
    return ReportedPeriod(name, period, figures)


_DERIVED = (
    ("gross_profit", "Gross profit", "revenue", "cost_of_revenue", -1),
    ("ebitda", "EBITDA", "operating_income", "depreciation_and_amortisation", 1),
    ("operating_income", "Operating income", "ebitda", "depreciation_and_amortisation", -1),
)
"""A line, its name, and the two it is made of, added or subtracted."""


def _money(label: str, plan: Plan, years: Sequence[ReportedPeriod]) -> Unit:
    units = {figure.unit for year in years for figure in year.figures.values()}
    if len(units) != 1:
        told = ", ".join(sorted(str(unit) for unit in units)) or "none"
        raise PlanUnusable(label, plan.name, f"its accounts are in several units ({told})")
    return units.pop()
