"""What a forecast holds of history: growth to start from, and shares of revenue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from bookrunner.figures import (
    Figure,
    Finding,
    Severity,
    Term,
    average,
    computed,
)
from bookrunner.valuation.company_inputs import CompanyInputs, ReportedPeriod, above_zero
from bookrunner.valuation.dcf_assumptions import DcfAssumptions
from bookrunner.valuation.errors import LinesMissing
from bookrunner.valuation.lines import Line, line
from bookrunner.valuation.policy import Policy


@dataclass(frozen=True)
class Drivers:
    """Shares of revenue that the forecast holds, each the mean of history."""

    start_growth: Figure
    ebitda_margin: Figure
    depreciation: Figure
    capex: Figure
    working_capital: Figure | None
    """Receivables and inventory less payables; None when none of them is reported."""
    stock_compensation: Figure | None
    lines: Sequence[Line]
    """With the yearly figures the means are taken of."""


def drivers_of(
    company: CompanyInputs,
    history: Sequence[ReportedPeriod],
    assumed: DcfAssumptions,
    policy: Policy,
) -> tuple[Drivers, list[Finding]]:
    """The company's drivers, and what a reader must know of them.

    Raises:
        LinesMissing: Revenue, EBITDA, depreciation or capital expenditure is not reported.
    """
    prefix, at = f"{company.prefix}.dcf", policy.period
    lines: list[Line] = []
    findings: list[Finding] = []

    def mean(key: str, label: str, *plus: str, minus: Sequence[str] = ()) -> Figure | None:
        shares = _shares_of_revenue(prefix, key, label, history, plus, minus)
        if not shares:
            return None
        whole = computed(
            f"{prefix}.{key}_mean", f"{label}, mean of {len(shares)} years", average(shares), at
        )
        lines.extend([*(line(share) for share in shares), line(whole)])
        return whole

    margin = mean("ebitda_margin_history", "EBITDA / revenue", "ebitda")
    depreciation = mean("depreciation_share", "D&A / revenue", "depreciation_and_amortisation")
    capex = mean("capex_share", "Capex / revenue", "capex")
    needed = {"EBITDA": margin, "depreciation": depreciation, "capital expenditure": capex}
    missing = [] if history else ["revenue"]
    missing += [name for name, driver in needed.items() if driver is None]
    if missing:
        raise LinesMissing(company.label, "a DCF", missing)
    assert margin is not None and depreciation is not None and capex is not None  # noqa: PT018
    label = "Working capital / revenue"
    working = mean("working_capital_share", label, "receivables", "inventory", minus=("payables",))
    if working is None:
        working = mean("working_capital_share", label, "trade_working_capital")
    if working is None:
        findings.append(_note(company, "no working capital line is reported; flows leave it out"))
    stock = mean("stock_compensation_share", "Stock compensation / revenue", "stock_compensation")
    growth = _growth(company, 2)
    two_years = growth is not None
    if growth is None:
        growth = _growth(company, 1)
    if growth is None:
        findings.append(_note(company, "one year of history; growth starts at the long-run rate"))
    name = "Revenue growth, two-year average" if two_years else "Revenue growth, last year"
    start = computed(
        f"{prefix}.start_growth", name, assumed.long_run_growth if growth is None else growth, at
    )
    lines[:0] = [*(line(figure) for figure in _past_growth(company, history)), line(start)]
    return Drivers(start, margin, depreciation, capex, working, stock, tuple(lines)), findings


def _shares_of_revenue(
    prefix: str,
    key: str,
    label: str,
    history: Sequence[ReportedPeriod],
    plus: Sequence[str],
    minus: Sequence[str],
) -> list[Figure]:
    """The sum of the reported parts over revenue, for each year that reports any of them."""
    shares = []
    for year in history:
        value: Term | None = None
        for part in plus:
            figure = year.get(part)
            if figure is not None:
                value = figure if value is None else value + figure
        for part in minus:
            figure = year.get(part)
            if figure is not None:
                value = -figure if value is None else value - figure
        if value is not None and above_zero(year.get("revenue")):
            share = value / year.figures["revenue"]
            shares.append(computed(f"{prefix}.{key}", f"{label} {year.label}", share, year.period))
    return shares


def _growth(company: CompanyInputs, years: int) -> Term | None:
    """Yearly growth of revenue over one or two years; None where a year has no positive revenue."""
    if len(company.years) <= years:
        return None
    now, before = company.years[-1].get("revenue"), company.years[-1 - years].get("revenue")
    if now is None or before is None or not (above_zero(now) and above_zero(before)):
        return None
    return now / before - 1 if years == 1 else (now / before) ** 0.5 - 1


def _past_growth(company: CompanyInputs, history: Sequence[ReportedPeriod]) -> Sequence[Figure]:
    """Yearly growth of each year of history whose year before was reported, too."""
    found = []
    for before, year in pairwise(company.years):
        told, earlier = year.get("revenue"), before.get("revenue")
        if year in history and told is not None and earlier is not None and above_zero(earlier):
            grown = told / earlier - 1
            key = f"{company.prefix}.dcf.growth_history"
            found.append(computed(key, f"Growth {year.label}", grown, year.period))
    return found


def _note(company: CompanyInputs, text: str) -> Finding:
    return Finding("valuation.forecast-input", text, Severity.NOTE, where=company.label)
