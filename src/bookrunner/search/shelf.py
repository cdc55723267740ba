"""All indexes of a home, one for each set of walls, and how they follow the records."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from bookrunner.documents import LimitedWorkers, Limits, Stopped, parse
from bookrunner.facts import Company, Filing
from bookrunner.figures import (
    BookrunnerError,
    Finding,
    Keys,
    NotFound,
    Severity,
    StageCount,
    Viewer,
    Walls,
    may_see,
)
from bookrunner.search.catalogue import Entry, entry
from bookrunner.search.embedder import Embedder
from bookrunner.search.index import IndexDamaged, IndexUnwritable, PassageIndex
from bookrunner.search.index_tantivy import TantivyIndex
from bookrunner.search.passages import Passage, passages
from bookrunner.storage import BlobCorrupt, alone

VERSION = "3"
"""Of passages and index; another one begins anew, beside the old."""
_PASSAGES_AT_ONCE = 4_000
# Below this many the start of other processes costs more than it saves.
_FILINGS_FOR_POOL_MIN = 4


class Blobs(Protocol):
    """Files as received."""

    def get(self, digest: str) -> bytes:
        """The content of that digest."""
        ...


class Shelf(Protocol):
    """The indexes of a home, wherever they are kept; vectors of two embedders never in one."""

    def index(self, walls: Walls) -> PassageIndex:
        """The index of what stands behind exactly these walls."""
        ...

    def visible(self, viewer: Viewer) -> Sequence[PassageIndex]:
        """The indexes of what the viewer may see; others are not even opened."""
        ...

    def walls(self, viewer: Viewer) -> Sequence[Walls]:
        """The sets of walls of these indexes."""
        ...

    def mended(self, walls: Walls) -> str:
        """Why the index had to be emptied, to be filled again; "" where it is sound."""
        ...

    def alone(self) -> AbstractContextManager[None]:
        """Nobody else brings the indexes up to date meanwhile."""
        ...


class FolderShelf:
    """Indexes in a folder that only its owner may read.

    A set's folder is named by the digest of its walls; the names stand in its ``walls.json``.
    """

    def __init__(self, folder: Path, embedder: Embedder) -> None:
        self._folder = folder / f"v{VERSION}-{embedder.name}"
        self._embedder = embedder
        self._open: dict[Walls, TantivyIndex] = {}
        self._turn = threading.RLock()

    def index(self, walls: Walls) -> TantivyIndex:
        """The index of what stands behind exactly these walls.

        Raises:
            IndexDamaged: It is there and cannot be used.
            IndexUnwritable: It is not there and cannot be made.
        """
        with self._turn:
            if walls not in self._open:
                self._open[walls] = self._opened(walls)
            return self._open[walls]

    def _opened(self, walls: Walls) -> TantivyIndex:
        folder = self._of(walls)
        said = folder / "walls.json"
        if _walls_said(said) != walls:
            # The folder's own name tells the walls, so a damaged list is written again.
            with _unwritable(folder):
                self._make(folder)
                part = folder / "walls.part"
                part.write_text(json.dumps(sorted(walls)), encoding="utf-8")
                part.replace(said)
        return TantivyIndex(folder, self._embedder)

    def visible(self, viewer: Viewer) -> list[TantivyIndex]:
        """The indexes of what the viewer may see; others are not even opened."""
        return [self.index(walls) for walls in self.walls(viewer)]

    def walls(self, viewer: Viewer) -> list[Walls]:
        """The sets of walls of these indexes."""
        found: list[Walls] = []
        for path in sorted(self._folder.glob("*/walls.json")):
            walls = _walls_said(path)
            # Nobody knows who may see one without. It is mended by what the records hold behind it.
            if walls is not None and path.parent == self._of(walls) and may_see(viewer, walls):
                found.append(walls)
        return found

    def mended(self, walls: Walls) -> str:
        """Why the index had to be emptied, to be filled again; "" where it is sound."""
        try:
            index = self.index(walls)
            index.entries()
            why = "most of it was of replaced documents" if index.is_worn else ""
        except IndexDamaged as damaged:
            why = str(damaged)
        if why:
            self._open.pop(walls, None)
            with _unwritable(self._of(walls)):
                shutil.rmtree(self._of(walls))
        return why

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Nobody else writes meanwhile."""
        with _unwritable(self._folder):
            self._make(self._folder)
            lock = alone(self._folder / "lock")
        with lock:
            yield

    def _of(self, walls: Walls) -> Path:
        return self._folder / walls_key(walls)

    def _make(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder.chmod(0o700)


def _walls_said(path: Path) -> Walls | None:
    try:
        return frozenset(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


@contextmanager
def _unwritable(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise IndexUnwritable(str(folder), error.strerror or type(error).__name__) from error


_Words = tuple[Entry, Sequence[Passage]]


@dataclass(frozen=True)
class Indexed:
    """What bringing the indexes up to date did: looked at = indexed + without words + damaged."""

    documents: int
    passages: int
    without_words: int
    """Figures that came as data, such as companyfacts, or whose file is not kept."""
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class _Work:
    """What is to be done before the indexes hold what the records hold."""

    missing: Sequence[Filing]
    gone: Mapping[Walls, Sequence[str]]

    def __bool__(self) -> bool:
        return bool(self.missing or self.gone)


def bring_up_to_date(
    shelf: Shelf,
    filings: Sequence[Filing],
    companies: Sequence[Company],
    blobs: Blobs,
    *,
    viewer: Viewer,
    workers: int | None = None,
    progress: Callable[[str, int, int], None] = lambda *_: None,
) -> Indexed:
    """Index what no index holds yet, and forget what the records no longer hold.

    An index that is damaged is emptied and filled again.

    Args:
        filings: Those that the viewer may see.
        companies: For their names; those that the viewer may see.
        viewer: Whose filings they are; other indexes are left alone.
        workers: Processes that read filings; 1 for none besides this.

    Raises:
        IndexUnwritable: The disk is full, for instance; what was indexed before it stays.
    """
    with suppress(IndexDamaged):
        if not _work(shelf, filings, viewer):
            return Indexed(0, 0, 0)
    with shelf.alone():
        findings = _mended(shelf, filings, viewer)
        # Another process may have done it meanwhile.
        work = _work(shelf, filings, viewer)
        for walls, digests in work.gone.items():
            shelf.index(walls).remove(digests)
        reader = _Reader(blobs, {one.cik: one for one in companies if one.cik})
        counted = _Counted(work.missing)
        batch: list[_Words] = []
        walls = frozenset()
        for filing, read in _read_all(
            sorted(work.missing, key=lambda f: sorted(f.walls)), reader, workers
        ):
            full = sum(len(cut) for _, cut in batch) > _PASSAGES_AT_ONCE
            if batch and (filing.walls != walls or full):
                shelf.index(walls).add(batch)
                batch = []
            walls = filing.walls
            counted.add(filing, read)
            if not isinstance(read, Finding):
                batch.append(read)
            progress(f"Indexing {filing.name or filing.accession}", counted.done, counted.total)
        if batch:
            shelf.index(walls).add(batch)
    return counted.told(findings)


def _work(shelf: Shelf, filings: Sequence[Filing], viewer: Viewer) -> _Work:
    wanted: dict[Walls, dict[str, Filing]] = {walls: {} for walls in shelf.walls(viewer)}
    for filing in filings:
        wanted.setdefault(filing.walls, {}).setdefault(filing.digest, filing)
    missing: list[Filing] = []
    gone: dict[Walls, Sequence[str]] = {}
    for walls, of_walls in wanted.items():
        kept = {one.digest for one in shelf.index(walls).entries()}
        missing += [filing for digest, filing in of_walls.items() if digest not in kept]
        if left := sorted(kept - set(of_walls)):
            gone[walls] = left
    return _Work(missing, gone)


def _mended(shelf: Shelf, filings: Sequence[Filing], viewer: Viewer) -> list[Finding]:
    there = {*shelf.walls(viewer), *(filing.walls for filing in filings)}
    told = [why for walls in sorted(there, key=sorted) if (why := shelf.mended(walls))]
    return [Finding("search.rebuilt", f"made again: {why}", Severity.NOTE) for why in told]


class _Counted:
    """The account of one run: what was to be indexed is indexed or has no words, by key."""

    def __init__(self, missing: Sequence[Filing]) -> None:
        self.total = len(missing)
        self.done = 0
        self._received = Keys.of(map(_account_key, missing))
        self._out = Keys()
        self._without_words = Keys()
        self._damaged = Keys()
        self._findings: list[Finding] = []
        self._passages = 0

    def add(self, filing: Filing, read: _Words | Finding) -> None:
        key = Keys.of([_account_key(filing)])
        self.done += 1
        if isinstance(read, Finding):
            self._damaged += key
            self._findings.append(read)
            return
        if read[1]:
            self._out += key
        else:
            self._without_words += key
        self._passages += len(read[1])

    def told(self, findings: Sequence[Finding]) -> Indexed:
        rejected = {"without words": self._without_words, "damaged": self._damaged}
        alarm = StageCount("index", self._received, self._out, rejected=rejected).alarm()
        return Indexed(
            self._out.count,
            self._passages,
            self._without_words.count,
            (*findings, *self._findings, *([alarm] if alarm is not None else ())),
        )


def _account_key(filing: Filing) -> str:
    return f"{filing.digest} {walls_key(filing.walls)}"


@dataclass(frozen=True)
class _Reader:
    """Reads a filing in whatever process."""

    blobs: Blobs
    companies: Mapping[str, Company]

    def read(self, filing: Filing) -> _Words | Finding:
        """Its words; a finding where its file is damaged, which is then tried again each time."""
        try:
            document = parse(self.blobs.get(filing.digest), name=filing.name)
        except BlobCorrupt as damaged:
            return Finding("search.file-damaged", str(damaged), Severity.WARNING, filing.name)
        except (BookrunnerError, NotFound):
            # It came as data, with the sample, or its file is gone: there is nothing to find in.
            return _without_words(filing), ()
        company = self.companies.get(filing.cik)
        names = (company.name,) if company is not None else ()
        tickers = company.tickers if company is not None else ()
        return entry(document, filing, names, tickers), passages(document)


def _without_words(filing: Filing) -> Entry:
    return Entry(
        digest=filing.digest,
        source_name=filing.name,
        form=filing.form,
        cik=filing.cik,
        names=(),
        tickers=(),
        period_end=filing.period_end,
        year=filing.fiscal_year,
        quarter=None,
        known_on=filing.accepted_at,
    )


def _read_all(
    filings: Sequence[Filing], reader: _Reader, workers: int | None
) -> Iterator[tuple[Filing, _Words | Finding]]:
    if workers == 1 or len(filings) < _FILINGS_FOR_POOL_MIN:
        for filing in filings:
            yield filing, reader.read(filing)
        return
    with LimitedWorkers(reader.read, workers or os.cpu_count() or 1, Limits()) as pool:
        for filing, answer in pool.answers(filings):
            if isinstance(answer, Stopped):
                yield filing, (_without_words(filing), ())
            else:
                yield filing, answer


def walls_key(walls: Walls) -> str:
    """A name for a set of walls that tells nothing of theirs."""
    return hashlib.sha256(json.dumps(sorted(walls)).encode()).hexdigest()[:24]
