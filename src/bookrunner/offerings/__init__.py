"""Offerings of shares: initial public offering, follow-on and rights issue."""

from bookrunner.offerings.follow_on import FollowOn, Offer, follow_on
from bookrunner.offerings.ipo import Ipo, ipo
from bookrunner.offerings.ipo_holders import CapTable, Holding, Stake, stakes
from bookrunner.offerings.ipo_offer import Before, IpoOffer, Sold, ipo_offer
from bookrunner.offerings.ipo_terms import IpoTerms, ipo_terms
from bookrunner.offerings.ipo_value import NothingToPrice
from bookrunner.offerings.models import follow_on_model
from bookrunner.offerings.rights import RightsIssue, rights_issue
from bookrunner.offerings.terms import OfferTerms, offer_terms

__all__ = [
    "Before",
    "CapTable",
    "FollowOn",
    "Holding",
    "Ipo",
    "IpoOffer",
    "IpoTerms",
    "NothingToPrice",
    "Offer",
    "OfferTerms",
    "RightsIssue",
    "Sold",
    "Stake",
    "follow_on",
    "follow_on_model",
    "ipo",
    "ipo_offer",
    "ipo_terms",
    "offer_terms",
    "rights_issue",
    "stakes",
]
