"""What a convertible costs beside straight debt of its tenor and beside shares sold today."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bookrunner.figures import (
    Figure,
    Operand,
    Period,
    computed,
    is_positive,
    largest,
    meaningful,
    ratio,
)
from bookrunner.offerings.convertible_dilution import Earnings, Issue, Rung
from bookrunner.offerings.convertible_terms import ConvertTerms
from bookrunner.offerings.convertible_value import Conversion, ConvertValue
from bookrunner.valuation import Bridge, CheckPair, line


@dataclass(frozen=True)
class AgainstDebt:
    """The same principal as straight debt at par."""

    coupon: Figure
    interest: Figure
    """A year."""
    saved: Figure
    """A year, by the lower coupon, before tax."""
    saved_after_tax: Figure
    saving: Figure
    """Present value of it over the tenor, before tax."""
    given: Figure
    """Worth of the conversion option given for it."""
    net: Figure
    """Saving less the option given: below zero where the issue is cheap for who buys it."""
    break_even: Figure
    """Share price at maturity up to which the convertible costs less than the debt."""
    break_even_growth: Figure
    """To it, a year."""

    @property
    def figures(self) -> Sequence[Figure]:
        """In the order of the page."""
        return (self.coupon, self.interest, self.saved, self.saved_after_tax, self.saving,
                self.given, self.net, self.break_even, self.break_even_growth)  # fmt: skip


@dataclass(frozen=True)
class AgainstShares:
    """The same net proceeds as shares sold at the last close, before any discount."""

    per_share: Figure
    """Kept of each."""
    count: Figure
    dilution: Figure
    fewer: Figure
    """Shares underlying the convertible, below those."""
    premium: Figure
    """Of the conversion price over what a share sold today keeps."""

    @property
    def figures(self) -> Sequence[Figure]:
        """In the order of the page."""
        return (self.per_share, self.count, self.dilution, self.fewer, self.premium)


@dataclass(frozen=True)
class Costs:
    """The three ways side by side; convertible, straight debt, shares."""

    debt: AgainstDebt
    shares: AgainstShares
    rate_after_tax: tuple[Figure, Figure]
    """Of the convertible and of straight debt, a year."""
    eps: tuple[Figure, Figure, Figure] | None
    eps_effect: tuple[Figure, Figure, Figure] | None
    checks: Sequence[CheckPair]


def costs(
    key: str, terms: ConvertTerms, held: Bridge, issued: Issue, into: Conversion,
    value: ConvertValue, first: Rung, earned: Earnings | None, at: Period,
) -> Costs:  # fmt: skip
    """The convertible against what else brings the same money."""

    def made(name: str, words: str, expression: Operand) -> Figure:
        return computed(f"{key}.{name}", words, expression, at)

    debt, check = _against_debt(key, terms, held, issued, into, value, at)
    kept = made("share_kept_price", "Kept of each share sold",
                held.price * (1 - terms.equity_spread))  # fmt: skip
    count = made("sold_shares", "Shares sold for the same net proceeds", issued.net / kept)
    shares = AgainstShares(
        kept, count,
        made("sold_dilution_share", "Dilution by shares sold",
             count / (held.diluted_shares + count)),
        made("fewer_share", "Fewer shares underlying than sold", 1 - issued.underlying / count),
        made("over_sold_share", "Conversion price over what a share sold keeps",
             into.price / kept - 1),
    )  # fmt: skip
    kept_of_interest = 1 - terms.tax
    rates = (
        made("convertible_after_tax_rate", "Convertible: coupon after tax",
             terms.coupon * kept_of_interest),
        made("straight_after_tax_rate", "Straight debt: coupon after tax",
             debt.coupon * kept_of_interest),
    )  # fmt: skip
    eps = effect = None
    if earned is not None and first.eps_before is not None and first.eps_after is not None:
        before = first.eps_before
        saved: Operand = earned.income if earned.saved is None else earned.income + earned.saved
        left = saved - debt.interest * kept_of_interest
        of_debt = made("eps_straight", "Diluted EPS after, straight debt",
                       left / held.diluted_shares)  # fmt: skip
        of_shares = made("eps_shares", "Diluted EPS after, shares",
                         saved / (held.diluted_shares + count))  # fmt: skip
        eps = (first.eps_after, of_debt, of_shares)
        names = ("convertible", "straight debt", "shares")
        effect = tuple(
            made(f"eps_effect_{place}_share", f"Effect on diluted EPS, {name}",
                 meaningful(ratio(one, before) - 1, when=is_positive(before)))
            for place, (one, name) in enumerate(zip(eps, names, strict=True))
        )  # fmt: skip
    found = None if effect is None else (effect[0], effect[1], effect[2])
    return Costs(debt, shares, rates, eps, found, (check,))


def _against_debt(
    key: str, terms: ConvertTerms, held: Bridge, issued: Issue, into: Conversion,
    value: ConvertValue, at: Period,
) -> tuple[AgainstDebt, CheckPair]:  # fmt: skip
    def made(name: str, words: str, expression: Operand) -> Figure:
        return computed(f"{key}.{name}", words, expression, at)

    floor = value.floor
    coupon = made("straight_coupon_rate", "Coupon of straight debt at par", floor.bond_yield)
    saved = made("interest_saved_a_year", "Interest saved a year", issued.principal * (
        coupon - terms.coupon))  # fmt: skip
    # At its own yield straight debt is worth par, so the saving is what the floor lacks of it.
    saving = made("interest_saving_value", "Present value of interest saved",
                  issued.principal * (1 - floor.value))  # fmt: skip
    straight = made("interest_saving_by_annuity", "The same as an annuity", saved * floor.annuity)
    given = made("option_given_value", "Worth of the conversion option given",
                 issued.principal * value.worth_of_option)  # fmt: skip
    until = made("break_even_price", "Break-even share price at maturity",
                 into.price * (1 + (1 - floor.value) / floor.redemption))  # fmt: skip
    return (
        AgainstDebt(
            coupon,
            made("straight_interest", "Interest of straight debt a year",
                 issued.principal * coupon),
            saved,
            made("interest_saved_after_tax", "Interest saved a year, after tax",
                 saved * (1 - terms.tax)),
            saving, given,
            made("net_saving_value", "Saving less the option given", saving - given),
            until,
            made("break_even_growth_rate", "Growth of the share price to it, a year",
                 (until / held.price) ** (1 / terms.tenor) - 1),
        ),
        CheckPair("Interest saved is worth what the bond floor lacks of par", saving, straight,
                  line(saving).form),
    )  # fmt: skip


@dataclass(frozen=True)
class BoughtBack:
    """One convertible outstanding, bought back or exchanged at one share price."""

    label: str
    principal: Figure
    """Bought back."""
    conversion_price: Figure
    moves: Sequence[Figure]
    prices: Sequence[Figure]
    """Of the convertible, of its principal: parity, not below par."""
    costs: Sequence[Figure]
    """Cash, before accrued interest and what a holder asks above parity."""
    over_principal: Sequence[Figure]
    exchanged: Sequence[Figure]
    """New principal, of which the net proceeds pay for it."""
    shares: Figure
    """No longer underlying."""


_ROOM = 7


def bought_back(key: str, terms: ConvertTerms, held: Bridge, at: Period) -> Sequence[BoughtBack]:
    """Every convertible that the company's reports tell of, from two steps down to four up.

    The worth of conversion is the least at which holders sell; what a market pays above it is
    market data, and no price is claimed.
    """
    found = []
    for number, one in enumerate(held.claims.count.converts, start=1):

        def made(name: str, words: str, value: Operand, number: int = number,
                 label: str = one.label) -> Figure:  # fmt: skip
            return computed(f"{key}.outstanding_{number}.{name}", f"{label}: {words}", value, at)

        principal = made("bought_principal", "principal bought back",
                         one.principal * terms.bought_back)  # fmt: skip
        moves: list[Figure] = []
        for place in range(_ROOM):
            value = moves[-1] + terms.step if moves else -(terms.step + terms.step)
            moves.append(made(f"move_{place}_share", "move of the share price", value))
        prices = [
            made(f"buy_back_{place}_of_par", "parity, not below par",
                 largest(held.price * (1 + move) / one.conversion_price, 1))
            for place, move in enumerate(moves)
        ]  # fmt: skip
        paid = [
            made(f"buy_back_{place}_cost", "cost of the buy-back", principal * price)
            for place, price in enumerate(prices)
        ]
        fee = 1 - (terms.gross_spread + terms.expenses)
        found.append(
            BoughtBack(
                one.label, principal, one.conversion_price, moves, prices, paid,
                [made(f"buy_back_{place}_over", "cost over the principal", cost - principal)
                 for place, cost in enumerate(paid)],
                [made(f"exchange_{place}_principal", "new principal that pays for it", cost / fee)
                 for place, cost in enumerate(paid)],
                made("shares_retired_shares", "shares no longer underlying",
                     one.shares * terms.bought_back),
            )
        )  # fmt: skip
    return tuple(found)
