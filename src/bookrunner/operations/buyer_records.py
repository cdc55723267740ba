"""What the records know of who could buy a company, for one viewer on one day."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import UTC, date, datetime

from bookrunner.app import Desk
from bookrunner.facts import Company
from bookrunner.governance import ListKind
from bookrunner.imports import COVERAGE, PRECEDENTS, RESTRICTED_LIST, SPONSORS, BankRow
from bookrunner.operations.searching import indexed
from bookrunner.targeting import FeatureFigures, Frame, definitions, read_panel
from bookrunner.targeting.buyers import BuyerRecords
from bookrunner.targeting.buyers_bank import sponsors
from bookrunner.targeting.buyers_price import buyer_terms
from bookrunner.targeting.buyers_texts import businesses
from bookrunner.targeting.buyers_worth import BuyerReader, Worth


def known_buyers(desk: Desk) -> BuyerReader:
    """Reads buyers as the viewer of the desk may know them."""

    def read(company: Company, on: date, worth: Worth) -> BuyerRecords:
        known = definitions()
        panel = read_panel(desk.store, desk.imports, desk.viewer, known)
        # What businesses say is read from the indexes, which may be behind the records.
        indexed(desk)
        return buyer_records(desk, company, panel.on(on.toordinal(), known), worth)

    return read


def buyer_records(desk: Desk, target: Company, frame: Frame, worth: Worth) -> BuyerRecords:
    """The records behind a list on the frame's day; the indexes are taken as they stand."""
    known, day = definitions(), date.fromordinal(frame.as_of)
    names = {
        one.cik: (one.name, *one.tickers) for one in desk.store.companies(desk.viewer) if one.cik
    }

    def rows(kind_rows: Sequence[BankRow]) -> dict[str, list[BankRow]]:
        found: dict[str, list[BankRow]] = {}
        for one in kind_rows:
            found.setdefault(one.row.text("ticker"), []).append(one)
        return found

    imports, viewer = desk.imports, desk.viewer
    return BuyerRecords(
        target=target,
        frame=frame,
        businesses=businesses(desk.shelf.visible(viewer), names, day),
        figures=lambda one: FeatureFigures(desk.store, imports, viewer, one, day, known),
        target_revenue=worth.revenue,
        price=worth.price,
        terms=buyer_terms(target.prefix, worth.policy),
        sponsor_prices=worth.sponsor_prices,
        at=worth.policy.period,
        deals=imports.rows(PRECEDENTS, viewer, as_of=day),
        bars=imports.rows(RESTRICTED_LIST, viewer, as_of=day),
        coverage=rows(imports.rows(COVERAGE, viewer, as_of=day)),
        sponsors=sponsors(imports.rows(SPONSORS, viewer, as_of=day), day),
        restricted=_restricted(desk),
    )


def _restricted(desk: Desk) -> Collection[str]:
    """Who is on the house's restricted list now: nobody is to be called who is on it today."""
    now = datetime.now(UTC)
    return {
        one.cik
        for one in desk.register.listings()
        if one.kind is ListKind.RESTRICTED and one.holds(now)
    }
