"""Pitch books: written, held to one ledger, and remembered so that ``why`` finds their numbers."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from bookrunner.app import Desk
from bookrunner.figures import BookrunnerError, Finding
from bookrunner.operations.book_requests import book_request
from bookrunner.operations.requests import DemoRequest, PitchRequest
from bookrunner.operations.responses import Book
from bookrunner.operations.told import company_line, number, remarks
from bookrunner.pitch import PitchBook, Valued, pitch_inputs, valued, write_pitch

DEMO_TARGET = "HD"
DEMO_PEERS = ("LOW", "WMT", "NKE", "MCD")
_STEPS = 3


class OutputUnwritable(BookrunnerError):
    """The folder for the files cannot be made or written; nothing was written."""

    def __init__(self, folder: Path, error: OSError) -> None:
        self.folder = folder
        reason = error.strerror or type(error).__name__
        super().__init__(
            f"{folder} cannot be written ({reason}); name another folder with --out, or close the "
            "files of it that are open"
        )


def demo(desk: Desk, request: DemoRequest) -> Book:
    """The pitch book that a newcomer sees first.

    Raises:
        OutputUnwritable: The folder cannot be written.
    """
    asked = PitchRequest(company=DEMO_TARGET, peers=DEMO_PEERS, out=request.out)
    return pitched(desk, asked)


def pitched(desk: Desk, request: PitchRequest) -> Book:
    """The pitch book asked for.

    Raises:
        NotFound: A company is not known, or has no fiscal year by the valuation date.
        BadInput: The template, the file of prices or that of assumptions cannot be used.
        Inconsistent: A number differs between the files; nothing was written.
        OutputUnwritable: The folder cannot be written.
    """
    asked, findings = book_request(desk, request)
    desk.progress("Reading statements", 0, _STEPS)
    inputs = pitch_inputs(desk.store, desk.viewer, asked)
    desk.progress("Valuing", 1, _STEPS)
    made = valued(inputs)
    desk.progress("Writing workbook, deck and ledger", 2, _STEPS)
    try:
        book = write_pitch(made, request.out, desk.writers, template=request.template)
    except OSError as error:
        raise OutputUnwritable(request.out, error) from error
    desk.keep_pitch(book.ledger)
    desk.progress("Writing workbook, deck and ledger", _STEPS, _STEPS)
    return _answer(desk, request, made, book, findings)


def _answer(
    desk: Desk,
    request: PitchRequest,
    made: Valued,
    book: PitchBook,
    findings: Sequence[Finding],
) -> Book:
    headline = made.headlines[-1].line.figure if made.headlines else None
    peers = (desk.store.company(peer, desk.viewer) for peer in request.peers)
    return Book(
        company=company_line(made.inputs.company),
        peers=tuple(company_line(peer) for peer in peers),
        as_of=made.inputs.valuation_date,
        workbook=str(book.workbook),
        deck=str(book.deck),
        ledger=str(book.ledger),
        figures=book.shown,
        defaults=book.defaults,
        headline=None if headline is None else number(headline),
        findings=remarks(dict.fromkeys((*findings, *book.findings))),
    )
