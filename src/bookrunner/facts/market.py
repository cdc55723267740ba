"""Closing prices and points of a yield curve, as somebody published them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bookrunner.figures import Finding, Severity

SAMPLE_PRICE = "sample: "
"""How the sources of prices begin that come with the program."""


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

    @property
    def is_of_sample(self) -> bool:
        """Whether it came with the program, and not from the bank."""
        return self.source.startswith(SAMPLE_PRICE)


@dataclass(frozen=True)
class CurvePoint:
    """One maturity of a yield curve on one day."""

    on: date
    tenor_years: Decimal
    rate: Decimal
    """A fraction: 0.0425 for 4.25%."""
    source: str


def one_a_day(quotes: Iterable[Quote]) -> Sequence[Quote]:
    """One price for each day and currency, earliest first.

    What the bank brought comes before what came with the program. Of several that the bank
    brought the first by the name of its source is taken, so that the same is taken each time;
    where they differ ``two_prices`` says so.
    """
    found: dict[tuple[date, str], Quote] = {}
    for quote in sorted(quotes, key=lambda one: (one.on, one.is_of_sample, one.source)):
        found.setdefault((quote.on, quote.currency), quote)
    return list(found.values())


def two_prices(taken: Quote, quotes: Iterable[Quote], where: str) -> Sequence[Finding]:
    """What to say where another source has a different price of the same day.

    Args:
        taken: One of ``quotes``, that is used.
        where: The company, for the finding.
    """
    others = [
        quote
        for quote in quotes
        if (quote.on, quote.currency) == (taken.on, taken.currency) and quote.price != taken.price
    ]
    told = "; ".join(f"{one.price:f} ({one.source})" for one in others)
    by_bank = [one for one in others if not one.is_of_sample]
    if not others:
        return ()
    message = f"the price of {taken.on} is {taken.price:f} ({taken.source}), and not {told}"
    severity = Severity.WARNING if by_bank else Severity.NOTE
    return (Finding("facts.two-prices", message, severity, where=where),)
