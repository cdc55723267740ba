"""An index of passages in a folder: tantivy for the words, JSON lines for the documents."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path

import tantivy

from bookrunner.search.catalogue import Entry
from bookrunner.search.embedder import Embedder
from bookrunner.search.index import Hit, Query
from bookrunner.search.passages import Passage, PassageKind
from bookrunner.search.vectors import VectorFile

_HEAP = 64_000_000
_STEMMED = "en_stem"
_CONTEXT_WEIGHT = 0.4
_PASSAGES_MAX = 100_000
_NEAR = 30
"""How many passages are brought by their meaning alone."""


class TantivyIndex:
    """The embedded index of one set of walls."""

    def __init__(self, folder: Path, embedder: Embedder) -> None:
        self._embedder = embedder
        self._vectors = VectorFile(folder, embedder.dimensions)
        words = folder / "words"
        words.mkdir(parents=True, exist_ok=True)
        self._index = tantivy.Index(_schema(), path=str(words))
        self._documents = folder / "documents.jsonl"
        self._entries: dict[str, Entry] = {}
        self._read_to = 0
        self._analyser = (
            tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
            .filter(tantivy.Filter.remove_long(40))
            .filter(tantivy.Filter.lowercase())
            .filter(tantivy.Filter.stemmer("english"))
            .build()
        )

    def add(self, documents: Sequence[tuple[Entry, Sequence[Passage]]]) -> None:
        """Keep documents; one that is there is replaced."""
        writer = self._index.writer(_HEAP, 1)
        lines: list[str] = []
        for entry, passages in documents:
            # What a stopped run left of it goes first.
            writer.delete_documents_by_term("digest", entry.digest)
            texts = [f"{passage.context}\n{passage.text}" for passage in passages]
            first = self._vectors.append(self._embedder.embed(texts)) if texts else 0
            for row, passage in enumerate(passages, start=first):
                writer.add_document(_row(entry.digest, row, passage))
            lines.append(_line(replace(entry, passages=len(passages), first_row=first)))
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()
        with self._documents.open("a", encoding="utf-8") as file:
            file.write("".join(lines))

    def remove(self, digests: Collection[str]) -> None:
        """Forget documents."""
        writer = self._index.writer(_HEAP, 1)
        for digest in digests:
            writer.delete_documents_by_term("digest", digest)
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()
        with self._documents.open("a", encoding="utf-8") as file:
            file.write("".join(json.dumps({"gone": digest}) + "\n" for digest in digests))

    def entries(self) -> Sequence[Entry]:
        """The documents that are kept."""
        if self._documents.exists() and self._documents.stat().st_size != self._read_to:
            content = self._documents.read_bytes()
            whole = content[: content.rfind(b"\n") + 1]
            for line in whole[self._read_to :].decode().splitlines():
                _apply(json.loads(line), self._entries)
            self._read_to = len(whole)
        return list(self._entries.values())

    def find(self, query: Query, *, among: Collection[str] | None, count: int) -> Sequence[Hit]:
        """The best passages by their words, then those near in meaning that the words missed."""
        searcher = self._index.searcher()
        hits: list[Hit] = []
        rows: list[int] = []
        if (asked := self._asked(query)) is not None:
            if among is not None:
                inside = tantivy.Query.term_set_query(self._index.schema, "digest", list(among))
                asked = tantivy.Query.boolean_query(
                    [
                        (tantivy.Occur.Must, tantivy.Query.const_score_query(inside, 0.0)),
                        (tantivy.Occur.Must, asked),
                    ]
                )
            for score, place in searcher.search(asked, count, count=False).hits:
                row = searcher.doc(place).to_dict()
                hits.append(_hit(row, score))
                rows.append(int(row["row"][0]))
        if not query.meaning:
            return hits
        vector = self._embedder.embed([query.meaning])[0]
        kept = self.entries()
        ranges = [
            (one.first_row, one.first_row + one.passages)
            for one in kept
            if one.passages and (among is None or one.digest in among)
        ]
        near = self._vectors.nearness(vector, rows) if rows else ()
        hits = [replace(hit, nearness=float(n)) for hit, n in zip(hits, near, strict=True)]
        known = set(rows)
        for number, nearness in self._vectors.nearest(vector, ranges, _NEAR):
            if number in known:
                continue
            term = tantivy.Query.term_query(self._index.schema, "row", number)
            for _, place in searcher.search(term, 1, count=False).hits:
                hits.append(replace(_hit(searcher.doc(place).to_dict(), 0.0), nearness=nearness))
        return hits

    def passages(self, digest: str, *, of_statements: bool = False) -> Sequence[Passage]:
        """A document's passages in order; only those of primary statements if so asked."""
        schema = self._index.schema
        parts = [(tantivy.Occur.Must, tantivy.Query.term_query(schema, "digest", digest))]
        if of_statements:
            none = tantivy.Query.term_query(schema, "statement", "")
            parts.append((tantivy.Occur.MustNot, none))
        searcher = self._index.searcher()
        asked = tantivy.Query.boolean_query(parts)
        found = searcher.search(asked, _PASSAGES_MAX, count=False).hits
        read = [_hit(searcher.doc(place).to_dict(), 0.0).passage for _, place in found]
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


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("digest", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("body", stored=True, tokenizer_name=_STEMMED)
    builder.add_text_field("context", stored=True, tokenizer_name=_STEMMED)
    for name in ("statement", "section", "kind"):
        builder.add_text_field(name, stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_integer_field("row", stored=True, indexed=True)
    for name in ("start", "end", "page"):
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
    )


def _hit(row: dict[str, list[object]], score: float) -> Hit:
    def one(name: str) -> str:
        return str(row[name][0]) if row.get(name) else ""

    passage = Passage(
        start=int(one("start")),
        end=int(one("end")),
        text=one("body"),
        kind=PassageKind(one("kind")),
        page=int(one("page")) or None,
        section=one("section"),
        context=one("context"),
        statement=one("statement"),
    )
    return Hit(one("digest"), passage, score)


def _line(entry: Entry) -> str:
    return json.dumps(asdict(entry), default=str, ensure_ascii=False) + "\n"


def _apply(said: dict[str, object], entries: dict[str, Entry]) -> None:
    if "gone" in said:
        entries.pop(str(said["gone"]), None)
        return
    for name in ("period_end", "known_on"):
        said[name] = date.fromisoformat(str(said[name])) if said[name] else None
    for name in ("names", "tickers"):
        said[name] = tuple(said[name])  # type: ignore[arg-type]
    one = Entry(**said)  # type: ignore[arg-type]
    entries[one.digest] = one
