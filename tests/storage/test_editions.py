"""What is remembered of a database is forgotten at any change by anybody, and only then."""

import shutil
import threading
from pathlib import Path

import pytest
from sqlalchemy import text

from bookrunner.storage import Edition, Remembered, WrittenBehind, engine, reading, writing


def filled(path: Path, value: int = 1) -> str:
    url = f"sqlite:///{path}"
    with writing(engine(url)) as connection:
        connection.execute(text("CREATE TABLE IF NOT EXISTS t (n INTEGER)"))
        connection.execute(text("INSERT INTO t VALUES (:n)"), {"n": value})
    return url


def total(url: str) -> int:
    with reading(engine(url)) as connection:
        return int(connection.execute(text("SELECT sum(n) FROM t")).scalar_one())


def test_a_value_is_worked_out_once_a_change(tmp_path: Path) -> None:
    url = filled(tmp_path / "a.db")
    remembered: Remembered[int] = Remembered(Edition(engine(url)), 10)
    made: list[int] = []

    def sum_now() -> int:
        made.append(total(url))
        return made[-1]

    assert [remembered.get("sum", sum_now) for _ in range(3)] == [1, 1, 1]
    assert made == [1]
    filled(tmp_path / "a.db", 41)
    assert remembered.look("sum") is None
    assert [remembered.get("sum", sum_now) for _ in range(2)] == [42, 42]
    assert made == [1, 42]


def test_a_file_put_in_the_place_of_the_database_is_another(tmp_path: Path) -> None:
    url, other = filled(tmp_path / "a.db"), tmp_path / "b.db"
    filled(other, 7)
    remembered: Remembered[int] = Remembered(Edition(engine(url)), 10)
    assert remembered.get("sum", lambda: total(url)) == 1
    for ending in ("-wal", "-shm"):
        Path(f"{tmp_path / 'a.db'}{ending}").unlink(missing_ok=True)
    shutil.move(other, tmp_path / "a.db")
    assert remembered.get("sum", lambda: total(url)) == 7


def test_what_changes_while_a_value_is_worked_out_is_in_the_next_one(tmp_path: Path) -> None:
    url = filled(tmp_path / "a.db")
    remembered: Remembered[int] = Remembered(Edition(engine(url)), 10)

    def slowly() -> int:
        before = total(url)
        filled(tmp_path / "a.db", 1)
        return before

    assert remembered.get("sum", slowly) == 1
    assert remembered.get("sum", lambda: total(url)) == 2


@pytest.mark.parametrize("database", ["sqlite://", "sqlite:///:memory:"])
def test_of_a_database_whose_changes_cannot_be_told_nothing_is_remembered(database: str) -> None:
    edition = Edition(engine(database))
    remembered: Remembered[int] = Remembered(edition, 10)
    made = iter((1, 2))
    assert not edition.tells
    assert [remembered.get("sum", lambda: next(made)) for _ in range(2)] == [1, 2]


def test_those_not_asked_for_the_longest_go_first(tmp_path: Path) -> None:
    remembered: Remembered[str] = Remembered(Edition(engine(filled(tmp_path / "a.db"))), 2)
    for key in ("one", "two", "one", "three"):
        remembered.get(key, str(key).upper)
    assert [remembered.look(key) for key in ("one", "two", "three")] == ["ONE", None, "THREE"]


def test_what_is_kept_never_weighs_more_than_its_limit(tmp_path: Path) -> None:
    edition = Edition(engine(filled(tmp_path / "a.db")))
    remembered: Remembered[str] = Remembered(edition, 10, len)
    for text_of in ("aaaa", "bbbb", "cc", "dddd"):
        remembered.get(text_of, text_of.upper)
    assert [remembered.look(key) for key in ("aaaa", "bbbb", "cc", "dddd")] == [
        None,
        "BBBB",
        "CC",
        "DDDD",
    ]
    # One that is too heavy by itself is told and not kept.
    assert remembered.get("e", lambda: "e" * 11) == "e" * 11
    assert remembered.look("e") is None


def test_many_readers_and_a_writer_never_see_what_is_gone(tmp_path: Path) -> None:
    url = filled(tmp_path / "a.db")
    remembered: Remembered[int] = Remembered(Edition(engine(url)), 10)
    floor, wrong = [1], []

    def read() -> None:
        for _ in range(200):
            least = floor[0]
            seen = remembered.get("sum", lambda: total(url))
            if seen < least:
                wrong.append((least, seen))

    readers = [threading.Thread(target=read) for _ in range(4)]
    for one in readers:
        one.start()
    for _ in range(20):
        filled(tmp_path / "a.db", 1)
        floor[0] += 1
    for one in readers:
        one.join()
    assert wrong == []


def test_of_several_texts_for_one_path_the_newest_is_on_the_disk(tmp_path: Path) -> None:
    behind = WrittenBehind()
    for number in range(100):
        behind.put(tmp_path / "a.txt", str(number))
    behind.settle()
    assert (tmp_path / "a.txt").read_text(encoding="utf-8") == "99"
    (tmp_path / "file").write_text("", encoding="utf-8")
    behind.put(tmp_path / "file" / "below.txt", "x")
    with pytest.raises(OSError, match=r"file"):
        behind.settle()
