"""Offerings of shares: follow-on and rights issue."""

from bookrunner.offerings.follow_on import FollowOn, Offer, follow_on
from bookrunner.offerings.models import follow_on_model
from bookrunner.offerings.rights import RightsIssue, rights_issue
from bookrunner.offerings.terms import OfferTerms, offer_terms

__all__ = [
    "FollowOn",
    "Offer",
    "OfferTerms",
    "RightsIssue",
    "follow_on",
    "follow_on_model",
    "offer_terms",
    "rights_issue",
]
