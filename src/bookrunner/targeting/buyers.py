"""Who could buy a company: every name with its kind, tier, means, reasons and what bars it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from bookrunner.facts import Company
from bookrunner.figures import Figure, Missing, Period
from bookrunner.imports import BankRow
from bookrunner.targeting.buyers_bank import Barred, PastDeal, Sponsor, barred, past_deals
from bookrunner.targeting.buyers_capacity import Capacity, NoCapacity, capacity
from bookrunner.targeting.buyers_drivers import (
    NEAR_FULL,
    NEAR_NONE,
    TRADING,
    BuyerDriver,
    by_capacity,
    by_deals,
    by_industry,
    by_name,
    by_size,
    by_words,
    score,
)
from bookrunner.targeting.buyers_price import AssumedPrice, BuyerTerms, SponsorPrices
from bookrunner.targeting.buyers_texts import Businesses, Cited
from bookrunner.targeting.buyers_words import Nearness, nearness
from bookrunner.targeting.lineage import FeatureFigures
from bookrunner.targeting.panel import Frame

DIRECT, ADJACENT, VERTICAL = "direct", "adjacent", "vertical"
DIVERSIFIER, INTERNATIONAL = "platform/diversifier", "international"
_NEAR_ADJACENT = 0.06
_GROUP = 0.5
"""Of the driver of industry: the same major group of SIC codes."""
_TIER_SIZES = (10, 15, 20)
_TOO_SMALL = 0.25
_FIT_MIN = 0.5
_MEANS = ("capacity", "dry powder", "buyout price")
_FITS = ("words", "industry", "named", "sector", "holdings")
"""Drivers of which one at least says that the business fits, for the first two tiers."""
_ASSESSED_MAX = 120
"""How many of the nearest names have their means worked out."""


@dataclass(frozen=True)
class BuyerRecords:
    """All that a list is made of, as one viewer knows it on one day."""

    target: Company
    frame: Frame
    businesses: Businesses
    figures: Callable[[Company], FeatureFigures]
    target_revenue: Figure | None
    price: AssumedPrice | None
    terms: BuyerTerms
    sponsor_prices: SponsorPrices
    at: Period
    deals: Sequence[BankRow] = ()
    bars: Sequence[BankRow] = ()
    coverage: Mapping[str, Sequence[BankRow]] = field(default_factory=dict)
    """By CIK."""
    sponsors: Sequence[Sponsor] = ()
    restricted: Collection[str] = ()
    """CIKs on the house's own restricted list."""


@dataclass(frozen=True)
class Buyer:
    """One name."""

    name: str
    company: Company | None
    sponsor: Sponsor | None
    kind: str
    """``direct``, ``adjacent``, ``vertical``, ``platform/diversifier`` or ``international``;
    ``platform``, ``add-on`` or ``growth`` for sponsors."""
    drivers: Sequence[BuyerDriver]
    capacity: Capacity | NoCapacity | None
    deals: Sequence[PastDeal]
    place: str
    """Code of its country; empty where that is not known."""
    place_cited: Cited | None
    barred: Sequence[str] = ()
    tier: int | None = None
    cheque: Figure | None = None
    """Of a sponsor: the equity that the buyout would take."""

    @property
    def score(self) -> float:
        """0 to 100 by the drivers that are told."""
        return score(self.drivers)

    @property
    def told(self) -> int:
        """How many of its drivers are assessed."""
        return sum(one.part is not None for one in self.drivers)

    def driver(self, name: str) -> BuyerDriver | None:
        """The driver of that name."""
        return next((one for one in self.drivers if one.name == name), None)


@dataclass(frozen=True)
class BuyerList:
    """The names by tier and score, those that may not be called, and who was left out."""

    buyers: Sequence[Buyer]
    excluded: Sequence[Buyer]
    known: int
    without_tie: int
    """Companies in which nothing speaks of the target's business."""
    not_assessed: int
    """Companies of which neither industry nor business is told."""
    beyond: int
    """Names with a tie that stand after the last tier is full."""


def corporate_buyers(records: BuyerRecords) -> BuyerList:
    """The companies that could buy, nearest business first."""
    near = _near(records)
    frame, target = records.frame, records.target
    found: list[Buyer] = []
    known = not_assessed = without_tie = 0
    alive = frame.is_known & ~frame.has_left & ~frame.is_silent
    for at, company in enumerate(frame.panel.companies):
        if company.cik == target.cik or (company.invented and not target.invented):
            continue
        if not (alive[at] or company.cik in records.businesses.told):
            continue
        known += 1
        one = _named(records, company, near.get(company.cik))
        fit = [driver.part for driver in one.drivers if driver.part is not None]
        if not fit:
            not_assessed += 1
        elif not one.kind and not one.deals:
            without_tie += 1
        else:
            found.append(one)
    found.sort(key=lambda one: (-one.score, one.name))
    assessed = [_with_means(records, one) for one in found[:_ASSESSED_MAX]]
    bars = [one for one in assessed if one.barred]
    free = sorted((one for one in assessed if not one.barred), key=lambda one: -one.score)
    listed = tiers(free)
    return BuyerList(
        listed,
        bars,
        known=known,
        without_tie=without_tie,
        not_assessed=not_assessed,
        beyond=len(found) - len(bars) - len(listed),
    )


def tiers(buyers: Sequence[Buyer]) -> Sequence[Buyer]:
    """The names in three tiers, best first; those beyond the last are left off.

    The first takes whose business fits and who is known to afford it, the second who fits, the
    third all others with a tie.
    """
    placed: dict[int, list[Buyer]] = {1: [], 2: [], 3: []}
    for one in buyers:
        fits = any(
            driver.part is not None and driver.part >= _FIT_MIN
            for driver in one.drivers
            if driver.name in _FITS
        )
        wanted = 3 if not fits else 1 if affords(one) else 2
        for tier in range(wanted, len(_TIER_SIZES) + 1):
            if len(placed[tier]) < _TIER_SIZES[tier - 1]:
                placed[tier].append(replace(one, tier=tier))
                break
    return [one for tier in placed.values() for one in tier]


def affords(one: Buyer) -> bool:
    """Whether all that is told of its means reaches the assumed price."""
    means = [driver.part for driver in one.drivers if driver.name in _MEANS]
    return all(part == 1 for part in means)


def _near(records: BuyerRecords) -> Mapping[str, Nearness]:
    counted = records.businesses.counted
    return nearness(records.target.cik, counted) if records.target.cik in counted else {}


def _named(records: BuyerRecords, company: Company, near: Nearness | None) -> Buyer:
    """A company by its business, before its means are looked at."""
    target, told = records.target, records.businesses.told
    own, other = told.get(target.cik), told.get(company.cik)
    proofs: list[Cited] = []
    if near is not None and own and other:
        proofs = [proof for proof in (own.proof(near), other.proof(near)) if proof is not None]
    if target.cik not in records.businesses.counted:
        lack = "the target has no annual report with a description of its business"
    else:
        lack = "it has no annual report with a description of its business"
    deals = past_deals((company.name, *company.tickers), records.deals, records.at.end)
    drivers = [
        by_words(near, lack, proofs),
        by_industry(target, company),
        by_name(
            own.names(company.name) if own and other else None,
            other.names(target.name) if own and other else None,
        ),
        by_deals(deals, is_imported=bool(records.deals)),
    ]
    place = other.place if other else ""
    return Buyer(
        name=company.name,
        company=company,
        sponsor=None,
        kind=_kind(drivers[1].part, near, drivers[2], place),
        drivers=drivers,
        capacity=None,
        deals=deals,
        place=place,
        place_cited=other.place_cited if other else None,
    )


def _kind(industry: float | None, near: Nearness | None, named: BuyerDriver, place: str) -> str:
    """How its business stands to the target's; empty where nothing ties the two."""
    value = near.value if near else None
    same = industry or 0.0
    if value is None:
        kind = DIRECT if same == 1 else ADJACENT if same >= _GROUP else DIVERSIFIER if same else ""
    elif value >= _near_enough(same):
        kind = DIRECT
    elif value >= _NEAR_ADJACENT or same >= _GROUP or named.part:
        kind = ADJACENT
    else:
        kind = DIVERSIFIER if same and value >= NEAR_NONE else ""
    if kind != DIRECT and named.words.endswith(TRADING):
        kind = VERTICAL
    return INTERNATIONAL if kind and place not in ("", "US") else kind


def _near_enough(industry: float) -> float:
    """The similarity from which two do the same: the less, the more their industry code agrees."""
    return NEAR_NONE if industry == 1 else 0.10 if industry >= _GROUP else NEAR_FULL


def _with_means(records: BuyerRecords, one: Buyer) -> Buyer:
    """The name with its means, its size and what bars it."""
    company = one.company
    assert company is not None
    told = records.figures(company)
    held = capacity(records.target.prefix, company, told, records.price, records.terms, records.at)
    words, industry, named, deals = one.drivers
    size = by_size(records.target_revenue, told.get("revenue"))
    drivers = (words, industry, named, by_capacity(held), size, deals)
    stops = [bar.words for bar in _bars(records, company)]
    if small := _too_small(held, records.price):
        stops.append(small)
    return replace(one, drivers=drivers, capacity=held, barred=tuple(stops))


def _bars(records: BuyerRecords, company: Company) -> Sequence[Barred]:
    rows = records.coverage.get(company.cik, ())
    found = barred(company, company.name, records.bars, rows, records.at.end)
    if company.cik not in records.restricted:
        return found
    return [Barred("restricted", None, "", "the house's restricted list"), *found]


def _too_small(held: Capacity | NoCapacity, price: AssumedPrice | None) -> str:
    """Why a company cannot pay even in shares; empty where it may, or where that is not known."""
    if isinstance(held, NoCapacity) or price is None or held.covered is None:
        return ""
    worth = held.market_value
    if worth is None or isinstance(worth.value, Missing):
        return ""
    whole, covered = price.enterprise_value.value, held.covered.value
    if isinstance(whole, Missing) or isinstance(covered, Missing) or covered >= _TOO_SMALL:
        return ""
    if worth.value >= whole:
        return ""
    return (
        f"too small: it could pay {covered:.0%} of the assumed price in cash and debt, and its own "
        f"shares are worth {worth.value / whole:.0%} of it"
    )
