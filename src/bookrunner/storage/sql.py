"""One way to open, migrate, read and write the database, the same for SQLite and PostgreSQL."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy
from sqlalchemy import Connection, Engine, event, text
from sqlalchemy.exc import (
    DatabaseError,
    DBAPIError,
    InterfaceError,
    NoSuchModuleError,
    OperationalError,
)
from sqlalchemy.pool import NullPool

from bookrunner.figures import BookrunnerError

HEAD = "0009"
"""The newest migration; a test holds it equal to what Alembic finds in the folder."""

_BUSY_TIMEOUT_MILLISECONDS = 60_000
_LOCKED_PAUSE_SECONDS = 0.02
# Any constant will do as long as every process uses the same one.
_MIGRATION_LOCK = 7_246_113_405_221


class DatabaseUnusable(BookrunnerError):
    """The database cannot be opened or is not one this version can use."""


def engine(url: str) -> Engine:
    """An engine on the database at the URL; nothing is opened before it is used.

    ``postgresql://`` and ``postgres://`` mean the pure Python driver pg8000; a server on this
    machine may be named by its socket's folder, as ``postgresql://USER@/NAME?host=/FOLDER``. A
    SQLite file's folder is made when missing.

    Raises:
        DatabaseUnusable: The URL names no database this program can talk to.
    """
    try:
        address = sqlalchemy.make_url(url)
        if address.drivername in ("postgres", "postgresql"):
            address = address.set(drivername="postgresql+pg8000")
        if address.get_backend_name() == "sqlite":
            return _sqlite(address)
        return _server(address)
    except (sqlalchemy.exc.ArgumentError, NoSuchModuleError) as error:
        raise DatabaseUnusable(f"the database URL cannot be read: {error}") from error
    except ModuleNotFoundError as error:
        raise DatabaseUnusable(
            f"PostgreSQL needs the driver {error.name}: pip install 'bookrunner[postgres]'"
        ) from error


def beside(url: str, name: str) -> str:
    """The URL of another database: of SQLite the file ``NAME.db`` in the same folder, else itself.

    What is written all the time is kept in a file of its own: writers of one wait for each other,
    and what is remembered of one is forgotten at any change of it.
    """
    address = sqlalchemy.make_url(url)
    if address.get_backend_name() != "sqlite" or address.database in (None, "", ":memory:"):
        return url
    path = Path(address.database or "").with_name(f"{name}.db")
    return address.set(database=str(path)).render_as_string(hide_password=False)


def _server(address: sqlalchemy.URL) -> Engine:
    folder = address.query.get("host", "")
    arguments: dict[str, str] = {}
    if isinstance(folder, str) and folder.startswith("/"):
        arguments["unix_sock"] = f"{folder}/.s.PGSQL.{address.port or 5432}"
        address = address.difference_update_query(["host"])
    return sqlalchemy.create_engine(address, pool_pre_ping=True, connect_args=arguments)


def _sqlite(address: sqlalchemy.URL) -> Engine:
    if address.database and address.database != ":memory:":
        Path(address.database).parent.mkdir(parents=True, exist_ok=True)
        # A connection per use costs 0.2 ms and leaves no handle open behind a caller's back.
        made = sqlalchemy.create_engine(address, poolclass=NullPool)
    else:
        made = sqlalchemy.create_engine(address)
    event.listen(made, "connect", _prepare_sqlite)
    event.listen(made, "begin", _begin_sqlite)
    return made


def _prepare_sqlite(connection: Any, _record: object) -> None:  # noqa: ANN401 - SQLAlchemy's event
    assert isinstance(connection, sqlite3.Connection)
    # The driver's own transactions start too late for BEGIN IMMEDIATE and leave DDL outside.
    connection.isolation_level = None
    connection.execute(f"PRAGMA busy_timeout = {_BUSY_TIMEOUT_MILLISECONDS}").close()
    _write_ahead(connection)
    for pragma in ("synchronous = FULL", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}").close()


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Turn the write-ahead log on, waiting while another process is about to do the same.

    SQLite refuses that change at once, whatever its timeout, while somebody else has the file open.
    """
    until = time.monotonic() + _BUSY_TIMEOUT_MILLISECONDS / 1000
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL").close()
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > until:
                raise
            time.sleep(_LOCKED_PAUSE_SECONDS)
        else:
            return


def _begin_sqlite(connection: Connection) -> None:
    # A writer that began as a reader cannot wait for another writer (SQLITE_BUSY at once), so
    # those that will write say so at the start.
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def writing(database: Engine) -> Iterator[Connection]:
    """A connection in one transaction: all of the block is kept, or none of it.

    Raises:
        DatabaseUnusable: It cannot be opened, is full, or is no database at all.
    """
    try:
        with database.execution_options(writes=True).begin() as connection:
            yield connection
    except DBAPIError as error:
        _refuse_if_unusable(database, error)
        raise


@contextmanager
def reading(database: Engine) -> Iterator[Connection]:
    """A connection whose reads all see one state of the database.

    Raises:
        DatabaseUnusable: It cannot be opened, or is no database at all.
    """
    try:
        options = (
            {} if database.dialect.name == "sqlite" else {"isolation_level": "REPEATABLE READ"}
        )
        with database.execution_options(**options).begin() as connection:
            yield connection
    except DBAPIError as error:
        _refuse_if_unusable(database, error)
        raise


def _refuse_if_unusable(database: Engine, error: DBAPIError) -> None:
    """Names what is the database's fault; a statement that breaks a rule of its tables is ours."""
    is_unreachable = isinstance(error, OperationalError | InterfaceError)
    was_connecting = error.statement is None
    # Of a damaged file SQLite says no more than DatabaseError, the base class of all its others.
    is_damaged = database.dialect.name == "sqlite" and type(error) is DatabaseError
    if is_unreachable or was_connecting or is_damaged:
        raise DatabaseUnusable(_sentence(database, error)) from error


def migrate(database: Engine) -> None:
    """Bring the database to this version's tables; safe to call at each start, by many at once.

    Raises:
        DatabaseUnusable: It cannot be opened, or a newer version of the program wrote it.
    """
    try:
        if _revision(database) == HEAD:
            return
        with writing(database) as connection:
            if database.dialect.name == "postgresql":
                lock = text("SELECT pg_advisory_xact_lock(:key)")
                connection.execute(lock, {"key": _MIGRATION_LOCK})
            _upgrade(connection)
    except DBAPIError as error:
        raise DatabaseUnusable(_sentence(database, error)) from error


def _upgrade(connection: Connection) -> None:
    # Alembic takes 0.6 s to import, and nearly every start finds the tables up to date.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415
    from alembic.util import CommandError  # noqa: PLC0415

    configuration = Config()
    folder = Path(__file__).parent / "migrations"
    configuration.set_main_option("script_location", str(folder).replace("%", "%%"))
    configuration.set_main_option("path_separator", "os")
    configuration.attributes["connection"] = connection
    try:
        command.upgrade(configuration, "head")
    except CommandError as error:
        raise DatabaseUnusable(
            f"the database {_shown(connection.engine)} was written by a newer version of "
            "Bookrunner; upgrade Bookrunner or point BOOKRUNNER_DATABASE_URL elsewhere"
        ) from error


def _revision(database: Engine) -> str:
    """The database's newest migration, or nothing for a database without tables."""
    with reading(database) as connection:
        if not sqlalchemy.inspect(connection).has_table("alembic_version"):
            return ""
        found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
        return str(found) if found is not None else ""


def _shown(database: Engine) -> str:
    return database.url.render_as_string(hide_password=True)


def _sentence(database: Engine, error: DBAPIError) -> str:
    # Where a full disk undoes a savepoint, going back to it fails too; what failed first is said.
    first, before = error, error.__context__
    while before is not None:
        first = before if isinstance(before, DBAPIError) else first
        before = before.__context__
    return f"the database {_shown(database)} cannot be used: {first.orig}"
