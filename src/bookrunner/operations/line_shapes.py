"""What ``facts`` answers where a standard line was asked for, alone or in a batch."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bookrunner.operations.parsing_shapes import ExactNumber
from bookrunner.operations.responses import CompanyLine, FactsAnswer, Remark


@dataclass(frozen=True)
class Cited:
    """Where the words of a number stand, in characters of the document's canonical text."""

    document: str
    """SHA-256 of the document as received."""
    start: int
    end: int
    fact_id: str


@dataclass(frozen=True)
class Input:
    """A reported number that a computed one is made of."""

    id: str
    name: str
    value: float | str
    exact: Decimal | None
    period_start: date | None
    period_end: date
    accession: str
    tag: str
    citation: Cited | None


@dataclass(frozen=True)
class Reported:
    """The number as one report has it."""

    value: ExactNumber
    accession: str
    form: str
    known_since: date | None


@dataclass(frozen=True)
class LineAnswer(FactsAnswer):
    """A standard line of one period; ``value`` is null where nothing was reported, never zero."""

    company: CompanyLine
    line: str
    asked: str
    """The period in the words it was asked in."""
    period: str | None
    """The company's own name for it: ``FY2023``; null where no report covers it."""
    value: ExactNumber | float | None
    exact: Decimal | None
    unit: str | None
    period_start: date | None
    period_end: date | None
    accession: str | None
    """Of the filing it was read in, or where its file does not say, of the newest other that tells
    the same number; for a computed number that of its newest input."""
    tag: str | None
    """The tag it was read from, or the formula in words."""
    citation: Cited | tuple[Cited, ...] | None
    """For a computed number those of its inputs."""
    known_since: date | None
    """The day from which all of it was known."""
    vintage: str
    as_of: date | None
    id: str | None
    """What ``bookrunner why`` takes."""
    inputs: tuple[Input, ...]
    reports: tuple[Reported, ...]
    """A tagged number as each report known by then has it, the first first."""
    findings: tuple[Remark, ...]


@dataclass(frozen=True)
class RowError:
    """Why a row of a batch has no answer."""

    kind: str
    message: str
    near: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class BatchRow(FactsAnswer):
    """A row of a batch that could not be answered; the run went on."""

    row: int
    """The line in the file, from 1."""
    company: str
    line: str
    asked: str
    error: RowError


@dataclass(frozen=True)
class BatchAnswer(FactsAnswer):
    """The answers to a batch in the order of its rows; JSON shows each on a line of its own."""

    rows: tuple[LineAnswer | BatchRow, ...]
