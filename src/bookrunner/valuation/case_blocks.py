"""The drivers of each case of a DCF by forecast year: three made of history, and a company's plan.

Bear and bull lie a step beside base. In all three growth fades linearly to the long-run rate by the
last year and the margin is held. A plan gives growth, margin, and where it has them D&A and capex,
of the years it covers; after those growth fades and the shares of revenue are held.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import takewhile

from bookrunner.figures import Figure, Finding, Period, Severity, Term, computed, natural
from bookrunner.valuation.company_inputs import ReportedPeriod, above_zero
from bookrunner.valuation.dcf_assumptions import DcfAssumptions
from bookrunner.valuation.drivers import Drivers
from bookrunner.valuation.fiscal_years import year_label
from bookrunner.valuation.plan import CASES, Plan, PlanUnusable


@dataclass(frozen=True)
class CaseBlock:
    """One case's drivers by forecast year."""

    name: str
    fade: Figure | None
    """By how much growth changes from year to year; None where a plan covers all years."""
    growth: Sequence[Figure]
    margin: Sequence[Figure]
    depreciation: Sequence[Figure] = ()
    """Shares of revenue; empty where the case takes those of history."""
    capex: Sequence[Figure] = ()
    planned: Sequence[tuple[str, Sequence[Figure]]] = ()
    """The amounts of a plan that the drivers are made of, by label, one per year it covers."""


def case_blocks(
    prefix: str,
    drivers: Drivers,
    assumed: DcfAssumptions,
    numbers: Sequence[Figure],
    periods: Sequence[Period],
    at: Period,
) -> Sequence[CaseBlock]:
    """Bear, base and bull, in the order of the selector.

    Args:
        numbers: One, two and so on by forecast year.
    """
    count = numbers[-1]
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


def plan_block(
    prefix: str,
    plan: Plan,
    last: ReportedPeriod,
    assumed: DcfAssumptions,
    numbers: Sequence[Figure],
    periods: Sequence[Period],
    at: Period,
) -> tuple[CaseBlock, Finding]:
    """The plan as a case, and what a reader must know of it.

    Args:
        last: The last reported year; a plan's figures for it and before are not used.

    Raises:
        PlanUnusable: It has no revenue and EBITDA of the first year, or they are no amounts of
            the company's money.
    """
    label = plan.company.ticker or plan.company.name
    years = [year_label(last, place + 1, period) for place, period in enumerate(periods)]
    before = last.figures["revenue"]

    def amounts(line: str, count: int) -> list[Figure]:
        """The line's figures from the first year on, as long as the plan has them."""
        told = (
            plan.amount(line, year, period, before.unit)
            for year, period in zip(years[:count], periods[:count], strict=True)
        )
        return list(_until_missing(told))

    revenue = list(takewhile(above_zero, amounts("revenue", len(years))))
    ebitda, added = _planned_ebitda(prefix, plan, amounts, len(revenue))
    covered = len(ebitda)
    if not covered:
        held = ", ".join(sorted({year for _, year in plan.rows}))
        raise PlanUnusable(
            label,
            plan.name,
            f"it needs revenue and EBITDA (or EBIT and D&A) of {years[0]}, the first year after "
            f"the last reported one, and has lines of {held}",
        )
    revenue = revenue[:covered]

    def share(key: str, name: str, parts: Sequence[Figure]) -> list[Figure]:
        """Parts over revenue in the years covered; after them the last year's share."""
        found: list[Figure] = []
        for place, period in enumerate(periods):
            value: Term = parts[place] / revenue[place] if place < covered else found[-1]
            words = f"{name}, {plan.name} case"
            found.append(computed(f"{prefix}.{key}", words, value, period, case=plan.name))
        return found

    growth, fade = _planned_growth(prefix, plan, before, revenue, assumed, numbers, periods, at)
    shown = {"Revenue": revenue, **(added or {"EBITDA": ebitda})}
    shares: dict[str, Sequence[Figure]] = {}
    absent = []
    for line, name in (("depreciation_and_amortisation", "D&A"), ("capex", "Capex")):
        parts = shown.get(name) or amounts(line, covered)
        if len(parts) < covered:
            absent.append(name if line != "capex" else "capex")
            continue
        shown[name] = parts
        shares[line] = tuple(share(f"plan_{line}_share", f"{name} / revenue", parts))
    block = CaseBlock(
        plan.name,
        fade,
        tuple(growth),
        tuple(share("plan_margin", "EBITDA margin", ebitda)),
        shares.get("depreciation_and_amortisation", ()),
        shares.get("capex", ()),
        tuple((name, tuple(figures)) for name, figures in shown.items()),
    )
    return block, _said(plan, label, years, covered, absent)


def _until_missing(told: Iterable[Figure | None]) -> Iterable[Figure]:
    for figure in told:
        if figure is None:
            return
        yield figure


def _planned_ebitda(
    prefix: str, plan: Plan, amounts: Callable[[str, int], list[Figure]], count: int
) -> tuple[list[Figure], dict[str, list[Figure]]]:
    """EBITDA as planned, else planned EBIT and D&A with the sum of them."""
    told = amounts("ebitda", count)
    if told:
        return told, {}
    profit, written = (
        amounts(line, count) for line in ("operating_income", "depreciation_and_amortisation")
    )
    made = [
        computed(
            f"{prefix}.plan_ebitda",
            f"EBITDA, {plan.name}",
            one + other,
            one.period,
            case=plan.name,
        )
        for one, other in zip(profit, written, strict=False)
    ]
    count = len(made)
    return made, {"EBIT": profit[:count], "D&A": written[:count], "EBITDA": made}


def _planned_growth(
    prefix: str,
    plan: Plan,
    before: Figure,
    revenue: Sequence[Figure],
    assumed: DcfAssumptions,
    numbers: Sequence[Figure],
    periods: Sequence[Period],
    at: Period,
) -> tuple[list[Figure], Figure | None]:
    """Growth from year to year, and its yearly change after the years that the plan covers."""
    growth: list[Figure] = []
    fade = None
    words = f"Revenue growth, {plan.name} case"
    for place, period in enumerate(periods):
        value: Term
        if place < len(revenue):
            earlier = revenue[place - 1] if place else before
            value = revenue[place] / earlier - natural(1)
        else:
            if fade is None:
                fade = computed(
                    f"{prefix}.plan_growth_fade",
                    f"Yearly change of growth after the plan, {plan.name} case",
                    (assumed.long_run_growth - growth[-1]) / (numbers[-1] - numbers[place - 1]),
                    at,
                    case=plan.name,
                )
            value = growth[-1] + fade
        growth.append(computed(f"{prefix}.plan_growth", words, value, period, case=plan.name))
    return growth, fade


def _said(
    plan: Plan, label: str, years: Sequence[str], covered: int, absent: Sequence[str]
) -> Finding:
    files = ", ".join(f"{name} as of {day.isoformat()}" for name, day in plan.files)
    span = years[0] if covered == 1 else f"{years[0]} to {years[covered - 1]}"
    message = f"the {plan.name} case has {span} of the management case in {files}"
    if covered < len(years):
        message += "; after it growth fades to the long-run rate and its last margin is held"
    if absent:
        message += f"; it plans no {' and no '.join(absent)}, whose shares are those of history"
    return Finding("valuation.management-case", message, Severity.NOTE, where=label)
