"""The years after closing of a buyout: what the business earns before any financing.

The first year counts at the part that lies after closing. Years beyond the forecast grow at its
long-run rate with the last year's margin and shares of revenue; capital expenditure then exceeds
depreciation as in the DCF's terminal year.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from bookrunner.figures import DAYS, Figure, Period, Term, computed, natural
from bookrunner.transactions.lbo_terms import HORIZON
from bookrunner.valuation import Dcf, ForecastYear, anniversary


@dataclass(frozen=True)
class OperatingYear:
    """One fiscal year, and what of it falls after closing."""

    label: str
    period: Period
    number: Figure
    """1 for the year in which the deal closes."""
    end: Figure
    """Its last day, as a spreadsheet's."""
    part: Figure
    """Of the year that lies after closing."""
    elapsed: Figure
    """Years from closing to its end."""
    revenue: Figure
    full_ebitda: Figure
    """Of the whole year, whatever of it lies after closing."""
    ebitda: Figure
    """After closing, as are the next."""
    depreciation: Figure
    ebit: Figure
    capex: Figure
    working_capital: Figure | None
    """The increase."""
    stock_compensation: Figure | None


def operating_years(flows: Dcf) -> Sequence[OperatingYear]:
    """The seven years from closing on, of the DCF's selected case."""
    ahead, prefix = flows.forecast, f"{flows.company.company.prefix}.lbo"
    given = list(ahead.discounted)[:HORIZON]
    ends = list(ahead.year_ends[ahead.elapsed + 1 :])[:HORIZON]
    found: list[OperatingYear] = []
    number: Term = natural(1)
    for place in range(HORIZON):
        if place >= len(given):
            given.append(_later(prefix, given[-1], flows))
            ends.append(_later_end(prefix, ends[-1], given[-1].period))
        one = given[place]
        counted = computed(f"{prefix}.forecast_year", "Year after closing", number, one.period)
        number = counted + 1
        part = flows.stub if place == 0 else natural(1)
        before = found[-1].elapsed if found else None
        found.append(_counted(prefix, one, (counted, before), ends[place], part))
    return tuple(found)


def _counted(
    prefix: str,
    one: ForecastYear,
    counted: tuple[Figure, Figure | None],
    end: Figure,
    share: Term,
) -> OperatingYear:
    number, before = counted
    part = computed(f"{prefix}.part_fraction", "Part of the year after closing", share, one.period)
    whole: Term = part if before is None else before + part

    def after(key: str, name: str, figure: Figure) -> Figure:
        return computed(f"{prefix}.{key}", name, figure * part, one.period)

    ebitda = after("ebitda", "EBITDA", one.ebitda)
    depreciation = after("depreciation", "D&A", one.depreciation)
    working, stock = one.working_capital, one.stock_compensation
    return OperatingYear(
        label=one.label,
        period=one.period,
        number=number,
        end=end,
        part=part,
        elapsed=computed(f"{prefix}.elapsed_years", "Years after closing", whole, one.period),
        revenue=one.revenue,
        full_ebitda=one.ebitda,
        ebitda=ebitda,
        depreciation=depreciation,
        ebit=computed(f"{prefix}.ebit", "EBIT", ebitda - depreciation, one.period),
        capex=after("capex", "Capital expenditure", one.capex),
        working_capital=None
        if working is None
        else after("working_capital_increase", "Increase of working capital", working),
        stock_compensation=None
        if stock is None
        else after("stock_compensation_added", "Stock compensation added back", stock),
    )


def _later(prefix: str, last: ForecastYear, flows: Dcf) -> ForecastYear:
    """The year after, as the terminal year of the DCF is made."""
    prefix, drivers, assumed = f"{prefix}.later", flows.forecast.drivers, flows.assumptions
    period = Period(last.period.end + timedelta(days=1), anniversary(last.period.end))

    def made(key: str, name: str, value: Term) -> Figure:
        return computed(f"{prefix}.{key}", name, value, period)

    growth = made("growth", "Revenue growth", flows.forecast.growth)
    margin = made("ebitda_margin", "EBITDA margin", last.margin)
    revenue = made("revenue", "Revenue", last.revenue * (1 + growth))
    ebitda = made("ebitda", "EBITDA", revenue * margin)
    depreciation = made("depreciation", "D&A", revenue * last.depreciation_share)
    ebit = made("ebit", "EBIT", ebitda - depreciation)
    capex = made(
        "capex", "Capital expenditure", depreciation * (1 + assumed.capex_over_depreciation)
    )
    taxes = made("taxes", "Taxes on EBIT", ebit * flows.wacc.tax.rate)
    flow: Term = ebit - taxes + depreciation - capex
    working = stock = None
    if drivers.working_capital is not None:
        working = made(
            "working_capital_increase",
            "Increase of working capital",
            (revenue - last.revenue) * drivers.working_capital,
        )
        flow = flow - working
    if drivers.stock_compensation is not None:
        stock = made(
            "stock_compensation_added",
            "Stock compensation added back, if switched on",
            revenue * drivers.stock_compensation * assumed.stock_compensation_switch,
        )
        flow = flow + stock
    return ForecastYear(
        label=_next_label(last.label),
        period=period,
        growth=growth,
        margin=margin,
        revenue=revenue,
        ebitda=ebitda,
        depreciation_share=last.depreciation_share,
        capex_share=last.capex_share,
        depreciation=depreciation,
        ebit=ebit,
        tax=taxes,
        capex=capex,
        working_capital=working,
        stock_compensation=stock,
        free_cash_flow=made("free_cash_flow", "Unlevered free cash flow", flow),
    )


def _next_label(label: str) -> str:
    """FY2029E after FY2028E."""
    return f"FY{int(label.removeprefix('FY').removesuffix('E')) + 1}E"


def _later_end(prefix: str, end: Figure, period: Period) -> Figure:
    later: Term = end + natural(365, DAYS)
    if period.days > 365:
        later = later + natural(1, DAYS)
    return computed(f"{prefix}.year_end", "Fiscal year end", later, period)
