"""What the records know for an offering of a company's shares, for the pitches that tell of one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from bookrunner.app import Desk
from bookrunner.facts import Company
from bookrunner.imports import CAP_TABLE
from bookrunner.pitch.inputs import OfferingRecords


def known_offerings(desk: Desk) -> Callable[[Company, date], OfferingRecords]:
    """Gives who holds a company as known on a day."""

    def found(company: Company, on: date) -> OfferingRecords:
        rows = desk.imports.rows(CAP_TABLE, desk.viewer, subject=company.cik, as_of=on)
        return OfferingRecords(holders=rows)

    return found
