"""The choices that hold for a whole valuation, each a figure that a workbook can switch."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bookrunner.figures import (
    DAYS,
    PURE,
    Figure,
    Period,
    Quantity,
    default,
    instant,
    spreadsheet_serial,
)


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

    @property
    def period(self) -> Period:
        """The close of the valuation date."""
        return instant(self.valuation_date)


def default_policy(valuation_date: date) -> Policy:
    """The usual choices, for somebody to adopt or change."""
    at = instant(valuation_date)
    return Policy(
        valuation_date,
        default(
            "policy.valuation_date",
            "Valuation date",
            Decimal(spreadsheet_serial(valuation_date)),
            DAYS,
            at,
            reason="the date of the closing prices",
            quantity=Quantity.SWITCH,
        ),
        switch(
            "policy.operating_leases_switch",
            "Operating leases count as debt (1 = yes)",
            "0",
            at,
            "rent is inside EBITDA under US GAAP, so leases stay outside enterprise value",
        ),
        switch(
            "policy.long_term_investments_switch",
            "Long-term investments deducted with cash (1 = yes)",
            "0",
            at,
            "only cash and short-term investments are surely free to repay debt",
        ),
        switch(
            "policy.multiple_max",
            "Multiples above this are not meaningful",
            "50",
            at,
            "house convention for pages of multiples; a threshold, not an amount",
        ),
    )


def switch(key: str, name: str, value: str, at: Period, reason: str) -> Figure:
    """A choice between ways to compute, by default."""
    return default(key, name, Decimal(value), PURE, at, reason=reason, quantity=Quantity.SWITCH)
