"""Closing prices and points of a yield curve, as somebody published them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True)
class Quote:
    """A share's closing price on one day."""

    cik: str
    on: date
    price: Decimal
    """Per share, in single currency units, as traded on the day."""
    currency: str
    """ISO 4217."""
    source: str
    licence: str = ""


@dataclass(frozen=True)
class CurvePoint:
    """One maturity of a yield curve on one day."""

    on: date
    tenor_years: Decimal
    rate: Decimal
    """A fraction: 0.0425 for 4.25%."""
    source: str
