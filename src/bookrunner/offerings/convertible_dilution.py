"""What a convertible dilutes as the shares rise, with and without a capped call, and its EPS.

Diluted EPS by the if-converted method of ASC 260 as amended by ASU 2020-06. Where the principal
must be paid in cash no interest is added back and only the shares of the excess count; a capped
call never counts, as it would reduce dilution, and is shown beside.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bookrunner.equity import dilution_at
from bookrunner.figures import (
    Figure,
    Operand,
    Period,
    choose,
    computed,
    greater,
    if_,
    is_positive,
    meaningful,
    not_below_zero,
    ratio,
    smallest,
)
from bookrunner.offerings.convertible_terms import ConvertTerms
from bookrunner.offerings.convertible_value import NONE
from bookrunner.valuation import Bridge, CheckPair, line

RUNGS = 11
"""Moves of the share price: from none in steps, by default up to a doubling."""


@dataclass(frozen=True)
class Issue:
    """The convertible in money and shares."""

    principal: Figure
    with_greenshoe: Figure
    fees: Figure
    net: Figure
    underlying: Figure
    """Shares it converts into, without the greenshoe."""

    @property
    def figures(self) -> Sequence[Figure]:
        """In the order of the page."""
        return (self.principal, self.with_greenshoe, self.fees, self.net, self.underlying)


def issue(key: str, terms: ConvertTerms, held: Bridge, price: Figure, at: Period) -> Issue:
    """Principal, fees and shares underlying, at a conversion price."""

    def made(name: str, words: str, value: Operand) -> Figure:
        return computed(f"{key}.{name}", words, value, at)

    principal = made("principal", "Principal", held.equity_value * terms.size)
    fees = made("fees", "Gross spread and expenses",
                principal * (terms.gross_spread + terms.expenses))  # fmt: skip
    return Issue(
        principal,
        made("principal_with_greenshoe", "Principal with the greenshoe",
             principal * (1 + terms.greenshoe)),
        fees,
        made("net_proceeds", "Net proceeds, before a capped call", principal - fees),
        made("underlying_shares", "Shares underlying", principal / price),
    )  # fmt: skip


@dataclass(frozen=True)
class Earnings:
    """Net income after the issue, before any conversion; amounts of twelve months."""

    income: Figure
    """As reported."""
    coupon: Figure
    amortised: Figure
    """Fees, over the tenor."""
    cost: Figure
    """Coupon and fees after tax: what if-converted adds back where the principal is shares."""
    repaid: Figure | None
    saved: Figure | None
    """Interest on debt repaid, after tax."""
    after: Figure

    @property
    def figures(self) -> Sequence[Figure]:
        """In the order of the page."""
        found = (self.income, self.coupon, self.amortised, self.cost, self.repaid, self.saved,
                 self.after)  # fmt: skip
        return tuple(one for one in found if one is not None)


def earnings(key: str, terms: ConvertTerms, held: Bridge, made: Issue, at: Period
             ) -> Earnings | None:  # fmt: skip
    """The income that is left for shares; None where no net income is reported."""
    latest = held.company.latest
    income, debt, interest = (
        latest.get(name) for name in ("net_income", "total_debt", "interest_expense")
    )
    if income is None:
        return None

    def named(name: str, words: str, value: Operand) -> Figure:
        return computed(f"{key}.{name}", words, value, at)

    coupon = named("coupon_paid", "Coupon a year", made.principal * terms.coupon)
    amortised = named("fees_amortised", "Fees amortised a year", made.fees / terms.tenor)
    cost = named("cost_after_tax", "Cost of the convertible a year, after tax",
                 (coupon + amortised) * (1 - terms.tax))  # fmt: skip
    left: Operand = income - cost
    repaid = saved = None
    if debt is not None and interest is not None and debt.value != 0:
        repaid = named("repaid", "Debt repaid", smallest(made.net * terms.repays_debt, debt))
        saved = named("interest_saved", "Interest saved on it, after tax",
                      repaid * (interest / debt) * (1 - terms.tax))  # fmt: skip
        left = income - cost + saved
    return Earnings(income, coupon, amortised, cost, repaid, saved,
                    named("income_after", "Net income after the issue", left))  # fmt: skip


@dataclass(frozen=True)
class Rung:
    """The convertible at one share price."""

    move: Figure
    price: Figure
    old_shares: Figure
    """Diluted at that price, without the convertible."""
    delivered: Figure
    """Shares that holders get."""
    received: Figure
    """Shares that the capped call brings."""
    left: Figure
    """Delivered less received."""
    dilution: Figure
    dilution_capped: Figure
    eps_before: Figure | None
    eps_after: Figure | None
    eps_in_shares: Figure | None
    """As if it were settled in shares alone."""
    eps_effect: Figure | None

    @property
    def figures(self) -> Sequence[Figure]:
        """In the order of the sheet."""
        found = (
            self.move, self.price, self.old_shares, self.delivered, self.received, self.left,
            self.dilution, self.dilution_capped, self.eps_before, self.eps_after,
            self.eps_in_shares, self.eps_effect,
        )  # fmt: skip
        return tuple(one for one in found if one is not None)


@dataclass(frozen=True)
class Ladder:
    """The convertible as the shares rise."""

    cap: Figure
    rungs: Sequence[Rung]
    checks: Sequence[CheckPair]


def ladder(
    key: str, terms: ConvertTerms, held: Bridge, made: Issue, into: Figure,
    earned: Earnings | None, at: Period,
) -> Ladder:  # fmt: skip
    """A rung for each move of the share price, the first of none."""
    cap = computed(f"{key}.cap_price", "Cap of the capped call",
                   held.price * (1 + terms.cap_premium), at)  # fmt: skip
    rungs: list[Rung] = []
    for place in range(RUNGS):
        move = computed(f"{key}.rung_{place}.move_share", "Move of the share price",
                        rungs[-1].move + terms.step if rungs else NONE, at)  # fmt: skip
        rungs.append(_rung(f"{key}.rung_{place}", terms, held, made, (into, cap), earned, move,
                           at))  # fmt: skip
    last = rungs[-1]
    # Above the conversion price holders get its worth less the principal, however it is settled
    # net; the capped call brings back what lies between conversion price and cap.
    excess = computed(f"{key}.excess_shares", "Excess over the principal, in shares at the price",
                      not_below_zero(made.underlying * last.price - made.principal) / last.price,
                      at)  # fmt: skip
    net = computed(f"{key}.excess_delivered_shares", "The same as delivered",
                   choose(terms.settlement,
                          [not_below_zero(last.delivered - made.principal / last.price),
                           last.delivered]), at)  # fmt: skip
    check = CheckPair("Shares of the excess tie to the worth of the conversion", net, excess,
                      line(net).form)  # fmt: skip
    return Ladder(cap, tuple(rungs), (check,))


def _rung(
    key: str, terms: ConvertTerms, held: Bridge, issued: Issue, strikes: tuple[Figure, Figure],
    earned: Earnings | None, move: Figure, at: Period,
) -> Rung:  # fmt: skip
    into, cap = strikes

    def made(name: str, words: str, value: Operand) -> Figure:
        return computed(f"{key}.{name}", words, value, at)

    price = made("share_price", "Share price", held.price * (1 + move))
    _, old = dilution_at(held.claims.count, price, key, at)
    above = not_below_zero(price - into) / price
    excess = made("excess_of_shares", "Shares of the excess", issued.underlying * above)
    # Who is paid in shares converts where they are worth more than the principal.
    none = issued.underlying - issued.underlying
    whole = made("converted_shares", "Shares if settled in shares",
                 if_(greater(price, into), issued.underlying, none))  # fmt: skip
    delivered = made(
        "delivered_shares", "Shares delivered", choose(terms.settlement, [whole, excess])
    )
    back = not_below_zero(smallest(price, cap) - into) / price
    received = made("received_shares", "Shares from the capped call", issued.underlying * back)
    left = made("net_new_shares", "Shares delivered less received", delivered - received)
    return Rung(
        move, price, old, delivered, received, left,
        made("dilution_share", "Dilution", delivered / (old + delivered)),
        made("dilution_capped_share", "Dilution with the capped call", left / (old + left)),
        *_per_share(key, terms, issued, earned, old, excess, at),
    )  # fmt: skip


_PerShare = tuple[Figure | None, Figure | None, Figure | None, Figure | None]


def _per_share(
    key: str, terms: ConvertTerms, issued: Issue, earned: Earnings | None, old: Figure,
    excess: Figure, at: Period,
) -> _PerShare:  # fmt: skip
    """Diluted EPS before and after; a conversion that would raise it is left out."""
    if earned is None:
        return None, None, None, None

    def made(name: str, words: str, value: Operand) -> Figure:
        return computed(f"{key}.{name}", words, value, at)

    before = made("eps_before", "Diluted EPS before", earned.income / old)
    plain = earned.after / old
    converted = (earned.after + earned.cost) / (old + issued.underlying)
    in_shares = made("eps_in_shares", "Diluted EPS after, if settled in shares",
                     smallest(plain, converted))  # fmt: skip
    in_cash = smallest(plain, earned.after / (old + excess))
    after = made("eps_after", "Diluted EPS after", choose(terms.settlement, [in_shares, in_cash]))
    change = meaningful(ratio(after, before) - 1, when=is_positive(before))
    return before, after, in_shares, made("eps_effect_share", "Effect on diluted EPS", change)
