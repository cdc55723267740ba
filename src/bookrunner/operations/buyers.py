"""The buyer list of a company, from the records that the viewer may see."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from bookrunner.app import Desk
from bookrunner.facts import Company
from bookrunner.figures import Figure, Finding, NotFound, Severity, Unusable
from bookrunner.ledger import Ledger
from bookrunner.operations.backtests import UNTESTED
from bookrunner.operations.books import pitch_valued
from bookrunner.operations.buyer_records import buyer_records
from bookrunner.operations.buyers_lines import buyer_line, sponsor_price
from bookrunner.operations.buyers_shapes import (
    BuyersAnswer,
    BuyersCounts,
    BuyersPrice,
    BuyersRequest,
)
from bookrunner.operations.days import require_possible
from bookrunner.operations.requests import PitchRequest
from bookrunner.operations.searching import indexed
from bookrunner.operations.told import company_line, number, remarks
from bookrunner.pitch import buyer_worth, unpriced
from bookrunner.targeting import Frame, definitions, newest_day, read_panel
from bookrunner.targeting.buyers import Buyer, BuyerList, BuyerRecords, corporate_buyers
from bookrunner.targeting.buyers_flags import contact_order
from bookrunner.targeting.buyers_price import SponsorPrices
from bookrunner.targeting.buyers_sponsors import sponsor_buyers
from bookrunner.targeting.buyers_worth import Worth
from bookrunner.valuation import default_policy


def listed(desk: Desk, request: BuyersRequest) -> BuyersAnswer:
    """The names by tier, with reasons, means, flags and what bars them.

    Raises:
        NotFound: The company is not known, or nothing of it by that day.
        ImpossibleDay: Nothing can have been known on that day.
        UnusableAssumptions: The file of assumptions cannot be used.
    """
    if request.as_of is not None:
        require_possible(request.as_of)
    target = desk.store.company(request.company, desk.viewer, as_of=request.as_of)
    known = definitions()
    panel = read_panel(desk.store, desk.imports, desk.viewer, known)
    day = request.as_of or _day(panel.on(newest_day(panel), known), target)
    frame = panel.on(day.toordinal(), known)
    told = indexed(desk)
    worth, findings = _worth(desk, request, target, day)
    records = buyer_records(desk, target, frame, worth)
    corporate, houses = corporate_buyers(records), sponsor_buyers(records)
    return _answer(desk, records, corporate, houses, [*told.findings, *findings])


def _day(frame: Frame, target: Company) -> date:
    """The day of the newest price; of the target's newest report where none was known by then."""
    panel = frame.panel
    own = next((n for n, one in enumerate(panel.companies) if one.cik == target.cik), None)
    reports = [] if own is None else panel.row_known[panel.row_company == own].tolist()
    if not reports or min(reports) <= frame.as_of:
        return date.fromordinal(frame.as_of)
    return date.fromordinal(max(reports))


def _worth(
    desk: Desk, request: BuyersRequest, target: Company, day: date
) -> tuple[Worth, Sequence[Finding]]:
    """The target valued as far as its records allow; the list stands without it."""
    asked = PitchRequest(
        company=target.cik,
        out=Path(),
        type="sell-side",
        peers=request.peers,
        case=request.case,
        assumptions=request.assumptions,
        as_of=day,
    )
    try:
        # Its own list is what is being made.
        valued, findings = pitch_valued(desk, asked, lists_buyers=False)
    except (Unusable, NotFound) as error:
        if request.assumptions is not None or request.peers or request.case:
            raise
        lacking = SponsorPrices((), str(error))
        without = unpriced(target.ticker or target.name, error)
        return Worth(default_policy(day), None, lacking, None), [without]
    worth, more = buyer_worth(valued)
    return worth, [*findings, *more]


def _answer(
    desk: Desk,
    records: BuyerRecords,
    corporate: BuyerList,
    houses: BuyerList,
    findings: Sequence[Finding],
) -> BuyersAnswer:
    free = sorted(
        [*corporate.buyers, *houses.buyers], key=lambda one: (one.tier or 0, -one.score, one.name)
    )
    barred = [*corporate.excluded, *houses.excluded]
    order = contact_order(free)
    everybody = [*free, *barred]
    _keep(desk, records, everybody)
    price = records.price
    return BuyersAnswer(
        company=company_line(records.target),
        as_of=records.at.end,
        test=UNTESTED,
        price=None
        if price is None
        else BuyersPrice(
            price.how,
            number(price.enterprise_value),
            None if price.equity_value is None else number(price.equity_value),
        ),
        assumptions=tuple(number(one) for one in records.terms.all),
        sponsor_prices=tuple(sponsor_price(one) for one in records.sponsor_prices.prices),
        counts=BuyersCounts(
            companies=corporate.known,
            listed=len(free),
            excluded=len(barred),
            without_tie=corporate.without_tie,
            not_assessed=corporate.not_assessed,
            beyond=corporate.beyond + houses.beyond,
            sponsors=houses.known,
            sponsors_elsewhere=houses.without_tie,
        ),
        buyers=tuple(buyer_line(one, records, order.get(one.name), UNTESTED) for one in everybody),
        findings=remarks(dict.fromkeys([*findings, *_lacking(records)])),
    )


def _keep(desk: Desk, records: BuyerRecords, buyers: Sequence[Buyer]) -> None:
    """So that ``why`` finds every figure of the answer."""
    shown: dict[str, Figure] = {}
    for one in buyers:
        held = getattr(one.capacity, "figures", ())
        for figure in (*held, *(f for driver in one.drivers for f in driver.figures)):
            shown[figure.id] = figure
    if records.price is not None:
        for figure in (records.price.enterprise_value, records.price.equity_value):
            if figure is not None:
                shown[figure.id] = figure
    for price in records.sponsor_prices.prices:
        for figure in (price.enterprise_value, price.multiple, price.entry_equity):
            shown[figure.id] = figure
    desk.keep_line(Ledger.of(list(shown.values()), (), as_of=records.at.end))


def _lacking(records: BuyerRecords) -> Sequence[Finding]:
    """What nobody brought, and how to bring it."""
    lacking = {
        "no-sponsors": not records.sponsors,
        "no-restricted-list": not records.bars,
        "no-coverage": not records.coverage,
        "no-business": records.target.cik not in records.businesses.counted,
    }
    told = [(code, _HOW[code]) for code, lacks in lacking.items() if lacks]
    if not records.sponsor_prices.prices:
        why = records.sponsor_prices.lacking
        told.append(("no-buyout-price", f"no ability-to-pay price of a buyout: {why}"))
    return [Finding(f"targeting.{code}", words, Severity.WARNING) for code, words in told]


_HOW = {
    "no-sponsors": "no sponsors are known; `bookrunner import sponsors` brings funds, dry powder "
    "and portfolio companies",
    "no-restricted-list": "no restricted list is imported; `bookrunner import restricted-list` "
    "brings it, and without it nobody is known to be free to call",
    "no-coverage": "the records say nothing of contacts and conflicts; `bookrunner import "
    "coverage` brings them",
    "no-business": "the company has no annual report with a description of its business; names "
    "come by industry code alone until `bookrunner ingest` reads one",
}
