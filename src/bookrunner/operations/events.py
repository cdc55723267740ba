"""What happened, as filings tell it: of files that are named, or of the records."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bookrunner.app import Desk
from bookrunner.documents import Document
from bookrunner.figures import Finding, Severity
from bookrunner.monitor import EVENT_TYPES, Event, events_of, in_order, tells_events
from bookrunner.operations.days import require_possible
from bookrunner.operations.events_shapes import EventLine, EventsRequest, EventsTold
from bookrunner.operations.filings_read import UNREAD, filings_read
from bookrunner.operations.told import remarks


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
    read = _read(desk, request, findings)
    events = in_order(event for event in read if _is_since(event, request.since))
    unread = (finding for finding in findings if finding.code == UNREAD)
    return EventsTold((*map(_line, events), *map(_unread_line, unread)), remarks(findings))


def _read(desk: Desk, request: EventsRequest, findings: list[Finding]) -> Iterator[Event]:
    for document, known in filings_read(desk, request.files, tells_events, findings):
        if known is None:
            findings += _silent(document)
        yield from events_of(document, known)


def _silent(document: Document) -> list[Finding]:
    if tells_events(document.form):
        return []
    named = f"form {document.form}" if document.form else "a document of no known form"
    message = f"{named} tells no events that are known"
    return [Finding("operations.no-events", message, Severity.NOTE, document.name)]


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
