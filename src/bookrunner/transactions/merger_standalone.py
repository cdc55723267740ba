"""What each company earns alone: net income by fiscal year, then by twelve months after closing.

    net income = (EBIT of the DCF's case - interest + interest income) x (1 - tax) - minorities
    year k     = f x fiscal year k + (1 - f) x fiscal year k + 1

f is the part of the fiscal year of closing that lies after it, for each company by its own
calendar, so that companies of different year ends stand on the same twelve months. Interest,
interest income and minorities are those last reported, held level; where interest is not reported,
EBIT less income before tax is held level in their place. A loss before tax bears no tax.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bookrunner.figures import (
    Figure,
    Finding,
    Format,
    Period,
    Severity,
    Term,
    computed,
    largest,
    not_below_zero,
    smallest,
    spreadsheet_date,
)
from bookrunner.transactions.merger_terms import YEARS, MergerTerms
from bookrunner.valuation import (
    CheckPair,
    CompanyInputs,
    Dcf,
    ForecastYear,
    LinesMissing,
    anniversary,
)

_NAMES = ("First year", "Second year", "Third year")


@dataclass(frozen=True)
class FiscalYear:
    """One of the company's own years."""

    label: str
    period: Period
    end: Figure
    revenue: Figure
    ebitda: Figure
    ebit: Figure
    pretax: Figure
    tax: Figure
    net_income: Figure


@dataclass(frozen=True)
class YearAfter:
    """Twelve months after closing."""

    label: str
    period: Period
    revenue: Figure
    ebitda: Figure
    ebit: Figure
    net_income: Figure


@dataclass(frozen=True)
class Standalone:
    """A company without the deal."""

    label: str
    flows: Dcf
    interest: Figure | None
    """Of the last twelve months, held level, as are the next two."""
    interest_income: Figure | None
    net_cost: Figure | None
    """EBIT less income before tax, in place of interest that is not reported."""
    minorities: Figure | None
    fiscal: Sequence[FiscalYear]
    part: Figure
    """Of the first fiscal year, after closing."""
    years: Sequence[YearAfter]
    checks: Sequence[CheckPair]
    findings: Sequence[Finding]


def closing_day(terms: MergerTerms) -> date:
    """The day on which the model closes."""
    assert isinstance(terms.closing.value, float)
    return spreadsheet_date(terms.closing.value)


def years_after(closing: date) -> Sequence[Period]:
    """The twelve months after closing, and the next ones."""
    found: list[Period] = []
    for _ in range(YEARS):
        start = found[-1].end if found else closing
        found.append(Period(start + timedelta(days=1), anniversary(start)))
    return found


def standalone(prefix: str, flows: Dcf, terms: MergerTerms) -> Standalone:
    """The company's path of net income.

    Raises:
        LinesMissing: It owes money and reports neither interest expense nor income before tax, or
            closing lies too late for its forecast.
    """
    company, at = flows.company.company, flows.policy.period
    latest, findings = company.latest, []

    def held(key: str, name: str, value: Term) -> Figure:
        return computed(f"{prefix}.{key}", name, value, at)

    paid, received = latest.get("interest_expense"), latest.get("interest_income")
    interest = None if paid is None else held("interest", "Interest expense, held level", paid)
    income = net_cost = None
    if paid is None and flows.company.claims.debt is not None:
        net_cost = held("net_cost", "EBIT less income before tax, held level", _net_cost(company))
        findings.append(
            _note(
                company.label,
                "no interest expense is reported; EBIT less income before tax stands in its place, "
                "and nothing of it counts against the cap on interest",
            )
        )
    elif received is not None:
        income = held("interest_income", "Interest income, held level", received)
    else:
        findings.append(_note(company.label, "no interest income is reported; none is counted"))
    whole, own = latest.get("net_income_including_noncontrolling"), latest.get("net_income")
    minorities = None
    if whole is not None and own is not None:
        minorities = held("minorities", "Minorities' share of income, held level", whole - own)
    ahead, closing = flows.forecast, closing_day(terms)
    first = next((place for place, one in enumerate(ahead.years) if one.period.end > closing), None)
    chosen = [] if first is None else list(ahead.years[first : first + YEARS + 1])
    if first is None or len(chosen) <= YEARS:
        raise LinesMissing(
            company.label, "earnings after closing", ["forecast years that far ahead"]
        )
    ends = ahead.year_ends[first : first + YEARS + 2]
    level = (interest if net_cost is None else net_cost, income, minorities)
    fiscal = [
        _fiscal(prefix, one, end, level, flows) for one, end in zip(chosen, ends[1:], strict=True)
    ]
    part = held(
        "part_fraction",
        "Part of the fiscal year of closing after it",
        (ends[1] - terms.closing) / (ends[1] - ends[0]),
    )
    inside = held(
        "part_fraction_inside",
        "The same, held between nothing and one",
        smallest(1, largest(part, 1e-6)),
    )
    check = CheckPair(
        f"Merger: closing lies in {company.label}'s {chosen[0].label}",
        part,
        inside,
        Format.RATIO4,
    )
    return Standalone(
        label=company.label,
        flows=flows,
        interest=interest,
        interest_income=income,
        net_cost=net_cost,
        minorities=minorities,
        fiscal=tuple(fiscal),
        part=part,
        years=tuple(
            _after(prefix, place, period, part, fiscal[place : place + 2])
            for place, period in enumerate(years_after(closing))
        ),
        checks=(check,),
        findings=tuple(findings),
    )


def _net_cost(company: CompanyInputs) -> Term:
    """What lies between EBIT and income before tax."""
    earned, left = (company.latest.get(key) for key in ("operating_income", "pretax_income"))
    if earned is None or left is None:
        raise LinesMissing(company.label, "a path of net income", ["interest expense"])
    return earned - left


def _fiscal(
    prefix: str,
    one: ForecastYear,
    end: Figure,
    level: tuple[Figure | None, Figure | None, Figure | None],
    flows: Dcf,
) -> FiscalYear:
    interest, income, minorities = level

    def made(key: str, name: str, value: Term) -> Figure:
        return computed(f"{prefix}.{key}", name, value, one.period)

    before: Term = one.ebit
    if interest is not None:
        before = before - interest
    if income is not None:
        before = before + income
    pretax = made("pretax", "Income before tax", before)
    tax = made("tax_charge", "Tax", not_below_zero(pretax) * flows.wacc.tax.rate)
    earned: Term = pretax - tax
    if minorities is not None:
        earned = earned - minorities
    return FiscalYear(
        label=one.label,
        period=one.period,
        end=end,
        revenue=one.revenue,
        ebitda=one.ebitda,
        ebit=one.ebit,
        pretax=pretax,
        tax=tax,
        net_income=made("fiscal_net_income", "Net income", earned),
    )


def _after(
    prefix: str, place: int, period: Period, part: Figure, pair: Sequence[FiscalYear]
) -> YearAfter:
    first, second = pair

    def weighed(key: str, name: str, one: Figure, other: Figure) -> Figure:
        return computed(f"{prefix}.{key}", name, one * part + other * (1 - part), period)

    return YearAfter(
        label=_NAMES[place],
        period=period,
        revenue=weighed("revenue", "Revenue", first.revenue, second.revenue),
        ebitda=weighed("ebitda", "EBITDA", first.ebitda, second.ebitda),
        ebit=weighed("ebit", "EBIT", first.ebit, second.ebit),
        net_income=weighed("net_income", "Net income", first.net_income, second.net_income),
    )


def _note(label: str, text: str) -> Finding:
    return Finding("transactions.merger-standalone", text, Severity.NOTE, where=label)
