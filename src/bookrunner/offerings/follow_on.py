"""A follow-on offering: proceeds, dilution, earnings and debt after it, at each discount.

The formulas are those of docs/methods/follow_on.md. The discount is market data: without one the
model is a ladder over discounts, which says what each would cost and claims none of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bookrunner.equity import dilution_at
from bookrunner.figures import (
    Figure,
    Operand,
    Period,
    Term,
    computed,
    greater,
    if_,
    is_positive,
    meaningful,
    natural,
    ratio,
    smallest,
    total,
)
from bookrunner.offerings.terms import OfferTerms
from bookrunner.valuation import (
    Bridge,
    CheckPair,
    Grid,
    MarketDataRequired,
    Policy,
    bridge,
    grid,
    line,
)
from bookrunner.valuation.company_inputs import CompanyInputs

_RUNGS = 6


@dataclass(frozen=True)
class Offer:
    """The offering at one discount to the last close."""

    discount: Figure
    price: Figure
    old_shares: Figure
    """Diluted at the offer price."""
    base_shares: Figure
    primary_shares: Figure
    secondary_shares: Figure
    greenshoe_shares: Figure
    gross: Figure
    """Of new and of holders' shares."""
    secondary: Figure
    """What holders receive before their spread; nothing of it is the company's."""
    spread: Figure
    expenses: Figure
    net: Figure
    """To the company."""
    net_with_greenshoe: Figure
    new_total: Figure
    dilution: Figure
    dilution_with_greenshoe: Figure
    all_in: Figure
    """What the company keeps of a new share over the undisturbed price, less one."""
    repaid: Figure | None
    eps_before: Figure | None
    eps_after: Figure | None
    eps_effect: Figure | None
    leverage_before: Figure | None
    leverage_after: Figure | None
    checks: Sequence[CheckPair]

    @property
    def figures(self) -> Sequence[Figure]:
        """In the order of computation."""
        found = (
            self.discount, self.price, self.old_shares, self.base_shares, self.primary_shares,
            self.secondary_shares, self.greenshoe_shares, self.gross, self.secondary, self.spread,
            self.expenses, self.net, self.net_with_greenshoe, self.new_total, self.dilution,
            self.dilution_with_greenshoe, self.all_in, self.repaid, self.eps_before,
            self.eps_after, self.eps_effect, self.leverage_before, self.leverage_after,
        )  # fmt: skip
        return tuple(one for one in found if one is not None)


@dataclass(frozen=True)
class FollowOn:
    """A follow-on of a listed company: a ladder of discounts, and the offer at one if adopted."""

    company: CompanyInputs
    terms: OfferTerms
    bridge: Bridge
    size: Figure
    """Base deal in money at the last close."""
    ladder: Sequence[Offer]
    offer: Offer | None
    """None without a discount that somebody stands for."""
    volume_days: Figure | None
    """Base shares at the last close over the average daily volume."""
    shelf_left: Figure | None
    """After base deal and greenshoe; below zero where the shelf is too small."""
    baby_shelf: Figure | None
    """What Form S-3 allows in twelve months where the float is below 75 million dollars."""
    grid: Grid | None
    checks: Sequence[CheckPair]


def follow_on(company: CompanyInputs, policy: Policy, terms: OfferTerms) -> FollowOn:
    """The offering at every rung of discounts from none to 10%, and at the adopted one.

    Raises:
        MarketDataRequired: There is no closing price.
    """
    if company.price is None:
        raise MarketDataRequired(company.label, "the last close", "supply it with --prices")
    held, at, key = bridge(company, policy), policy.period, f"{company.prefix}.follow_on"
    size = computed(f"{key}.size", "Base deal at the last close",
                    held.equity_value * terms.size, at)  # fmt: skip
    ladder: list[Offer] = []
    step = terms.step
    below: Operand = step - step
    for place in range(1, _RUNGS + 1):
        rung = f"{key}.rung_{place}"
        discount = computed(f"{rung}.discount_rate", "Discount to last close", below, at)
        ladder.append(_offer(rung, discount, held, terms, size, at))
        below = discount + step
    offer = None
    table = None
    if terms.discount is not None:
        offer = _offer(f"{key}.base", terms.discount, held, terms, size, at)
        table = grid(
            f"{key}.dilution_by",
            "Dilution by size and discount",
            ("Base deal, of market capitalisation", terms.size, terms.size * 0.5 * 0.5),
            ("Discount to last close", terms.discount, natural(0.01)),
            offer.dilution,
            at,
        )
    days = None
    if terms.daily_volume is not None:
        days = computed(f"{key}.volume_days_multiple", "Base deal in days of average volume",
                        size / held.price / terms.daily_volume, at)  # fmt: skip
    left = None
    if terms.shelf is not None:
        left = computed(f"{key}.shelf_left", "Shelf left after the deal and its greenshoe",
                        terms.shelf - size * (terms.primary + terms.greenshoe), at)  # fmt: skip
    checks = [] if table is None else [table.check]
    for one in ladder if offer is None else [*ladder, offer]:
        checks += one.checks
    return FollowOn(
        company, terms, held, size, tuple(ladder), offer, days, left,
        _baby_shelf(key, company, terms, at), table, tuple(checks),
    )  # fmt: skip


def _baby_shelf(key: str, company: CompanyInputs, terms: OfferTerms, at: Period) -> Figure | None:
    held = terms.public_float
    if held is None or company.money.currency != "USD":
        return None
    third = meaningful(held / terms.float_divisor, when=greater(terms.float_limit, held))
    return computed(f"{key}.baby_shelf", "A third of the float, where below the limit", third, at)


def _offer(
    key: str, discount: Figure, held: Bridge, terms: OfferTerms, size: Figure, at: Period
) -> Offer:
    def made(name: str, words: str, value: Operand) -> Figure:
        return computed(f"{key}.{name}", words, value, at)

    price = made("offer_price", "Offer price", held.price * (1 - discount))
    claims, old = dilution_at(held.claims.count, price, key, at)
    base = made("base_shares", "Base shares", size / price)
    primary = made("primary_shares", "New shares", base * terms.primary)
    secondary = made("secondary_shares", "Shares sold by holders", base - primary)
    shoe = made("greenshoe_shares", "Over-allotment shares (new)", base * terms.greenshoe)
    gross = made("gross_proceeds", "Gross proceeds of the base deal", base * price)
    holders = made("secondary_proceeds", "Of which to selling holders", secondary * price)
    paid = made("spread_paid", "Gross spread on new shares", primary * price * terms.gross_spread)
    expenses = made("expenses", "Fixed expenses", size * terms.expenses)
    net = made("net_proceeds", "Net proceeds to the company", gross - holders - paid - expenses)
    shoe_net = shoe * price * (1 - terms.gross_spread)
    more = made("net_proceeds_with_greenshoe", "Net proceeds with the greenshoe", net + shoe_net)
    after = made("shares_after", "Diluted shares after", old + primary)
    straight = made("net_proceeds_straight", "Net proceeds with the greenshoe, share by share",
                    (primary + shoe) * price * (1 - terms.gross_spread) - expenses)  # fmt: skip
    counted = made("shares_after_by_part", "Diluted shares after, by part",
                   total([held.claims.count.fixed, *claims, primary]))  # fmt: skip
    kept = made("kept_per_share", "Kept by the company of each new share",
                meaningful(ratio(net, primary), when=is_positive(primary)))  # fmt: skip
    checks = (
        CheckPair(f"Greenshoe repeats no expenses ({key})", more, straight, line(net).form),
        CheckPair(f"Shares after reconcile ({key})", after, counted, line(after).form),
    )
    repaid, earnings = _earnings(key, held, terms, net, old, after, at)
    levered = _leverage(key, held, net, at)
    return Offer(
        discount, price, old, base, primary, secondary, shoe, gross, holders, paid, expenses, net,
        more, after,
        made("dilution_share", "Dilution", primary / after),
        made("dilution_with_greenshoe_share", "Dilution with the greenshoe",
             (primary + shoe) / (after + shoe)),
        made("all_in_share", "All-in cost against the last close", kept / held.price - 1),
        repaid, *earnings, *levered, checks,
    )  # fmt: skip


_Earnings = tuple[Figure | None, Figure | None, Figure | None]


def _earnings(
    key: str, held: Bridge, terms: OfferTerms, net: Figure, old: Figure, after: Figure, at: Period
) -> tuple[Figure | None, _Earnings]:
    """Debt repaid, and earnings per share before and after with the interest that it saves."""
    latest = held.company.latest
    income, debt, interest = (
        latest.get(name) for name in ("net_income", "total_debt", "interest_expense")
    )
    if income is None:
        return None, (None, None, None)
    before = computed(f"{key}.eps_before", "LTM net income per diluted share", income / old, at)
    repaid = None
    earned: Term = income
    if debt is not None and interest is not None:
        share = net * terms.repays_debt
        repaid = computed(f"{key}.repaid", "Debt repaid",
                          if_(is_positive(net), smallest(share, debt), net - net), at)  # fmt: skip
        saved = computed(f"{key}.interest_saved", "Interest saved, after tax",
                         repaid * ratio(interest, debt) * (1 - terms.tax), at)  # fmt: skip
        earned = income + saved
    later = computed(f"{key}.eps_after", "The same after the offering", earned / after, at)
    change = meaningful(ratio(later, before) - 1, when=is_positive(before))
    effect = computed(f"{key}.eps_effect_share", "Effect on earnings per share", change, at)
    return repaid, (before, later, effect)


def _leverage(
    key: str, held: Bridge, net: Figure, at: Period
) -> tuple[Figure | None, Figure | None]:
    """Net debt over EBITDA before and after; it falls by the proceeds, whatever they repay."""
    ebitda = held.company.latest.get("ebitda")
    if ebitda is None:
        return None, None
    owed = held.claims.net_debt
    return (
        computed(f"{key}.net_debt_before_multiple", "Net debt / EBITDA",
                 meaningful(ratio(owed, ebitda), when=is_positive(ebitda)), at),
        computed(f"{key}.net_debt_after_multiple", "Net debt / EBITDA after the offering",
                 meaningful(ratio(owed - net, ebitda), when=is_positive(ebitda)), at),
    )  # fmt: skip
