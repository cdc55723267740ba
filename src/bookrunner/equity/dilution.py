"""Diluted shares at any price by the treasury-stock method, and the price from an equity value.

Per tranche of options or warrants with strike K, at the price P: ``max(0, N x (1 - K / P))``: what
holders pay buys shares back at the price. Restricted and performance units count in full. Of a
convertible with conversion price CP and principal D, where P > CP: ``D / CP`` shares, and the
principal is no debt; settled net in shares, ``(1 - CP / P) x D / CP`` shares, and it stays debt.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from bookrunner.figures import (
    Expression,
    Figure,
    Finding,
    Missing,
    Period,
    Term,
    computed,
    greater,
    if_,
    is_positive,
    meaningful,
    natural,
    smallest,
    total,
)


@dataclass(frozen=True)
class OptionTranche:
    """Options or warrants of one strike, in shares and money per share."""

    label: str
    count: Figure
    strike: Figure
    kind: str = "options"
    """``options`` or ``warrants``."""
    exercisable: Figure | None = None


@dataclass(frozen=True)
class UnitAward:
    """Unvested shares or units that cost their holders nothing."""

    label: str
    count: Figure
    kind: str = "rsu"
    """``rsu`` (restricted stock and units) or ``psu`` (performance units)."""


@dataclass(frozen=True)
class Convertible:
    """Debt that converts into shares."""

    label: str
    principal: Figure
    conversion_price: Figure
    shares: Figure
    """Principal over conversion price."""
    settled_net: bool = False
    """Whether the principal must be paid in cash, and only the excess in shares."""
    settlement: str = ""
    """In words; empty when the report does not say."""

    @property
    def count(self) -> Figure:
        """The shares all of it converts into."""
        return self.shares

    @property
    def strike(self) -> Figure:
        """The price above which holders convert."""
        return self.conversion_price


Claim = OptionTranche | Convertible
"""What becomes shares above a price."""


@dataclass(frozen=True)
class ShareCount:
    """What a company's diluted shares are made of, before any price is known."""

    basic: Figure
    """From the cover page of the latest report."""
    fixed: Figure
    """Basic shares and everything whose dilution does not move with the price."""
    fixed_parts: Sequence[Figure]
    """What ``fixed`` adds to the basic shares: restricted shares, reported dilution."""
    tranches: Sequence[OptionTranche]
    """Options by ascending strike."""
    exercised: Sequence[tuple[Figure, Figure]]
    """With the lowest one, two, ... strikes exercised: what holders pay, and all shares then."""
    findings: Sequence[Finding]
    converts: Sequence[Convertible] = field(default=())


def counted_shares(
    prefix: str,
    basic: Figure,
    parts: Sequence[Figure],
    tranches: Sequence[OptionTranche] = (),
    converts: Sequence[Convertible] = (),
    findings: Sequence[Finding] = (),
) -> ShareCount:
    """The share count made of these.

    Args:
        prefix: What the keys of the company's figures begin with.
        parts: Shares that dilute at any price.
    """
    ordered = tuple(sorted(tranches, key=_strike))
    moving = bool(tranches or converts)
    fixed = computed(
        f"{prefix}.bridge.shares_before_options",
        "Shares before options" if moving else "Diluted shares at any price",
        total([basic, *parts]),
        basic.period,
    )
    claims: list[Claim] = [*ordered, *converts]
    claims.sort(key=_strike)
    return ShareCount(
        basic,
        fixed,
        tuple(parts),
        ordered,
        _exercised(prefix, fixed, claims),
        tuple(findings),
        tuple(converts),
    )


def _exercised(
    prefix: str, fixed: Figure, claims: Sequence[Claim]
) -> Sequence[tuple[Figure, Figure]]:
    found: list[tuple[Figure, Figure]] = []
    for place, claim in enumerate(claims, start=1):
        paid: Term = claim.count * claim.strike
        shares: Term = fixed + claim.count
        if found:
            paid, shares = found[-1][0] + paid, found[-1][1] + claim.count
        words = f"the {place} lowest strikes"
        found.append(
            (
                computed(
                    f"{prefix}.bridge.exercise_money_{place}",
                    f"Paid to exercise {words}",
                    paid,
                    fixed.period,
                ),
                computed(
                    f"{prefix}.bridge.exercised_shares_{place}",
                    f"Shares with {words} exercised",
                    shares,
                    fixed.period,
                ),
            )
        )
    return tuple(found)


def dilution_at(
    count: ShareCount, price: Figure, prefix: str, period: Period
) -> tuple[Sequence[Figure], Figure]:
    """The new shares of each tranche, then of each convertible, and all diluted shares."""
    new = [
        computed(
            f"{prefix}.bridge.new_shares_{place}",
            f"New shares, {tranche.label}",
            _bought_back(tranche, price),
            period,
        )
        for place, tranche in enumerate(count.tranches, start=1)
    ]
    new += [
        computed(
            f"{prefix}.bridge.converted_shares_{place}",
            f"New shares, {convert.label}",
            _bought_back(convert, price)
            if convert.settled_net
            else convert.shares * _in_the_money(convert, price),
            period,
        )
        for place, convert in enumerate(count.converts, start=1)
    ]
    diluted = computed(
        f"{prefix}.bridge.diluted_shares", "Diluted shares", total([count.fixed, *new]), period
    )
    return tuple(new), diluted


def converted_debt(
    count: ShareCount, price: Figure, prefix: str, period: Period
) -> Sequence[Figure]:
    """The principal that is equity at the price, of each convertible not settled net."""
    return tuple(
        computed(
            f"{prefix}.bridge.converted_debt_{place}",
            f"Converted into shares, {convert.label}",
            convert.principal * _in_the_money(convert, price),
            period,
        )
        for place, convert in enumerate(count.converts, start=1)
        if not convert.settled_net
    )


def price_at(count: ShareCount, equity: Figure) -> Expression:
    """The price at which all diluted shares are worth the equity; NM when that is not positive.

    The equity is what is left with every convertible counted as debt. No iteration is needed: what
    the shares are worth is convex in the price, piecewise linear with a bend at every strike, so
    the price is the lowest of ``(equity + sum N K) / (shares + sum N)`` over the tranches taken in
    by ascending strike; of a convertible, N is principal over conversion price and N K its
    principal, however it is settled.
    """
    if not count.exercised:
        return meaningful(equity / count.fixed, when=is_positive(equity))
    candidates = [equity / count.fixed]
    candidates += [(equity + money) / shares for money, shares in count.exercised]
    named = [
        computed(
            f"{equity.key}.price_with_{place}",
            f"Price if the {place} lowest strikes are exercised, from {equity.name}",
            candidate,
            equity.period,
            case=equity.case,
        )
        for place, candidate in enumerate(candidates)
    ]
    return meaningful(smallest(*named), when=is_positive(equity))


def _bought_back(claim: Claim, price: Figure) -> Expression:
    kept = if_(greater(price, claim.strike), 1 - claim.strike / price, _none())
    return claim.count * kept


def _in_the_money(claim: Claim, price: Figure) -> Expression:
    return if_(greater(price, claim.strike), natural(1), _none())


def _none() -> Expression:
    # Out of the money none are exercised: one less one is none, and no literal is needed.
    return natural(1) - 1


def _strike(claim: Claim) -> float:
    assert not isinstance(claim.strike.value, Missing), "a strike is a number"
    return claim.strike.value
