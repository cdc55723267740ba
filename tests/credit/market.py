"""Quoted bonds and recent issues made by hand, as the bank would import them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from bookrunner.imports import BankFile, BankRow, ImportedRow, ImportedValue
from tests.valuation.companies import VALUATION_DATE

QUOTED = {
    "instrument": "", "date": VALUATION_DATE.isoformat(), "maturity": "", "coupon": "", "price": "",
    "yield": "", "spread_bp": "", "rating": "", "quoted_by": "", "note": "",
}  # fmt: skip
ISSUED = {
    "issuer": "", "priced": "", "tenor": "10", "size": "500", "unit": "USD million",
    "reoffer_bp": "", "fair_value_bp": "", "ipt_bp": "", "guidance_bp": "", "secondary_bp": "",
    "book": "", "rating": "", "coupon": "", "reference": "",
}  # fmt: skip


def row(kind: str, blank: dict[str, str], number: int, **values: str) -> BankRow:
    """A row as imported, what is not given being empty."""
    file = BankFile(
        kind=kind, digest="0" * 64, name="test.csv", source="Test", as_of=VALUATION_DATE
    )
    told = {name: ImportedValue(text, f"A{number}") for name, text in {**blank, **values}.items()}
    return BankRow(file, ImportedRow(number, told))


def quote(number: int, years: float, **values: str) -> BankRow:
    """A quote of a bond that many years of 360 days, at 30 a month, from the valuation date."""
    return row(
        "bond-quotes", QUOTED, number, instrument=f"Bond {number}",
        maturity=after(years).isoformat(), **values,
    )  # fmt: skip


def after(years: float) -> date:
    """The day so many years, in whole months, after the valuation date."""
    months = VALUATION_DATE.month - 1 + round(years * 12)
    return date(VALUATION_DATE.year + months // 12, months % 12 + 1, min(VALUATION_DATE.day, 28))


def issue(number: int, *, days_ago: int = 20, **values: str) -> BankRow:
    """A recent issue."""
    return row(
        "new-issues", ISSUED, number, issuer=f"Issuer {number}",
        priced=(VALUATION_DATE - timedelta(days=days_ago)).isoformat(), **values,
    )  # fmt: skip


def paid(*concessions: int) -> Sequence[BankRow]:
    """Issues at 150 basis points that paid these concessions, and came in by 25."""
    return [
        issue(number, days_ago=10 * number, reoffer_bp="150", fair_value_bp=str(150 - nic),
              ipt_bp="175", book="1500")
        for number, nic in enumerate(concessions, start=1)
    ]  # fmt: skip
