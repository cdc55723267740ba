"""A sale of a bought-out company at the end of one year.

exit equity = exit multiple x EBITDA of the year - net debt - claims that stay, none below 0
pool        = management's share x (exit equity - entry equity), never below zero
MOIC        = sponsor's proceeds / sponsor's equity
IRR         = MOIC ^ (365 / days) - 1: what XIRR gives for one payment and one receipt
"""

from __future__ import annotations

from dataclasses import dataclass

from bookrunner.figures import (
    DAYS,
    Figure,
    Term,
    computed,
    is_positive,
    largest,
    meaningful,
    natural,
    not_below_zero,
    ratio,
)
from bookrunner.transactions.lbo_debt import DebtYear
from bookrunner.transactions.lbo_sources import SourcesUses
from bookrunner.transactions.lbo_terms import LboTerms
from bookrunner.valuation import Policy


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


def exit_year(
    prefix: str,
    held: SourcesUses,
    one: DebtYear,
    multiple: Figure,
    terms: LboTerms,
    policy: Policy,
) -> ExitYear:
    """The sale at the exit multiple, and who gets what of it."""

    def made(key: str, name: str, value: Term) -> Figure:
        return computed(f"{prefix}.exit.{key}", name, value, one.year.period)

    elapsed = made(
        "held_years",
        "Years held",
        (one.year.end - policy.date_serial) / natural(365, DAYS),
    )
    enterprise = made("enterprise_value", "Enterprise value", one.year.full_ebitda * multiple)
    left = less_staying(enterprise - one.net_debt, held)
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


def less_staying(value: Term, held: SourcesUses) -> Term:
    """The value without the claims that the deal leaves in place."""
    return value if held.staying is None else value - held.staying
