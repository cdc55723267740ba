"""What ``ask`` is asked for and answers, in plain values."""

# ruff: noqa: RUF009 - asked() makes a field, as dataclasses.field() does
from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bookrunner.operations.line_shapes import RowError
from bookrunner.operations.operation import Kind, asked
from bookrunner.operations.responses import Remark


@dataclass(frozen=True)
class AskRequest:
    """A question in words."""

    question: str = asked(
        Kind.TEXT, "What is asked, in words.", default="", positional=True, example="QUESTION"
    )
    document: str = asked(
        Kind.TEXT,
        "Only from this document: its digest, or its file's name with or without the ending.",
        default="",
        example="DOCUMENT",
    )
    company: str = asked(
        Kind.TEXT,
        "Of this company, where the question does not name it: a ticker, a CIK or a name.",
        default="",
        example="COMPANY",
    )
    as_of: date | None = asked(
        Kind.DATE,
        "Only what was known at the close of this day; default: everything known.",
        default=None,
    )
    batch: Path | None = asked(
        Kind.FILE,
        'Questions, one a line: {"question": ..., "company"?, "document"?, "as_of"?}; answers one '
        "JSON a line.",
        default=None,
        example="FILE.jsonl",
    )


@dataclass(frozen=True)
class AnswerCitation:
    """Words that an answer stands on."""

    document: str
    """Digest of the document."""
    source_name: str
    page: int | None
    start: int
    end: int
    quote: str


@dataclass(frozen=True)
class AskAnswer:
    """What ``ask`` answers: one answer, or those of a batch."""


@dataclass(frozen=True)
class Answered(AskAnswer):
    """The answer to a question."""

    answer: str
    kind: str
    """``figure``, ``extract``, ``narrative`` or ``abstained``."""
    reason: str | None
    """Why there is no answer."""
    value: float | None
    unit: str | None
    period: str | None
    formula: str | None
    citations: tuple[AnswerCitation, ...]
    findings: tuple[Remark, ...]
    id: str | None = None
    """Of the figure, which ``bookrunner why`` takes."""


@dataclass(frozen=True)
class AskRow(AskAnswer):
    """A row of a batch that could not be asked; the run went on."""

    answer: str
    kind: str
    reason: str
    error: RowError


@dataclass(frozen=True)
class AskBatch(AskAnswer):
    """The answers to a batch in the order of its rows; JSON shows each on a line of its own."""

    rows: tuple[Answered | AskRow, ...]
