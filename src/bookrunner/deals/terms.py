"""A term of a transaction as a document states it, and what holds a document's terms together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bookrunner.figures.findings import Finding

TermValue = Decimal | date | str


@dataclass(frozen=True)
class Term:
    """One stated term; ``text[start:end]`` are the words that state it."""

    name: str
    value: TermValue
    """Money in single units, percentages as percentage points, names as written."""
    unit: str
    """``USD``, ``USD/shares``, ``shares``, ``percent``, ``days``, ``date``; "" for words."""
    start: int
    end: int
    quote: str
    tranche: str = ""
    """Which class of securities it belongs to; "" when it belongs to the whole deal."""


@dataclass(frozen=True)
class Computed:
    """A figure that the document does not state but its terms give."""

    name: str
    value: Decimal
    unit: str
    formula: str
    """In the names of the terms."""
    tranche: str = ""


@dataclass(frozen=True)
class Deal:
    """The terms of one document's transaction, in the order of ``ORDER``."""

    kind: str
    """``merger``, ``tender_offer``, ``equity_offering``, ``debt_offering``, ``structured_note``,
    ``asset_backed``, ``spin_off``, ``shelf_registration``; ``none`` when no deal is stated."""
    terms: tuple[Term, ...]
    findings: tuple[Finding, ...]
    computed: tuple[Computed, ...] = ()
