"""Follow-on, block, rights and at-the-market, from section 8 and docs/methods/follow_on.md.

Written without the engine.
"""

import math
from dataclasses import dataclass

from tests.second_coding.basics import NM, Value, quotient
from tests.second_coding.bonds import bisect
from tests.second_coding.shares import Claims, ShareCount


@dataclass(frozen=True)
class Offer:
    """A listed company and the terms of its offering."""

    close: float
    shares: ShareCount
    size_share: float
    discount: float
    primary_share: float
    greenshoe: float
    spread: float
    expenses_share: float
    average_volume: float
    net_income: float
    interest: float
    debt: float
    tax_rate: float
    repays: float  # share of net proceeds
    net_debt: float
    ebitda: float


def sized(offer: Offer) -> dict[str, float]:
    """Size, price and shares of the base deal."""
    size = offer.close * offer.shares.diluted(offer.close) * offer.size_share
    price = offer.close * (1 - offer.discount)
    base = size / price
    return {
        "size": size,
        "price": price,
        "base_shares": base,
        "expenses": size * offer.expenses_share,
        "old_diluted": offer.shares.diluted(price),
        "volume_days": size / offer.close / offer.average_volume,
    }


def effects(offer: Offer, greenshoe: bool) -> dict[str, Value]:
    """Proceeds, dilution, EPS and leverage; the greenshoe is all new and adds no expenses."""
    deal = sized(offer)
    new = deal["base_shares"] * offer.primary_share
    if greenshoe:
        new += deal["base_shares"] * offer.greenshoe
    gross = new * deal["price"]
    net = gross * (1 - offer.spread) - deal["expenses"]
    repaid = max(min(net * offer.repays, offer.debt), 0.0)
    saved = repaid * offer.interest / offer.debt * (1 - offer.tax_rate) if offer.debt else 0.0
    after = deal["old_diluted"] + new
    before_eps = offer.net_income / deal["old_diluted"]
    after_eps = (offer.net_income + saved) / after
    return {
        "new_shares": new,
        "gross": gross,
        "spread_paid": gross * offer.spread,
        "net": net,
        "dilution": new / after,
        "all_in_cost": net / new / offer.close - 1,
        "eps_before": before_eps,
        "eps_after": after_eps,
        "eps_effect": after_eps / before_eps - 1 if before_eps > 0 else NM,
        "leverage": quotient(offer.net_debt - net, offer.ebitda),
    }


def net_debt(claims: Claims) -> float:
    """Debt with finance leases, less cash and short-term investments."""
    owed = claims.debt + claims.finance_leases
    return owed - claims.cash - claims.short_term_investments


def shelf_left(capacity: float, size: float, primary_share: float, greenshoe: float) -> float:
    """What the shelf still has at the last close."""
    return capacity - size * (primary_share + greenshoe)


def baby_shelf(public_float: float) -> float | None:
    """A third of the float while it is below 75 million dollars."""
    return public_float / 3 if public_float < 75_000_000 else None


def rights(close: float, old: float, money: float, discount: float) -> dict[str, Value]:
    """TERP, price and number of new shares that raise the money at a discount to TERP, by halving.

    `TERP = (N P + M S) / (N + M)` with `S = TERP x (1 - d)` and `R = M S`.
    """

    def gap(terp: float) -> float:
        subscription = terp * (1 - discount)
        new = money / subscription
        return (old * close + new * subscription) / (old + new) - terp

    lowest = close * 1e-9
    if gap(lowest) <= 0:  # no price above zero brings the money
        return dict.fromkeys(("terp", "subscription", "new_shares", "right"), NM)
    terp = bisect(gap, lowest, close)
    subscription = terp * (1 - discount)
    new = money / subscription
    return {
        "terp": terp,
        "subscription": subscription,
        "new_shares": new,
        "right": (terp - subscription) * new / old,
    }


def backstop(
    price: float, base: float, z: float, volatility: float, days: float
) -> tuple[float, float]:
    """The price a bank can stand, and what it is exposed to."""
    stood = price * (1 - z * volatility * math.sqrt(days / 252))
    return stood, base * stood


def at_the_market(
    money: float, close: float, volume: float, participation: float, commission: float
) -> dict[str, float]:
    """Days of selling and what is left after commission."""
    return {
        "days": money / (close * volume * participation),
        "net": money * (1 - commission),
        "shares": money / close,
    }
