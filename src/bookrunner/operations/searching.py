"""Looking passages up in what the viewer may see, and the indexes that this needs."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from bookrunner.app import Desk
from bookrunner.figures import BadInput, BookrunnerError, NotFound, Unusable
from bookrunner.operations.batches import NoQuestion, day_known, fields, row_error, texts
from bookrunner.operations.searching_shapes import (
    FoundBatch,
    FoundPassage,
    FoundPassages,
    FoundRow,
    IndexAnswer,
    IndexRequest,
    SearchAnswer,
    SearchRequest,
)
from bookrunner.operations.told import remarks
from bookrunner.search import (
    Catalogue,
    Entry,
    Filter,
    IndexDamaged,
    Indexed,
    PassageIndex,
    Result,
    bring_up_to_date,
    search,
)

_FIELDS = ("question", "company", "document", "count", "as_of")
_COUNT_MAX = 1_000


def index(desk: Desk, request: IndexRequest) -> IndexAnswer:  # noqa: ARG001 - it asks for nothing
    """The indexes, holding all that the records hold."""
    done = indexed(desk)
    entries = [one for index in desk.shelf.visible(desk.viewer) for one in index.entries()]
    return IndexAnswer(
        added_documents=done.documents,
        added_passages=done.passages,
        without_words=done.without_words,
        documents=sum(one.passages > 0 for one in entries),
        passages=sum(one.passages for one in entries),
        findings=remarks(done.findings),
    )


def indexed(desk: Desk) -> Indexed:
    """Bring the indexes up to date with the records that the viewer may see."""
    return bring_up_to_date(
        desk.shelf,
        desk.store.filings(desk.viewer),
        desk.store.companies(desk.viewer),
        desk.blobs,
        viewer=desk.viewer,
        workers=desk.settings.workers,
        progress=desk.progress,
    )


def found(desk: Desk, request: SearchRequest) -> SearchAnswer:
    """The passages that answer a question best.

    Raises:
        NotFound: There is no such company or document.
        Unusable: Nothing is asked.
        UnusableBatch: The file is no text.
    """
    if (request.batch is None) == (not request.question.strip()):
        raise Unusable("ask a question, or name a file of questions with --batch")
    looking = _Looking(desk, _current(desk))
    if request.batch is not None:
        return FoundBatch(tuple(_rows(looking, request.batch, request)))
    return FoundPassages(looking.passages(request))


def _current(desk: Desk) -> Sequence[PassageIndex]:
    """The indexes that the viewer may see, up to date with the records as they are."""
    with suppress(IndexDamaged):
        indexes = desk.shelf.visible(desk.viewer)
        key = ("indexed", desk.viewer, tuple(index.catalogue() for index in indexes))
        done = desk.remembered.get(key, lambda: indexed(desk))
        if done.findings:
            # A damaged file is tried again each time.
            done = indexed(desk)
        return desk.shelf.visible(desk.viewer) if done.documents else indexes
    indexed(desk)
    return desk.shelf.visible(desk.viewer)


class _Looking:
    """Answers questions over the indexes as they stand."""

    def __init__(self, desk: Desk, indexes: Sequence[PassageIndex]) -> None:
        self._desk = desk
        self._indexes = indexes

    @cached_property
    def _catalogue(self) -> Catalogue:
        return Catalogue(e for index in self._indexes for e in index.entries())

    def passages(self, request: SearchRequest) -> tuple[FoundPassage, ...]:
        document = self._document(request.document) if request.document else None
        company = self._subjects(request.company) if request.company else None
        results = search(
            request.question,
            self._indexes,
            document=document,
            company=company,
            as_of=request.as_of,
            only=Filter(request.form, request.from_, request.to, request.section),
            count=min(request.count, _COUNT_MAX),
        )
        return tuple(self._with_neighbours(one, request.context) for one in results)

    def _with_neighbours(self, result: Result, count: int | None) -> FoundPassage:
        told = _passage(result)
        if not count:
            return told
        [index] = [i for i in self._indexes if result.entry in i.catalogue().entries][:1]
        of_document = index.passages(result.entry.digest)
        [place] = [n for n, one in enumerate(of_document) if one.start == told.start]
        before = of_document[max(0, place - count) : place]
        after = of_document[place + 1 : place + 1 + count]
        return replace(
            told, before=tuple(p.text for p in before), after=tuple(p.text for p in after)
        )

    def _document(self, asked: str) -> str:
        for one in self._catalogue.entries:
            if asked in (one.digest, one.source_name, one.stem):
                return asked
        raise NotFound("document", asked, hint="`bookrunner ingest FILE` reads it into the records")

    def _subjects(self, asked: str) -> Collection[str]:
        """The subjects that a company's ticker, CIK or name means."""
        names = self._catalogue.names
        if named := names.found(asked):
            return tuple(named)
        company = self._desk.store.company(asked, self._desk.viewer)
        return [names.subject(one) for one in self._catalogue.entries if one.cik == company.cik]


def _passage(result: Result) -> FoundPassage:
    entry, passage = result.entry, result.hit.passage
    return FoundPassage(
        document=entry.digest,
        source_name=entry.source_name,
        page=passage.page,
        start=passage.start,
        end=passage.end,
        score=round(result.score, 4),
        text=passage.text,
        section=passage.section,
        form=entry.form,
        company=_company(entry),
        period_end=entry.period_end,
        above=passage.context,
    )


def _company(entry: Entry) -> str:
    return entry.names[0] if entry.names else entry.cik


def _rows(looking: _Looking, path: Path, request: SearchRequest) -> Iterator[FoundRow]:
    for _, text in texts(path):
        try:
            given = fields(text, _FIELDS, '{"question": "..."}')
            yield FoundRow(looking.passages(_request(given, request)))
        except BookrunnerError as error:
            yield FoundRow((), row_error(error))


def _request(row: Mapping[str, object], request: SearchRequest) -> SearchRequest:
    """The row as a request; what it leaves out is the command's own."""
    said = {name: row.get(name) or getattr(request, name) for name in _FIELDS[:3]}
    for name, value in said.items():
        if not isinstance(value, str):
            raise BadInput(f"{name} is no text")
    if not str(said["question"]).strip():
        raise NoQuestion
    count = row.get("count") or request.count
    if not isinstance(count, int) or isinstance(count, bool) or count < 1:
        raise BadInput(f"count is {count!r}; it is a whole number from 1")
    return replace(
        request,
        question=str(said["question"]),
        company=str(said["company"]),
        document=str(said["document"]),
        count=count,
        as_of=day_known(row, request.as_of),
        batch=None,
    )
