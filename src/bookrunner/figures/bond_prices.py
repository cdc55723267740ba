"""Prices of fixed-rate bonds summed coupon by coupon, and the yields that give them.

The street convention (Securities Industry Association, Standard Securities Calculation Methods):
with ``w`` of a period to the next of ``n`` coupons, ``f`` payments a year and
``v = 1 / (1 + y / f)``, the next is discounted by ``v^w``, each later one by ``v`` more. Prices are
for 1 of principal, without accrued interest; coupons and yields are fractions of a year.
"""

from __future__ import annotations

import math
from collections.abc import Callable

_LOWEST, _HIGHEST = -0.5, 10.0
_HALVINGS = 200


class NoSuchYield(ValueError):
    """No rate between -50% and 1,000% gives the price."""


def price_of(bond_yield: float, coupon: float, years: float, frequency: float) -> float:
    """The clean price at a yield: any yield above minus the frequency.

    Args:
        years: By 30/360 from settlement to maturity.
    """
    count = math.ceil(years * frequency)
    to_next = years * frequency - (count - 1)
    factor = 1 / (1 + bond_yield / frequency)
    paid = coupon / frequency
    coupons = math.fsum(paid * factor ** (to_next + one) for one in range(count))
    redeemed: float = factor ** (to_next + count - 1)
    return coupons + redeemed - paid * (1 - to_next)


def yield_of(price: float, coupon: float, years: float, frequency: float) -> float:
    """The yield at which a bond is worth a clean price, by bisection.

    Raises:
        NoSuchYield: No yield between -50% and 1,000% gives the price.
    """
    return _bisected(lambda rate: price_of(rate, coupon, years, frequency), price)


def level_rate_of(count: int, paid: float, invested: float, redeemed: float) -> float:
    """The rate a period at which level payments and a last one are worth what was invested.

    Raises:
        NoSuchYield: No rate between -50% and 1,000% does.
    """

    def worth(rate: float) -> float:
        factor = 1 / (1 + rate)
        payments = math.fsum(paid * factor**one for one in range(1, count + 1))
        last: float = redeemed * factor**count
        return payments + last

    return _bisected(worth, invested)


def _bisected(worth: Callable[[float], float], target: float) -> float:
    """Where a worth that falls with the rate meets its target."""
    low, high = _LOWEST, _HIGHEST
    if not worth(high) <= target <= worth(low):
        raise NoSuchYield(f"no yield gives a price of {target}")
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if middle in (low, high):
            break
        if worth(middle) > target:
            low = middle
        else:
            high = middle
    return (low + high) / 2
