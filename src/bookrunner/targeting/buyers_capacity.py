"""What a buyer could pay in cash and new debt, and what that would do to its leverage.

    capacity        = limit x (buyer's EBITDA + target's) - buyer's net debt
    leverage after  = (buyer's net debt + price) / (buyer's EBITDA + target's)

The price is an enterprise value: what is paid for the equity, and the target's net debt that the
buyer takes on or repays. Before synergies and fees, no shares issued.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bookrunner.facts import Company, sector
from bookrunner.figures import (
    Figure,
    Missing,
    Period,
    computed,
    is_positive,
    meaningful,
    not_below_zero,
    ratio,
)
from bookrunner.targeting.buyers_price import AssumedPrice, BuyerTerms
from bookrunner.targeting.lineage import FeatureFigures


@dataclass(frozen=True)
class Capacity:
    """One corporate buyer's means beside the assumed price."""

    liquidity: Figure | None
    net_debt: Figure
    ebitda: Figure
    leverage_before: Figure
    most: Figure
    """The highest enterprise value in cash and new debt."""
    leverage_after: Figure | None
    """Where it pays the assumed price so; None without a price."""
    covered: Figure | None
    """The capacity over the assumed price."""
    market_value: Figure | None

    @property
    def figures(self) -> Sequence[Figure]:
        """All, in the order in which they are shown."""
        told = (self.market_value, self.liquidity, self.net_debt, self.ebitda,
                self.leverage_before, self.most, self.leverage_after, self.covered)  # fmt: skip
        return tuple(one for one in told if one is not None)


@dataclass(frozen=True)
class NoCapacity:
    """Why a buyer's means are not assessed."""

    why: str


def capacity(
    prefix: str,
    company: Company,
    told: FeatureFigures,
    price: AssumedPrice | None,
    terms: BuyerTerms,
    at: Period,
) -> Capacity | NoCapacity:
    """A company's means, built of its reports.

    Args:
        prefix: Of the target, whose list it is.
        told: The buyer's features as known on the day.
    """
    if sector(company.sic) == "Financials":
        return NoCapacity("a financial company borrows as its business; EBITDA does not limit it")
    ebitda, net_debt = told.get("ebitda"), told.get("net_debt")
    if ebitda is None or net_debt is None:
        lacks = [name for name, one in (("EBITDA", ebitda), ("net debt", net_debt)) if one is None]
        return NoCapacity(f"{' and '.join(lacks)} not told by its reports")
    if price is not None and price.enterprise_value.unit != net_debt.unit:
        return NoCapacity(
            f"it reports in {net_debt.unit.currency}, the price is in "
            f"{price.enterprise_value.unit.currency}, and no rate of exchange is at hand"
        )
    key, name = f"{prefix}.buyers.{company.prefix}", company.ticker or company.name
    joint = ebitda
    earned = None if price is None else price.ebitda
    if earned is not None and not isinstance(earned.value, Missing):
        joint = computed(f"{key}.joint_ebitda", f"EBITDA with the target's: {name}",
                         ebitda + earned, at)  # fmt: skip
    most = computed(
        f"{key}.capacity",
        f"Capacity in cash and new debt: {name}",
        not_below_zero(terms.leverage_limit * joint - net_debt),
        at,
    )
    before = computed(
        f"{key}.leverage_before_multiple",
        f"Net debt / EBITDA before: {name}",
        meaningful(ratio(net_debt, ebitda), when=is_positive(ebitda)),
        at,
    )
    after = covered = None
    if price is not None:
        after = computed(
            f"{key}.leverage_after_multiple",
            f"Net debt / EBITDA after, all in cash and debt: {name}",
            meaningful(ratio(net_debt + price.enterprise_value, joint), when=is_positive(joint)),
            at,
        )
        covered = computed(
            f"{key}.covered_share",
            f"Capacity over the assumed price: {name}",
            ratio(most, price.enterprise_value),
            at,
        )
    return Capacity(told.get("liquidity"), net_debt, ebitda, before, most, after, covered,
                    told.get("market_value"))  # fmt: skip
