"""What a debt table holds: tranches, adjustments, the wall, liquidity, and what does not foot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from bookrunner.debt.terms import DebtKind
from bookrunner.facts import Company, Filing
from bookrunner.figures import Figure, Finding


@dataclass(frozen=True)
class Span:
    """Words of the filing that something which is no number was read from."""

    document: str
    """The digest of the document."""
    start: int
    end: int
    words: str


@dataclass
class Tranche:
    """One instrument, or a range of them where the filing gives no more detail."""

    instrument: str
    kind: DebtKind
    rank: str | None
    currency: str
    """Denomination; the amounts are in the currency of their figures."""
    principal: Figure | None = None
    carrying: Figure | None = None
    coupon: Figure | None = None
    """The fixed rate, as a fraction; None for floating rates and for ranges."""
    coupon_range: tuple[Decimal, Decimal] | None = None
    benchmark: str | None = None
    margin: Figure | None = None
    effective_rate: Figure | None = None
    """The effective or the average rate, as the filing gives it."""
    maturity: date | None = None
    maturity_month: int | None = None
    maturity_years: tuple[int | None, int] | None = None
    """First and last year, the same where one is named; the first is None of "due through 2059"."""
    issued: str | None = None
    committed: Figure | None = None
    call: str | None = None
    conversion_price: Figure | None = None
    conversion_rate: Figure | None = None
    """Shares for 1,000 of principal."""
    group: str = ""
    """The heading it stands under: a subsidiary, a class of debt."""
    origin: str = "table"
    """``table``, ``tags``, ``balance sheet``, ``type`` (a type of debt told without instruments),
    ``remainder`` (the balance sheet less the types told), ``annual report`` (carried forward),
    ``issued since the annual report`` or ``issued after the balance sheet date``."""
    accession: str = ""
    spans: dict[str, Span] = field(default_factory=dict)
    """Where each of its terms was read."""
    findings: list[Finding] = field(default_factory=list)

    @property
    def amount(self) -> Figure | None:
        """What counts in the sum: the carrying value, else the principal."""
        return self.carrying if self.carrying is not None else self.principal

    @property
    def nominal(self) -> Figure | None:
        """What is owed: the principal, else the carrying value."""
        return self.principal if self.principal is not None else self.carrying


@dataclass(frozen=True)
class Adjustment:
    """A row between principal and carrying value."""

    label: str
    kind: str
    """``costs``, ``fair value hedge``, ``roll-forward`` or ``other``."""
    amount: Figure
    """With the sign it has in the sum."""
    counted: bool = True
    """Whether it is part of the total; not where tranches are at carrying value already."""


@dataclass(frozen=True)
class WallRow:
    """What falls due in a fiscal year, named by the calendar year in which it ends."""

    year: int | str
    """A year, a range ``2025-2028``, or ``thereafter``."""
    label: str
    amount: Figure
    source: str
    """``tags``, ``table``, ``computed``, ``tranches`` or ``annual report``."""


@dataclass
class Liquidity:
    """What could be drawn on at the balance sheet date."""

    parts: dict[str, Figure | None] = field(default_factory=dict)
    total: Figure | None = None
    findings: list[Finding] = field(default_factory=list)


@dataclass
class DebtTable:
    """A company's debt at the newest balance sheet whose tranches are told."""

    company: Company
    filing: Filing
    on: date
    currency: str
    tranches: list[Tranche] = field(default_factory=list)
    adjustments: list[Adjustment] = field(default_factory=list)
    current_portion: Figure | None = None
    total: Figure | None = None
    balance_sheet: list[Figure] = field(default_factory=list)
    balance_sheet_debt: Figure | None = None
    difference: Figure | None = None
    foots: bool | None = None
    """None when there is no debt, or nothing to compare."""
    wall: list[WallRow] = field(default_factory=list)
    liquidity: Liquidity = field(default_factory=Liquidity)
    weighted_coupon: Figure | None = None
    weighted_life: Figure | None = None
    due_within_24_months: Figure | None = None
    pro_forma: list[Tranche] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    @property
    def figures(self) -> Sequence[Figure]:
        """Every figure in it, for a ledger."""
        found: list[Figure | None] = [
            self.current_portion,
            self.total,
            *self.balance_sheet,
            self.balance_sheet_debt,
            self.difference,
            self.weighted_coupon,
            self.weighted_life,
            self.due_within_24_months,
            self.liquidity.total,
            *self.liquidity.parts.values(),
            *(one.amount for one in self.adjustments),
            *(row.amount for row in self.wall),
        ]
        for one in (*self.tranches, *self.pro_forma):
            found += [one.principal, one.carrying, one.coupon, one.margin, one.effective_rate]
            found += [one.committed, one.conversion_price, one.conversion_rate]
        return [figure for figure in found if figure is not None]
