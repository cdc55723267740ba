"""Pitch books: written, held to one ledger, and remembered so that ``why`` finds their numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from bookrunner.app import Desk
from bookrunner.figures import BookrunnerError, Figure, Finding, Refused, Unusable
from bookrunner.ledger import CHECKED, DRAFT
from bookrunner.ledger.gate import Inconsistent
from bookrunner.office import NotCheckable
from bookrunner.operations.asked_again import asked_json
from bookrunner.operations.book_requests import book_request
from bookrunner.operations.buyer_records import known_buyers
from bookrunner.operations.credit import debt_market, known_credit
from bookrunner.operations.expected import known_estimates, known_plans
from bookrunner.operations.kept_books import keep
from bookrunner.operations.kept_documents import document_reader
from bookrunner.operations.listing import require_unrestricted
from bookrunner.operations.offerings import known_offerings
from bookrunner.operations.requests import DemoRequest, PitchRequest, SampleRequest
from bookrunner.operations.responses import Book, SampleTypes
from bookrunner.operations.signing import signature
from bookrunner.operations.told import company_line, number, remarks
from bookrunner.pitch import (
    STORYLINES,
    Narrative,
    PitchBook,
    Valued,
    adoptions_template,
    narrated,
    pitch_inputs,
    pitch_workbook,
    storyline,
    unused,
    valued,
    write_pitch,
)
from bookrunner.storage import write_whole
from bookrunner.targeting.buyers_worth import no_buyers

DEMO_TARGET = "HD"
DEMO_PEERS = ("LOW", "WMT", "NKE", "MCD")
_STEPS = 3
_NAMED_MAX = 4


class OutputUnwritable(BookrunnerError):
    """The folder for the files cannot be made or written; nothing was written."""

    def __init__(self, folder: Path, error: OSError) -> None:
        self.folder = folder
        reason = error.strerror or type(error).__name__
        super().__init__(
            f"{folder} cannot be written ({reason}); name another folder with --out, or close the "
            "files of it that are open"
        )


class FileInTheWay(BookrunnerError):
    """A file that somebody may have filled in would be written over; it was left as it is."""

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(f"{path} exists and may hold somebody's entries; name another file")


class StaysDraft(Refused):
    """A book was to be written as checked, and is not ready; nothing was written."""

    def __init__(self, unadopted: Sequence[Figure], failed: Sequence[Finding]) -> None:
        self.unadopted = tuple(figure.key for figure in unadopted)
        self.failed = tuple(failed)
        reasons = [finding.message for finding in failed]
        if unadopted:
            named = ", ".join(self.unadopted[:_NAMED_MAX])
            more = len(self.unadopted) - _NAMED_MAX
            rest = f" and {more} more" if more > 0 else ""
            one = len(self.unadopted) == 1
            reasons.append(
                f"{len(self.unadopted)} {'default is' if one else 'defaults are'} adopted by "
                f"nobody ({named}{rest}); --write-assumptions FILE.csv lists them, and with owner "
                "and date filled in --assumptions FILE.csv adopts them (columns "
                "assumption,value,owner,reason,date)"
            )
        super().__init__(f"the book stays a draft and was not written: {'; '.join(reasons)}")


def stays_draft(unadopted: Sequence[Figure], error: NotCheckable) -> StaysDraft:
    """The refusal that names what nobody has adopted, and what else fails."""
    ids = {figure.id for figure in unadopted}
    return StaysDraft(unadopted, [one for one in error.findings if one.where not in ids])


def sample(desk: Desk, request: SampleRequest) -> SampleTypes:  # noqa: ARG001 - always the same
    """A company of the sample for each type of pitch."""
    return SampleTypes({key: one.example for key, one in STORYLINES.items()})


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
        TypeDoesNotFit: The type of pitch is not one for this company.
        BadInput: The template, the file of prices or that of assumptions cannot be used.
        Inconsistent: A number differs between the files; nothing was written.
        StaysDraft: It was to be checked, and is not ready; of it nothing was written.
        Restricted: The company is on the restricted list.
        NoModelConfigured: A model was to word the messages, and none is set up.
        WouldOverwrite: Files in the folder are no earlier book; nothing was written.
        FileInTheWay: The file for the assumptions exists.
        OutputUnwritable: The folder cannot be written.
    """
    if request.write_assumptions is not None and request.write_assumptions.exists():
        raise FileInTheWay(request.write_assumptions)
    require_unrestricted(desk, [one for one in (request.company, request.with_.strip()) if one])
    made, findings = pitch_valued(desk, request)
    if request.write_assumptions is not None:
        write_template(request.write_assumptions, made, pitch_workbook(made).unadopted())
    narrative = _narrative(desk, made) if request.narrate else None
    desk.progress("Writing workbook, deck and ledger", 2, _STEPS)
    try:
        book = _written(desk, request, made, narrative)
    except (Unusable, Inconsistent):
        # Whether it is a wording that does not fit shows the book without them.
        if narrative is None or not narrative.wordings:
            raise
        book = _written(desk, request, made, unused(narrative))
    keep(desk, book.ledger)
    desk.progress("Writing workbook, deck and ledger", _STEPS, _STEPS)
    return _answer(desk, request, made, book, findings)


def pitch_valued(
    desk: Desk,
    request: PitchRequest,
    held: Mapping[str, Sequence[str]] | None = None,
    *,
    lists_buyers: bool = True,
) -> tuple[Valued, Sequence[Finding]]:
    """The valuation that a pitch tells of, and what was wrong in the files named.

    Args:
        held: The peers that an earlier writing chose, which are kept.
        lists_buyers: Whether a type that shows who could buy the company reads who that is.
    """
    told = storyline(request.type)
    asked, findings = book_request(desk, request)
    asked = replace(asked, held=held or {})
    desk.progress("Reading statements", 0, _STEPS)
    inputs = pitch_inputs(
        desk.store,
        desk.viewer,
        asked,
        document_reader(desk),
        known_estimates(desk),
        known_plans(desk),
        known_credit(desk),
        debt_market(desk),
        known_offerings(desk),
        lambda kind, on: desk.imports.rows(kind, desk.viewer, as_of=on),
        known_buyers(desk) if lists_buyers else no_buyers,
    )
    desk.progress("Valuing", 1, _STEPS)
    return valued(inputs, told), findings


def write_template(path: Path, made: Valued, unadopted: Sequence[Figure]) -> None:
    """Writes what nobody has adopted as a file to fill in.

    Raises:
        OutputUnwritable: The file cannot be written.
    """
    try:
        write_whole(path, _template(made, unadopted))
    except OSError as error:
        raise OutputUnwritable(path, error) from error


def _template(made: Valued, unadopted: Sequence[Figure]) -> str:
    """The defaults, and the observations without which a page says that an input is required."""
    lacking = [f".{kind.key}." for kind, part in made.told if part.lacking is not None]
    unmet = {
        key: name
        for key, name in made.inputs.adoptions.unmet.items()
        if any(word in key for word in lacking)
    }
    return adoptions_template(unadopted, unmet)


def _narrative(desk: Desk, made: Valued) -> Narrative:
    return narrated(made, desk.models, inside_a_wall=bool(desk.viewer.walls))


def _written(
    desk: Desk, request: PitchRequest, made: Valued, narrative: Narrative | None
) -> PitchBook:
    state = CHECKED if request.checked else DRAFT
    try:
        return write_pitch(
            made,
            request.out,
            desk.writers,
            template=request.template,
            state=state,
            signed=signature(request.by),
            asked=asked_json(request, made.inputs.usual),
            narrative=narrative,
        )
    except NotCheckable as error:
        raise stays_draft(pitch_workbook(made).unadopted(), error) from error
    except OSError as error:
        raise OutputUnwritable(request.out, error) from error


def _answer(
    desk: Desk,
    request: PitchRequest,
    made: Valued,
    book: PitchBook,
    findings: Sequence[Finding],
) -> Book:
    headline = made.headlines[-1].line.figure if made.headlines else None
    peers = (desk.store.company(peer.cik, desk.viewer) for peer in made.inputs.peers)
    target, buying = company_line(made.inputs.company), made.inputs.buying
    return Book(
        company=target if buying is None else company_line(buying.company),
        bought=None if buying is None else target,
        peers=tuple(company_line(peer) for peer in peers),
        as_of=made.inputs.valuation_date,
        workbook=str(book.workbook),
        deck=str(book.deck),
        ledger=str(book.ledger),
        figures=book.shown,
        defaults=book.defaults,
        state=book.record.state,
        assumptions="" if request.write_assumptions is None else str(request.write_assumptions),
        headline=None if headline is None else number(headline),
        findings=remarks(dict.fromkeys((*findings, *book.findings))),
    )
