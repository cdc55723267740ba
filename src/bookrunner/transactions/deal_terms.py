"""Makes the assumptions of one deal, each with its key, its reason and what it may be."""

from __future__ import annotations

from decimal import Decimal

from bookrunner.figures import PURE, Figure, Period, Quantity, Unit
from bookrunner.valuation import ON_OFF, Adoptions, CompanyInputs, Policy, Within

PART = Within(Decimal(0), Decimal(1))
TIMES = Within(Decimal(0), Decimal(50))
YEARS = Within(Decimal(1), Decimal(30), is_whole=True)


class TermMaker:
    """Makes the assumptions of one company's deal."""

    def __init__(self, company: CompanyInputs, model: str, policy: Policy) -> None:
        self.prefix = f"{company.prefix}.{model}"
        self.made: Adoptions = policy.adoptions
        self.at: Period = policy.period

    def amount(self, key: str, name: str, value: str, reason: str, within: Within = PART) -> Figure:
        """A size, share or fee, in single units."""
        return self.made.assumption(
            f"{self.prefix}.{key}", name, Decimal(value), self.at, reason, within=within
        )

    def switch(
        self,
        key: str,
        name: str,
        value: str,
        reason: str,
        within: Within = ON_OFF,
        *,
        unit: Unit = PURE,
    ) -> Figure:
        """A choice between ways to compute, or a number of years or a date."""
        return self.made.assumption(
            f"{self.prefix}.{key}",
            name,
            Decimal(value),
            self.at,
            reason,
            unit=unit,
            quantity=Quantity.SWITCH,
            within=within,
        )

    def observed(
        self,
        key: str,
        name: str,
        quantity: Quantity = Quantity.SPREAD,
        within: Within = PART,
        *,
        unit: Unit = PURE,
    ) -> Figure | None:
        """What somebody supplies and nobody may guess; None where nobody did."""
        return self.made.observation(
            f"{self.prefix}.{key}", name, self.at, quantity, unit=unit, within=within
        )
