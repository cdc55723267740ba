"""The indexes in PostgreSQL: its full-text search for the words, pgvector for the meaning.

Each version and embedder has a schema of its own, each set of walls its partition of every table
and index in it. All statements name the partition's key: nothing of another is counted, compared
with, or walked over on the way to a neighbour.
"""

# ruff: noqa: S608 - column and table names are this file's own; every value is a parameter

from __future__ import annotations

import math
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Engine, text

from bookrunner.search.catalogue import Catalogue, Entry
from bookrunner.search.embedder import Embedder
from bookrunner.search.entry_json import entry_from_json, entry_json
from bookrunner.search.index import Hit, Query
from bookrunner.search.passages import Passage, PassageKind
from bookrunner.storage import reading, writing

_CONTEXT_WEIGHT = 0.4
_NEAR = 30
_ROUGH = 4
"""How many times as many as asked for are fetched by a rough score, for the exact one."""
_K1, _B = 1.2, 0.75
"""Of BM25, as tantivy has them."""
_WORD = re.compile(r"\w+")

_INSERT = """
INSERT INTO {schema}.passages
SELECT :wall, :digest, number, first, past, page, kind, section, statement, context, body,
       to_tsvector('english', body), to_tsvector('english', context),
       length(to_tsvector('english', body)), CAST(meaning AS halfvec({dimensions}))
FROM unnest(CAST(:number AS integer[]), CAST(:first AS integer[]), CAST(:past AS integer[]),
    CAST(:page AS integer[]), CAST(:kind AS text[]), CAST(:section AS text[]),
    CAST(:statement AS text[]), CAST(:context AS text[]), CAST(:body AS text[]),
    CAST(:meaning AS text[]))
    AS row (number, first, past, page, kind, section, statement, context, body, meaning)
"""
_COLUMNS = "digest, number, first, past, page, kind, section, statement, context, body"


class PostgresIndex:
    """The index of one set of walls in PostgreSQL."""

    def __init__(self, database: Engine, schema: str, wall: str, embedder: Embedder) -> None:
        self._database = database
        self._schema = schema
        self._wall = wall
        self._embedder = embedder
        self._change = -1
        self._catalogue = Catalogue(())

    def add(self, documents: Sequence[tuple[Entry, Sequence[Passage]]]) -> None:
        """Keep documents; one that is there is replaced."""
        made = [
            (
                entry,
                passages,
                self._embedder.embed([f"{one.context}\n{one.text}" for one in passages]),
            )
            for entry, passages in documents
        ]
        with writing(self._database) as connection:
            self._changes(connection)
            self._forget(connection, [entry.digest for entry, _ in documents])
            for entry, passages, vectors in made:
                kept = replace(entry, passages=len(passages), first_row=0)
                self._run(
                    connection,
                    "INSERT INTO {schema}.documents VALUES (:wall, :digest, :entry)",
                    digest=entry.digest,
                    entry=entry_json(kept),
                )
                if passages:
                    meanings = ["[" + ",".join(f"{x:.4g}" for x in row) + "]" for row in vectors]
                    columns = _columns(passages)
                    self._run(connection, _INSERT, digest=entry.digest, meaning=meanings, **columns)

    def remove(self, digests: Collection[str]) -> None:
        """Forget documents."""
        with writing(self._database) as connection:
            self._changes(connection)
            self._forget(connection, digests)

    def entries(self) -> Sequence[Entry]:
        """The documents that are kept."""
        return self.catalogue().entries

    def catalogue(self) -> Catalogue:
        """The same documents, with their companies; the same object until they change."""
        with reading(self._database) as connection:
            change = self._run(
                connection, "SELECT change FROM {schema}.indexes WHERE wall = :wall"
            )[0][0]
            if change != self._change:
                rows = self._run(
                    connection,
                    "SELECT entry FROM {schema}.documents WHERE wall = :wall ORDER BY digest",
                )
                self._catalogue = Catalogue(entry_from_json(row[0]) for row in rows)
                self._change = change
        return self._catalogue

    def find(self, query: Query, *, among: Collection[str] | None, count: int) -> Sequence[Hit]:
        """The best passages by their words, then those near in meaning that the words missed."""
        total = sum(one.passages for one in self.catalogue().entries)
        with reading(self._database) as connection:
            found = self._by_words(connection, query, among, count, total)
            if query.meaning:
                return self._with_meaning(connection, query.meaning, found, among)
        return list(found.values())

    def passages(self, digest: str, *, of_statements: bool = False) -> Sequence[Passage]:
        """A document's passages in order; only those of primary statements if so asked."""
        only = "AND statement <> ''" if of_statements else ""
        with reading(self._database) as connection:
            rows = self._run(
                connection,
                f"SELECT {_COLUMNS} FROM {{schema}}.passages "
                f"WHERE wall = :wall AND digest = :digest {only} ORDER BY first",
                digest=digest,
            )
        return [_hit(row).passage for row in rows]

    # ------------------------------------------------------------------------------ words

    def _by_words(
        self,
        connection: Connection,
        query: Query,
        among: Collection[str] | None,
        count: int,
        total: int,
    ) -> dict[tuple[str, int], Hit]:
        """BM25 over the words and phrases, with the gains of statement and section."""
        asked = self._asked(connection, query)
        gains = [*query.statements.values(), *query.sections.values()]
        if not total or not (asked or gains):
            return {}
        rarity = self._rarity(connection, asked, total)
        rough = [
            f"CASE WHEN words @@ CAST(:q{i} AS tsquery) THEN CAST(:w{i} AS float8) ELSE 0 END"
            for i in asked
        ]
        rough += [
            f"CASE WHEN above @@ CAST(:q{i} AS tsquery) THEN CAST(:v{i} AS float8) ELSE 0 END"
            for i in asked
        ]
        given: dict[str, Any] = {"limit": count * _ROUGH}
        for i, (words, weight) in asked.items():
            given |= {f"q{i}": words, f"w{i}": weight * rarity[i][0]}
            given |= {f"v{i}": weight * rarity[i][1] * _CONTEXT_WEIGHT}
        held = [
            f"words @@ CAST(:q{i} AS tsquery) OR above @@ CAST(:q{i} AS tsquery)" for i in asked
        ]
        for column, wanted in (("statement", query.statements), ("section", query.sections)):
            for number, (value, gain) in enumerate(wanted.items()):
                name = f"{column}{number}"
                rough.append(
                    f"CASE WHEN {column} = :{name} THEN CAST(:gain_{name} AS float8) ELSE 0 END"
                )
                held.append(f"{column} = :{name}")
                given |= {name: value, f"gain_{name}": gain}
        inside = "" if among is None else "AND digest = ANY(CAST(:among AS text[]))"
        if among is not None:
            given["among"] = list(among)
        if query.within:
            inside += " AND (section = :within OR above @@ phraseto_tsquery('english', :within))"
            given["within"] = query.within
        times = ", ".join(
            part
            for i in asked
            for part in (_times("words", i, asked[i][0]), _times("above", i, asked[i][0]))
        )
        rows = self._run(
            connection,
            f"SELECT {_COLUMNS}, length, length(above), {times or 'NULL'} "
            f"FROM (SELECT *, {' + '.join(rough)} AS rough FROM {{schema}}.passages "
            f"WHERE wall = :wall {inside} AND ({' OR '.join(held)}) "
            f"ORDER BY rough DESC, digest, number LIMIT :limit) AS likely",
            **given,
        )
        means = self._means(connection)
        scored = []
        for row in rows:
            score = query.statements.get(row[7], 0.0) + query.sections.get(row[6], 0.0)
            for place, i in enumerate(asked):
                weight = asked[i][1]
                in_body, in_context = row[12 + 2 * place] or 0, row[13 + 2 * place] or 0
                score += weight * rarity[i][0] * _saturated(in_body, row[10], means[0])
                score += (
                    weight
                    * _CONTEXT_WEIGHT
                    * rarity[i][1]
                    * _saturated(in_context, row[11], means[1])
                )
            scored.append((score, row))
        scored.sort(key=lambda pair: -pair[0])
        return {(row[0], row[1]): replace(_hit(row), score=s) for s, row in scored[:count] if s > 0}

    def _asked(self, connection: Connection, query: Query) -> dict[int, tuple[str, float]]:
        """Each word and phrase as a tsquery, with its weight; stop words fall out."""
        wanted: list[tuple[str, float]] = [
            (part, weight)
            for word, weight in query.words.items()
            for part in _WORD.findall(word.lower())
        ]
        wanted += [(" ".join(_WORD.findall(p.lower())), w) for p, w in query.phrases.items()]
        if not wanted:
            return {}
        rows = self._run(
            connection,
            "SELECT CAST(phraseto_tsquery('english', said) AS text) "
            "FROM unnest(CAST(:said AS text[])) WITH ORDINALITY AS row (said, place) "
            "WHERE CAST(:wall AS text) IS NOT NULL ORDER BY place",
            said=[words for words, _ in wanted],
        )
        return {
            number: (row[0], weight)
            for number, (row, (_, weight)) in enumerate(zip(rows, wanted, strict=True))
            if row[0]
        }

    def _rarity(
        self, connection: Connection, asked: Mapping[int, tuple[str, float]], total: int
    ) -> dict[int, tuple[float, float]]:
        """How much a hit says, in the words and above them: the inverse document frequency."""
        if not asked:
            return {}
        rows = self._run(
            connection,
            "SELECT (SELECT count(*) FROM {schema}.passages "
            "WHERE wall = :wall AND words @@ CAST(said AS tsquery)), "
            "(SELECT count(*) FROM {schema}.passages "
            "WHERE wall = :wall AND above @@ CAST(said AS tsquery)) "
            "FROM unnest(CAST(:said AS text[])) WITH ORDINALITY AS row (said, place) "
            "ORDER BY place",
            said=[words for words, _ in asked.values()],
        )

        def idf(held: int) -> float:
            return math.log(1 + (total - held + 0.5) / (held + 0.5))

        return {i: (idf(row[0]), idf(row[1])) for i, row in zip(asked, rows, strict=True)}

    def _means(self, connection: Connection) -> tuple[float, float]:
        """How many different words a passage holds, and what stands above one."""
        row = self._run(
            connection,
            "SELECT avg(length), avg(length(above)) FROM {schema}.passages WHERE wall = :wall",
        )[0]
        return float(row[0] or 1), float(row[1] or 1)

    # ---------------------------------------------------------------------------- meaning

    def _with_meaning(
        self,
        connection: Connection,
        meaning: str,
        found: Mapping[tuple[str, int], Hit],
        among: Collection[str] | None,
    ) -> list[Hit]:
        """The same with how near each is, and those that are nearest besides."""
        vector = "[" + ",".join(f"{x:.5g}" for x in self._embedder.embed([meaning])[0]) + "]"
        near = "-(meaning <#> CAST(:vector AS halfvec))"
        rows = self._run(
            connection,
            f"SELECT digest, number, {near} FROM {{schema}}.passages "
            "JOIN unnest(CAST(:digests AS text[]), CAST(:numbers AS integer[])) "
            "AS likely (digest, number) USING (digest, number) WHERE wall = :wall",
            vector=vector,
            digests=[digest for digest, _ in found],
            numbers=[number for _, number in found],
        )
        nearness = {(row[0], row[1]): float(row[2]) for row in rows}
        told = [replace(hit, nearness=nearness[key]) for key, hit in found.items()]
        inside = "" if among is None else "AND digest = ANY(CAST(:among AS text[]))"
        given: dict[str, Any] = {} if among is None else {"among": list(among)}
        connection.execute(text("SET LOCAL hnsw.iterative_scan = strict_order"))
        nearest = self._run(
            connection,
            f"SELECT {_COLUMNS}, {near} FROM {{schema}}.passages WHERE wall = :wall {inside} "
            "ORDER BY meaning <#> CAST(:vector AS halfvec) LIMIT :near",
            vector=vector,
            near=_NEAR,
            **given,
        )
        told += [
            replace(_hit(row), nearness=float(row[10]))
            for row in nearest
            if (row[0], row[1]) not in found
        ]
        return told

    # -------------------------------------------------------------------------- statements

    def _changes(self, connection: Connection) -> None:
        """Writers of one index wait for each other here."""
        self._run(connection, "UPDATE {schema}.indexes SET change = change + 1 WHERE wall = :wall")

    def _forget(self, connection: Connection, digests: Collection[str]) -> None:
        for table in ("passages", "documents"):
            self._run(
                connection,
                f"DELETE FROM {{schema}}.{table} "
                "WHERE wall = :wall AND digest = ANY(CAST(:digests AS text[]))",
                digests=list(digests),
            )

    def _run(self, connection: Connection, statement: str, /, **given: object) -> Sequence[Any]:
        """A statement in this index's schema, about this index's walls alone."""
        assert ":wall" in statement
        whole = statement.format(schema=self._schema, dimensions=self._embedder.dimensions)
        result = connection.execute(text(whole), {"wall": self._wall, **given})
        return result.fetchall() if result.returns_rows else ()


def _columns(passages: Sequence[Passage]) -> dict[str, list[Any]]:
    """The passages by column. PostgreSQL keeps no NUL in a text; a blank stands for it."""

    def kept(said: str) -> str:
        return said.replace("\0", " ")

    return {
        "number": list(range(len(passages))),
        "first": [one.start for one in passages],
        "past": [one.end for one in passages],
        "page": [one.page for one in passages],
        "kind": [one.kind.value for one in passages],
        "section": [kept(one.section) for one in passages],
        "statement": [one.statement for one in passages],
        "context": [kept(one.context) for one in passages],
        "body": [kept(one.text) for one in passages],
    }


def _times(column: str, number: int, tsquery: str) -> str:
    """How often a column holds a word; of a phrase, whether it does."""
    if re.fullmatch(r"'[^']*'", tsquery):
        return (
            f"(SELECT cardinality(positions) FROM unnest({column}) "
            f"WHERE lexeme = btrim(:q{number}, ''''))"
        )
    return f"CASE WHEN {column} @@ CAST(:q{number} AS tsquery) THEN 1 ELSE 0 END"


def _saturated(times: int, length: int, mean: float) -> float:
    """BM25's share of a word that stands so many times in a text of this length."""
    return times * (_K1 + 1) / (times + _K1 * (1 - _B + _B * length / mean)) if times else 0.0


def _hit(row: Sequence[Any]) -> Hit:
    digest, _, first, past, page, kind, section, statement, context, body = row[:10]
    passage = Passage(first, past, body, PassageKind(kind), page, section, context, statement)
    return Hit(digest, passage, 0.0)
