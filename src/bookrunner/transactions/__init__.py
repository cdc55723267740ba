"""Models of transactions: leveraged buyouts, mergers, precedents."""

from bookrunner.transactions.lbo import CreditYear, Lbo, lbo, lbo_grids
from bookrunner.transactions.lbo_returns import ExitYear, HighestPrice, Returns
from bookrunner.transactions.lbo_sources import NothingToLever, SourcesUses
from bookrunner.transactions.lbo_terms import LboTerms, lbo_terms

__all__ = [
    "CreditYear",
    "ExitYear",
    "HighestPrice",
    "Lbo",
    "LboTerms",
    "NothingToLever",
    "Returns",
    "SourcesUses",
    "lbo",
    "lbo_grids",
    "lbo_terms",
]
