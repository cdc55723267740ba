"""The terms of a transaction as one document states them, each with its words."""

from bookrunner.deals.gathering import SEVERAL
from bookrunner.deals.reading import deal
from bookrunner.deals.terms import Computed, Deal, Term

__all__ = ["SEVERAL", "Computed", "Deal", "Term", "deal"]
