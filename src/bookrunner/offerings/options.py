"""Options on shares by Black, Scholes and Merton, and the volatility that was realised.

Merton (1973) with a continuous yield, as Hull, Options, Futures, and Other Derivatives, chapter on
options on stock indices and currencies: ``c = S e^(-qT) N(d1) - K e^(-rT) N(d2)``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from bookrunner.figures import (
    Figure,
    Operand,
    Period,
    computed,
    exponential,
    natural,
    natural_log,
    normal_cumulative,
    not_below_zero,
    total,
    weighted_sum,
)

REALISED_DAYS = 100
"""Returns over which realised volatility is computed where nothing else is said."""


@dataclass(frozen=True)
class Shares:
    """What all options on the same shares rest on; rates are continuous and a year."""

    price: Figure
    years: Figure
    risk_free: Figure
    carry: Figure
    """What the shares pay and cost to borrow, which their holder has and the option's has not."""
    volatility: Figure


@dataclass(frozen=True)
class CallOption:
    """A European call on one share."""

    strike: Figure
    d1: Figure
    d2: Figure
    reached: Figure
    """N(d2): the risk-neutral probability that the strike is exceeded."""
    delta: Figure
    value: Figure

    @property
    def figures(self) -> Sequence[Figure]:
        """In the order of computation."""
        return (self.strike, self.d1, self.d2, self.reached, self.delta, self.value)


def call_option(key: str, label: str, shares: Shares, strike: Figure, at: Period) -> CallOption:
    """The call at a strike, in money per share."""

    def made(name: str, words: str, value: Operand) -> Figure:
        return computed(f"{key}.{name}", f"{label}: {words}", value, at)

    spread = shares.volatility * shares.years ** natural(0.5)
    half = natural(0.5) * shares.volatility * shares.volatility
    drift = (shares.risk_free - shares.carry + half) * shares.years
    d1 = made("d1_exponent", "d1", (natural_log(shares.price / strike) + drift) / spread)
    d2 = made("d2_exponent", "d2", d1 - spread)
    reached = made("reached_share", "chance to end above the strike", normal_cumulative(d2))
    delta = made("delta_share", "delta",
                 exponential(-(shares.carry * shares.years)) * normal_cumulative(d1))  # fmt: skip
    worth = shares.price * delta - strike * exponential(-(shares.risk_free * shares.years)) * (
        reached
    )
    return CallOption(strike, d1, d2, reached, delta, made("value_price", "value", worth))


@dataclass(frozen=True)
class Realised:
    """The volatility of past closes."""

    closes: Sequence[Figure]
    numbers: Sequence[Figure]
    """Of the returns, from 1."""
    returns: Sequence[Figure]
    """Logarithms, one fewer than closes."""
    volatility: Figure


def realised_volatility(
    prefix: str,
    closes: Sequence[Figure],
    trading_days: Figure,
    at: Period,
    days: int = REALISED_DAYS,
) -> Realised | None:
    """The sample deviation of the last daily log returns, a year; None with fewer closes.

    Args:
        closes: One a trading day, the oldest first.
    """
    if len(closes) <= days:
        return None
    used = closes[-days - 1 :]
    returns = [
        computed(f"{prefix}.log_return_rate", "Log return", natural_log(new / old), new.period)
        for old, new in pairwise(used)
    ]
    numbers: list[Figure] = []
    for one in returns:
        numbers.append(
            computed(f"{prefix}.return_number_count", "Return, number",
                     numbers[-1] + 1 if numbers else natural(1), one.period)
        )  # fmt: skip
    count = numbers[-1]
    mean = total(returns) / count
    variance = (weighted_sum(returns, returns) - count * mean * mean) / (count - 1)
    volatility = computed(
        f"{prefix}.realised_volatility_rate", f"Realised volatility, {_spoken(days)} days",
        (not_below_zero(variance) * trading_days) ** natural(0.5), at,
    )  # fmt: skip
    return Realised(used, numbers, returns, volatility)


def _spoken(days: int) -> str:
    return "a hundred" if days == REALISED_DAYS else str(days)
