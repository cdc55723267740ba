"""Models of transactions: leveraged buyouts, mergers, precedents."""

from bookrunner.transactions.lbo import CreditYear, Downside, Lbo, lbo, lbo_downside, lbo_grids
from bookrunner.transactions.lbo_returns import ExitYear, HighestPrice, Returns
from bookrunner.transactions.lbo_sheets import lbo_model
from bookrunner.transactions.lbo_sources import NothingToLever, SourcesUses
from bookrunner.transactions.lbo_terms import FIRST_EXIT, LboTerms, lbo_terms

__all__ = [
    "FIRST_EXIT",
    "CreditYear",
    "Downside",
    "ExitYear",
    "HighestPrice",
    "Lbo",
    "LboTerms",
    "NothingToLever",
    "Returns",
    "SourcesUses",
    "lbo",
    "lbo_downside",
    "lbo_grids",
    "lbo_model",
    "lbo_terms",
]
