"""A pitch book on disk: workbook, deck and ledger, written together and only if they agree."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol

from bookrunner.figures import Adopted, Default, Figure, Finding, Quantity, Severity
from bookrunner.ledger import CHECKED, DRAFT, Ledger, publish, write
from bookrunner.ledger.gate import gate, require_consistent
from bookrunner.office import Deck, Standing, Workbook, require_can_be_checked
from bookrunner.pitch.deck_pages import CONTENTS_SLIDE, pitch_deck
from bookrunner.pitch.deck_pieces import WORDS_WITH_DIGITS, short_name
from bookrunner.pitch.front_sheets import used_sources
from bookrunner.pitch.narrating import Narrative, retold
from bookrunner.pitch.valued import Valued
from bookrunner.pitch.workbook_pages import pitch_workbook
from bookrunner.release import STEPS, WATERMARKS, Signature, opening, write_steps
from bookrunner.revision import written_in
from bookrunner.valuation import case_title

UNSIGNED = Signature("", "")
WORKBOOK, DECK, LEDGER = "pitch.xlsx", "pitch.pptx", "ledger.json"


class DeckWriter(Protocol):
    """Writes a deck to a file and says where each figure stands in it."""

    def __call__(
        self, deck: Deck, path: Path, *, template: Path | None = None
    ) -> Sequence[Standing]:
        """The standings; the file is whole when they are returned."""
        ...


@dataclass(frozen=True)
class Writers:
    """The adapters that write the files of a book."""

    workbook: Callable[[Workbook, Path], Sequence[Standing]]
    deck: DeckWriter
    faults: Callable[[Path], Sequence[Finding]]
    """Overflows, overlaps and leftovers of a written deck."""


@dataclass(frozen=True)
class PitchBook:
    """A book that was written and passed the consistency gate."""

    workbook: Path
    deck: Path
    ledger: Path
    record: Ledger
    shown: int
    """How many different figures the two files show."""
    defaults: int
    """Assumptions that nobody has adopted."""
    findings: Sequence[Finding]


def write_pitch(
    valued: Valued,
    out: Path,
    writers: Writers,
    *,
    template: Path | None = None,
    state: str = DRAFT,
    signed: Signature = UNSIGNED,
    asked: Mapping[str, Any] | None = None,
    narrative: Narrative | None = None,
) -> PitchBook:
    """Writes the workbook, the deck and the ledger of a valuation into a folder.

    Args:
        template: A PowerPoint file whose design the deck takes.
        state: ``draft``, or ``checked`` for a book whose defaults are all adopted.
        signed: Who made it, and when.
        asked: What was asked for, as plain values; with it the book can be refreshed.
        narrative: Messages in other words, where they were asked for.

    Raises:
        NotCheckable: It was to be checked, and a default is adopted by nobody or a check fails.
        Inconsistent: A number differs between the files, or cannot be traced; nothing is written.
        DoesNotFit: A page cannot hold what it must say; nothing is written.
    """
    book, deck = pitch_workbook(valued), pitch_deck(valued, state=state)
    book.watermark = WATERMARKS[state]
    if narrative is not None:
        deck = retold(deck, narrative.wordings)
    if state == CHECKED:
        require_can_be_checked(book)

    def write_all(folder: Path) -> tuple[Ledger, int, Sequence[Finding]]:
        written = _written(
            valued, book, deck, folder, writers, template, state, asked or {}, narrative
        )
        open_steps(valued, folder, state, signed)
        return written

    record, shown, findings = publish(out, write_all)
    return PitchBook(
        workbook=out / WORKBOOK,
        deck=out / DECK,
        ledger=out / LEDGER,
        record=record,
        shown=shown,
        defaults=len(book.unadopted()),
        findings=findings,
    )


def _written(
    valued: Valued,
    book: Workbook,
    deck: Deck,
    folder: Path,
    writers: Writers,
    template: Path | None,
    state: str,
    asked: Mapping[str, Any],
    narrative: Narrative | None,
) -> tuple[Ledger, int, Sequence[Finding]]:
    """The files in a folder that nobody sees yet, held against each other."""
    stands = list(writers.deck(deck, folder / DECK, template=template))
    book.named |= {standing.figure.id for standing in stands}
    stands += writers.workbook(book, folder / WORKBOOK)
    faults = writers.faults(folder / DECK)
    told = () if narrative is None else narrative.findings
    findings = (*valued.findings, *told, *faults)
    record = Ledger.of(
        [], stands, as_of=valued.inputs.valuation_date, state=state, findings=findings
    )
    said = written_in(folder / DECK, folder / WORKBOOK)
    held: dict[str, Any] = {"asked": dict(asked), "written": said.as_json()}
    if narrative is not None:
        held["narrative"] = narrative.as_json()
    record = replace(record, book=held)
    write(record, folder / LEDGER)
    differences = gate(
        record,
        folder / WORKBOOK,
        folder / DECK,
        allowed=allowed_words(valued, book.figures()),
        contents_slides=[CONTENTS_SLIDE],
    )
    require_consistent([*differences, *(one for one in faults if one.severity is Severity.ERROR)])
    return record, len({standing.figure.id for standing in stands}), findings


def open_steps(
    valued: Valued, folder: Path, state: str, signed: Signature, why: str = "written"
) -> None:
    """The first step of the files; a draft that nobody signed has taken none."""
    if state == DRAFT and not signed.by:
        write_steps((), folder / STEPS)
        return
    companies = (valued.inputs.target, *valued.inputs.peers)
    terms = {
        "allowed": sorted(set(allowed_words(valued, pitch_workbook(valued).figures()))),
        "contents_slides": [CONTENTS_SLIDE],
        "prices_on": {
            one.label: one.price.period.end.isoformat()
            for one in companies
            if one.price is not None
        },
    }
    names = (WORKBOOK, DECK, LEDGER)
    if state == CHECKED:
        why += "; all checks hold and each assumption has an owner"
    write_steps([opening(state, signed, folder, names, terms, why)], folder / STEPS)


def allowed_words(valued: Valued, figures: Sequence[Figure]) -> Sequence[str]:
    """Words with digits that are no numbers of the book: names, and the codes of industries."""
    companies = valued.inputs.companies
    plan = valued.inputs.target.plan
    return (
        *WORDS_WITH_DIGITS,
        *(name for part in valued.parts for name in part.names),
        *(() if plan is None else (plan.name, case_title(plan.name))),
        *(
            name
            for company in companies
            for name in (company.name, short_name(company.name), company.label)
        ),
        # Whose number it is may have digits of its own: prices_v2.csv, Jo 3rd.
        *(word for source in used_sources(figures) for word in (source.system, source.title)),
        *(figure.lineage.owner for figure in figures if isinstance(figure.lineage, Adopted)),
        # The codes that a switch takes stand in its name: "1 bear, 2 base, 3 bull".
        *(
            figure.name
            for figure in figures
            if isinstance(figure.lineage, Adopted | Default)
            and figure.lineage.quantity is Quantity.SWITCH
        ),
    )
