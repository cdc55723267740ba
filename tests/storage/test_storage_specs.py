"""The promises about storage, as they are written in specs/storage."""

import gzip
import subprocess
import sys
from pathlib import Path

import pytest
import sqlalchemy
from alembic.config import Config
from alembic.script import ScriptDirectory
from pytest_bdd import given, scenarios, then, when

import bookrunner.storage
from bookrunner.storage import (
    HEAD,
    BlobCorrupt,
    BlobFolder,
    DatabaseUnusable,
    engine,
    migrate,
    reading,
    writing,
)

scenarios("storage/storage.feature")

CONTENT = b"Net sales were what they were." * 100


@given("a stored file", target_fixture="digest")
def stored(tmp_path: Path) -> str:
    return BlobFolder(tmp_path).put(CONTENT)


@when("somebody changes its bytes on the disk")
def changed(tmp_path: Path, digest: str) -> None:
    [file] = tmp_path.rglob("*.gz")
    file.write_bytes(gzip.compress(CONTENT.replace(b"were", b"was", 1)))


@then("reading it is refused")
def refused(tmp_path: Path, digest: str) -> None:
    with pytest.raises(BlobCorrupt):
        BlobFolder(tmp_path).get(digest)


@when("somebody deletes it")
def deleted(tmp_path: Path) -> None:
    [file] = tmp_path.rglob("*.gz")
    file.unlink()


@when("it is restored from its source")
def restored(tmp_path: Path) -> None:
    assert BlobFolder(tmp_path).restore(CONTENT)
    assert not BlobFolder(tmp_path).restore(CONTENT)


@then("it is read back as it was")
def read_back(tmp_path: Path, digest: str) -> None:
    assert BlobFolder(tmp_path).get(digest) == CONTENT


@given("a folder that takes no more than a few bytes", target_fixture="folder")
def small_folder(tmp_path: Path) -> Path:
    return tmp_path / "blobs"


@then("keeping a file in it is refused with advice")
def unwritable(folder: Path) -> None:
    program = (
        "import resource, signal, sys\n"
        "from pathlib import Path\n"
        "from bookrunner.storage import BlobFolder, BlobUnwritable\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (16, 16))\n"
        "try:\n    BlobFolder(Path(sys.argv[1])).put(bytes(range(256)))\n"
        "except BlobUnwritable as error:\n    print(error)\n"
    )
    told = subprocess.run(
        [sys.executable, "-c", program, str(folder)], capture_output=True, text=True, check=True
    )
    assert "File too large" in told.stdout
    assert "make room" in told.stdout


@then("nothing is left in it")
def nothing_left(folder: Path) -> None:
    assert [path for path in folder.rglob("*") if path.is_file()] == []


@given("a database that is full in the middle of a savepoint", target_fixture="full")
def full_database(tmp_path: Path) -> DatabaseUnusable:
    database = engine(f"sqlite:///{tmp_path / 'full.db'}")
    migrate(database)
    with pytest.raises(DatabaseUnusable) as told:
        fill(database)
    return told.value


def fill(database: sqlalchemy.Engine) -> None:
    """Writes until the database takes no more, which it is told to be soon."""
    with writing(database) as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1")
        with connection.begin_nested():
            connection.exec_driver_sql("CREATE TABLE fill (content BLOB)")
            for _ in range(1_000):
                connection.exec_driver_sql("INSERT INTO fill VALUES (zeroblob(100000))")


@then('it is refused with the words "database or disk is full"')
def told_full(full: DatabaseUnusable) -> None:
    assert "database or disk is full" in str(full)


@when("the same content is stored again")
def again(tmp_path: Path, digest: str) -> None:
    assert BlobFolder(tmp_path).put(CONTENT) == digest


@then("one file is kept")
def one_file(tmp_path: Path, digest: str) -> None:
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [
        tmp_path / digest[:2] / f"{digest}.gz"
    ]
    assert BlobFolder(tmp_path).get(digest) == CONTENT


@given("a file that came packed by gzip", target_fixture="packed")
def packed_file() -> bytes:
    return gzip.compress(CONTENT, 9, mtime=1_700_000_000)


@when("it is stored with its packed form", target_fixture="digest")
def stored_packed(tmp_path: Path, packed: bytes) -> str:
    return BlobFolder(tmp_path).put(CONTENT, packed=packed)


@then("the packed form is what lies on the disk")
def packed_on_disk(tmp_path: Path, packed: bytes, digest: str) -> None:
    [file] = tmp_path.rglob("*.gz")
    assert file.read_bytes() == packed
    assert BlobFolder(tmp_path).get(digest) == CONTENT


@when("it is stored with the packed form of another file", target_fixture="digest")
def stored_with_other(tmp_path: Path, packed: bytes) -> str:
    other = CONTENT.replace(b"were", b"was!", 1)
    assert len(other) == len(CONTENT)
    return BlobFolder(tmp_path).put(other, packed=packed)


@then("its own content is read back")
def own_content(tmp_path: Path, digest: str) -> None:
    assert BlobFolder(tmp_path).get(digest) == CONTENT.replace(b"were", b"was!", 1)


@given("an empty database", target_fixture="url")
def empty_database(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'new' / 'bookrunner.db'}"


@when("three processes bring it up to date at once", target_fixture="answers")
def three_processes(url: str) -> list[int]:
    program = (
        "import sys; from bookrunner.storage import engine, migrate; migrate(engine(sys.argv[1]))"
    )
    started = [subprocess.Popen([sys.executable, "-c", program, url]) for _ in range(3)]
    return [process.wait(60) for process in started]


@then("all of them succeed")
def all_succeed(answers: list[int]) -> None:
    assert answers == [0, 0, 0]


@then("its tables are those of this version")
def tables(url: str) -> None:
    with reading(engine(url)) as connection:
        names = set(sqlalchemy.inspect(connection).get_table_names())
    assert {"filings", "facts", "companies", "quotes", "curve_points"} <= names


@given("a database that a newer version wrote", target_fixture="url")
def newer(tmp_path: Path) -> str:
    url = f"sqlite:///{tmp_path / 'bookrunner.db'}"
    database = engine(url)
    migrate(database)
    with writing(database) as connection:
        connection.execute(sqlalchemy.text("UPDATE alembic_version SET version_num = '9999'"))
    return url


@then("bringing it up to date is refused with advice")
def refused_newer(url: str) -> None:
    with pytest.raises(DatabaseUnusable, match="newer version"):
        migrate(engine(url))


def test_the_head_that_the_code_names_is_the_newest_migration() -> None:
    configuration = Config()
    folder = Path(bookrunner.storage.__file__).parent / "migrations"
    configuration.set_main_option("script_location", str(folder))
    configuration.set_main_option("path_separator", "os")
    assert ScriptDirectory.from_config(configuration).get_heads() == [HEAD]
