"""What the records know of a company's debt, for the pitches that tell of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache

from bookrunner.app import Desk
from bookrunner.debt import DebtTable, company_debt
from bookrunner.documents import Document, parse
from bookrunner.facts import Company, Filing
from bookrunner.figures import NotFound
from bookrunner.imports import BONDS, RATINGS
from bookrunner.pitch.inputs import CreditRecords


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


def _debt(desk: Desk, company: Company, on: date) -> DebtTable | None:
    def read(filing: Filing) -> Document:
        return parse(desk.blobs.get(filing.digest), name=filing.name)

    filings = desk.store.filings(desk.viewer, company.cik)
    try:
        return company_debt(company, filings, read, as_of=on)
    except NotFound:
        return None
