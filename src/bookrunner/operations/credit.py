"""What the records know of a company's debt, for the pitches that tell of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import cache

from bookrunner.app import Desk
from bookrunner.debt import DebtTable, company_debt
from bookrunner.documents import Document, parse
from bookrunner.facts import Company, CurvePoint, Filing
from bookrunner.figures import NotFound
from bookrunner.imports import BOND_QUOTES, BONDS, NEW_ISSUES, RATINGS, BankRow
from bookrunner.pitch.inputs import CreditRecords, DebtMarket


def known_credit(desk: Desk) -> Callable[[Company, date], CreditRecords]:
    """Gives a company's debt table, imported bonds and ratings as known on a day."""

    @cache
    def found(company: Company, on: date) -> CreditRecords:
        bonds, ratings = (
            desk.imports.rows(kind, desk.viewer, subject=company.cik, as_of=on)
            for kind in (BONDS, RATINGS)
        )
        return CreditRecords(_debt(desk, company, on), bonds, ratings)

    return found


def debt_market(desk: Desk) -> DebtMarket:
    """Reads imported bond quotes and new issues, and the curves kept."""

    def quotes(cik: str, on: date) -> Sequence[BankRow]:
        return desk.imports.rows(BOND_QUOTES, desk.viewer, subject=cik, as_of=on)

    def issues(on: date) -> Sequence[BankRow]:
        return desk.imports.rows(NEW_ISSUES, desk.viewer, as_of=on)

    def curve(on: date) -> Sequence[CurvePoint]:
        try:
            return desk.store.curve(on, desk.viewer)
        except NotFound:
            return ()

    return DebtMarket(quotes, issues, curve)


def _debt(desk: Desk, company: Company, on: date) -> DebtTable | None:
    def read(filing: Filing) -> Document:
        return parse(desk.blobs.get(filing.digest), name=filing.name)

    filings = desk.store.filings(desk.viewer, company.cik)
    try:
        return company_debt(company, filings, read, as_of=on)
    except NotFound:
        return None
