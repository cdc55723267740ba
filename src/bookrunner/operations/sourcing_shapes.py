"""What ``source`` is asked for and answers."""

# ruff: noqa: RUF009 - asked() makes a field, as dataclasses.field() does
from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bookrunner.operations.operation import Kind, asked
from bookrunner.operations.responses import CompanyLine, Remark
from bookrunner.operations.screens_shapes import FeatureValue, NotAssessed


@dataclass(frozen=True)
class SourceRequest:
    """Companies, asked for in words."""

    words: str = asked(
        Kind.TEXT,
        'What to look for: "makers of insulin pumps with net leverage above 3x and a maturity '
        'within 24 months".',
        default="",
        positional=True,
        example="WORDS",
    )
    as_of: date | None = asked(
        Kind.DATE,
        "Only what was known at the close of this day; default: the day of the newest price.",
        default=None,
    )
    where: str = asked(
        Kind.TEXT,
        "Conditions over features in place of those of the words, as an answer shows them: "
        '"net_leverage > 3 and due_24m > 0".',
        default="",
        example="EXPR",
    )
    count: int = asked(Kind.NUMBER, "How many companies to show.", default=20)


@dataclass(frozen=True)
class ReadCondition:
    """A condition as the words were read."""

    words: str
    feature: str
    """A feature, or a formula over features."""
    label: str
    operator: str
    """``>``, ``>=``, ``<``, ``<=``, ``==`` or ``between``."""
    values: tuple[float, ...]
    """In single units, shares as fractions, lengths of time in the feature's unit."""
    unit: str
    shown: str
    negated: bool
    joined: str
    """How it stands to the one before it: ``and`` or ``or``."""
    expression: str
    """As ``--where`` takes it."""


@dataclass(frozen=True)
class NotUnderstood:
    """Words that were not used, and why."""

    words: str
    why: str


@dataclass(frozen=True)
class SourceReading:
    """How the words were read; each of them is in one of these."""

    text: tuple[str, ...]
    """Each must be said in the annual report's part on the business."""
    text_not: tuple[str, ...]
    conditions: tuple[ReadCondition, ...]
    not_understood: tuple[NotUnderstood, ...]
    passed_over: tuple[str, ...]
    where: str
    """The conditions of the words as one expression."""


@dataclass(frozen=True)
class SourceEvidence:
    """Where a report says a part of the text."""

    part: str
    document: str
    source_name: str
    form: str
    known_on: date | None
    start: int
    end: int
    quote: str


@dataclass(frozen=True)
class Sourced:
    """One company that fits."""

    rank: int
    company: CompanyLine
    score: float | None
    """How much its report is about the text, by the words; null without a text. No probability."""
    evidence: tuple[SourceEvidence, ...]
    figures: tuple[FeatureValue, ...]
    """The features of the conditions."""


@dataclass(frozen=True)
class SourceCounts:
    """How many companies were known, and where each went; the last four add up to it."""

    known: int
    left: int
    outside: int
    """A condition does not hold, or the report does not say the text."""
    not_assessed: int
    found: int


@dataclass(frozen=True)
class SourceAnswer:
    """The reading, and the companies that fit it."""

    words: str
    as_of: date | None
    reading: SourceReading
    where: str
    """The conditions in force."""
    edit: str
    """The same search as a command, to be changed and given back."""
    ranked_by: str
    counts: SourceCounts | None
    """Null where nothing was understood, so that nothing was looked for."""
    results: tuple[Sourced, ...]
    not_assessed: tuple[NotAssessed, ...]
    findings: tuple[Remark, ...]
