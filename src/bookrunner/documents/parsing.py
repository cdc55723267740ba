"""One filing, from bytes to a ``Document``."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from bookrunner.documents.accession import accession_in, form_in
from bookrunner.documents.canonical import HIDDEN_HEADING, Reading, reading
from bookrunner.documents.contexts import resources
from bookrunner.documents.current_sections import current_sections
from bookrunner.documents.document import Document, InlineFact
from bookrunner.documents.errors import NotAFiling, Truncated
from bookrunner.documents.grids import grids
from bookrunner.documents.inline_facts import InlineFacts, inline_facts
from bookrunner.documents.markup import has_markup, markup
from bookrunner.documents.plain import plain_reading
from bookrunner.documents.received import received_text
from bookrunner.documents.sections import sections
from bookrunner.documents.submission import Submission, is_submission, submission
from bookrunner.figures.findings import Finding, Severity

COVER_CHARACTERS = 8000
"""Within how many characters of the beginning a filing names its form."""

_ERROR_PAGE = re.compile(
    r"undeclared automated tool|request rate threshold|page not found|file you requested|"
    r"access denied|404 not found|403 forbidden|service unavailable|this page is temporarily",
    re.IGNORECASE,
)
_REPORT_WORDS = re.compile(
    r"(?:annual|quarterly|transition|current)\s+report|securities\s+(?:and|&)\s+exchange\s+commission",
    re.IGNORECASE,
)


def parse(content: bytes, *, name: str) -> Document:
    """The filing in these bytes: canonical text, sections, tables and tagged facts.

    Args:
        content: As received, decompressed.
        name: The file's name, for messages and for the accession number in it.

    Raises:
        UnreadableFile: One of its subclasses says why nothing of it can be used.
    """
    text, findings = received_text(content, name)
    digest = hashlib.sha256(content).hexdigest()
    wrapped = submission(text, name) if is_submission(text) else Submission(body=text)
    findings += wrapped.findings
    read, tagged, seen = _read(wrapped.body, digest, name)
    findings += seen
    cover = _cover(tagged.facts, wrapped.cover)
    form = _form(cover, wrapped, read.text)
    _require_filing(read, form, tagged.facts, findings, name)
    if form.startswith("8-K"):
        found_sections, section_findings = current_sections(read.text, read.marks, name)
    else:
        found_sections, section_findings = sections(read.text, form, read.marks, name)
    found_tables, table_findings = grids(read.tables, read.text, name)
    if not tagged.facts:
        findings.append(
            Finding("documents.no-facts", "the filing has no tagged facts", Severity.NOTE, name)
        )
    return Document(
        name=name,
        digest=digest,
        text=read.text,
        text_digest=hashlib.sha256(read.text.encode("utf-8", errors="replace")).hexdigest(),
        form=form,
        accession=wrapped.accession or accession_in(name),
        sections=tuple(found_sections),
        tables=tuple(found_tables),
        facts=tuple(tagged.facts),
        cover=MappingProxyType(cover),
        findings=(*findings, *tagged.findings, *section_findings, *table_findings),
    )


def _read(body: str, digest: str, name: str) -> tuple[Reading, InlineFacts, list[Finding]]:
    if not has_markup(body):
        return plain_reading(body), InlineFacts(), []
    tree = markup(body, name)
    read = reading(tree, name)
    tagged = inline_facts(read, resources(tree), tree.prefixes, digest)
    return read, tagged, [*tree.findings, *_truncation(body, name)]


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


def _cover(facts: Sequence[InlineFact], header: Mapping[str, str]) -> dict[str, str]:
    """What the tags of the cover page say, else the submission's header.

    Of a name given for several classes of shares, that without dimensions, else the first.
    """
    told: dict[str, tuple[bool, str]] = {}
    for fact in facts:
        if not fact.concept.startswith("dei:") or fact.numeric or fact.is_nil:
            continue
        words = fact.said
        key = fact.concept.removeprefix("dei:")
        if words and (key not in told or (told[key][0] and not fact.dimensions)):
            told[key] = (bool(fact.dimensions), words)
    cover = dict(header) | {key: words for key, (_, words) in told.items()}
    cik = cover.get("EntityCentralIndexKey", "")
    if cik.isdecimal() and len(cik) < 10:
        cover["EntityCentralIndexKey"] = cik.zfill(10)
    return cover


def _form(cover: Mapping[str, str], wrapped: Submission, text: str) -> str:
    return cover.get("DocumentType") or wrapped.form or form_in(text[:COVER_CHARACTERS])


def _require_filing(
    read: Reading, form: str, facts: Sequence[InlineFact], findings: Sequence[Finding], name: str
) -> None:
    """Refuse what holds no filing, so that nothing empty passes as a success."""
    shown = read.text.partition(HIDDEN_HEADING)[0]
    truncated = any(finding.code == "documents.truncated" for finding in findings)
    if not facts and len(shown.strip()) < 200 and truncated:
        raise Truncated(name)
    if not facts and _ERROR_PAGE.search(shown[:2000]) and len(shown) < 20_000:
        raise NotAFiling(name, "it is an error page of the server it came from")
    if not shown.strip():
        raise Truncated(name) if truncated else NotAFiling(name, "it shows no words")
    if not form:
        raise NotAFiling(name, "it names no form such as 10-K on its first page")
    if not facts and not _REPORT_WORDS.search(shown[: COVER_CHARACTERS * 2]):
        raise NotAFiling(name, "its first page is not that of a report to the SEC")
