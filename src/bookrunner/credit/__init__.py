"""What a company owes and what it costs: bonds, credit statistics, refinancing, new issues."""

from bookrunner.credit.bonds import (
    BondValue,
    Remaining,
    annuity,
    bond_value,
    interpolated,
    price_of,
    remaining,
    yield_of,
)

__all__ = [
    "BondValue",
    "Remaining",
    "annuity",
    "bond_value",
    "interpolated",
    "price_of",
    "remaining",
    "yield_of",
]
