"""What each operation answers: plain values, in a fixed order, the same for every face.

Numbers carry their figure's id, unit and period. A value is a JSON number in single units (never
millions), or the text ``NM`` or ``NA``; ``exact`` repeats a reported number digit for digit.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True)
class Number:
    """A figure as a face shows it."""

    id: str
    name: str
    value: float | str
    exact: Decimal | None
    unit: str
    period_start: date | None
    """None for a point in time."""
    period_end: date
    kind: str
    """``sourced``, ``computed``, ``adopted`` or ``default``."""
    origin: str
    """One line: the source, the formula in words, or who assumes it and why."""


@dataclass(frozen=True)
class Remark:
    """Something a reader should know, beside the result."""

    code: str
    severity: str
    message: str
    where: str


@dataclass(frozen=True)
class CompanyLine:
    """One company."""

    ticker: str
    name: str
    cik: str
    industry: str
    fiscal_year_end: str
    invented: bool


@dataclass(frozen=True)
class Companies:
    """Companies, by ticker."""

    companies: tuple[CompanyLine, ...]


@dataclass(frozen=True)
class FactLine:
    """One reported number as it was tagged."""

    concept: str
    value: float
    exact: Decimal
    unit: str
    period_start: date | None
    period_end: date
    dimensions: tuple[tuple[str, str], ...]
    form: str
    accession: str
    known_since: date | None
    document: str
    fact_id: str


@dataclass(frozen=True)
class FactsAnswer:
    """What ``facts`` answers: tagged numbers, a standard line, or a batch of lines."""


@dataclass(frozen=True)
class Facts(FactsAnswer):
    """Facts of one company: by tag, period, and when they became known."""

    company: CompanyLine
    facts: tuple[FactLine, ...]


@dataclass(frozen=True)
class Column:
    """A period of a statement."""

    label: str
    """As the company calls it: ``FY2023``."""
    period_start: date | None
    period_end: date


@dataclass(frozen=True)
class Cell:
    """A line's number in one period."""

    number: Number
    explanation: str
    """The tag it was taken from, or the rule it was derived by."""
    accession: str
    """Of the filing it was read in; empty for derived numbers."""
    restated: bool
    """Whether it was first reported as another number."""
    first_reported: float | str | None
    """The number as first reported; None when it is the same or was never reported before."""


@dataclass(frozen=True)
class StatementLine:
    """One line; a cell for each column, None where nothing was reported nor can be derived."""

    key: str
    label: str
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True)
class Statement:
    """One of the three statements."""

    name: str
    lines: tuple[StatementLine, ...]


@dataclass(frozen=True)
class StatementsAnswer:
    """Standardised statements of one company on one basis."""

    company: CompanyLine
    basis: str
    vintage: str
    currency: str
    columns: tuple[Column, ...]
    """Newest last."""
    statements: tuple[Statement, ...]
    findings: tuple[Remark, ...]


@dataclass(frozen=True)
class FileLine:
    """A file of which nothing new was kept, and why."""

    path: str
    reason: str


@dataclass(frozen=True)
class Counted:
    """What went into a stage and what became of it: received = out + duplicate + rejected."""

    stage: str
    received: int
    out: int
    duplicate: int
    rejected: Mapping[str, int]
    """By reason."""
    received_keys: str
    """The sum of the keys' digests, in hex; the next two must be the same."""
    accounted_keys: str


@dataclass(frozen=True)
class Ingested:
    """What became of the files: ``received`` is stored + duplicate + rejected."""

    received: int
    stored: int
    duplicate: int
    rejected: int
    rejections: tuple[FileLine, ...]
    duplicates: tuple[FileLine, ...]
    not_filings: tuple[FileLine, ...]
    """Whatever else lay in the folders; it is not counted as received."""
    counts: tuple[Counted, ...]
    findings: tuple[Remark, ...]


@dataclass(frozen=True)
class GridRow:
    """A row of a table of numbers; None leaves its place empty."""

    label: str
    numbers: tuple[Number | None, ...]
    style: str = "plain"
    """``plain``, ``section`` (opens a group) or ``total``."""
    formats: tuple[str, ...] = ()
    """The row's own formats, where they are not those of the columns."""


@dataclass(frozen=True)
class Grid:
    """A table of numbers, each column with the display format of its numbers."""

    title: str
    columns: tuple[str, ...]
    formats: tuple[str, ...]
    """Names of ``figures.Format``, one per column."""
    rows: tuple[GridRow, ...]
    note: str = ""


@dataclass(frozen=True)
class Valuation:
    """A valuation page: its headline numbers and its tables."""

    company: CompanyLine
    title: str
    as_of: date
    currency: str
    grids: tuple[Grid, ...]
    notes: tuple[str, ...]
    """What is not shown and what it needs."""
    headline: Number
    """The number to ask ``why`` about first."""
    findings: tuple[Remark, ...]


@dataclass(frozen=True)
class SampleTypes:
    """A company of the sample for each type of pitch."""

    companies: Mapping[str, str]
    """By type; a ticker, or the name of a company that is not listed."""


@dataclass(frozen=True)
class Book:
    """A pitch book that was written and passed the consistency gate."""

    company: CompanyLine
    bought: CompanyLine | None
    """The company that it buys, where the type of pitch is about a purchase."""
    peers: tuple[CompanyLine, ...]
    as_of: date
    """The valuation date."""
    workbook: str
    deck: str
    ledger: str
    figures: int
    """How many different numbers it shows."""
    defaults: int
    """Assumptions nobody has adopted yet."""
    state: str
    """``draft`` or ``checked``."""
    assumptions: str
    """The file that lists those nobody has adopted; empty when none was asked for."""
    headline: Number | None
    """The number to ask ``why`` about first."""
    findings: tuple[Remark, ...]


@dataclass(frozen=True)
class Words:
    """The words in a filing that a number was read from."""

    document: str
    same_filing: bool
    """False where the number's own filing is not kept and another one also reports it."""
    digest: str
    start: int
    end: int
    before: str
    words: str
    after: str


@dataclass(frozen=True)
class Step:
    """One figure on the way from a number down to its sources."""

    depth: int
    number: Number
    repeated: bool
    """Whether it stands further up with what is below it, which is not said again."""
    shown_at: tuple[str, ...]
    """Where files show it: ``workbook DCF!C12``."""
    accession: str
    concept: str
    url: str
    words: Words | None


@dataclass(frozen=True)
class Why:
    """The tree of a number, top down, depth first."""

    asked: str
    origin: str
    """Where the figure was found: a ledger's path, or the statements."""
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Examined:
    """One thing that the doctor looked at."""

    name: str
    state: str
    """``ok``, ``missing`` (works without it) or ``broken`` (something is to be mended)."""
    found: str
    adds: str
    """What it adds, or what to do."""


@dataclass(frozen=True)
class Doctor:
    """What is configured, what is missing and what each thing would add."""

    version: str
    healthy: bool
    """Whether nothing is broken."""
    examined: tuple[Examined, ...]
