"""What a buyout returns at each exit, and what the gain until the selected one is made of.

What is paid at entry counts as negative. A sale is that of ``lbo_exit``, the highest price that a
target return allows that of ``lbo_ability``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bookrunner.figures import (
    Figure,
    Period,
    Term,
    choose,
    computed,
    smallest,
)
from bookrunner.transactions.lbo_ability import HighestPrice, highest_price
from bookrunner.transactions.lbo_debt import DebtYear
from bookrunner.transactions.lbo_exit import ExitYear, exit_year, less_staying
from bookrunner.transactions.lbo_sources import SourcesUses
from bookrunner.transactions.lbo_terms import LboTerms
from bookrunner.valuation import Bridge, Policy


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
    years = [exit_year(prefix, held, one, multiple, terms, policy) for one in schedule]
    selected = terms.exit_selector

    def chosen(key: str, name: str, figures: Sequence[Figure]) -> Figure:
        return computed(f"{prefix}.{key}", name, choose(selected, figures), at)

    bridge = _bridge(prefix, held, schedule, years, multiple, selected, at)
    highest = [
        highest_price(target, held, one, debt, terms, goal)
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
        smallest(debt.net_debt, less_staying(one.enterprise_value, held))
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
