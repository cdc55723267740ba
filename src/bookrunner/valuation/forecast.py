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
from bookrunner.valuation.company_inputs import CompanyInputs, ReportedPeriod
from bookrunner.valuation.dcf_assumptions import DcfAssumptions
from bookrunner.valuation.drivers import Drivers, drivers_of
from bookrunner.valuation.errors import ValuationDateOutsideForecast
from bookrunner.valuation.fiscal_years import anniversary, year_ends, year_label, years_ahead
from bookrunner.valuation.lines import suggested_format
from bookrunner.valuation.policy import Policy

CASES = ("bear", "base", "bull")
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
class CaseBlock:
    """One case's drivers by forecast year."""

    name: str
    fade: Figure
    """By how much growth changes from year to year."""
    growth: Sequence[Figure]
    margin: Sequence[Figure]


@dataclass(frozen=True)
class ForecastYear:
    """One year's figures; ``terminal`` ones belong to the normalised year after the last."""

    label: str
    period: Period
    growth: Figure
    margin: Figure
    revenue: Figure
    ebitda: Figure
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
    cases = _cases(prefix, drivers, assumed, numbers[-1], periods, at)
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
                prefix, label, period, before, active_growth, active_margin, drivers, assumed, tax
            )
        )
    if elapsed:
        findings.append(_unreported(company, years[:elapsed]))
    findings += _below_twelve_months(company, years[elapsed])
    terminal = _terminal_year(prefix, years[-1], growth, drivers, assumed, tax)
    return Forecast(
        history=history,
        drivers=drivers,
        cases=cases,
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


def _cases(
    prefix: str,
    drivers: Drivers,
    assumed: DcfAssumptions,
    count: Figure,
    periods: Sequence[Period],
    at: Period,
) -> Sequence[CaseBlock]:
    blocks = []
    for case in CASES:
        start, margin = drivers.start_growth, drivers.ebitda_margin
        first: Term = start
        held: Term = margin
        if case == "bear":
            first, held = start - assumed.case_growth_step, margin - assumed.case_margin_step
        if case == "bull":
            first, held = start + assumed.case_growth_step, margin + assumed.case_margin_step
        step = computed(
            f"{prefix}.growth_fade",
            f"Yearly change of growth, {case} case",
            (assumed.long_run_growth - first) / count,
            at,
            case=case,
        )
        growth: list[Figure] = []
        margins: list[Figure] = []
        for period in periods:
            growth.append(
                computed(
                    f"{prefix}.case_growth",
                    f"Revenue growth, {case} case",
                    (growth[-1] if growth else first) + step,
                    period,
                    case=case,
                )
            )
            margins.append(
                computed(
                    f"{prefix}.case_margin",
                    f"EBITDA margin, {case} case",
                    margins[-1] if margins else held,
                    period,
                    case=case,
                )
            )
        blocks.append(CaseBlock(case, step, tuple(growth), tuple(margins)))
    return tuple(blocks)


# ------------------------------------------------------------------------------ years


def _year(
    prefix: str,
    label: str,
    period: Period,
    revenue_before: Figure,
    growth: Figure,
    margin: Figure,
    drivers: Drivers,
    assumed: DcfAssumptions,
    tax: Figure,
) -> ForecastYear:
    revenue = computed(f"{prefix}.revenue", "Revenue", revenue_before * (1 + growth), period)
    depreciation = computed(f"{prefix}.depreciation", "D&A", revenue * drivers.depreciation, period)
    capex = computed(
        f"{prefix}.capex",
        "Capital expenditure",
        revenue * drivers.capex,
        period,
    )
    return _flow(
        prefix,
        label,
        period,
        (growth, margin, revenue, depreciation, capex),
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
    depreciation = computed(f"{prefix}.depreciation", "D&A", revenue * drivers.depreciation, period)
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
        ("EBIT", told("operating_income"), [y.ebit for y in years], terminal.ebit),
        ("Taxes on EBIT", none, [y.tax for y in years], terminal.tax),
        (
            "Capital expenditure",
            told("capex"),
            [y.capex for y in years],
            terminal.capex,
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
