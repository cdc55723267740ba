"""Two other ways to sell the same shares: a bought deal, and at the market.

A bank that buys the whole deal overnight pays the price at which it expects to sell, less what the
shares may fall until it has: ``offer price x (1 - z x volatility x sqrt(days / days a year))``. At
the market the company sells a part of each day's volume at its price.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from bookrunner.figures import Figure, Format, Operand, Quantity, computed
from bookrunner.offerings.follow_on import FollowOn
from bookrunner.valuation import CheckPair, Line, Policy, Within, line

_SHARE = Within(Decimal(0), Decimal(1))
_SIGMAS = Within(Decimal(0), Decimal(5))
_DAYS = Within(Decimal("0.5"), Decimal(400))
_VOLATILITY = Within(Decimal("0.01"), Decimal(5))


@dataclass(frozen=True)
class BoughtDeal:
    """The base deal bought by one bank at a price that it guarantees."""

    at_risk: Figure
    """Fall of the price that the bank takes into account until it has sold."""
    price: Figure
    """The backstop."""
    discount: Figure
    """Of it to the last close."""
    exposure: Figure
    """What the bank pays."""
    loss_at_risk: Figure
    """If the shares fall by twice what is at risk: what the price does not cover."""
    margin: Figure
    """If all is sold at the offer price."""

    @property
    def figures(self) -> Sequence[Figure]:
        """In the order of computation."""
        return (self.at_risk, self.price, self.discount, self.exposure, self.margin,
                self.loss_at_risk)  # fmt: skip


@dataclass(frozen=True)
class AtTheMarket:
    """The new shares of the base deal sold into daily volume at the last close."""

    shares_a_day: Figure
    money_a_day: Figure
    days: Figure
    net: Figure
    all_in: Figure

    @property
    def figures(self) -> Sequence[Figure]:
        """In the order of computation."""
        return (self.shares_a_day, self.money_a_day, self.days, self.net, self.all_in)


@dataclass(frozen=True)
class OtherWays:
    """Each None where market data is missing."""

    bought: BoughtDeal | None
    market: AtTheMarket | None
    assumed: Sequence[Line]
    checks: Sequence[CheckPair]


def other_ways(deal: FollowOn, policy: Policy) -> OtherWays:
    """The bought deal where discount and volatility are known, the other where the volume is."""
    at, prefix, made = policy.period, f"{deal.company.prefix}.follow_on", policy.adoptions

    def assumed(key: str, name: str, value: str, reason: str, within: Within) -> Figure:
        return made.assumption(f"{prefix}.{key}", name, Decimal(value), at, reason, within=within)

    volatility = made.observation(f"{prefix}.volatility_rate", "Volatility, a year", at,
                                  Quantity.PRICE, within=_VOLATILITY)  # fmt: skip
    sigmas = assumed(
        "backstop_sigmas_exponent",
        "Standard deviations of a backstop",
        "1.645",
        "the fall that is not exceeded in nineteen cases of twenty",
        _SIGMAS,
    )
    held = assumed("backstop_days_count", "Days that a bought deal is held", "1",
                   "sold before the next open", _DAYS)  # fmt: skip
    year = assumed("trading_days_count", "Trading days a year", "252", "of the New York exchanges",
                   _DAYS)  # fmt: skip
    part = assumed("participation_share", "At the market: part of daily volume", "0.1",
                   "moves the price little", _SHARE)  # fmt: skip
    fee = assumed("at_the_market_fee_share", "At the market: commission", "0.03",
                  "the most that sales agreements usually state", _SHARE)  # fmt: skip
    bought = None
    if deal.offer is not None and volatility is not None:
        bought = _bought(f"{prefix}.bought", deal, (volatility, sigmas, held, year))
    market = None
    if deal.terms.daily_volume is not None:
        market = _at_the_market(f"{prefix}.at_the_market", deal, deal.terms.daily_volume, part, fee)
    days = (Line(one.name, one, Format.COUNT) for one in (held, year))
    seen = () if volatility is None else (volatility,)
    return OtherWays(
        bought, market, (*(line(one) for one in (*seen, sigmas, part, fee)), *days),
        () if market is None else (_ties(f"{prefix}.at_the_market", deal, market),),
    )  # fmt: skip


def _bought(key: str, deal: FollowOn, risk: tuple[Figure, Figure, Figure, Figure]) -> BoughtDeal:
    offer = deal.offer
    assert offer is not None, "asked for with one"
    at = offer.price.period
    volatility, sigmas, held, year = risk

    def made(name: str, words: str, value: Operand) -> Figure:
        return computed(f"{key}.{name}", words, value, at)

    fall = made("at_risk_share", "Fall at risk until sold",
                sigmas * volatility * (held / year) ** 0.5)  # fmt: skip
    price = made("backstop_price", "Backstop price", offer.price * (1 - fall))
    exposure = made("exposure", "Bank's exposure", offer.base_shares * price)
    lost = offer.price * (1 - fall) * (1 - fall) - price
    return BoughtDeal(
        fall,
        price,
        made("discount_share", "Backstop below the last close", 1 - price / deal.bridge.price),
        exposure,
        made("loss_at_risk", "Bank's result if the shares fall as far again below it",
             lost * offer.base_shares),
        made("margin", "Bank's result at the offer price",
             (offer.price - price) * offer.base_shares),
    )  # fmt: skip


def _at_the_market(
    key: str, deal: FollowOn, volume: Figure, part: Figure, fee: Figure
) -> AtTheMarket:
    at = deal.size.period

    def made(name: str, words: str, value: Operand) -> Figure:
        return computed(f"{key}.{name}", words, value, at)

    shares = made("shares_a_day", "Shares sold a day", volume * part)
    money = made("money_a_day", "Gross proceeds a day", shares * deal.bridge.price)
    raised = deal.size * deal.terms.primary
    return AtTheMarket(
        shares,
        money,
        made("days_count", "Trading days to sell the new shares", raised / money),
        made("net", "Net proceeds at the last close, before expenses", raised * (1 - fee)),
        made("all_in_share", "All-in cost against the last close, before expenses", (1 - fee) - 1),
    )


def _ties(key: str, deal: FollowOn, market: AtTheMarket) -> CheckPair:
    again = computed(f"{key}.money_again", "Days times proceeds a day",
                     market.days * market.money_a_day, deal.size.period)  # fmt: skip
    raised = computed(f"{key}.raised", "New shares at the last close",
                      deal.size * deal.terms.primary, deal.size.period)  # fmt: skip
    return CheckPair("At the market: days times a day are what is raised", again, raised,
                     line(again).form)  # fmt: skip
