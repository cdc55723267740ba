"""Questions answered from what the viewer may see."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path

from bookrunner.answers import Answer, Library, answer
from bookrunner.answers.narrating import Narrator, narrated
from bookrunner.app import Desk
from bookrunner.facts import Fact, Statements, statements
from bookrunner.figures import PUBLIC, BadInput, BookrunnerError, NotFound, Unusable, Walls
from bookrunner.ledger import Ledger
from bookrunner.llm import Classification
from bookrunner.operations.asking_shapes import (
    AnswerCitation,
    Answered,
    AskAnswer,
    AskBatch,
    AskRequest,
    AskRow,
)
from bookrunner.operations.batches import NoQuestion, day_known, fields, row_error, texts
from bookrunner.operations.searching import indexed
from bookrunner.operations.told import remarks
from bookrunner.search import Entry, Passage, Result, search

_FIELDS = ("question", "company", "document", "as_of")
_RESULTS = 10


def ask(desk: Desk, request: AskRequest) -> AskAnswer:
    """The answer to a question, or those to a file of questions.

    Raises:
        NotFound: There is no such company or document.
        Unusable: Nothing is asked.
        UnusableBatch: The file is no text.
    """
    if (request.batch is None) == (not request.question.strip()):
        raise Unusable("ask a question, or name a file of questions with --batch")
    indexed(desk)
    asking = _Asking(desk)
    if request.batch is not None:
        return AskBatch(tuple(_rows(asking, request.batch, request)))
    made = asking.answer(request)
    if made.figure is not None:
        desk.keep_line(Ledger.of([made.figure], (), as_of=made.figure.period.end))
    return _plain(made)


class _Asking:
    """Answers questions over the indexes and facts as they stand."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._indexes = desk.shelf.visible(desk.viewer)
        self._of = {e.digest: index for index in self._indexes for e in index.entries()}
        self._entries = [e for index in self._indexes for e in index.entries() if e.passages]
        self._libraries: dict[date | None, Library] = {}

    def answer(self, request: AskRequest) -> Answer:
        """The answer to one question."""
        library = self._library(request.as_of)
        document = request.document or None
        if document is not None and not any(
            document in (e.digest, e.source_name, e.stem) for e in library.entries
        ):
            hint = "`bookrunner ingest FILE` reads it into the records"
            raise NotFound("document", document, hint=hint)
        words = request.question
        if request.company.isdigit():
            words = f"{request.company.zfill(10)}: {words}"
        elif request.company and not library.names.found(words):
            words = f"{request.company}: {words}"
        found = answer(words, library, document=document)
        if self._desk.settings.models is None:
            return found
        return narrated(words, found, library, Narrator(self._desk.models, self._classification))

    def _classification(self, digest: str) -> Classification:
        """How guarded a request about a document is: by its walls, and by who asks.

        What a banker asks is never public, and that of somebody inside a wall may be of its deal.
        """
        inside = bool(self._desk.viewer.walls) or bool(self._walls[digest])
        return Classification.RESTRICTED if inside else Classification.INTERNAL

    @cached_property
    def _walls(self) -> Mapping[str, Walls]:
        found: dict[str, Walls] = {}
        for filing in self._desk.store.filings(self._desk.viewer):
            found[filing.digest] = found.get(filing.digest, PUBLIC) | filing.walls
        return found

    def _library(self, as_of: date | None) -> Library:
        if as_of not in self._libraries:
            known = [
                e for e in self._entries if as_of is None or (e.known_on and e.known_on <= as_of)
            ]

            @lru_cache(maxsize=8)
            def made(cik: str) -> Statements | None:
                return self._statements(cik, as_of)

            @lru_cache(maxsize=8)
            def facts(cik: str) -> Sequence[Fact]:
                return self._desk.store.facts(cik, self._desk.viewer, as_of=as_of)

            def found(words: str, document: str | None) -> Sequence[Result]:
                return search(words, self._indexes, document=document, as_of=as_of, count=_RESULTS)

            self._libraries[as_of] = Library(
                known,
                found,
                self._passages,
                self._statement_passages,
                self._walls.__getitem__,
                made,
                facts,
            )
        return self._libraries[as_of]

    @lru_cache(maxsize=64)  # noqa: B019 - it lives as long as one command
    def _passages(self, digest: str) -> Sequence[Passage]:
        return self._of[digest].passages(digest)

    @lru_cache(maxsize=64)  # noqa: B019 - as above
    def _statement_passages(self, digest: str) -> Sequence[Passage]:
        return self._of[digest].passages(digest, of_statements=True)

    def _statements(self, cik: str, as_of: date | None) -> Statements | None:
        try:
            company = self._desk.store.company(cik, self._desk.viewer, as_of=as_of)
        except BookrunnerError:
            return None
        facts = self._desk.store.facts(cik, self._desk.viewer, as_of=as_of)
        return statements(company, facts, as_of=as_of) if facts else None


def _plain(made: Answer) -> Answered:
    return Answered(
        answer=made.words,
        kind=made.kind.value,
        reason=made.reason or None,
        value=made.value,
        unit=made.unit or None,
        period=made.period or None,
        formula=made.formula or None,
        citations=tuple(
            AnswerCitation(one.document, _name(one.entry), one.page, one.start, one.end, one.quote)
            for one in made.citations
        ),
        findings=remarks(made.findings),
        id=made.figure.id if made.figure is not None else None,
    )


def _name(entry: Entry | None) -> str:
    return entry.source_name if entry is not None else ""


def _rows(asking: _Asking, path: Path, request: AskRequest) -> Iterator[Answered | AskRow]:
    for _, text in texts(path):
        try:
            given = fields(text, _FIELDS, '{"question": "..."}')
            yield _plain(asking.answer(_request(given, request)))
        except BookrunnerError as error:
            why = "no-question" if isinstance(error, NoQuestion) else "error"
            yield AskRow(f"No answer: {error}", "abstained", why, row_error(error))


def _request(row: Mapping[str, object], request: AskRequest) -> AskRequest:
    """The row as a request; what it leaves out is the command's own."""
    said = {name: row.get(name) or getattr(request, name) for name in _FIELDS[:3]}
    for name, value in said.items():
        if not isinstance(value, str):
            raise BadInput(f"{name} is no text")
    if not str(said["question"]).strip():
        raise NoQuestion
    return AskRequest(
        question=str(said["question"]),
        company=str(said["company"]),
        document=str(said["document"]),
        as_of=day_known(row, request.as_of),
    )
