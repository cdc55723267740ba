"""What a document can be asked for, and what is answered."""

# ruff: noqa: RUF009 - asked() makes a field, as dataclasses.field() does
from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bookrunner.operations.operation import Kind, asked
from bookrunner.operations.requests import AS_OF, ASSUMPTIONS, CASE, COMPANY, PEERS, PRICES
from bookrunner.operations.responses import CompanyLine, Remark

DOCUMENT_KINDS = ("one-pager", "teaser", "process-letter", "cim-outline", "data-pack")
"""The keys of ``pitch.papers.DOCUMENTS``, which is too heavy to be read for a help text."""


@dataclass(frozen=True)
class DocumentRequest:
    """A document on a company."""

    company: str = asked(Kind.TEXT, COMPANY, positional=True, example="TICKER")
    out: Path = asked(Kind.FOLDER, "The folder to write to.", example="DIR")
    kind: str = asked(Kind.TEXT, "The kind of document.", choices=DOCUMENT_KINDS)
    words: Path | None = asked(
        Kind.FILE,
        "Words that no record holds, as text under headings: # Description, # Highlights, "
        "# Contacts, # No-shop and others. A document says which it requires.",
        default=None,
        example="FILE.md",
    )
    project: str = asked(Kind.TEXT, "The code name of the project.", default="", example="NAME")
    round: str = asked(
        Kind.TEXT,
        "For a process letter: the round of the sale.",
        default="first",
        choices=("first", "second"),
    )
    peers: tuple[str, ...] = asked(
        Kind.TEXTS,
        f"{PEERS} Default: the companies of its industry that come nearest in revenue.",
        default=(),
        example="A,B,C",
    )
    case: str = asked(Kind.TEXT, CASE, default="", example="NAME")
    prices: Path | None = asked(Kind.FILE, PRICES, default=None, example="FILE.csv")
    assumptions: Path | None = asked(Kind.FILE, ASSUMPTIONS, default=None, example="FILE")
    as_of: date | None = asked(Kind.DATE, AS_OF, default=None)
    checked: bool = asked(
        Kind.FLAG,
        "Write it as checked; refused while an assumption is a default that nobody has adopted, or "
        "a check of the data pack fails.",
        default=False,
    )
    by: str = asked(
        Kind.PERSON,
        "Who makes it; a checked document without a maker cannot be reviewed.",
        default="",
        example="NAME",
    )
    write_assumptions: Path | None = asked(
        Kind.NEW_FILE,
        "Also write the defaults that nobody has adopted, and the inputs that are required, as a "
        "CSV file to fill in and pass with --assumptions.",
        default=None,
        example="FILE.csv",
    )


@dataclass(frozen=True)
class Document:
    """A document that was written and passed the consistency gate."""

    company: CompanyLine
    kind: str
    as_of: date
    files: tuple[str, ...]
    ledger: str
    figures: int
    """How many different numbers the files show."""
    defaults: int
    """Assumptions nobody has adopted yet."""
    state: str
    """``draft`` or ``checked``."""
    assumptions: str
    """The file that lists those nobody has adopted; empty when none was asked for."""
    findings: tuple[Remark, ...]
