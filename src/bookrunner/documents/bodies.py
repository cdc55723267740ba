"""The body of one document, HTML, XML form or plain text, and the exhibits that follow it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from bookrunner.documents.canonical import HIDDEN_HEADING, RawTable, Reading, Span, reading
from bookrunner.documents.document import Exhibit, Table
from bookrunner.documents.errors import UnreadableFile
from bookrunner.documents.grids import grids
from bookrunner.documents.inline_facts import InlineFacts, inline_facts
from bookrunner.documents.markup import has_markup, markup
from bookrunner.documents.ownership import form_reading, is_xml_form
from bookrunner.documents.plain import plain_reading
from bookrunner.documents.submission import Enclosed
from bookrunner.figures.findings import Finding, Severity

EXHIBITS_CHARACTERS_MAX = 60_000_000
"""Of all exhibits of a submission together; beyond it they are counted, not read."""

_NO_SHARES = ("shares or principal amount", "voting authority")


@dataclass(frozen=True)
class Body:
    """One document as read, and what it says of itself."""

    read: Reading
    tagged: InlineFacts = field(default_factory=InlineFacts)
    cover: Mapping[str, str] = field(default_factory=dict)
    exponents: Mapping[int, tuple[int | None, str]] = field(default_factory=dict)
    """By table: its scale, where the form and not its words decide it."""
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class WithExhibits:
    """A document whose text the exhibits' follows."""

    body: Body
    exhibits: tuple[Exhibit, ...] = ()
    findings: tuple[Finding, ...] = ()


def body_reading(body: str, digest: str, name: str, *, filed: date | None = None) -> Body:
    """The words, tables and tagged facts of one document.

    Args:
        filed: When it was filed, where a header says so; the scale of Form 13F depends on it.

    Raises:
        UnreadableFile: One of its subclasses says why.
    """
    if is_xml_form(body):
        form = form_reading(body, name, filed=filed)
        return Body(form.reading, InlineFacts(), form.cover, form.exponents, form.findings)
    if not has_markup(body):
        return Body(plain_reading(body))
    marked = markup(body, name)
    read = reading(marked.tags, name)
    tagged = inline_facts(read, marked.tags, marked.prefixes, digest)
    return Body(read, tagged, findings=(*marked.findings, *_truncation(body, name)))


def with_exhibits(
    main: Body, enclosed: Sequence[Enclosed], name: str, *, filed: date | None = None
) -> WithExhibits:
    """The main document with the words of each exhibit after it, under a line that names it.

    The exhibits' own tagged facts are not taken: they tell of fees and plans, not of the report.
    An exhibit that cannot be read is a finding and does not spoil the filing.
    """
    parts = [main.read.text]
    length = len(main.read.text)
    tables = list(main.read.tables)
    exponents = dict(main.exponents)
    exhibits: list[Exhibit] = []
    findings: list[Finding] = []
    budget = EXHIBITS_CHARACTERS_MAX
    for one in enclosed:
        title = _heading(one)
        budget -= len(one.body)
        if budget < 0:
            findings.append(_unread(title, "the exhibits together are too long", name))
            continue
        try:
            exhibit = body_reading(one.body, "", name, filed=filed)
        except UnreadableFile as error:
            findings.append(_unread(title, error.what, name))
            continue
        words = exhibit.read.text.partition("\n" + HIDDEN_HEADING)[0]
        if not words.strip():
            findings.append(_unread(title, "it shows no words", name))
            continue
        start = length + 1
        offset = start + len(title) + 1
        parts += ["\n", title, "\n", words]
        length = offset + len(words)
        for index, table in enumerate(exhibit.read.tables):
            if table.span.end > len(words):
                continue
            if index in exhibit.exponents:
                exponents[len(tables)] = exhibit.exponents[index]
            _move(table, offset)
            tables.append(table)
        exhibits.append(Exhibit(one.kind, one.title, one.file_name, start, length))
        findings += [found for found in exhibit.findings if found.severity is Severity.ERROR]
        findings += [found for found in exhibit.findings if "scale" in found.code]
    if not exhibits:
        return WithExhibits(main, (), tuple(findings))
    read = replace(main.read, text="".join(parts), tables=tables)
    return WithExhibits(
        replace(main, read=read, exponents=exponents), tuple(exhibits), tuple(findings)
    )


def form_tables(body: Body, name: str) -> tuple[list[Table], list[Finding]]:
    """The tables as grids; where the form decides a table's scale, with that scale."""
    if not body.exponents:
        return grids(body.read.tables, body.read.text, name)
    tables: list[Table] = []
    findings: list[Finding] = []
    plain: list[RawTable] = []
    for index, raw in enumerate(body.read.tables):
        if index not in body.exponents:
            plain.append(raw)
            continue
        exponent, caption = body.exponents[index]
        made, found = grids([raw], body.read.text, name)
        findings += found
        tables += [
            replace(one, exponent=exponent, currency="USD", caption=caption, excepts=_NO_SHARES)
            for one in made
        ]
    made, found = grids(plain, body.read.text, name)
    return sorted([*tables, *made], key=lambda table: table.start), [*findings, *found]


def _heading(one: Enclosed) -> str:
    # A description may hold anything; on one line and short it can do no harm.
    said = " ".join(part for part in (one.kind or "EXHIBIT", one.title) if part)
    return " ".join(said.split())[:300]


def _unread(title: str, why: str, name: str) -> Finding:
    return Finding(
        "documents.exhibit-unread", f"{title}: {why}; it was left out", Severity.WARNING, where=name
    )


def _move(table: RawTable, offset: int) -> None:
    for span in _spans(table):
        if span.start >= 0:
            span.start += offset
            span.end += offset


def _spans(table: RawTable) -> Iterator[Span]:
    yield table.span
    for row in table.rows:
        yield from row


def _truncation(body: str, name: str) -> list[Finding]:
    if not re.search(r"<html\b", body[:20_000], re.IGNORECASE):
        return []
    if re.search(r"</\s*html\s*>", body[-20_000:], re.IGNORECASE):
        return []
    return [
        Finding(
            "documents.truncated",
            "the document ends without closing its HTML; what follows may be missing",
            Severity.ERROR,
            where=name,
        )
    ]
