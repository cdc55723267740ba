"""The choices that hold for a whole valuation, each a figure that a workbook can switch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bookrunner.figures import DAYS, Figure, Period, Quantity, instant, spreadsheet_serial
from bookrunner.valuation.adoptions import ON_OFF, Adoptions, Within


@dataclass(frozen=True)
class Policy:
    """What applies to the target and to every peer alike."""

    valuation_date: date
    date_serial: Figure
    """The same date as a spreadsheet's day."""
    operating_leases: Figure
    """Switch: 1 counts operating leases as debt. EBITDA under US GAAP is after rent, so off."""
    long_term_investments: Figure
    """Switch: 1 deducts long-term investments with the cash."""
    multiple_max: Figure
    """Multiples above it are shown as NM."""
    adoptions: Adoptions
    """Where every assumption of the valuation is made."""

    @property
    def figures(self) -> Sequence[Figure]:
        """Its choices, as a page of assumptions lists them."""
        return (
            self.date_serial,
            self.operating_leases,
            self.long_term_investments,
            self.multiple_max,
        )

    @property
    def period(self) -> Period:
        """The close of the valuation date."""
        return instant(self.valuation_date)


def default_policy(valuation_date: date, adoptions: Adoptions | None = None) -> Policy:
    """The usual choices, but for those that somebody adopted otherwise."""
    at = instant(valuation_date)
    made = Adoptions({}) if adoptions is None else adoptions
    return Policy(
        valuation_date=valuation_date,
        date_serial=made.assumption(
            "policy.valuation_date",
            "Valuation date",
            Decimal(spreadsheet_serial(valuation_date)),
            at,
            "the date of the closing prices, or the one asked for",
            unit=DAYS,
            quantity=Quantity.SWITCH,
            within=_DATES,
        ),
        operating_leases=switch(
            made,
            "policy.operating_leases_switch",
            "Operating leases count as debt (1 = yes)",
            "0",
            at,
            "rent is inside EBITDA under US GAAP, so leases stay outside enterprise value",
        ),
        long_term_investments=switch(
            made,
            "policy.long_term_investments_switch",
            "Long-term investments deducted with cash (1 = yes)",
            "0",
            at,
            "only cash and short-term investments are surely free to repay debt",
        ),
        multiple_max=switch(
            made,
            "policy.multiple_max",
            "Multiples above this are not meaningful",
            "50",
            at,
            "house convention for pages of multiples; a threshold, not an amount",
            within=_THRESHOLDS,
        ),
        adoptions=made,
    )


_DATES = Within(Decimal(30_000), Decimal(80_000), is_whole=True)
_THRESHOLDS = Within(Decimal(1), Decimal(1_000))


def switch(
    made: Adoptions,
    key: str,
    name: str,
    value: str,
    at: Period,
    reason: str,
    *,
    within: Within = ON_OFF,
) -> Figure:
    """A choice between ways to compute: adopted, or by default."""
    return made.assumption(
        key, name, Decimal(value), at, reason, quantity=Quantity.SWITCH, within=within
    )
