"""All indexes of a PostgreSQL database, and the tables they are in."""

# ruff: noqa: S608 - the schema's name and the partition's key are of letters this program chose
from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError

from bookrunner.figures import Viewer, Walls, may_see
from bookrunner.search.embedder import Embedder
from bookrunner.search.index_postgres import PostgresIndex
from bookrunner.search.shelf import VERSION, walls_key
from bookrunner.storage import DatabaseUnusable, reading, writing

_TABLES = """
CREATE TABLE IF NOT EXISTS {schema}.indexes (
    wall text PRIMARY KEY, walls text NOT NULL, change bigint NOT NULL DEFAULT 0);
CREATE TABLE IF NOT EXISTS {schema}.documents (
    wall text NOT NULL, digest text NOT NULL, entry text NOT NULL, PRIMARY KEY (wall, digest)
) PARTITION BY LIST (wall);
CREATE TABLE IF NOT EXISTS {schema}.passages (
    wall text NOT NULL, digest text NOT NULL, number integer NOT NULL,
    first integer NOT NULL, past integer NOT NULL, page integer, kind text NOT NULL,
    section text NOT NULL, statement text NOT NULL, context text NOT NULL, body text NOT NULL,
    words tsvector NOT NULL, above tsvector NOT NULL, length integer NOT NULL,
    meaning halfvec({dimensions}) NOT NULL, PRIMARY KEY (wall, digest, number)
) PARTITION BY LIST (wall);
CREATE INDEX IF NOT EXISTS passages_words ON {schema}.passages USING gin (words);
CREATE INDEX IF NOT EXISTS passages_above ON {schema}.passages USING gin (above);
CREATE INDEX IF NOT EXISTS passages_statement ON {schema}.passages (wall, statement);
CREATE INDEX IF NOT EXISTS passages_meaning
    ON {schema}.passages USING hnsw (meaning halfvec_ip_ops)
"""


class PostgresShelf:
    """All indexes, in a PostgreSQL database with the extension ``vector``."""

    def __init__(self, database: Engine, embedder: Embedder) -> None:
        self._database = database
        self._embedder = embedder
        named = re.sub(r"\W+", "_", embedder.name).lower()[:24]
        told = hashlib.sha256(embedder.name.encode()).hexdigest()[:8]
        self._schema = f"search_v{VERSION}_{named}_{told}"
        self._open: dict[Walls, PostgresIndex] = {}
        self._is_made = False

    def index(self, walls: Walls) -> PostgresIndex:
        """The index of what stands behind exactly these walls."""
        self._make()
        if walls not in self._open:
            wall = walls_key(walls)
            with writing(self._database) as connection:
                self._lock(connection)
                if not self._has(connection, wall):
                    self._add_partition(connection, wall, walls)
            self._open[walls] = PostgresIndex(self._database, self._schema, wall, self._embedder)
        return self._open[walls]

    def visible(self, viewer: Viewer) -> list[PostgresIndex]:
        """The indexes of what the viewer may see; others are not asked."""
        return [self.index(walls) for walls in self.walls(viewer)]

    def walls(self, viewer: Viewer) -> list[Walls]:
        """The sets of walls of these indexes."""
        self._make()
        with reading(self._database) as connection:
            rows = connection.execute(
                text(f"SELECT walls FROM {self._schema}.indexes ORDER BY wall")
            ).fetchall()
        kept = [frozenset(json.loads(row[0])) for row in rows]
        return [walls for walls in kept if may_see(viewer, walls)]

    def mended(self, walls: Walls) -> str:  # noqa: ARG002 - the database keeps itself sound
        """Always "": the database keeps itself sound."""
        return ""

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Nobody else brings the indexes up to date meanwhile."""
        key = {"key": f"{self._schema} alone"}
        with self._database.connect() as connection:
            connection.execute(text("SELECT pg_advisory_lock(hashtext(:key))"), key)
            connection.commit()
            try:
                yield
            finally:
                connection.execute(text("SELECT pg_advisory_unlock(hashtext(:key))"), key)
                connection.commit()

    def _make(self) -> None:
        if self._is_made:
            return
        try:
            with writing(self._database) as connection:
                self._lock(connection)
                connection.execute(text("CREATE EXTENSION IF NOT EXISTS vector"))
                connection.execute(text(f"CREATE SCHEMA IF NOT EXISTS {self._schema}"))
                tables = _TABLES.format(schema=self._schema, dimensions=self._embedder.dimensions)
                for statement in tables.split(";"):
                    connection.execute(text(statement))
        except DBAPIError as error:
            shown = self._database.url.render_as_string(hide_password=True)
            raise DatabaseUnusable(
                f"the database {shown} cannot keep the indexes of passages ({error.orig}); its "
                "administrator can run CREATE EXTENSION vector (pgvector 0.8 or newer) in it"
            ) from error
        self._is_made = True

    def _lock(self, connection: Connection) -> None:
        key = {"key": self._schema}
        connection.execute(text("SELECT pg_advisory_xact_lock(hashtext(:key))"), key)

    def _has(self, connection: Connection, wall: str) -> bool:
        asked = text(f"SELECT 1 FROM {self._schema}.indexes WHERE wall = :wall")
        return connection.execute(asked, {"wall": wall}).first() is not None

    def _add_partition(self, connection: Connection, wall: str, walls: Walls) -> None:
        # DDL takes no parameters; the key is hexadecimal by its making.
        assert re.fullmatch("[0-9a-f]+", wall)
        for table in ("documents", "passages"):
            connection.execute(
                text(
                    f"CREATE TABLE {self._schema}.{table}_{wall} "
                    f"PARTITION OF {self._schema}.{table} FOR VALUES IN ('{wall}')"
                )
            )
        connection.execute(
            text(f"INSERT INTO {self._schema}.indexes (wall, walls) VALUES (:wall, :walls)"),
            {"wall": wall, "walls": json.dumps(sorted(walls))},
        )
