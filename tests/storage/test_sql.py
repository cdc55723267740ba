"""Opening, reading and writing a database."""

from contextlib import AbstractContextManager
from pathlib import Path

import pytest
import sqlalchemy
from sqlalchemy import text

from bookrunner.facts.tables_sql import METADATA
from bookrunner.settings import settings
from bookrunner.storage import (
    BlobFolder,
    BlobMissing,
    DatabaseUnusable,
    engine,
    migrate,
    reading,
    writing,
)


def test_sqlite_waits_for_writers_and_keeps_references_whole(tmp_path: Path) -> None:
    database = engine(f"sqlite:///{tmp_path / 'new folder' / 'b.db'}")
    with database.connect() as connection:
        assert connection.execute(text("PRAGMA journal_mode")).scalar() == "wal"
        assert connection.execute(text("PRAGMA foreign_keys")).scalar() == 1
        timeout = connection.execute(text("PRAGMA busy_timeout")).scalar()
        assert timeout is not None
        assert timeout >= 10_000


@pytest.mark.parametrize(
    "name", ["a b", "50%", "%20", "what?", "a?b=c", "#1", "Müller & Söhne", "会社", "a@b:c", "+1"]
)
def test_the_database_lies_inside_a_home_of_any_name(tmp_path: Path, name: str) -> None:
    home = tmp_path / name
    url = settings({"BOOKRUNNER_HOME": str(home)}).database_url
    migrate(engine(url))
    assert (home / "bookrunner.db").stat().st_size > 0
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_block_that_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    database = engine(f"sqlite:///{tmp_path / 'b.db'}")
    with pytest.raises(ZeroDivisionError):
        _create_and_fail(database)
    with database.connect() as connection:
        assert not sqlalchemy.inspect(connection).has_table("half")


def _create_and_fail(database: sqlalchemy.Engine) -> None:
    with writing(database) as connection:
        connection.execute(text("CREATE TABLE half (done INTEGER)"))
        raise ZeroDivisionError


@pytest.mark.parametrize("url", ["", "nonsense", "nosuchdatabase://host/name"])
def test_a_url_that_names_no_database_is_refused(url: str) -> None:
    with pytest.raises(DatabaseUnusable):
        engine(url)


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "b.db"
    file.write_bytes(b"Dear sirs, " * 200)
    database = engine(f"sqlite:///{file}")
    with pytest.raises(DatabaseUnusable, match="not a database"):
        migrate(database)
    for use in (reading, writing):
        with pytest.raises(DatabaseUnusable, match="not a database"):
            _run(use(database), "SELECT 1 FROM nothing")


def test_a_database_that_is_damaged_later_on_is_refused_too(tmp_path: Path) -> None:
    file = tmp_path / "b.db"
    database = engine(f"sqlite:///{file}")
    _run(writing(database), "CREATE TABLE one (a INTEGER NOT NULL)")
    page = 4096
    file.write_bytes(file.read_bytes()[:page] + b"\xff" * page)
    with pytest.raises(DatabaseUnusable, match="malformed"):
        _run(reading(database), "SELECT a FROM one")


def test_a_server_that_does_not_answer_is_refused(tmp_path: Path) -> None:
    pytest.importorskip("pg8000")
    database = engine(f"postgresql://ann:secret@/books?host={tmp_path}")
    for use in (reading, writing):
        with pytest.raises(DatabaseUnusable) as caught:
            _run(use(database), "SELECT 1")
        assert "secret" not in str(caught.value)


def test_a_rule_of_the_tables_that_is_broken_is_not_the_database_s_fault(tmp_path: Path) -> None:
    database = engine(f"sqlite:///{tmp_path / 'b.db'}")
    _run(writing(database), "CREATE TABLE one (a INTEGER NOT NULL)")
    with pytest.raises(sqlalchemy.exc.IntegrityError):
        _run(writing(database), "INSERT INTO one VALUES (NULL)")


def _run(use: AbstractContextManager[sqlalchemy.Connection], statement: str) -> None:
    with use as connection:
        connection.execute(text(statement))


def test_the_migrations_leave_the_tables_the_store_uses(tmp_path: Path) -> None:
    database = engine(f"sqlite:///{tmp_path / 'b.db'}")
    migrate(database)
    migrate(database)
    inspector = sqlalchemy.inspect(database)
    for table in METADATA.sorted_tables:
        made = {column["name"]: str(column["type"]) for column in inspector.get_columns(table.name)}
        assert made == {column.name: str(column.type) for column in table.columns}


@pytest.mark.parametrize("digest", ["", "0" * 64, "../../etc/passwd", "A" * 64])
def test_a_digest_that_was_never_stored_is_not_found(tmp_path: Path, digest: str) -> None:
    with pytest.raises(BlobMissing):
        BlobFolder(tmp_path).get(digest)


def test_what_killed_writers_left_is_swept(tmp_path: Path) -> None:
    blobs = BlobFolder(tmp_path)
    digest = blobs.put(b"whole")
    (tmp_path / digest[:2] / "half.part").write_bytes(b"hal")
    assert blobs.sweep() == 1
    assert blobs.get(digest) == b"whole"
