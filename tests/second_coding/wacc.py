"""Cost of capital, from section 4 of the output standards and docs/methods/wacc.md."""

from collections.abc import Sequence
from dataclasses import dataclass

from tests.second_coding.basics import percentile


@dataclass(frozen=True)
class PeerBeta:
    """A peer's observed beta with its own debt, equity at market and tax rate."""

    beta: float
    debt: float
    equity: float
    tax_rate: float


def unlevered(beta: float, debt: float, equity: float, tax_rate: float) -> float:
    """`beta / (1 + (1 - t) x D / E)` (Hamada)."""
    return beta / (1 + (1 - tax_rate) * debt / equity)


def wacc(
    *,
    risk_free_rate: float,
    equity_risk_premium: float,
    further_premium: float,
    cost_of_debt: float,
    tax_rate: float,
    debt: float,
    equity: float,
    peers: Sequence[PeerBeta] = (),
    beta: float = 1.0,
) -> dict[str, float]:
    """`WACC = E / (D + E) x Ke + D / (D + E) x Kd x (1 - t)`, `Ke = Rf + beta x ERP + premium`.

    With peers, beta is the median of theirs unlevered, relevered at the target's own D / E and
    tax; else the one given.
    """
    found: dict[str, float] = {}
    if peers:
        bare = percentile([unlevered(p.beta, p.debt, p.equity, p.tax_rate) for p in peers], 0.5)
        found["unlevered_beta"] = bare
        beta = bare * (1 + (1 - tax_rate) * debt / equity)
    equity_weight = equity / (debt + equity)
    debt_weight = debt / (debt + equity)
    cost_of_equity = risk_free_rate + beta * equity_risk_premium + further_premium
    after_tax = cost_of_debt * (1 - tax_rate)
    found.update(
        beta=beta,
        cost_of_equity=cost_of_equity,
        equity_weight=equity_weight,
        debt_weight=debt_weight,
        after_tax_cost_of_debt=after_tax,
        wacc=equity_weight * cost_of_equity + debt_weight * after_tax,
    )
    return found


def effective_tax_rate(years: Sequence[tuple[float, float]], statutory: float = 0.21) -> float:
    """Mean of tax / pretax income over up to three years, without losses and odd rates.

    The statutory rate where no year is left or the mean lies outside 10% to 40% (wacc.md, row t).
    """
    rates = [tax / pretax for tax, pretax in years[:3] if pretax > 0 and 0 < tax / pretax < 0.5]
    if not rates:
        return statutory
    mean = sum(rates) / len(rates)
    return mean if 0.1 <= mean <= 0.4 else statutory


def cost_of_debt_of_interest(interest: float, debt_now: float, debt_before: float) -> float:
    """Interest over the mean of the debt now and at the last fiscal year end before it."""
    return interest / ((debt_now + debt_before) / 2)
