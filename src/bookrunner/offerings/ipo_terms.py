"""The terms of an initial public offering: what a bank proposes, and what only its owners know."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from bookrunner.figures import SHARES, Figure, Format, Quantity, Unit
from bookrunner.valuation import CompanyInputs, Line, Policy, Within, line

_SHARE = Within(Decimal(0), Decimal(1))
_BELOW_ALL = Within(Decimal(0), Decimal("0.95"))
_GREENSHOE = Within(Decimal(0), Decimal("0.15"))
_ANY = Within(-(Decimal(10) ** 15), Decimal(10) ** 15)
_NOT_BELOW_ZERO = Within(Decimal(0), Decimal(10) ** 15)
_ABOVE_ZERO = Within(Decimal("0.000001"), Decimal(10) ** 15)
_DAYS = Within(Decimal(1), Decimal(1000), is_whole=True)


@dataclass(frozen=True)
class IpoTerms:
    """Shares of one are fractions; share counts are those before the split."""

    peers_weight: Figure
    """Of the peers' multiple in the fair multiple; the DCF has the rest."""
    discount: Figure
    """IPO discount: of the offer's equity value to the fair one, both after the money."""
    size: Figure
    """Base deal, of the equity value after the money."""
    primary: Figure
    """New shares, of the base shares; the rest is sold by holders."""
    greenshoe: Figure
    """Shares that the banks may buy more, of the base shares."""
    greenshoe_primary: Figure
    """New shares, of those."""
    underwriting_discount: Figure
    """Gross spread, of gross proceeds; whoever sells pays it on what is theirs."""
    expenses: Figure
    """Money; fixed, paid once and by the company."""
    half_range: Figure
    """Least width of the price range to either side, of its midpoint."""
    increment: Figure
    """Money per share in whole multiples of which the range is stated."""
    shares_before: Figure
    """Outstanding, before the split; used where no cap table was imported."""
    split: Figure
    """New shares for each old one."""
    repays_debt: Figure
    """Of the net proceeds, as far as there is debt."""
    tax: Figure
    """On the interest saved, and on earnings where none were reported."""
    management_fee: Figure
    """Of the gross spread, as is the next; the rest is the selling concession."""
    underwriting_fee: Figure
    lock_up_days: Figure
    stabilisation_days: Figure
    """For which the greenshoe is open."""
    price_least: Figure
    """Of a listing, as are the next two."""
    shares_least: Figure
    float_least: Figure
    book_value: Figure | None
    """Net tangible: assets without goodwill and intangibles, less liabilities. None, like the two
    below, where nobody stated it."""
    add_backs: Figure | None
    """In management's EBITDA: stock pay and other costs that were added back."""
    investment: Figure | None
    """What the proceeds are to pay for, beside debt."""

    @property
    def assumed(self) -> Sequence[Line]:
        """Those that somebody may adopt, as the Assumptions sheet lists them."""
        known = (self.book_value, self.add_backs, self.investment)
        fixed = (
            self.peers_weight, self.discount, self.size, self.primary, self.greenshoe,
            self.greenshoe_primary, self.underwriting_discount, self.expenses, self.half_range,
            self.increment, self.shares_before, self.split, self.repays_debt, self.tax,
            self.management_fee, self.underwriting_fee, self.price_least, self.shares_least,
            self.float_least,
        )  # fmt: skip
        days = (self.lock_up_days, self.stabilisation_days)
        return (
            *(line(one) for one in fixed),
            *(Line(one.name, one, Format.COUNT) for one in days),
            *(line(one) for one in known if one is not None),
        )


def ipo_terms(company: CompanyInputs, policy: Policy) -> IpoTerms:
    """The terms as adopted, else the house's defaults; what owners know only as adopted."""
    made, at, prefix = policy.adoptions, policy.period, f"{company.prefix}.ipo"
    money, per_share = company.money, company.per_share

    def share(key: str, name: str, value: str, reason: str, within: Within = _SHARE) -> Figure:
        return made.assumption(f"{prefix}.{key}", name, Decimal(value), at, reason, within=within)

    def amount(key: str, name: str, value: str, reason: str, unit: Unit) -> Figure:
        return made.assumption(f"{prefix}.{key}", name, Decimal(value), at, reason, unit=unit,
                               within=_ABOVE_ZERO)  # fmt: skip

    def known(key: str, name: str, unit: Unit, within: Within = _NOT_BELOW_ZERO) -> Figure | None:
        return made.observation(f"{prefix}.{key}", name, at, Quantity.OPERATING, unit=unit,
                                within=within)  # fmt: skip

    def rule(key: str, name: str, value: str, reason: str, unit: Unit) -> Figure:
        return made.assumption(f"{prefix}.{key}", name, Decimal(value), at, reason, unit=unit,
                               quantity=Quantity.SWITCH, within=_NOT_BELOW_ZERO)  # fmt: skip

    def days(key: str, name: str, value: str, reason: str) -> Figure:
        return made.assumption(f"{prefix}.{key}", name, Decimal(value), at, reason,
                               within=_DAYS)  # fmt: skip

    exchange = "NYSE Listed Company Manual 102.01, for an initial public offering"
    return IpoTerms(
        peers_weight=share("peers_weight_share", "Weight of the peers in the fair multiple", "0.5",
                           "peers and DCF count alike until investors have been heard"),
        discount=share("ipo_discount_share", "IPO discount", "0.125",
                       "middle of the usual 10% to 15%; what investors ask for a share without "
                       "a record of trading", _BELOW_ALL),
        size=share("size_share", "Base deal, of equity value after the money", "0.25",
                   "about the free float of a first listing in the United States", _BELOW_ALL),
        primary=share("primary_share", "New shares, of the base deal", "0.6",
                      "new money for debt and investment; what owners wish to sell is to be "
                      "confirmed"),
        greenshoe=share("greenshoe_share", "Over-allotment option, of the base shares", "0.15",
                        "the most that FINRA Rule 5110 allows", _GREENSHOE),
        greenshoe_primary=share("greenshoe_primary_share", "New shares, of the over-allotment",
                                "1", "no holder was named who grants it"),
        underwriting_discount=share(
            "underwriting_discount_share", "Gross spread, of gross proceeds", "0.07",
            "usual for moderate sizes (Chen and Ritter, The Seven Percent Solution, 2000)",
            _BELOW_ALL),
        expenses=made.assumption(f"{prefix}.expenses", "Fixed expenses", Decimal(4_000_000), at,
                                 "counsel, auditors, registration, listing and printing; to be "
                                 "replaced by their quotes", unit=money, within=_NOT_BELOW_ZERO),
        half_range=share("half_range_share", "Price range, least width to either side", "0.05",
                         "the range is then about a tenth of the midpoint wide", _BELOW_ALL),
        increment=amount("increment_price", "Range stated in multiples of", "1",
                         "ranges are stated in whole dollars", per_share),
        shares_before=amount("shares_before", "Shares outstanding before the split", "20000000",
                             "no cap table was imported; the count moves the price of a share and "
                             "no value", SHARES),
        split=made.assumption(f"{prefix}.split_factor", "Split: new shares for each old one",
                              Decimal(1), at, "no split; to be set so that the midpoint is usual",
                              within=_ABOVE_ZERO),
        repays_debt=share("repays_debt_share", "Net proceeds that repay debt", "1",
                          "the use of proceeds was not stated"),
        tax=share("marginal_tax_rate", "Tax rate on interest and earnings", "0.25",
                  "federal 21% and about 4% of states"),
        management_fee=share("management_fee_share", "Management fee, of the gross spread", "0.2",
                             "usual division of twenty, twenty and sixty"),
        underwriting_fee=share("underwriting_fee_share", "Underwriting fee, of the gross spread",
                               "0.2", "usual division of twenty, twenty and sixty"),
        lock_up_days=days("lock_up_days_count", "Lock-up, days after pricing", "180",
                          "usual of insiders, holders and the company"),
        stabilisation_days=days("stabilisation_days_count",
                                "Over-allotment option, days after pricing", "30",
                                "usual time for which the option is open"),
        price_least=rule("price_least", "Least price of a listing", "4", exchange, per_share),
        shares_least=rule("shares_least", "Least publicly held shares of a listing", "1100000",
                          exchange, SHARES),
        float_least=rule("float_least", "Least market value of publicly held shares", "40000000",
                         exchange, money),
        book_value=known("net_tangible_book_value", "Net tangible book value", money, _ANY),
        add_backs=known("ebitda_add_backs", "Add-backs in management's EBITDA", money),
        investment=known("investment", "Investment from the proceeds", money),
    )  # fmt: skip
