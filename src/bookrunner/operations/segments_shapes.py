"""What ``segments`` is asked for and answers."""

# ruff: noqa: RUF009 - asked() makes a field, as dataclasses.field() does
from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bookrunner.operations.line_shapes import Cited
from bookrunner.operations.operation import Kind, asked
from bookrunner.operations.responses import CompanyLine, Remark


@dataclass(frozen=True)
class SegmentsRequest:
    """Revenue and operating income of a company by segment, product and geography."""

    company: str = asked(Kind.TEXT, "A ticker, a CIK or a name.", positional=True, example="TICKER")
    period: str = asked(
        Kind.TEXT,
        "FY2023, Q3 FY2024 or a date; default: the newest year that is broken down.",
        default="",
        example="PERIOD",
    )
    as_of: date | None = asked(
        Kind.DATE,
        "Only what was known at the close of this day; default: everything known.",
        default=None,
    )


@dataclass(frozen=True)
class SegmentPart:
    """One member's number, as tagged."""

    member: str
    label: str
    value: float
    exact: Decimal | None
    is_between: bool
    """Whether it stands between segments and company: eliminations, corporate and the like."""
    citation: Cited | None
    id: str


@dataclass(frozen=True)
class SegmentTable:
    """One line by the members of one axis, all of one report."""

    line: str
    axis: str
    """``segment``, ``product`` or ``geography``."""
    tag: str
    unit: str
    accession: str
    parts: tuple[SegmentPart, ...]
    left_out: tuple[SegmentPart, ...]
    """Told beside the parts and not in the sum."""
    sum: float
    sum_id: str
    consolidated: float | None
    """The whole company's number of the same tag; null where the report tells none."""
    foots: bool
    """Whether the parts add up to it within their rounding."""


@dataclass(frozen=True)
class Segments:
    """A company's breakdowns of one period."""

    company: CompanyLine
    period: str
    period_start: date | None
    period_end: date
    as_of: date | None
    breakdowns: tuple[SegmentTable, ...]
    findings: tuple[Remark, ...]
