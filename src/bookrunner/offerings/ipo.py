"""An initial public offering: fair value, discount, price range, offering, owners and fees."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bookrunner.equity import ShareCount
from bookrunner.figures import (
    USD,
    Figure,
    Finding,
    Missing,
    Operand,
    Period,
    Severity,
    computed,
    is_positive,
    meaningful,
    natural,
    ratio,
)
from bookrunner.offerings.ipo_balance import Balance, balance_of
from bookrunner.offerings.ipo_holders import CapTable, Stake, cap_table, share_count_of
from bookrunner.offerings.ipo_offer import Before, IpoOffer, Sold, ipo_offer, sold_shares
from bookrunner.offerings.ipo_terms import IpoTerms
from bookrunner.offerings.ipo_value import Pricing, fair_value, pricing
from bookrunner.offerings.ipo_window import MarketWindow, market_window
from bookrunner.valuation import CheckPair, CompanyInputs, Comps, Dcf, Grid, Policy, grid

_RANGE_WIDTH_MAX = 0.2
_RANGE_WIDTH_ALWAYS = 2.0
_PRICE_USUAL = (8.0, 40.0)


@dataclass(frozen=True)
class Fees:
    """The gross spread of the base deal at the midpoint, and its usual division."""

    whole: Figure
    whole_greenshoe: Figure
    management: Figure
    underwriting: Figure
    selling: Figure
    of_company: Figure
    """Costs of the company, spread and expenses, over its gross proceeds."""

    @property
    def figures(self) -> Sequence[Figure]:
        """In the order of computation."""
        return (self.whole, self.management, self.underwriting, self.selling,
                self.whole_greenshoe, self.of_company)  # fmt: skip


@dataclass(frozen=True)
class ListingTest:
    """A least number of the exchange, and what the offering has at its low end."""

    least: Figure
    has: Figure
    passes: Figure
    """A multiple of the least; one or more passes."""


@dataclass(frozen=True)
class Ipo:
    """The first offering of a company, at the low end, the midpoint and the high end."""

    company: CompanyInputs
    terms: IpoTerms
    pricing: Pricing
    count: ShareCount
    """After the split."""
    holders: Sequence[Stake]
    """As imported, before the split."""
    sold: Sold
    offers: tuple[IpoOffer, IpoOffer, IpoOffer]
    table: CapTable
    fees: Fees
    listing: Sequence[ListingTest]
    conservative: Figure | None
    """EV at the midpoint over EBITDA without management's add-backs; None where none were told."""
    balance: Balance | None
    """Cash and debt before and after; None where they are not reported."""
    sold_in_all: Figure
    """Base shares and over-allotment: what the syndicate sells at pricing."""
    window: MarketWindow
    grids: Sequence[Grid]
    checks: Sequence[CheckPair]
    findings: Sequence[Finding]

    @property
    def middle(self) -> IpoOffer:
        """The offering at the midpoint."""
        return self.offers[1]


def ipo(
    compared: Comps, flows: Dcf | None, terms: IpoTerms, holders: Sequence[Stake], policy: Policy
) -> Ipo:
    """The offering of a company that is not listed yet.

    Args:
        holders: Its cap table as imported; empty where none was.

    Raises:
        NothingToPrice: No value, or none above the claims before shareholders.
    """
    company, at = compared.target.company, policy.period
    key = f"{company.prefix}.ipo"
    fair = fair_value(compared, flows, terms, at)
    count, each = share_count_of(holders, terms, key, at)
    priced = pricing(company.label, fair, count, terms, key)
    sold = sold_shares(priced.base_money, priced.middle, terms, key)
    before = _before(company, flows, terms, priced, at)
    low, middle, high = (
        ipo_offer(f"{key}.{name}", price, sold, count, before, terms)
        for name, price in (
            ("at_low", priced.low), ("at_middle", priced.middle), ("at_high", priced.high)
        )
    )  # fmt: skip
    offers = (low, middle, high)
    table = cap_table(holders, each, sold, middle, count, key)
    tables = _grids(key, priced, middle, sold, terms, at)
    balance = balance_of(key, middle, before, at)
    return Ipo(
        company, terms, priced, count, holders, sold, offers, table,
        _fees(key, middle, sold, terms, at),
        _listing(key, company, low, sold, terms, at),
        _conservative(key, company, middle, terms, at),
        balance,
        computed(f"{key}.sold_in_all", "Base shares and over-allotment",
                 sold.base + sold.greenshoe, at),
        market_window(company, policy),
        tables,
        (*priced.checks, *(check for one in offers for check in one.checks), *table.checks,
         *(() if balance is None else balance.checks),
         *(one.check for one in tables)),
        _findings(company, priced, table, middle),
    )  # fmt: skip


def _before(
    company: CompanyInputs, flows: Dcf | None, terms: IpoTerms, priced: Pricing, at: Period
) -> Before:
    latest = company.latest
    ebitda = latest.get("ebitda")
    measures = {}
    if ebitda is not None:
        measures["LTM EBITDA"] = ebitda
    if flows is not None:
        first, second = flows.forecast.years[:2]
        measures[f"EBITDA {first.label}"] = first.ebitda
        measures[f"EBITDA {second.label}"] = second.ebitda
    revenue = latest.get("revenue")
    if revenue is not None:
        measures["LTM revenue"] = revenue
    return Before(
        fair_equity=priced.fair.equity_value,
        net_claims=priced.fair.net_claims,
        cash=latest.get("cash"),
        debt=latest.get("total_debt"),
        interest=latest.get("interest_expense"),
        earnings=_earnings(company, terms, at),
        book_value=terms.book_value,
        measures=measures,
        leverage_on=ebitda,
    )


def _earnings(company: CompanyInputs, terms: IpoTerms, at: Period) -> Figure | None:
    """Net income; where none is reported, operating income less interest, taxed."""
    latest = company.latest
    income = latest.get("net_income")
    if income is not None:
        return income
    operating, interest = latest.get("operating_income"), latest.get("interest_expense")
    if operating is None or interest is None:
        return None
    return computed(f"{company.prefix}.ipo.earnings", "Operating income less interest, taxed",
                    (operating - interest) * (1 - terms.tax), at)  # fmt: skip


def _fees(key: str, offer: IpoOffer, sold: Sold, terms: IpoTerms, at: Period) -> Fees:
    def made(name: str, words: str, value: Operand) -> Figure:
        return computed(f"{key}.fees.{name}", words, value, at)

    whole = made(
        "whole", "Gross spread of the base deal", offer.gross * terms.underwriting_discount
    )
    more = (sold.base + sold.greenshoe) * offer.price * terms.underwriting_discount
    management = made("management", "Management fee", whole * terms.management_fee)
    underwriting = made("underwriting", "Underwriting fee", whole * terms.underwriting_fee)
    cost = offer.spread_company + offer.expenses
    return Fees(
        whole,
        made("whole_greenshoe", "Gross spread with the over-allotment", more),
        management,
        underwriting,
        made("selling", "Selling concession", whole - management - underwriting),
        made("of_company_share", "Costs of the company, of its gross proceeds",
             meaningful(ratio(cost, offer.new_money), when=is_positive(offer.new_money))),
    )  # fmt: skip


def _listing(
    key: str, company: CompanyInputs, low: IpoOffer, sold: Sold, terms: IpoTerms, at: Period
) -> Sequence[ListingTest]:
    """The exchange's least numbers; they are in dollars and shares."""
    if company.money != USD:
        return ()
    told = (
        ("price", terms.price_least, low.price),
        ("shares", terms.shares_least, sold.base),
        ("float", terms.float_least, low.float_value),
    )
    return [
        ListingTest(least, has, computed(f"{key}.listing.{name}_multiple",
                                         f"{has.name}, of the least", ratio(has, least), at))
        for name, least, has in told
    ]  # fmt: skip


def _conservative(
    key: str, company: CompanyInputs, offer: IpoOffer, terms: IpoTerms, at: Period
) -> Figure | None:
    ebitda = company.latest.get("ebitda")
    if terms.add_backs is None or ebitda is None:
        return None
    left = computed(f"{key}.ebitda_without_add_backs", "EBITDA without add-backs",
                    ebitda - terms.add_backs, at)  # fmt: skip
    return computed(f"{key}.ev_conservative_multiple", "EV / EBITDA without add-backs",
                    meaningful(ratio(offer.enterprise_value, left), when=is_positive(left)),
                    at)  # fmt: skip


def _grids(
    key: str, priced: Pricing, offer: IpoOffer, sold: Sold, terms: IpoTerms, at: Period
) -> Sequence[Grid]:
    multiple = ("Fair multiple", priced.fair.multiple, natural(1))
    discount = ("IPO discount", terms.discount, natural(0.5) * 0.1 * 0.5)
    size = ("Base deal, of equity value", terms.size, natural(0.5) * 0.1)
    new = ("New shares, of the base deal", terms.primary, natural(0.1))
    last = offer.dilution if offer.leverage_after is None else offer.leverage_after
    return (
        grid(f"{key}.price_by", "Indicated price", multiple, discount, priced.price, at),
        grid(f"{key}.value_by", "Offer equity value", multiple, discount, priced.value, at),
        grid(
            f"{key}.proceeds_by",
            "Net proceeds to the company",
            ("Offer price", offer.price, terms.increment),
            ("Base shares", sold.base, sold.base * 0.1),
            offer.net,
            at,
        ),
        grid(f"{key}.structure_by", f"{last.name}, by structure", size, new, last, at),
    )


def _findings(
    company: CompanyInputs, priced: Pricing, table: CapTable, offer: IpoOffer
) -> Sequence[Finding]:
    width, reach = _number(priced.width), _number(priced.high) - _number(priced.low)
    least, most = _PRICE_USUAL
    doubts = [
        (not table.is_known, "holders-required", _NO_HOLDERS),
        (width > _RANGE_WIDTH_MAX and reach > _RANGE_WIDTH_ALWAYS, "range-wide", _TOO_WIDE),
        (not least <= _number(priced.middle) <= most, "price-unusual", _UNUSUAL),
        (_number(offer.discount) < 0, "no-discount", _NO_DISCOUNT),
        (any(_number(one.after) < 0 for one in table.rows), "sells-too-much", _SOLD_OUT),
    ]
    return [
        Finding(f"offerings.{code}", text, Severity.WARNING, where=company.label)
        for doubted, code, text in doubts
        if doubted
    ]


_NO_HOLDERS = (
    "no cap table was imported: the number of shares is assumed and all holders are one row; "
    "bookrunner import cap-table FILE"
)
_TOO_WIDE = (
    "the price range is wider than two dollars and than a fifth of its top, which the SEC's staff "
    "does not take for an estimate in good faith; lower ipo.half_range_share or ipo.increment_price"
)
_UNUSUAL = (
    "the midpoint is outside of what a share usually costs in a first offering; adopt "
    "ipo.split_factor"
)
_NO_DISCOUNT = "rounding the midpoint took the IPO discount away; lower ipo.increment_price"
_SOLD_OUT = (
    "a holder would sell more than it holds; correct the cap table or raise ipo.primary_share"
)


def _number(figure: Figure) -> float:
    return 0.0 if isinstance(figure.value, Missing) else figure.value
