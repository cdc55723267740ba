"""What the bank brought, kept row by row behind its walls."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import (
    Column,
    Date,
    Engine,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    func,
    insert,
    select,
)
from sqlalchemy.exc import IntegrityError

from bookrunner.figures import PUBLIC, Viewer, Walls
from bookrunner.imports.kinds import ImportKind
from bookrunner.imports.reading import ImportedRow, ImportedValue
from bookrunner.storage import migrate, reading, writing

METADATA = MetaData()

IMPORTS = Table(
    "bank_imports",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("kind", String(40), nullable=False),
    Column("digest", String(64), nullable=False),
    Column("identity", String(64), nullable=False),
    Column("name", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("licence", Text, nullable=False),
    Column("as_of", Date, nullable=False),
    Column("wall_key", Text, nullable=False),
    Column("wall_count", Integer, nullable=False),
)

IMPORT_WALLS = Table(
    "bank_import_walls",
    METADATA,
    Column("import_id", Integer, ForeignKey("bank_imports.id"), primary_key=True),
    Column("wall", String(200), primary_key=True),
)

ROWS = Table(
    "bank_rows",
    METADATA,
    Column("import_id", Integer, ForeignKey("bank_imports.id"), primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    Column("subject", String(200), nullable=False),
    Column("row_number", Integer, nullable=False),
    Column("row_values", Text, nullable=False),
)


@dataclass(frozen=True)
class BankFile:
    """A file as the bank gave it, and under which terms."""

    kind: str
    digest: str
    """SHA-256 of its bytes, in hex."""
    name: str
    source: str
    """Who publishes it, as source notes say it."""
    as_of: date
    """The day for which it holds, from which it may be used."""
    licence: str = ""
    """The class of its licence: who may see and show it."""
    walls: Walls = PUBLIC


@dataclass(frozen=True)
class BankRow:
    """One row with the file it stands in."""

    file: BankFile
    row: ImportedRow


class SqlImportStore:
    """Keeps what the bank brought; files are kept whole or not at all and never change."""

    def __init__(self, database: Engine) -> None:
        migrate(database)
        self._database = database

    def save(self, file: BankFile, kind: ImportKind, rows: Sequence[ImportedRow]) -> bool:
        """Keep a file; False when the same rows of the same file are kept already.

        Whatever was mapped otherwise, or holds for another day, is another import.
        """
        row = {
            "kind": file.kind,
            "digest": file.digest,
            "identity": _identity(file, rows),
            "name": file.name,
            "source": file.source,
            "licence": file.licence,
            "as_of": file.as_of,
            "wall_key": json.dumps(sorted(file.walls)) if file.walls else "",
            "wall_count": len(file.walls),
        }
        subject = kind.identity[0]
        try:
            with writing(self._database) as connection:
                number = connection.execute(
                    insert(IMPORTS).returning(IMPORTS.c.id), row
                ).scalar_one()
                if file.walls:
                    walls = [{"import_id": number, "wall": wall} for wall in sorted(file.walls)]
                    connection.execute(insert(IMPORT_WALLS), walls)
                connection.execute(
                    insert(ROWS),
                    [
                        {
                            "import_id": number,
                            "ordinal": n,
                            "subject": one.text(subject)[:200],
                            "row_number": one.number,
                            "row_values": _json(one),
                        }
                        for n, one in enumerate(rows)
                    ],
                )
        except IntegrityError:
            return False
        return True

    def rows(
        self, kind: ImportKind, viewer: Viewer, *, subject: str = "", as_of: date | None = None
    ) -> Sequence[BankRow]:
        """The rows of a kind that the viewer may see; of the same thing the latest.

        Args:
            subject: Only those of this company (its CIK), or of the first column of the kind.
            as_of: Only files that held on that day or before.
        """
        seen = (
            select(func.count())
            .select_from(IMPORT_WALLS)
            .where(
                IMPORT_WALLS.c.import_id == IMPORTS.c.id,
                IMPORT_WALLS.c.wall.in_(sorted(viewer.walls)),
            )
            .scalar_subquery()
        )
        query = (
            select(IMPORTS, ROWS.c.row_number, ROWS.c.row_values)
            .join(ROWS, ROWS.c.import_id == IMPORTS.c.id)
            # All of a file's walls must be the viewer's; the count of those that are says so.
            .where(IMPORTS.c.kind == kind.name, IMPORTS.c.wall_count == seen)
            .order_by(IMPORTS.c.as_of, IMPORTS.c.id, ROWS.c.ordinal)
        )
        if subject:
            query = query.where(ROWS.c.subject == subject[:200])
        if as_of is not None:
            query = query.where(IMPORTS.c.as_of <= as_of)
        latest: dict[tuple[str, ...], BankRow] = {}
        with reading(self._database) as connection:
            for row in connection.execute(query).mappings():
                file = BankFile(
                    kind=row["kind"],
                    digest=row["digest"],
                    name=row["name"],
                    source=row["source"],
                    as_of=row["as_of"],
                    licence=row["licence"],
                    walls=frozenset(json.loads(row["wall_key"])) if row["wall_key"] else PUBLIC,
                )
                values = {
                    name: ImportedValue(text, place)
                    for name, (text, place) in json.loads(row["row_values"]).items()
                }
                one = ImportedRow(row["row_number"], values)
                latest[one.identity(kind)] = BankRow(file, one)
        return list(latest.values())


def _json(row: ImportedRow) -> str:
    return json.dumps({name: [one.text, one.place] for name, one in row.values.items()})


def _identity(file: BankFile, rows: Sequence[ImportedRow]) -> str:
    said = [file.kind, file.digest, file.source, file.licence, file.as_of.isoformat()]
    return hashlib.sha256("\n".join([*said, *map(_json, rows)]).encode()).hexdigest()
