"""What ``debt`` is asked for and answers, in plain values.

Amounts are single units of their currency, rates fractions; spans count characters of the text
that ``bookrunner text`` prints.
"""

# ruff: noqa: RUF009 - asked() makes a field, as dataclasses.field() does
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bookrunner.operations.operation import Kind, asked
from bookrunner.operations.parsing_shapes import ExactNumber
from bookrunner.operations.responses import CompanyLine, Number, Remark


@dataclass(frozen=True)
class DebtRequest:
    """A company's debt, tranche by tranche."""

    company: str = asked(Kind.TEXT, "A ticker, a CIK or a name.", positional=True, example="TICKER")
    as_of: date | None = asked(
        Kind.DATE,
        "Only what was known at the close of this day; default: everything known.",
        default=None,
    )


@dataclass(frozen=True)
class DebtFiling:
    """The report the table was read from."""

    form: str
    accession: str
    period_end: date
    digest: str


@dataclass(frozen=True)
class Cited:
    """Where a value stands in a filing."""

    id: str
    """The figure's id, which `bookrunner why` takes; empty for what is no number."""
    document: str
    span: tuple[int, int] | None
    """None for formulas."""
    accession: str
    concept: str
    words: str


@dataclass(frozen=True)
class DebtTranche:
    """One instrument; None for what the filing does not say."""

    instrument: str
    kind: str
    rank: str | None
    currency: str
    """Denomination."""
    principal: ExactNumber | None
    carrying: ExactNumber | None
    amount_currency: str
    coupon: ExactNumber | None
    coupon_range: tuple[ExactNumber, ExactNumber] | None
    margin: ExactNumber | None
    benchmark: str | None
    effective_rate: ExactNumber | None
    issued: str | None
    maturity: date | None
    maturity_year: int | None
    """None for ranges."""
    maturity_years: tuple[int | None, int] | None
    committed: ExactNumber | None
    call: str | None
    conversion_price: ExactNumber | None
    conversion_rate: ExactNumber | None
    group: str
    origin: str
    accession: str
    citations: Mapping[str, Cited]
    """By the name of the field."""
    findings: tuple[Remark, ...]


@dataclass(frozen=True)
class DebtAdjustment:
    """A row between principal and carrying value."""

    label: str
    kind: str
    amount: Number
    counted: bool


@dataclass(frozen=True)
class DebtDue:
    """What falls due in a fiscal year, named by the calendar year in which it ends."""

    year: int | str
    label: str
    amount: ExactNumber
    source: str
    citation: Cited


@dataclass(frozen=True)
class DebtLiquidity:
    """The parts of liquidity; None for what the report does not tell, which is not zero."""

    total: Number | None
    parts: Mapping[str, Number | None]


@dataclass(frozen=True)
class DebtAnswer:
    """A company's debt table."""

    company: CompanyLine
    as_of: date
    filing: DebtFiling
    currency: str
    tranches: tuple[DebtTranche, ...]
    adjustments: tuple[DebtAdjustment, ...]
    current_portion: Number | None
    total: Number | None
    balance_sheet: tuple[Number, ...]
    balance_sheet_debt: Number | None
    difference: Number | None
    foots: bool | None
    wall: tuple[DebtDue, ...]
    liquidity: DebtLiquidity
    weighted_coupon: Number | None
    weighted_life: Number | None
    due_within_24_months: Number | None
    pro_forma: tuple[DebtTranche, ...]
    """Issued after the balance sheet date; in no sum."""
    findings: tuple[Remark, ...]
