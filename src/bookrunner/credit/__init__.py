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
    remaining,
)
from bookrunner.credit.capacity import Capacity, capacity_model, debt_capacity
from bookrunner.credit.curve import Curve, treasury_curve
from bookrunner.credit.models import credit_model, refinancing_model
from bookrunner.credit.new_issue import (
    TENORS,
    NewIssue,
    Priced,
    TenorTerms,
    new_issue,
)
from bookrunner.credit.new_issue_curve import IssuerCurve, Supplied
from bookrunner.credit.new_issue_effect import Effect, new_issue_effect
from bookrunner.credit.new_issue_model import new_issue_model
from bookrunner.credit.notes import Note, notes
from bookrunner.credit.projection import ProjectedYear, Projection, projection
from bookrunner.credit.projection_model import credit_ratio, projection_model
from bookrunner.credit.quotes import BondQuote, bond_quotes
from bookrunner.credit.ratings import Rating, known_ratings
from bookrunner.credit.recent_issues import (
    Concessions,
    RecentIssue,
    concessions,
    recent_issues,
)
from bookrunner.credit.refinancing import Economics, Refinanced, Refinancing, refinancing
from bookrunner.credit.spread_curve import NelsonSiegel, SpreadCurve, spread_curve
from bookrunner.credit.statistics import Block, CreditStatistics, Limit, credit_statistics
from bookrunner.credit.structure import (
    CapitalStructure,
    Layer,
    Wall,
    WallYear,
    capital_structure,
)

__all__ = [
    "TENORS",
    "Block",
    "BondQuote",
    "BondValue",
    "Called",
    "Capacity",
    "CapitalStructure",
    "Concessions",
    "CreditStatistics",
    "Curve",
    "Economics",
    "Effect",
    "IssuerCurve",
    "Layer",
    "Limit",
    "NelsonSiegel",
    "NewIssue",
    "Note",
    "Priced",
    "ProjectedYear",
    "Projection",
    "Rating",
    "RecentIssue",
    "Refinanced",
    "Refinancing",
    "Remaining",
    "SpreadCurve",
    "Supplied",
    "TenorTerms",
    "Wall",
    "WallYear",
    "annuity",
    "bond_quotes",
    "bond_value",
    "called",
    "called_annuity",
    "called_value",
    "capacity_model",
    "capital_structure",
    "concessions",
    "credit_model",
    "credit_ratio",
    "credit_statistics",
    "debt_capacity",
    "interpolated",
    "known_ratings",
    "new_issue",
    "new_issue_effect",
    "new_issue_model",
    "notes",
    "projection",
    "projection_model",
    "recent_issues",
    "refinancing",
    "refinancing_model",
    "remaining",
    "spread_curve",
    "treasury_curve",
]
