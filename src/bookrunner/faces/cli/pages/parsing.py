"""The pages of ``parse`` and ``text``."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence

from bookrunner.faces.cli.pages.remarks import remarks
from bookrunner.faces.cli.screen import Column, Row, Screen, said
from bookrunner.faces.cli.utf8 import write_utf8
from bookrunner.figures import visible
from bookrunner.operations.parsing_shapes import (
    CanonicalText,
    Parsed,
    ParsedFact,
    ParsedSection,
    ParsedTable,
)

_VALUE_MAX = 60


def text(answer: CanonicalText, flags: Mapping[str, bool]) -> None:  # noqa: ARG001 - no flags
    """The text and nothing else, so that a program can count in it; terminals get it visible."""
    write_utf8(visible(answer.text) if sys.stdout.isatty() else answer.text)


def parsed(answer: Parsed, flags: Mapping[str, bool]) -> None:
    """Whose filing it is, its sections, and how many tables and facts it has."""
    screen = Screen()
    document = answer.document
    screen.line(f"{document.company or 'an unnamed company'}: {document.form}", "bold")
    told = {
        "CIK": document.cik,
        "accession": document.accession,
        "period to": document.period_end,
        "characters": f"{document.chars:,}",
        "SHA-256": document.digest,
    }
    for name, value in told.items():
        screen.line(f"  {name:<10} {value or '-'}")
    if answer.sections:
        screen.line()
        _sections(screen, answer.sections)
    if flags["all"] and answer.tables:
        screen.line()
        _tables(screen, answer.tables)
    if flags["all"] and answer.facts:
        screen.line()
        _facts(screen, answer.facts)
    screen.line()
    screen.line(f"{said(len(answer.tables), 'table')}, {said(len(answer.facts), 'fact')}", "dim")
    remarks(screen, answer.findings, notes=flags["all"])


def _sections(screen: Screen, sections: Sequence[ParsedSection]) -> None:
    rows = [
        Row((section.item, section.title, f"{section.start:,}", f"{section.end:,}"))
        for section in sections
    ]
    columns = [Column("Item"), Column("Title", wraps=True), *_SPAN]
    screen.words(columns, rows)


def _tables(screen: Screen, tables: Sequence[ParsedTable]) -> None:
    rows = [
        Row(
            (
                f"{table.rows} x {table.columns}",
                table.unit or "-",
                f"{table.scale:,}" if table.scale else "-",
                f"{table.start:,}",
                f"{table.end:,}",
            )
        )
        for table in tables
    ]
    screen.words([Column("Table"), Column("unit"), Column("scale", is_number=True), *_SPAN], rows)


def _facts(screen: Screen, facts: Sequence[ParsedFact]) -> None:
    rows = [
        Row(
            (
                " ".join([fact.concept, *(f"{a}={m}" for a, m in fact.dimensions.items())]),
                _shown(fact),
                fact.unit or "",
                f"{fact.start or '          '} {fact.end}",
                f"{fact.span[0]:,}",
                f"{fact.span[1]:,}",
            )
        )
        for fact in facts
    ]
    columns = [
        Column("Fact", wraps=True),
        Column("value", is_number=True),
        Column("unit"),
        Column("from       to"),
        *_SPAN,
    ]
    screen.words(columns, rows)


def _shown(fact: ParsedFact) -> str:
    if fact.value is None:
        return "nil"
    if isinstance(fact.value, str):
        line = " ".join(fact.value.split())
        return line if len(line) <= _VALUE_MAX else f"{line[:_VALUE_MAX]}..."
    return f"{fact.value:,f}"


_SPAN = (Column("start", is_number=True), Column("end", is_number=True))
