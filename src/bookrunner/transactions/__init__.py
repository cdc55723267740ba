"""Models of transactions: leveraged buyouts, mergers, precedents."""

from bookrunner.transactions.lbo import CreditYear, Downside, Lbo, lbo, lbo_downside, lbo_grids
from bookrunner.transactions.lbo_ability import HighestPrice
from bookrunner.transactions.lbo_exit import ExitYear
from bookrunner.transactions.lbo_returns import Returns
from bookrunner.transactions.lbo_sheets import lbo_model
from bookrunner.transactions.lbo_sources import NothingToLever, SourcesUses
from bookrunner.transactions.lbo_terms import FIRST_EXIT, LboTerms, lbo_terms
from bookrunner.transactions.merger import Merger, has_both, merge, merger_grids
from bookrunner.transactions.merger_ability import Ability, ability_grid, ability_to_pay
from bookrunner.transactions.merger_balance import BalanceLine, CombinedBalance
from bookrunner.transactions.merger_contribution import Contribution, HasGets
from bookrunner.transactions.merger_income import MergerYear
from bookrunner.transactions.merger_ladders import (
    Ladder,
    best_structure,
    premium_ladder,
    structure_ladder,
)
from bookrunner.transactions.merger_sheets import merger_model
from bookrunner.transactions.merger_terms import MergerTerms, merger_terms
from bookrunner.transactions.offer_prices import OfferPrices, Rung, offer_prices, offer_prices_model
from bookrunner.transactions.precedent_deals import StatedDeal, stated_deals
from bookrunner.transactions.precedent_terms import PrecedentTerms, precedent_terms
from bookrunner.transactions.precedents import (
    Deal,
    Precedents,
    PrecedentsRequired,
    precedents,
)
from bookrunner.transactions.precedents_sheets import precedents_model
from bookrunner.transactions.sum_of_parts import (
    SegmentsRequired,
    SumOfParts,
    sum_of_parts,
    sum_of_parts_model,
)

__all__ = [
    "FIRST_EXIT",
    "Ability",
    "BalanceLine",
    "CombinedBalance",
    "Contribution",
    "CreditYear",
    "Deal",
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
    "OfferPrices",
    "PrecedentTerms",
    "Precedents",
    "PrecedentsRequired",
    "Returns",
    "Rung",
    "SegmentsRequired",
    "SourcesUses",
    "StatedDeal",
    "SumOfParts",
    "ability_grid",
    "ability_to_pay",
    "best_structure",
    "has_both",
    "lbo",
    "lbo_downside",
    "lbo_grids",
    "lbo_model",
    "lbo_terms",
    "merge",
    "merger_grids",
    "merger_model",
    "merger_terms",
    "offer_prices",
    "offer_prices_model",
    "precedent_terms",
    "precedents",
    "precedents_model",
    "premium_ladder",
    "stated_deals",
    "structure_ladder",
    "sum_of_parts",
    "sum_of_parts_model",
]
