"""What speaks for a buyer: each driver by itself, and the score of those that are told."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bookrunner.facts import Company, sector
from bookrunner.figures import Figure, Missing
from bookrunner.targeting.buyers_bank import PastDeal
from bookrunner.targeting.buyers_capacity import Capacity, NoCapacity
from bookrunner.targeting.buyers_texts import Cited
from bookrunner.targeting.buyers_words import Nearness

WEIGHTS = {
    "words": 35.0,
    "industry": 20.0,
    "named": 15.0,
    "capacity": 25.0,
    "size": 10.0,
    "past deals": 10.0,
    "sector": 30.0,
    "holdings": 25.0,
    "dry powder": 25.0,
    "buyout price": 20.0,
}
"""How much each driver counts; judgement, as no back-test of buyer lists exists yet."""
NEAR_NONE, NEAR_FULL = 0.04, 0.15
"""Cosines of Item 1: businesses without anything in common reach about the first."""
_COVERED_NONE, _COVERED_FULL = 0.25, 1.0
_SIZE_NONE, _SIZE_FULL = 0.5, 3.0
_DEALS_FULL = 2
_TIMES_FROM = 2
TRADING = ", in words of customers or suppliers"
_TRADE = re.compile(r"\b(?:customers?|suppliers?|vendors?|distributors?)\b", re.IGNORECASE)
_RIVAL = re.compile(r"\bcompet", re.IGNORECASE)


@dataclass(frozen=True)
class BuyerDriver:
    """One reason for or against a name."""

    name: str
    part: float | None
    """0 says nothing for it and 1 all that it can; None where it is not assessed."""
    words: str
    """What was found, or why it is not assessed."""
    figures: Sequence[Figure] = ()
    cited: Sequence[Cited] = ()
    origins: Sequence[str] = ()
    """Cells of the bank's tables."""

    @property
    def weight(self) -> float:
        """Among the drivers of a buyer."""
        return WEIGHTS[self.name]


def score(drivers: Sequence[BuyerDriver]) -> float:
    """0 to 100 over the drivers that are told."""
    told = [(one.weight, one.part) for one in drivers if one.part is not None]
    return 100 * sum(w * p for w, p in told) / sum(w for w, _ in told) if told else 0.0


def points(one: BuyerDriver, drivers: Sequence[BuyerDriver]) -> float:
    """What a driver adds to the score."""
    whole = sum(other.weight for other in drivers if other.part is not None)
    return 100 * one.weight * one.part / whole if one.part is not None and whole else 0.0


def by_words(near: Nearness | None, why_not: str, proofs: Sequence[Cited]) -> BuyerDriver:
    """How much of what the reports say they do is the same."""
    if near is None:
        return BuyerDriver("words", None, why_not)
    part = between(near.value, NEAR_NONE, NEAR_FULL)
    said = ", ".join(near.told) or "nothing in common"
    return BuyerDriver("words", part, f"similarity {near.value:.2f} by {said}", cited=proofs)


def by_name(of_target: Cited | None, of_other: Cited | None) -> BuyerDriver:
    """Whether one of the two names the other where it says what it does."""
    told = [one for one in (of_target, of_other) if one is not None]
    if not told:
        # Few name anybody: silence says nothing against a buyer.
        return BuyerDriver("named", None, "neither report names the other company")
    who = "the target's report names it" if of_target else "its report names the target"
    trade = any(_TRADE.search(one.quote) and not _RIVAL.search(one.quote) for one in told)
    words = f"{who} ({told[0].form} of {told[0].known_on})"
    return BuyerDriver("named", 1.0, f"{words}{TRADING if trade else ''}", cited=told)


def by_industry(target: Company, other: Company) -> BuyerDriver:
    """How much of the industry code is the same."""
    if not target.sic or not other.sic:
        return BuyerDriver("industry", None, "no SIC code is known")
    for digits, part, words in ((4, 1.0, "the same industry"), (3, 0.7, "the same industry group"),
                                (2, 0.5, "the same major group")):  # fmt: skip
        if target.sic[:digits] == other.sic[:digits]:
            return BuyerDriver("industry", part, f"{words}, SIC {other.sic}, {other.industry}")
    if sector(target.sic) and sector(target.sic) == sector(other.sic):
        return BuyerDriver("industry", 0.3, f"the same sector, SIC {other.sic}, {other.industry}")
    return BuyerDriver("industry", 0.0, f"another sector, SIC {other.sic}, {other.industry}")


def by_capacity(held: Capacity | NoCapacity) -> BuyerDriver:
    """How much of the assumed price it could pay in cash and new debt."""
    if isinstance(held, NoCapacity):
        return BuyerDriver("capacity", None, held.why)
    if held.covered is None or isinstance(held.covered.value, Missing):
        return BuyerDriver("capacity", None, "no price could be assumed for the target")
    part = between(held.covered.value, _COVERED_NONE, _COVERED_FULL)
    words = f"could pay {part_of(held.covered.value)} the assumed price in cash and new debt"
    return BuyerDriver("capacity", part, words, [held.covered])


def by_size(target: Figure | None, other: Figure | None) -> BuyerDriver:
    """Whether the target is small enough beside it to be digested."""
    lacking = BuyerDriver("size", None, "revenue of one of the two is not told")
    if target is None or other is None:
        return lacking
    own, theirs = target.value, other.value
    if isinstance(own, Missing) or isinstance(theirs, Missing) or own <= 0 or theirs <= 0:
        return lacking
    if target.unit != other.unit:
        return BuyerDriver("size", None, "they report in different currencies")
    times = theirs / own
    words = f"its revenue is {times:,.1f} times the target's"
    return BuyerDriver("size", between(times, _SIZE_NONE, _SIZE_FULL), words, [other])


def by_deals(deals: Sequence[PastDeal], *, is_imported: bool) -> BuyerDriver:
    """Whether it has bought before, as far as the bank's precedents go."""
    if not is_imported:
        return BuyerDriver("past deals", None, "no past deals are imported")
    if not deals:
        # No table of deals is whole: that none stands in it says nothing against a buyer.
        return BuyerDriver("past deals", None, "none among the imported precedents")
    told = "; ".join(f"{one.target}, {one.announced}" for one in deals[:3])
    part = min(1.0, len(deals) / _DEALS_FULL)
    return BuyerDriver("past deals", part, f"bought {told}", origins=[one.origin for one in deals])


def part_of(share: float) -> str:
    """A share in words: ``45% of``, ``2.6 times``."""
    return f"{share:.0%} of" if share < _TIMES_FROM else f"{share:,.1f} times"


def between(value: float, none: float, full: float) -> float:
    """0 at ``none`` and below, 1 at ``full`` and above, straight between."""
    return min(1.0, max(0.0, (value - none) / (full - none)))
