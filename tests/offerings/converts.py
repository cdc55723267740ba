"""Convertibles of companies made by hand, and an oracle that shares no code with the engine."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bookrunner.figures import Figure
from bookrunner.offerings import Convert, ConvertWorth, Observed, convert, convert_worth
from bookrunner.valuation import Adoption, Adoptions, CompanyInputs, Policy, default_policy
from tests.valuation.companies import VALUATION_DATE, company

MARKET = {
    "risk_free_rate": "0.04",
    "credit_spread": "0.03",
    "volatility_rate": "0.35",
    "borrow_rate": "0.005",
    "dividend_yield_rate": "0.01",
}
"""Levels of a market, as somebody adopts them."""


def policy_of(changes: Mapping[str, str]) -> Policy:
    """The policy under which these terms and levels are adopted."""
    rows = {
        f"convertible.{key}": Adoption(Decimal(value), "A. Tester", "for the test", VALUATION_DATE)
        for key, value in changes.items()
    }
    return default_policy(VALUATION_DATE, Adoptions(rows))


def issued(
    changes: Mapping[str, str] | None = None, target: CompanyInputs | None = None
) -> Convert:
    """A convertible of a company at 20 a share, with some terms adopted at other values."""
    policy = policy_of(changes or {})
    made = convert(company() if target is None else target, policy)
    policy.adoptions.require_known()
    return made


def valued(
    changes: Mapping[str, str] | None = None,
    target: CompanyInputs | None = None,
    closes: Sequence[Figure] = (),
    observed: Observed | None = None,
) -> tuple[Convert, ConvertWorth]:
    """The same with the levels of a market, of which some may be adopted at other values."""
    policy = policy_of({**MARKET, **(changes or {})})
    made = convert(company() if target is None else target, policy)
    worth = convert_worth(made, policy, observed or Observed(), closes)
    policy.adoptions.require_known()
    return made, worth


def fixed(coupon: str, premium: str) -> dict[str, str]:
    """A talk without a range."""
    return {
        "low_coupon_rate": coupon, "high_coupon_rate": coupon,
        "low_premium_share": premium, "high_premium_share": premium,
    }  # fmt: skip


def normal(z: float) -> float:
    """The standard normal distribution, by the error function."""
    return (1 + math.erf(z / math.sqrt(2))) / 2


def black_scholes(
    spot: float, strike: float, years: float, rate: float, carry: float, volatility: float
) -> float:
    """A European call, rates continuous."""
    deviation = volatility * math.sqrt(years)
    d1 = (math.log(spot / strike) + (rate - carry) * years) / deviation + deviation / 2
    return spot * math.exp(-carry * years) * normal(d1) - strike * math.exp(-rate * years) * normal(
        d1 - deviation
    )


@dataclass(frozen=True)
class Bond:
    """A convertible for the oracle; rates of bonds compounded half-yearly."""

    spot: float = 20.0
    strike: float = 26.0
    coupon: float = 0.015
    years: int = 5
    risk_free: float = 0.04
    spread: float = 0.03
    volatility: float = 0.35
    carry: float = 0.015
    callable_after: float = 99.0
    trigger: float = 99.0
    is_american: bool = False

    @property
    def continuous(self) -> float:
        """The risk-free rate."""
        return 2 * math.log(1 + self.risk_free / 2)

    @property
    def floor(self) -> float:
        """Coupon by coupon."""
        bond_yield = self.risk_free + self.spread
        dates = range(1, 2 * self.years + 1)
        flows: float = sum(self.coupon / 2 / (1 + bond_yield / 2) ** n for n in dates)
        return flows + float((1 + bond_yield / 2) ** (-2 * self.years))

    @property
    def value(self) -> float:
        """Bond floor and option."""
        call = black_scholes(
            self.spot, self.strike, self.years, self.continuous, self.carry, self.volatility
        )
        return self.floor + call / self.strike


def on_lattice(bond: Bond, steps: int) -> float:
    """Cox, Ross and Rubinstein's lattice with Tsiveriotis and Fernandes' two discount rates.

    Written from the papers on plain numbers: a row of values at a time, back from maturity.
    """
    length = bond.years / steps
    up = math.exp(bond.volatility * math.sqrt(length))
    probability = (math.exp((bond.continuous - bond.carry) * length) - 1 / up) / (up - 1 / up)
    riskless = math.exp(-bond.continuous * length)
    risky = (1 + (bond.risk_free + bond.spread) / 2) ** (-2 * length)

    def coupon(step: int) -> float:
        due = math.floor(2 * step * bond.years / steps + 1e-9)
        before = math.floor(2 * (step - 1) * bond.years / steps + 1e-9)
        return (due - before) * bond.coupon / 2 if step else 0.0

    equity, debt = [], []
    for ups in range(steps + 1):
        parity = bond.spot * up ** (2 * ups - steps) / bond.strike
        equity.append(parity if parity > 1 else 0.0)
        debt.append((0.0 if parity > 1 else 1.0) + coupon(steps))
    for step in range(steps - 1, -1, -1):
        for ups in range(step + 1):
            shares = riskless * (probability * equity[ups + 1] + (1 - probability) * equity[ups])
            cash = risky * (probability * debt[ups + 1] + (1 - probability) * debt[ups])
            parity = bond.spot * up ** (2 * ups - step) / bond.strike
            called = step * length >= bond.callable_after - 1e-9 and parity >= bond.trigger
            if called or (bond.is_american and parity > shares + cash):
                shares, cash = parity, 0.0
            equity[ups], debt[ups] = shares, cash + coupon(step)
    return equity[0] + debt[0]
