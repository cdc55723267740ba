"""An index of passages in a folder: tantivy for the words, JSON lines for the documents.

Written in this order: vectors, words, the line that makes a document known. What a stopped run left
before that line is never found and is replaced when the document is added again.
"""

from __future__ import annotations

import json
import os
import threading
import zlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import tantivy

from bookrunner.search.catalogue import Catalogue, Entry
from bookrunner.search.embedder import Embedder
from bookrunner.search.entry_json import entry_json, entry_of
from bookrunner.search.index import Hit, IndexDamaged, IndexUnwritable, Query
from bookrunner.search.passages import Passage, PassageKind
from bookrunner.search.vectors import VectorFile, joined
from bookrunner.storage import alone

_HEAP = 64_000_000
_STEMMED = "en_stem"
_CONTEXT_WEIGHT = 0.4
_PASSAGES_MAX = 100_000
_NEAR = 30
"""How many passages are brought by their meaning alone."""
_WORN_ROWS = 20_000
"""From so many rows an index of which more than half are of replaced documents is worn."""


class TantivyIndex:
    """The embedded index of one set of walls.

    Any number of processes may read and write at once; those that write wait for each other.

    Raises:
        IndexDamaged: At any use: the folder does not hold what was put into it.
    """

    def __init__(self, folder: Path, embedder: Embedder) -> None:
        self._embedder = embedder
        self._folder = folder
        self._vectors = VectorFile(folder, embedder.dimensions)
        self._documents = folder / "documents.jsonl"
        self._catalogue = Catalogue(())
        self._ranges: Sequence[tuple[int, int]] = ()
        """The rows of its documents."""
        self._read_to = 0
        self._turn = threading.Lock()
        words = folder / "words"
        try:
            words.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise IndexUnwritable(str(folder), error.strerror or type(error).__name__) from error
        if (folder / "damaged").exists():
            raise self._damaged("it was found so before")
        if self._documents.exists() and not (words / "meta.json").exists():
            raise self._damaged("its words are gone")
        with self._reading():
            self._index = tantivy.Index(_schema(), path=str(words))
        self._analyser = (
            tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
            .filter(tantivy.Filter.remove_long(40))
            .filter(tantivy.Filter.lowercase())
            .filter(tantivy.Filter.stemmer("english"))
            .build()
        )

    def add(self, documents: Sequence[tuple[Entry, Sequence[Passage]]]) -> None:
        """Keep documents; one that is there is replaced.

        Raises:
            IndexUnwritable: Nothing of them is kept then.
        """
        with self._alone():
            lines: list[str] = []
            with self._writer() as writer:
                for entry, passages in documents:
                    # What a stopped run left of it goes first.
                    writer.delete_documents_by_term("digest", entry.digest)
                    texts = [f"{passage.context}\n{passage.text}" for passage in passages]
                    first = self._vectors.append(self._embedder.embed(texts)) if texts else 0
                    for row, passage in enumerate(passages, start=first):
                        writer.add_document(_row(entry.digest, row, passage))
                    lines.append(
                        entry_json(replace(entry, passages=len(passages), first_row=first)) + "\n"
                    )
            self._say(lines)

    def remove(self, digests: Collection[str]) -> None:
        """Forget documents.

        Raises:
            IndexUnwritable: All of them are kept then.
        """
        with self._alone():
            with self._writer() as writer:
                for digest in digests:
                    writer.delete_documents_by_term("digest", digest)
            self._say([json.dumps({"gone": digest}) + "\n" for digest in digests])

    def entries(self) -> Sequence[Entry]:
        """The documents that are kept."""
        return self.catalogue().entries

    def catalogue(self) -> Catalogue:
        """The same documents, with their companies; the same object until they change."""
        with self._turn:
            return self._read_on()

    def _read_on(self) -> Catalogue:
        size = self._documents.stat().st_size if self._documents.exists() else 0
        if size == self._read_to:
            return self._catalogue
        content = self._documents.read_bytes() if size else b""
        # The end of a line that a stopped run left unfinished is no line.
        whole = content[: content.rfind(b"\n") + 1]
        grown = len(whole) >= self._read_to
        kept = {one.digest: one for one in self._catalogue.entries} if grown else {}
        try:
            for line in whole[self._read_to if grown else 0 :].splitlines():
                _apply(json.loads(line), kept)
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise self._damaged("its list of documents is broken") from error
        if len(whole) != self._read_to or not grown:
            rows = max((one.first_row + one.passages for one in kept.values()), default=0)
            if rows > len(self._vectors):
                raise self._damaged("vectors are missing")
            self._catalogue = Catalogue(kept.values())
            self._ranges = _ranges(self._catalogue, None)
            self._read_to = len(whole)
            with self._reading():
                self._index.reload()
        return self._catalogue

    @property
    def is_worn(self) -> bool:
        """Whether most of what its files hold is of documents that were replaced or removed."""
        rows = len(self._vectors)
        return rows > _WORN_ROWS and rows > 2 * sum(one.passages for one in self.entries())

    def _damaged(self, why: str) -> IndexDamaged:
        """The error, told once and remembered, so that what is brought up to date is made again."""
        with suppress(OSError):
            (self._folder / "damaged").touch()
        return IndexDamaged(str(self._folder), why)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        try:
            with alone(self._folder / "lock"):
                yield
        except OSError as error:
            why = error.strerror or type(error).__name__
            raise IndexUnwritable(str(self._folder), why) from error

    @contextmanager
    def _writer(self) -> Iterator[tantivy.IndexWriter]:
        """All that is written inside is kept, or none of it."""
        try:
            writer = self._index.writer(_HEAP, 1)
        except ValueError as error:
            raise IndexUnwritable(str(self._folder), str(error)) from error
        try:
            yield writer
            writer.commit()
        except ValueError as error:
            # So tantivy says what the disk said.
            raise IndexUnwritable(str(self._folder), str(error)) from error
        finally:
            # Lets go of its own lock; what was not committed is forgotten.
            writer.wait_merging_threads()
        self._index.reload()

    def _say(self, lines: Sequence[str]) -> None:
        """Make what was written known."""
        with self._documents.open("a+b") as file:
            size = file.seek(0, os.SEEK_END)
            file.seek(0)
            file.truncate(file.read(size).rfind(b"\n") + 1)
            file.write("".join(lines).encode())
            file.flush()
            os.fsync(file.fileno())

    @contextmanager
    def _reading(self) -> Iterator[None]:
        """Names what only damaged files lead to."""
        try:
            yield
        except (ValueError, OSError, IndexError, KeyError) as error:
            raise self._damaged(str(error) or type(error).__name__) from error
        except BaseException as error:
            # tantivy panics over some damaged files, and a panic is no Exception in Python.
            if type(error).__name__ != "PanicException":
                raise
            raise self._damaged("its words cannot be read") from error

    def find(self, query: Query, *, among: Collection[str] | None, count: int) -> Sequence[Hit]:
        """The best passages by their words, then those near in meaning that the words missed."""
        catalogue = self.catalogue()
        with self._reading():
            found = self._by_words(query, among, count)
            if query.meaning:
                ranges = self._ranges if among is None else _ranges(catalogue, among)
                found = self._with_meaning(query.meaning, found, ranges)
        # What a stopped run left behind is not known.
        return [hit for _, hit in found if hit.digest in catalogue.by_digest]

    def _by_words(
        self, query: Query, among: Collection[str] | None, count: int
    ) -> list[tuple[int, Hit]]:
        """The rows and passages that hold the words."""
        asked = self._asked(query)
        if asked is None:
            return []
        if among is not None:
            inside = tantivy.Query.term_set_query(self._index.schema, "digest", list(among))
            asked = tantivy.Query.boolean_query(
                [
                    (tantivy.Occur.Must, tantivy.Query.const_score_query(inside, 0.0)),
                    (tantivy.Occur.Must, asked),
                ]
            )
        if query.within:
            asked = tantivy.Query.boolean_query(
                [(tantivy.Occur.Must, self._within(query.within)), (tantivy.Occur.Must, asked)]
            )
        searcher = self._index.searcher()
        return [
            _hit(searcher.doc(place).to_dict(), score)
            for score, place in searcher.search(asked, count, count=False).hits
        ]

    def _within(self, section: str) -> tantivy.Query:
        """Passages of the Item of this name, or under these words, without a score for it."""
        schema = self._index.schema
        found = [tantivy.Query.term_query(schema, "section", section)]
        terms = self._analyser.analyze(section)
        if len(terms) > 1:
            found.append(tantivy.Query.phrase_query(schema, "context", list(terms)))
        elif terms:
            found.append(tantivy.Query.term_query(schema, "context", terms[0]))
        either = tantivy.Query.boolean_query([(tantivy.Occur.Should, one) for one in found])
        return tantivy.Query.const_score_query(either, 0.0)

    def _with_meaning(
        self,
        meaning: str,
        found: Sequence[tuple[int, Hit]],
        ranges: Sequence[tuple[int, int]],
    ) -> list[tuple[int, Hit]]:
        """The same with how near each is, and those that are nearest besides."""
        vector = self._embedder.embed([meaning])[0]
        rows = [row for row, _ in found]
        near = self._vectors.nearness(vector, rows) if rows else ()
        told = [
            (row, Hit(hit.digest, hit.passage, hit.score, float(n)))
            for (row, hit), n in zip(found, near, strict=True)
        ]
        missed = dict(self._vectors.nearest(vector, ranges, _NEAR))
        for row in rows:
            missed.pop(row, None)
        if missed:
            schema = self._index.schema
            terms = [tantivy.Query.term_query(schema, "row", row) for row in missed]
            asked = tantivy.Query.boolean_query([(tantivy.Occur.Should, one) for one in terms])
            searcher = self._index.searcher()
            for _, place in searcher.search(asked, len(missed), count=False).hits:
                row, hit = _hit(searcher.doc(place).to_dict(), 0.0)
                told.append((row, replace(hit, nearness=missed[row])))
        return told

    def passages(self, digest: str, *, of_statements: bool = False) -> Sequence[Passage]:
        """A document's passages in order; only those of primary statements if so asked."""
        schema = self._index.schema
        parts = [(tantivy.Occur.Must, tantivy.Query.term_query(schema, "digest", digest))]
        if of_statements:
            none = tantivy.Query.term_query(schema, "statement", "")
            parts.append((tantivy.Occur.MustNot, none))
        known = self.catalogue().by_digest.get(digest)
        if known is None:
            return []
        with self._reading():
            searcher = self._index.searcher()
            asked = tantivy.Query.boolean_query(parts)
            found = searcher.search(asked, _PASSAGES_MAX, count=False).hits
            read = [_hit(searcher.doc(place).to_dict(), 0.0)[1].passage for _, place in found]
            if not of_statements and len(read) != known.passages:
                raise self._damaged("passages are missing")
        return sorted(read, key=lambda one: one.start)

    def _asked(self, query: Query) -> tantivy.Query | None:
        schema = self._index.schema
        parts: list[tuple[tantivy.Occur, tantivy.Query]] = []

        def like(one: tantivy.Query, weight: float) -> None:
            parts.append((tantivy.Occur.Should, tantivy.Query.boost_query(one, weight)))

        for word, weight in query.words.items():
            for term in self._analyser.analyze(word):
                like(tantivy.Query.term_query(schema, "body", term), weight)
                like(tantivy.Query.term_query(schema, "context", term), weight * _CONTEXT_WEIGHT)
        for phrase, weight in query.phrases.items():
            terms = self._analyser.analyze(phrase)
            if len(terms) > 1:
                like(tantivy.Query.phrase_query(schema, "body", list(terms), slop=1), weight)
                like(
                    tantivy.Query.phrase_query(schema, "context", list(terms), slop=1),
                    weight * _CONTEXT_WEIGHT,
                )
            elif terms:
                like(tantivy.Query.term_query(schema, "body", terms[0]), weight)
        for field, gains in (("statement", query.statements), ("section", query.sections)):
            for value, gain in gains.items():
                there = tantivy.Query.term_query(schema, field, value)
                parts.append((tantivy.Occur.Should, tantivy.Query.const_score_query(there, gain)))
        return tantivy.Query.boolean_query(parts) if parts else None


def _ranges(catalogue: Catalogue, among: Collection[str] | None) -> list[tuple[int, int]]:
    """The rows of the documents, in as few ranges as hold them."""
    kept = catalogue.by_digest
    of = kept.values() if among is None else [kept[d] for d in among if d in kept]
    return joined((one.first_row, one.first_row + one.passages) for one in of)


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("digest", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("body", stored=True, tokenizer_name=_STEMMED)
    builder.add_text_field("context", stored=True, tokenizer_name=_STEMMED)
    for name in ("statement", "section", "kind"):
        builder.add_text_field(name, stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_integer_field("row", stored=True, indexed=True)
    for name in ("start", "end", "page", "check"):
        builder.add_integer_field(name, stored=True)
    return builder.build()


def _row(digest: str, number: int, passage: Passage) -> tantivy.Document:
    return tantivy.Document(
        digest=digest,
        row=number,
        body=passage.text,
        context=passage.context,
        statement=passage.statement,
        section=passage.section,
        kind=passage.kind.value,
        start=passage.start,
        end=passage.end,
        page=passage.page or 0,
        check=_check(digest, number, passage),
    )


def _check(digest: str, number: int, passage: Passage) -> int:
    """A sum by which a passage that is no longer as it was written is known."""
    said = (digest, number, passage.start, passage.end, passage.page, passage.statement)
    words = (passage.kind.value, passage.section, passage.context, passage.text)
    return zlib.crc32("\0".join(map(str, said + words)).encode())


def _hit(row: Mapping[str, Sequence[Any]], score: float) -> tuple[int, Hit]:
    """The row's number and passage.

    Raises:
        ValueError: It is not as it was written.
    """
    passage = Passage(
        start=row["start"][0],
        end=row["end"][0],
        text=row["body"][0],
        kind=PassageKind(row["kind"][0]),
        page=row["page"][0] or None,
        section=row["section"][0],
        context=row["context"][0],
        statement=row["statement"][0],
    )
    digest, number = row["digest"][0], row["row"][0]
    if row["check"][0] != _check(digest, number, passage):
        raise ValueError("a passage is not as it was written")
    return number, Hit(digest, passage, score)


def _apply(said: dict[str, Any], entries: dict[str, Entry]) -> None:
    if "gone" in said:
        entries.pop(str(said["gone"]), None)
        return
    one = entry_of(said)
    entries[one.digest] = one
