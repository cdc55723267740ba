"""Models of transactions: leveraged buyouts, mergers, precedents."""

from bookrunner.transactions.lbo import CreditYear, Downside, Lbo, lbo, lbo_downside, lbo_grids
from bookrunner.transactions.lbo_returns import ExitYear, HighestPrice, Returns
from bookrunner.transactions.lbo_sheets import lbo_model
from bookrunner.transactions.lbo_sources import NothingToLever, SourcesUses
from bookrunner.transactions.lbo_terms import FIRST_EXIT, LboTerms, lbo_terms
from bookrunner.transactions.merger import (
    Ladder,
    Merger,
    has_both,
    merge,
    merger_grids,
    premium_ladder,
)
from bookrunner.transactions.merger_balance import BalanceLine, CombinedBalance
from bookrunner.transactions.merger_contribution import Contribution, HasGets
from bookrunner.transactions.merger_income import MergerYear
from bookrunner.transactions.merger_terms import MergerTerms, merger_terms

__all__ = [
    "FIRST_EXIT",
    "BalanceLine",
    "CombinedBalance",
    "Contribution",
    "CreditYear",
    "Downside",
    "ExitYear",
    "HasGets",
    "HighestPrice",
    "Ladder",
    "Lbo",
    "LboTerms",
    "Merger",
    "MergerTerms",
    "MergerYear",
    "NothingToLever",
    "Returns",
    "SourcesUses",
    "has_both",
    "lbo",
    "lbo_downside",
    "lbo_grids",
    "lbo_model",
    "lbo_terms",
    "merge",
    "merger_grids",
    "merger_terms",
    "premium_ladder",
]
