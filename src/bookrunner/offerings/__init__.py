"""Offerings: initial public offering, follow-on, rights issue, and convertible."""

from bookrunner.offerings.convertible import Convert, ConvertWorth, convert, convert_worth
from bookrunner.offerings.convertible_sheets import convert_model, worth_model
from bookrunner.offerings.convertible_terms import Observed
from bookrunner.offerings.follow_on import FollowOn, Offer, follow_on
from bookrunner.offerings.ipo import Ipo, ipo
from bookrunner.offerings.ipo_holders import CapTable, Holding, Stake, stakes
from bookrunner.offerings.ipo_model import ipo_model
from bookrunner.offerings.ipo_offer import Before, IpoOffer, Sold, ipo_offer
from bookrunner.offerings.ipo_terms import IpoTerms, ipo_terms
from bookrunner.offerings.ipo_value import NothingToPrice
from bookrunner.offerings.models import follow_on_model
from bookrunner.offerings.other_ways import AtTheMarket, BoughtDeal, OtherWays, other_ways
from bookrunner.offerings.rights import RightsIssue, rights_issue
from bookrunner.offerings.terms import OfferTerms, offer_terms

__all__ = [
    "AtTheMarket",
    "Before",
    "BoughtDeal",
    "CapTable",
    "Convert",
    "ConvertWorth",
    "FollowOn",
    "Holding",
    "Ipo",
    "IpoOffer",
    "IpoTerms",
    "NothingToPrice",
    "Observed",
    "Offer",
    "OfferTerms",
    "OtherWays",
    "RightsIssue",
    "Sold",
    "Stake",
    "convert",
    "convert_model",
    "convert_worth",
    "follow_on",
    "follow_on_model",
    "ipo",
    "ipo_model",
    "ipo_offer",
    "ipo_terms",
    "offer_terms",
    "other_ways",
    "rights_issue",
    "stakes",
    "worth_model",
]
