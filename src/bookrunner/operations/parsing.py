"""One filing read, without the records; apart from showing it, because reading starts slowly."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from bookrunner.app import Desk
from bookrunner.documents import (
    Document,
    InlineFact,
    Section,
    Table,
    parse_limited,
    period_on_cover,
    registrant_on_cover,
)
from bookrunner.ingestion import received
from bookrunner.operations.parsing_shapes import (
    CanonicalText,
    ExactNumber,
    Parsed,
    ParsedDocument,
    ParsedFact,
    ParsedSection,
    ParsedTable,
    ParseRequest,
    TextRequest,
)
from bookrunner.operations.told import remarks


def parsed(desk: Desk, request: ParseRequest) -> Parsed:  # noqa: ARG001 - no records are needed
    """The filing's sections, tables and tagged facts with their spans.

    Raises:
        BadInput: The file cannot be read as a filing; the error says why.
    """
    document = read_document(request.file)
    return Parsed(
        document=identity(document),
        sections=tuple(map(_section, document.sections)),
        tables=tuple(map(_table, document.tables)),
        facts=tuple(map(_fact, document.facts)),
        findings=remarks(document.findings),
    )


def canonical_text(desk: Desk, request: TextRequest) -> CanonicalText:  # noqa: ARG001 - as above
    """The filing's canonical text.

    Raises:
        BadInput: The file cannot be read as a filing; the error says why.
    """
    document = read_document(request.file)
    return CanonicalText(document.text_digest, document.text)


def read_document(file: Path) -> Document:
    """The filing in a file.

    Raises:
        BadInput: The file cannot be read as a filing; the error says why.
    """
    name, content = received(file)
    return parse_limited(content, name=name)


def identity(document: Document) -> ParsedDocument:
    """Whose filing it is."""
    cover = document.cover
    return ParsedDocument(
        digest=document.digest,
        form=document.form,
        company=cover.get("EntityRegistrantName") or registrant_on_cover(document.text) or None,
        cik=cover.get("EntityCentralIndexKey") or None,
        accession=document.accession or None,
        period_end=_day(cover.get("DocumentPeriodEndDate", ""))
        or period_on_cover(document.text, document.form),
        chars=len(document.text),
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _section(section: Section) -> ParsedSection:
    return ParsedSection(section.item, section.title, section.start, section.end)


def _table(table: Table) -> ParsedTable:
    return ParsedTable(
        start=table.start,
        end=table.end,
        rows=len(table.rows),
        columns=max(map(len, table.rows), default=0),
        unit=table.currency,
        scale=None if table.exponent is None else 10**table.exponent,
    )


def _fact(fact: InlineFact) -> ParsedFact:
    return ParsedFact(
        concept=fact.concept,
        value=_value(fact),
        unit=str(fact.unit) if fact.unit is not None else None,
        start=fact.period.start,
        end=fact.period.end,
        dimensions=dict(fact.dimensions),
        span=(fact.start, fact.end),
    )


def _value(fact: InlineFact) -> ExactNumber | str | None:
    if fact.is_nil:
        return None
    if fact.value is not None:
        return ExactNumber(fact.value)
    return fact.said
