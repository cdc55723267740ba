"""Unlevered free cash flow by forecast year, from history and the active case.

    UFCF = EBIT x (1 - t) + D&A - capex - change in working capital  [+ stock compensation]

Growth starts at its average over the last two fiscal years and fades linearly to the long-run rate
by the last year. Margins and shares of revenue are the means of up to three fiscal years.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from bookrunner.figures import (
    Figure,
    Finding,
    Format,
    Missing,
    Period,
    Severity,
    Term,
    choose,
    computed,
    natural,
)
from bookrunner.valuation.case_blocks import CaseBlock, case_blocks, plan_block
from bookrunner.valuation.company_inputs import CompanyInputs, ReportedPeriod
from bookrunner.valuation.dcf_assumptions import DcfAssumptions
from bookrunner.valuation.drivers import Drivers, drivers_of
from bookrunner.valuation.errors import ValuationDateOutsideForecast
from bookrunner.valuation.fiscal_years import anniversary, year_ends, year_label, years_ahead
from bookrunner.valuation.lines import suggested_format
from bookrunner.valuation.policy import Policy

_HISTORY_YEARS = 3
# Two whole years unreported, and the time that filers have.
_UNREPORTED_DAYS_MAX = 2 * 366 + 120


@dataclass(frozen=True)
class ForecastRow:
    """One line over time: history, forecast years, and the normalised terminal year."""

    label: str
    history: Sequence[Figure | None]
    """One per history year, oldest first; None where it was not reported."""
    figures: Sequence[Figure]
    """One per forecast year."""
    terminal: Figure | None
    form: Format


@dataclass(frozen=True)
class ForecastYear:
    """One year's figures; ``terminal`` ones belong to the normalised year after the last."""

    label: str
    period: Period
    growth: Figure
    margin: Figure
    revenue: Figure
    ebitda: Figure
    depreciation_share: Figure
    """Of revenue, as is that of capex; those of history, unless a plan has them."""
    capex_share: Figure
    depreciation: Figure
    ebit: Figure
    tax: Figure
    capex: Figure
    working_capital: Figure | None
    """The increase of working capital."""
    stock_compensation: Figure | None
    free_cash_flow: Figure


@dataclass(frozen=True)
class Forecast:
    """A company's forecast in the active case."""

    history: Sequence[ReportedPeriod]
    drivers: Drivers
    cases: Sequence[CaseBlock]
    years: Sequence[ForecastYear]
    elapsed: int
    """How many of the years had ended by the valuation date without being reported."""
    year_ends: Sequence[Figure]
    """Of the last reported year and of every forecast year, as spreadsheet days."""
    year_numbers: Sequence[Figure]
    """One, two and so on by forecast year; growth fades over as many as the last says."""
    terminal: ForecastYear
    growth: Figure
    """Of the perpetuity."""
    rows: Sequence[ForecastRow]
    findings: Sequence[Finding]

    @property
    def discounted(self) -> Sequence[ForecastYear]:
        """The years whose flows lie ahead, the first perhaps in part."""
        return self.years[self.elapsed :]


def forecast(
    company: CompanyInputs, assumed: DcfAssumptions, tax: Figure, policy: Policy
) -> Forecast:
    """The company's forecast.

    Raises:
        LinesMissing: Revenue, EBITDA, depreciation or capital expenditure is not reported.
        PlanUnusable: The company's management case cannot drive a forecast.
        ValuationDateOutsideForecast: The date lies before the last fiscal year's end.
    """
    assert assumed.years >= 2, "a terminal value needs a full year before it"
    prefix, at = f"{company.prefix}.dcf", policy.period
    history = tuple(year for year in company.years if year.get("revenue") is not None)
    history = history[-_HISTORY_YEARS:]
    drivers, findings = drivers_of(company, history, assumed, policy)
    last = history[-1].period.end
    if policy.valuation_date < last:
        raise ValuationDateOutsideForecast(
            company.label,
            f"the last fiscal year ended {last.isoformat()}, after the valuation date; "
            "value as of a later date or use only what was known then",
        )
    if (policy.valuation_date - last).days > _UNREPORTED_DAYS_MAX:
        raise ValuationDateOutsideForecast(
            company.label,
            f"the last fiscal year at hand ended {last.isoformat()}, years before the valuation "
            f"date {policy.valuation_date.isoformat()}; ingest newer reports or value as of "
            "an earlier date",
        )
    periods = years_ahead(last, policy.valuation_date, assumed.years)
    elapsed = len(periods) - assumed.years
    numbers = _year_numbers(prefix, periods)
    cases = list(case_blocks(prefix, drivers, assumed, numbers, periods, at))
    if company.plan is not None:
        planned, said = plan_block(prefix, company.plan, history[-1], assumed, numbers, periods, at)
        cases.append(planned)
        findings.append(said)
    shares = (
        _active_shares(
            f"{prefix}.depreciation_active",
            "D&A / revenue",
            drivers.depreciation,
            [case.depreciation for case in cases],
            periods,
            assumed,
        ),
        _active_shares(
            f"{prefix}.capex_active",
            "Capex / revenue",
            drivers.capex,
            [case.capex for case in cases],
            periods,
            assumed,
        ),
    )
    growth = computed(f"{prefix}.terminal_growth", "Terminal growth", assumed.long_run_growth, at)
    years: list[ForecastYear] = []
    for place, period in enumerate(periods):
        active_growth = computed(
            f"{prefix}.growth",
            "Revenue growth",
            choose(assumed.case_selector, [case.growth[place] for case in cases])
            + assumed.growth_shift,
            period,
        )
        active_margin = computed(
            f"{prefix}.ebitda_margin",
            "EBITDA margin",
            choose(assumed.case_selector, [case.margin[place] for case in cases])
            + assumed.margin_shift,
            period,
        )
        before = years[-1].revenue if years else history[-1].figures["revenue"]
        label = f"{year_label(history[-1], place + 1, period)}E"
        years.append(
            _year(
                prefix,
                label,
                period,
                before,
                (active_growth, active_margin, shares[0][place], shares[1][place]),
                drivers,
                assumed,
                tax,
            )
        )
    if elapsed:
        findings.append(_unreported(company, years[:elapsed]))
    findings += _below_twelve_months(company, years[elapsed])
    terminal = _terminal_year(prefix, years[-1], growth, drivers, assumed, tax)
    return Forecast(
        history=history,
        drivers=drivers,
        cases=tuple(cases),
        years=tuple(years),
        elapsed=elapsed,
        year_ends=year_ends(prefix, history[-1], periods),
        year_numbers=numbers,
        terminal=terminal,
        growth=growth,
        rows=_rows(history, drivers, years, terminal),
        findings=tuple(findings),
    )


def _year_numbers(prefix: str, periods: Sequence[Period]) -> Sequence[Figure]:
    numbers: list[Figure] = []
    for period in periods:
        following: Term = natural(1) if not numbers else numbers[-1] + 1
        numbers.append(
            computed(f"{prefix}.forecast_year", "Year of the forecast", following, period)
        )
    return tuple(numbers)


# ------------------------------------------------------------------------------ years


def _active_shares(
    key: str,
    name: str,
    held: Figure,
    by_case: Sequence[Sequence[Figure]],
    periods: Sequence[Period],
    assumed: DcfAssumptions,
) -> Sequence[Figure]:
    """The active case's share of revenue by year; history's own where no case has others."""
    if not any(by_case):
        return [held] * len(periods)
    return [
        computed(
            key,
            name,
            choose(assumed.case_selector, [case[place] if case else held for case in by_case]),
            period,
        )
        for place, period in enumerate(periods)
    ]


def _year(
    prefix: str,
    label: str,
    period: Period,
    revenue_before: Figure,
    active: tuple[Figure, Figure, Figure, Figure],
    drivers: Drivers,
    assumed: DcfAssumptions,
    tax: Figure,
) -> ForecastYear:
    growth, margin, written_off, spent = active
    revenue = computed(f"{prefix}.revenue", "Revenue", revenue_before * (1 + growth), period)
    depreciation = computed(f"{prefix}.depreciation", "D&A", revenue * written_off, period)
    capex = computed(f"{prefix}.capex", "Capital expenditure", revenue * spent, period)
    return _flow(
        prefix,
        label,
        period,
        (growth, margin, revenue, depreciation, capex),
        (written_off, spent),
        revenue_before,
        drivers,
        assumed,
        tax,
    )


def _terminal_year(
    prefix: str,
    last: ForecastYear,
    growth: Figure,
    drivers: Drivers,
    assumed: DcfAssumptions,
    tax: Figure,
) -> ForecastYear:
    """The year after the last, normalised: capex near depreciation, working capital at growth."""
    prefix = f"{prefix}.terminal"
    period = Period(last.period.end + timedelta(days=1), anniversary(last.period.end))
    margin = computed(f"{prefix}.ebitda_margin", "EBITDA margin", last.margin, period)
    revenue = computed(f"{prefix}.revenue", "Revenue", last.revenue * (1 + growth), period)
    depreciation = computed(
        f"{prefix}.depreciation", "D&A", revenue * last.depreciation_share, period
    )
    capex = computed(
        f"{prefix}.capex",
        "Capital expenditure",
        depreciation * (1 + assumed.capex_over_depreciation),
        period,
    )
    return _flow(
        prefix,
        "Terminal",
        period,
        (growth, margin, revenue, depreciation, capex),
        (last.depreciation_share, last.capex_share),
        last.revenue,
        drivers,
        assumed,
        tax,
    )


def _flow(
    prefix: str,
    label: str,
    period: Period,
    made: tuple[Figure, Figure, Figure, Figure, Figure],
    shares: tuple[Figure, Figure],
    revenue_before: Figure,
    drivers: Drivers,
    assumed: DcfAssumptions,
    tax: Figure,
) -> ForecastYear:
    growth, margin, revenue, depreciation, capex = made
    ebitda = computed(f"{prefix}.ebitda", "EBITDA", revenue * margin, period)
    ebit = computed(f"{prefix}.ebit", "EBIT", ebitda - depreciation, period)
    taxes = computed(f"{prefix}.taxes", "Taxes on EBIT", ebit * tax, period)
    flow: Term = ebit - taxes + depreciation - capex
    working = stock = None
    if drivers.working_capital is not None:
        working = computed(
            f"{prefix}.working_capital_increase",
            "Increase of working capital",
            (revenue - revenue_before) * drivers.working_capital,
            period,
        )
        flow = flow - working
    if drivers.stock_compensation is not None:
        stock = computed(
            f"{prefix}.stock_compensation_added",
            "Stock compensation added back, if switched on",
            revenue * drivers.stock_compensation * assumed.stock_compensation_switch,
            period,
        )
        flow = flow + stock
    free = computed(f"{prefix}.free_cash_flow", "Unlevered free cash flow", flow, period)
    return ForecastYear(
        label=label,
        period=period,
        growth=growth,
        margin=margin,
        revenue=revenue,
        ebitda=ebitda,
        depreciation_share=shares[0],
        capex_share=shares[1],
        depreciation=depreciation,
        ebit=ebit,
        tax=taxes,
        capex=capex,
        working_capital=working,
        stock_compensation=stock,
        free_cash_flow=free,
    )


# ------------------------------------------------------------------------------- rows


def _rows(
    history: Sequence[ReportedPeriod],
    drivers: Drivers,
    years: Sequence[ForecastYear],
    terminal: ForecastYear,
) -> Sequence[ForecastRow]:
    of_history = {one.figure.id: one.figure for one in drivers.lines}

    def told(key: str) -> Sequence[Figure | None]:
        return tuple(year.get(key) for year in history)

    def share(label: str) -> Sequence[Figure | None]:
        named = {figure.name: figure for figure in of_history.values()}
        return tuple(named.get(f"{label} {year.label}") for year in history)

    none = (None,) * len(history)
    table: list[tuple[str, Sequence[Figure | None], Sequence[Figure | None], Figure | None]] = [
        ("Revenue", told("revenue"), [y.revenue for y in years], terminal.revenue),
        ("Growth", share("Growth"), [y.growth for y in years], terminal.growth),
        ("EBITDA", told("ebitda"), [y.ebitda for y in years], terminal.ebitda),
        ("EBITDA margin", share("EBITDA / revenue"), [y.margin for y in years], terminal.margin),
        (
            "D&A",
            told("depreciation_and_amortisation"),
            [y.depreciation for y in years],
            terminal.depreciation,
        ),
        (
            "D&A / revenue",
            share("D&A / revenue"),
            [_unless(y.depreciation_share, drivers.depreciation) for y in years],
            None,
        ),
        ("EBIT", told("operating_income"), [y.ebit for y in years], terminal.ebit),
        ("Taxes on EBIT", none, [y.tax for y in years], terminal.tax),
        (
            "Capital expenditure",
            told("capex"),
            [y.capex for y in years],
            terminal.capex,
        ),
        (
            "Capex / revenue",
            share("Capex / revenue"),
            [_unless(y.capex_share, drivers.capex) for y in years],
            None,
        ),
        (
            "Increase of working capital",
            none,
            [y.working_capital for y in years],
            terminal.working_capital,
        ),
        (
            "Stock compensation added back",
            none,
            [y.stock_compensation for y in years],
            terminal.stock_compensation,
        ),
        (
            "Unlevered free cash flow",
            none,
            [y.free_cash_flow for y in years],
            terminal.free_cash_flow,
        ),
    ]
    rows = []
    for label, before, figures, last in table:
        ahead = [figure for figure in figures if figure is not None]
        if ahead:
            form = suggested_format(ahead[0])
            rows.append(ForecastRow(label, tuple(before), tuple(ahead), last, form))
    return tuple(rows)


def _unless(active: Figure, held: Figure) -> Figure | None:
    """The share of one year, where it is not that of history, which stands among the drivers."""
    return None if active is held else active


def _below_twelve_months(company: CompanyInputs, first: ForecastYear) -> list[Finding]:
    """A first year ahead that is less than what the company has made already."""
    lower = [
        name
        for name, ahead, key in (
            ("revenue", first.revenue, "revenue"),
            ("EBITDA", first.ebitda, "ebitda"),
        )
        if _is_less(ahead, company.latest.get(key))
    ]
    if not lower:
        return []
    verb = "lies" if len(lower) == 1 else "lie"
    return [
        Finding(
            "valuation.forecast-below-ltm",
            f"{' and '.join(lower)} of {first.label} {verb} below {company.latest.label}, "
            "since the DCF starts from the last fiscal year and history's growth and margins; "
            "adopt a growth or margin shift where that is not the view",
            Severity.WARNING,
            where=company.label,
        )
    ]


def _is_less(ahead: Figure, known: Figure | None) -> bool:
    if known is None or isinstance(known.value, Missing) or isinstance(ahead.value, Missing):
        return False
    return ahead.value < known.value


def _unreported(company: CompanyInputs, years: Sequence[ForecastYear]) -> Finding:
    names = ", ".join(year.label.removesuffix("E") for year in years)
    return Finding(
        "valuation.year-unreported",
        f"{names} had ended by the valuation date but is not reported; it is forecast and its "
        "cash flow is not counted",
        Severity.WARNING,
        where=company.label,
    )
