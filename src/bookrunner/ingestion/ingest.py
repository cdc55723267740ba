"""Folders of filings into the store, as many at a time as there are processors."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import islice
from pathlib import Path

from bookrunner.documents import (
    LimitedWorkers,
    Limits,
    NotAFiling,
    Stopped,
    WorkersDied,
    WrongKind,
    parse,
    uncollected,
)
from bookrunner.facts import (
    EDGAR,
    Company,
    CompanyReference,
    FactStore,
    Filing,
    Report,
    Saved,
    companyfacts,
    doubts,
    looks_like_companyfacts,
    looks_like_reference,
    references,
)
from bookrunner.figures import (
    PUBLIC,
    BadInput,
    BookrunnerError,
    Finding,
    Keys,
    StageCount,
    Viewer,
    Walls,
)
from bookrunner.ingestion.reading import (
    beginning,
    content,
    files_below,
    may_be_data,
    may_be_filing,
    packed,
    plain_name,
    why_not_plain,
)
from bookrunner.ingestion.taking import Taken, taken
from bookrunner.storage import BlobFolder, BlobUnwritable

# Below this many files the start of other processes costs more than it saves.
_FILES_FOR_POOL_MIN = 4
_HEAD_BYTES = 400
# Filings are kept some at a time, as the disk is waited for once each time; a process that is
# killed has so many to read again.
_FILES_AT_ONCE_MAX = 16
_FACTS_AT_ONCE_MAX = 50_000
READING_LIMITS = Limits()
"""What reading one file may take; beyond it the file is rejected and the rest goes on."""


class WorkerDied(BookrunnerError):
    """A process that parsed filings ended by itself; what was stored before stays."""

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(
            f"the processes that parse filings died at or before {path.name}, perhaps for want of "
            "memory; run the same again to go on, with BOOKRUNNER_WORKERS=1 to see where it stops"
        )


class Outcome(Enum):
    """What became of a file."""

    STORED = "stored"
    DUPLICATE = "duplicate"
    REJECTED = "rejected"
    NOT_FILING = "not a filing"
    """Not counted as come in."""


@dataclass(frozen=True)
class FileOutcome:
    """What became of one file, and why."""

    path: Path
    outcome: Outcome
    reason: str = ""
    """One sentence; empty for what was stored."""
    filings: tuple[Filing, ...] = ()
    """The filings stored from it."""
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class IngestReport:
    """What came in and what became of it: in = stored + duplicate + rejected."""

    files: tuple[FileOutcome, ...]
    counts: tuple[StageCount, ...] = ()
    """What went into each stage and what became of it, over all files."""
    alarms: tuple[Finding, ...] = ()
    """A stage that lost something, or made it of nothing."""

    @property
    def stored(self) -> Sequence[FileOutcome]:
        """Files of which something new is kept."""
        return self._of(Outcome.STORED)

    @property
    def duplicates(self) -> Sequence[FileOutcome]:
        """Files whose filing was there already, with the same bytes or others."""
        return self._of(Outcome.DUPLICATE)

    @property
    def rejected(self) -> Sequence[FileOutcome]:
        """Files that should be filings and could not be read."""
        return self._of(Outcome.REJECTED)

    @property
    def not_filings(self) -> Sequence[FileOutcome]:
        """Whatever else lies in the folders."""
        return self._of(Outcome.NOT_FILING)

    @property
    def count_in(self) -> int:
        """How many files came in as filings."""
        return len(self.stored) + len(self.duplicates) + len(self.rejected)

    @property
    def findings(self) -> Sequence[Finding]:
        """What sounds an alarm, then the findings of all files."""
        return [*self.alarms, *(finding for file in self.files for finding in file.findings)]

    def _of(self, outcome: Outcome) -> list[FileOutcome]:
        return [file for file in self.files if file.outcome is outcome]


Progress = Callable[[int, int, FileOutcome], None]
"""Called after each file with how many are done, of how many, and what became of it."""


def ingest(
    paths: Sequence[Path],
    store: FactStore,
    blobs: BlobFolder,
    viewer: Viewer,
    *,
    walls: Walls = PUBLIC,
    system: str = EDGAR,
    company: Company | None = None,
    progress: Progress | None = None,
    workers: int | None = None,
) -> IngestReport:
    """Keep every filing in the files and folders (and the folders below them).

    Each filing is kept whole or not at all, the file before the row that points to it. Stopped at
    any moment, the same call again goes on where it stopped, and ends with the same contents.

    Args:
        viewer: Who ingests; for knowing what is there already.
        walls: Those that the filings are to stand behind.
        system: Where the filings came from, as source notes say it; the SEC's own data says it by
            itself.
        company: Whose the filings are that do not say so themselves; those of them that were kept
            without a company are kept anew as its.
        workers: Processes that parse; default one per processor, 1 for none besides this.

    Raises:
        NotFound: A path does not exist.
        WorkerDied: A parsing process was killed; the same call again goes on.
        BlobUnwritable: The disk is full, for instance; the same call again goes on.
    """
    files = list(files_below(paths))
    work, others = _sorted_out(files)
    known = frozenset(
        filing.digest
        for filing in store.filings(viewer)
        if filing.walls == walls and (filing.cik or company is None)
    )
    outcomes: list[FileOutcome] = []
    taken_in, kept, repeated = Keys(), Keys(), Keys()

    def done(outcome: FileOutcome) -> None:
        outcomes.append(outcome)
        if progress is not None:
            progress(len(outcomes), len(files), outcome)

    for other in others:
        done(other)
    for batch in _batches(_read_all(work, _Reader(blobs, walls, known, system, company), workers)):
        for read in batch:
            taken_in += Keys.of(map(_filing_key, (one.filing for one in read.filings)))
        for outcome, again in _kept(batch, store, viewer):
            kept += Keys.of(map(_filing_key, outcome.filings))
            repeated += Keys.of(map(_filing_key, again))
            done(outcome)
    counts = (_files_count(files, outcomes), StageCount("filings", taken_in, kept, repeated))
    alarms = tuple(alarm for count in counts if (alarm := count.alarm()))
    return IngestReport(tuple(sorted(outcomes, key=lambda f: str(f.path))), counts, alarms)


def _files_count(files: Sequence[tuple[Path, bool]], outcomes: Sequence[FileOutcome]) -> StageCount:
    def of(*which: Outcome) -> Keys:
        return Keys.of(str(one.path) for one in outcomes if one.outcome in which)

    return StageCount(
        "files",
        received=Keys.of(str(path) for path, _ in files),
        out=of(Outcome.STORED),
        duplicate=of(Outcome.DUPLICATE),
        rejected={what.value: of(what) for what in (Outcome.REJECTED, Outcome.NOT_FILING)},
    )


def _filing_key(filing: Filing) -> str:
    return f"{filing.digest}|{filing.accession}"


# ------------------------------------------------------------------------- reading one file


@dataclass(frozen=True)
class _Read:
    """What a file was read to: filings to keep, or the outcome that it has already."""

    path: Path
    filings: tuple[Taken, ...] = ()
    findings: tuple[Finding, ...] = ()
    outcome: FileOutcome | None = None
    references: tuple[CompanyReference, ...] = ()
    unkept: BlobUnwritable | None = None
    """Why it could not be kept, which is no fault of the file's and ends the run."""


@dataclass(frozen=True)
class _Reader:
    """Reads files in whatever process; all it holds can be sent to another."""

    blobs: BlobFolder
    walls: Walls
    known: frozenset[str]
    system: str
    company: Company | None

    def answer(self, task: tuple[Path, bool]) -> _Read:
        """What ``read`` makes of a path and whether it was named."""
        path, named = task
        with uncollected():
            return self.read(path, named=named)

    def read(self, path: Path, *, named: bool) -> _Read:
        try:
            received = content(path)
            if may_be_data(path):
                return self._data(path, received)
            return self._filing(path, received)
        except NotAFiling as error:
            # Somebody who names a file means it to be a filing; a folder holds what it holds.
            outcome = Outcome.REJECTED if named else Outcome.NOT_FILING
            return _Read(path, outcome=FileOutcome(path, outcome, str(error)))
        except WrongKind as error:
            # Beside filings lie XML files of other kinds, such as taxonomies and renderings.
            other = not named and plain_name(path).lower().endswith(".xml")
            outcome = Outcome.NOT_FILING if other else Outcome.REJECTED
            return _Read(path, outcome=FileOutcome(path, outcome, str(error)))
        except BlobUnwritable as error:
            return _Read(path, unkept=error)
        except (BadInput, OSError) as error:
            return _Read(path, outcome=FileOutcome(path, Outcome.REJECTED, str(error)))

    def _filing(self, path: Path, received: bytes) -> _Read:
        if hashlib.sha256(received).hexdigest() in self.known:
            kept_packed = packed(path, bytes_max=len(received))
            mended = self.blobs.restore(received, packed=kept_packed)
            reason = "the same file is kept already"
            reason += "; the copy of it, which was lost or damaged, was put back" if mended else ""
            return _Read(path, outcome=FileOutcome(path, Outcome.DUPLICATE, reason))
        document = parse(received, name=plain_name(path))
        one = taken(document, received, self.walls, system=self.system, given=self.company)
        self.blobs.put(received, packed=packed(path, bytes_max=len(received)))
        return _Read(path, (one,), tuple(one.findings))

    def _data(self, path: Path, received: bytes) -> _Read:
        if looks_like_reference(received[:_HEAD_BYTES]):
            return self._references(path, received)
        digest = hashlib.sha256(received).hexdigest()
        read = companyfacts(received, name=plain_name(path), digest=digest, walls=self.walls)
        self.blobs.put(received, packed=packed(path, bytes_max=len(received)))
        filings = tuple(
            Taken(filing, read.company, facts, "", ()) for filing, facts in read.filings
        )
        return _Read(path, filings, tuple(read.findings))

    def _references(self, path: Path, received: bytes) -> _Read:
        if self.walls:
            reason = "the SEC's public lists stand behind no wall; ingest it without --walls"
            return _Read(path, outcome=FileOutcome(path, Outcome.REJECTED, reason))
        return _Read(path, references=tuple(references(received, name=plain_name(path))))


def _batches(reads: Iterable[_Read]) -> Iterator[list[_Read]]:
    """The files that are kept in one go, in the order given.

    Two that name one company or one ticker are apart, as what is kept of the first may speak
    against what the second says.
    """
    batch: list[_Read] = []
    named: set[str] = set()
    facts = 0
    try:
        for read in reads:
            if read.unkept is not None:
                raise read.unkept
            names = _names(read)
            full = len(batch) == _FILES_AT_ONCE_MAX or facts > _FACTS_AT_ONCE_MAX
            if batch and (full or read.references or not named.isdisjoint(names)):
                yield batch
                batch, named, facts = [], set(), 0
            batch.append(read)
            named |= names
            facts += sum(len(one.facts) for one in read.filings)
            if read.references:
                yield batch
                batch, named, facts = [], set(), 0
    except (WorkerDied, BlobUnwritable):
        if batch:
            yield batch
        raise
    if batch:
        yield batch


def _names(read: _Read) -> set[str]:
    return {
        name for one in read.filings for name in (one.company.cik, *one.company.tickers) if name
    }


def _kept(
    reads: Sequence[_Read], store: FactStore, viewer: Viewer
) -> list[tuple[FileOutcome, Sequence[Filing]]]:
    """What became of each file, once all are kept, and which of its filings were kept before."""
    told = [_doubts_of_names(read, store, viewer) for read in reads]
    reports = [
        Report(one.filing, one.company, one.facts, one.text_digest, one.co_registrants)
        for read in reads
        for one in read.filings
    ]
    saved = iter(store.save_all(reports) if reports else ())
    return [
        _outcome(read, doubted, list(islice(saved, len(read.filings))), store)
        for read, doubted in zip(reads, told, strict=True)
    ]


def _outcome(
    read: _Read, doubted: Sequence[Finding], saved: Sequence[Saved], store: FactStore
) -> tuple[FileOutcome, Sequence[Filing]]:
    if read.outcome is not None:
        return read.outcome, ()
    if read.references:
        if store.save_references(read.references):
            return FileOutcome(read.path, Outcome.STORED), ()
        reason = "all it says of registrants is kept already"
        return FileOutcome(read.path, Outcome.DUPLICATE, reason), ()
    findings = (*read.findings, *doubted)
    of = list(zip((one.filing for one in read.filings), saved, strict=True))
    stored = [filing for filing, what in of if what is Saved.STORED]
    again = [filing for filing, what in of if what is Saved.DUPLICATE]
    if stored:
        outcome = Outcome.STORED
        return FileOutcome(read.path, outcome, filings=tuple(stored), findings=findings), again
    if not read.filings:
        return FileOutcome(read.path, Outcome.REJECTED, "there is no filing in it"), again
    reason = "the same filing is kept already: its company, form, period and facts are the same"
    return FileOutcome(read.path, Outcome.DUPLICATE, reason, findings=read.findings), again


def _doubts_of_names(read: _Read, store: FactStore, viewer: Viewer) -> Sequence[Finding]:
    """What speaks against the filings' own words about whose they are."""
    companies = {one.company.cik: one.company for one in read.filings if one.company.cik}
    return [
        Finding("ingestion.other-registrant", doubt, where=plain_name(read.path))
        for cik, company in companies.items()
        for doubt in doubts(cik, company.name, store.namesakes(company, viewer))
    ]


# --------------------------------------------------------------------------------- all files


def _sorted_out(
    files: Iterable[tuple[Path, bool]],
) -> tuple[list[tuple[Path, bool]], list[FileOutcome]]:
    """The files to read, and those whose name or beginning says that they are no filing."""
    work: list[tuple[Path, bool]] = []
    others: list[FileOutcome] = []
    for path, named in files:
        reason = ""
        if why := why_not_plain(path):
            # A link or pipe with the name of a filing was meant to be one.
            meant = named or may_be_filing(path) or may_be_data(path)
            outcome = Outcome.REJECTED if meant else Outcome.NOT_FILING
            others.append(FileOutcome(path, outcome, f"it {why}; only plain files are read"))
            continue
        if may_be_data(path):
            if not _begins_like_data(path):
                reason = "JSON, but neither companyfacts nor a list of registrants of the SEC"
        elif not may_be_filing(path) and not named:
            reason = (
                "its name is not that of a filing (.htm, .html, .txt, .nc, .xml, .pdf, each also "
                ".gz)"
            )
        if reason:
            outcome = Outcome.REJECTED if named else Outcome.NOT_FILING
            others.append(FileOutcome(path, outcome, reason))
        else:
            work.append((path, named))
    return work, others


def _begins_like_data(path: Path) -> bool:
    try:
        head = beginning(path, _HEAD_BYTES)
        return looks_like_companyfacts(head) or looks_like_reference(head)
    except (BadInput, OSError):
        # Reading it whole says why it cannot be read.
        return True


def _read_all(
    work: Sequence[tuple[Path, bool]], reader: _Reader, workers: int | None
) -> Iterator[_Read]:
    """Each file read under limits, in the order given, whichever process was quickest.

    With one worker asked for, in this process and without limits.
    """
    if workers == 1:
        for task in work:
            yield reader.answer(task)
        return
    # A second process for a few files costs more than it saves.
    count = (workers or os.cpu_count() or 1) if len(work) >= _FILES_FOR_POOL_MIN else 1
    if not work:
        return
    try:
        with LimitedWorkers(reader.answer, min(count, len(work)), READING_LIMITS) as processes:
            for (path, _), answer in processes.answers(work):
                if isinstance(answer, Stopped):
                    outcome = FileOutcome(path, Outcome.REJECTED, f"{path.name}: {answer.reason}")
                    yield _Read(path, outcome=outcome)
                else:
                    yield answer
    except WorkersDied as error:
        raise WorkerDied(work[0][0]) from error
