"""The terms of a transaction as one document states them, each with its words."""

from bookrunner.deals.reading import deal
from bookrunner.deals.terms import Computed, Deal, Term

__all__ = ["Computed", "Deal", "Term", "deal"]
