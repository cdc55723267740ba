"""What ``buyers`` is asked for and answers."""

# ruff: noqa: RUF009 - asked() makes a field, as dataclasses.field() does
from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bookrunner.operations.operation import Kind, asked
from bookrunner.operations.requests import ASSUMPTIONS, CASE, COMPANY, PEERS
from bookrunner.operations.responses import CompanyLine, Number, Remark
from bookrunner.operations.screens_shapes import CoverageLine, ScreenTest


@dataclass(frozen=True)
class BuyersRequest:
    """Who could buy a company."""

    company: str = asked(Kind.TEXT, COMPANY, positional=True, example="COMPANY")
    as_of: date | None = asked(
        Kind.DATE,
        "Only what was known at the close of this day; default: the day of the newest price, or of "
        "the company's newest report where none was known by then.",
        default=None,
    )
    peers: tuple[str, ...] = asked(
        Kind.TEXTS,
        f"{PEERS} They give the multiple of a company without a price.",
        default=(),
        example="A,B,C",
    )
    case: str = asked(Kind.TEXT, CASE, default="", example="NAME")
    assumptions: Path | None = asked(Kind.FILE, ASSUMPTIONS, default=None, example="FILE")


@dataclass(frozen=True)
class BuyerCitation:
    """Words of a filing on which a claim rests."""

    claim: str
    document: str
    """Digest of the file."""
    source_name: str
    form: str
    date: date | None
    """When it became known."""
    span: tuple[int, int]
    quote: str


@dataclass(frozen=True)
class BuyerReason:
    """One driver of a name's score."""

    name: str
    points: float | None
    """What it adds to the score; null where it is not assessed."""
    words: str
    figures: tuple[Number, ...]
    origins: tuple[str, ...]
    """Files and cells of the bank's tables."""


@dataclass(frozen=True)
class BuyerMeans:
    """What a buyer could pay, each figure to be walked with ``why``; null where not told."""

    assessed: bool
    why_not: str
    net_leverage: Number | None
    """Before."""
    net_leverage_after: Number | None
    """Where it pays the assumed price in cash and new debt."""
    cash: Number | None
    """With short-term investments."""
    debt_capacity: Number | None
    """The highest enterprise value in cash and new debt, within the leverage limit."""
    covers: Number | None
    """That over the assumed price."""
    market_value: Number | None
    fund_size: Number | None
    dry_powder: Number | None
    equity_cheque: Number | None
    """Of the buyout, for the lowest target return."""


@dataclass(frozen=True)
class BuyerLine:
    """One name."""

    name: str
    ticker: str
    cik: str
    type: str
    """``strategic`` or ``sponsor``."""
    kind: str
    """``direct``, ``adjacent``, ``vertical``, ``platform/diversifier``, ``international``;
    of sponsors ``platform``, ``add-on``, ``growth``."""
    tier: int | None
    """1 to 3; null for an excluded name."""
    place: str
    """Code of the country it was formed in; empty where that is not told."""
    rationale: str
    capacity: BuyerMeans
    drivers: tuple[BuyerReason, ...]
    """The five that add most."""
    missing: tuple[str, ...]
    """What is not assessed, and why."""
    excluded: tuple[str, ...]
    """Why it is not to be called; empty for names of a tier."""
    score: float | None
    """0 to 100, worth what ``test`` says; null for an excluded name."""
    told: str
    """How many drivers are assessed: ``3 of 5``."""
    test: str
    past_deals: tuple[str, ...]
    antitrust: str
    foreign_investment: str
    sensitivity: str
    contact_order: int | None
    coverage: tuple[CoverageLine, ...] | None
    """Null where the bank's records say nothing of it."""
    synergies: str
    citations: tuple[BuyerCitation, ...]
    known_since: date | None
    """When the newest of its reports was accepted."""


@dataclass(frozen=True)
class BuyersPrice:
    """What the target is taken to cost; no opinion of its value."""

    how: str
    enterprise_value: Number
    equity_value: Number | None


@dataclass(frozen=True)
class SponsorPrice:
    """What a buyout could pay for a target return."""

    target_return: Number
    exit: str
    enterprise_value: Number
    multiple: Number
    equity_cheque: Number


@dataclass(frozen=True)
class BuyersCounts:
    """Where the names went."""

    companies: int
    listed: int
    excluded: int
    without_tie: int
    not_assessed: int
    beyond: int
    """Have a tie, and stand after the last tier is full."""
    sponsors: int
    sponsors_elsewhere: int
    """Look for other industries."""


@dataclass(frozen=True)
class BuyersAnswer:
    """The buyer list of a company."""

    company: CompanyLine
    as_of: date
    test: ScreenTest
    price: BuyersPrice | None
    assumptions: tuple[Number, ...]
    sponsor_prices: tuple[SponsorPrice, ...]
    counts: BuyersCounts
    buyers: tuple[BuyerLine, ...]
    """By tier and score; excluded names last, with their reasons and without tier or score."""
    findings: tuple[Remark, ...]
