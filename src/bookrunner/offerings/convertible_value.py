"""What a convertible is worth: its bond floor, its conversion option, and both together.

All prices of the convertible are fractions of principal. The formulas are those of
docs/methods/convertible.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bookrunner.figures import (
    Figure,
    Operand,
    Period,
    at_least,
    computed,
    equal,
    exponential,
    if_,
    natural,
    natural_log,
    total,
)
from bookrunner.offerings.convertible_terms import (
    FREQUENCY_MAX,
    TENOR_MAX,
    ConvertMarket,
    ConvertTerms,
)
from bookrunner.offerings.options import CallOption, Shares, call_option
from bookrunner.valuation import CheckPair, line

NONE = natural(1) - 1
"""Nothing, without a number typed into a formula."""


@dataclass(frozen=True)
class Conversion:
    """Into how many shares the principal converts."""

    premium: Figure
    price: Figure
    ratio: Figure
    """Shares for 1,000 of principal."""
    parity: Figure
    """What the shares of it are worth today, of principal."""

    @property
    def figures(self) -> Sequence[Figure]:
        """In the order of computation."""
        return (self.premium, self.price, self.ratio, self.parity)


def conversion(key: str, label: str, premium: Figure, close: Figure, at: Period) -> Conversion:
    """The conversion at a premium over the last close."""
    price = computed(f"{key}.conversion_price", f"Conversion price{label}",
                     close * (1 + premium), at)  # fmt: skip
    ratio = computed(
        f"{key}.conversion_exchange_ratio",
        f"Conversion ratio, shares for a thousand of principal{label}",
        natural(1000, close.unit) / price,
        at,
    )
    parity = computed(
        f"{key}.parity_of_par", f"Parity{label}", ratio * close / natural(1000, close.unit), at
    )
    return Conversion(premium, price, ratio, parity)


@dataclass(frozen=True)
class Coupon:
    """One coupon date of the bond, of principal; nothing after the last."""

    number: Figure
    flow: Figure
    factor: Figure
    present_value: Figure

    @property
    def figures(self) -> Sequence[Figure]:
        """Left to right on the sheet."""
        return (self.number, self.flow, self.factor, self.present_value)


@dataclass(frozen=True)
class BondFloor:
    """The convertible without its conversion right, at the yield of straight debt."""

    bond_yield: Figure
    periods: Figure
    """Coupons until maturity."""
    discount: Figure
    """Discount factor of a coupon period."""
    coupons: Sequence[Coupon]
    value: Figure
    redemption: Figure
    """Present value of the principal alone."""
    annuity: Figure
    """Present value of one a year, paid with the coupons."""
    check: CheckPair


def bond_floor(key: str, terms: ConvertTerms, market: ConvertMarket, at: Period) -> BondFloor:
    """The present values of coupons and principal, one by one, and in closed form beside them."""

    def made(name: str, words: str, value: Operand) -> Figure:
        return computed(f"{key}.{name}", words, value, at)

    rate = made("straight_yield_rate", "Yield of straight debt",
                market.risk_free + market.credit_spread)  # fmt: skip
    periods = made("periods_count", "Coupons until maturity", terms.tenor * terms.frequency)
    discount = made("period_discount_factor", "Discount factor of a coupon period",
                    1 / (1 + rate / terms.frequency))  # fmt: skip
    paid = terms.coupon / terms.frequency
    coupons: list[Coupon] = []
    for place in range(1, TENOR_MAX * FREQUENCY_MAX + 1):
        at_date = f"coupon_{place}"
        number = made(f"{at_date}.number_count", f"Coupon {place}, number",
                      coupons[-1].number + 1 if coupons else natural(1))  # fmt: skip
        flow = made(
            f"{at_date}.flow_of_par", f"Coupon {place}, paid",
            if_(at_least(periods, number), paid, NONE) + if_(equal(periods, number), 1, NONE),
        )  # fmt: skip
        factor = made(f"{at_date}.discount_factor", f"Coupon {place}, discount factor",
                      discount**number)  # fmt: skip
        worth = made(f"{at_date}.present_of_par", f"Coupon {place}, present value", flow * factor)
        coupons.append(Coupon(number, flow, factor, worth))
    value = made("bond_floor_of_par", "Bond floor", total([one.present_value for one in coupons]))
    redemption = made("redemption_of_par", "Present value of the principal", discount**periods)
    annuity = made("annuity_exponent", "Present value of one a year",
                   (discount - discount ** (periods + 1)) / (1 - discount) / terms.frequency,
                   )  # fmt: skip
    closed = made("bond_floor_closed_of_par", "Bond floor in closed form",
                  terms.coupon * annuity + redemption)  # fmt: skip
    check = CheckPair("Bond floor coupon by coupon equals its closed form", value, closed,
                      line(value).form)  # fmt: skip
    return BondFloor(rate, periods, discount, tuple(coupons), value, redemption, annuity, check)


@dataclass(frozen=True)
class ConvertValue:
    """Bond floor and option, and what they say of the issue."""

    floor: BondFloor
    shares: Shares
    option: CallOption
    """On one share."""
    worth_of_option: Figure
    """Of principal."""
    theoretical: Figure
    over_issue: Figure
    """Theoretical value less the issue price of par."""
    is_worth_par: Figure
    """1 where it is worth at least what it is issued at."""
    investment_premium: Figure
    """Of par over the bond floor: what the option costs who buys at issue."""
    par_coupon: Figure
    """At which it would be worth par."""
    credit_strike: Figure
    """The same with the principal given up discounted as the bond is, of principal."""
    checks: Sequence[CheckPair]

    @property
    def figures(self) -> Sequence[Figure]:
        """The results, in the order of the page."""
        return (
            self.floor.value, self.worth_of_option, self.theoretical, self.over_issue,
            self.is_worth_par, self.investment_premium, self.par_coupon, self.credit_strike,
        )  # fmt: skip


def convert_value(
    key: str, terms: ConvertTerms, market: ConvertMarket, into: Conversion, close: Figure,
    at: Period,
) -> ConvertValue:  # fmt: skip
    """The bond floor, and a European call on the shares struck at the conversion price.

    A call before maturity, a put and conversion before it are not in it; the lattice has them.
    """

    def made(name: str, words: str, value: Operand) -> Figure:
        return computed(f"{key}.{name}", words, value, at)

    floor = bond_floor(key, terms, market, at)
    shares = Shares(
        close,
        terms.tenor,
        made("risk_free_continuous_rate", "Risk-free rate, continuous",
             terms.frequency * natural_log(1 + market.risk_free / terms.frequency)),
        made("carry_rate", "Dividend yield and cost of borrowing", market.dividend + market.borrow),
        market.volatility,
    )  # fmt: skip
    option = call_option(f"{key}.option", "Conversion option", shares, into.price, at)
    worth = made("option_of_par", "Conversion option", option.value / into.price)
    theoretical = made("theoretical_of_par", "Theoretical value", floor.value + worth)
    equity_leg = into.parity * option.delta
    credit_leg = floor.value - floor.redemption * option.reached
    parity_put = equity_leg - exponential(-(shares.risk_free * shares.years)) * option.reached
    again = made("option_by_parity_of_par", "Conversion option, from parity", parity_put)
    return ConvertValue(
        floor, shares, option, worth, theoretical,
        made("over_issue_of_par", "Theoretical value less the issue price", theoretical - 1),
        made("is_worth_par_switch", "Worth its issue price (1 = yes)",
             if_(at_least(theoretical, 1), 1, NONE)),
        made("investment_premium_share", "Investment premium (par over the bond floor)",
             1 / floor.value - 1),
        made("par_coupon_rate", "Coupon at which it is worth par",
             (1 - worth - floor.redemption) / floor.annuity),
        made("credit_strike_of_par", "Theoretical value, principal given up discounted as the bond",
             credit_leg + equity_leg),
        (
            floor.check,
            CheckPair("The option per share is the option of principal", worth, again,
                      line(worth).form),
        ),
    )  # fmt: skip


@dataclass(frozen=True)
class CappedCall:
    """A call bought at the conversion price and one sold at the cap."""

    cap: Figure
    bought: CallOption
    sold: CallOption
    cost: Figure
    """In money, for all shares underlying."""
    cost_share: Figure
    """Of principal."""
    tax_shield: Figure
    """Tax saved over the life if the hedge is integrated with the debt; for review."""

    @property
    def figures(self) -> Sequence[Figure]:
        """In the order of the page."""
        return (self.cap, self.bought.value, self.sold.value, self.cost, self.cost_share,
                self.tax_shield)  # fmt: skip


def capped_call(
    key: str, terms: ConvertTerms, value: ConvertValue, cap: Figure, underlying: Figure,
    principal: Figure, at: Period,
) -> CappedCall:  # fmt: skip
    """The call spread at the volatility of the convertible; a dealer's price is another."""
    sold = call_option(f"{key}.cap", "Call sold at the cap", value.shares, cap, at)
    spread = value.option.value - sold.value
    cost = computed(f"{key}.capped_call_cost", "Cost of the capped call", spread * underlying, at)
    return CappedCall(
        cap, value.option, sold, cost,
        computed(f"{key}.capped_call_cost_share", "Cost of the capped call, of principal",
                 cost / principal, at),
        computed(f"{key}.capped_call_tax", "Tax saved on it if integrated (for review)",
                 cost * terms.tax, at),
    )  # fmt: skip
