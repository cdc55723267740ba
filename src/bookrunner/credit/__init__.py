"""What a company owes and what it costs: bonds, credit statistics, refinancing, new issues."""

from bookrunner.credit.bonds import (
    BondValue,
    Called,
    Remaining,
    annuity,
    bond_value,
    called,
    called_annuity,
    called_value,
    interpolated,
    price_of,
    remaining,
    yield_of,
)
from bookrunner.credit.curve import Curve, treasury_curve
from bookrunner.credit.models import credit_model, refinancing_model
from bookrunner.credit.notes import Note, notes
from bookrunner.credit.ratings import Rating, known_ratings
from bookrunner.credit.refinancing import Economics, Refinanced, Refinancing, refinancing
from bookrunner.credit.statistics import Block, CreditStatistics, Limit, credit_statistics
from bookrunner.credit.structure import (
    CapitalStructure,
    Layer,
    Wall,
    WallYear,
    capital_structure,
)

__all__ = [
    "Block",
    "BondValue",
    "Called",
    "CapitalStructure",
    "CreditStatistics",
    "Curve",
    "Economics",
    "Layer",
    "Limit",
    "Note",
    "Rating",
    "Refinanced",
    "Refinancing",
    "Remaining",
    "Wall",
    "WallYear",
    "annuity",
    "bond_value",
    "called",
    "called_annuity",
    "called_value",
    "capital_structure",
    "credit_model",
    "credit_statistics",
    "interpolated",
    "known_ratings",
    "notes",
    "price_of",
    "refinancing",
    "refinancing_model",
    "remaining",
    "treasury_curve",
    "yield_of",
]
