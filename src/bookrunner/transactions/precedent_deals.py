"""Past deals as the bank brings them: each stated value a figure of its cell; absent is absent."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bookrunner.figures import (
    DAYS,
    PURE,
    SHARES,
    Figure,
    Period,
    Unit,
    instant,
    parse_unit,
    sourced,
    spreadsheet_serial,
)
from bookrunner.imports import BankRow, source_of
from bookrunner.imports.values import unit_and_exponent
from bookrunner.valuation import CompanyInputs

_AMOUNTS = {
    "equity_value": "equity value at the offer",
    "net_debt": "net debt",
    "enterprise_value": "enterprise value at the offer",
    "ltm_revenue": "LTM revenue at announcement",
    "ltm_ebitda": "LTM EBITDA at announcement",
    "ntm_ebitda": "NTM EBITDA at announcement",
    "synergies": "synergies a year, as announced",
}
_PRICES = {
    "offer_price": "offer price",
    "contingent_price": "most paid later per share",
    "unaffected_price": "unaffected price",
    "price_1w": "price a week before",
    "vwap_30d": "30-day VWAP",
    "high_52w": "52-week high",
}
_RATES = {
    "acquired": ("acquired_share", "share bought"),
    "premium_1d": ("stated_premium_1d", "premium to the price before, as stated"),
    "premium_30d": ("stated_premium_30d", "premium to the 30-day VWAP, as stated"),
    "break_fee": ("break_fee_share", "break fee of equity value"),
}
_DAYS = {"announced": "day of announcement", "closed": "day of closing"}
WITHDRAWN = ("withdrawn", "terminated", "cancelled", "failed")


@dataclass(frozen=True)
class StatedDeal:
    """One past deal: what its row says, before anything is computed of it."""

    key: str
    """What the keys of its figures begin with."""
    target: str
    acquirer: str
    announced: date
    status: str
    acquirer_type: str
    consideration: str
    description: str
    reference: str
    evidence: str
    """Of the unaffected day."""
    left_out: str
    """Why the bank, or the deal's status, keeps it out of the statistics; empty for none."""
    money: Unit
    terms: Mapping[str, Figure]
    """By column of the table; what is not stated is not there."""

    @property
    def label(self) -> str:
        """How pages call it: the target."""
        return self.target


def stated_deals(company: CompanyInputs, rows: Sequence[BankRow], on: date) -> Sequence[StatedDeal]:
    """The deals for companies like this one announced by a day, the latest first."""
    found = [_stated(row) for row in rows if _is_like(company, row.row.text("industry"))]
    known = [one for one in found if one.announced <= on]
    return sorted(known, key=lambda one: (one.announced, one.key), reverse=True)


def _is_like(company: CompanyInputs, industry: str) -> bool:
    """Whether a deal of that industry serves; one without serves all, as the bank chose it."""
    said = industry.strip().lower()
    if said.isdigit():
        return company.sic.startswith(said)
    return not said or said == company.industry.lower()


def _stated(bank: BankRow) -> StatedDeal:
    row = bank.row
    announced = date.fromisoformat(row.text("announced"))
    name = f"{row.text('target')} {row.text('acquirer')} {announced:%Y%m%d}"
    key = "precedent." + re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")
    code, exponent = unit_and_exponent(row.text("unit"))
    money = parse_unit(code)
    status = row.text("status").strip().lower()
    reason = row.text("left_out")
    if status in WITHDRAWN:
        reason = reason or f"the deal was {status}"
    at = instant(announced)
    return StatedDeal(
        key=key,
        target=row.text("target"),
        acquirer=row.text("acquirer"),
        announced=announced,
        status=status,
        acquirer_type=row.text("acquirer_type"),
        consideration=row.text("consideration"),
        description=row.text("description"),
        reference=row.text("reference"),
        evidence=row.text("unaffected_evidence"),
        left_out=reason,
        money=money,
        terms=_terms(bank, key, money, exponent, at),
    )


def _terms(bank: BankRow, key: str, money: Unit, exponent: int, at: Period) -> Mapping[str, Figure]:
    row, target = bank.row, bank.row.text("target")
    found: dict[str, Figure] = {}

    def take(column: str, name: str, words: str, unit: Unit, scale: int = 0) -> None:
        said = row.text(column)
        if said:
            value = Decimal(said).scaleb(scale)
            found[column] = sourced(f"{key}.{name}", f"{target}, {words}", value, unit, at,
                                    source_of(bank, column), walls=bank.file.walls)  # fmt: skip

    for column, words in _DAYS.items():
        if row.text(column):
            serial = Decimal(spreadsheet_serial(date.fromisoformat(row.text(column))))
            found[column] = sourced(f"{key}.{column}", f"{target}, {words}", serial, DAYS, at,
                                    source_of(bank, column), walls=bank.file.walls)  # fmt: skip
    for column, words in _AMOUNTS.items():
        take(column, column, words, money, exponent)
    for column, words in _PRICES.items():
        take(column, column, words, money / SHARES)
    for column, (name, words) in _RATES.items():
        take(column, name, words, PURE)
    take("diluted_shares", "diluted_shares", "diluted shares at the offer", SHARES)
    return found
