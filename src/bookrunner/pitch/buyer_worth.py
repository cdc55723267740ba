"""What the list of buyers takes from a valuation: an assumed price, and prices of a buyout."""

from __future__ import annotations

from collections.abc import Sequence

from bookrunner.figures import BookrunnerError, Finding, Severity, Unusable
from bookrunner.pitch.valued import MEDIAN_MULTIPLE, Valued
from bookrunner.targeting.buyers_price import NoPriceToAssume, SponsorPrices, assumed_price
from bookrunner.targeting.buyers_worth import Worth
from bookrunner.transactions import lbo, lbo_terms


def buyer_worth(valued: Valued) -> tuple[Worth, Sequence[Finding]]:
    """The price assumed for the target and what a sponsor could pay, as far as they can be had."""
    inputs, price = valued.inputs, None
    found: Sequence[Finding] = ()
    try:
        price = assumed_price(valued.comps, valued.policy)
    except (NoPriceToAssume, Unusable) as error:
        found = (unpriced(inputs.target.label, error),)
    revenue = inputs.target.latest.get("revenue")
    return Worth(valued.policy, price, _sponsor_prices(valued), revenue), found


def unpriced(label: str, error: BookrunnerError) -> Finding:
    """That the list holds nobody's means against a price, and why."""
    return Finding(
        "targeting.no-price",
        f"no price is assumed, so that nobody's means are held against one: {error}",
        Severity.WARNING,
        label,
    )


def _sponsor_prices(valued: Valued) -> SponsorPrices:
    """What a buyout can pay at the last exit shown, the lowest target return first."""
    try:
        median = valued.comps.statistic("median", MEDIAN_MULTIPLE)
        terms = lbo_terms(valued.inputs.target, valued.policy, median)
        if valued.dcf is None:
            return SponsorPrices((), str(valued.lacking))
        made = lbo(valued.dcf, terms)
    except Unusable as error:
        return SponsorPrices((), str(error))
    selected = made.terms.exit_selector.value
    assert isinstance(selected, float)
    label = made.years[int(selected) - 1].label
    return SponsorPrices([one for one in made.returns.highest if one.label == label])
