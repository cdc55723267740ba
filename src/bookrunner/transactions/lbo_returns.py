"""What a buyout returns, from what, and the highest price that a target return allows.

    exit equity  = exit multiple x EBITDA of the year - net debt - claims that stay
    pool         = management's share x (exit equity - entry equity), never below zero
    MOIC         = sponsor's proceeds / sponsor's equity
    IRR          = MOIC ^ (365 / days) - 1: what XIRR gives for one payment and one receipt
    entry equity at a target r after t years = exit equity x (1 - p) / ((1 + r)^t - p)

The last is solved, not searched: debt is sized on EBITDA, so that nothing after closing depends on
the price, and the exit multiple is held at that of the model. What is paid at entry counts as
negative.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bookrunner.equity import price_at
from bookrunner.figures import (
    DAYS,
    Figure,
    Period,
    Term,
    both,
    choose,
    computed,
    greater,
    is_positive,
    largest,
    meaningful,
    natural,
    not_below_zero,
    ratio,
    smallest,
)
from bookrunner.transactions.lbo_debt import DebtYear
from bookrunner.transactions.lbo_sources import SourcesUses
from bookrunner.transactions.lbo_terms import LboTerms
from bookrunner.valuation import Bridge, Policy


@dataclass(frozen=True)
class ExitYear:
    """A sale at the end of one year."""

    label: str
    held: Figure
    """Years from closing, by days."""
    enterprise_value: Figure
    equity: Figure
    """Of all holders, before management's share."""
    pool: Figure
    proceeds: Figure
    """The sponsor's."""
    moic: Figure
    irr: Figure


@dataclass(frozen=True)
class ValueBridge:
    """What the gain of all equity until the selected exit is made of."""

    ebitda: Figure
    multiple: Figure
    deleveraging: Figure
    fees: Figure
    pool: Figure
    gain: Figure
    """Of sponsor and rollover, as the parts add up."""
    gain_by_flows: Figure
    """The same, as received less paid."""
    read: Sequence[Figure]
    """What the parts are made of at the selected exit."""

    @property
    def parts(self) -> Sequence[Figure]:
        """What adds up to the gain."""
        return (self.ebitda, self.multiple, self.deleveraging, self.fees, self.pool)


@dataclass(frozen=True)
class HighestPrice:
    """What can be paid for a return, at an exit."""

    target: Figure
    label: str
    """Of the exit year."""
    entry_equity: Figure
    equity_value: Figure
    """Of the company, convertibles counted as debt."""
    enterprise_value: Figure
    multiple: Figure
    share_price: Figure | None
    premium: Figure | None
    irr_back: Figure
    """The return at that price, computed forward."""
    flat_multiple: Figure
    """The highest EV / LTM EBITDA where the company is sold at the multiple that was paid; NM where
    EBITDA grows so much that any price earns the target, or the exit leaves nothing."""
    flat_stated: Figure
    """Per share, or of all equity where nothing is listed."""
    chain: Sequence[Figure]

    @property
    def stated(self) -> Figure:
        """Per share, or of all equity where nothing is listed."""
        return self.equity_value if self.share_price is None else self.share_price


@dataclass(frozen=True)
class Returns:
    """Of every exit year, and of the selected one."""

    exit_multiple: Figure
    years: Sequence[ExitYear]
    held: Figure
    """Years until the selected exit."""
    moic: Figure
    irr: Figure
    exit_equity: Figure
    bridge: ValueBridge
    highest: Sequence[HighestPrice]
    """By target, then by exit year."""


def returns(
    target: Bridge,
    held: SourcesUses,
    schedule: Sequence[DebtYear],
    terms: LboTerms,
    policy: Policy,
) -> Returns:
    """What the buyout returns at each year's end."""
    prefix, at = f"{target.company.prefix}.lbo", policy.period
    multiple = computed(
        f"{prefix}.exit_multiple",
        "Exit EV / EBITDA",
        held.entry.multiple + terms.exit_change,
        at,
    )
    years = [_exit(prefix, held, one, multiple, terms, policy) for one in schedule]
    selected = terms.exit_selector

    def chosen(key: str, name: str, figures: Sequence[Figure]) -> Figure:
        return computed(f"{prefix}.{key}", name, choose(selected, figures), at)

    bridge = _bridge(prefix, held, schedule, years, multiple, selected, at)
    highest = [
        _highest(target, held, one, debt, terms, goal)
        for goal in terms.targets
        for one, debt in zip(years, schedule, strict=True)
    ]
    moic = chosen("moic_multiple", "Multiple of money", [one.moic for one in years])
    elapsed = chosen("selected_held_years", "Years held", [one.held for one in years])
    return Returns(
        exit_multiple=multiple,
        years=tuple(years),
        held=elapsed,
        moic=moic,
        irr=computed(f"{prefix}.irr", "Internal rate of return", moic ** (1 / elapsed) - 1, at),
        exit_equity=chosen("exit_equity", "Exit equity", [one.equity for one in years]),
        bridge=bridge,
        highest=tuple(highest),
    )


def _exit(
    prefix: str,
    held: SourcesUses,
    one: DebtYear,
    multiple: Figure,
    terms: LboTerms,
    policy: Policy,
) -> ExitYear:
    def made(key: str, name: str, value: Term) -> Figure:
        return computed(f"{prefix}.exit.{key}", name, value, one.year.period)

    elapsed = made(
        "held_years",
        "Years held",
        (one.year.end - policy.date_serial) / natural(365, DAYS),
    )
    enterprise = made("enterprise_value", "Enterprise value", one.year.full_ebitda * multiple)
    left = _less_staying(enterprise - one.net_debt, held)
    equity = made("equity", "Exit equity", not_below_zero(left))
    pool = made(
        "pool",
        "Less: management's share of the gain",
        not_below_zero(equity - held.equity) * terms.pool,
    )
    proceeds = made("proceeds", "Sponsor's proceeds", (equity - pool) * held.sponsor_share)
    moic = made(
        "moic_multiple",
        "Multiple of money",
        meaningful(ratio(proceeds, held.sponsor), when=is_positive(held.sponsor)),
    )
    # Of a few days a yearly return says nothing, and a high multiple has none that is finite.
    years = largest(elapsed, natural(1) / natural(12))
    return ExitYear(
        label=one.year.label,
        held=elapsed,
        enterprise_value=enterprise,
        equity=equity,
        pool=pool,
        proceeds=proceeds,
        moic=moic,
        irr=made("irr", "Internal rate of return", moic ** (1 / years) - 1),
    )


def _bridge(
    prefix: str,
    held: SourcesUses,
    schedule: Sequence[DebtYear],
    years: Sequence[ExitYear],
    multiple: Figure,
    selected: Figure,
    at: Period,
) -> ValueBridge:
    def made(key: str, name: str, value: Term) -> Figure:
        return computed(f"{prefix}.bridge.{key}", name, value, at)

    entry = held.entry
    ebitda = made(
        "exit_ebitda",
        "EBITDA at exit",
        choose(selected, [one.year.full_ebitda for one in schedule]),
    )
    # Lenders get no more than the company is worth.
    owed = [
        smallest(debt.net_debt, _less_staying(one.enterprise_value, held))
        for debt, one in zip(schedule, years, strict=True)
    ]
    net_debt = made("exit_net_debt", "Net debt at exit, as far as repaid", choose(selected, owed))
    pool = made("pool", "Management's share", -choose(selected, [one.pool for one in years]))
    growth = made("ebitda", "EBITDA growth", (ebitda - entry.ebitda) * entry.multiple)
    change = made("multiple", "Multiple", (multiple - entry.multiple) * ebitda)
    paid_down = made("deleveraging", "Deleveraging", held.debt - held.minimum_cash - net_debt)
    costs: Term = -held.advisory - held.financing - held.discounts
    if held.breakage is not None:
        costs = costs - held.breakage
    fees = made("fees", "Fees and issue discount", costs)
    parts = growth + change + paid_down + fees + pool
    equity = choose(selected, [one.equity for one in years])
    return ValueBridge(
        ebitda=growth,
        multiple=change,
        deleveraging=paid_down,
        fees=fees,
        pool=pool,
        gain=made("gain", "Gain of sponsor and rollover", parts),
        gain_by_flows=made(
            "gain_by_flows", "The same, received less paid", equity + pool - held.equity
        ),
        read=(ebitda, net_debt),
    )


def _less_staying(value: Term, held: SourcesUses) -> Term:
    return value if held.staying is None else value - held.staying


def _highest(
    target: Bridge,
    held: SourcesUses,
    exit_year: ExitYear,
    debt: DebtYear,
    terms: LboTerms,
    goal: Figure,
) -> HighestPrice:
    """The price at which the sponsor's return is the target, by algebra."""
    company, period = target.company, exit_year.held.period
    word = goal.key.rsplit(".", 1)[-1].removesuffix("_irr")
    key = f"{company.prefix}.lbo.highest_{word}"

    def made(name: str, label: str, value: Term) -> Figure:
        return computed(f"{key}.{name}", label, value, period)

    grown = (1 + goal) ** exit_year.held
    equity = made(
        "entry_equity",
        "Entry equity that earns the target",
        meaningful(
            ratio(exit_year.equity * (1 - terms.pool), grown - terms.pool),
            when=both(greater(grown, terms.pool), is_positive(exit_year.equity)),
        ),
    )
    # Uses of the sale itself: the price, the debt it pays off, and costs in per cent of EV.
    other: Term = held.debt - held.financing - held.discounts - held.minimum_cash
    if held.existing_cash is not None:
        other = other + held.existing_cash
    if held.refinanced is not None:
        other = other - held.refinanced
        for principal in held.entry.converted:
            other = other - principal
    if held.breakage is not None:
        other = other - held.breakage
    funded = equity + other
    value = made(
        "equity_value",
        "Equity value",
        (funded - held.entry.net_claims * terms.advisory_fee) / (1 + terms.advisory_fee),
    )
    enterprise = made("enterprise_value", "Enterprise value", value + held.entry.net_claims)
    multiple = made("ev_multiple", "EV / LTM EBITDA", enterprise / held.entry.ebitda)
    price = premium = None
    if company.is_listed:
        price = made("share_price", "Price per share", price_at(target.claims.count, value))
        if company.price is not None:
            premium = made(
                "premium", "Premium over the current price", ratio(price, company.price) - 1
            )
    # Forward again: what the sponsor and the rollover pay at that enterprise value.
    outlay: Term = enterprise * (1 + terms.advisory_fee) - held.entry.net_claims
    outlay = outlay - other
    outlay_figure = made("outlay", "Equity paid at that price", outlay)
    gain = not_below_zero(exit_year.equity - outlay_figure) * terms.pool
    times = made(
        "times_multiple",
        "Multiple of money at that price",
        meaningful(ratio(exit_year.equity - gain, outlay_figure), when=is_positive(outlay_figure)),
    )
    back = made("irr_back", "Return at that price", times ** (1 / exit_year.held) - 1)
    flat = _flat(made, target, held, debt, terms, grown, other)
    chain = [equity, value, enterprise, multiple, price, premium, outlay_figure, times, back, *flat]
    return HighestPrice(
        target=goal,
        label=exit_year.label,
        entry_equity=equity,
        equity_value=value,
        enterprise_value=enterprise,
        multiple=multiple,
        share_price=price,
        premium=premium,
        irr_back=back,
        flat_multiple=flat[0],
        flat_stated=flat[-1],
        chain=tuple(one for one in chain if one is not None),
    )


_Made = Callable[[str, str, Term], Figure]


def _flat(
    made: _Made,
    target: Bridge,
    held: SourcesUses,
    debt: DebtYear,
    terms: LboTerms,
    grown: Term,
    other: Term,
) -> Sequence[Figure]:
    """The highest price where the exit multiple is that of entry plus the change assumed.

    Entry equity is V (1 + a) - net claims - other sources; exit equity is linear in V too, so both
    meet at one V. With q = (1 - p) / ((1 + r)^t - p), growth G of EBITDA and exit claims C:
    ``V = (net claims + other + q (change x EBITDA - C)) / (1 + a - q G)``.
    """
    earned = debt.year.full_ebitda
    worth = made(
        "worth_factor",
        "Entry equity for one of exit equity",
        meaningful(ratio(1 - terms.pool, grown - terms.pool), when=greater(grown, terms.pool)),
    )
    left = _less_staying(earned * terms.exit_change - debt.net_debt, held)
    margin = made(
        "flat_margin_factor",
        "Price less what its own exit value pays for",
        1 + terms.advisory_fee - worth * earned / held.entry.ebitda,
    )
    value = made(
        "flat_line_value",
        "Enterprise value at which entry and exit equity meet",
        ratio(held.entry.net_claims + other + worth * left, margin),
    )
    # Where the exit leaves nothing, lenders alone would pay, and there is no return to speak of.
    leaves = is_positive(value * earned / held.entry.ebitda + left)
    enterprise = made(
        "flat_enterprise_value",
        "Enterprise value, if sold at the multiple paid",
        meaningful(value, when=both(is_positive(margin), is_positive(value), leaves)),
    )
    multiple = made(
        "flat_multiple",
        "EV / LTM EBITDA, if sold at the multiple paid",
        enterprise / held.entry.ebitda,
    )
    equity = made(
        "flat_equity_value",
        "Equity value, if sold at the multiple paid",
        enterprise - held.entry.net_claims,
    )
    found = [multiple, worth, margin, value, enterprise, equity]
    if target.company.is_listed:
        found.append(
            made(
                "flat_share_price",
                "Price per share, if sold at the multiple paid",
                price_at(target.claims.count, equity),
            )
        )
    return found
