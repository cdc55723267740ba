"""What ``shares`` is asked for and answers."""

# ruff: noqa: RUF009 - asked() makes a field, as dataclasses.field() does
from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bookrunner.operations.line_shapes import Cited
from bookrunner.operations.operation import Kind, asked
from bookrunner.operations.responses import CompanyLine, Remark


@dataclass(frozen=True)
class SharesRequest:
    """Shares of a company, diluted at a price."""

    company: str = asked(Kind.TEXT, "A ticker, a CIK or a name.", positional=True, example="TICKER")
    price: Decimal | None = asked(
        Kind.AMOUNT,
        "The price per share to dilute at; default: the newest closing price kept.",
        default=None,
        example="PRICE",
    )
    as_of: date | None = asked(
        Kind.DATE,
        "Only what was known at the close of this day; default: everything known.",
        default=None,
    )


@dataclass(frozen=True)
class ClassLine:
    """One class of shares on the cover."""

    name: str
    ticker: str
    count: float
    date: date
    """The day the cover counts them at."""
    per_base_share: float | None
    """How many base shares one is counted as; null where it is one."""
    accession: str
    citation: Cited | None
    id: str


@dataclass(frozen=True)
class BasicShares:
    """The cover page."""

    classes: tuple[ClassLine, ...]
    total: float | None
    """All classes as base shares; null where the cover cannot be used."""


@dataclass(frozen=True)
class TrancheLine:
    """One tranche of awards; ``dilution`` is null without a price."""

    kind: str
    """``options``, ``warrants``, ``rsu`` (restricted stock, too) or ``psu``."""
    name: str
    number: float
    strike: float | None
    exercisable: float | None
    in_the_money: bool | None
    dilution: float | None
    date: date
    accession: str
    citation: Cited | None
    strike_citation: Cited | None
    id: str


@dataclass(frozen=True)
class ConvertLine:
    """One convertible; ``dilution`` and ``converted`` are null without a price."""

    name: str
    principal: float
    conversion_price: float
    shares: float
    settlement: str
    in_the_money: bool | None
    dilution: float | None
    converted: float | None
    """The principal that is equity, and no debt, at the price."""
    accession: str
    citation: Cited | None
    id: str


@dataclass(frozen=True)
class Shares:
    """A company's shares; money and shares in single units."""

    company: CompanyLine
    price: float | None
    price_date: date | None
    currency: str
    basic: BasicShares
    tranches: tuple[TrancheLine, ...]
    converts: tuple[ConvertLine, ...]
    diluted_shares: float | None
    equity_value: float | None
    diluted_shares_id: str | None
    """What ``bookrunner why`` takes."""
    equity_value_id: str | None
    findings: tuple[Remark, ...]
