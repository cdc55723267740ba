"""What ``deal`` is asked for and answers: the terms of a transaction, each with its words."""

# ruff: noqa: RUF009 - asked() makes a field, as dataclasses.field() does
from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bookrunner.operations.operation import Kind, asked
from bookrunner.operations.parsing_shapes import ExactNumber, ParsedDocument
from bookrunner.operations.responses import Remark


@dataclass(frozen=True)
class DealRequest:
    """One document that states the terms of a deal."""

    file: Path = asked(
        Kind.FILE,
        "A prospectus, an 8-K, a tender offer or another document of a deal as received, "
        "or the same as .gz.",
        positional=True,
        example="FILE",
    )


@dataclass(frozen=True)
class StatedTerm:
    """A term: ``text[span[0]:span[1]]`` of the canonical text is its quote."""

    name: str
    value: ExactNumber | date | str
    unit: str | None
    """``USD``, ``USD/shares``, ``shares``, ``percent``, ``date`` ...; None for words."""
    span: tuple[int, int]
    quote: str
    tranche: str | None
    """The class of securities it belongs to; None when it belongs to the whole deal."""


@dataclass(frozen=True)
class ComputedTerm:
    """A figure that the stated terms give; it has no words of its own."""

    name: str
    value: ExactNumber
    unit: str
    formula: str
    tranche: str | None


@dataclass(frozen=True)
class StatedDeal:
    """The terms that a document states, in the order in which they stand."""

    document: ParsedDocument
    kind: str
    terms: tuple[StatedTerm, ...]
    computed: tuple[ComputedTerm, ...]
    findings: tuple[Remark, ...]
