"""The highest price that a target return allows a buyout, solved and not searched.

    entry equity at a target r after t years = exit equity x (1 - p) / ((1 + r)^t - p)

Debt is sized on EBITDA, so that nothing after closing depends on the price; the exit multiple is
held at that of the model, or is the one that was paid. p is management's share.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bookrunner.equity import price_at
from bookrunner.figures import (
    Figure,
    Term,
    both,
    computed,
    greater,
    is_positive,
    meaningful,
    not_below_zero,
    ratio,
)
from bookrunner.transactions.lbo_debt import DebtYear
from bookrunner.transactions.lbo_exit import ExitYear, less_staying
from bookrunner.transactions.lbo_sources import SourcesUses
from bookrunner.transactions.lbo_terms import LboTerms
from bookrunner.valuation import Bridge


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


def highest_price(
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
    times = meaningful(ratio(enterprise, held.entry.ebitda), when=is_positive(enterprise))
    multiple = made("ev_multiple", "EV / LTM EBITDA", times)
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
    gained = made(
        "times_multiple",
        "Multiple of money at that price",
        meaningful(ratio(exit_year.equity - gain, outlay_figure), when=is_positive(outlay_figure)),
    )
    back = made("irr_back", "Return at that price", gained ** (1 / exit_year.held) - 1)
    flat = _flat(made, target, held, debt, terms, grown, other)
    chain = [
        equity,
        value,
        enterprise,
        multiple,
        price,
        premium,
        outlay_figure,
        gained,
        back,
        *flat,
    ]
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
    left = less_staying(earned * terms.exit_change - debt.net_debt, held)
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
