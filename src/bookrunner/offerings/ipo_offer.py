"""An initial public offering at one price: shares, proceeds, who owns what, and what it is worth.

The numbers of shares are set at the midpoint of the range and stay as the price moves, as the
prospectus has them. Only new shares bring the company money; expenses are paid once, with or
without the over-allotment option.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bookrunner.equity import ShareCount, dilution_at
from bookrunner.figures import (
    Figure,
    Operand,
    Period,
    computed,
    greater,
    if_,
    is_positive,
    meaningful,
    ratio,
    smallest,
    total,
)
from bookrunner.offerings.ipo_terms import IpoTerms
from bookrunner.valuation import CheckPair, line


@dataclass(frozen=True)
class Sold:
    """How many shares are offered; the same at every price."""

    base: Figure
    primary: Figure
    secondary: Figure
    greenshoe: Figure
    greenshoe_primary: Figure
    greenshoe_secondary: Figure

    @property
    def figures(self) -> Sequence[Figure]:
        """In the order of computation."""
        return (self.base, self.primary, self.secondary, self.greenshoe, self.greenshoe_primary,
                self.greenshoe_secondary)  # fmt: skip


@dataclass(frozen=True)
class Before:
    """The company before its offering; None where it does not report it."""

    fair_equity: Figure
    net_claims: Figure
    cash: Figure | None = None
    debt: Figure | None = None
    interest: Figure | None = None
    earnings: Figure | None = None
    book_value: Figure | None = None
    """Net tangible."""
    measures: Mapping[str, Figure] = field(default_factory=dict)
    """What enterprise value is a multiple of, by the word for it: ``LTM EBITDA``."""
    leverage_on: Figure | None = None
    """EBITDA."""


@dataclass(frozen=True)
class IpoOffer:
    """The offering at one price."""

    price: Figure
    old_shares: Figure
    """Diluted at the offer price."""
    gross: Figure
    new_money: Figure
    secondary_money: Figure
    """What holders receive before their spread; nothing of it is the company's."""
    spread_company: Figure
    spread_holders: Figure
    expenses: Figure
    net: Figure
    """To the company."""
    net_greenshoe: Figure
    """To the company with the over-allotment option."""
    holders_net: Figure
    shares_after: Figure
    """Diluted."""
    shares_after_greenshoe: Figure
    outstanding_after: Figure
    """Undiluted."""
    outstanding_after_greenshoe: Figure
    equity_value: Figure
    """Diluted, after the money."""
    before_money: Figure
    enterprise_value: Figure
    discount: Figure
    """Of the offer's equity value to the fair one, both after the money."""
    multiples: Sequence[Figure]
    price_earnings: Figure | None
    dilution: Figure
    """New shares over the old diluted and the new."""
    dilution_greenshoe: Figure
    free_float: Figure
    free_float_greenshoe: Figure
    float_value: Figure
    repaid: Figure | None
    to_cash: Figure | None
    leverage_before: Figure | None
    leverage_after: Figure | None
    leverage_after_greenshoe: Figure | None
    book: Book | None
    checks: Sequence[CheckPair]

    @property
    def sections(self) -> Sequence[tuple[str, Sequence[Figure]]]:
        """Its figures, by what they tell, in the order of computation."""
        optional = (self.repaid, self.to_cash, self.leverage_before, self.leverage_after,
                    self.leverage_after_greenshoe)  # fmt: skip
        earned = () if self.price_earnings is None else (self.price_earnings,)
        found: list[tuple[str, Sequence[Figure]]] = [
            ("Proceeds", (
                self.gross, self.new_money, self.secondary_money, self.spread_company,
                self.spread_holders, self.expenses, self.net, self.net_greenshoe,
                self.holders_net,
            )),
            ("Shares", (
                self.old_shares, self.shares_after, self.shares_after_greenshoe,
                self.outstanding_after, self.outstanding_after_greenshoe, self.dilution,
                self.dilution_greenshoe, self.free_float, self.free_float_greenshoe,
                self.float_value,
            )),
            ("Value at the offer", (
                self.equity_value, self.before_money, self.enterprise_value, self.discount,
                *self.multiples, *earned,
            )),
            ("Debt", tuple(one for one in optional if one is not None)),
        ]  # fmt: skip
        if self.book is not None:
            found.append(("Net tangible book value", self.book.figures))
        return [(title, figures) for title, figures in found if figures]


@dataclass(frozen=True)
class Book:
    """Net tangible book value per share, as the Dilution section of a prospectus has it."""

    before: Figure
    after: Figure
    after_share: Figure
    increase: Figure
    dilution: Figure
    """Of new investors: the price less the value after."""
    after_greenshoe: Figure
    dilution_greenshoe: Figure

    @property
    def figures(self) -> Sequence[Figure]:
        """In the order of the section."""
        return (self.before, self.increase, self.after, self.after_share, self.dilution,
                self.after_greenshoe, self.dilution_greenshoe)  # fmt: skip


def sold_shares(base_money: Figure, middle: Figure, terms: IpoTerms, key: str) -> Sold:
    """The shares that bring the base deal at the midpoint, new and old, and those on top."""
    at = base_money.period

    def made(name: str, words: str, value: Operand) -> Figure:
        return computed(f"{key}.{name}", words, value, at)

    base = made("base_shares", "Base shares", base_money / middle)
    primary = made("primary_shares", "New shares", base * terms.primary)
    shoe = made("greenshoe_shares", "Over-allotment shares", base * terms.greenshoe)
    new = made("greenshoe_primary_shares", "Of which new", shoe * terms.greenshoe_primary)
    return Sold(
        base,
        primary,
        made("secondary_shares", "Shares sold by holders", base - primary),
        shoe,
        new,
        made("greenshoe_secondary_shares", "Of which sold by holders", shoe - new),
    )


def ipo_offer(
    key: str, price: Figure, sold: Sold, count: ShareCount, before: Before, terms: IpoTerms
) -> IpoOffer:
    """The offering of these shares at the price."""
    at = price.period

    def made(name: str, words: str, value: Operand) -> Figure:
        return computed(f"{key}.{name}", words, value, at)

    price = made("offer_price", "Offer price", price)
    claims, old = dilution_at(count, price, key, at)
    kept = 1 - terms.underwriting_discount
    gross = made("gross_proceeds", "Gross proceeds of the base deal", sold.base * price)
    new = made("new_proceeds", "Of which new shares", sold.primary * price)
    secondary = made("secondary_proceeds", "Of which to selling holders", sold.secondary * price)
    paid = made("spread_of_company", "Gross spread on new shares, paid by the company",
                new * terms.underwriting_discount)  # fmt: skip
    theirs = made("spread_of_holders", "Gross spread on old shares, paid by their sellers",
                  secondary * terms.underwriting_discount)  # fmt: skip
    expenses = made("expenses_paid", "Fixed expenses, paid by the company", terms.expenses)
    net = made("net_proceeds", "Net proceeds to the company", new - paid - expenses)
    more = made("net_proceeds_greenshoe", "The same with the over-allotment",
                net + sold.greenshoe_primary * price * kept)  # fmt: skip
    after = made("shares_after", "Diluted shares after", old + sold.primary)
    after_more = made("shares_after_greenshoe", "The same with the over-allotment",
                      after + sold.greenshoe_primary)  # fmt: skip
    out = made("outstanding_after", "Shares outstanding after", count.basic + sold.primary)
    out_more = made("outstanding_after_greenshoe", "The same with the over-allotment",
                    out + sold.greenshoe_primary)  # fmt: skip
    value = made("equity_value", "Equity value after the money", price * after)
    before_money = made("before_money", "Equity value before the money", price * old)
    enterprise = made("enterprise_value", "Enterprise value", value + before.net_claims - net)
    repaid, to_cash = _use(key, net, before, terms, at)
    levered = _leverage(key, net, more, before, at)
    checks = [
        CheckPair(f"Gross proceeds are what each party gets ({key})", gross,
                  made("gross_again", "Gross proceeds by party",
                       net + expenses + paid + secondary), line(gross).form),
        CheckPair(f"Over-allotment repeats no expenses ({key})", more,
                  made("net_straight", "Net proceeds with the over-allotment, share by share",
                       (sold.primary + sold.greenshoe_primary) * price * kept - expenses),
                  line(more).form),
        CheckPair(f"Diluted shares after are their parts ({key})", after,
                  made("shares_by_part", "Diluted shares after, by part",
                       total([count.fixed, *claims, sold.primary])), line(after).form),
        CheckPair(f"Enterprise value is the same before the money ({key})", enterprise,
                  made("enterprise_again", "Enterprise value before the money, with the costs",
                       before_money + before.net_claims + paid + expenses),
                  line(enterprise).form),
    ]  # fmt: skip
    book = None
    if before.book_value is not None:
        book = _book(key, before.book_value, price, count.basic, (net, out), (more, out_more), at)
    return IpoOffer(
        price, old, gross, new, secondary, paid, theirs, expenses, net, more,
        made("holders_net", "Net proceeds to selling holders", secondary - theirs),
        after, after_more, out, out_more, value, before_money, enterprise,
        made("discount_at_price_share", "Discount to fair value, after the money",
             1 - value / (before.fair_equity + net)),
        [
            made(f"ev_{place}_multiple", f"EV / {words}",
                 meaningful(ratio(enterprise, one), when=is_positive(one)))
            for place, (words, one) in enumerate(before.measures.items(), start=1)
        ],
        _price_earnings(key, value, repaid, before, terms, at),
        made("dilution_share", "Dilution by new shares", sold.primary / after),
        made("dilution_greenshoe_share", "The same with the over-allotment",
             (sold.primary + sold.greenshoe_primary) / after_more),
        made("free_float_share", "Free float", sold.base / out),
        made("free_float_greenshoe_share", "The same with the over-allotment",
             (sold.base + sold.greenshoe) / out_more),
        made("float_value", "Market value of the free float", sold.base * price),
        repaid, to_cash, *levered, book, checks,
    )  # fmt: skip


def _use(
    key: str, net: Figure, before: Before, terms: IpoTerms, at: Period
) -> tuple[Figure | None, Figure | None]:
    """Debt repaid, and what is left of the net proceeds."""
    if before.debt is None:
        return None, None
    share = net * terms.repays_debt
    most = if_(is_positive(net), smallest(share, before.debt), net - net)
    repaid = computed(f"{key}.repaid", "Debt repaid", most, at)
    return repaid, computed(f"{key}.to_cash", "Left for investment and cash", net - repaid, at)


def _leverage(
    key: str, net: Figure, more: Figure, before: Before, at: Period
) -> tuple[Figure | None, Figure | None, Figure | None]:
    """Net debt over EBITDA; it falls by the proceeds, whatever they repay."""
    if before.debt is None or before.cash is None or before.leverage_on is None:
        return None, None, None
    earned = before.leverage_on

    def made(name: str, words: str, raised: Operand | None) -> Figure:
        owed = before.debt - before.cash  # type: ignore[operator]
        value = ratio(owed if raised is None else owed - raised, earned)
        return computed(f"{key}.{name}_multiple", words,
                        meaningful(value, when=is_positive(earned)), at)  # fmt: skip

    return (
        made("net_debt_before", "Net debt / EBITDA before", None),
        made("net_debt_after", "Net debt / EBITDA after", net),
        made("net_debt_after_greenshoe", "The same with the over-allotment", more),
    )


def _price_earnings(
    key: str, value: Figure, repaid: Figure | None, before: Before, terms: IpoTerms, at: Period
) -> Figure | None:
    """Equity value over earnings with the interest that repaid debt saves, after tax."""
    if before.earnings is None:
        return None
    earned: Operand = before.earnings
    if repaid is not None and before.interest is not None and before.debt is not None:
        earned = before.earnings + repaid * ratio(before.interest, before.debt) * (1 - terms.tax)
    pro_forma = computed(
        f"{key}.earnings_pro_forma", "Earnings with the interest saved", earned, at
    )
    return computed(f"{key}.price_earnings", "Price / earnings, pro forma",
                    meaningful(ratio(value, pro_forma), when=greater(pro_forma, value - value)),
                    at)  # fmt: skip


def _book(
    key: str,
    book: Figure,
    price: Figure,
    outstanding: Figure,
    base: tuple[Figure, Figure],
    more: tuple[Figure, Figure],
    at: Period,
) -> Book:
    def made(name: str, words: str, value: Operand) -> Figure:
        return computed(f"{key}.book_{name}", words, value, at)

    before = made("before_price", "Net tangible book value per share, before",
                  book / outstanding)  # fmt: skip
    after = made("after", "Net tangible book value after", book + base[0])
    after_share = made("after_price", "Net tangible book value per share, after",
                       after / base[1])  # fmt: skip
    with_shoe = made("after_greenshoe_price", "The same with the over-allotment",
                     (book + more[0]) / more[1])  # fmt: skip
    return Book(
        before,
        after,
        after_share,
        made("increase_price", "Increase by new investors", after_share - before),
        made("dilution_price", "Dilution of new investors per share", price - after_share),
        with_shoe,
        made("dilution_greenshoe_price", "The same dilution with the over-allotment",
             price - with_shoe),
    )  # fmt: skip
