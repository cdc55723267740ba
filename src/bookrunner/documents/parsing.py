"""One filing, from bytes to a ``Document``."""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from types import MappingProxyType

from bookrunner.documents.accession import accession_in
from bookrunner.documents.bodies import body_reading, form_tables, with_exhibits
from bookrunner.documents.current_sections import current_sections
from bookrunner.documents.document import Document, InlineFact
from bookrunner.documents.forms import exhibit_in_name, form_in
from bookrunner.documents.grids import grids
from bookrunner.documents.received import is_pdf, received_text
from bookrunner.documents.recognition import PAGED_SIGNS_MIN, require_filing
from bookrunner.documents.sections import sections
from bookrunner.documents.submission import Submission, is_submission, submission
from bookrunner.documents.transcripts import may_be_transcript, speaker_turns
from bookrunner.figures.findings import Finding, Severity


def parse(content: bytes, *, name: str) -> Document:
    """The filing in these bytes: canonical text, sections, tables and tagged facts.

    Args:
        content: As received, decompressed.
        name: The file's name, for messages and for the accession number in it.

    Raises:
        UnreadableFile: One of its subclasses says why nothing of it can be used.
    """
    with uncollected():
        return _parsed(content, name)


@contextmanager
def uncollected() -> Iterator[None]:
    """Without the cyclic garbage collector, to which a filing's many small parts are costly.

    None of them refers back to what holds it, so nothing is left behind. What was made is counted
    among the old objects, as the collector would otherwise walk over all of it once more at once.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            if not gc.get_freeze_count():  # what others froze stays so
                gc.freeze()
                gc.unfreeze()
            gc.enable()


def _parsed(content: bytes, name: str) -> Document:
    digest = hashlib.sha256(content).hexdigest()
    if is_pdf(content, name):
        return _paged(content, digest, name)
    text, findings = received_text(content, name)
    wrapped = submission(text, name) if is_submission(text) else Submission(body=text)
    findings += wrapped.findings
    if wrapped.pdf:
        return _paged(wrapped.pdf, digest, name, wrapped, findings)
    filed = _day(wrapped.cover.get("FilingDate", ""))
    body = body_reading(wrapped.body, digest, name, filed=filed)
    read, tagged = body.read, body.tagged
    cover = _cover(tagged.facts, {**body.cover, **wrapped.cover})
    form = _form(cover, wrapped, read.text, name)
    require_filing(
        read.text,
        form,
        name,
        has_facts=bool(tagged.facts),
        stated=bool(wrapped.form or body.cover.get("DocumentType")),
        truncated=any(finding.code == "documents.truncated" for finding in body.findings),
    )
    if form.startswith("8-K"):
        found_sections, section_findings = current_sections(read.text, read.marks, name)
    else:
        found_sections, section_findings = sections(read.text, form, read.marks, name)
    turns = speaker_turns(read.text) if may_be_transcript(form, bool(tagged.facts)) else ()
    enclosed = with_exhibits(body, wrapped.exhibits, digest, name, filed=filed)
    told = enclosed.body.tagged
    found_tables, table_findings = form_tables(enclosed.body, name)
    return Document(
        name=name,
        digest=digest,
        text=enclosed.body.read.text,
        text_digest=_text_digest(enclosed.body.read.text),
        form=form,
        accession=wrapped.accession or accession_in(name),
        sections=tuple(found_sections),
        tables=tuple(found_tables),
        facts=tuple(told.facts),
        cover=MappingProxyType(cover),
        findings=(
            *findings,
            *body.findings,
            *enclosed.findings,
            *_about(form, has_facts=bool(told.facts), name=name),
            *told.findings,
            *section_findings,
            *table_findings,
        ),
        exhibits=enclosed.exhibits,
        turns=turns,
    )


def _paged(
    content: bytes,
    digest: str,
    name: str,
    wrapped: Submission | None = None,
    findings: Sequence[Finding] = (),
) -> Document:
    """A PDF, by itself or as the main document of a submission."""
    # Apart, because it loads a library of some megabytes that few files need.
    from bookrunner.documents.pdf import pdf_reading  # noqa: PLC0415

    read = pdf_reading(content, name)
    header = dict(wrapped.cover) if wrapped else {}
    form = _form(header, wrapped or Submission(body=""), read.reading.text, name)
    if read.reading.text.strip():
        require_filing(
            read.reading.text, form, name, stated=bool(wrapped), signs_min=PAGED_SIGNS_MIN
        )
    found_sections, section_findings = (
        current_sections(read.reading.text, {}, name)
        if form.startswith("8-K")
        else sections(read.reading.text, form, {}, name)
    )
    turns = speaker_turns(read.reading.text) if may_be_transcript(form, has_facts=False) else ()
    found_tables, table_findings = grids(read.reading.tables, read.reading.text, name)
    return Document(
        name=name,
        digest=digest,
        text=read.reading.text,
        text_digest=_text_digest(read.reading.text),
        form=form,
        accession=(wrapped.accession if wrapped else "") or accession_in(name),
        sections=tuple(found_sections),
        tables=tuple(found_tables),
        facts=(),
        cover=MappingProxyType(header),
        findings=(
            *findings,
            *read.findings,
            *_about(form, has_facts=False, name=name),
            *section_findings,
            *table_findings,
        ),
        turns=turns,
        pages=read.pages,
    )


def _about(form: str, *, has_facts: bool, name: str) -> list[Finding]:
    found = []
    if not has_facts:
        words = "the filing has no tagged facts"
        found.append(Finding("documents.no-facts", words, Severity.NOTE, name))
    if not form:
        words = "no form is named; it is read as a business document of no known form"
        found.append(Finding("documents.form-unknown", words, Severity.WARNING, name))
    return found


def _text_digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", errors="replace")).hexdigest()


def _day(text: str) -> date | None:
    """The day a header states; None when it states none that there is."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


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


def _form(cover: Mapping[str, str], wrapped: Submission, text: str, name: str) -> str:
    return cover.get("DocumentType") or wrapped.form or form_in(text) or exhibit_in_name(name)
