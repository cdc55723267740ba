"""The body of one document, HTML, XML form or plain text, and the exhibits that follow it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from bookrunner.documents.canonical import HIDDEN_HEADING, RawTable, Reading, Span, reading
from bookrunner.documents.contexts import resources, together
from bookrunner.documents.document import Exhibit, InlineFact, Table
from bookrunner.documents.errors import UnreadableFile
from bookrunner.documents.grids import grids
from bookrunner.documents.inline_facts import (
    InlineFacts,
    contradictions,
    inline_facts,
    standard_prefixes,
)
from bookrunner.documents.markup import Markup, has_markup, markup
from bookrunner.documents.ownership import form_reading, is_xml_form, refuse_other_xml
from bookrunner.documents.plain import is_typed, plain_reading, unwrapped
from bookrunner.documents.submission import Enclosed
from bookrunner.figures.citations import Citation
from bookrunner.figures.findings import Finding, Severity

EXHIBITS_CHARACTERS_MAX = 60_000_000
"""Of all exhibits of a submission together; beyond it they are counted, not read."""

_REPORTING = ("EX-13", "EX-99")
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
    marked: Markup | None = None
    """Its tags, where it is HTML."""


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
        refuse_other_xml(body, name)
        return Body(plain_reading(body))
    if is_typed(body):
        return Body(plain_reading(unwrapped(body)))
    marked = markup(body, name)
    read = reading(marked.tags, name)
    tagged = inline_facts(read, marked.tags, marked.prefixes, digest)
    return Body(read, tagged, findings=(*marked.findings, *_truncation(body, name)), marked=marked)


def with_exhibits(
    main: Body, enclosed: Sequence[Enclosed], digest: str, name: str, *, filed: date | None = None
) -> WithExhibits:
    """The main document with the words of each exhibit after it, under a line that names it.

    The tagged facts of an annual report (EX-13) or of statements (EX-99) are the report's, as the
    tags of one report may stand in several documents; those of other exhibits tell of fees and
    plans and are not taken.
    An exhibit that cannot be read is a finding and does not spoil the filing.
    """
    parts = [main.read.text]
    length = len(main.read.text)
    tables = list(main.read.tables)
    exponents = dict(main.exponents)
    exhibits: list[Exhibit] = []
    findings: list[Finding] = []
    tagged: list[tuple[Body, int]] = []
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
        reports = bool(exhibit.read.facts) and one.kind.startswith(_REPORTING)
        words = exhibit.read.text
        if not reports:
            words = words.partition("\n" + HIDDEN_HEADING)[0]
        if not words.strip():
            findings.append(_unread(title, "it shows no words", name))
            continue
        start = length + 1
        offset = start + len(title) + 1
        parts += ["\n", title, "\n", words]
        length = offset + len(words)
        if reports:
            tagged.append((exhibit, offset))
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
    told = _of_one_report(main, tagged, read.text, digest) if tagged else main.tagged
    body = replace(main, read=read, tagged=told, exponents=exponents)
    return WithExhibits(body, tuple(exhibits), tuple(findings))


def _of_one_report(
    main: Body, exhibits: Sequence[tuple[Body, int]], text: str, digest: str
) -> InlineFacts:
    """The facts of a report in several documents, each of which may use what another declares."""
    bodies = [(main, 0), *exhibits]
    found = together(
        resources(body.marked.tags, standard_prefixes(body.marked.prefixes))
        for body, _ in bodies
        if body.marked is not None
    )
    facts: list[InlineFact] = []
    findings: list[Finding] = []
    for body, offset in bodies:
        if body.marked is None:
            continue
        told = inline_facts(body.read, body.marked.tags, body.marked.prefixes, digest, found)
        facts += [_moved(fact, offset, text) for fact in told.facts]
        findings += [
            one if one.citation is None else replace(one, citation=_cited(one.citation, offset))
            for one in told.findings
            if one.code != "documents.facts-contradict"
        ]
    return InlineFacts(facts, [*findings, *contradictions(facts, digest)])


def _moved(fact: InlineFact, offset: int, text: str) -> InlineFact:
    spans = tuple((start + offset, end + offset) for start, end in fact.spans)
    start, end = fact.start + offset, fact.end + offset
    return replace(fact, start=start, end=end, spans=spans, canonical=text)


def _cited(citation: Citation, offset: int) -> Citation:
    return replace(citation, start=citation.start + offset, end=citation.end + offset)


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
