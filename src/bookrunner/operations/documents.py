"""Documents beside the pitch book: written, held to one ledger, and remembered for ``why``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bookrunner.app import Desk
from bookrunner.figures import Finding, Refused
from bookrunner.ledger import CHECKED, DRAFT
from bookrunner.office import NotCheckable, Workbook
from bookrunner.operations.book_requests import book_request
from bookrunner.operations.books import (
    FileInTheWay,
    OutputUnwritable,
    stays_draft,
    write_template,
)
from bookrunner.operations.documents_shapes import Document, DocumentRequest
from bookrunner.operations.expected import known_estimates, known_plans
from bookrunner.operations.kept_books import keep
from bookrunner.operations.kept_documents import document_reader
from bookrunner.operations.listing import require_unrestricted
from bookrunner.operations.signing import signature
from bookrunner.operations.told import company_line, remarks
from bookrunner.operations.traces import traces
from bookrunner.pitch import Valued, pitch_inputs, valued
from bookrunner.pitch.papers import (
    DOCUMENTS,
    DocumentKind,
    Given,
    Told,
    WrittenDocument,
    alike,
    data_pack,
    read_words,
    records,
    said_in,
    write_document,
)
from bookrunner.pitch.parts import Storyline

_STEPS = 3


class WordsRequired(Refused):
    """A document was to be checked, and lacks words that only a person can give."""

    def __init__(self, headings: Sequence[str]) -> None:
        self.headings = tuple(headings)
        named = ", ".join(f"# {one.capitalize()}" for one in headings)
        super().__init__(
            f"the document stays a draft and was not written: it requires words under {named}; "
            "write them into a file and name it with --words"
        )


def documented(desk: Desk, request: DocumentRequest) -> Document:
    """The document asked for.

    Raises:
        NotFound: The company is not known, or has no fiscal year by the valuation date.
        TypeDoesNotFit: The kind of document is not one for this company.
        BadInput: The file of prices or that of assumptions cannot be used.
        Inconsistent: A number differs between the files; nothing was written.
        StaysDraft: It was to be checked, and is not ready; nothing was written.
        WouldOverwrite: Files in the folder are no earlier book; nothing was written.
        Restricted: The company is on the restricted list.
        Identified: A page without a name tells whose it is; nothing was written.
        WordsRequired: It was to be checked, and words are missing; nothing was written.
        FileInTheWay: The file for the assumptions exists.
        OutputUnwritable: The folder cannot be written.
    """
    if request.write_assumptions is not None and request.write_assumptions.exists():
        raise FileInTheWay(request.write_assumptions)
    kind = DOCUMENTS[request.kind]
    require_unrestricted(desk, (request.company,))
    asked, findings = book_request(desk, request)
    desk.progress("Reading statements", 0, _STEPS)
    inputs = pitch_inputs(
        desk.store,
        desk.viewer,
        asked,
        document_reader(desk),
        known_estimates(desk),
        known_plans(desk),
    )
    desk.progress("Computing", 1, _STEPS)
    inputs = replace(inputs, alike=lambda: alike(desk.store, desk.viewer, inputs))
    made = valued(inputs, _storyline(kind, request))
    held = records(desk.store, desk.viewer, inputs)
    words = {} if request.words is None else read_words(request.words)
    told = None if kind.make is None else kind.make(made, held, Given(request.project, words))
    if told is not None:
        if request.checked and told.lacking:
            raise WordsRequired(told.lacking)
        if told.is_anonymous:
            traced = traces(desk, inputs, [*said_in(told), request.project])
            findings = [*findings, *traced]
    pack = data_pack(made, held, () if told is None else told.workings)
    if request.write_assumptions is not None:
        write_template(request.write_assumptions, made, pack.unadopted())
    desk.progress("Writing the document and its ledger", 2, _STEPS)
    book = _written(desk, request, made, told, pack)
    keep(desk, book.ledger)
    desk.progress("Writing the document and its ledger", _STEPS, _STEPS)
    return _answer(request, made, book, findings)


def _storyline(kind: DocumentKind, request: DocumentRequest) -> Storyline:
    is_second = request.round == "second" and kind.second_round is not None
    return kind.second_round if is_second and kind.second_round is not None else kind.storyline


def _written(
    desk: Desk, request: DocumentRequest, made: Valued, told: Told | None, pack: Workbook
) -> WrittenDocument:
    try:
        return write_document(
            made,
            told,
            pack,
            request.kind,
            request.out,
            desk.writers,
            desk.write_paper,
            state=CHECKED if request.checked else DRAFT,
            signed=signature(request.by),
        )
    except NotCheckable as error:
        raise stays_draft(pack.unadopted(), error) from error
    except OSError as error:
        raise OutputUnwritable(request.out, error) from error


def _answer(
    request: DocumentRequest, made: Valued, book: WrittenDocument, findings: Sequence[Finding]
) -> Document:
    return Document(
        company=company_line(made.inputs.company),
        kind=request.kind,
        as_of=made.inputs.valuation_date,
        files=tuple(str(path) for path in book.files),
        ledger=str(book.ledger),
        figures=book.shown,
        defaults=book.defaults,
        state=book.record.state,
        assumptions="" if request.write_assumptions is None else str(request.write_assumptions),
        findings=remarks(dict.fromkeys((*findings, *book.record.findings))),
    )
