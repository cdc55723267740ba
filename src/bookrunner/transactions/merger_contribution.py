"""What each company brings to the combination, beside what its holders own of it.

    share             = own measure / both measures
    leverage-adjusted = (share x both enterprise values - own net claims) / both equity values

Measures of the enterprise (revenue, EBITDA, EBIT) are adjusted for what each company owes; net
income and market value belong to shareholders already. The exchange ratio that a share implies
is the target's equity by it, for each of its shares, over the acquirer's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bookrunner.figures import (
    Figure,
    Period,
    Term,
    both,
    computed,
    is_positive,
    meaningful,
    ratio,
)
from bookrunner.transactions.merger_income import Income
from bookrunner.transactions.merger_offer import Offer
from bookrunner.transactions.merger_standalone import Standalone
from bookrunner.valuation import Bridge, Policy

_LINES = (
    ("revenue", "Revenue", True),
    ("ebitda", "EBITDA", True),
    ("operating_income", "EBIT", True),
    ("net_income", "Net income", False),
)


@dataclass(frozen=True)
class Contribution:
    """One measure; shares are NM where a company's measure is not above zero."""

    label: str
    acquirer: Figure
    target: Figure
    acquirer_share: Figure
    target_share: Figure
    acquirer_equity_share: Figure
    """Adjusted for leverage."""
    target_equity_share: Figure
    exchange_ratio: Figure
    """Acquirer's shares for each of the target's, were the shares those of equity."""


@dataclass(frozen=True)
class HasGets:
    """What a holder has with one share before, and gets with it after."""

    label: str
    has: Figure
    gets: Figure
    change: Figure


@dataclass(frozen=True)
class Holders:
    """Who owns the combination, and what holders have and get."""

    acquirer: Figure
    target: Figure
    target_by_shares: Figure
    """Were all paid in shares: what contribution compares with, whatever cash buys."""
    acquirer_holder: Sequence[HasGets]
    target_holder: Sequence[HasGets]


def contributions(
    acquirer: Bridge,
    target: Bridge,
    sides: tuple[Standalone, Standalone],
    policy: Policy,
) -> Sequence[Contribution]:
    """By each measure that both companies report, of the last twelve months and the first year."""
    at, prefix = policy.period, f"{acquirer.company.prefix}.merger.contribution"
    found = []
    for key, name, is_enterprise in _LINES:
        own, other = (one.company.latest.get(key) for one in (acquirer, target))
        if own is None or other is None:
            continue
        found.append(
            _measure(
                f"{prefix}.{key}",
                f"{name}, LTM",
                (own, other),
                (acquirer, target),
                at,
                is_enterprise=is_enterprise,
            )
        )
    first, second = (one.years[0] for one in sides)
    for key, name, pair, is_enterprise in (
        ("ebitda_year_1", "EBITDA, first year", (first.ebitda, second.ebitda), True),
        (
            "net_income_year_1",
            "Net income, first year",
            (first.net_income, second.net_income),
            False,
        ),
        ("market_value", "Market value", (acquirer.equity_value, target.equity_value), False),
    ):
        found.append(
            _measure(
                f"{prefix}.{key}", name, pair, (acquirer, target), at, is_enterprise=is_enterprise
            )
        )
    return tuple(found)


def _measure(
    prefix: str,
    label: str,
    pair: tuple[Figure, Figure],
    bridges: tuple[Bridge, Bridge],
    at: Period,
    *,
    is_enterprise: bool,
) -> Contribution:
    def made(key: str, name: str, value: Term) -> Figure:
        return computed(f"{prefix}.{key}", f"{label}: {name}", value, at)

    own, other = pair
    sound = both(is_positive(own), is_positive(other))
    shares = [meaningful(ratio(one, own + other), when=sound) for one in pair]
    first = made("acquirer_share", "acquirer's share", shares[0])
    second = made("target_share", "target's share", shares[1])
    acquirer, target = bridges
    if is_enterprise:
        whole = acquirer.enterprise_value + target.enterprise_value
        equities = [
            made(f"{side}_equity", f"{side}'s equity by it", share * whole - _owed(bridge))
            for side, share, bridge in zip(
                ("acquirer", "target"), (first, second), bridges, strict=True
            )
        ]
    else:
        whole = acquirer.equity_value + target.equity_value
        equities = [
            made(f"{side}_equity", f"{side}'s equity by it", share * whole)
            for side, share in zip(("acquirer", "target"), (first, second), strict=True)
        ]
    value = equities[0] + equities[1]
    # What a company owes may exceed what it brings; nothing is then left to share.
    shared = both(is_positive(equities[0]), is_positive(equities[1]))
    implied = equities[1] / target.diluted_shares
    each = equities[0] / acquirer.diluted_shares
    return Contribution(
        label=label,
        acquirer=own,
        target=other,
        acquirer_share=first,
        target_share=second,
        acquirer_equity_share=made(
            "acquirer_equity_share",
            "acquirer's share, leverage-adjusted",
            meaningful(ratio(equities[0], value), when=shared),
        ),
        target_equity_share=made(
            "target_equity_share",
            "target's share, leverage-adjusted",
            meaningful(ratio(equities[1], value), when=shared),
        ),
        exchange_ratio=made(
            "exchange_ratio",
            "implied exchange ratio",
            meaningful(ratio(implied, each), when=shared),
        ),
    )


def _owed(bridge: Bridge) -> Term:
    """Enterprise value less equity value, as the company's own bridge has it."""
    return bridge.enterprise_value - bridge.equity_value


def holders(
    acquirer: Bridge,
    target: Bridge,
    sides: tuple[Standalone, Standalone],
    paid: Offer,
    income: Income,
    policy: Policy,
) -> Holders:
    """Ownership, and has/gets by share."""
    at, prefix = policy.period, f"{acquirer.company.prefix}.merger.holders"
    own = computed(
        f"{prefix}.acquirer_owned",
        "Owned by the acquirer's holders",
        acquirer.diluted_shares / income.shares,
        at,
    )
    new = computed(
        f"{prefix}.target_owned", "Owned by the target's holders", paid.issued / income.shares, at
    )
    whole = paid.full_ratio * paid.diluted_shares
    by_shares = computed(
        f"{prefix}.target_owned_by_shares",
        "Owned by the target's holders, were all paid in shares",
        whole / (acquirer.diluted_shares + whole),
        at,
    )
    mine: list[HasGets] = []
    theirs = [_pair(f"{prefix}.target.value", "Value of a share", target.price, paid.price, at)]
    for year, alone in zip(income.years, sides[1].years, strict=True):
        mine.append(
            _pair(
                f"{prefix}.acquirer.eps",
                f"EPS, {year.label.lower()}",
                year.standalone_eps,
                year.eps,
                year.period,
            )
        )
        has = computed(
            f"{prefix}.target.eps_has",
            f"Target's EPS alone, {year.label.lower()}",
            alone.net_income / target.diluted_shares,
            year.period,
        )
        theirs.append(
            _pair(
                f"{prefix}.target.eps",
                f"EPS, cash put into shares, {year.label.lower()}",
                has,
                year.eps * paid.full_ratio,
                year.period,
            )
        )
    return Holders(own, new, by_shares, tuple(mine), tuple(theirs))


def _pair(prefix: str, label: str, has: Figure, gets: Term, at: Period) -> HasGets:
    after = computed(f"{prefix}_gets", f"{label}, after the deal", gets, at)
    change = computed(
        f"{prefix}_change",
        f"{label}, change",
        meaningful(ratio(after, has) - 1, when=is_positive(has)),
        at,
    )
    return HasGets(label, has, after, change)
