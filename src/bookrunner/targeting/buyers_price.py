"""What a buyer would have to pay, and what law asks of a deal of that size."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bookrunner.figures import USD, Figure, Missing, Quantity, Unusable, computed
from bookrunner.transactions import HighestPrice, offer_prices
from bookrunner.valuation import Comps, Policy, Within

_RUNG = 3
"""Of the analysis at various prices: the premium nearest to the middle of those paid for control,
30% unless somebody adopted another ladder."""
_TURNS = Within(Decimal(0), Decimal(15))
_THRESHOLD = Within(Decimal(0), Decimal(10) ** 12)
_THRESHOLDS = (
    (date(2026, 2, 17), "133900000"),
    (date(2025, 2, 21), "126400000"),
    (date(2024, 3, 6), "119500000"),
    (date(2023, 2, 27), "111400000"),
    (date(2022, 2, 23), "101000000"),
    (date(2021, 3, 4), "92000000"),
    (date(2020, 2, 27), "94000000"),
)
"""Size of transaction of the HSR Act, 15 U.S.C. 18a, as the FTC revises it each year, by the day
from which it holds."""


class NoPriceToAssume(Unusable):
    """A company has neither a share price nor peers whose multiple could stand in for one."""

    def __init__(self, label: str) -> None:
        super().__init__(
            f"no price can be assumed for {label}: it has no share price, or no EBITDA with a "
            "peers' multiple"
        )


@dataclass(frozen=True)
class AssumedPrice:
    """What the target is taken to cost, for judging who could pay; no opinion of its value."""

    enterprise_value: Figure
    equity_value: Figure | None
    ebitda: Figure | None
    """Of the target's last twelve months."""
    how: str


@dataclass(frozen=True)
class BuyerTerms:
    """What the list assumes."""

    leverage_limit: Figure
    """Net debt / EBITDA up to which a buyer is taken to borrow."""
    filing_threshold: Figure | None
    """None before the first year that is known."""
    is_threshold_current: bool
    """Whether the threshold is known to hold on the day."""

    @property
    def all(self) -> Sequence[Figure]:
        """The assumptions that somebody may adopt."""
        return tuple(one for one in (self.leverage_limit, self.filing_threshold) if one is not None)


@dataclass(frozen=True)
class SponsorPrices:
    """What a buyout at the model's financing could pay, for each target return."""

    prices: Sequence[HighestPrice]
    lacking: str = ""
    """Why there is none."""


def assumed_price(compared: Comps, policy: Policy) -> AssumedPrice:
    """The price at a usual premium where shares trade, else the peers' multiple of EBITDA.

    Raises:
        NoPriceToAssume: Neither can be had.
    """
    bridge = compared.target.bridge
    company = bridge.company
    earned = company.latest.get("ebitda")
    if company.is_listed and not isinstance(bridge.price.value, Missing):
        rung = offer_prices(compared, policy).rungs[_RUNG]
        return AssumedPrice(
            rung.enterprise_value,
            rung.equity_value,
            earned,
            f"the price with a premium of {float(rung.premium.value):.0%}"
            if not isinstance(rung.premium.value, Missing)
            else "the price with a premium",
        )
    median = compared.statistic("median", "ev_ebitda_ltm")
    lacks = earned is None or isinstance(earned.value, Missing) or earned.value <= 0
    if lacks or isinstance(median.value, Missing):
        raise NoPriceToAssume(company.label)
    assert earned is not None
    value = computed(
        f"{company.prefix}.buyers.enterprise_value",
        "Enterprise value at the peers' median multiple",
        earned * median,
        policy.period,
    )
    equity = computed(
        f"{company.prefix}.buyers.equity_value",
        "Equity value at the peers' median multiple",
        value - bridge.claims.net,
        policy.period,
    )
    return AssumedPrice(value, equity, earned, "LTM EBITDA at the peers' median multiple")


def buyer_terms(prefix: str, policy: Policy) -> BuyerTerms:
    """The assumptions of the list, as adopted or the system's."""
    made, at = policy.adoptions, policy.period
    limit = made.assumption(
        f"{prefix}.buyers.leverage_limit_multiple",
        "Net debt / EBITDA up to which a corporate buyer borrows",
        Decimal("4"),
        at,
        "a buyer that borrows more rarely stays investment grade; each buyer's own policy differs",
        within=_TURNS,
    )
    day = policy.valuation_date
    known = next(((since, value) for since, value in _THRESHOLDS if since <= day), None)
    threshold = None
    if known is not None:
        threshold = made.assumption(
            f"{prefix}.buyers.hsr_threshold_amount",
            "Size of transaction from which the HSR Act asks for a filing",
            Decimal(known[1]),
            at,
            f"as the FTC revised it from {known[0]}; it is revised each year, and the parties' "
            "size and exemptions decide too",
            unit=USD,
            quantity=Quantity.OPERATING,
            within=_THRESHOLD,
        )
    newest = _THRESHOLDS[0][0]
    is_current = known is not None and (
        known[0] != newest or day < date(newest.year + 1, newest.month, 1)
    )
    return BuyerTerms(limit, threshold, is_current)
