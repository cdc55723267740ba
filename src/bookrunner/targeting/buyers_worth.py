"""What a valuation gives a buyer list: the price to be paid, and what a buyout could pay."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from bookrunner.facts import Company
from bookrunner.figures import Figure
from bookrunner.targeting.buyers import BuyerRecords
from bookrunner.targeting.buyers_price import AssumedPrice, SponsorPrices
from bookrunner.valuation import Policy


@dataclass(frozen=True)
class Worth:
    """The target as a valuation sees it; the list stands without a price."""

    policy: Policy
    price: AssumedPrice | None
    """None where the company has neither a share price nor a peers' multiple."""
    sponsor_prices: SponsorPrices
    revenue: Figure | None


BuyerReader = Callable[[Company, date, Worth], BuyerRecords | None]
"""Reads what one viewer knows of a company's buyers on a day; None where no records are kept."""


def no_buyers(company: Company, on: date, worth: Worth) -> None:
    """The records of whoever keeps none."""
