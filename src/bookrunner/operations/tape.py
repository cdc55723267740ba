"""The deal tape: of files that are named, or of the records."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from bookrunner.app import Desk
from bookrunner.deals import deal
from bookrunner.figures import Finding
from bookrunner.monitor import MARKETS, Known, TapeDeal, TapeTerm, Told, deal_tape, filed_as
from bookrunner.operations.days import require_possible
from bookrunner.operations.filings_read import filings_read
from bookrunner.operations.parsing_shapes import ExactNumber
from bookrunner.operations.tape_shapes import (
    Tape,
    TapeDocument,
    TapeFigure,
    TapeLine,
    TapeRequest,
    TapeRevision,
    TapeTermLine,
)
from bookrunner.operations.told import remarks

_NEVER = ("10-K", "10-Q", "20-F", "40-F", "3", "4", "5", "13F", "144", "SC 13", "SCHEDULE 13",
          "11-K", "ARS", "UPLOAD", "CORRESP", "NT ")  # fmt: skip
"""Forms that state no deal of their own."""


def told(desk: Desk, request: TapeRequest) -> Tape:
    """The deals, the latest first, with terms, revisions and documents.

    Raises:
        BadInput: The one file named, or each of several, cannot be read; the error says why.
        NotFound: A path does not exist.
        ImpossibleDay: ``since`` is no day on which filings were made.
    """
    if request.since is not None:
        require_possible(request.since)
    findings: list[Finding] = []
    deals = deal_tape(_told(desk, request, findings))
    kept = tuple(_line(one) for one in deals if _is_wanted(one, request))
    return Tape(kept, remarks(findings))


def _told(desk: Desk, request: TapeRequest, findings: list[Finding]) -> Iterator[Told]:
    for document, known in filings_read(desk, request.files, may_tell_deals, findings):
        found = deal(document)
        if found.kind in MARKETS:
            findings += found.findings
            yield Told(filed_as(document, known or Known()), found)


def may_tell_deals(form: str) -> bool:
    """Whether documents of the form may state a deal."""
    name = form.upper()
    return not any(name == one or (len(one) > 2 and name.startswith(one)) for one in _NEVER)


def _is_wanted(one: TapeDeal, request: TapeRequest) -> bool:
    latest = one.told[-1].on
    if request.market and one.market != request.market:
        return False
    if request.since is not None and (latest is None or latest < request.since):
        return False
    asked = request.company.strip().casefold()
    parties = [one.issuer, one.counterparty, *(each.filed.company for each in one.told)]
    return not asked or any(asked in party.casefold() for party in parties)


def _line(one: TapeDeal) -> TapeLine:
    return TapeLine(
        key=one.key,
        market=one.market,
        kind=one.kind,
        issuer=one.issuer,
        counterparty=one.counterparty,
        status=one.status,
        first=one.told[0].on,
        latest=one.told[-1].on,
        terms=tuple(map(_term, one.terms)),
        computed=tuple(
            TapeFigure(
                figure.name, figure.tranche or None, ExactNumber(figure.value), figure.unit,
                figure.formula, each.filed.accession,
            )
            for each in one.told[-1:]
            for figure in each.deal.computed
        ),
        revisions=tuple(
            TapeRevision(each.name, each.tranche or None, _term(each.old), _term(each.new))
            for each in one.revisions
        ),
        documents=tuple(
            TapeDocument(
                each.filed.form, each.filed.accession, each.filed.digest, each.on,
                each.filed.company, each.filed.cik,
            )
            for each in one.told
        ),
        walls=tuple(sorted(one.walls)),
    )  # fmt: skip


def _term(one: TapeTerm) -> TapeTermLine:
    term, filed = one.term, one.filed
    value = ExactNumber(term.value) if isinstance(term.value, Decimal) else term.value
    return TapeTermLine(
        name=term.name,
        tranche=term.tranche or None,
        value=value,
        unit=term.unit or None,
        form=filed.form,
        accession=filed.accession,
        document=filed.digest,
        date=one.on,
        span=(term.start, term.end),
        quote=term.quote,
    )
