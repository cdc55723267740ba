"""Initial public offerings of companies made by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from bookrunner.figures import SHARES, USD_PER_SHARE, Figure, instant
from bookrunner.offerings import Ipo, Stake, ipo, ipo_terms
from bookrunner.valuation import Adoption, Adoptions, CompanyInputs, default_policy
from tests.valuation.companies import VALUATION_DATE, company, figure
from tests.valuation.models import compared

AT = instant(VALUATION_DATE)
SMALL = {"expenses": "10", "shares_before": "100", "price_least": "4"}
"""Fixed terms in the size of the company made by hand, whose EBITDA is 250."""


def private(changes: Mapping[str, str | None] | None = None) -> CompanyInputs:
    """The plain company before anything of it is listed: EBITDA of 250, net debt of 300."""
    return replace(company(shares_price=None, changes=changes), is_listed=False)


def shares(name: str, value: str) -> Figure:
    """A sourced number of shares."""
    return figure(f"tgt.holder.{name}", value, SHARES, AT)


def holder(name: str, count: str, *, sells: str = "", strike: str = "") -> Stake:
    """A row of a cap table."""
    return Stake(
        name,
        name,
        shares(name, count),
        shares(f"{name}_sells", sells) if sells else None,
        figure(f"tgt.holder.{name}_strike", strike, USD_PER_SHARE, AT) if strike else None,
    )


def offering(
    changes: Mapping[str, str] | None = None,
    holders: Sequence[Stake] = (),
    target: CompanyInputs | None = None,
) -> Ipo:
    """The offering at the peers' median of 9.84 EBITDA, with some terms adopted otherwise."""
    inputs = private() if target is None else target
    rows = {
        f"ipo.{key}": Adoption(Decimal(value), "A. Tester", "for the test", VALUATION_DATE)
        for key, value in {**SMALL, **(changes or {})}.items()
    }
    policy = default_policy(VALUATION_DATE, Adoptions(rows))
    made = ipo(compared(inputs), None, ipo_terms(inputs, policy), holders, policy)
    policy.adoptions.require_known()
    return made
