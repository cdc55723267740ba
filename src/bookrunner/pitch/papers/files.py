"""A document on disk: its pages, the data pack behind them and the ledger, together or not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bookrunner.figures import Finding, Severity
from bookrunner.ledger import CHECKED, DRAFT, Ledger, publish, write
from bookrunner.ledger.gate import gate, require_consistent
from bookrunner.office import Standing, Workbook, require_can_be_checked
from bookrunner.office.paper import Paper
from bookrunner.pitch.book import LEDGER, UNSIGNED, Writers, allowed_words
from bookrunner.pitch.papers.data_pack import own_findings
from bookrunner.pitch.papers.pieces import Told
from bookrunner.pitch.valued import Valued
from bookrunner.release import STEPS, WATERMARKS, Signature, opening, write_steps

DATA_PACK = "data-pack.xlsx"

PaperWriter = Callable[[Paper, Path], Sequence[Standing]]


@dataclass(frozen=True)
class WrittenDocument:
    """A document that was written and passed the consistency gate."""

    files: Sequence[Path]
    ledger: Path
    record: Ledger
    shown: int
    """How many different figures the files show."""
    defaults: int
    """Assumptions that nobody has adopted."""


def write_document(
    valued: Valued,
    told: Told | None,
    book: Workbook,
    name: str,
    out: Path,
    writers: Writers,
    write_paper: PaperWriter,
    *,
    state: str = DRAFT,
    signed: Signature = UNSIGNED,
) -> WrittenDocument:
    """Writes a document, the data pack behind it and their ledger into a folder.

    Args:
        told: The document; None for the data pack alone.
        book: The data pack behind it.
        name: Of the document's file, without its ending.

    Raises:
        NotCheckable: It was to be checked, and a default is adopted by nobody or a check fails.
        Inconsistent: A number differs between the files, or cannot be traced; nothing is written.
    """
    book.watermark = WATERMARKS[state]
    if state == CHECKED:
        require_can_be_checked(book)
    files = _Files(name, told)

    def write_all(folder: Path) -> tuple[Ledger, int]:
        return _written(valued, book, files, folder, writers, write_paper, state, signed)

    record, shown = publish(out, write_all)
    paths = [out / one for one in files.names if one != LEDGER]
    return WrittenDocument(paths, out / LEDGER, record, shown, len(book.unadopted()))


@dataclass(frozen=True)
class _Files:
    """Which files a document has."""

    name: str
    told: Told | None

    @property
    def paper(self) -> str | None:
        return None if self.told is None else f"{self.name}.docx"

    @property
    def slides(self) -> str | None:
        return f"{self.name}.pptx" if self.told is not None and self.told.slides else None

    @property
    def names(self) -> Sequence[str]:
        return [one for one in (self.paper, self.slides, DATA_PACK, LEDGER) if one is not None]


def _written(
    valued: Valued,
    book: Workbook,
    files: _Files,
    folder: Path,
    writers: Writers,
    write_paper: PaperWriter,
    state: str,
    signed: Signature,
) -> tuple[Ledger, int]:
    """The files in a folder that nobody sees yet, held against each other."""
    stands: list[Standing] = []
    told, faults = files.told, list[Finding]()
    if told is not None and files.paper is not None:
        told.paper.watermark = WATERMARKS[state]
        stands += write_paper(told.paper, folder / files.paper)
    if told is not None and told.slides is not None and files.slides is not None:
        told.slides.watermark = WATERMARKS[state]
        stands += writers.deck(told.slides, folder / files.slides)
        faults += writers.faults(folder / files.slides)
    book.named |= {standing.figure.id for standing in stands}
    stands += writers.workbook(book, folder / DATA_PACK)
    findings = (*own_findings(valued), *faults)
    record = Ledger.of(
        [], stands, as_of=valued.inputs.valuation_date, state=state, findings=findings
    )
    write(record, folder / LEDGER)
    allowed = sorted(
        {*allowed_words(valued, book.figures()), *(() if told is None else told.names)}
    )
    require_consistent(
        [
            *gate(
                record,
                folder / DATA_PACK,
                None if files.slides is None else folder / files.slides,
                None if files.paper is None else folder / files.paper,
                allowed=allowed,
            ),
            *(one for one in faults if one.severity is Severity.ERROR),
        ]
    )
    _open_steps(valued, files, folder, allowed, state, signed)
    return record, len({standing.figure.id for standing in stands})


def _open_steps(
    valued: Valued,
    files: _Files,
    folder: Path,
    allowed: Sequence[str],
    state: str,
    signed: Signature,
) -> None:
    if state == DRAFT and not signed.by:
        write_steps((), folder / STEPS)
        return
    price = valued.inputs.target.price
    terms = {
        "allowed": list(allowed),
        "contents_slides": [],
        "prices_on": {}
        if price is None
        else {valued.inputs.target.label: price.period.end.isoformat()},
    }
    why = "written"
    if state == CHECKED:
        why += "; all checks hold and each assumption has an owner"
    write_steps([opening(state, signed, folder, files.names, terms, why)], folder / STEPS)
