"""Shares, options, units, warrants and convertibles, and what they dilute to at any price."""

from bookrunner.equity.company_equity import CONCEPTS, CompanyEquity, company_equity
from bookrunner.equity.cover import ShareClass
from bookrunner.equity.dilution import (
    Convertible,
    OptionTranche,
    ShareCount,
    UnitAward,
    converted_debt,
    counted_shares,
    dilution_at,
    price_at,
)

__all__ = [
    "CONCEPTS",
    "CompanyEquity",
    "Convertible",
    "OptionTranche",
    "ShareClass",
    "ShareCount",
    "UnitAward",
    "company_equity",
    "converted_debt",
    "counted_shares",
    "dilution_at",
    "price_at",
]
