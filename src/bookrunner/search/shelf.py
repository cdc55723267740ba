"""All indexes of a home, one for each set of walls, and how they follow the records."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from bookrunner.documents import LimitedWorkers, Limits, Stopped, parse
from bookrunner.facts import Company, Filing
from bookrunner.figures import BookrunnerError, Finding, NotFound, Severity, Viewer, Walls, may_see
from bookrunner.search.catalogue import Entry, entry
from bookrunner.search.embedder import Embedder
from bookrunner.search.index_tantivy import TantivyIndex
from bookrunner.search.passages import Passage, passages
from bookrunner.storage import alone

_VERSION = "1"
"""Of passages and index; another one begins anew, beside the old."""
_PASSAGES_AT_ONCE = 4_000
# Below this many the start of other processes costs more than it saves.
_FILINGS_FOR_POOL_MIN = 4


class Blobs(Protocol):
    """Files as received."""

    def get(self, digest: str) -> bytes:
        """The content of that digest."""
        ...


class Shelf:
    """A folder of indexes."""

    def __init__(self, folder: Path, embedder: Embedder) -> None:
        self._folder = folder / f"v{_VERSION}-{embedder.name}"
        self._embedder = embedder
        self._open: dict[Walls, TantivyIndex] = {}

    def index(self, walls: Walls) -> TantivyIndex:
        """The index of what stands behind exactly these walls."""
        if walls not in self._open:
            folder = self._folder / _folder_name(walls)
            folder.mkdir(parents=True, exist_ok=True)
            (folder / "walls.json").write_text(json.dumps(sorted(walls)), encoding="utf-8")
            self._open[walls] = TantivyIndex(folder, self._embedder)
        return self._open[walls]

    def visible(self, viewer: Viewer) -> list[TantivyIndex]:
        """The indexes of what the viewer may see; others are not even opened."""
        found: list[TantivyIndex] = []
        for path in sorted(self._folder.glob("*/walls.json")):
            walls = frozenset(json.loads(path.read_text(encoding="utf-8")))
            if may_see(viewer, walls):
                found.append(self.index(walls))
        return found

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Nobody else writes meanwhile."""
        self._folder.mkdir(parents=True, exist_ok=True)
        with alone(self._folder / "lock"):
            yield


@dataclass(frozen=True)
class Indexed:
    """What bringing the indexes up to date did: looked at = indexed + without words."""

    documents: int
    passages: int
    without_words: int
    """Figures that came as data, such as companyfacts, or whose file is not kept."""
    findings: tuple[Finding, ...] = ()


def bring_up_to_date(
    shelf: Shelf,
    filings: Sequence[Filing],
    companies: Sequence[Company],
    blobs: Blobs,
    *,
    workers: int | None = None,
    progress: Callable[[str, int, int], None] = lambda *_: None,
) -> Indexed:
    """Index the filings that no index holds yet; what is indexed is not touched.

    Args:
        filings: Those that the viewer may see.
        companies: For their names; those that the viewer may see.
        workers: Processes that read filings; 1 for none besides this.
    """
    if not _missing(shelf, filings):
        return Indexed(0, 0, 0)
    with shelf.alone():
        # Another process may have indexed them meanwhile.
        missing = _missing(shelf, filings)
        reader = _Reader(blobs, {one.cik: one for one in companies if one.cik})
        counted = _Counted(len(missing))
        batch: list[tuple[Entry, Sequence[Passage]]] = []
        walls: Walls | None = None
        for filing, read in _read_all(
            sorted(missing, key=lambda f: sorted(f.walls)), reader, workers
        ):
            if batch and (
                filing.walls != walls or sum(len(p) for _, p in batch) > _PASSAGES_AT_ONCE
            ):
                shelf.index(walls if walls is not None else filing.walls).add(batch)
                batch = []
            walls = filing.walls
            batch.append(read)
            counted.add(filing, read)
            progress(f"Indexing {filing.name or filing.accession}", counted.done, len(missing))
        if batch and walls is not None:
            shelf.index(walls).add(batch)
    return counted.told()


def _missing(shelf: Shelf, filings: Sequence[Filing]) -> list[Filing]:
    kept: dict[Walls, set[str]] = {}
    missing: dict[tuple[str, Walls], Filing] = {}
    for filing in filings:
        if filing.walls not in kept:
            kept[filing.walls] = {one.digest for one in shelf.index(filing.walls).entries()}
        if filing.digest not in kept[filing.walls]:
            missing.setdefault((filing.digest, filing.walls), filing)
    return list(missing.values())


class _Counted:
    def __init__(self, total: int) -> None:
        self.total = total
        self.done = 0
        self._documents = 0
        self._passages = 0

    def add(self, filing: Filing, read: tuple[Entry, Sequence[Passage]]) -> None:  # noqa: ARG002
        self.done += 1
        self._documents += bool(read[1])
        self._passages += len(read[1])

    def told(self) -> Indexed:
        findings: tuple[Finding, ...] = ()
        if self.done != self.total:
            message = f"of {self.total} filings to index {self.done} came out; run the same again"
            findings = (Finding("search.lost", message, Severity.ERROR),)
        return Indexed(self._documents, self._passages, self.done - self._documents, findings)


@dataclass(frozen=True)
class _Reader:
    """Reads a filing in whatever process."""

    blobs: Blobs
    companies: Mapping[str, Company]

    def read(self, filing: Filing) -> tuple[Entry, Sequence[Passage]]:
        try:
            document = parse(self.blobs.get(filing.digest), name=filing.name)
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
) -> Iterator[tuple[Filing, tuple[Entry, Sequence[Passage]]]]:
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


def _folder_name(walls: Walls) -> str:
    return hashlib.sha256(json.dumps(sorted(walls)).encode()).hexdigest()[:24]
