"""Kept documents: which there are, and their words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from pathlib import PurePath

from bookrunner.app import Desk
from bookrunner.documents import Document, Table, parse
from bookrunner.facts import Filing
from bookrunner.figures import Ambiguous, NotFound
from bookrunner.operations.parsing_shapes import ParsedSection
from bookrunner.operations.reading_shapes import (
    FilingRow,
    FilingRows,
    FilingsRequest,
    Reading,
    ReadRequest,
    ReadTable,
)
from bookrunner.operations.told import company_line
from bookrunner.storage import BlobFolder

_LENGTH_MAX = 200_000
_DIGEST_MIN = 8


def filings(desk: Desk, request: FilingsRequest) -> FilingRows:
    """The filings the viewer may see, newest known first.

    Raises:
        NotFound: There is no such company.
    """
    cik = desk.store.company(request.company, desk.viewer).cik if request.company else None
    found = [
        filing
        for filing in desk.store.filings(desk.viewer, cik)
        if filing.form.upper().startswith(request.form.upper())
        and (request.as_of is None or _is_known(filing, request.as_of))
    ]
    names = {company.cik: company.name for company in desk.store.companies(desk.viewer)}
    ordered = sorted(found, key=_newest_first)
    return FilingRows(tuple(_row(desk, one, names.get(one.cik, "")) for one in ordered))


def read(desk: Desk, request: ReadRequest) -> Reading:
    """A stretch of a document's canonical text.

    Raises:
        NotFound: There is no such document or section, or its words are not kept.
        Ambiguous: Several documents fit.
        BlobCorrupt: Its file is damaged.
    """
    filing = _meant(desk, request.document)
    if not desk.blobs.has(filing.digest):
        raise NotFound(
            "words of", request.document, hint="only its numbers are kept; ingest the filing itself"
        )
    document = _parsed(desk.blobs, filing.digest, filing.name)
    start, end = _stretch(document, request)
    known = {company.cik: company for company in desk.store.companies(desk.viewer)}
    company = known.get(filing.cik)
    return Reading(
        filing=_row(desk, filing, company.name if company else ""),
        company=company_line(company) if company else None,
        text=document.text[start:end],
        start=start,
        end=end,
        total=len(document.text),
        sections=tuple(
            ParsedSection(one.item, one.title, one.start, one.end) for one in document.sections
        ),
        tables=tuple(_table(one) for one in document.tables if start <= one.start < end),
    )


def _meant(desk: Desk, asked: str) -> Filing:
    """The filing by digest, accession or name; the one with words where several are the same."""
    wanted = asked.casefold()
    found: dict[str, Filing] = {}
    for one in desk.store.filings(desk.viewer):
        stem = PurePath(one.name).stem.casefold()
        is_digest = len(wanted) >= _DIGEST_MIN and one.digest.startswith(wanted)
        if is_digest or wanted in (one.accession, one.name.casefold(), stem):
            found[one.digest] = one
    readable = {digest: one for digest, one in found.items() if desk.blobs.has(digest)}
    chosen = list((readable or found).values())
    if not chosen:
        raise NotFound("document", asked, hint="`bookrunner filings` lists those that are kept")
    if len(chosen) > 1:
        raise Ambiguous("documents", asked, [one.digest[:16] for one in chosen])
    return chosen[0]


@lru_cache(maxsize=8)
def _parsed(blobs: BlobFolder, digest: str, name: str) -> Document:
    """Never changes under its digest; whether the viewer may see it was asked before."""
    return parse(blobs.get(digest), name=name)


def _stretch(document: Document, request: ReadRequest) -> tuple[int, int]:
    length = min(request.length, _LENGTH_MAX)
    if request.section:
        wanted = request.section.casefold().removeprefix("item").strip(" .")
        for section in document.sections:
            if section.item.casefold().removeprefix("item").strip(" .") == wanted:
                return section.start, min(section.end, section.start + length)
        items = ", ".join(section.item for section in document.sections) or "none"
        raise NotFound("section", request.section, hint=f"it has {items}")
    if request.start > len(document.text):
        raise NotFound(
            "character", str(request.start), hint=f"the document has {len(document.text):,}"
        )
    start = request.start - 1
    return start, min(len(document.text), start + length)


def _table(table: Table) -> ReadTable:
    return ReadTable(
        start=table.start,
        end=table.end,
        caption=table.caption,
        currency=table.currency,
        scale=None if table.exponent is None else 10**table.exponent,
        rows=tuple(tuple(_cells(table, n)) for n in range(len(table.rows))),
    )


def _cells(table: Table, row: int) -> Iterator[str]:
    for column, cell in enumerate(table.rows[row]):
        yield cell.text if (cell.row, cell.column) == (row, column) else ""


def _row(desk: Desk, filing: Filing, company: str) -> FilingRow:
    return FilingRow(
        digest=filing.digest,
        cik=filing.cik,
        company=company,
        form=filing.form,
        accession=filing.accession,
        period_end=filing.period_end,
        known_since=filing.accepted_at,
        name=filing.name,
        source=filing.system,
        walls=tuple(sorted(filing.walls)),
        readable=desk.blobs.has(filing.digest),
    )


def _is_known(filing: Filing, day: date) -> bool:
    """A filing whose day of acceptance is unknown is in no view of the past."""
    return filing.accepted_at is not None and filing.accepted_at <= day


def _newest_first(filing: Filing) -> tuple[int, str, str]:
    known = filing.accepted_at or date.min
    return -known.toordinal(), filing.accession, filing.name
