"""Sponsors that could buy: what they look for and own, and what a buyout lets them pay."""

from __future__ import annotations

from collections.abc import Sequence

from bookrunner.figures import Figure, Missing
from bookrunner.targeting.buyers import Buyer, BuyerList, BuyerRecords, tiers
from bookrunner.targeting.buyers_bank import Sponsor, barred, past_deals, serves
from bookrunner.targeting.buyers_drivers import BuyerDriver, between, by_deals, part_of
from bookrunner.transactions import HighestPrice

PLATFORM, ADD_ON, GROWTH = "platform", "add-on", "growth"
_POWDER_NONE, _POWDER_FULL = 0.5, 1.0
_PRICE_NONE, _PRICE_FULL = 0.7, 1.0


def sponsor_buyers(records: BuyerRecords) -> BuyerList:
    """The imported sponsors, those that look for such a company first."""
    made = [_sponsor(records, one) for one in records.sponsors]
    bars = [one for one in made if one.barred]
    told = [one for one in made if not one.barred]
    tied = [one for one in told if one.kind]
    free = sorted(tied, key=lambda one: (-one.score, one.name))
    listed = tiers(free)
    return BuyerList(
        listed,
        bars,
        known=len(made),
        without_tie=len(told) - len(tied),
        not_assessed=0,
        beyond=len(free) - len(listed),
    )


def _sponsor(records: BuyerRecords, sponsor: Sponsor) -> Buyer:
    target, day = records.target, records.at.end
    deals = past_deals((sponsor.name, sponsor.fund), records.deals, day)
    lowest = _lowest_target(records)
    cheque = None if lowest is None else lowest.entry_equity
    sector, holdings = _by_sector(records, sponsor), _by_holdings(records, sponsor)
    drivers = (
        sector,
        holdings,
        _by_powder(records, sponsor, cheque),
        _by_price(records),
        by_deals(deals, is_imported=bool(records.deals)),
    )
    kind = ADD_ON if holdings.part else GROWTH if "growth" in sponsor.strategy.lower() else PLATFORM
    looks_elsewhere = sector.part == 0 and not holdings.part and not deals
    stops = [bar.words for bar in barred(None, sponsor.name, records.bars, (), day)]
    for one in sponsor.holdings:
        if serves(target, one.industry):
            stops += [
                f"its {one.name} is barred: {bar.words}"
                for bar in barred(None, one.name, records.bars, (), day)
            ]
    return Buyer(
        name=sponsor.name,
        company=None,
        sponsor=sponsor,
        kind="" if looks_elsewhere else kind,
        drivers=drivers,
        capacity=None,
        deals=deals,
        place=sponsor.country,
        place_cited=None,
        barred=tuple(stops),
        cheque=cheque,
    )


def _lowest_target(records: BuyerRecords) -> HighestPrice | None:
    """The buyout at the lower of the target returns, where it leaves a price at all."""
    for one in records.sponsor_prices.prices:
        told = (one.entry_equity.value, one.enterprise_value.value)
        if not any(isinstance(value, Missing) or value <= 0 for value in told):
            return one
    return None


def _by_sector(records: BuyerRecords, sponsor: Sponsor) -> BuyerDriver:
    if not sponsor.industries:
        return BuyerDriver("sector", None, "what it buys is not recorded", origins=[sponsor.origin])
    fits = [one for one in sponsor.industries if serves(records.target, one)]
    said = "; ".join(sponsor.industries)
    words = f"{sponsor.fund} buys {said}" + ("" if fits else ", and the target is none of these")
    return BuyerDriver("sector", 1.0 if fits else 0.0, words, origins=[sponsor.origin])


def _by_holdings(records: BuyerRecords, sponsor: Sponsor) -> BuyerDriver:
    if not sponsor.holdings:
        return BuyerDriver("holdings", None, "what it owns is not recorded")
    near = [one for one in sponsor.holdings if serves(records.target, one.industry)]
    if not near:
        return BuyerDriver("holdings", 0.0, "none of what it is recorded to own is of the industry")
    names = ", ".join(one.name for one in near)
    words = f"owns {names}, to which the target would be added"
    return BuyerDriver("holdings", 1.0, words, origins=[one.origin for one in near])


def _by_powder(records: BuyerRecords, sponsor: Sponsor, cheque: Figure | None) -> BuyerDriver:
    if cheque is None:
        lacking = records.sponsor_prices.lacking or "the buyout leaves no equity to speak of"
        return BuyerDriver("dry powder", None, f"no ability-to-pay price: {lacking}")
    limits: Sequence[Figure | None] = (sponsor.dry_powder, sponsor.largest_cheque)
    told = [one for one in limits if one is not None and not isinstance(one.value, Missing)]
    if not told:
        return BuyerDriver("dry powder", None, "neither dry powder nor largest cheque is recorded")
    if any(one.unit != cheque.unit for one in told):
        return BuyerDriver("dry powder", None, "its amounts are in another currency")
    least = min(told, key=_number)
    part = between(_number(least) / _number(cheque), _POWDER_NONE, _POWDER_FULL)
    words = (
        f"{least.name.partition(':')[0].lower()} {_number(least) / 1e6:,.0f} million beside a "
        f"cheque of {_number(cheque) / 1e6:,.0f} million"
    )
    return BuyerDriver("dry powder", part, words, [least, cheque], origins=[sponsor.origin])


def _by_price(records: BuyerRecords) -> BuyerDriver:
    """What a buyout of the model's financing could pay beside the assumed price."""
    lowest, price = _lowest_target(records), records.price
    if lowest is None:
        lacking = records.sponsor_prices.lacking or "the buyout leaves no equity to speak of"
        return BuyerDriver("buyout price", None, f"no ability-to-pay price: {lacking}")
    if price is None or isinstance(price.enterprise_value.value, Missing):
        return BuyerDriver("buyout price", None, "no price could be assumed for the target")
    share = _number(lowest.enterprise_value) / _number(price.enterprise_value)
    words = (
        f"a buyout that earns {_number(lowest.target):.0%} a year could pay {part_of(share)} the "
        "assumed price"
    )
    part = between(share, _PRICE_NONE, _PRICE_FULL)
    figures = (lowest.enterprise_value, price.enterprise_value)
    return BuyerDriver("buyout price", part, words, figures)


def _number(figure: Figure) -> float:
    assert isinstance(figure.value, float), "looked at before"
    return figure.value
