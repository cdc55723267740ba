"""The morning brief over the records: whose companies, which days, and the page that is written."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from bookrunner.app import Desk
from bookrunner.deals import deal
from bookrunner.facts import Filing
from bookrunner.figures import BadInput, Finding
from bookrunner.imports import COVERAGE
from bookrunner.monitor import (
    MARKETS,
    Brief,
    BriefLine,
    Known,
    Told,
    composed,
    deal_lines,
    deal_tape,
    event_lines,
    events_of,
    filed_as,
    in_order,
    tells_events,
)
from bookrunner.operations.books import OutputUnwritable
from bookrunner.operations.briefing_shapes import BriefProof, BriefRequest, BriefRow, BriefTold
from bookrunner.operations.days import require_possible
from bookrunner.operations.filings_read import UNREAD, filings_read
from bookrunner.operations.lists import companies_on
from bookrunner.operations.market_lines import market_lines
from bookrunner.operations.tape import may_tell_deals
from bookrunner.storage import write_whole

_SATURDAY = 5

_WRITERS: Mapping[str, str] = {
    ".html": "bookrunner.monitor.brief_html:page",
    ".htm": "bookrunner.monitor.brief_html:page",
    ".docx": "bookrunner.monitor.brief_docx:document",
    ".pdf": "bookrunner.monitor.brief_pdf:document",
}


class UnknownPage(BadInput):
    """A kind of file that no page is written as."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path.name} is no .html, .docx or .pdf; name the page with one of them")


def told(desk: Desk, request: BriefRequest) -> BriefTold:
    """The page, written where a file is named.

    Raises:
        NotFound: There is no such list, or a ticker of it is not known.
        UnknownPage: The file's ending is none that is written.
        ImpossibleDay: A day on which no filings were made.
        BadInput: The first day comes after the last.
        OutputUnwritable: The file cannot be written.
    """
    to = request.as_of or datetime.now(UTC).date()
    since = request.since or business_day_before(to)
    for day in (since, to):
        require_possible(day)
    if since > to:
        raise BadInput(f"the first day, {since}, comes after the last, {to}")
    write = _writer(request.out) if request.out is not None else None
    companies = companies_on(desk, request.list)
    brief = _brief(desk, request.list, companies, since, to)
    if request.out is not None and write is not None:
        _write(request.out, write(brief))
    return _shape(brief, str(request.out or ""))


def business_day_before(day: date) -> date:
    """The last day before on which markets may have been open; holidays are not known here."""
    before = day - timedelta(days=1)
    while before.weekday() >= _SATURDAY:
        before -= timedelta(days=1)
    return before


def _brief(desk: Desk, name: str, companies: Mapping[str, str], since: date, to: date) -> Brief:
    findings: list[Finding] = []

    def is_wanted(filing: Filing) -> bool:
        known = filing.accepted_at
        return filing.cik in companies and known is not None and since <= known <= to

    def is_read(form: str) -> bool:
        return tells_events(form) or may_tell_deals(form)

    events, deals = [], []
    for document, known in filings_read(desk, (), is_read, findings, is_wanted):
        if tells_events(document.form):
            events += list(events_of(document, known))
        if may_tell_deals(document.form):
            found = deal(document)
            if found.kind in MARKETS:
                deals.append(Told(filed_as(document, known or Known()), found))
    lines, unproven = event_lines(in_order(events), _bankers(desk))
    every: list[BriefLine] = [
        *lines,
        *deal_lines(deal_tape(deals)),
        *market_lines(desk, since, to),
    ]
    unread = [f"{one.where} cannot be read." for one in findings if one.code == UNREAD]
    return composed(name, since, to, len(companies), every, unproven, unread)


def _bankers(desk: Desk) -> Mapping[str, str]:
    """Who covers a company, by its CIK; rows of companies that are not known say nothing."""
    ciks = {
        ticker.upper(): one.cik
        for one in desk.store.companies(desk.viewer)
        for ticker in one.tickers
    }
    rows = (one.row for one in desk.imports.rows(COVERAGE, desk.viewer))
    return {
        ciks[row.text("ticker").upper()]: row.text("banker")
        for row in rows
        if row.text("ticker").upper() in ciks
    }


def _writer(path: Path) -> Callable[[Brief], str | bytes]:
    said = _WRITERS.get(path.suffix.lower())
    if said is None:
        raise UnknownPage(path)
    module, function = said.split(":")
    write: Callable[[Brief], str | bytes] = getattr(importlib.import_module(module), function)
    return write


def _write(path: Path, content: str | bytes) -> None:
    try:
        if isinstance(content, str):
            write_whole(path, content)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            part = path.with_name(f".{path.name}.part")
            part.write_bytes(content)
            part.replace(path)
    except OSError as error:
        raise OutputUnwritable(path, error) from error


def _shape(brief: Brief, written: str) -> BriefTold:
    return BriefTold(
        list=brief.name,
        since=brief.since,
        to=brief.to,
        companies=brief.companies,
        top=_rows(brief.top),
        sections={name: _rows(lines) for name, lines in brief.sections.items()},
        left_out=brief.left_out,
        unproven=brief.unproven,
        notes=tuple(brief.findings),
        written=written,
    )


def _rows(lines: Sequence[BriefLine]) -> tuple[BriefRow, ...]:
    return tuple(_row(line) for line in lines)


def _row(line: BriefLine) -> BriefRow:
    proof = line.proof
    return BriefRow(
        section=line.section,
        company=line.company,
        says=line.says,
        why=line.why,
        at=line.at,
        materiality=line.weight,
        form=line.form,
        label=line.label,
        banker=line.banker,
        action=line.action,
        proof=BriefProof(
            proof.quote,
            proof.accession,
            proof.document,
            (proof.start, proof.end),
            proof.url,
            proof.place,
        ),
    )
