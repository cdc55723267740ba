"""One name of a buyer list as plain values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bookrunner.figures import Figure
from bookrunner.imports import BankRow
from bookrunner.operations.buyers_shapes import (
    BuyerCitation,
    BuyerLine,
    BuyerMeans,
    BuyerReason,
    SponsorPrice,
)
from bookrunner.operations.coverage import coverage_line
from bookrunner.operations.responses import Number
from bookrunner.operations.screens_shapes import CoverageLine, ScreenTest
from bookrunner.operations.told import number
from bookrunner.targeting.buyers import Buyer, BuyerRecords
from bookrunner.targeting.buyers_capacity import Capacity
from bookrunner.targeting.buyers_drivers import points
from bookrunner.targeting.buyers_flags import filing_flag, review_flag, sensitivity
from bookrunner.targeting.buyers_rationale import rationale
from bookrunner.targeting.buyers_texts import Cited
from bookrunner.transactions import HighestPrice

_DRIVERS_MAX = 5


def buyer_line(one: Buyer, records: BuyerRecords, order: int | None, test: ScreenTest) -> BuyerLine:
    """The name with everything known of it."""
    company = one.company
    own = records.businesses.told.get(records.target.cik)
    told = [driver for driver in one.drivers if driver.part is not None]
    best = sorted(told, key=lambda driver: -points(driver, one.drivers))[:_DRIVERS_MAX]
    missing = [f"{d.name}: {d.words}" for d in one.drivers if d.part is None]
    return BuyerLine(
        name=one.name,
        ticker=company.ticker if company else "",
        cik=company.cik if company else "",
        type="strategic" if one.sponsor is None else "sponsor",
        kind=one.kind,
        tier=one.tier,
        place=one.place,
        rationale=rationale(one),
        capacity=_means(one),
        drivers=tuple(
            BuyerReason(
                driver.name,
                points(driver, one.drivers),
                driver.words,
                tuple(number(figure) for figure in driver.figures),
                tuple(driver.origins),
            )
            for driver in best
        ),
        missing=tuple(missing),
        excluded=tuple(one.barred),
        score=None if one.barred else one.score,
        told=f"{one.told} of {len(one.drivers)}",
        test=test.words,
        past_deals=tuple(
            f"{deal.target}, announced {deal.announced}, {deal.status} ({deal.origin})"
            for deal in one.deals
        ),
        antitrust=filing_flag(records.price, records.terms),
        foreign_investment=review_flag(one, own.place if own else ""),
        sensitivity=sensitivity(one),
        contact_order=order,
        coverage=_coverage(records.coverage.get(company.cik)) if company else None,
        synergies="not assessed: nobody supplied an estimate",
        citations=tuple(_citations(one)),
        known_since=_known_since(one, records),
    )


def sponsor_price(one: HighestPrice) -> SponsorPrice:
    """A price of the buyout."""
    return SponsorPrice(
        number(one.target),
        one.label,
        number(one.enterprise_value),
        number(one.multiple),
        number(one.entry_equity),
    )


_NOTHING = BuyerMeans(
    assessed=False,
    why_not="",
    net_leverage=None,
    net_leverage_after=None,
    cash=None,
    debt_capacity=None,
    covers=None,
    market_value=None,
    fund_size=None,
    dry_powder=None,
    equity_cheque=None,
)


def _means(one: Buyer) -> BuyerMeans:
    held, sponsor = one.capacity, one.sponsor
    driver = one.driver("capacity" if sponsor is None else "dry powder")
    is_told = driver is not None and driver.part is not None
    why_not = "" if is_told or driver is None else driver.words
    means = replace(_NOTHING, assessed=is_told, why_not=why_not)
    if sponsor is not None:
        return replace(
            means,
            fund_size=_number(sponsor.fund_size),
            dry_powder=_number(sponsor.dry_powder),
            equity_cheque=_number(one.cheque),
        )
    if not isinstance(held, Capacity):
        return means
    return replace(
        means,
        net_leverage=number(held.leverage_before),
        net_leverage_after=_number(held.leverage_after),
        cash=_number(held.liquidity),
        debt_capacity=number(held.most),
        covers=_number(held.covered),
        market_value=_number(held.market_value),
    )


def _number(figure: Figure | None) -> Number | None:
    return None if figure is None else number(figure)


def _citations(one: Buyer) -> Sequence[BuyerCitation]:
    words = one.driver("words")
    found = []
    if words is not None:
        claims = ("what the target says it does", "what the buyer says it does")
        found = [_cited(claim, cited) for claim, cited in zip(claims, words.cited, strict=False)]
    named = one.driver("named")
    found += [_cited("names the other company", cited) for cited in (named.cited if named else ())]
    if one.place_cited is not None:
        found.append(_cited(f"formed in {one.place}", one.place_cited))
    return found


def _cited(claim: str, one: Cited) -> BuyerCitation:
    return BuyerCitation(
        claim, one.digest, one.source_name, one.form, one.known_on, (one.start, one.end), one.quote
    )


def _coverage(rows: Sequence[BankRow] | None) -> tuple[CoverageLine, ...] | None:
    if rows is None:
        return None
    return tuple(coverage_line(one) for one in rows)


def _known_since(one: Buyer, records: BuyerRecords) -> date | None:
    if one.company is None:
        return one.sponsor.as_of if one.sponsor else None
    frame = records.frame
    for at, company in enumerate(frame.panel.companies):
        if company.cik == one.company.cik and frame.is_known[at]:
            return date.fromordinal(int(frame.known_since[at]))
    return None
