"""Offerings of companies made by hand."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from bookrunner.offerings import FollowOn, RightsIssue, follow_on, offer_terms, rights_issue
from bookrunner.valuation import Adoption, Adoptions, CompanyInputs, default_policy
from tests.valuation.companies import VALUATION_DATE, company


def offered(
    target: CompanyInputs | None = None, changes: Mapping[str, str] | None = None
) -> tuple[FollowOn, RightsIssue]:
    """A follow-on and a rights issue with some terms adopted at other values."""
    inputs = company() if target is None else target
    rows = {
        f"follow_on.{key}": Adoption(Decimal(value), "A. Tester", "for the test", VALUATION_DATE)
        for key, value in (changes or {}).items()
    }
    policy = default_policy(VALUATION_DATE, Adoptions(rows))
    deal = follow_on(inputs, policy, offer_terms(inputs, policy))
    policy.adoptions.require_known()
    return deal, rights_issue(deal, policy)
