"""Convertible bond, from section 8 of the output standards and docs/methods/convertible.md.

Written without the engine. Prices are fractions of principal.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import NormalDist, stdev

from tests.second_coding.basics import NM, Value

STEPS = 20


@dataclass(frozen=True)
class Terms:
    """Terms at the middle of the talk, and the market's levels."""

    close: float
    premium: float
    coupon: float
    years: int
    frequency: int
    treasury: float
    credit: float
    volatility: float
    dividend: float
    borrow: float
    call_after: float | None = None  # years
    call_trigger: float = 1.3
    put_at: float | None = None  # years

    @property
    def conversion_price(self) -> float:
        """Close and premium."""
        return self.close * (1 + self.premium)

    @property
    def bond_yield(self) -> float:
        """Treasury at the tenor and the credit spread."""
        return self.treasury + self.credit

    @property
    def riskless(self) -> float:
        """Continuous."""
        return self.frequency * math.log(1 + self.treasury / self.frequency)

    @property
    def carry(self) -> float:
        """Dividend yield and cost of borrowing the shares."""
        return self.dividend + self.borrow


def call_option(spot: float, strike: float, r: float, q: float, s: float, years: float) -> float:
    """Black, Scholes and Merton."""
    normal = NormalDist().cdf
    d1 = (math.log(spot / strike) + (r - q + s * s / 2) * years) / (s * math.sqrt(years))
    d2 = d1 - s * math.sqrt(years)
    return spot * math.exp(-q * years) * normal(d1) - strike * math.exp(-r * years) * normal(d2)


def valued(terms: Terms) -> dict[str, float]:
    """Bond floor, option and what follows from them."""
    f, y, years = terms.frequency, terms.bond_yield, terms.years
    count = years * f
    v = 1 / (1 + y / f)
    unit = sum(v**k for k in range(1, count + 1)) / f
    floor = terms.coupon * unit + v**count
    strike, r, q, s = terms.conversion_price, terms.riskless, terms.carry, terms.volatility
    option = call_option(terms.close, strike, r, q, s, years) / strike
    d1 = (math.log(terms.close / strike) + (r - q + s * s / 2) * years) / (s * math.sqrt(years))
    d2 = d1 - s * math.sqrt(years)
    normal = NormalDist().cdf
    delta = math.exp(-q * years) * normal(d1)
    parity = terms.close / strike
    return {
        "conversion_price": strike,
        "ratio": 1000 / strike,
        "parity": parity,
        "floor": floor,
        "option": option,
        "value": floor + option,
        "delta": delta,
        "par_coupon": (1 - option - v**count) / unit,
        "own_yield_value": floor - v**count * normal(d2) + parity * delta,
        "saving_share": 1 - floor,
    }


def lattice(terms: Terms, steps: int = STEPS) -> float:
    """Cox, Ross and Rubinstein; cash at y and shares at r (Tsiveriotis and Fernandes).

    A coupon counts at the first node on or after its day; the last coupon is paid also to those who
    convert at the end. Called at par where shares stand at the trigger or above from the day of
    the call on; put at par at the first node on or after its day.
    """
    dt = terms.years / steps
    up = math.exp(terms.volatility * math.sqrt(dt))
    chance = (math.exp((terms.riskless - terms.carry) * dt) - 1 / up) / (up - 1 / up)
    v = 1 / (1 + terms.bond_yield / terms.frequency)
    cash_factor = v ** (terms.frequency * dt)
    share_factor = math.exp(-terms.riskless * dt)
    strike, coupon = terms.conversion_price, terms.coupon / terms.frequency

    def parity(step: int, ups: int) -> float:
        return terms.close * up ** (2 * ups - step) / strike

    def paid_within(step: int) -> float:
        """Coupons after this node up to the next, where they are paid, at the value of this one."""
        days = [k / terms.frequency for k in range(1, terms.years * terms.frequency + 1)]
        many = sum(step * dt + 1e-9 < day <= (step + 1) * dt + 1e-9 for day in days)
        worth: float = many * coupon * cash_factor
        return worth

    nodes: list[tuple[float, float]] = []  # in cash, in shares
    for ups in range(steps + 1):
        here = parity(steps, ups)
        nodes.append((0.0, here) if here > 1 else (1.0, 0.0))
    put_step = None if terms.put_at is None else math.ceil(terms.put_at / dt - 1e-9)
    for step in range(steps - 1, -1, -1):
        coupons = paid_within(step)
        before = nodes
        nodes = []
        for ups in range(step + 1):
            cash = cash_factor * (chance * before[ups + 1][0] + (1 - chance) * before[ups][0])
            cash += coupons
            shares = share_factor * (chance * before[ups + 1][1] + (1 - chance) * before[ups][1])
            here = parity(step, ups)
            if (
                terms.call_after is not None
                and step * dt >= terms.call_after - 1e-9
                and here >= terms.call_trigger
                and cash + shares > max(1.0, here)
            ):
                cash, shares = (0.0, here) if here > 1 else (1.0, 0.0)
            if step == put_step and cash + shares < 1:
                cash, shares = 1.0, 0.0
            if here > cash + shares:
                cash, shares = 0.0, here
            nodes.append((cash, shares))
    return sum(nodes[0])


def shares_delivered(price: float, strike: float, underlying: float, net: bool) -> float:
    """Principal over CP above CP; net settled only the excess."""
    if price <= strike:
        return 0.0
    return underlying * (price - strike) / price if net else underlying


def capped_call_shares(price: float, strike: float, cap: float, underlying: float) -> float:
    """Shares received under the capped call."""
    return max(0.0, min(price, cap) - strike) / price * underlying


def capped_call(terms: Terms, cap: float, underlying: float) -> dict[str, float]:
    """Cost of a call at CP less one at the cap, and the premium it makes."""
    common = (terms.riskless, terms.carry, terms.volatility, float(terms.years))
    bought = call_option(terms.close, terms.conversion_price, *common)
    sold = call_option(terms.close, cap, *common)
    return {"cost": (bought - sold) * underlying, "effective_premium": cap / terms.close - 1}


def diluted_eps(
    income: float,
    cost_after_tax: float,
    old: float,
    underlying: float,
    price: float,
    strike: float,
    net: bool,
) -> float:
    """If-converted; with principal in cash only the excess shares and no add-back."""
    bonds_out = income / old
    if net:
        return min(bonds_out, income / (old + shares_delivered(price, strike, underlying, True)))
    return min(bonds_out, (income + cost_after_tax) / (old + underlying))


def against_straight(terms: Terms) -> float:
    """Share price at which what holders gain is what the coupon saved."""
    count = terms.years * terms.frequency
    v = 1 / (1 + terms.bond_yield / terms.frequency)
    return terms.conversion_price * (1 + (1 - valued(terms)["floor"]) / v**count)


def against_shares(net: float, close: float, spread: float) -> float:
    """Shares that would bring the same money, before any discount."""
    return net / (close * (1 - spread))


def buy_back(principal: float, price: float, strike: float, fees: float) -> dict[str, Value]:
    """What an outstanding convertible costs at a share price, and the new one that pays for it."""
    cost = max(1.0, price / strike) * principal
    return {"cost": cost, "new_principal": cost / (1 - fees) if fees < 1 else NM}


def realised_volatility(closes: Sequence[float]) -> float:
    """Sample deviation of the last 100 daily log returns, a year."""
    moves = [math.log(b / a) for a, b in pairwise(closes)][-100:]
    return stdev(moves) * math.sqrt(252)
