"""The terms of an offering: what a bank proposes, and what only the market tells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from bookrunner.figures import SHARES, Figure, Quantity
from bookrunner.valuation import CompanyInputs, Policy, Within

_SHARE = Within(Decimal(0), Decimal(1))
_BELOW_ALL = Within(Decimal(0), Decimal("0.95"))
_SIZE = Within(Decimal("0.001"), Decimal(5))
_GREENSHOE = Within(Decimal(0), Decimal("0.15"))
_AMOUNT = Within(Decimal(1), Decimal(10) ** 15)


@dataclass(frozen=True)
class OfferTerms:
    """Of a follow-on and of a rights issue; shares of one are fractions."""

    size: Figure
    """Base deal, of the market value of all diluted shares at the last close."""
    primary: Figure
    """New shares, of the base shares; the rest is sold by holders."""
    gross_spread: Figure
    """Of the gross proceeds, paid by whoever sells."""
    expenses: Figure
    """Fixed, of the base size at the last close; the company pays them once."""
    greenshoe: Figure
    """New shares that the banks may buy more, of the base shares."""
    repays_debt: Figure
    """Of the net proceeds, as far as there is debt; cash keeps the rest."""
    tax: Figure
    rights_discount: Figure
    """Of the subscription price, to the theoretical ex-rights price."""
    step: Figure
    """Of the ladder of discounts."""
    float_limit: Figure
    """Public float from which Form S-3 sets no cap."""
    float_divisor: Figure
    """What the float is divided by for the cap below it."""
    discount: Figure | None
    """Of the offer to the last close; market data, None where nobody stands for one."""
    daily_volume: Figure | None
    """Average shares traded a day over three months; market data."""
    shelf: Figure | None
    """Money left on the registration statement; None where nobody stated it."""
    public_float: Figure | None
    """Market value of the shares that no affiliate holds, highest within 60 days."""

    @property
    def assumed(self) -> Sequence[Figure]:
        """Those that somebody may adopt, as the Assumptions sheet lists them."""
        observed = (self.discount, self.daily_volume, self.shelf, self.public_float)
        return (
            self.size, self.primary, self.gross_spread, self.expenses, self.greenshoe,
            self.repays_debt, self.tax, self.rights_discount,
            self.step, self.float_limit, self.float_divisor,
            *(one for one in observed if one is not None),
        )  # fmt: skip


def offer_terms(company: CompanyInputs, policy: Policy) -> OfferTerms:
    """The terms as adopted, else the house's defaults; market data only as adopted."""
    made, at, prefix = policy.adoptions, policy.period, f"{company.prefix}.follow_on"

    def assumed(key: str, name: str, value: str, reason: str, within: Within = _SHARE) -> Figure:
        return made.assumption(f"{prefix}.{key}", name, Decimal(value), at, reason, within=within)

    return OfferTerms(
        size=assumed("size_share", "Base deal, of market capitalisation", "0.10",
                     "a size that one marketed deal places; to be set by the use of proceeds",
                     _SIZE),
        primary=assumed("primary_share", "New shares, of the base deal", "1",
                        "no holder was named who sells"),
        gross_spread=assumed("gross_spread_share", "Gross spread, of gross proceeds", "0.035",
                             "about what listed companies pay for a marketed follow-on"),
        expenses=assumed("expenses_share", "Fixed expenses, of the base size", "0.003",
                         "counsel, auditors, registration and printing"),
        greenshoe=assumed("greenshoe_share", "Over-allotment option, of the base shares", "0.15",
                          "the most that FINRA allows; usually exercised within thirty days",
                          _GREENSHOE),
        repays_debt=assumed("repays_debt_share", "Net proceeds that repay debt", "1",
                            "the use of proceeds was not stated"),
        tax=assumed("marginal_tax_rate", "Tax rate on interest", "0.25",
                    "federal 21% and about 4% of states"),
        rights_discount=assumed("rights_discount_share",
                                "Subscription price below the ex-rights price", "0.35",
                                "usual range of underwritten rights issues is 30% to 40%",
                                _BELOW_ALL),
        step=made.assumption(f"{prefix}.ladder_step_rate", "Step of the ladder of discounts",
                             Decimal("0.02"), at, "shows discounts to a tenth",
                             quantity=Quantity.SWITCH,
                             within=Within(Decimal("0.005"), Decimal("0.1"))),
        float_limit=made.assumption(f"{prefix}.float_limit", "Float from which no cap applies",
                                    Decimal(75_000_000), at,
                                    "Form S-3, General Instruction I.B.1 and I.B.6",
                                    unit=company.money, quantity=Quantity.SWITCH, within=_AMOUNT),
        float_divisor=made.assumption(f"{prefix}.float_divisor_count",
                                      "Float over this is the cap of twelve months", Decimal(3),
                                      at, "Form S-3, General Instruction I.B.6",
                                      quantity=Quantity.SWITCH,
                                      within=Within(Decimal(1), Decimal(10))),
        discount=made.observation(f"{prefix}.discount_rate", "Discount of the offer to last close",
                                  at, Quantity.PRICE, within=_BELOW_ALL),
        daily_volume=made.observation(f"{prefix}.daily_volume", "Average daily volume",
                                      at, Quantity.PRICE, unit=SHARES, within=_AMOUNT),
        shelf=made.observation(f"{prefix}.shelf_capacity", "Left on the shelf registration", at,
                               Quantity.OPERATING, unit=company.money, within=_AMOUNT),
        public_float=made.observation(f"{prefix}.public_float", "Public float at market", at,
                                      Quantity.PRICE, unit=company.money, within=_AMOUNT),
    )  # fmt: skip
