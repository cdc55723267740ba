"""Initial public offering, from section 8 of the output standards and docs/methods/ipo.md.

Written without the engine.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from tests.second_coding.basics import NM, Value
from tests.second_coding.shares import ShareCount


@dataclass(frozen=True)
class Offer:
    """The company and the terms of its offering."""

    peers_multiple: float | None
    dcf_enterprise_value: float | None
    peers_weight: float
    metric: float  # LTM EBITDA, or revenue where EBITDA is not above zero
    net_claims: float
    discount: float
    spread: float
    expenses: float
    base_share: float  # base deal over equity value after the money
    primary_share: float
    over_allotment: float  # share of base shares
    shares: ShareCount
    outstanding: float
    increment: float
    half_range: float  # share of the midpoint


def fair_multiple(offer: Offer) -> float:
    """Peers' and the DCF's, weighted; either alone where the other is missing."""
    own = None
    if offer.dcf_enterprise_value is not None:
        own = offer.dcf_enterprise_value / offer.metric
    if offer.peers_multiple is None:
        assert own is not None
        return own
    if own is None:
        return offer.peers_multiple
    return offer.peers_multiple * offer.peers_weight + own * (1 - offer.peers_weight)


def fair_equity(offer: Offer) -> float:
    """Before the money."""
    return fair_multiple(offer) * offer.metric - offer.net_claims


def offer_value(offer: Offer) -> float:
    """After the money: `V = (1 - d) x (E + net proceeds)`, by repetition and not in closed form."""
    value = 0.0
    for _ in range(500):
        net = new_money(offer, value) * (1 - offer.spread) - offer.expenses
        value = (1 - offer.discount) * (fair_equity(offer) + net)
    return value


def new_money(offer: Offer, value: float) -> float:
    """Gross proceeds of new shares in the base deal."""
    return offer.base_share * offer.primary_share * value


def to_increment(value: float, increment: float) -> float:
    """Rounded half up to the increment."""
    return math.floor(value / increment + 0.5) * increment


def priced(offer: Offer) -> dict[str, Value]:
    """From the fair multiple to the range and the base shares."""
    value = offer_value(offer)
    before = value - new_money(offer, value)
    indicated = offer.shares.price_of(before)
    found: dict[str, Value] = {
        "fair_multiple": fair_multiple(offer),
        "fair_equity": fair_equity(offer),
        "offer_value": value,
        "net_proceeds": new_money(offer, value) * (1 - offer.spread) - offer.expenses,
        "offer_value_before": before,
        "indicated": indicated,
    }
    if isinstance(indicated, str):
        return found
    midpoint = to_increment(indicated, offer.increment)
    half = math.ceil(midpoint * offer.half_range / offer.increment - 1e-9) * offer.increment
    found |= {
        "midpoint": midpoint,
        "low": midpoint - half,
        "high": midpoint + half,
        "base_shares": offer.base_share * value / midpoint,
    }
    return found


def at_price(offer: Offer, price: float, base: float, greenshoe: bool) -> dict[str, Value]:
    """The offering at a price of its range; the over-allotment is all of new shares."""
    option = base * offer.over_allotment if greenshoe else 0.0
    new = base * offer.primary_share + option
    gross = new * price
    net = gross * (1 - offer.spread) - offer.expenses
    diluted = offer.shares.diluted(price)
    equity = price * (diluted + new)
    fair = fair_equity(offer) + net
    secondary = base * (1 - offer.primary_share)
    return {
        "new_shares": new,
        "secondary_shares": secondary,
        "gross_proceeds": gross,
        "net_proceeds": net,
        "holders_spread": secondary * price * offer.spread,
        "discount": 1 - equity / fair if fair > 0 else NM,
        "equity_value": equity,
        "enterprise_value": equity + offer.net_claims - net,
        "dilution": new / (diluted + new),
        "outstanding_after": offer.outstanding + new,
        "free_float": (base + option) / (offer.outstanding + new),
    }


def holders_after(
    held: Mapping[str, float], gives: Mapping[str, float], secondary: float, after: float
) -> dict[str, float]:
    """Each holder's part of all shares once secondary shares are sold, in proportion to gives."""
    offered = sum(gives.values())
    return {
        name: (count - secondary * gives.get(name, 0.0) / offered) / after
        for name, count in held.items()
    }


def tangible_per_share(book: float, net: float, after: float, price: float) -> tuple[float, float]:
    """Net tangible book value per share after, and the dilution of new investors."""
    each = (book + net) / after
    return each, price - each


def leverage_after(debt: float, cash: float, net: float, ebitda: float) -> Value:
    """Net debt over EBITDA after the proceeds."""
    return (debt - cash - net) / ebitda if ebitda > 0 else NM


def price_earnings(
    equity: float, income: float, repaid: float, interest: float, debt: float, tax: float
) -> Value:
    """Equity after the money over income with the saved interest."""
    earned = income + (repaid * interest / debt * (1 - tax) if debt else 0.0)
    return equity / earned if earned > 0 else NM
