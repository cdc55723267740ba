"""The debt of a buyout year by year: interest, tax, and the waterfall of cash.

    cash available   = EBITDA - tax - capex - increase of working capital
    before revolver  = opening cash + cash available - cash interest - scheduled repayment
    revolver         draws what is missing to the minimum cash, up to the commitment; repays first
    sweep            = MIN(balance, surplus over the minimum cash), layer by layer
    deductible       = MIN(interest + interest carried forward, cap x EBITDA or EBIT)

Interest runs on the balance at the start of the year, or behind a switch on the average of that
and the balance after scheduled repayment; sweeps happen at the year's end, so nothing is circular.
Losses are not carried forward, and cash earns nothing: both understate returns.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bookrunner.figures import (
    Figure,
    Term,
    at_least,
    computed,
    if_,
    largest,
    not_below_zero,
    smallest,
    total,
)
from bookrunner.transactions.lbo_sources import Layer, SourcesUses
from bookrunner.transactions.lbo_terms import LboTerms
from bookrunner.transactions.lbo_years import OperatingYear


@dataclass(frozen=True)
class LayerYear:
    """One tranche in one year."""

    opening: Figure
    rate: Figure
    interest: Figure
    scheduled: Figure
    swept: Figure | None
    accrued: Figure | None
    """Interest added to the principal."""
    closing: Figure


@dataclass(frozen=True)
class DebtYear:
    """The financing of one year."""

    year: OperatingYear
    layers: Sequence[LayerYear]
    revolver_opening: Figure
    revolver_rate: Figure
    revolver_interest: Figure
    """With the fee on what is undrawn."""
    cash_interest: Figure
    interest: Figure
    """In cash and in kind."""
    amortised: Figure
    """Of financing costs."""
    costs_left: Figure
    """Financing costs not yet amortised."""
    cap: Figure
    deductible: Figure
    carried: Figure
    """Interest carried forward."""
    taxes: Figure
    net_income: Figure
    available: Figure
    """Cash for debt service."""
    scheduled: Figure
    opening_cash: Figure
    before_revolver: Figure
    drawn: Figure
    repaid: Figure
    revolver_closing: Figure
    surplus: Figure
    """That sweeps."""
    closing_cash: Figure
    shortfall: Figure
    """Below the minimum cash, with the revolver drawn in full."""
    debt: Figure
    net_debt: Figure
    free_cash_flow: Figure
    """After interest and tax, before any repayment."""


def debt_years(
    prefix: str,
    held: SourcesUses,
    terms: LboTerms,
    years: Sequence[OperatingYear],
    tax: Figure,
) -> Sequence[DebtYear]:
    """The schedule over all years."""
    made: list[DebtYear] = []
    for year in years:
        made.append(_year(prefix, held, terms, year, tax, made[-1] if made else None))
    return tuple(made)


def _year(
    prefix: str,
    held: SourcesUses,
    terms: LboTerms,
    year: OperatingYear,
    tax: Figure,
    before: DebtYear | None,
) -> DebtYear:
    def made(key: str, name: str, value: Term) -> Figure:
        return computed(f"{prefix}.{key}", name, value, year.period)

    base = made("base_used_rate", "Base rate", terms.base_rate)
    started = [
        _opened(prefix, layer, terms, year, base, before.layers[place].closing if before else None)
        for place, layer in enumerate(held.layers)
    ]
    drawn_before: Term = before.revolver_closing if before else held.commitment - held.commitment
    opening = made("revolver.opening", "Revolver at start", drawn_before)
    rate = made("revolver.rate", "Revolver: rate", base + terms.revolver_margin)
    on_revolver = made(
        "revolver.interest",
        "Revolver: interest and undrawn fee",
        (opening * rate + (held.commitment - opening) * terms.undrawn_fee) * year.part,
    )
    paid = [one.interest for layer, one in started if not layer.terms.is_paid_in_kind]
    cash_interest = made("cash_interest", "Cash interest", total([on_revolver, *paid]))
    accrued = [one.interest for layer, one in started if layer.terms.is_paid_in_kind]
    interest = made("interest", "Interest, cash and in kind", total([cash_interest, *accrued]))
    costs = before.costs_left if before else held.financing + held.discounts
    yearly = (held.financing + held.discounts) / terms.fee_life * year.part
    amortised = made("costs_amortised", "Financing costs amortised", smallest(costs, yearly))
    costs_left = made("costs_left", "Capitalised financing costs", costs - amortised)
    earned = if_(terms.cap_on_ebitda, year.ebitda, year.ebit)
    cap = made(
        "interest_cap_amount",
        "Cap on deductible interest",
        not_below_zero(earned) * terms.interest_cap,
    )
    claimed: Term = interest + amortised
    if before is not None:
        claimed = claimed + before.carried
    deductible = made("deductible", "Deductible interest", smallest(claimed, cap))
    carried = made("carried", "Interest carried forward", claimed - deductible)
    taxes = made("taxes", "Cash taxes", not_below_zero(year.ebit - deductible) * tax)
    income = made("net_income", "Net income", year.ebit - interest - amortised - taxes)
    flow: Term = year.ebitda - taxes - year.capex
    if year.working_capital is not None:
        flow = flow - year.working_capital
    if year.stock_compensation is not None:
        flow = flow + year.stock_compensation
    available = made("available", "Cash available for debt service", flow)
    free = made(
        "levered_free_cash_flow", "Free cash flow after interest", available - cash_interest
    )
    scheduled = made(
        "scheduled", "Scheduled repayment", total([one.scheduled for _, one in started])
    )
    cash = made(
        "opening_cash", "Cash at start", before.closing_cash if before else held.minimum_cash
    )
    left = made("before_revolver", "Cash before the revolver", cash + free - scheduled)
    drawn = made(
        "revolver.drawn",
        "Revolver drawn",
        smallest(not_below_zero(held.minimum_cash - left), held.commitment - opening),
    )
    repaid = made(
        "revolver.repaid",
        "Revolver repaid",
        smallest(opening, not_below_zero(left - held.minimum_cash)),
    )
    closing = made("revolver.closing", "Revolver at end", opening + drawn - repaid)
    surplus = made(
        "surplus",
        "Surplus cash that sweeps",
        not_below_zero(left - repaid - held.minimum_cash) * terms.sweep,
    )
    finished: list[LayerYear] = []
    unswept: Term = surplus
    swept: list[Figure] = []
    for layer, one in started:
        ended = _closed(prefix, layer, one, year, unswept)
        finished.append(ended)
        if ended.swept is not None:
            swept.append(ended.swept)
            unswept = unswept - ended.swept
    end_cash: Term = left + drawn - repaid
    for one_swept in swept:
        end_cash = end_cash - one_swept
    closing_cash = made("closing_cash", "Cash at end", end_cash)
    debt = made("debt", "Total debt", total([closing, *(one.closing for one in finished)]))
    return DebtYear(
        year=year,
        layers=tuple(finished),
        revolver_opening=opening,
        revolver_rate=rate,
        revolver_interest=on_revolver,
        cash_interest=cash_interest,
        interest=interest,
        amortised=amortised,
        costs_left=costs_left,
        cap=cap,
        deductible=deductible,
        carried=carried,
        taxes=taxes,
        net_income=income,
        available=available,
        scheduled=scheduled,
        opening_cash=cash,
        before_revolver=left,
        drawn=drawn,
        repaid=repaid,
        revolver_closing=closing,
        surplus=surplus,
        closing_cash=closing_cash,
        shortfall=made(
            "shortfall", "Cash below the minimum", not_below_zero(held.minimum_cash - closing_cash)
        ),
        debt=debt,
        net_debt=made("net_debt", "Net debt", debt - closing_cash),
        free_cash_flow=free,
    )


@dataclass(frozen=True)
class _Started:
    """A tranche before the sweep."""

    opening: Figure
    rate: Figure
    interest: Figure
    scheduled: Figure


def _opened(
    prefix: str,
    layer: Layer,
    terms: LboTerms,
    year: OperatingYear,
    base: Figure,
    before: Figure | None,
) -> tuple[Layer, _Started]:
    held = layer.terms

    def made(key: str, name: str, value: Term) -> Figure:
        label = f"{held.label}: {name}"
        return computed(f"{prefix}.{held.key}.{key}", label, value, year.period)

    opening = made("opening", "at start", layer.principal if before is None else before)
    floating: Term | None = None if held.floor is None else largest(base, held.floor) + held.rate
    rate = made("all_in_rate", "rate", held.rate if floating is None else floating)
    part = smallest(opening, layer.principal * held.amortisation * year.part)
    is_due = at_least(year.elapsed, held.tenor)

    def repaid(whole: Term) -> Figure:
        return made("scheduled", "scheduled repayment", if_(is_due, whole, part))

    if held.is_paid_in_kind:
        # What accrues in the year it falls due is paid with the principal.
        interest = made("interest", "interest", opening * rate * year.part)
        return layer, _Started(opening, rate, interest, repaid(opening + interest))
    scheduled = repaid(opening)
    counted = opening - scheduled * terms.average_switch * 0.5
    interest = made("interest", "interest", counted * rate * year.part)
    return layer, _Started(opening, rate, interest, scheduled)


def _closed(
    prefix: str, layer: Layer, one: _Started, year: OperatingYear, surplus: Term
) -> LayerYear:
    held = layer.terms

    def made(key: str, name: str, value: Term) -> Figure:
        label = f"{held.label}: {name}"
        return computed(f"{prefix}.{held.key}.{key}", label, value, year.period)

    swept = accrued = None
    if held.is_paid_in_kind:
        accrued = one.interest
    closing: Term = one.opening if accrued is None else one.opening + accrued
    closing = closing - one.scheduled
    if held.is_swept:
        swept = made("swept", "swept", smallest(closing, surplus))
        closing = closing - swept
    return LayerYear(
        opening=one.opening,
        rate=one.rate,
        interest=one.interest,
        scheduled=one.scheduled,
        swept=swept,
        accrued=accrued,
        closing=made("closing", "at end", closing),
    )
