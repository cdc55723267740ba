"""What ``index`` and ``search`` are asked for and answer, in plain values."""

# ruff: noqa: RUF009 - asked() makes a field, as dataclasses.field() does
from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bookrunner.operations.line_shapes import RowError
from bookrunner.operations.operation import Kind, asked
from bookrunner.operations.responses import Remark

_AS_OF = "Only documents known at the close of this day; default: all."


@dataclass(frozen=True)
class IndexRequest:
    """The indexes, brought up to date."""


@dataclass(frozen=True)
class IndexAnswer:
    """What was indexed now, and what the indexes hold that the viewer may see."""

    added_documents: int
    added_passages: int
    without_words: int
    """Looked at now and found without words: figures that came as data."""
    documents: int
    passages: int
    findings: tuple[Remark, ...]


@dataclass(frozen=True)
class SearchRequest:
    """Passages that answer a question."""

    question: str = asked(
        Kind.TEXT, "What is looked for, in words.", default="", positional=True, example="QUESTION"
    )
    company: str = asked(
        Kind.TEXT,
        "Only its documents: a ticker, a CIK or a name; default: those that the question names.",
        default="",
        example="COMPANY",
    )
    document: str = asked(
        Kind.TEXT,
        "Only this document: its digest, or its file's name with or without the ending.",
        default="",
        example="DOCUMENT",
    )
    form: str = asked(
        Kind.TEXT,
        "Only documents whose form begins so, such as 10-K; default: all.",
        default="",
        example="FORM",
    )
    section: str = asked(
        Kind.TEXT,
        "Only this section: an Item such as 1A, or words of its title; default: all.",
        default="",
        example="SECTION",
    )
    # In Python "from" is a keyword; on the command line it is --from.
    from_: date | None = asked(
        Kind.DATE,
        "Only documents whose period ends on this day or later; default: all.",
        default=None,
    )
    to: date | None = asked(
        Kind.DATE,
        "Only documents whose period ends on this day or before; default: all.",
        default=None,
    )
    context: int | None = asked(
        Kind.NUMBER,
        "How many passages of the document to show before and after each; default: none.",
        default=None,
        example="N",
    )
    count: int = asked(Kind.NUMBER, "How many passages at most.", default=10, example="N")
    as_of: date | None = asked(Kind.DATE, _AS_OF, default=None)
    batch: Path | None = asked(
        Kind.FILE,
        'Questions, one a line: {"question": ..., "company"?, "document"?, "count"?, "as_of"?}; '
        "answers one JSON a line.",
        default=None,
        example="FILE.jsonl",
    )


@dataclass(frozen=True)
class FoundPassage:
    """A passage and where it stands."""

    document: str
    """Digest of the document."""
    source_name: str
    """The ingested file's name."""
    page: int | None
    """From 1; None where the document has no pages."""
    start: int
    end: int
    """In characters of the canonical text that ``bookrunner text`` prints."""
    score: float
    text: str
    section: str
    form: str
    company: str
    period_end: date | None
    above: str
    """What stands above it and tells what it is about: section, heading, a cut table's header."""
    before: tuple[str, ...] = ()
    """The passages before it, in order, as many as ``--context`` asks for."""
    after: tuple[str, ...] = ()


@dataclass(frozen=True)
class SearchAnswer:
    """What ``search`` answers: passages, or the rows of a batch."""


@dataclass(frozen=True)
class FoundPassages(SearchAnswer):
    """The passages found, best first; JSON shows the list itself."""

    results: tuple[FoundPassage, ...]


@dataclass(frozen=True)
class FoundRow:
    """The answer to one row of a batch."""

    results: tuple[FoundPassage, ...]
    error: RowError | None = None
    """Why the row has none; the run went on."""


@dataclass(frozen=True)
class FoundBatch(SearchAnswer):
    """The answers to a batch in the order of its rows; JSON shows each on a line of its own."""

    rows: tuple[FoundRow, ...]
