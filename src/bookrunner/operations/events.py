"""What happened, as filings tell it: of files that are named, or of the records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from bookrunner.app import Desk
from bookrunner.documents import Document
from bookrunner.facts import AcceptedBasis, Filing
from bookrunner.figures import BadInput, Finding, NotFound, Severity
from bookrunner.monitor import EVENT_TYPES, Event, Known, events_of, in_order, tells_events
from bookrunner.operations.days import require_possible
from bookrunner.operations.events_shapes import EventLine, EventsRequest, EventsTold
from bookrunner.operations.kept_documents import document_reader
from bookrunner.operations.parsing import read_document
from bookrunner.operations.told import remarks

UNREAD = "operations.unread"


class NothingRead(BadInput):
    """None of the files named could be read."""


def told(desk: Desk, request: EventsRequest) -> EventsTold:
    """The events in the order of acceptance, those of a filing in the order of its words.

    Raises:
        BadInput: The one file named, or each of several, cannot be read; the error says why.
        NotFound: A path does not exist.
        ImpossibleDay: ``since`` is no day on which filings were made.
    """
    if request.since is not None:
        require_possible(request.since)
    findings: list[Finding] = []
    read = (
        _of_files(desk, request.files, findings) if request.files else _of_records(desk, findings)
    )
    events = in_order(event for event in read if _is_since(event, request.since))
    unread = (finding for finding in findings if finding.code == UNREAD)
    return EventsTold((*map(_line, events), *map(_unread_line, unread)), remarks(findings))


def _of_files(desk: Desk, paths: Iterable[Path], findings: list[Finding]) -> Iterator[Event]:
    files = list(_files(paths))
    refused = 0
    for done, file in enumerate(files):
        desk.progress(f"Reading {file.name}", done, len(files))
        try:
            document = read_document(file)
        except BadInput as refusal:
            if len(files) == 1:
                raise
            refused += 1
            findings.append(_unread(str(refusal), file.name))
            continue
        findings += _silent(document)
        yield from events_of(document)
    if files and refused == len(files):
        raise NothingRead(
            f"none of the {refused} files can be read; the first: {findings[0].message}"
        )


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from sorted(
                file
                for file in path.rglob("*")
                if file.is_file() and not file.name.startswith(".") and file.suffix != ".md"
            )
        elif path.exists():
            yield path
        else:
            raise NotFound("file", str(path))


def _of_records(desk: Desk, findings: list[Finding]) -> Iterator[Event]:
    """The events of the filings that the viewer may see; one file of several companies once."""
    filings = {f.digest: f for f in desk.store.filings(desk.viewer) if tells_events(f.form)}
    document_of = document_reader(desk)
    without_words = 0
    for done, filing in enumerate(filings.values()):
        desk.progress(f"Reading {filing.name}", done, len(filings))
        document = document_of(filing.digest)
        if document is None:
            without_words += 1
            continue
        yield from events_of(document, _known(desk, filing))
    if without_words:
        message = f"{without_words} filings came as data without words and tell no events"
        findings.append(Finding("operations.no-words", message, Severity.NOTE))


def _known(desk: Desk, filing: Filing) -> Known:
    try:
        company = desk.store.company(filing.cik, desk.viewer).name if filing.cik else ""
    except NotFound:
        company = ""
    # The last day on which a form may be filed is no day of acceptance.
    is_day = filing.accepted_basis is not AcceptedBasis.DEADLINE
    accepted = filing.accepted_at.isoformat() if filing.accepted_at and is_day else ""
    return Known(company, filing.cik, filing.accession, accepted, filing.walls)


def _silent(document: Document) -> list[Finding]:
    if tells_events(document.form):
        return []
    named = f"form {document.form}" if document.form else "a document of no known form"
    message = f"{named} tells no events that are known"
    return [Finding("operations.no-events", message, Severity.NOTE, document.name)]


def _unread(message: str, name: str) -> Finding:
    return Finding(UNREAD, message.removeprefix(f"{name}: "), Severity.ERROR, name)


def _is_since(event: Event, since: date | None) -> bool:
    """Whether a filing came on a day or later; one of an unknown day is not left out."""
    reported = event.filed.reported.isoformat() if event.filed.reported else ""
    day = event.filed.accepted[:10] or reported
    return since is None or not day or day >= since.isoformat()


def _line(event: Event) -> EventLine:
    filed = event.filed
    return EventLine(
        company=filed.company,
        cik=filed.cik,
        form=filed.form,
        item=event.item,
        event=event.event,
        says=EVENT_TYPES[event.event].says,
        materiality=event.materiality,
        drivers=event.drivers,
        span=(event.start, event.end),
        quote=event.quote,
        date=event.on,
        accepted=filed.accepted,
        accession=filed.accession,
        document=filed.digest,
        key=event.key,
        again=event.again,
        corrects=event.corrects,
        overridden_by=event.overridden_by,
        walls=tuple(sorted(filed.walls)),
    )


def _unread_line(finding: Finding) -> EventLine:
    """A file that could not be read stands among the events, so that no list is silently short."""
    return EventLine(
        company="",
        cik="",
        form="",
        item="",
        event="unread",
        says=f"{finding.where} cannot be read: {finding.message}",
        materiality=1,
        drivers=(),
        span=(0, 0),
        quote="",
        date=None,
        accepted="",
        accession="",
        document="",
        key="",
        again="",
        corrects="",
        overridden_by="",
        walls=(),
    )
