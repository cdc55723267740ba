"""What law and rivalry make of a buyer: filings, reviews, and in which order to call."""

from __future__ import annotations

from bookrunner.figures import USD, Missing
from bookrunner.targeting.buyers import DIRECT, DIVERSIFIER, Buyer
from bookrunner.targeting.buyers_price import AssumedPrice, BuyerTerms

NOT_ASSESSED = "not assessed"


def filing_flag(price: AssumedPrice | None, terms: BuyerTerms) -> str:
    """Whether the HSR Act's size of transaction is reached at the assumed price."""
    held = None
    if price is not None:
        held = price.enterprise_value if price.equity_value is None else price.equity_value
    threshold = terms.filing_threshold
    if held is None or isinstance(held.value, Missing):
        return f"{NOT_ASSESSED}: no price could be assumed"
    if threshold is None or isinstance(threshold.value, Missing):
        return f"{NOT_ASSESSED}: the threshold of that year is not known"
    if held.unit != USD:
        return f"{NOT_ASSESSED}: the price is in {held.unit.currency}"
    told = f"${held.value / 1e6:,.1f} million against ${threshold.value / 1e6:,.1f} million"
    doubt = "" if terms.is_threshold_current else "; a later year's threshold may hold by now"
    if held.value > threshold.value:
        return f"HSR size of transaction reached ({told}){doubt}"
    return f"below the HSR size of transaction ({told}){doubt}"


def review_flag(buyer: Buyer, target_place: str) -> str:
    """Whether a buyer from abroad may be reviewed by CFIUS, by where it was formed."""
    if not buyer.place:
        return f"{NOT_ASSESSED}: where it was formed is not told"
    if target_place and target_place != "US":
        return f"{NOT_ASSESSED}: the target was formed in {target_place}"
    if buyer.place == "US":
        return "formed in the US; foreign holders of it are not assessed"
    return f"CFIUS: the buyer is from {buyer.place}"


def sensitivity(buyer: Buyer) -> str:
    """How much harm it could do with what it learns: ``high``, ``medium`` or ``low``."""
    if buyer.sponsor is not None:
        return "medium" if buyer.kind == "add-on" else "low"
    industry = buyer.driver("industry")
    if buyer.kind == DIRECT or (industry is not None and industry.part == 1):
        return "high"
    return "low" if buyer.kind == DIVERSIFIER else "medium"


def contact_order(buyers: list[Buyer]) -> dict[str, int]:
    """By name: who can do least harm first, then by tier and score; a proposal, no rule."""
    harm = {"low": 0, "medium": 1, "high": 2}
    ordered = sorted(
        buyers, key=lambda one: (harm[sensitivity(one)], one.tier or 0, -one.score, one.name)
    )
    return {one.name: place for place, one in enumerate(ordered, start=1)}
